"""What is cut out and put up: name plates, badges, place cards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

_DIGITS = 12  # of the digest of one text: enough to tell two apart, too few to read back


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
    """A part of a card, by the name under which its digest is remembered."""

    NAME = "name"
    SECOND = "second"
    DESIGNATION = "designation"
    ORGANISATION = "organisation"
    SIDE = "side"
    ROLE = "role"
    SEAT = "seat"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class ChangedCard:
    """A card that differs from the printed one, and in which parts."""

    card: Card
    parts: tuple[CardPart, ...]


@dataclass(frozen=True, slots=True)
class CardChanges:
    """A print compared with what was printed before: each card is in exactly one of the three."""

    fresh: tuple[Card, ...]  # never printed
    changed: tuple[ChangedCard, ...]
    same: tuple[Card, ...]

    @property
    def to_print(self) -> frozenset[str]:
        """The uuids of everybody who needs a card."""
        return frozenset(card.uuid for card in self.fresh) | {c.card.uuid for c in self.changed}


def digest(card: Card) -> str:
    """What is printed on a card, as "name=…;designation=…": a digest for each part that is there.

    It tells later which part differs, and keeps nothing of the texts themselves.
    """
    return ";".join(f"{part.value}={_short(text)}" for part, text in _parts(card) if text)


def compare(cards: Sequence[Card], printed: Mapping[str, str]) -> CardChanges:
    """Tell which cards are needed. `printed` are the digests of the last print by uuid."""
    fresh: list[Card] = []
    changed: list[ChangedCard] = []
    same: list[Card] = []
    for card in cards:
        before = printed.get(card.uuid)
        if before is None:
            fresh.append(card)
        elif parts := _differing(before, digest(card)):
            changed.append(ChangedCard(card, parts))
        else:
            same.append(card)
    return CardChanges(tuple(fresh), tuple(changed), tuple(same))


def _parts(card: Card) -> tuple[tuple[CardPart, str], ...]:
    return (
        (CardPart.NAME, card.first),
        (CardPart.SECOND, card.second),
        (CardPart.DESIGNATION, _joined(post.designation for post in card.posts)),
        (CardPart.ORGANISATION, _joined(post.organisation for post in card.posts)),
        (CardPart.SIDE, f"{card.side_label}\n{card.tint}"),
        (CardPart.ROLE, card.role),
        (CardPart.SEAT, card.seat),
        (CardPart.CODE, card.code),
    )


def _differing(before: str, now: str) -> tuple[CardPart, ...]:
    """The parts in which two digests differ; the code only where nothing else explains it."""
    old, new = _by_part(before), _by_part(now)
    found = [part for part in CardPart if old.get(part.value) != new.get(part.value)]
    others = [part for part in found if part is not CardPart.CODE]
    return tuple(others or found)


def _by_part(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.split(";") if "=" in part)


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
