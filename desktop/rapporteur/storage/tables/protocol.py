"""The Session Protocol: paragraphs, clauses, versions kept, seals."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped

from rapporteur.storage.tables.base import Tracked, document_column, number_column, text_column


class ProtocolParagraphRow(Tracked):
    """A paragraph of the Protocol, a heading, an opening or closing sentence."""

    __tablename__ = "protocol_paragraph"

    position: Mapped[int] = number_column()
    kind: Mapped[str] = text_column()
    text_en: Mapped[str] = text_column()
    text_ru: Mapped[str] = text_column()
    text_hi: Mapped[str] = text_column()
    state: Mapped[str] = text_column()
    proposed_by: Mapped[str] = text_column()
    step_en: Mapped[str] = text_column()
    step_ru: Mapped[str] = text_column()
    step_hi: Mapped[str] = text_column()
    agenda_item: Mapped[str] = text_column()
    sub_group: Mapped[str] = text_column()
    action_item: Mapped[str] = text_column()
    record: Mapped[str] = text_column()
    slot: Mapped[str] = text_column()
    assembled_en: Mapped[str] = text_column()
    assembled_ru: Mapped[str] = text_column()
    assembled_hi: Mapped[str] = text_column()
    remarks: Mapped[str] = text_column()


class ClauseRow(Tracked):
    """A clause of the library that is not the program's, or takes the place of one of them."""

    __tablename__ = "clause"

    position: Mapped[int] = number_column()
    key: Mapped[str] = text_column()
    text_en: Mapped[str] = text_column()
    text_ru: Mapped[str] = text_column()
    text_hi: Mapped[str] = text_column()
    effect: Mapped[str] = text_column()
    hidden: Mapped[str] = text_column()


class ProtocolSnapshotRow(Tracked):
    """The Protocol as it stood at a moment."""

    __tablename__ = "protocol_snapshot"

    name: Mapped[str] = text_column()
    sent_at: Mapped[str] = text_column()
    sent_to: Mapped[str] = text_column()
    languages: Mapped[str] = text_column()
    remarks: Mapped[str] = text_column()
    content: Mapped[list[Any]] = document_column(list)


class SealRow(Tracked):
    """A signing: who, when, where, and the digest of what the file held."""

    __tablename__ = "seal"

    signed_on: Mapped[str] = text_column()
    place_en: Mapped[str] = text_column()
    place_ru: Mapped[str] = text_column()
    place_hi: Mapped[str] = text_column()
    signer_first: Mapped[str] = text_column()
    signer_second: Mapped[str] = text_column()
    originals: Mapped[str] = text_column()
    languages: Mapped[str] = text_column()
    keeper_first: Mapped[str] = text_column()
    keeper_second: Mapped[str] = text_column()
    sealed_at: Mapped[str] = text_column()
    sealed_by: Mapped[str] = text_column()
    digest: Mapped[str] = text_column()
    reopened_at: Mapped[str] = text_column()
    reopened_by: Mapped[str] = text_column()
    reason: Mapped[str] = text_column()
