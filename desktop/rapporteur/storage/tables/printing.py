"""Printed cards, and seats at the table."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, relationship

from rapporteur.storage.tables.base import Tracked, number_column, text_column


class PrintedCardRow(Tracked):
    """What was printed last for one person and one kind of card."""

    __tablename__ = "printed_card"

    kind: Mapped[str] = text_column()
    delegate: Mapped[str] = text_column()
    content: Mapped[str] = text_column()
    printed_at: Mapped[str] = text_column()


class SeatingPlanRow(Tracked):
    """A plan of who sits where."""

    __tablename__ = "seating_plan"

    position: Mapped[int] = number_column()
    name: Mapped[str] = text_column()
    seats: Mapped[str] = text_column()
    door: Mapped[str] = text_column()
    first_hand: Mapped[str] = text_column()
    numbered: Mapped[str] = text_column()
    interpreters: Mapped[str] = text_column()

    places: Mapped[list[SeatRow]] = relationship(
        back_populates="plan", cascade="save-update, merge, delete"
    )


class SeatRow(Tracked):
    """One seat of a plan."""

    __tablename__ = "seat"

    plan_id: Mapped[int] = number_column(ForeignKey("seating_plan.id"))
    place: Mapped[int] = number_column()
    side: Mapped[str] = text_column()
    row: Mapped[str] = text_column()
    delegate: Mapped[str] = text_column()

    plan: Mapped[SeatingPlanRow] = relationship(back_populates="places")

    __table_args__ = (
        Index(None, "plan_id"),
        {"sqlite_autoincrement": True},
    )
