"""Sub-groups, their topics, and their updates."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, relationship

from rapporteur.storage.tables.base import Tracked, number_column, text_column


class SubGroupRow(Tracked):
    """A standing body that reports to the session."""

    __tablename__ = "sub_group"

    position: Mapped[int] = number_column()
    name_en: Mapped[str] = text_column()
    name_ru: Mapped[str] = text_column()
    name_hi: Mapped[str] = text_column()
    lead_first: Mapped[str] = text_column()
    lead_second: Mapped[str] = text_column()
    remarks: Mapped[str] = text_column()

    updates: Mapped[list[SubGroupUpdateRow]] = relationship(
        back_populates="sub_group", cascade="save-update, merge, delete"
    )


class TopicRow(Tracked):
    """A topic of a sub-group, or an emerging area."""

    __tablename__ = "topic"

    position: Mapped[int] = number_column()
    title_en: Mapped[str] = text_column()
    title_ru: Mapped[str] = text_column()
    title_hi: Mapped[str] = text_column()
    sub_group: Mapped[str] = text_column()


class SubGroupUpdateRow(Tracked):
    """What a sub-group reports; `session_ordinal` is "" for the session of the file."""

    __tablename__ = "sub_group_update"

    sub_group_id: Mapped[int] = number_column(ForeignKey("sub_group.id"))
    session_ordinal: Mapped[str] = text_column()
    state: Mapped[str] = text_column()
    agreed_side: Mapped[str] = text_column()
    requested_on: Mapped[str] = text_column()
    due_on: Mapped[str] = text_column()
    received_on: Mapped[str] = text_column()
    met_on: Mapped[str] = text_column()
    leads: Mapped[str] = text_column()
    topics: Mapped[str] = text_column()
    work_en: Mapped[str] = text_column()
    work_ru: Mapped[str] = text_column()
    work_hi: Mapped[str] = text_column()
    obstacles_en: Mapped[str] = text_column()
    obstacles_ru: Mapped[str] = text_column()
    obstacles_hi: Mapped[str] = text_column()
    proposals_en: Mapped[str] = text_column()
    proposals_ru: Mapped[str] = text_column()
    proposals_hi: Mapped[str] = text_column()
    protocol_text_en: Mapped[str] = text_column()
    protocol_text_ru: Mapped[str] = text_column()
    protocol_text_hi: Mapped[str] = text_column()
    remarks: Mapped[str] = text_column()

    sub_group: Mapped[SubGroupRow] = relationship(back_populates="updates")

    __table_args__ = (
        Index(None, "sub_group_id"),
        {"sqlite_autoincrement": True},
    )
