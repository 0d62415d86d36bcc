"""What a paragraph commits to: the part of it that makes an action item, and by when.

Read from the words, in English and Russian; the result is a proposal that a person corrects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapporteur.domain.drafting.words import sentence
from rapporteur.domain.due_dates import Due, Reading, read_due

_VERBS = {
    "en": (
        r"(?:agreed|undertook|undertakes?|committed themselves|decided) to\b",
        r"agreed on the following:",
        r"shall\b(?= (?!be held)\w)",
        r"(?:requested|instructed|tasked|asked|directed) [^.;]{3,90}? to\b",
    ),
    "ru": (
        r"(?:договорил|условил)(?:ись|ась)(?: о следующем:)?",
        r"обязу(?:ются|ется)",
        r"(?=обеспеч(?:ат|ит)\b)",
        r"поручил[аи]? (?:под|рабочей |экспертной )?\w+(?: по \w+| «[^»]+»)?",
    ),
}
_SUBJECT = {"en": r"^.*?\b(?:Sides?|Co-?[Cc]hairs) ", "ru": r"^.*?\b(?:Сторон[аы]|Сопредседатели) "}
_RUSSIAN_FUTURE = (
    (r"^обеспеч(?:ат|ит)\b", "обеспечить"),
)  # fmt: skip
_DUE_BEGINS = {
    "en": r"(?:by|before|until|till|no[t]? later than|within|not later than)\s",
    "ru": r"(?:до|к|ко|не позднее|не позже|в течение|в срок до|в \w+ срок)\s",
}
_DUE_READINGS = frozenset(
    {Reading.DAY, Reading.PERIOD, Reading.RELATIVE, Reading.NEXT_SESSION, Reading.NO_DATE}
)
_SENTENCE_ENDS = re.compile(r"[.;!?](?=\s+[«“\"\[(]?[A-ZА-ЯЁ])|[.;!?]\s*$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:г|гг|п|пп|им|ул|т|д|No|Dr|Mr|Ms|Smt|Prof|Pvt|Ltd|Co)|\b[A-ZА-Я])$"
)
_EDGES = " ,;:–—-"
_MOST_WORDS = 9  # of a due date


@dataclass(frozen=True, slots=True)
class Commitment:
    """What is to be done, as an action item says it, and by when as far as the words tell."""

    action: str
    due: Due


def commitment(
    text: str, language: str, counted_from: date, leads: Sequence[str] = ()
) -> Commitment | None:
    """The first commitment of a paragraph; None where it has none, or in another language.

    `leads` are the words of further clauses that commit, "The Sides intend to".
    """
    if language not in _VERBS:
        return None
    plain = " ".join(text.replace("[", "").replace("]", "").split())
    verbs = [*_VERBS[language], *_stems(leads, language)]
    found = [one for verb in verbs if (one := re.search(verb, plain, re.IGNORECASE))]
    if not found:
        return None
    first = min(found, key=lambda one: (one.start(), -one.end()))
    rest = _first_sentence(plain[first.end() :]).strip(_EDGES)
    if not rest:
        return None
    rest, due = _without_due(rest, language, counted_from)
    for future, infinitive in _RUSSIAN_FUTURE if language == "ru" else ():
        rest = re.sub(future, infinitive, rest)
    return Commitment(sentence(rest[:1].upper() + rest[1:]), due)


def _stems(leads: Sequence[str], language: str) -> list[str]:
    """The clauses without their Sides, as patterns."""
    bare = [re.sub(_SUBJECT[language], "", lead).strip(" …") for lead in leads]
    return [rf"\b{re.escape(stem)}\b" for stem in bare if stem]


def _first_sentence(text: str) -> str:
    for end in _SENTENCE_ENDS.finditer(text):
        if not _ABBREVIATION.search(text[: end.start()]) or end.end() == len(text):
            return text[: end.start()]
    return text


def _without_due(text: str, language: str, counted_from: date) -> tuple[str, Due]:
    """The text without the words of its due date, and these."""
    for begin in re.finditer(rf"\b{_DUE_BEGINS[language]}", text, re.IGNORECASE):
        words = text[begin.start() :].split(" ")
        for count in range(min(len(words), _MOST_WORDS), 1, -1):
            said = " ".join(words[:count])
            due = read_due(said.strip(_EDGES), counted_from)
            if due.reading in _DUE_READINGS:
                before = text[: begin.start()].rstrip(_EDGES)
                after = text[begin.start() + len(said) :].lstrip(_EDGES + ".")
                return " ".join(part for part in (before, after) if part), due
    return text, Due("")
