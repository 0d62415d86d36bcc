"""Which kind of file somebody handed in: by its first bytes, whatever its name says.

What no reader takes is refused here, before a process is started for it, with a sentence that
says what the file is and how to make a list of it.
"""

from __future__ import annotations

from rapporteur.exchange.incoming.refusals import refusal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = ("Workbook".encode("utf-16-le"), "Book\x00".encode("utf-16-le"))
_WORD = "WordDocument".encode("utf-16-le")
_SLIDES = "PowerPoint Document".encode("utf-16-le")
_MESSAGE = "__properties_version1.0".encode("utf-16-le")
_HTML = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<body", b"<div", b"<style")
_FRAGMENT = b"startfragment:"  # in the header that Windows puts before a copied table
_HTML_NAMESPACE = b"http://www.w3.org/tr/rec-html40"

_BEGINNINGS: dict[str, tuple[bytes, ...]] = {  # compared in lower case
    "pdf": (b"%pdf",),
    "rtf": (b"{\\rtf",),
    "database": (b"sqlite format 3",),
    "message": (b"mime-version:", b"received:", b"return-path:", b"delivered-to:", b"x-mozilla-"),
    "picture": (b"\x89png", b"\xff\xd8\xff", b"gif8", b"ii*\x00", b"mm\x00*"),
    "archive": (b"rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
}
_MARKUP: dict[str, bytes] = {
    "spreadsheet_xml": b"urn:schemas-microsoft-com:office:spreadsheet",
    "opendocument_flat": b"urn:oasis:names:tc:opendocument",
}


def check_kind(name: str, data: bytes) -> None:
    """Return where some reader takes such files; else raise UserError "workbook.…"."""
    code = refused_kind(data)
    if code:
        raise refusal(code, name)


def looks_like_html(data: bytes) -> bool:
    """Whether the bytes begin as a web page or a copied table does."""
    start = _plain_start(data)
    if start.startswith(_HTML) or (start.startswith(b"version:") and _FRAGMENT in start):
        return True
    return start.startswith((b"<?xml", b"<!--", b"<!doctype")) and b"<html" in start


def refused_kind(data: bytes) -> str:
    """The code of the refusal of a kind that no reader of lists takes; "" where one does."""
    if not data.strip(b"\x00"):
        return "empty"
    if data.startswith(b"PK\x03\x04"):
        return ""
    if data.startswith(OLE):
        return _ole_refused(data)
    start = _plain_start(data)
    for code, beginnings in _BEGINNINGS.items():
        if start.startswith(beginnings):
            return code
    if looks_like_html(data):
        return ""
    if start.startswith(b"<"):
        for code, namespace in _MARKUP.items():
            if namespace in start:
                return code
    return "" if _is_text(data[:4096]) else "unknown"


def _ole_refused(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "protected"
    if any(stream in data for stream in _WORKBOOK):
        return ""
    if _MESSAGE in data:
        return "message"
    if _SLIDES in data:
        return "powerpoint"
    return "doc" if _WORD in data else "ole"


def _plain_start(data: bytes) -> bytes:
    """The beginning in lower case, without marks of an encoding and without every second byte
    of two-byte text."""
    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start[2:].replace(b"\x00", b"")
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()


def _is_text(start: bytes) -> bool:
    """Whether the bytes look like lines of text in any usual encoding."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if any(_is_high_half(start[half::2]) for half in (0, 1)):
        return True
    odd = sum(byte < 9 or 13 < byte < 32 for byte in start)
    return odd <= 1 + len(start) // 100  # old programs end a text with one such letter


def _is_high_half(half: bytes) -> bool:
    """Whether every second byte is one that two-byte text has there: Latin, Cyrillic, Hindi."""
    usual = sum(map(half.count, b"\x00\x04\x09\x20\x21"))
    return b"\x00" in half and usual > 0.9 * len(half)
