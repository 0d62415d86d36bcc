"""The session and its two sides."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from rapporteur.storage.tables.base import Tracked, number_column, text_column


class SessionRow(Tracked):
    """The session itself; a file holds one."""

    __tablename__ = "session"

    ordinal: Mapped[str] = text_column()
    working_group_en: Mapped[str] = text_column()
    working_group_ru: Mapped[str] = text_column()
    working_group_hi: Mapped[str] = text_column()
    commission_en: Mapped[str] = text_column()
    commission_ru: Mapped[str] = text_column()
    commission_hi: Mapped[str] = text_column()
    previous_ordinal: Mapped[str] = text_column()
    previous_date: Mapped[str] = text_column()
    previous_place_en: Mapped[str] = text_column()
    previous_place_ru: Mapped[str] = text_column()
    previous_place_hi: Mapped[str] = text_column()
    start_date: Mapped[str] = text_column()
    end_date: Mapped[str] = text_column()
    signing_date: Mapped[str] = text_column()
    venue_en: Mapped[str] = text_column()
    venue_ru: Mapped[str] = text_column()
    venue_hi: Mapped[str] = text_column()
    city_en: Mapped[str] = text_column()
    city_ru: Mapped[str] = text_column()
    city_hi: Mapped[str] = text_column()
    time_zone: Mapped[str] = text_column()
    languages: Mapped[str] = text_column()
    interpretation: Mapped[str] = text_column()
    agenda_circulated: Mapped[str] = text_column()
    originals: Mapped[str] = text_column()
    signing_place_en: Mapped[str] = text_column()
    signing_place_ru: Mapped[str] = text_column()
    signing_place_hi: Mapped[str] = text_column()
    next_place_en: Mapped[str] = text_column()
    next_place_ru: Mapped[str] = text_column()
    next_place_hi: Mapped[str] = text_column()
    next_dates_en: Mapped[str] = text_column()
    next_dates_ru: Mapped[str] = text_column()
    next_dates_hi: Mapped[str] = text_column()
    terms: Mapped[str] = text_column()


class SideRow(Tracked):
    """One of the two parties; `position` is 1 or 2."""

    __tablename__ = "side"

    position: Mapped[int] = number_column()
    code: Mapped[str] = text_column()
    name_en: Mapped[str] = text_column()
    name_ru: Mapped[str] = text_column()
    name_hi: Mapped[str] = text_column()
    adjective_en: Mapped[str] = text_column()
    adjective_ru: Mapped[str] = text_column()
    adjective_hi: Mapped[str] = text_column()
    formal_name_en: Mapped[str] = text_column()
    formal_name_ru: Mapped[str] = text_column()
    formal_name_hi: Mapped[str] = text_column()
    host: Mapped[str] = text_column()
    ours: Mapped[str] = text_column()
    aliases: Mapped[str] = text_column()
    honorifics: Mapped[str] = text_column()
    ranks: Mapped[str] = text_column()
