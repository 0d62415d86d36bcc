"""Reading action items, and their due dates seen from the session's day."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session as Db

from rapporteur.domain.actions import ActionItem
from rapporteur.domain.due_dates import Due, read_due
from rapporteur.services import sessions, stored
from rapporteur.services.stored import ACTION_ITEMS


def actions(db: Db) -> list[ActionItem]:
    """All action items in their order, inherited ones included."""
    return stored.read(db, ACTION_ITEMS)


def session_day(db: Db) -> date:
    """The day from which "within two months" counts: the session's last, else today's."""
    session = sessions.session(db) if sessions.has_session(db) else None
    text = (session["end_date"] or session["start_date"]) if session is not None else ""
    return date.fromisoformat(text) if text else sessions.today(db)


def read_due_here(db: Db, words: str) -> Due:
    """What these words mean as a due date in this session's file."""
    return read_due(words, session_day(db))


def due_fields(db: Db, words: str) -> dict[str, str]:
    """Both fields of a due date, made of its words."""
    due = read_due_here(db, words)
    return {"due_words": due.words, "due_date": due.date}
