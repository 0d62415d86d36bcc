"""The commands that write what goes out to be filled in and comes back."""

from __future__ import annotations

import argparse

from rapporteur.cli.commands import DONE, WrongUsage, open_file, purpose_named
from rapporteur.domain.errors import UserError


def export_template(chosen: argparse.Namespace) -> int:
    """Write a blank list for a side."""
    if not chosen.side:
        raise WrongUsage("A blank list is for one side: add --side CODE.")
    # Every purpose has a set of columns of its name.
    name = purpose_named(chosen.purpose).key if chosen.purpose else chosen.columns
    from rapporteur.services import column_sets, templates  # noqa: PLC0415 - brings the database

    workspace = open_file(chosen.file, edit=False)
    try:
        with workspace.read() as db:
            try:
                columns = column_sets.column_set(db, name)
            except UserError as error:
                raise WrongUsage(f"{error.message} {error.advice}") from error
            count = templates.export_template(db, chosen.out, columns, chosen.side, chosen.language)
    finally:
        workspace.close()
    print(f"{chosen.out}: a blank list of {count} columns, {columns.key}, for {chosen.side}.")
    return DONE
