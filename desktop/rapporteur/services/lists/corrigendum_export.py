"""The corrigendum to a frozen list as a document: title, number, wording, and what it is called.

Which entries it has is decided in `corrigenda`. Corrigenda are numbered by the freezes of their
side: the first is to the first freeze. Freezing the list anew makes a new base, to which the
next one refers; nobody has to keep a register of them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.errors import UserError
from rapporteur.domain.freezing import ChangeKind, FrozenList, Line, ListChange
from rapporteur.domain.sessions import Side
from rapporteur.exchange.outgoing.corrigendum import (
    Corrigendum,
    CorrigendumEntry,
    write_corrigendum,
)
from rapporteur.services import sessions
from rapporteur.services.lists import titles
from rapporteur.services.lists.corrigenda import NUMBER, changes_since

_KINDS = {
    "en": ("Added", "Withdrawn", "Removed", "Changed", "Moved"),
    "ru": ("Включить", "Исключить", "Исключить", "Изменить", "Переместить"),
    "hi": ("जोड़ें", "नाम वापस", "हटाएँ", "बदलें", "स्थान बदलें"),
}
_COLUMNS = {
    "en": ("No.", "Change", "No. in the list", "Name", "Item", "Was", "Reads now"),
    "ru": ("№ п/п", "Изменение", "№ в списке", "Фамилия, имя, отчество", "Графа", "Было", "Стало"),
    "hi": ("क्र.सं.", "परिवर्तन", "सूची में क्रम", "नाम", "विवरण", "पहले", "अब"),
}
_CALLED = {"en": "Corrigendum No. {}", "ru": "Изменения № {}", "hi": "शुद्धिपत्र सं. {}"}
_UP_TO = {"en": "Changes up to {}", "ru": "Изменения до {} включительно", "hi": "{} तक के परिवर्तन"}
_PUBLIC = "public"


def corrigendum_data(
    db: Db,
    frozen: FrozenList,
    columns: ColumnSet,
    language: str = "en",
    *,
    number: int | None = None,
    now: datetime | None = None,
) -> Corrigendum:
    """The corrigendum to `frozen`, ready to be written.

    `number` is its number, by default that of the freeze; `now` (with a zone) the moment up to
    which it goes. Raises UserError "corrigendum.nothing" where nothing has changed, ValueError
    where the set names a field it may not carry.
    """
    session, side = sessions.session(db), _side(db, frozen)
    changes = changes_since(db, frozen, columns, language)
    if not changes:
        raise UserError(
            "corrigendum.nothing",
            f"Nothing has changed in these columns since the list of {side.name()} was frozen.",
            safe="No file was written.",
            advice="Send the list as it was frozen.",
        )
    moment = now or datetime.now(UTC)
    name = called(number or frozen.number, language)
    as_of = titles.long_moment(session, frozen.at, language)
    title = _title(name, side, as_of, columns, language)
    return Corrigendum(
        language=language,
        heading=titles.session_lines(session, language),
        title=title,
        stamp=_UP_TO[language].format(titles.long_moment(session, moment, language)),
        footer=f"{titles.ordinal(session['ordinal'], language)} · {title}",
        made=moment,
        tab=titles.tab_name(side.name(language), ()),
        columns=_COLUMNS[language],
        entries=tuple(entry_of(change, columns, language) for change in changes),
    )


def export_corrigendum(
    db: Db,
    path: Path,
    frozen: FrozenList,
    columns: ColumnSet,
    language: str = "en",
    *,
    number: int | None = None,
) -> int:
    """Write the corrigendum to `path` and return how many entries it has.

    Raises UserError "corrigendum.nothing" or "export.*"; a file that was there is then unchanged.
    """
    corrigendum = corrigendum_data(db, frozen, columns, language, number=number)
    write_corrigendum(path, corrigendum)
    return len(corrigendum.entries)


def suggested_name(
    db: Db, frozen: FrozenList, columns: ColumnSet, language: str = "en", *, number: int = 0
) -> str:
    """A file name for the corrigendum: what it is, and to which list as of when."""
    session = sessions.session(db)
    stamp = titles.name_moment(session, frozen.at)
    return titles.file_name(
        [
            titles.ordinal(session["ordinal"], language),
            _side(db, frozen).name(language),
            columns.named(language) if columns.key != _PUBLIC else "",
            called(number or frozen.number, language),
            f"{titles.AS_OF_IN_NAMES[language]} {stamp}",
        ]
    )


def called(number: int, language: str = "en") -> str:
    """A corrigendum by its number, such as "Corrigendum No. 1"."""
    return _CALLED[language].format(number)


def entry_of(change: ListChange, columns: ColumnSet, language: str = "en") -> CorrigendumEntry:
    """An entry in the words of the document."""
    headings = {f.key: f.title(language) for f in columns.columns()}
    headings |= {"": "", NUMBER: _COLUMNS[language][2]}

    def words(line: Line) -> tuple[str, str, str]:
        return headings[line.field], line.was, line.now

    kind = _KINDS[language][list(ChangeKind).index(change.kind)]
    return CorrigendumEntry(kind, change.number, change.name, tuple(map(words, change.lines)))


def column_titles(language: str = "en") -> tuple[str, ...]:
    """The headings of the seven columns."""
    return _COLUMNS[language]


def _title(name: str, side: Side, as_of: str, columns: ColumnSet, language: str) -> str:
    """Such as "Corrigendum No. 1 to the composition of the delegation of India as of …"."""
    heading, whose = columns.heading(language), titles.side_title(side, language)
    public = columns.key == _PUBLIC
    if language == "ru":
        to = _russian(side) if public else f"«{heading}» ({whose})"
        return f"{name} к {to} по состоянию на {as_of}"
    if language == "hi":
        return f"{name} · {heading} · {whose} · {titles.AS_OF_IN_NAMES['hi']}: {as_of}"
    to = f"the composition of the delegation of {side.name()}" if public else f"“{heading}”"
    return f"{name} to {to}{'' if public else f' ({whose})'} as of {as_of}"


def _russian(side: Side) -> str:
    """The composition of the delegation in the dative, and its side in the genitive.

    Adjectives of a side are feminine and regular; one that is not stands in brackets as it is.
    """
    adjective = side["adjective_ru"]
    if adjective.endswith("ая"):
        return f"составу делегации {adjective[:-2]}ой Стороны"
    return f"составу делегации ({side.name('ru')})"


def _side(db: Db, frozen: FrozenList) -> Side:
    return next(side for side in sessions.sides(db) if side.id == frozen.side_id)
