"""Fonts and languages of a document, run by run.

Word keeps four fonts for each run of text. Latin and Cyrillic letters take the slots "ascii" and
"hAnsi"; Devanagari takes the slot for complex scripts, "cs", with a size and a boldness of its
own (`w:szCs`, `w:bCs`). A run marked `w:cs` takes that slot for its digits and stops as well, so
that a Hindi sentence is of one piece. The language of a run decides what the speller does with
it, and Hindi has a slot for that too (`w:bidi`, named after its first use).
"""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import groupby
from typing import TYPE_CHECKING

from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

LATIN_CYRILLIC = "Times New Roman"
DEVANAGARI = "Nirmala UI"  # part of Windows since 8; what has it not takes the font named below
DEVANAGARI_BEFORE = "Mangal"

_ENGLISH, _RUSSIAN, _HINDI = "en-GB", "ru-RU", "hi-IN"
_HINDI_LETTERS = re.compile("[\u0900-\u097f]")
_RUSSIAN_LETTERS = re.compile("[\u0400-\u052f]")
_LATIN_LETTERS = re.compile("[A-Za-z\u00c0-\u024f]")
# Words of one script; what is between them goes with the word before.
_WORD = re.compile(r"\S+\s*|\s+")
# What may stand in a run's properties after the fonts, in the order of the schema.
_AFTER_FONTS = ("w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps", "w:strike", "w:dstrike",
                "w:outline", "w:shadow", "w:emboss", "w:imprint", "w:noProof", "w:snapToGrid",
                "w:vanish", "w:webHidden", "w:color", "w:spacing", "w:w", "w:kern", "w:position",
                "w:sz", "w:szCs", "w:highlight", "w:u", "w:effect", "w:bdr", "w:shd",
                "w:fitText", "w:vertAlign")  # fmt: skip
_AFTER_CS = ("w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath")
_RUN, _TEXT, _LOOK = qn("w:r"), qn("w:t"), qn("w:rPr")
_LANG, _CS, _FONTS = qn("w:lang"), qn("w:cs"), qn("w:rFonts")
_PAGE_EDGES = (".header+xml", ".footer+xml")
_HOLD_TEXT = frozenset({qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:rPr"), qn("w:noBreakHyphen")})


def dress(document: Document) -> None:
    """Give every run of the document, its headers and footers the slots of its script."""
    roots = [document.element.body]
    roots += [part.element for part in document.part.package.iter_parts()
              if isinstance(part, XmlPart) and part.content_type.endswith(_PAGE_EDGES)]  # fmt: skip
    for root in roots:
        for run in list(root.iter(_RUN)):
            _dress_run(run)


def script_of(text: str) -> str:
    """The language whose script `text` is in: "hi", "ru", "en", or "" for digits and stops."""
    if _HINDI_LETTERS.search(text):
        return "hi"
    if _RUSSIAN_LETTERS.search(text):
        return "ru"
    return "en" if _LATIN_LETTERS.search(text) else ""


def _dress_run(run: BaseOxmlElement) -> None:
    text = "".join(piece.text or "" for piece in run.iter(_TEXT))
    script = script_of(text)
    if not script:
        return
    if script == "hi" and _LATIN_LETTERS.search(text) and _plain(run):
        for piece in _split(run):
            _mark(piece, script_of("".join(t.text or "" for t in piece.iter(_TEXT))))
    else:
        _mark(run, script)


def _plain(run: BaseOxmlElement) -> bool:
    """Whether the run holds nothing but text, so that it can be taken apart."""
    return all(child.tag in _HOLD_TEXT for child in run)


def _split(run: BaseOxmlElement) -> list[BaseOxmlElement]:
    """Take a run of two scripts apart into runs of one, which stand in its place."""
    made: list[BaseOxmlElement] = []
    properties = run.find(_LOOK)

    def begin() -> BaseOxmlElement:
        piece = OxmlElement("w:r")
        if properties is not None:
            piece.append(deepcopy(properties))
        run.addprevious(piece)
        made.append(piece)
        return piece

    latin: bool | None = None
    for child in list(run):
        if child.tag == _LOOK:
            continue
        if child.tag != _TEXT:
            (made[-1] if made else begin()).append(child)
            continue
        for is_latin, words in groupby(_words(child.text or "", latin), key=lambda pair: pair[1]):
            if is_latin != latin or not made:
                begin()
                latin = is_latin
            text = OxmlElement("w:t")
            text.set(qn("xml:space"), "preserve")
            text.text = "".join(word for word, _ in words)
            made[-1].append(text)
    run.getparent().remove(run)
    return made


def _words(text: str, before: bool | None) -> list[tuple[str, bool]]:
    """The words of a text, and whether each is Latin; without letters it goes with the last."""
    found, latin = [], bool(before)
    for word in _WORD.findall(text):
        if script := script_of(word):
            latin = script == "en"
        found.append((word, latin))
    return found


def _mark(run: BaseOxmlElement, script: str) -> None:
    properties = run.get_or_add_rPr()
    language = properties.find(_LANG)
    if language is None:
        language = OxmlElement("w:lang")
        properties.insert_element_before(language, *_AFTER_CS[2:])
    if script != "hi":
        language.set(qn("w:val"), _RUSSIAN if script == "ru" else _ENGLISH)
        return
    language.set(qn("w:bidi"), _HINDI)
    if properties.find(_CS) is None:
        properties.insert_element_before(OxmlElement("w:cs"), *_AFTER_CS)
    fonts = properties.find(_FONTS)
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert_element_before(fonts, *_AFTER_FONTS, "w:rtl", "w:cs", *_AFTER_CS)
    if fonts.get(_CS) is None:
        fonts.set(_CS, DEVANAGARI)
    _twin(properties, "w:b", "w:bCs")
    _twin(properties, "w:i", "w:iCs")
    _twin(properties, "w:sz", "w:szCs")


def _twin(properties: BaseOxmlElement, plain: str, complex_: str) -> None:
    """Copy a property of the run to its twin for complex scripts, where it has none."""
    there = properties.find(qn(plain))
    if there is not None and properties.find(qn(complex_)) is None:
        twin = OxmlElement(complex_)
        for key, value in there.attrib.items():
            twin.set(key, value)
        there.addnext(twin)
