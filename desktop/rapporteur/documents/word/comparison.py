"""Two versions of the Protocol compared, as a Word document: added words underlined, gone ones
struck through, in colour as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rapporteur.documents.word.sheets import write_sheets
from rapporteur.domain.papers.sheet import PaperSheet
from rapporteur.domain.wording_diff import Segment, Wording

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

# For private use: they stand in the text until the table is there, and are never shown.
_SIGNS = {Wording.SAME: "\ue0e0", Wording.ADDED: "\ue0e1", Wording.REMOVED: "\ue0e2"}
_KINDS = {sign: kind for kind, sign in _SIGNS.items()}
_SPLIT = re.compile(f"([{''.join(_SIGNS.values())}])")
_INKS = {Wording.ADDED: "1D6B3F", Wording.REMOVED: "B3261E"}


def compared(segments: Iterable[Segment]) -> str:
    """A compared text as it stands in a cell of the sheet that `write_comparison` takes."""
    text = "".join(f"{_SIGNS[one.kind]}{one.text}" for one in segments)
    return f"{text}{_SIGNS[Wording.SAME]}" if text else ""


def write_comparison(sheet: PaperSheet, path: Path) -> None:
    """Write `sheet` to `path`, its compared texts with what came and went shown.

    OSError comes from writing.
    """
    write_sheets([sheet], path)
    document = docx.Document(str(path))
    kind = Wording.SAME
    for run in list(document.element.body.iter(qn("w:r"))):
        kind = _shown(run, kind)
    document.save(str(path))


def _shown(run: BaseOxmlElement, kind: Wording) -> Wording:
    """Put runs of one kind each in the place of `run`; `kind` is how it begins, returns how it
    ends."""
    if kind is Wording.SAME and not any(_SPLIT.search(t.text or "") for t in run.iter(qn("w:t"))):
        return kind
    for child in list(run):
        if child.tag == qn("w:rPr"):
            continue
        if child.tag != qn("w:t"):
            run.addprevious(_run(run, child, kind))
            continue
        for piece in _SPLIT.split(child.text or ""):
            if piece in _KINDS:
                kind = _KINDS[piece]
            elif piece:
                words = OxmlElement("w:t")
                words.set(qn("xml:space"), "preserve")
                words.text = piece
                run.addprevious(_run(run, words, kind))
    run.getparent().remove(run)
    return kind


def _run(like: BaseOxmlElement, child: BaseOxmlElement, kind: Wording) -> BaseOxmlElement:
    """A run that looks like another, with the line of its kind, and holds `child`."""
    made: BaseOxmlElement = OxmlElement("w:r")
    if like.rPr is not None:
        made.append(deepcopy(like.rPr))
    made.append(child)
    if kind is not Wording.SAME:
        looks = made.get_or_add_rPr()
        ink = OxmlElement("w:color")
        ink.set(qn("w:val"), _INKS[kind])
        line = OxmlElement("w:u" if kind is Wording.ADDED else "w:strike")
        line.set(qn("w:val"), "single" if kind is Wording.ADDED else "true")
        _put(looks, ink, line)
    return made


_ORDER = ("w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps",
          "w:strike", "w:dstrike", "w:color", "w:sz", "w:szCs", "w:highlight", "w:u", "w:shd",
          "w:lang")  # fmt: skip


def _put(looks: BaseOxmlElement, *elements: BaseOxmlElement) -> None:
    """Put elements among the looks of a run, in the order that Word wants."""
    order = {qn(tag): at for at, tag in enumerate(_ORDER)}
    for one in elements:
        for there in looks.findall(one.tag):
            looks.remove(there)
    kept = [*looks, *elements]
    looks[:] = sorted(kept, key=lambda one: order.get(one.tag, len(order)))
