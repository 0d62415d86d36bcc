"""What is cut out and put up: name plates, badges, place cards."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class CardKind(Enum):
    """The kinds of cards, by the name under which a print of them is remembered."""

    PLATE = "plate"  # a tent on the table, read from both sides
    BADGE = "badge"
    PLACE = "place"  # at a meal or a seat


@dataclass(frozen=True, slots=True)
class Card:
    """One person's card. Texts are those of the Protocol, so nothing of them goes into a log.

    `first` and `second` are the name in two scripts, "" where a script is not wanted or not
    known. `side_label` is the side in words; `tint` its place, 1 or 2, for the colour: a side
    is never told by colour alone. `code` is what the QR code says, "" for none.
    """

    uuid: str
    kind: CardKind
    first: str = field(repr=False)
    second: str = field(repr=False)
    designation: str = field(repr=False)
    organisation: str = field(repr=False)
    side_label: str
    tint: int
    role: str = ""
    code: str = field(default="", repr=False)
    seat: str = ""


@dataclass(frozen=True, slots=True)
class CardSheet:
    """All cards of one print. `event` stands small on each badge; `title` names the print."""

    kind: CardKind
    title: str
    event: str
    cards: tuple[Card, ...]
