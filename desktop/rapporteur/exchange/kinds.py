"""Which kind of file somebody handed in: by its first bytes, whatever its name says.

Only .xlsx is read so far. The other kinds are recognised, so that the refusal can say what the
file is and how to make a workbook of it.
"""

from __future__ import annotations

from rapporteur.exchange.refusals import refusal

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = ("Workbook".encode("utf-16-le"), "Book\x00".encode("utf-16-le"))
_WORD = "WordDocument".encode("utf-16-le")

_BEGINNINGS: dict[str, tuple[bytes, ...]] = {  # compared in lower case
    "pdf": (b"%pdf",),
    "rtf": (b"{\\rtf",),
    "html": (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta"),
    "database": (b"sqlite format 3",),
    "picture": (b"\x89png", b"\xff\xd8\xff", b"gif8", b"bm", b"ii*", b"mm\x00*"),
    "archive": (b"rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
}


def check_kind(name: str, data: bytes) -> None:
    """Return where the file is a container as .xlsx workbooks are; else raise UserError."""
    if data.startswith(b"PK\x03\x04"):
        return
    raise refusal(_kind(data), name)


def _kind(data: bytes) -> str:
    if not data.strip(b"\x00"):
        return "empty"
    if data.startswith(_OLE):
        return _ole_kind(data)
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    for code, beginnings in _BEGINNINGS.items():
        if start[:40].lower().startswith(beginnings):
            return code
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "spreadsheet_xml"
    return "csv" if _is_text(data[:4096]) else "unknown"


def _ole_kind(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "protected"
    if any(stream in data for stream in _WORKBOOK):
        return "xls"
    return "doc" if _WORD in data else "unknown"


def _is_text(start: bytes) -> bool:
    """Whether the bytes look like lines of text in any usual encoding."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 9 or 13 < byte < 32 for byte in start)
