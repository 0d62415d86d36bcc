"""What the papers of a session share: their languages, the lines above, the day they are of.

A paper is in one language, in several ("ru,en"), or in all of the session's ("both").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from rapporteur.domain.clocks import today_of
from rapporteur.domain.fields import Record
from rapporteur.domain.sessions import Session
from rapporteur.services.lists import titles

BOTH = "both"


def languages_of(session: Session, language: str) -> tuple[str, ...]:
    """The languages of a paper, the leading one first: those of `language`, or the session's."""
    if language == BOTH:
        return session.language_codes or ("en",)
    return tuple(dict.fromkeys(code for code in language.split(",") if code)) or ("en",)


def heading_lines(session: Session, languages: Sequence[str]) -> tuple[str, ...]:
    """The body and its session in each language; what is the same in two stands once."""
    lines = [line for code in languages for line in titles.session_lines(session, code) if line]
    return tuple(dict.fromkeys(lines)) or ("",)


def said(words: Mapping[str, str], languages: Sequence[str], between: str = " / ") -> str:
    """Words of the program in each language; English where there are none."""
    return joined((words.get(code, words["en"]) for code in languages), between)


def texts_of(record: Record, stem: str, languages: Sequence[str], between: str = "\n") -> str:
    """A text of a record in each language; what is the same in two stands once."""
    return joined((record.text(stem, code) for code in languages), between)


def joined(parts: Iterable[str], between: str) -> str:
    """The parts that are not empty, each once."""
    return between.join(dict.fromkeys(part for part in parts if part))


def moment_of(now: datetime | None) -> datetime:
    """`now`, or the present moment."""
    return now or datetime.now(UTC)


def paper_name(session: Session, parts: Sequence[str], moment: datetime, language: str) -> str:
    """A name for the file of a paper: session, paper, day."""
    ordinal = titles.ordinal(session["ordinal"], language)
    return titles.file_name([ordinal, *parts, str(today_of(session, moment))])
