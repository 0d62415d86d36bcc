"""One paragraph in two languages: what differs that must not differ.

Only what a machine can be sure of, or nearly: figures, dates, sums, brackets, references,
defined terms, known names, and text that is no translation at all. Whether the words mean the
same, people read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from rapporteur.domain.brackets import Bracket, faults, pairs
from rapporteur.domain.dates import shown_date
from rapporteur.domain.paragraph_refs import GONE
from rapporteur.domain.verification import naming
from rapporteur.domain.verification.matching import missing
from rapporteur.domain.verification.naming import Names
from rapporteur.domain.verification.quantities import Quantity, QuantityKind, quantities

__all__ = ["Finding", "Names", "Weight", "terms_of", "verify"]


class Weight(Enum):
    """How sure it is that something is wrong."""

    ERROR = "error"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at, at `start` to `end` of the text in `language`.

    `start` and `end` are the same where it is about what is not there.
    """

    code: str
    weight: Weight
    language: str
    start: int
    end: int
    message: str = field(repr=False)


_SAID = {"en": "English", "ru": "Russian", "hi": "Hindi"}
_LETTERS = {"en": re.compile(r"[A-Za-z]"), "ru": re.compile(r"[А-Яа-яЁё]"),
            "hi": re.compile(r"[\u0900-\u097f]")}  # fmt: skip
_BLANK = re.compile(
    r"_{2,}|\.{4,}|…{2,}|\b(?:TBC|TBD|tbc|XX+|уточняется|N/?A)\b|«__?»|\?\?+", re.IGNORECASE
)
_WORD = re.compile(r"[\w\u0900-\u097f]+")
_KINDS = {
    QuantityKind.NUMBER: "the number",
    QuantityKind.DATE: "the date",
    QuantityKind.PERIOD: "the period",
    QuantityKind.SUM: "the sum",
    QuantityKind.PERCENT: "the percentage",
}
_MOST = 200  # findings of one paragraph: nobody reads more


def verify(
    texts: Mapping[str, str], names: Sequence[Names] = (), terms: Sequence[Mapping[str, str]] = ()
) -> list[Finding]:
    """Everything to look at in one paragraph, by language in the order of `texts`.

    `texts` are as people read them, by language code, the leading one first. `terms` are the
    defined terms, each with its word per language.
    """
    found: list[Finding] = []
    for language, text in texts.items():
        found += _alone(language, text, terms)
    leading, *others = texts
    for other in others:
        if texts[leading].strip() and texts[other].strip():
            found += _beside(texts, leading, other)
            found += _names(texts, (leading, other), names)
            found += _terms(texts, (leading, other), terms)
    order = list(texts)
    found.sort(key=lambda one: (order.index(one.language), one.start, one.code))
    return found[:_MOST]


def terms_of(lines: str, languages: Sequence[str] = ("en", "ru", "hi")) -> list[dict[str, str]]:
    """The defined terms as the session settings hold them: one per line, "the Sides = Стороны"."""
    found = []
    for line in lines.splitlines():
        parts = [part.strip() for part in line.split("=")]
        term = {code: part for code, part in zip(languages, parts, strict=False) if part}
        if term:
            found.append(term)
    return found


def _alone(language: str, text: str, terms: Sequence[Mapping[str, str]]) -> Iterable[Finding]:
    """What can be seen in one language alone."""
    said = _SAID.get(language, language)
    if not text.strip():
        yield Finding("missing", Weight.ERROR, language, 0, 0, f"There is no {said} text.")
        return
    for fault in faults(text):
        half = "closed" if fault.closing else "opened"
        words = f"A bracket is {half} here without its other half."
        yield Finding("bracket", Weight.ERROR, language, fault.place, fault.place + 1, words)
    for blank in _BLANK.finditer(text):
        words = "Something is still to be filled in here."
        yield Finding("blank", Weight.ERROR, language, blank.start(), blank.end(), words)
    for gone in re.finditer(rf"(?<=\s){re.escape(GONE)}(?=[\s,.;)]|$)", text):
        words = "The paragraph that is meant here bears no number any more."
        yield Finding("reference", Weight.ERROR, language, gone.start(), gone.end(), words)
    counted = {code: len(letters.findall(text)) for code, letters in _LETTERS.items()}
    own = counted.get(language, 0)
    strangest = max((code for code in counted if code != language), key=lambda c: counted[c])
    if counted[strangest] > own:
        words = f"This is mostly {_SAID[strangest]}, not {said}."
        yield Finding("untranslated", Weight.ERROR, language, 0, len(text), words)
    for term in terms:
        yield from _small_term(language, text, term.get(language, ""))


def _small_term(language: str, text: str, term: str) -> Iterable[Finding]:
    """A defined term that stands without its capital letter."""
    for start, end in naming.small(term, text, language):
        words = f"“{text[start:end]}” is a defined term and begins with a capital letter."
        yield Finding("term_case", Weight.DOUBT, language, start, end, words)


def _beside(texts: Mapping[str, str], one: str, other: str) -> Iterable[Finding]:
    """Figures and brackets of two languages."""
    first, second = texts[one], texts[other]
    if first.strip() == second.strip() and _WORD.search(first):
        words = f"The {_SAID.get(other, other)} text is the same as the {_SAID.get(one, one)} one."
        yield Finding("untranslated", Weight.ERROR, other, 0, len(second), words)
        return
    here, there = quantities(first, one), quantities(second, other)
    unequal = [*_unmatched(here, there, one, other), *_unmatched(there, here, other, one)]
    yield from unequal
    if not faults(first) and not faults(second):
        yield from _brackets(texts, one, other, *(() if unequal else (here, there)))


def _brackets(
    texts: Mapping[str, str],
    one: str,
    other: str,
    here: Sequence[Quantity] = (),
    there: Sequence[Quantity] = (),
) -> Iterable[Finding]:
    """Brackets that one language has more of, or that hold other figures in it."""
    first, second = pairs(texts[one]), pairs(texts[other])
    shapes = [Counter(pair.depth for pair in found) for found in (first, second)]
    start, end = (second[0].start, second[0].end) if second else (0, 0)
    if shapes[0] != shapes[1]:
        words = (
            f"The brackets differ: {len(first)} in {_SAID.get(one, one)}, "
            f"{len(second)} in {_SAID.get(other, other)}."
        )
        yield Finding("brackets", Weight.ERROR, other, start, end, words)
    elif any(any(missing(*held)) for held in _held(here, first, there, second)):
        words = "The brackets hold other figures than in the other language."
        yield Finding("brackets", Weight.ERROR, other, start, end, words)


def _held(
    here: Sequence[Quantity],
    first: Sequence[Bracket],
    there: Sequence[Quantity],
    second: Sequence[Bracket],
) -> Iterable[tuple[Sequence[Quantity], Sequence[Quantity]]]:
    """The quantities within the brackets of both languages, each way round."""
    one, other = (
        [found for found in of if any(pair.start <= found.start < pair.end for pair in brackets)]
        for of, brackets in ((here, first), (there, second))
    )
    return (one, other), (other, one)


def _unmatched(
    here: Sequence[Quantity], there: Sequence[Quantity], language: str, other: str
) -> Iterable[Finding]:
    """Quantities of one language that the other has not, or not so often."""
    for one, once in missing(here, there):
        words = f"The {_SAID.get(other, other)} text does not have {_KINDS[one.kind]} {_shown(one)}"
        words += " so often." if once else "."
        weight = Weight.DOUBT if one.in_words or once else Weight.ERROR
        yield Finding(one.kind.value, weight, language, one.start, one.end, words)


def _shown(one: Quantity) -> str:
    if one.kind is QuantityKind.DATE:
        return _day(one.value)
    return f"{one.value} %" if one.kind is QuantityKind.PERCENT else one.value[:40]


def _day(value: str) -> str:
    """A date as people read it, as much of it as is said: "31 Mar 2026", "Mar 2026", "5 May"."""
    yearless = value.startswith("--")
    full = f"2000{value[2:]}" if yearless else value
    whole = full.count("-") == 2
    shown = shown_date(full if whole else f"{full}-01")
    shown = shown if whole else shown.split(" ", 1)[1]
    return shown.removesuffix(" 2000") if yearless else shown


def _names(
    texts: Mapping[str, str], both: tuple[str, str], names: Sequence[Names]
) -> Iterable[Finding]:
    """Names that stand in one language and not in the other, where both forms are known."""
    for language, other in (both, both[::-1]):
        for name in names:
            mine, theirs = name.by_language.get(language), name.by_language.get(other)
            if not mine or not theirs:
                continue
            place = naming.find(mine, texts[language], language, proper=name.proper)
            if place is not None and not naming.answers(name, texts[other], other):
                words = f"The {_SAID.get(other, other)} text does not have “{theirs}”."
                yield Finding("name", Weight.DOUBT, language, *place, words)


def _terms(
    texts: Mapping[str, str], both: tuple[str, str], terms: Sequence[Mapping[str, str]]
) -> Iterable[Finding]:
    """Defined terms that stand in one language and not in the other."""
    for language, other in (both, both[::-1]):
        for term in terms:
            mine, theirs = term.get(language), term.get(other)
            if not mine or not theirs:
                continue
            place = naming.find(mine, texts[language], language, proper=True)
            if place is not None and naming.find(theirs, texts[other], other) is None:
                words = f"The defined term “{theirs}” is not used in {_SAID.get(other, other)}."
                yield Finding("term", Weight.DOUBT, language, *place, words)
