"""The commands that write the papers of the session day as workbooks."""

from __future__ import annotations

import argparse

from rapporteur.cli.commands import DONE, open_file
from rapporteur.cli.reports import count


def export_actions(chosen: argparse.Namespace) -> int:
    """Write the implementation table: the whole of it, or one file for each body."""
    from rapporteur.services.implementation import tables  # noqa: PLC0415 - brings the database

    language = chosen.language or "en"
    workspace = open_file(chosen.file, edit=False)
    try:
        with workspace.read() as db:
            if not chosen.per_body:
                items = tables.export_actions(db, chosen.out, language)
                print(f"{chosen.out}: {count(items, 'action item')}.")
                return DONE
            files = tables.export_per_body(db, chosen.out, language)
            nobody = tables.items_without_body(db)
    finally:
        workspace.close()
    for file in files:
        print(f"{chosen.out / file.name}: {count(len(file.table.lines), 'action item')}.")
    if nobody:
        print(f"{count(nobody, 'action item')} with no responsible body went to nobody.")
    return DONE
