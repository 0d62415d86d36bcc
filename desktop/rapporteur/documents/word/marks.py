"""A mark in a document's properties by which the program sees whether somebody has edited it.

The mark is a digest of what can be read in the document: texts with how they look, tables,
notes in the margin, pictures, pages; not of bytes, and not of the numbers that Word works out.
So a program that saves the document again as it was changes nothing. One that puts formatting
of its own into it on saving, as LibreOffice does, counts as an edit: it is better to write beside
a file that nobody touched than over one that somebody worked on.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

if TYPE_CHECKING:
    from docx.document import Document

_NAME = "Rapporteur content"
_PART = PackURI("/docProps/custom.xml")
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_VALUES = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_USER_PROPERTY = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of properties users make

_LOOKS = frozenset(qn(tag) for tag in (
    "w:b", "w:i", "w:u", "w:strike", "w:sz", "w:color", "w:highlight", "w:shd", "w:vertAlign",
    "w:rFonts", "w:caps",
))  # fmt: skip
_PARAGRAPH_LOOKS = frozenset(
    qn(tag) for tag in ("w:jc", "w:ind", "w:spacing", "w:pageBreakBefore", "w:numPr")
)
_PAGE_LOOKS = frozenset(qn(tag) for tag in ("w:pgSz", "w:pgMar", "w:cols"))
_BESIDE = ("header", "footer", "footnotes", "endnotes", "comments")
_PARAGRAPH, _RUN, _SECTION = qn("w:p"), qn("w:r"), qn("w:sectPr")
_TEXT, _DELETED, _TAB, _BREAK = qn("w:t"), qn("w:delText"), qn("w:tab"), qn("w:br")
_FIELD, _FIELD_KIND, _CODE = qn("w:fldChar"), qn("w:fldCharType"), qn("w:instrText")
_SIMPLE = qn("w:fldSimple")
_LOOK_OF = {_PARAGRAPH: qn("w:pPr"), _RUN: qn("w:rPr")}
_STYLE, _VALUE = qn("w:pStyle"), qn("w:val")
_PARTS = {qn(tag): tag for tag in (
    "w:p", "w:tbl", "w:tr", "w:tc", "w:ins", "w:del", "w:sectPr", "w:drawing", "w:pict",
    "w:fldSimple",
)}  # fmt: skip
_TELL = (*_PARTS, _RUN, _TEXT, _DELETED, _TAB, _BREAK, _FIELD, _CODE)


def set_mark(document: Document) -> None:
    """Put the mark of what `document` holds now into it; the last thing before saving."""
    root = etree.Element(f"{_CUSTOM}Properties", nsmap={None: _CUSTOM[1:-1], "vt": _VALUES[1:-1]})
    entry = etree.SubElement(root, f"{_CUSTOM}property", fmtid=_USER_PROPERTY, pid="2", name=_NAME)
    etree.SubElement(entry, f"{_VALUES}lpwstr").text = _digest(document)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package = document.part.package
    for key, link in list(package.rels.items()):
        if link.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            del package.rels[key]
    package.relate_to(Part(_PART, _TYPE, blob, package), RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def untouched(path: Path) -> bool:
    """Whether `path` is a document of ours that nobody has changed since it was written.

    False for every other file, for one without a mark, and for one that cannot be read.
    """
    try:
        document = docx.Document(str(path))
        return _mark(document) == _digest(document)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError,
            AttributeError, OpcError):  # fmt: skip
        return False


def _mark(document: Document) -> str:
    for link in document.part.package.rels.values():
        if link.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES and not link.is_external:
            for entry in etree.fromstring(link.target_part.blob):
                if entry.get("name") == _NAME:
                    return "".join(entry.itertext())
    return "none"


def _digest(document: Document) -> str:
    found = hashlib.sha256()
    names = {style.style_id: style.name or "" for style in document.styles}
    for piece in _pieces(document.element.body, names):
        found.update(piece.encode("utf-8", "replace") + b"\x00")
    beside = []
    for part in document.part.package.iter_parts():
        if part.content_type.rsplit(".", 1)[-1].removesuffix("+xml") in _BESIDE:
            words = "\x00".join(_pieces(etree.fromstring(part.blob), names))
            if any(piece.startswith("=") for piece in words.split("\x00")):
                beside.append(words)
    for words in sorted(beside):
        found.update(words.encode("utf-8", "replace") + b"\x01")
    return found.hexdigest()


def _pieces(root: etree._Element, names: dict[str, str]) -> Iterator[str]:
    """What the document says, in order: "=" before text, the tag or the look of the rest.

    The results of fields are Word's, and not counted.
    """
    fields = 0
    look, said = "", ""
    for element in root.iter(*_TELL):
        tag = element.tag
        if tag in (_TEXT, _DELETED):
            if not fields and element.getparent().getparent().tag != _SIMPLE:
                said += element.text or ""
        elif tag == _RUN:
            if (now := _look(element.find(_LOOK_OF[_RUN]), _LOOKS)) != look:
                yield from (look, f"={said}") if said else ()
                look, said = now, ""
        elif tag in (_TAB, _BREAK):
            if element.getparent().tag == _RUN:
                said += "\t" if tag == _TAB else "\n"
        elif tag == _FIELD:
            fields += {"begin": 1, "end": -1}.get(str(element.get(_FIELD_KIND)), 0)
        elif tag == _CODE:
            said += f"[{(element.text or '').strip()}]"
        else:
            yield from (look, f"={said}") if said else ()
            said = ""
            yield _PARTS[tag] + _of(element, names)
    if said:
        yield look
        yield f"={said}"


def _of(element: etree._Element, names: dict[str, str]) -> str:
    """What else counts of an element that is no text."""
    if element.tag == _SECTION:
        return _look(element, _PAGE_LOOKS)
    if element.tag == _SIMPLE:
        return str(element.get(qn("w:instr"), "")).strip()
    properties = element.find(_LOOK_OF[_PARAGRAPH]) if element.tag == _PARAGRAPH else None
    if properties is None:
        return ""
    style = properties.find(_STYLE)
    named = names.get(style.get(_VALUE, ""), "") if style is not None else ""
    return f":{named}:{_look(properties, _PARAGRAPH_LOOKS)}"


def _look(properties: etree._Element | None, tags: frozenset[str]) -> str:
    if properties is None:
        return ""
    return ";".join(sorted(
        f"{one.tag}{sorted(one.attrib.items())}" for one in properties if one.tag in tags
    ))  # fmt: skip
