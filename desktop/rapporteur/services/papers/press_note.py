"""The press note: what may be told of the session, on one page, in one language."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.note.phrases import PHRASES
from rapporteur.domain.papers.note import NoteBlock, NotePaper, NoteStyle
from rapporteur.services import sessions
from rapporteur.services.lists import titles
from rapporteur.services.papers.telling import Note, Telling, ended
from rapporteur.services.papers.wording import heading_lines, moment_of, paper_name


def press_note(db: Db, language: str = "en", *, now: datetime | None = None) -> Note:
    """The press note as it stands now, and what it lacks. UserError "note.language"."""
    telling = Telling(db, language, moment_of(now))
    blocks = [
        *_body(telling.held()),
        *_body(*telling.chairs()),
        *_body(*telling.progress()),
        *_body(*telling.groups_reported()),
        *_topics(telling),
        *_body(*telling.taking_part()),
        *_body(*telling.signing()),
        *_body(*telling.next_session()),
    ]
    words = PHRASES[language].press_note
    ordinal = titles.ordinal(telling.session["ordinal"], language)
    paper = NotePaper(
        language=language,
        heading=heading_lines(telling.session, (language,)),
        title=words,
        blocks=tuple(blocks),
        footer=f"{ordinal} · {words}",
        made=telling.moment,
    )
    return Note(paper, tuple(telling.missing))


def press_note_name(db: Db, language: str = "en", now: datetime | None = None) -> str:
    """A file name: session, paper, day."""
    words = PHRASES.get(language, PHRASES["en"]).press_note
    return paper_name(sessions.session(db), [words], moment_of(now), language)


def _body(*texts: str) -> list[NoteBlock]:
    return [NoteBlock(NoteStyle.BODY, ended(text)) for text in texts]


def _topics(telling: Telling) -> list[NoteBlock]:
    blocks = []
    if topics := telling.topics():
        blocks += _body(telling.phrases.topics)
        blocks += [NoteBlock(NoteStyle.ITEM, _line(name, own)) for name, own in topics]
    if areas := telling.emerging():
        phrase = telling.phrases.also_emerging if topics else telling.phrases.emerging
        blocks += _body(phrase.format(areas="; ".join(areas)))
    return blocks


def _line(name: str, topics: list[str]) -> str:
    """A sub-group with its topics; the name alone where its one topic is called the same."""
    return name if topics == [name] else f"{name}: {'; '.join(topics)}"
