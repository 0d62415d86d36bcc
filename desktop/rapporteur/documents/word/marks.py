"""A mark in a document's properties by which the program sees whether somebody has edited it.

The mark is a digest of what can be read in the document: texts with how they look, the styles that
they use, tables, notes in the margin, pictures, pages; not of bytes, and not of the numbers that
Word works out.
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
    "w:rFonts", "w:caps", "w:smallCaps", "w:vanish", "w:dstrike", "w:position", "w:spacing",
    "w:bdr", "w:em", "w:rStyle",
))  # fmt: skip
_PARAGRAPH_LOOKS = frozenset(
    qn(tag) for tag in ("w:jc", "w:ind", "w:spacing", "w:pageBreakBefore", "w:numPr", "w:keepNext",
                        "w:keepLines", "w:pBdr", "w:tabs", "w:shd", "w:outlineLvl")
)  # fmt: skip
_CELL_LOOKS = frozenset(
    qn(tag) for tag in ("w:gridSpan", "w:vMerge", "w:shd", "w:tcBorders", "w:vAlign")
)
_PAGE_LOOKS = frozenset(qn(tag) for tag in ("w:pgSz", "w:pgMar", "w:cols"))
_BESIDE = ("header", "footer", "footnotes", "endnotes", "comments")
_PARAGRAPH, _RUN, _SECTION = qn("w:p"), qn("w:r"), qn("w:sectPr")
_TEXT, _DELETED, _TAB, _BREAK = qn("w:t"), qn("w:delText"), qn("w:tab"), qn("w:br")
_FIELD, _FIELD_KIND, _CODE = qn("w:fldChar"), qn("w:fldCharType"), qn("w:instrText")
_SIMPLE, _CELL, _DRAWING = qn("w:fldSimple"), qn("w:tc"), qn("w:drawing")
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SYMBOL = qn("w:sym")
# Letters that are elements of their own.
_LETTERS = {_TAB: "\t", _BREAK: "\n", qn("w:cr"): "\n", qn("w:ptab"): "\t",
            qn("w:noBreakHyphen"): "\u2011", qn("w:softHyphen"): "\u00ad"}  # fmt: skip
# Word works out the results of these anew; what stands in other fields, somebody has typed.
_COMPUTED = frozenset({
    "CREATEDATE", "DATE", "NOTEREF", "NUMPAGES", "PAGE", "PAGEREF", "PRINTDATE", "REF", "SAVEDATE",
    "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "TIME", "TOC",
})  # fmt: skip
_ABOUT = ("title", "subject", "keywords", "comments", "category")
_LOOK_OF = {_PARAGRAPH: qn("w:pPr"), _RUN: qn("w:rPr")}
_STYLE, _VALUE = qn("w:pStyle"), qn("w:val")
_PARTS = {qn(tag): tag for tag in (
    "w:p", "w:tbl", "w:tr", "w:tc", "w:ins", "w:del", "w:sectPr", "w:drawing", "w:pict",
    "w:fldSimple",
)}  # fmt: skip
_TELL = (*_PARTS, *_LETTERS, _RUN, _TEXT, _DELETED, _FORMULA, _SYMBOL, _FIELD, _CODE)


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
    beside = [str(getattr(document.core_properties, name)) for name in _ABOUT]
    beside += _styles(document, names)
    for part in document.part.package.iter_parts():
        if part.content_type.startswith("image/"):
            beside.append(hashlib.sha256(part.blob).hexdigest())
        elif part.content_type.rsplit(".", 1)[-1].removesuffix("+xml") in _BESIDE:
            words = "\x00".join(_pieces(etree.fromstring(part.blob), names))
            if any(piece.startswith("=") for piece in words.split("\x00")):
                beside.append(words)
    for words in sorted(beside):
        found.update(words.encode("utf-8", "replace") + b"\x01")
    return found.hexdigest()


def _styles(document: Document, names: dict[str, str]) -> Iterator[str]:
    """How the styles look that the body uses, and those that they are based on."""
    by_id = {one.get(qn("w:styleId"), ""): one
             for one in document.styles.element.iter(qn("w:style"))}  # fmt: skip
    used = document.element.body.iter(_STYLE, qn("w:rStyle"), qn("w:tblStyle"))
    wanted = {one.get(_VALUE, "") for one in used}
    wanted |= {key for key, one in by_id.items() if one.get(qn("w:default")) == "1"}
    seen: set[str] = set()
    while wanted:
        key = wanted.pop()
        style = by_id.get(key)
        if style is None or key in seen:
            continue
        seen.add(key)
        if (based := style.find(qn("w:basedOn"))) is not None:
            wanted.add(based.get(_VALUE, ""))
        looks = (_look(style.find(_LOOK_OF[_RUN]), _LOOKS),
                 _look(style.find(_LOOK_OF[_PARAGRAPH]), _PARAGRAPH_LOOKS))  # fmt: skip
        yield f"style {names.get(key, '')}:{looks}"


def _pieces(root: etree._Element, names: dict[str, str]) -> Iterator[str]:
    """What the document says, in order: "=" before text, the tag or the look of the rest.

    The results of fields that Word works out are not counted.
    """
    fields: list[str] = []  # the codes of those that are open
    look, said = "", ""
    for element in root.iter(*_TELL):
        tag = element.tag
        if tag == _RUN:
            if (now := _look(element.find(_LOOK_OF[_RUN]), _LOOKS)) != look:
                yield from (look, f"={said}") if said else ()
                look, said = now, ""
        elif tag == _FIELD:
            _follow(fields, str(element.get(_FIELD_KIND)))
        elif tag in _PARTS:
            yield from (look, f"={said}") if said else ()
            said = ""
            yield _PARTS[tag] + _of(element, names)
        else:
            said += _letters(element, fields)
    if said:
        yield look
        yield f"={said}"


def _follow(fields: list[str], kind: str) -> None:
    if kind == "begin":
        fields.append("")
    elif kind == "end" and fields:
        fields.pop()


def _letters(element: etree._Element, fields: list[str]) -> str:
    """What an element adds to the text. The code of a field is kept, to know its result by."""
    tag = element.tag
    if tag == _CODE:
        code = (element.text or "").strip()
        if fields:
            fields[-1] += f" {code}"
        return f"[{code}]"
    if fields and any(map(_computed, fields)):
        return ""
    if tag in _LETTERS:
        return _LETTERS[tag] if element.getparent().tag == _RUN else ""
    if tag == _SYMBOL:
        return f"[{element.attrib.values()}]"
    outer = element.getparent().getparent()
    simple = outer is not None and outer.tag == _SIMPLE
    return "" if simple and _computed(str(outer.get(qn("w:instr"), ""))) else element.text or ""


def _computed(code: str) -> bool:
    return (code.split(maxsplit=1) or [""])[0].upper() in _COMPUTED


def _of(element: etree._Element, names: dict[str, str]) -> str:
    """What else counts of an element that is no text."""
    if element.tag == _SECTION:
        return _look(element, _PAGE_LOOKS)
    if element.tag == _SIMPLE:
        return str(element.get(qn("w:instr"), "")).strip()
    if element.tag == _CELL:
        return _look(element.find(qn("w:tcPr")), _CELL_LOOKS)
    if element.tag == _DRAWING:
        return "".join(f":{one.get('cx')}x{one.get('cy')}" for one in element.iter(_EXTENT))
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
        f"{one.tag}{sorted(one.attrib.items())}"
        + (str([(inner.tag, sorted(inner.attrib.items())) for inner in one]) if len(one) else "")
        for one in properties if one.tag in tags
    ))  # fmt: skip
