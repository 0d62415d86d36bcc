"""What a line of a list is, when it is not a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapporteur.exchange.sides import SideNames
from rapporteur.exchange.texts import tidy
from rapporteur.exchange.vocabulary import is_organisation, is_role

OTHER_SIDE = "other_side"
TOTAL, SIGNATURE, NOTE = "total", "signature", "note"
HEADING_INSIDE, EMPTY_NUMBERED = "heading_inside", "empty_numbered"

_TOTAL = re.compile(
    r"(?:grand\s+|sub-?)?total(?:s|\s+(?:number|members|persons|delegates|participants).*)?\s*"
    r"[:–—-]?\s*\d*\s*|(?:итого|всего)(?:\s.{0,30})?[:–—-]?\s*\d*\s*(?:чел.*)?|कुल.{0,20}",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"_{3,}|(?<!\w)(?:signature|signed by|prepared by|approved by|compiled by|подпись|исполнитель|"
    r"утверждаю|согласовано|составил|м\.\s?п\.|हस्ताक्षर)(?!\w)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:\*|†|nb[:.]|n\.b\.|note[s]?\s*[:.]|примечани[ея]\s*[:.]|as (?:of|on) |по состоянию на|"
    r"टिप्पणी\s*[:.])",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"[\d\s.,]+")
_LONGEST_BAND = 120


@dataclass(frozen=True, slots=True)
class Line:
    """`kind` is "side", "country", "organisation" or "role" for a band, else why it is skipped."""

    kind: str
    text: str
    side: str = ""


def is_total(texts: Iterable[str]) -> bool:
    """Whether a line only adds up: "Total: 80"."""
    found = False
    for text in texts:
        if _FIGURES.fullmatch(text):
            continue
        if not _TOTAL.fullmatch(tidy(text)):
            return False
        found = True
    return found


def is_signature(texts: Iterable[str]) -> bool:
    """Whether a line is there to be signed."""
    return any(_SIGNATURE.search(text) for text in texts)


def read_band(text: str, sides: SideNames) -> Line:
    """What a single text across the list says about the lines below it, or about nothing."""
    plain = tidy(text)
    if is_total([plain]):
        return Line(TOTAL, plain)
    if _NOTE.match(plain) or len(plain) > _LONGEST_BAND:
        return Line(NOTE, plain)
    if is_signature([plain]):
        return Line(SIGNATURE, plain)
    named = sides.named(_without_count(plain))
    if named is not None:
        return Line("country" if named.country else "side", plain, named.side)
    if is_role(plain):
        return Line("role", plain)
    if is_organisation(plain):
        return Line("organisation", plain)
    if side := sides.mentioned(plain):
        return Line("side", plain, side)
    return Line(HEADING_INSIDE, plain)


def _without_count(text: str) -> str:
    """A band without its numbering and without the number of people: "I. INDIAN SIDE (46)"."""
    text = re.sub(r"^(?:[IVX]{1,4}|[A-ZА-Я]|\d{1,2})[.)]\s+", "", text)
    return re.sub(r"\s*[(:–—-]\s*\d+\s*(?:\w+\.?)?\s*\)?$", "", text).strip(" :.–—-")
