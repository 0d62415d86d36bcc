"""What is written down in the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, relationship

from rapporteur.storage.tables.base import Tracked, number_column, text_column

if TYPE_CHECKING:
    from rapporteur.storage.tables.agenda import SittingRow
    from rapporteur.storage.tables.delegates import DelegateRow


class AttendanceRow(Tracked):
    """Whether one delegate was at one sitting."""

    __tablename__ = "attendance"

    sitting_id: Mapped[int] = number_column(ForeignKey("sitting.id"))
    delegate_id: Mapped[int] = number_column(ForeignKey("delegate.id"))
    state: Mapped[str] = text_column()
    arrived: Mapped[str] = text_column()
    left: Mapped[str] = text_column()
    remarks: Mapped[str] = text_column()

    sitting: Mapped[SittingRow] = relationship(back_populates="attendance")
    delegate: Mapped[DelegateRow] = relationship(back_populates="attendance")

    __table_args__ = (
        Index(None, "sitting_id"),
        Index(None, "delegate_id"),
        {"sqlite_autoincrement": True},
    )


class MeetingRecordRow(Tracked):
    """A decision, or a paragraph for the Protocol, as it was taken down."""

    __tablename__ = "meeting_record"

    position: Mapped[int] = number_column()
    kind: Mapped[str] = text_column()
    text_en: Mapped[str] = text_column()
    text_ru: Mapped[str] = text_column()
    text_hi: Mapped[str] = text_column()
    side: Mapped[str] = text_column()
    sub_group: Mapped[str] = text_column()
    agenda_item: Mapped[str] = text_column()
    noted_at: Mapped[str] = text_column()


class SpeakerRow(Tracked):
    """Somebody who asked for the floor; `position` is the place in the list of speakers."""

    __tablename__ = "speaker"

    position: Mapped[int] = number_column()
    name: Mapped[str] = text_column()
    delegate: Mapped[str] = text_column()
    side: Mapped[str] = text_column()
    agenda_item: Mapped[str] = text_column()
    asked_at: Mapped[str] = text_column()
    began_at: Mapped[str] = text_column()
    ended_at: Mapped[str] = text_column()
    remarks: Mapped[str] = text_column()


class ReadinessTickRow(Tracked):
    """A point of readiness that only a person can confirm."""

    __tablename__ = "readiness_tick"

    key: Mapped[str] = text_column()
    done: Mapped[str] = text_column()
    remarks: Mapped[str] = text_column()
