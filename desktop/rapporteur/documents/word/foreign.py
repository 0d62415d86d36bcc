"""What a template from outside may hold: words, tables, pictures; nothing that runs or fetches.

A Word file is a package of parts. One that carries macros, embedded objects, or asks Word to
fetch something when it is opened is refused, in words that say what was found; so is one that
is packed to burst. The link to another template, which Word leaves in every document that was
made from one, is dropped by `without_links`.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from rapporteur.domain.errors import UserError

if TYPE_CHECKING:
    from docx.document import Document

_MEGABYTE = 1024 * 1024
_MOST_PACKED = 20 * _MEGABYTE
_MOST_UNPACKED = 60 * _MEGABYTE
_MOST_XML = 8 * _MEGABYTE  # of one part
_MOST_PARTS = 1000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "wordprocessingml.template.main+xml"

# What a part may not be, by its name or its type, and how it is called.
_REFUSED_PARTS = (
    (re.compile(rb"macroEnabled|vbaProject|vbaData", re.IGNORECASE), "macros"),
    (re.compile(rb"activeX|keyMapCustomizations|attachedToolbars", re.IGNORECASE), "controls"),
    (re.compile(rb"oleObject|embeddings/|/package\"", re.IGNORECASE), "an embedded object"),
    (re.compile(rb"afchunk|aFChunk", re.IGNORECASE), "a piece of another file"),
)
# The kinds of links that Word follows by itself; a hyperlink waits for a click.
_CLICKED = ("/hyperlink",)
_DROPPED = ("/attachedTemplate",)
# Fields that count, name or refer; every other one may fetch or start something.
_FIELDS = frozenset({
    "ADVANCE", "CREATEDATE", "DATE", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "HYPERLINK",
    "NOTEREF", "NUMPAGES", "PAGE", "PAGEREF", "PRINTDATE", "REF", "SAVEDATE", "SECTION",
    "SECTIONPAGES", "SEQ", "STYLEREF", "SYMBOL", "TC", "TIME", "TOC", "XE",
})  # fmt: skip


def examine(path: Path) -> None:
    """Raise UserError "template.*" where `path` is no .docx file that may serve as a template."""
    try:
        if path.stat().st_size > _MOST_PACKED:
            raise _refusal(path, "is too big for a template", "template.size")
        with zipfile.ZipFile(path) as package:
            _examine_package(path, package)
    except OSError as error:
        raise _refusal(
            path, f"cannot be read: {error.strerror or type(error).__name__}", "template.unreadable"
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, etree.XMLSyntaxError, ValueError,
            NotImplementedError, RuntimeError, KeyError) as error:  # fmt: skip
        raise _refusal(
            path, "is no Word document, or it is damaged", "template.no_document"
        ) from error


def without_links(document: Document) -> None:
    """Drop the link to the template that `document` was made from: Word would look for it."""
    for part in document.part.package.iter_parts():
        for key, link in list(part.rels.items()):
            if link.is_external and link.reltype.endswith(_DROPPED):
                for element in document.settings.element.findall(f"{_W}attachedTemplate"):
                    document.settings.element.remove(element)
                del part.rels[key]


def _examine_package(path: Path, package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if len(entries) > _MOST_PARTS or sum(e.file_size for e in entries) > _MOST_UNPACKED:
        raise _refusal(path, "is too big for a template", "template.size")
    for entry in entries:
        _refuse_parts(path, entry.filename.encode())
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        if entry.file_size > _MOST_XML:
            raise _refusal(path, "is too big for a template", "template.size")
        data = package.read(entry)
        if entry.filename == "[Content_Types].xml":
            _refuse_parts(path, data)
            if _TEMPLATE.encode() in data:
                raise _refusal(
                    path, "is a Word template (.dotx)", "template.dotx",
                    "Save it in Word as a document (.docx) and choose that.",
                )  # fmt: skip
            if _DOCUMENT.encode() not in data:
                raise KeyError(_DOCUMENT)
        root = _parsed(path, data)
        if entry.filename.endswith(".rels"):
            _refuse_links(path, root)
        elif entry.filename.startswith("word/"):
            _refuse_fields(path, root)


def _parsed(path: Path, data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise _refusal(path, "declares entities, which no Word document does", "template.entities")
    return root


def _refuse_parts(path: Path, text: bytes) -> None:
    for pattern, named in _REFUSED_PARTS:
        if pattern.search(text):
            raise _refusal(path, f"holds {named}", "template.active")


def _refuse_links(path: Path, root: etree._Element) -> None:
    for link in root:
        kind = str(link.get("Type", ""))
        external = str(link.get("TargetMode", "")).casefold() == "external"
        if external and not kind.endswith(_CLICKED + _DROPPED):
            what = kind.rsplit("/", 1)[-1]
            raise _refusal(path, f"fetches something from elsewhere ({what})", "template.external")
        _refuse_parts(path, f"{kind} {link.get('Target', '')}".encode())


def _refuse_fields(path: Path, root: etree._Element) -> None:
    """Refuse fields by their first word: those of Word's that fetch, link or start something."""
    if root.find(f".//{_W}altChunk") is not None or root.find(f".//{_W}subDoc") is not None:
        raise _refusal(path, "holds a piece of another file", "template.active")
    for code in _field_codes(root):
        word = code.split(maxsplit=1)[0].upper() if code.strip() else ""
        if word not in _FIELDS:
            raise _refusal(
                path, f"holds the field “{code.strip()[:40]}”, which may fetch or start something",
                "template.field",
            )  # fmt: skip


def _field_codes(root: etree._Element) -> Iterator[str]:
    """The codes of all fields of a part; those of a field in a field stand apart."""
    for simple in root.iter(f"{_W}fldSimple"):
        yield str(simple.get(f"{_W}instr", ""))
    open_codes: list[list[str]] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}delInstrText"):
        if element.tag != f"{_W}fldChar":
            if not open_codes:
                yield element.text or ""
            else:
                open_codes[-1].append(element.text or "")
        elif element.get(f"{_W}fldCharType") == "begin":
            open_codes.append([])
        elif element.get(f"{_W}fldCharType") == "end" and open_codes:
            yield "".join(open_codes.pop())
    yield from ("".join(parts) for parts in open_codes)


def _refusal(path: Path, problem: str, code: str, advice: str = "") -> UserError:
    return UserError(
        code,
        f"The template {path.name} {problem}.",
        safe="Nothing was written, and nothing in it was run.",
        advice=advice or "Take the program's own template, or copy it and edit the copy in Word.",
    )
