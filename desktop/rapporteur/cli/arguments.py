"""What can be said on the command line: the commands, their options, their help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from rapporteur import __version__
from rapporteur.cli import carrying, compare, forms, freezing, papers, protocols
from rapporteur.cli import commands as run
from rapporteur.cli.document_arguments import add_documents

# What can be exported, and by which command.
_EXPORTS: dict[str, Callable[[argparse.Namespace], int]] = {
    "roster": run.export_list,
    "template": forms.export_template,
    "corrections": forms.export_corrections,
    "missing": forms.export_missing,
    "corrigendum": freezing.export_corrigendum,
    "agenda": papers.export_agenda,
    "run-sheet": papers.export_run_sheet,
    "actions": papers.export_actions,
    "attendance": papers.export_attendance,
}

_IN_BOTH = ("agenda", "run-sheet", "actions", "attendance")


def make_parser() -> argparse.ArgumentParser:
    """The parser; every command leaves the function to run in `command`."""
    parser = argparse.ArgumentParser(
        prog="rapporteur",
        description="The secretariat's desk for one session of a bilateral working group.",
        epilog="Without a command the window opens: rapporteur [FILE]",
    )
    parser.add_argument("--version", action="version", version=f"rapporteur {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    new = commands.add_parser("new", help="make a session file out of a facts file")
    new.add_argument("file", type=Path, metavar="FILE")
    new.add_argument("--facts", type=Path, required=True, metavar="FACTS.toml")
    new.set_defaults(command=run.new)

    taken_in = commands.add_parser(
        "import",
        help="take in a delegation list, an implementation table, or a Protocol (.docx)",
    )
    taken_in.add_argument("file", type=Path, metavar="FILE")
    taken_in.add_argument("list", type=Path, metavar="LIST")
    taken_in.add_argument(
        "--side", default="", metavar="CODE", help="the whole list is of this side"
    )
    taken_in.add_argument("--sheet", metavar="NAME", help="the sheet that holds the list")
    taken_in.add_argument(
        "--encoding", default="", metavar="NAME", help="of a text: utf-8, cp1251, koi8-r, cp866, …"
    )
    taken_in.add_argument(
        "--separator", default="", metavar="SIGN", help="of a text: ';', ',', '|' or tab"
    )
    taken_in.add_argument(
        "--as-version-of", default="", metavar="SENDER", help="compare with this sender's last list"
    )
    taken_in.add_argument(
        "--accept",
        metavar="KINDS",
        help="take all of these, and only these: added,changed,moved,removed; "
        "without it, what would be proposed",
    )
    taken_in.add_argument("--dry-run", action="store_true", help="only say what would be done")
    taken_in.add_argument(
        "--accept-doubtful", action="store_true", help="doubtful rows become people of their own"
    )
    taken_in.add_argument("--json", action="store_true", help="report as JSON")
    _add_private(taken_in)
    taken_in.set_defaults(command=_import)

    _add_others(commands)
    return parser


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command that writes workbooks."""
    export = commands.add_parser("export", help="write a list as a workbook")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument(
        "what",
        choices=list(_EXPORTS),
        help="roster: the list of delegates; template: a blank list to be filled in; "
        "corrections: what a list has for its sender to put right; "
        "missing: whose data are not complete for a purpose; "
        "corrigendum: what has changed since the list was frozen; "
        "agenda: the public agenda; run-sheet: the internal run sheet; "
        "actions: the implementation table of action items; "
        "attendance: the attendance sheets of the sittings",
    )
    export.add_argument(
        "out", type=Path, metavar="OUT.xlsx", help="the workbook; with --per-body a folder"
    )
    export.add_argument("--side", default="", metavar="CODE", help="one side only")
    export.add_argument(
        "--columns", default="public", metavar="NAME", help="the set of columns, by key or name"
    )
    export.add_argument(
        "--list", type=Path, metavar="LIST", help="the list that goes back to its sender"
    )
    export.add_argument(
        "--purpose", default="", metavar="NAME", help="what a template or missing data is for"
    )
    export.add_argument(
        "--language",
        default="",
        choices=["en", "ru", "hi", "both"],
        help="of the workbook; both: all languages of the session, for the papers of the day",
    )
    export.add_argument(
        "--per-body", action="store_true", help="actions: one file for each responsible body"
    )
    export.add_argument(
        "--sitting", type=int, metavar="N", help="attendance: of the Nth sitting only"
    )
    export.add_argument(
        "--empty", action="store_true", help="attendance: empty, to be filled in by hand"
    )
    export.add_argument(
        "--as-frozen", action="store_true", help="the roster as it stood when it was last frozen"
    )
    export.set_defaults(command=_export)


def _add_others(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The other commands that take nothing in: look over, freeze, make the sample."""
    _add_export(commands)
    add_documents(commands)
    sets = commands.add_parser("column-sets", help="say which sets of columns the session has")
    sets.add_argument("file", type=Path, metavar="FILE")
    sets.add_argument("--json", action="store_true", help="report as JSON")
    sets.set_defaults(command=run.list_column_sets)

    freeze = commands.add_parser("freeze", help="freeze the list of a side as it stands now")
    freeze.add_argument("file", type=Path, metavar="FILE")
    freeze.add_argument("--side", required=True, metavar="CODE", help="whose list")
    freeze.add_argument("--remark", default="", metavar="TEXT", help="why, or for whom")
    freeze.add_argument("--json", action="store_true", help="report as JSON")
    freeze.set_defaults(command=freezing.freeze_list)

    check = commands.add_parser("check", help="look over the file and its lists")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--purpose", metavar="NAME", help="also who lacks data for this purpose")
    check.add_argument("--json", action="store_true", help="report as JSON")
    check.set_defaults(command=run.check)

    _add_lists(commands)
    _add_carry_over(commands)
    sample = commands.add_parser("sample", help="make the sample session")
    sample.add_argument("file", type=Path, metavar="FILE")
    sample.add_argument(
        "--earlier", action="store_true", help="the 10th Session, from which the sample inherits"
    )
    sample.set_defaults(command=run.sample)


def _export(chosen: argparse.Namespace) -> int:
    """Run the export that was asked for, where its options fit together."""
    run.check_out(chosen.out, folder=chosen.per_body)
    if chosen.per_body and chosen.what != "actions":
        raise run.WrongUsage("Only actions are written --per-body.")
    if (chosen.empty or chosen.sitting is not None) and chosen.what != "attendance":
        raise run.WrongUsage("--sitting and --empty are for attendance.")
    if chosen.language == "both" and chosen.what not in _IN_BOTH:
        known = ", ".join(_IN_BOTH)
        raise run.WrongUsage(f"Only these are written in both languages at once: {known}.")
    return _EXPORTS[chosen.what](chosen)


def _add_lists(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands about lists as received."""
    lists = commands.add_parser("lists", help="say which lists were received")
    lists.add_argument("file", type=Path, metavar="FILE")
    lists.add_argument("--json", action="store_true", help="report as JSON")
    lists.set_defaults(command=compare.show_lists)

    compared = commands.add_parser("compare", help="compare two lists row by row")
    compared.add_argument("file", type=Path, metavar="FILE")
    compared.add_argument("older", metavar="LIST1", help="the number of a received list, or a file")
    compared.add_argument("newer", metavar="LIST2", help="likewise")
    compared.add_argument("--json", action="store_true", help="report as JSON")
    _add_private(compared)
    compared.set_defaults(command=compare.compare)


def _add_carry_over(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command that begins a session with what the one before has left."""
    carry = commands.add_parser(
        "carry-over", help="take over what a previous session leaves, into a new file or another"
    )
    carry.add_argument("file", type=Path, metavar="FROM", help="the previous session's file")
    carry.add_argument("to", type=Path, metavar="TO", help="made where it is not there yet")
    for option, metavar, words in (
        ("--ordinal", "N", "the number of the new session; the next one without it"),
        ("--date", "YYYY-MM-DD", "the first day of the new session"),
        ("--last-day", "YYYY-MM-DD", "its last day"),
        ("--city", "NAME", "where it is held"),
        ("--city-ru", "NAME", "the same in Russian"),
        ("--city-hi", "NAME", "the same in Hindi"),
        ("--venue", "NAME", "in which building"),
        ("--time-zone", "ZONE", "such as Asia/Kolkata"),
        ("--host", "CODE", "the side that hosts it; the other side than last time without it"),
    ):
        carry.add_argument(option, default="", metavar=metavar, help=words)
    carry.add_argument(
        "--delegates",
        choices=["all", "heads", "none"],
        default="heads",
        help="heads: heads of delegation and co-leads of sub-groups",
    )
    carry.add_argument("--with-passports", action="store_true", help="with their passport data")
    carry.add_argument("--with-travel", action="store_true", help="with travel, stay and diet")
    carry.add_argument("--dry-run", action="store_true", help="only say what would be done")
    carry.add_argument("--json", action="store_true", help="report as JSON")
    carry.set_defaults(command=carrying.carry_over)


def _add_private(command: argparse.ArgumentParser) -> None:
    """The option without which passport data are only said to have changed."""
    command.add_argument(
        "--show-private",
        action="store_true",
        help="passport data in clear; without it they are dots, in words and in JSON",
    )


def _import(chosen: argparse.Namespace) -> int:
    """A Word document is a Protocol that came back; everything else is a list or a table."""
    if chosen.list.suffix.casefold() in protocols.DOCUMENTS:
        return protocols.import_protocol(chosen)
    return run.import_list(chosen)
