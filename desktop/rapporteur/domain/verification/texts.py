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

from rapporteur.domain.brackets import faults, pairs
from rapporteur.domain.dates import shown_date
from rapporteur.domain.paragraph_refs import GONE
from rapporteur.domain.verification.quantities import Quantity, QuantityKind, quantities


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


@dataclass(frozen=True, slots=True)
class Names:
    """One thing with its name in each language, such as a person, a sub-group or a city."""

    by_language: Mapping[str, str] = field(repr=False)


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
    QuantityKind.SUM: "the sum",
    QuantityKind.PERCENT: "the percentage",
}
_SHORT = 4  # letters of a word that is looked for by its beginning


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
    return sorted(found, key=lambda one: (order.index(one.language), one.start, one.code))


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
    word = _WORD.findall(term)[-1:] if term else []
    if not word or word[0] == word[0].lower():
        return
    stem = _stem(word[0], language)
    small = stem[0].lower() + stem[1:]
    for match in re.finditer(rf"(?<!\w){re.escape(small)}\w{{0,3}}(?!\w)", text):
        if language == "en" and match[0] != word[0].lower():
            continue
        words = f"“{match[0]}” is a defined term and begins with a capital letter."
        yield Finding("term_case", Weight.DOUBT, language, match.start(), match.end(), words)


def _beside(texts: Mapping[str, str], one: str, other: str) -> Iterable[Finding]:
    """Figures and brackets of two languages."""
    first, second = texts[one], texts[other]
    if first.strip() == second.strip() and _WORD.search(first):
        words = f"The {_SAID.get(other, other)} text is the same as the {_SAID.get(one, one)} one."
        yield Finding("untranslated", Weight.ERROR, other, 0, len(second), words)
        return
    here, there = quantities(first), quantities(second)
    yield from _unmatched(here, there, one, other)
    yield from _unmatched(there, here, other, one)
    shapes = [[pair.depth for pair in pairs(text)] for text in (first, second)]
    if shapes[0] != shapes[1] and not faults(first) and not faults(second):
        at = next((pair for pair in pairs(second)), None)
        start, end = (at.start, at.end) if at else (0, 0)
        words = (
            f"The brackets differ: {len(shapes[0])} in {_SAID.get(one, one)}, "
            f"{len(shapes[1])} in {_SAID.get(other, other)}."
        )
        yield Finding("brackets", Weight.ERROR, other, start, end, words)


def _unmatched(
    here: Sequence[Quantity], there: Sequence[Quantity], language: str, other: str
) -> Iterable[Finding]:
    """Quantities of one language that the other has not, or not so often."""
    left = Counter((one.kind, one.value) for one in there)
    for one in here:
        key = (one.kind, one.value)
        if left[key] > 0:
            left[key] -= 1
            continue
        shown = _shown(one)
        words = f"The {_SAID.get(other, other)} text does not have {_KINDS[one.kind]} {shown}."
        weight = Weight.DOUBT if one.in_words else Weight.ERROR
        yield Finding(one.kind.value, weight, language, one.start, one.end, words)


def _shown(one: Quantity) -> str:
    if one.kind is QuantityKind.DATE:
        return _day(one.value)
    return f"{one.value} %" if one.kind is QuantityKind.PERCENT else one.value


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
            place = _find(mine, texts[language], language)
            if place is not None and _find(theirs, texts[other], other) is None:
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
            place = _find(mine, texts[language], language)
            if place is not None and _find(theirs, texts[other], other) is None:
                words = f"The defined term “{theirs}” is not used in {_SAID.get(other, other)}."
                yield Finding("term", Weight.DOUBT, language, *place, words)


def _find(name: str, text: str, language: str) -> tuple[int, int] | None:
    """Where a name stands, in whatever case its words are; None where it does not.

    Its words may be inflected: the last letters of a long word do not count. Articles and other
    words without a capital letter are passed over.
    """
    words = [w for w in _WORD.findall(name) if w[0] != w[0].lower() or not w[0].isascii()]
    wanted = [re.escape(_stem(word, language)) for word in words or _WORD.findall(name)]
    between = r"[\w\u0900-\u097f]*\W+(?:\w+\W+){0,2}?"
    found = re.search(rf"(?<!\w){between.join(wanted)}\w*", text, re.IGNORECASE)
    return (found.start(), found.end()) if found else None


def _stem(word: str, language: str) -> str:
    """The part of a word that stays through its cases."""
    if language == "en" or len(word) <= _SHORT:
        return word
    return word[: max(_SHORT, len(word) - 2)]
