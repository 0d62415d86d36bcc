"""Lists as received, who is who in them, lists as frozen, and sets of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from rapporteur.storage.tables.base import Tracked, document_column, number_column, text_column

if TYPE_CHECKING:
    from rapporteur.storage.tables.delegates import DelegateRow


class ReceivedListRow(Tracked):
    """A list as it was received; its bytes are the stored file named by `sha256`.

    `received_at` is ISO 8601 in UTC. `side_id` is None for a list of both sides. `reading` says
    how the file was read, so that it can be read the same way again: the kind of file, for texts
    the encoding and the separator, the row of headings and the columns as chosen.
    """

    __tablename__ = "received_list"

    name: Mapped[str] = text_column()
    sender: Mapped[str] = text_column()
    received_at: Mapped[str] = text_column()
    sha256: Mapped[str] = text_column()
    sheet: Mapped[str] = text_column()
    side_id: Mapped[int | None] = mapped_column(ForeignKey("side.id"), active_history=True)
    reading: Mapped[dict[str, Any]] = document_column()

    sources: Mapped[list[DelegateSourceRow]] = relationship(
        back_populates="received_list", cascade="save-update, merge, delete"
    )


class DelegateSourceRow(Tracked):
    """Where a delegate's values came from.

    `original` is the text of the cells as received, by column heading; `base` the values made
    of it, by field key: what the sender last said, against which the next version is compared.
    """

    __tablename__ = "delegate_source"

    delegate_id: Mapped[int] = number_column(ForeignKey("delegate.id"))
    list_id: Mapped[int] = number_column(ForeignKey("received_list.id"))
    sheet: Mapped[str] = text_column()
    row: Mapped[int] = number_column()
    original: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, active_history=True)
    base: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, active_history=True)

    delegate: Mapped[DelegateRow] = relationship(back_populates="sources")
    received_list: Mapped[ReceivedListRow] = relationship(back_populates="sources")

    __table_args__ = (
        Index(None, "delegate_id"),
        Index(None, "list_id"),
        {"sqlite_autoincrement": True},
    )


class SenderRow(Tracked):
    """A sender whose mapping of columns is remembered: target by folded heading."""

    __tablename__ = "sender"

    name: Mapped[str] = text_column()
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, active_history=True)


class IdentityDecisionRow(Tracked):
    """What a person decided about a doubt: the same person as the delegate, or another.

    Of somebody in a list: `name_key` is the folded name and `base` the values of that row, by
    field key. Of two people of the session: `other_id` is the second. `verdict` is "same" or
    "other".
    """

    __tablename__ = "identity_decision"

    delegate_id: Mapped[int] = number_column(ForeignKey("delegate.id"))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"), active_history=True)
    name_key: Mapped[str] = text_column()
    verdict: Mapped[str] = text_column()
    base: Mapped[dict[str, Any]] = document_column()

    delegate: Mapped[DelegateRow] = relationship(
        back_populates="decisions", foreign_keys=[delegate_id]
    )
    other: Mapped[DelegateRow | None] = relationship(
        back_populates="decisions_of_others", foreign_keys=[other_id]
    )

    __table_args__ = (
        Index(None, "delegate_id"),
        Index(None, "other_id"),
        {"sqlite_autoincrement": True},
    )


class FrozenListRow(Tracked):
    """A side's list as it was frozen: `at` is ISO 8601 in UTC, `step` the step that froze it.

    What the list held then follows from the history; nobody's data are stored twice.
    """

    __tablename__ = "frozen_list"

    side_id: Mapped[int] = number_column(ForeignKey("side.id"))
    at: Mapped[str] = text_column()
    step: Mapped[int] = number_column()
    remark: Mapped[str] = text_column()


class ColumnSetRow(Tracked):
    """A set of columns made or edited by the user; one with the key of a built-in replaces it.

    `fields` are field keys in order, `privacy` the classes of private fields that it may carry,
    `headings` the titles by field key and language where they differ from the catalogue.
    """

    __tablename__ = "column_set"

    position: Mapped[int] = number_column()
    key: Mapped[str] = text_column()
    name: Mapped[str] = text_column()
    name_ru: Mapped[str] = text_column()
    title: Mapped[str] = text_column()
    title_ru: Mapped[str] = text_column()
    title_hi: Mapped[str] = text_column()
    purpose: Mapped[str] = text_column()
    retention: Mapped[str] = text_column()
    honorific: Mapped[str] = text_column()
    fields: Mapped[list[str]] = document_column(list)
    privacy: Mapped[list[str]] = document_column(list)
    headings: Mapped[dict[str, Any]] = document_column()
