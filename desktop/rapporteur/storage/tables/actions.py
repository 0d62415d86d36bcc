"""Action items and their progress."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, relationship

from rapporteur.storage.tables.base import Tracked, number_column, text_column


class ActionItemRow(Tracked):
    """Who does what by when; `position` is its place in the table, from 1."""

    __tablename__ = "action_item"

    position: Mapped[int] = number_column()
    number: Mapped[str] = text_column()
    text_en: Mapped[str] = text_column()
    text_ru: Mapped[str] = text_column()
    text_hi: Mapped[str] = text_column()
    body_first: Mapped[str] = text_column()
    person_first: Mapped[str] = text_column()
    body_second: Mapped[str] = text_column()
    person_second: Mapped[str] = text_column()
    due_words: Mapped[str] = text_column()
    due_date: Mapped[str] = text_column()
    status: Mapped[str] = text_column()
    closed_on: Mapped[str] = text_column()
    sub_group: Mapped[str] = text_column()
    agenda_item: Mapped[str] = text_column()
    paragraph: Mapped[str] = text_column()
    origin_ordinal: Mapped[str] = text_column()
    origin: Mapped[str] = text_column()
    closing_remark: Mapped[str] = text_column()
    remarks: Mapped[str] = text_column()

    progress: Mapped[list[ProgressEntryRow]] = relationship(
        back_populates="action", cascade="save-update, merge, delete"
    )


class ProgressEntryRow(Tracked):
    """What was reported of an action item on one day."""

    __tablename__ = "progress_entry"

    action_id: Mapped[int] = number_column(ForeignKey("action_item.id"))
    date: Mapped[str] = text_column()
    text: Mapped[str] = text_column()
    status: Mapped[str] = text_column()
    reported_by: Mapped[str] = text_column()

    action: Mapped[ActionItemRow] = relationship(back_populates="progress")

    __table_args__ = (
        Index(None, "action_id"),
        {"sqlite_autoincrement": True},
    )
