"""The commands, one function each: given the parsed arguments, they return the exit code."""

from __future__ import annotations

import argparse
import codecs
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rapporteur.cli.reports import (
    as_json,
    count,
    finding_report,
    plan_report,
    plan_text,
    set_report,
    sets_text,
)
from rapporteur.cli.table_reports import table_report, table_text, update_report, update_text
from rapporteur.domain.errors import UserError

if TYPE_CHECKING:
    from rapporteur.domain.checks import Purpose
    from rapporteur.domain.column_sets import ColumnSet
    from rapporteur.domain.importing import ImportPlan
    from rapporteur.domain.workbook import Book, Reading
    from rapporteur.services.facts import Facts
    from rapporteur.services.workspace import Workspace

DONE, REFUSED, WRONG_USAGE = 0, 1, 2

# What `--accept` can name, with the value of the state of such rows.
ACCEPTED = {"added": "new", "changed": "changed", "moved": "moved", "removed": "removed"}


class WrongUsage(Exception):  # noqa: N818 - what the user is told it was
    """An option with a value that no file makes right."""


def new(chosen: argparse.Namespace) -> int:
    """Make a session out of a facts file."""
    from rapporteur.services.facts import load_facts  # noqa: PLC0415 - start-up time

    return _make(chosen.file, load_facts(chosen.facts), kept_sets())


def sample(chosen: argparse.Namespace) -> int:
    """Make the sample session."""
    from rapporteur.services import facts  # noqa: PLC0415 - start-up time

    name = facts.EARLIER_SAMPLE if chosen.earlier else facts.SAMPLE
    return _make(chosen.file, facts.sample_facts(name))


def kept_sets() -> tuple[ColumnSet, ...]:
    """The column sets of this computer; where they are damaged, the session begins without."""
    from rapporteur.services.columns.set_defaults import default_sets  # noqa: PLC0415 - start-up time

    try:
        return default_sets()
    except UserError as error:
        print(error, file=sys.stderr)
        return ()


def _make(path: Path, facts: Facts, sets: tuple[ColumnSet, ...] = ()) -> int:
    from rapporteur.services.sessions import create_session  # noqa: PLC0415 - brings the database
    from rapporteur.services.workspace import Workspace  # noqa: PLC0415 - likewise

    workspace = Workspace.create(path)
    try:
        with workspace.edit("New session") as db:
            create_session(db, facts, sets)
    except BaseException:
        workspace.close()
        path.unlink()  # made a moment ago, and holds nothing
        raise
    workspace.close()
    print(f"{path}: session {facts.session['ordinal']}, {len(facts.delegates)} delegates.")
    return DONE


def import_list(chosen: argparse.Namespace) -> int:
    """Take in a delegation list, or say what would be done."""
    from rapporteur.exchange.implementation.reading import is_returned_table  # noqa: PLC0415 - start-up time
    from rapporteur.exchange.incoming.reading import content_of, read_bytes  # noqa: PLC0415 - start-up time
    from rapporteur.exchange.updates.reading import is_returned_form  # noqa: PLC0415 - start-up time
    from rapporteur.services.importing import imports  # noqa: PLC0415 - brings the database

    kinds = _kinds(chosen.accept)
    sender = " ".join(chosen.as_version_of.split())
    reading = _chosen_reading(chosen)
    workspace = open_file(chosen.file, edit=not chosen.dry_run)
    try:
        content = content_of(chosen.list)
        book = read_bytes(chosen.list.name, content, reading=reading)
        if is_returned_table(book):
            return _import_table(workspace, book, chosen)
        if is_returned_form(book):
            return _import_update(workspace, book, chosen)
        planned = partial(
            imports.plan, book=book, side=chosen.side, sheet=chosen.sheet, sender=sender,
            as_version=bool(sender),
        )  # fmt: skip
        if chosen.dry_run:
            with workspace.read() as db:
                plan = planned(db)
        else:
            with workspace.edit(f"Import of {chosen.list.name}") as db:
                plan = planned(db)
                accepted = _accepted(plan, kinds, doubtful=chosen.accept_doubtful)
                imports.commit(db, plan, accepted, content)
    finally:
        workspace.close()
    private = chosen.show_private
    if chosen.json:
        print(as_json(plan_report(plan, private=private)))
    else:
        print(plan_text(plan, dry_run=chosen.dry_run, private=private))
    return DONE


def _import_table(workspace: Workspace, book: Book, chosen: argparse.Namespace) -> int:
    """Take in what an implementation table reports, or say what would be done."""
    from rapporteur.services.implementation.commit import commit  # noqa: PLC0415 - brings the database
    from rapporteur.services.implementation.planning import plan  # noqa: PLC0415 - likewise

    if chosen.accept is not None or chosen.accept_doubtful:
        raise WrongUsage(
            "--accept and --accept-doubtful are for delegation lists; "
            f"{book.name} is an implementation table."
        )
    if chosen.dry_run:
        with workspace.read() as db:
            found = plan(db, book)
    else:
        with workspace.edit(f"Implementation table {book.name}") as db:
            found = plan(db, book)
            commit(db, found, found.proposed)
    print(
        as_json(table_report(found)) if chosen.json else table_text(found, dry_run=chosen.dry_run)
    )
    return DONE


def _import_update(workspace: Workspace, book: Book, chosen: argparse.Namespace) -> int:
    """Take in the form of a sub-group, or say what would be done; in conflicts ours stays."""
    from rapporteur.services.subgroups import form_import  # noqa: PLC0415 - brings the database

    if chosen.accept is not None or chosen.accept_doubtful:
        raise WrongUsage(
            "--accept and --accept-doubtful are for delegation lists; "
            f"{book.name} is the form of a sub-group update."
        )
    if chosen.dry_run:
        with workspace.read() as db:
            found = form_import.plan(db, book)
    else:
        with workspace.edit(f"Sub-group update {book.name}") as db:
            found = form_import.import_form(db, book)
    print(as_json(update_report(found)) if chosen.json else update_text(found))
    return DONE


def _kinds(text: str | None) -> frozenset[str] | None:
    """The kinds of rows to be taken, as named with `--accept`; None where it was not given."""
    if text is None:
        return None
    kinds = frozenset(kind.strip() for kind in text.split(",") if kind.strip())
    known = ", ".join(ACCEPTED)
    if not kinds:
        raise WrongUsage(f"--accept names no kind of rows. The kinds are: {known}.")
    if unknown := sorted(kinds - ACCEPTED.keys()):
        raise WrongUsage(f"Rows are never {', '.join(unknown)}. The kinds are: {known}.")
    return kinds


def _accepted(plan: ImportPlan, kinds: frozenset[str] | None, *, doubtful: bool) -> set[int]:
    """The rows to be taken: those of the named kinds, or what the plan proposes."""
    from rapporteur.domain.importing import RowState  # noqa: PLC0415 - start-up time

    states = None if kinds is None else {ACCEPTED[kind] for kind in kinds}
    return {
        at
        for at, row in enumerate(plan.rows)
        if (row.accepted if states is None else row.state.value in states)
        or (doubtful and row.state is RowState.DOUBTFUL)
    }


def _chosen_reading(chosen: argparse.Namespace) -> Reading:
    """How the list shall be read, as far as the options say it."""
    from rapporteur.domain.workbook import ENCODINGS, SEPARATORS, Reading  # noqa: PLC0415 - late

    names = {"tab": "\t", "\\t": "\t", "semicolon": ";", "comma": ",", "pipe": "|"}
    separator = names.get(chosen.separator, chosen.separator)
    if separator and separator not in SEPARATORS:
        raise WrongUsage(
            f"{chosen.separator} separates no values. The separators are: ';', ',', '|', tab."
        )
    try:
        encoding = codecs.lookup(chosen.encoding).name if chosen.encoding else ""
    except LookupError:
        encoding = chosen.encoding
    if encoding and encoding not in ENCODINGS:
        raise WrongUsage(
            f"There is no encoding {chosen.encoding}. The encodings are: {', '.join(ENCODINGS)}."
        )
    return Reading("text" if separator else "", encoding, separator)


def check_out(path: Path, *, folder: bool = False) -> None:
    """Raise `WrongUsage` where `path` is no name for a workbook; with `folder`, where it is one.

    Raises UserError "export.*" where something lies there that no workbook may replace: that is
    said first.
    """
    from rapporteur.exchange.outgoing.output import refuse_target  # noqa: PLC0415 - start-up time

    is_workbook = path.suffix.casefold() == ".xlsx"
    if folder:
        if is_workbook or path.is_file():
            raise WrongUsage(f"{path.name} is no folder; with --per-body the files go into one.")
        return
    if not is_workbook:
        refuse_target(path)
        raise WrongUsage(f"{path.name} is no name of a workbook: it has to end in .xlsx.")


def export_list(chosen: argparse.Namespace) -> int:
    """Write a list as a workbook."""
    from rapporteur.services.columns import column_sets  # noqa: PLC0415 - brings the database
    from rapporteur.services.lists import exports  # noqa: PLC0415 - brings the database

    workspace = open_file(chosen.file, edit=False)
    try:
        with workspace.read() as db:
            try:
                columns = column_sets.column_set(db, chosen.columns)
            except UserError as error:
                raise WrongUsage(f"{error.message} {error.advice}") from error
            people = exports.export_roster(
                db, chosen.out, columns, chosen.side, as_frozen=chosen.as_frozen
            )
    finally:
        workspace.close()
    print(f"{chosen.out}: {people} people, columns {columns.key}.")
    return DONE


def list_column_sets(chosen: argparse.Namespace) -> int:
    """Say which sets of columns the session has, and what each may carry."""
    from rapporteur.services.columns import column_sets  # noqa: PLC0415 - brings the database

    workspace = open_file(chosen.file, edit=False)
    try:
        with workspace.read() as db:
            found = column_sets.column_sets(db)
    finally:
        workspace.close()
    print(as_json({"sets": list(map(set_report, found))}) if chosen.json else sets_text(found))
    return DONE


def purpose_named(key: str) -> Purpose:
    """The purpose that was asked for. Raises `WrongUsage` where there is none."""
    from rapporteur.domain.checks import PURPOSES  # noqa: PLC0415 - start-up time

    purpose = next((found for found in PURPOSES if found.key == key), None)
    if purpose is None:
        known = ", ".join(found.key for found in PURPOSES)
        raise WrongUsage(f"There is no purpose {key}. The purposes are: {known}.")
    return purpose


_SEAL_WORDS = {
    "whole": "The Protocol was signed on {day}; the content is what was sealed.",
    "broken": "The Protocol was signed on {day}, but THE CONTENT IS NOT WHAT WAS SEALED. "
    "Somebody has changed the file with another program; use a backup or another copy.",
    "reopened": "The Protocol was signed on {day}; the file was reopened afterwards.",
}


def check(chosen: argparse.Namespace) -> int:
    """Look over the file and its lists."""
    purpose = purpose_named(chosen.purpose) if chosen.purpose else None
    from rapporteur.services.checking import SealState, check_file  # noqa: PLC0415 - start-up time

    checked = check_file(chosen.file, purpose)
    codes: dict[int | None, str] = {side.id: side["code"] for side in checked.sides}
    found = checked.findings
    broken = checked.seal is SealState.BROKEN
    if chosen.json:
        told = [finding_report(f, codes) for f in found]
        seal = {"state": checked.seal.value, "signed_on": checked.signed_on}
        print(as_json({"file": "sound", "seal": seal, "findings": told}))
    else:
        print(f"{chosen.file}: the file is sound, {count(len(found), 'finding')}.")
        if checked.signed_on:
            print(_SEAL_WORDS[checked.seal.value].format(day=checked.signed_on))
        for one in found:
            print(f"{one.severity.value:8}{codes.get(one.side_id, ''):4}{one.message}")
    return REFUSED if broken else DONE


def open_file(path: Path, *, edit: bool) -> Workspace:
    """Open a session file, for editing or only to look."""
    from rapporteur.services.workspace import OpenMode, Workspace  # noqa: PLC0415 - the database

    return Workspace.open(path, OpenMode.EDIT if edit else OpenMode.VIEW)
