"""A sitting in words: its name, and its name with day, hours and room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session as Db

from rapporteur.domain.agenda import Sitting
from rapporteur.services import stored
from rapporteur.services.lists import titles
from rapporteur.services.papers.wording import joined, texts_of

_SITTING = {"en": "Sitting {}", "ru": "Заседание {}"}


def sitting_name(sitting: Sitting, languages: Sequence[str]) -> str:
    """The title of a sitting; its number where it has none."""
    named = texts_of(sitting, "title", languages, " / ")
    return named or joined(
        (_SITTING.get(c, _SITTING["en"]).format(sitting.position) for c in languages), " / "
    )


def sitting_line(sitting: Sitting, languages: Sequence[str]) -> str:
    """Name, day, hours and room of a sitting, one line per language."""
    return joined((_line(sitting, code) for code in languages), "\n")


def _line(sitting: Sitting, language: str) -> str:
    hours = "–".join(part for part in (sitting["start_time"], sitting["end_time"]) if part)
    parts = (
        sitting_name(sitting, (language,)),
        _day(sitting["date"], language),
        hours,
        sitting.text("room", language),
    )
    return joined(parts, " · ")


def _day(iso: str, language: str) -> str:
    return titles.long_date(date.fromisoformat(iso), language) if iso else ""


def sittings_named(db: Db) -> list[str]:
    """The names of all sittings in their order, in English."""
    return [sitting_name(one, ("en",)) for one in stored.read(db, stored.SITTINGS)]
