"""What the program would write otherwise in a list, offered to the user and never done unasked.

Two things are offered in bulk in the import preview: names sent in capitals, and letters of one
script standing in words of the other (a Latin "a" inside "Иванов" is found by no search). The
sending side's text stays as it is until somebody accepts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import Enum

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fields import Kind
from rapporteur.domain.importing import ImportPlan, PlannedRow, RowState

# Names alone: a designation or a company in capitals may well be an abbreviation, and the
# passport writes the name in capitals itself.
_NAME_FIELDS = frozenset({"family_name", "given_name", "patronymic", "native_name", "latin_name"})
_TEXT_KINDS = frozenset({Kind.TEXT, Kind.LONG, Kind.PRESET, Kind.LIST})

_LATIN = "aceopxyABCEHKMOPTXY"
_CYRILLIC = "асеорхуАВСЕНКМОРТХУ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)

_WORD = re.compile(r"[^\W\d_]+")


class Suggestion(Enum):
    """A kind of improvement that can be accepted for a whole list."""

    CAPITALS = "capitals"
    LOOK_ALIKES = "look_alikes"


def suggest(kind: Suggestion, field: str, value: str) -> str:
    """What `value` of `field` would become; `value` itself where nothing is offered."""
    if field not in DELEGATE or not value:
        return value
    if kind is Suggestion.CAPITALS:
        return capitalised(value, shortest=_shortest(field)) if field in _NAME_FIELDS else value
    return in_one_script(value) if DELEGATE[field].kind in _TEXT_KINDS else value


def capitalised(text: str, *, shortest: int = 3) -> str:
    """Words written in capitals throughout, with a capital first letter only.

    Initials ("A. K.", "АВ.") and words of fewer than `shortest` letters stay as they are; the
    parts of "O'BRIEN" and "SINGH-GILL" get a capital each.
    """

    def lowered(found: re.Match[str]) -> str:
        word = found.group()
        dotted = text[found.end() : found.end() + 1] == "."
        if dotted or len(word) < shortest or not word.isupper():
            return word
        return word[0] + word[1:].lower()

    return _WORD.sub(lowered, text)


def in_one_script(text: str) -> str:
    """`text` with every word in one script, where look-alike letters alone stood in the way."""

    if text.isascii():
        return text  # most cells: nothing of the other script in it

    def repaired(found: re.Match[str]) -> str:
        word = found.group()
        latin = [c for c in word if c.isascii()]
        cyrillic = [c for c in word if "\u0400" <= c <= "\u052f"]
        if not latin or not cyrillic:
            return word
        to_cyrillic = all(c in _LATIN for c in latin)
        to_latin = all(c in _CYRILLIC for c in cyrillic)
        if to_cyrillic and (not to_latin or len(cyrillic) >= len(latin)):
            return word.translate(_TO_CYRILLIC)
        return word.translate(_TO_LATIN) if to_latin else word

    return _WORD.sub(repaired, text)


# What is said of people who are removed is not the list's: it stays.
_NOT_WRITTEN = frozenset({RowState.SKIPPED, RowState.FAULTY, RowState.REMOVED})


def suggested(plan: ImportPlan, kind: Suggestion) -> dict[int, dict[str, str]]:
    """What `kind` would write, by index of the row and key of the field."""
    return {
        index: found
        for index, planned in enumerate(plan.rows)
        if planned.state not in _NOT_WRITTEN
        and (found := dict(_differences(kind, planned.row.values)))
    }


def with_suggestion(plan: ImportPlan, kind: Suggestion) -> ImportPlan:
    """The plan with `kind` accepted throughout; the original texts of the cells stay kept.

    A changed row whose last difference goes away becomes the same.
    """
    wanted = suggested(plan, kind)
    rows = tuple(
        _rewritten(planned, wanted[index]) if index in wanted else planned
        for index, planned in enumerate(plan.rows)
    )
    return replace(plan, rows=rows)


def _shortest(field: str) -> int:
    """A family name may have two letters ("LI"); two capitals of a given name are initials."""
    return 2 if field == "family_name" else 3


def _differences(kind: Suggestion, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for field, value in values.items():
        better = suggest(kind, field, value)
        if better != value:
            yield field, better


def _rewritten(planned: PlannedRow, better: Mapping[str, str]) -> PlannedRow:
    row = replace(
        planned.row,
        values={**planned.row.values, **better},
        derived=planned.row.derived | better.keys(),
    )
    changes = tuple(
        replace(change, new=better[change.field], derived=True)
        if change.field in better
        else change
        for change in planned.changes
    )
    changes = tuple(change for change in changes if change.new != change.old)
    state = planned.state
    if state is RowState.CHANGED and not changes:
        state = RowState.MOVED if planned.move else RowState.SAME
    return replace(planned, row=row, changes=changes, state=state)
