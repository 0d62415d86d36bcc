"""Sittings and the items of the agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from rapporteur.storage.tables.base import Tracked, number_column, text_column

if TYPE_CHECKING:
    from rapporteur.storage.tables.meeting import AttendanceRow


class SittingRow(Tracked):
    """One meeting of the session in a room; `position` is its place, from 1."""

    __tablename__ = "sitting"

    position: Mapped[int] = number_column()
    title_en: Mapped[str] = text_column()
    title_ru: Mapped[str] = text_column()
    title_hi: Mapped[str] = text_column()
    date: Mapped[str] = text_column()
    start_time: Mapped[str] = text_column()
    end_time: Mapped[str] = text_column()
    room_en: Mapped[str] = text_column()
    room_ru: Mapped[str] = text_column()
    room_hi: Mapped[str] = text_column()
    remarks: Mapped[str] = text_column()

    attendance: Mapped[list[AttendanceRow]] = relationship(
        back_populates="sitting", cascade="save-update, merge, delete"
    )


class AgendaItemRow(Tracked):
    """An item, or a sub-item of `parent_id`; without either it waits in the parking lot.

    A service takes sub-items out before their item, and items out of a sitting before it goes.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (
        Index(None, "sitting_id"),
        Index(None, "parent_id"),
        {"sqlite_autoincrement": True},
    )

    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sitting.id"), active_history=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), active_history=True)
    position: Mapped[int] = number_column()
    title_en: Mapped[str] = text_column()
    title_ru: Mapped[str] = text_column()
    title_hi: Mapped[str] = text_column()
    kind: Mapped[str] = text_column()
    number: Mapped[str] = text_column()
    late: Mapped[str] = text_column()
    sub_group: Mapped[str] = text_column()
    lead_first: Mapped[str] = text_column()
    lead_second: Mapped[str] = text_column()
    presenters: Mapped[str] = text_column()
    planned_minutes: Mapped[str] = text_column()
    fixed_start: Mapped[str] = text_column()
    interpretation: Mapped[str] = text_column()
    run_remarks: Mapped[str] = text_column()
    notes: Mapped[str] = text_column()
    state: Mapped[str] = text_column()
    began_at: Mapped[str] = text_column()
    ended_at: Mapped[str] = text_column()
    spent: Mapped[str] = text_column()
