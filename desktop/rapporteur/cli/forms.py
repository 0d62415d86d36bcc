"""The commands that write what goes out to be filled in and comes back."""

from __future__ import annotations

import argparse

from rapporteur.cli.commands import DONE, WrongUsage, open_file, purpose_named
from rapporteur.cli.reports import count
from rapporteur.domain.errors import UserError


def export_template(chosen: argparse.Namespace) -> int:
    """Write a blank list for a side."""
    if not chosen.side:
        raise WrongUsage("A blank list is for one side: add --side CODE.")
    # Every purpose has a set of columns of its name.
    name = purpose_named(chosen.purpose).key if chosen.purpose else chosen.columns
    from rapporteur.services.columns import column_sets  # noqa: PLC0415 - brings the database
    from rapporteur.services.lists import templates  # noqa: PLC0415 - brings the database

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


def export_corrections(chosen: argparse.Namespace) -> int:
    """Write what the sender of a list has to put right; nothing is taken in."""
    if chosen.list is None:
        raise WrongUsage("Corrections are those of a list: add --list LIST.")
    from rapporteur.exchange.incoming.reading import read_book  # noqa: PLC0415 - start-up time
    from rapporteur.services.importing import imports  # noqa: PLC0415 - brings the database
    from rapporteur.services.lists import corrections  # noqa: PLC0415 - brings the database

    workspace = open_file(chosen.file, edit=False)
    try:
        book = read_book(chosen.list)
        with workspace.read() as db:
            plan = imports.plan(db, book, side=chosen.side)
            rows = corrections.export_corrections(
                db, chosen.out, plan, book, language=chosen.language
            )
    finally:
        workspace.close()
    print(f"{chosen.out}: {count(rows, 'row')} of {chosen.list.name} to be put right.")
    return DONE


def export_missing(chosen: argparse.Namespace) -> int:
    """Write what a side still owes for a purpose."""
    if not chosen.side or not chosen.purpose:
        raise WrongUsage("Missing data is asked of a side: add --side CODE and --purpose NAME.")
    purpose = purpose_named(chosen.purpose)
    from rapporteur.services.lists.missing import export_missing as write  # noqa: PLC0415 - the database

    workspace = open_file(chosen.file, edit=False)
    try:
        with workspace.read() as db:
            people = write(db, chosen.out, purpose, chosen.side, chosen.language)
    finally:
        workspace.close()
    print(f"{chosen.out}: {people} of {chosen.side} with missing data, {purpose.key}.")
    return DONE
