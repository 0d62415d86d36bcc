"""The columns of the delegates table: which there are, and what stands in a cell.

Made from the catalogue. A value shown here is for reading: a code becomes its label, a date
is written out, and what belongs to the passport is a row of dots, here and in every copy of
the cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rapporteur.domain import dates, names
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.fields import Field, Kind
from rapporteur.domain.sessions import Side
from rapporteur.ui.models.roster import Comparable, SortKey

MASK = "••••"

NUMBER = "number"
FULL_NAME = "full_name"
SIDE = "side"
CHECKS = "checks"  # the marker column; no field of the catalogue

DEFAULT_COLUMNS = (
    NUMBER,
    CHECKS,
    FULL_NAME,
    "designation",
    "organisation",
    "role",
    SIDE,
    "status",
)

_COMPOSED = (NUMBER, FULL_NAME, SIDE)


def all_columns() -> tuple[Field, ...]:
    """Every field that can be a column, in the order of the catalogue."""
    stored = tuple(f for f in DELEGATE if f.kind is not Kind.IMAGE)
    return (*(DELEGATE[key] for key in _COMPOSED), *stored)


def known(keys: tuple[str, ...]) -> tuple[str, ...]:
    """`keys` without those that are no column: a remembered choice may be older than we are."""
    possible = {CHECKS, *(f.key for f in all_columns())}
    return tuple(dict.fromkeys(key for key in keys if key in possible))


def editable(key: str) -> bool:
    """Whether a cell of this column can be typed into.

    Composed columns are edited by their parts, passport data only where they are unmasked.
    """
    return key in DELEGATE and not DELEGATE[key].privacy.masked


@dataclass(frozen=True, slots=True)
class CellTexts:
    """Composes what cells show. `sides` by id; `language` is that of the interface."""

    sides: Mapping[int, Side] = field(default_factory=dict)
    language: str = "en"

    def shown(self, delegate: Delegate, key: str) -> str:
        """The text of one cell, on one line."""
        if key == NUMBER:
            return str(delegate.position)
        if key == FULL_NAME:
            return names.full_name(delegate)
        if key == SIDE:
            side = self.sides.get(delegate.side_id)
            return side.name(self.language) if side else ""
        if key == CHECKS:
            return ""
        described, value = DELEGATE[key], delegate[key]
        if described.privacy.masked:
            return MASK if value else ""
        if described.kind is Kind.DATE and value:
            return dates.shown_date(value, self.language)
        return " ".join(described.shown(value, self.language).split())

    def editable_text(self, delegate: Delegate, key: str) -> str:
        """What an editor starts from: the code of a choice, else the text as it is read."""
        described = DELEGATE[key]
        if described.kind is Kind.DATE and delegate[key]:
            return dates.shown_date(delegate[key], self.language)
        return delegate[key]

    def sort_key(self, key: str, collate: Callable[[str], Comparable]) -> SortKey:
        """By what a click on the heading sorts; `collate` orders text as people expect it."""
        if key == NUMBER:
            return lambda d: d.position
        if key == SIDE:
            return lambda d: self.sides[d.side_id].position if d.side_id in self.sides else None
        kind = DELEGATE[key].kind
        masked = DELEGATE[key].privacy.masked

        def text_key(delegate: Delegate) -> Comparable | None:
            # ISO dates and times order themselves; a masked column tells only full from empty.
            if masked:
                return 0 if delegate[key] else None
            if kind in {Kind.DATE, Kind.TIME}:
                return delegate[key] or None
            text = self.shown(delegate, key)
            return collate(text) if text else None

        return text_key
