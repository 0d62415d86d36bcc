"""What is cut out and put up: name plates, badges, place cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum


class CardKind(Enum):
    """The kinds of cards, by the name under which a print of them is remembered."""

    PLATE = "plate"  # a tent on the table, read from both sides
    BADGE = "badge"
    PLACE = "place"  # at a meal or a seat


class Scripts(Enum):
    """In which scripts a name stands, the large one first."""

    LATIN_OWN = "latin_own"
    OWN_LATIN = "own_latin"
    LATIN = "latin"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class CardOptions:
    """What stands on the cards of one print.

    `languages` are those of the words: posts, sides, event; the leading one first. `posts` are
    designation and organisation, `roles` the role in the delegation, `codes` the QR codes.
    """

    kind: CardKind
    languages: tuple[str, ...] = ("en",)
    scripts: Scripts = Scripts.LATIN_OWN
    honorifics: bool = True
    posts: bool = True
    roles: bool = False
    codes: bool = False

    @classmethod
    def usual(
        cls, kind: CardKind, languages: tuple[str, ...], *, codes: bool = False
    ) -> CardOptions:
        """What is usual: a plate bears the name alone, a badge the role as well."""
        plate, badge = kind is CardKind.PLATE, kind is CardKind.BADGE
        return cls(kind, languages, posts=not plate, roles=badge, codes=badge and codes)


@dataclass(frozen=True, slots=True)
class CardPost:
    """What somebody is and where, in one language."""

    designation: str = field(repr=False)
    organisation: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Card:
    """One person's card. Texts are those of the Protocol, so nothing of them goes into a log.

    `first` and `second` are the name in two scripts, `second` "" where it is not wanted or not
    known. `posts` stand in one language or two. `side_label` is the side in words; `tint` its
    place, 1 or 2, for the colour: a side is never told by colour alone. `code` is what the QR
    code says, "" for none; `seat` the number of a chair, such as "IN 5".
    """

    uuid: str
    kind: CardKind
    first: str = field(repr=False)
    second: str = field(repr=False)
    posts: tuple[CardPost, ...] = field(repr=False)
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


# ------------------------------------------------------------- what changed since a print


class CardPart(Enum):
    """A part of a card, by the name under which it is remembered as printed."""

    NAME = "name"
    SECOND = "second"
    DESIGNATION = "designation"
    ORGANISATION = "organisation"
    SIDE = "side"
    ROLE = "role"
    SEAT = "seat"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class PartChange:
    """What stood in a part of the printed card, and what stands there now; "" for nothing."""

    part: CardPart
    before: str = field(repr=False)
    now: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChangedCard:
    """A card that differs from the printed one."""

    card: Card
    parts: tuple[PartChange, ...]


@dataclass(frozen=True, slots=True)
class TakenAway:
    """A card that lies about and belongs to nobody who comes. `row_id` is its record's.

    `uuid` is the person's, "" for one who is off the list altogether.
    """

    row_id: int
    uuid: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardChanges:
    """A print compared with what was printed before: a card is in one of the first three.

    `take_away` are cards printed for people who are no longer coming.
    """

    fresh: tuple[Card, ...]  # never printed
    changed: tuple[ChangedCard, ...]
    same: tuple[Card, ...]
    take_away: tuple[TakenAway, ...] = ()

    @property
    def to_print(self) -> frozenset[str]:
        """The uuids of everybody who needs a card."""
        return frozenset(card.uuid for card in self.fresh) | {c.card.uuid for c in self.changed}


def content(card: Card) -> str:
    """What is printed on a card, one line for each part that is there: "name: Raghav Menon"."""
    return "\n".join(f"{part.value}: {text}" for part, text in _parts(card).items() if text)


def printed_name(text: str) -> str:
    """The name on a printed card with the content `text`."""
    return _by_part(text).get(CardPart.NAME, "")


def compare(cards: Sequence[Card], printed: Mapping[str, str]) -> CardChanges:
    """Tell which cards are needed. `printed` is what stands on the printed ones, by uuid."""
    fresh: list[Card] = []
    changed: list[ChangedCard] = []
    same: list[Card] = []
    for card in cards:
        before = printed.get(card.uuid)
        if before is None:
            fresh.append(card)
        elif parts := _differing(_by_part(before), _parts(card)):
            changed.append(ChangedCard(card, parts))
        else:
            same.append(card)
    return CardChanges(tuple(fresh), tuple(changed), tuple(same))


def _parts(card: Card) -> dict[CardPart, str]:
    texts = {
        CardPart.NAME: card.first,
        CardPart.SECOND: card.second,
        CardPart.DESIGNATION: _joined(post.designation for post in card.posts),
        CardPart.ORGANISATION: _joined(post.organisation for post in card.posts),
        CardPart.SIDE: card.side_label,
        CardPart.ROLE: card.role,
        CardPart.SEAT: card.seat,
        CardPart.CODE: card.code,
    }
    return {part: _joined(text.splitlines()) for part, text in texts.items()}


def _differing(old: Mapping[CardPart, str], new: Mapping[CardPart, str]) -> tuple[PartChange, ...]:
    """The parts that differ; the code only where nothing else explains it.

    A printed number of a chair is no fault of a card that is made without a seating plan.
    """
    found = [
        PartChange(part, old.get(part, ""), new.get(part, ""))
        for part in CardPart
        if old.get(part, "") != new.get(part, "") and (part is not CardPart.SEAT or new.get(part))
    ]
    others = [change for change in found if change.part is not CardPart.CODE]
    return tuple(others or found)


def _by_part(text: str) -> dict[CardPart, str]:
    known = {part.value: part for part in CardPart}
    found = (line.partition(": ") for line in text.split("\n"))
    return {known[key]: value for key, _, value in found if key in known}


def _joined(texts: Iterable[str]) -> str:
    return " / ".join(text for text in texts if text)
