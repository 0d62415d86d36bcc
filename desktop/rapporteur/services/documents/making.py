"""How each document is made out of the session's data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.domain.clocks import today_of
from rapporteur.domain.errors import UserError
from rapporteur.domain.note.phrases import NOTE_LANGUAGES
from rapporteur.domain.papers.sheet import PaperRow, PaperSheet
from rapporteur.exchange.outgoing.implementation_table import write_implementation_table
from rapporteur.exchange.outgoing.roster import write_roster
from rapporteur.services import sessions
from rapporteur.services.columns import column_sets
from rapporteur.services.documents.options import MadeDocument, Options
from rapporteur.services.implementation.tables import whole_table
from rapporteur.services.lists.exports import roster_data, suggested_name
from rapporteur.services.papers import actions, agenda, attendance, run_sheet, subgroups
from rapporteur.services.papers.press_note import press_note, press_note_name
from rapporteur.services.papers.report import report, report_name
from rapporteur.services.papers.rosters import roster_sheets
from rapporteur.services.papers.telling import Note
from rapporteur.services.papers.wording import BOTH

_ENDING = ".xlsx"
FOR_GATES = "gate-pass"


def make_roster(db: Db, options: Options, now: datetime) -> MadeDocument:
    """A list of delegates with the columns of a set, in one language after the other."""
    return _roster(db, "roster", options, options.columns, now)


def make_gate_pass(db: Db, options: Options, now: datetime) -> MadeDocument:
    """The list for gate passes: the roster with the columns of that set."""
    return _roster(db, "gate-pass", options, FOR_GATES, now)


def _roster(db: Db, key: str, options: Options, columns: str, now: datetime) -> MadeDocument:
    found = column_sets.column_set(db, columns)
    languages = options.languages or _session_languages(db)[:1]
    one_list, as_frozen = options.one_list, options.as_frozen
    sheets = roster_sheets(
        db, found, options.side, languages, one_list=one_list, as_frozen=as_frozen, now=now
    )
    roster = roster_data(
        db, found, options.side, languages[0], one_list=one_list, as_frozen=as_frozen, now=now
    )
    name = suggested_name(db, found, options.side, languages[0], as_frozen=options.as_frozen,
                          today=today_of(sessions.session(db), now))  # fmt: skip
    return MadeDocument(
        key=key,
        paper=tuple(sheets),
        name=name.removesuffix(_ENDING),
        languages=tuple(languages),
        entries=sum(sheet.people for sheet in roster.sheets),
        internal=bool(found.private_classes()),
        workbook=partial(write_roster, roster=roster) if len(languages) == 1 else None,
    )


def make_agenda(db: Db, options: Options, now: datetime) -> MadeDocument:
    """The public agenda."""
    language = _beside(options)
    sheet = agenda.public_agenda(db, language, now=now)
    return _sheets(db, "agenda", options, [sheet], name=agenda.agenda_name(db, language, now))


def make_run_sheet(db: Db, options: Options, now: datetime) -> MadeDocument:
    """The run sheet, which is internal."""
    language = _beside(options)
    sheet = run_sheet.run_sheet(db, language, now=now)
    name = run_sheet.run_sheet_name(db, language, now)
    return _sheets(db, "run-sheet", options, [sheet], name=name)


def make_sub_groups(db: Db, options: Options, now: datetime) -> MadeDocument:
    """What the sub-groups report, a sheet for each."""
    language = _beside(options)
    sheets = subgroups.sub_group_sheets(db, language, now=now)
    name = subgroups.sub_groups_name(db, language, now)
    return _sheets(db, "sub-groups", options, sheets, name=name, entries=len(sheets))


def make_actions(db: Db, options: Options, now: datetime) -> MadeDocument:
    """The action table; its workbook is the one that comes back filled in."""
    language = _beside(options)
    table = whole_table(db, language, now=now)
    return _sheets(
        db, "actions", options, [actions.as_sheet(table)],
        name=actions.action_name(db, language, now),
        workbook=partial(write_implementation_table, table=table),
    )  # fmt: skip


def make_attendance(db: Db, options: Options, now: datetime) -> MadeDocument:
    """Attendance sheets with boxes to tick, of all sittings or of one."""
    language = _beside(options)
    sheets = attendance.attendance_sheets(
        db, options.sitting, language, empty=options.empty, now=now
    )
    name = attendance.attendance_name(db, options.sitting, language, now)
    return _sheets(db, "attendance", options, sheets, name=name)


def make_press_note(db: Db, options: Options, now: datetime) -> MadeDocument:
    """The press note, in one language."""
    language = note_language(db, options)
    return _note(
        "press-note", press_note(db, language, now=now), press_note_name(db, language, now)
    )


def make_report(db: Db, options: Options, now: datetime) -> MadeDocument:
    """The report to the Commission, in one language."""
    language = note_language(db, options)
    return _note("report", report(db, language, now=now), report_name(db, language, now))


def note_language(db: Db, options: Options) -> str:
    """The one language of a note: the one chosen, else the first of the session with phrases.

    UserError "document.one_language" where several were chosen.
    """
    if len(options.languages) > 1:
        raise UserError(
            "document.one_language",
            "A note is written in one language at a time.",
            safe="No file was written.",
            advice="Choose one language, and write the note once for each.",
        )
    if options.languages:
        return options.languages[0]
    known = [code for code in _session_languages(db) if code in NOTE_LANGUAGES]
    return known[0] if known else NOTE_LANGUAGES[0]


def _note(key: str, note: Note, name: str) -> MadeDocument:
    return MadeDocument(
        key=key,
        paper=note.paper,
        name=name.removesuffix(_ENDING),
        languages=(note.paper.language,),
        entries=len(note.paper.blocks),
        missing=note.missing,
    )


def _sheets(
    db: Db,
    key: str,
    options: Options,
    sheets: Sequence[PaperSheet],
    *,
    name: str,
    entries: int | None = None,
    workbook: Callable[[Path], None] | None = None,
) -> MadeDocument:
    rows = sum(isinstance(part, PaperRow) for sheet in sheets for part in sheet.parts)
    return MadeDocument(
        key=key,
        paper=tuple(sheets),
        name=name.removesuffix(_ENDING),
        languages=options.languages or _session_languages(db),
        entries=rows if entries is None else entries,
        internal=any(sheet.internal for sheet in sheets),
        workbook=workbook,
    )


def _beside(options: Options) -> str:
    """The languages as the papers of the day take them."""
    return ",".join(options.languages) or BOTH


def _session_languages(db: Db) -> tuple[str, ...]:
    return sessions.session(db).language_codes or ("en",)
