"""What a line of a list is, when it is not a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapporteur.domain.workbook import CellValue
from rapporteur.exchange.lists.sides import SideNames
from rapporteur.exchange.lists.texts import tidy
from rapporteur.exchange.lists.vocabulary import (
    is_about_side,
    is_organisation,
    is_role,
    role_of_band,
)

OTHER_SIDE = "other_side"
TOTAL, SIGNATURE, NOTE = "total", "signature", "note"
HEADING_INSIDE, EMPTY_NUMBERED = "heading_inside", "empty_numbered"
EMPTIED = "emptied"  # a line of a sheet of ours: it says whose it is and nothing else

_ENOUGH = 4  # texts that are no headings: then the row is no header

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
# What follows the list in a letter: to whom it goes, who gets a copy, who has written it.
_CLOSING = re.compile(
    r"(?:to\s*[,:]|copy (?:forwarded )?to\b.*|copies to\b.*|cc\s*[:.].*|c\.c\.\s*[:.]?.*|"
    r"distribution( list)?\s*[:.].*|yours (?:faithfully|sincerely)\b.*|копи[яи]\s*[:.].*|"
    r"рассылка\s*[:.].*|разослать\s*[:.].*|с уважением\b.*|исп\.\s.*|исполнитель\b.*|"
    r"प्रतिलिपि.*|सेवा में.*)",
    re.IGNORECASE,
)
_SUB_GROUP = re.compile(
    r"(?:joint )?(?:sub-?\s?group|подгруппа|उप-?\s?समूह)\s*(?:(?:№|no\.?)?\s*\d+)?\s*[:.,–—-]?\s*"
    r"(?:(?:on|for|по)\s+)?[«\"“]?(.*?)[»\"”]?",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"[\d\s.,]+")
_LONGEST_BAND = 120


@dataclass(frozen=True, slots=True)
class Line:
    """`kind` is "side", "country", "organisation", "role" or "sub_groups" for a band.

    Of any other line it is the reason why it is skipped. `text` is what the people below a band
    have in common.
    """

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


def closes_list(texts: Iterable[str]) -> bool:
    """Whether a line belongs to the letter round the list, and nobody follows: "Copy to:"."""
    words = [plain for text in texts if not _FIGURES.fullmatch(plain := tidy(text))]
    return bool(words) and _CLOSING.fullmatch(words[0]) is not None


def read_band(text: str, sides: SideNames) -> Line:
    """What a single text across the list says about the lines below it, or about nothing."""
    plain = tidy(text)
    if is_total([plain]):
        return Line(TOTAL, plain)
    if _NOTE.match(plain) or len(plain) > _LONGEST_BAND:
        return Line(NOTE, plain)
    if is_signature([plain]):
        return Line(SIGNATURE, plain)
    return _band(plain, sides) or Line(HEADING_INSIDE, plain)


def _band(plain: str, sides: SideNames) -> Line | None:
    """What a text says of the people below it; None where it says nothing."""
    bare = _without_count(plain)
    named = sides.named(bare)
    if named is not None and (named.whole or is_about_side(bare) or not is_organisation(bare)):
        return Line("country" if named.country else "side", plain, named.side)
    if role := role_of_band(bare) or (bare if is_role(bare) else ""):
        return Line("role", role)
    if (group := _SUB_GROUP.fullmatch(bare)) and group.group(1):
        return Line("sub_groups", group.group(1))
    if is_organisation(plain):
        return Line("organisation", plain)
    if side := sides.mentioned(plain):
        return Line("side", plain, side)
    return None


def _without_count(text: str) -> str:
    """A band without its numbering and without the number of people: "I. INDIAN SIDE (46)"."""
    text = re.sub(r"^(?:[IVX]{1,4}|[A-ZА-Я]|\d{1,2})[.)]\s+", "", text)
    return re.sub(r"\s*[(:–—-]\s*\d+\s*(?:\w+\.?)?\s*\)?$", "", text).strip(" :.–—-")


def repeats_header(filled: Mapping[int, CellValue], header: Mapping[int, str]) -> bool:
    """Whether the header is repeated in a row, as at the top of a printed page.

    `header` holds the folded titles by column.
    """
    same = texts = 0
    for index, value in filled.items():
        if type(value) is str:
            texts += 1
            same += " ".join(value.split()).casefold() == header.get(index)
            if texts == _ENOUGH and not same:
                return False
    return same >= 2 and same >= 0.5 * len(filled)
