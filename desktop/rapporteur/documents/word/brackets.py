"""Square brackets of a working draft in colour, the deeper inside the stronger."""

from __future__ import annotations

from copy import deepcopy
from itertools import groupby
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rapporteur.domain.brackets import faults, pairs

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

GROUNDS = ("", "FFF2CC", "FFD966", "F4B183")
"""The colour behind text by how many brackets it stands in; the last for all that are deeper."""

ALONE = "F8B4B4"
"""The colour behind a bracket without its other half."""

_AFTER_SHADE = ("w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang",
                "w:eastAsianLayout", "w:specVanish", "w:oMath")  # fmt: skip


def colour_brackets(start: BaseOxmlElement) -> None:
    """Colour the brackets of the text that begins at the bookmark `start` and ends with it."""
    runs = []
    for element in start.itersiblings():
        if element.tag == qn("w:bookmarkEnd") and element.get(qn("w:id")) == start.get(qn("w:id")):
            break
        if element.tag == qn("w:r"):
            runs.append((element, "".join(t.text or "" for t in element.findall(qn("w:t")))))
    grounds = _grounds("".join(said for _, said in runs))
    at = 0
    for run, said in runs:
        own = grounds[at : at + len(said)]
        at += len(said)
        if any(own):
            _take_apart(run, own)


def _grounds(text: str) -> list[str]:
    """The colour behind each letter, "" for none."""
    found = [""] * len(text)
    for pair in pairs(text):  # the outer ones come first
        deep = GROUNDS[min(pair.depth, len(GROUNDS) - 1)]
        found[pair.start : pair.end] = [deep] * (pair.end - pair.start)
    for fault in faults(text):
        found[fault.place] = ALONE
    return found


def _take_apart(run: BaseOxmlElement, grounds: list[str]) -> None:
    """Put runs of one colour each in the place of `run`."""
    at = 0
    for child in list(run):
        if child.tag == qn("w:rPr"):
            continue
        if child.tag != qn("w:t"):
            run.addprevious(_run(run, child, ""))
            continue
        text = child.text or ""
        for ground, letters in groupby(grounds[at : at + len(text)]):
            length = len(list(letters))
            words = OxmlElement("w:t")
            words.set(qn("xml:space"), "preserve")
            words.text, text = text[:length], text[length:]
            run.addprevious(_run(run, words, ground))
            at += length
    run.getparent().remove(run)


def _run(like: BaseOxmlElement, child: BaseOxmlElement, ground: str) -> BaseOxmlElement:
    """A run that looks like another and holds `child`."""
    made: BaseOxmlElement = OxmlElement("w:r")
    if like.rPr is not None:
        made.append(deepcopy(like.rPr))
    if ground:
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", ground)):
            shade.set(qn(f"w:{key}"), value)
        made.get_or_add_rPr().insert_element_before(shade, *_AFTER_SHADE)
    made.append(child)
    return made
