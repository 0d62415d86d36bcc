"""A mark in a document's properties by which the program sees whether somebody has edited it.

The mark is a digest of what can be read in the document: texts with how they look, tables,
notes in the margin, pictures, pages; not of bytes, and not of the numbers that Word works out.
So saving the same document again changes nothing, and a change that cannot be told from none
counts as one: it is better to write beside a file that nobody touched than over one that
somebody worked on.
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

_LOOKS = ("w:b", "w:i", "w:u", "w:strike", "w:sz", "w:color", "w:highlight", "w:shd",
          "w:vertAlign", "w:rFonts", "w:caps")  # fmt: skip
_PARAGRAPH_LOOKS = ("w:jc", "w:ind", "w:spacing", "w:pageBreakBefore", "w:numPr")
_PAGE = ("w:pgSz", "w:pgMar", "w:cols")
_BESIDE = ("header", "footer", "footnotes", "endnotes", "comments")
_TELL = frozenset(qn(tag) for tag in (
    "w:p", "w:r", "w:tbl", "w:tr", "w:tc", "w:ins", "w:del", "w:sectPr", "w:drawing", "w:pict"
))  # fmt: skip


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
    """What the document says, in order: "=" before text, the tag or the look of the rest."""
    field = 0
    look, said = "", ""
    for element in root.iter(*_TELL, qn("w:t"), qn("w:delText"), qn("w:tab"), qn("w:br"),
                             qn("w:fldChar"), qn("w:instrText")):  # fmt: skip
        if element.tag == qn("w:fldChar"):
            kind = element.get(qn("w:fldCharType"))
            field += {"begin": 1, "end": -1}.get(str(kind), 0)
        elif element.tag == qn("w:instrText"):
            said += f"[{(element.text or '').strip()}]"
        elif element.tag in (qn("w:t"), qn("w:delText")):
            said += "" if field else element.text or ""
        elif element.tag in (qn("w:tab"), qn("w:br")):
            if element.getparent().tag == qn("w:r"):
                said += "\t" if element.tag == qn("w:tab") else "\n"
        elif element.tag == qn("w:r"):
            if (now := _look(element.find(qn("w:rPr")), _LOOKS)) != look:
                yield from (look, f"={said}") if said else ()
                look, said = now, ""
        else:
            yield from (look, f"={said}") if said else ()
            said = ""
            yield etree.QName(element).localname + _of(element, names)
    if said:
        yield look
        yield f"={said}"


def _of(element: etree._Element, names: dict[str, str]) -> str:
    """What else counts of an element that is no text."""
    if element.tag == qn("w:sectPr"):
        return _look(element, _PAGE)
    if element.tag != qn("w:p"):
        return ""
    properties = element.find(qn("w:pPr"))
    style = properties.find(qn("w:pStyle")) if properties is not None else None
    named = names.get(style.get(qn("w:val"), ""), "") if style is not None else ""
    return f":{named}:{_look(properties, _PARAGRAPH_LOOKS)}"


def _look(properties: etree._Element | None, tags: tuple[str, ...]) -> str:
    if properties is None:
        return ""
    found = []
    for tag in tags:
        if (one := properties.find(qn(tag))) is not None:
            values = sorted((etree.QName(k).localname, str(v)) for k, v in one.attrib.items())
            found.append(f"{tag}{values}")
    return ";".join(found)
