"""What was printed for people, and where they sit: name plates, badges, place cards, seats."""

from __future__ import annotations

from dataclasses import dataclass

from rapporteur.domain.fields import Catalogue, Choice, Field, Group, Kind, Privacy, Record

CARD_KINDS = (
    Choice("plate", "Name plate", "Табличка"),
    Choice("badge", "Badge", "Бейдж"),
    Choice("place", "Place card", "Карточка рассадки"),
)

PRINTED_CARD = Catalogue(
    "printed_card",
    (Group("card", "Printed card", "Напечатанная карточка"),),
    (
        Field("kind", "Kind", "Вид", "card", Kind.CHOICE, choices=CARD_KINDS, width=18,
              privacy=Privacy.INTERNAL),
        Field("delegate", "Delegate", "Член делегации", "card", Kind.REFERENCE, width=32,
              refers_to="delegate", privacy=Privacy.INTERNAL),
        Field("content", "As printed", "Как напечатано", "card", Kind.LONG, width=48,
              privacy=Privacy.INTERNAL,
              help="The texts of the card, one per line: what it is compared with next time."),
        Field("printed_at", "Printed at", "Напечатано", "card", Kind.MOMENT, width=16,
              privacy=Privacy.INTERNAL),
    ),
)  # fmt: skip

RIGHT = "right"
LEFT = "left"

HANDS = (
    Choice(RIGHT, "Right of the head first", "Сначала справа от главы"),
    Choice(LEFT, "Left of the head first", "Сначала слева от главы"),
)

SEATING_PLAN = Catalogue(
    "seating_plan",
    (Group("plan", "Seating plan", "План рассадки"),),
    (
        Field("name", "Name", "Название", "plan", width=32, privacy=Privacy.INTERNAL),
        Field("seats", "Seats of each side at the table", "Мест каждой Стороны за столом", "plan",
              Kind.NUMBER, width=6, privacy=Privacy.INTERNAL),
        Field("door", "Faces the door", "Лицом к двери", "plan", Kind.REFERENCE, width=18,
              refers_to="side", empty="Neither side", privacy=Privacy.INTERNAL),
        Field("first_hand", "Next in rank", "Следующий по рангу", "plan", Kind.CHOICE,
              choices=HANDS, width=24, privacy=Privacy.INTERNAL),
        Field("numbered", "Seats are numbered", "Места пронумерованы", "plan", Kind.FLAG, width=6,
              privacy=Privacy.INTERNAL),
        Field("interpreters", "Interpreters sit beside the heads", "Переводчики рядом с главами",
              "plan", Kind.FLAG, width=6, privacy=Privacy.INTERNAL),
    ),
)  # fmt: skip

SEAT = Catalogue(
    "seat",
    (Group("seat", "Seat", "Место"),),
    (
        Field("side", "Side", "Сторона", "seat", Kind.REFERENCE, width=18, refers_to="side",
              privacy=Privacy.INTERNAL),
        Field("row", "Row", "Ряд", "seat", Kind.NUMBER, width=6, privacy=Privacy.INTERNAL,
              help="0 at the table, 1 for the row of chairs behind it, and so on."),
        Field("delegate", "Delegate", "Член делегации", "seat", Kind.REFERENCE, width=32,
              refers_to="delegate", privacy=Privacy.INTERNAL),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PrintedCard(Record):
    """What was printed last for one person and one kind of card."""


@dataclass(frozen=True, slots=True)
class SeatingPlan(Record):
    """Who sits where at a negotiation table, and the switches by which it was made."""

    position: int


@dataclass(frozen=True, slots=True)
class Seat(Record):
    """One seat of a plan.

    `place` counts along its row: 0 in the centre, positive at the right hand of who sits there.
    """

    plan_id: int
    place: int
