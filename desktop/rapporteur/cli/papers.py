"""The commands that write the papers of the session day as workbooks."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rapporteur.cli.commands import DONE, open_file
from rapporteur.cli.reports import count

if TYPE_CHECKING:
    from rapporteur.services.workspace import Db


def export_actions(chosen: argparse.Namespace) -> int:
    """Write the implementation table: the whole of it, or one file for each body."""
    from rapporteur.services.implementation import tables  # noqa: PLC0415 - brings the database

    language = chosen.language or "en"
    with _file(chosen) as db:
        if not chosen.per_body:
            items = tables.export_actions(db, chosen.out, language)
            print(f"{chosen.out}: {count(items, 'action item')}.")
            return DONE
        files = tables.export_per_body(db, chosen.out, language)
        nobody = tables.items_without_body(db)
    for file in files:
        print(f"{chosen.out / file.name}: {count(len(file.table.lines), 'action item')}.")
    if nobody:
        print(f"{count(nobody, 'action item')} with no responsible body went to nobody.")
    return DONE


def export_agenda(chosen: argparse.Namespace) -> int:
    """Write the public agenda."""
    from rapporteur.services.papers import agenda  # noqa: PLC0415 - brings the database

    with _file(chosen) as db:
        items = agenda.export_agenda(db, chosen.out, chosen.language or "en")
    print(f"{chosen.out}: the agenda, {count(items, 'item')}.")
    return DONE


def export_run_sheet(chosen: argparse.Namespace) -> int:
    """Write the internal run sheet."""
    from rapporteur.services.papers import run_sheet  # noqa: PLC0415 - brings the database

    with _file(chosen) as db:
        items = run_sheet.export_run_sheet(db, chosen.out, chosen.language or "en")
    print(f"{chosen.out}: the run sheet, INTERNAL, {count(items, 'item')}.")
    return DONE


def export_attendance(chosen: argparse.Namespace) -> int:
    """Write the attendance sheets of all sittings, or of one."""
    from rapporteur.services.papers import attendance  # noqa: PLC0415 - brings the database

    with _file(chosen) as db:
        sittings = attendance.export_attendance(
            db, chosen.out, chosen.sitting, chosen.language or "en", empty=chosen.empty
        )
    print(f"{chosen.out}: attendance, {count(sittings, 'sitting')}.")
    return DONE


@contextmanager
def _file(chosen: argparse.Namespace) -> Iterator[Db]:
    """The session file, only to look."""
    workspace = open_file(chosen.file, edit=False)
    try:
        with workspace.read() as db:
            yield db
    finally:
        workspace.close()
