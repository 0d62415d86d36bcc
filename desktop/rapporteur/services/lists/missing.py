"""What a side still owes for a purpose: its people with empty or contradictory data, to fill in.

The sheet is one of our own lists and a correction sheet at once: each row keeps its person, so
that what is filled in comes back as changes, whatever happened to the list meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.domain.checks import Purpose, empty_needs, run_checks
from rapporteur.domain.clocks import today_of
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.fault_words import fault_words, is_for_sender
from rapporteur.domain.fields import Field, Kind
from rapporteur.domain.names import full_name
from rapporteur.domain.roster_text import roster_text
from rapporteur.domain.sessions import Side
from rapporteur.domain.workbook import CellValue
from rapporteur.exchange.lists.marks import CORRECTION, Mark
from rapporteur.exchange.outgoing.correction_sheet import (
    CorrectionCell,
    CorrectionPage,
    CorrectionRow,
    write_corrections,
)
from rapporteur.exchange.outgoing.form_page import FormHead
from rapporteur.services import sessions
from rapporteur.services.delegates import list_delegates
from rapporteur.services.lists import references, titles
from rapporteur.services.lists.templates import form_heading, side_language

_FIRST = ("number", "full_name", "designation", "organisation")
_NAME_PARTS = frozenset({"honorific", "family_name", "given_name", "patronymic"})
_TITLE = {"en": "Missing data", "ru": "Недостающие данные"}
_LETTER = {
    "en": "For the people below some data are still missing or do not fit together: the cell is "
    "coloured, and the sign ◄ to the right of it says what is needed.\n"
    "Please fill in the coloured cells in this very sheet and send it back; what has changed "
    "meanwhile may be put right as well.\n"
    "Return to: secretariat, {0}. The headings are locked, without a password.",
    "ru": "По участникам ниже ещё нет части данных, или данные не согласуются: ячейка выделена "
    "цветом, а справа от неё знак ◄ показывает, что нужно.\n"
    "Пожалуйста, заполните выделенные ячейки прямо в этой таблице и пришлите её обратно; можно "
    "исправить и то, что изменилось.\n"
    "Вернуть: секретариат, {0}. Заголовки защищены, без пароля.",
}


def missing_page(
    db: Db, purpose: Purpose, side: str, language: str = "", *, now: datetime | None = None
) -> CorrectionPage:
    """The sheet with everybody of the side with the code `side` whose data are not complete.

    `language` is that of headings and words; "" takes that of the side. Raises UserError
    "side.unknown", and "missing.nothing" where nothing is missing for `purpose`.
    """
    one = sessions.side_by_code(db, side)
    language = language or side_language(one)
    words = language if language in _LETTER else "en"
    moment = now or datetime.now(UTC)
    asked = _asked(db, purpose, one, words, moment)
    if not asked:
        raise UserError(
            "missing.nothing",
            f"Nothing is missing for “{purpose.name}” on the list of {one.name()}.",
            safe="No file was written.",
        )
    fields = _fields(purpose, (key for _, faults in asked for key in faults), one)
    marks = references.Marks.given_out(db)
    rows = tuple(
        CorrectionRow(marks.reference(person.uuid), 0, _cells(person, fields, faults, language))
        for person, faults in asked
    )
    return CorrectionPage(
        titles.tab_name(one.name(language), ()),
        _head(db, purpose, one, words, moment),
        tuple((form_heading(f, language), f.key) for f in fields),
        rows,
    )


def export_missing(db: Db, path: Path, purpose: Purpose, side: str, language: str = "") -> int:
    """Write the sheet to `path` and return how many people stand in it.

    Raises UserError "missing.nothing" and "export.*"; a file that was there is then unchanged.
    """
    page = missing_page(db, purpose, side, language)
    write_corrections(path, (page,))
    return len(page.rows)


def suggested_missing_name(db: Db, purpose: Purpose, side: str, language: str = "") -> str:
    """A file name for the sheet: session, side, purpose, what it is."""
    one = sessions.side_by_code(db, side)
    language = language or side_language(one)
    ordinal = titles.ordinal(sessions.session(db)["ordinal"], language)
    what = _TITLE.get(language, _TITLE["en"])
    return titles.file_name([ordinal, one.name(language), _named(purpose, language), what])


def _named(purpose: Purpose, language: str) -> str:
    return purpose.name_ru if language == "ru" else purpose.name


def _asked(
    db: Db, purpose: Purpose, side: Side, language: str, moment: datetime
) -> list[tuple[Delegate, dict[str, str]]]:
    """The people to ask about, with the words by field, in the order of the list."""
    people = [d for d in list_delegates(db, side.id) if not d.withdrawn]
    session = sessions.session(db)
    words: dict[int, dict[str, list[str]]] = {d.id: {} for d in people}
    for person in people:
        for group in empty_needs(person, purpose, guest=not side["host"]):
            if group == ("family_name",):
                continue  # somebody with a given name alone; else said below
            others = ", ".join(DELEGATE[key].title(language) for key in group[1:])
            code = "missing_one_of" if others else "missing"
            said = fault_words(code, language, value=others)
            words[person.id].setdefault(group[0], []).append(said)
        if not full_name(person):
            words[person.id]["full_name"] = [fault_words("no_name", language)]
    needed = {key for group in _needs(purpose, side) for key in group}
    local = today_of(session, moment)
    # Of the own list alone: that somebody of the other side has the same passport stays here.
    for found in run_checks(session, sessions.sides(db), people, None, local):
        wanted = found.field in needed and is_for_sender(found.code)
        if found.delegate_id is not None and wanted:
            words[found.delegate_id].setdefault(found.field, []).append(
                fault_words(found.code, language)
            )
    joined = ((d, {k: " ".join(v) for k, v in words[d.id].items()}) for d in people)
    return [(person, faults) for person, faults in joined if faults]


def _needs(purpose: Purpose, side: Side) -> tuple[tuple[str, ...], ...]:
    return (*purpose.needs, *(() if side["host"] else purpose.guest_needs))


def _fields(purpose: Purpose, faulty: Iterable[str], side: Side) -> tuple[Field, ...]:
    """Who it is, what the purpose needs, and what else is wrong; each once."""
    keys = [*_FIRST, *(key for group in _needs(purpose, side) for key in group), *faulty]
    return tuple(DELEGATE[key] for key in dict.fromkeys(keys) if key not in _NAME_PARTS)


def _cells(
    person: Delegate, fields: Sequence[Field], faults: dict[str, str], language: str
) -> tuple[CorrectionCell, ...]:
    values, keys = person.as_dict(), frozenset(f.key for f in fields)
    return tuple(
        CorrectionCell(_value(f, person, values, keys, language), faults.get(f.key, ""))
        for f in fields
    )


def _value(
    field: Field, person: Delegate, values: dict[str, str], keys: frozenset[str], language: str
) -> CellValue:
    """What stands in the cell, as it would in our own list."""
    if field.key == "number":
        return str(person.position)
    text = roster_text(values, field.key, language, columns=keys)
    if field.kind is Kind.DATE and text:
        return date.fromisoformat(text)
    return field.shown(text, language)


def _head(db: Db, purpose: Purpose, side: Side, language: str, moment: datetime) -> FormHead:
    session = sessions.session(db)
    ours = next((s for s in sessions.sides(db) if s["ours"]), None)
    back = titles.side_title(ours, language) if ours else session["working_group_en"]
    title = " · ".join(
        (_TITLE[language], _named(purpose, language), titles.side_title(side, language))
    )
    return FormHead(
        language=language,
        heading=titles.session_lines(session, language),
        title=title,
        letter=tuple(_LETTER[language].format(back).split("\n")),
        footer=f"{titles.ordinal(session['ordinal'], language)} · {title}",
        made=moment,
        mark=Mark(CORRECTION, side["code"]),
    )
