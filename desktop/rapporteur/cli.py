"""The command line: the same use cases as the window, without one.

Exit codes: 0 done, 1 refused for the input's sake (the reason on stderr), 2 wrong usage. Heavy
libraries are imported inside the commands that need them, so that `--version` answers at once.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapporteur import __version__
from rapporteur.domain.errors import UserError

if TYPE_CHECKING:
    from rapporteur.domain.checks import Finding
    from rapporteur.domain.importing import ImportPlan
    from rapporteur.services.facts import Facts
    from rapporteur.services.workspace import Workspace

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


class WrongUsage(Exception):  # noqa: N818 - what the user is told it was
    """An option with a value that no file makes right."""


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; never raises for what the input holds."""
    _speak_utf8()
    parser = _parser()
    try:
        chosen = parser.parse_args(arguments)
    except SystemExit as done:  # argparse has said why; an exit code is all that is left to tell
        return done.code if isinstance(done.code, int) else WRONG_USAGE
    command: Callable[[argparse.Namespace], int] = chosen.command
    try:
        code = command(chosen)
        _end_output()
        return code
    except WrongUsage as wrong:
        return _complain(str(wrong), WRONG_USAGE)
    except UserError as error:
        return _complain(str(error), REFUSED)
    except BrokenPipeError:  # the reader of our output has gone
        _drop_stuck_output()
        return DONE
    except OSError as error:
        _drop_stuck_output()
        place = f"{error.filename}: " if error.filename else ""
        return _complain(f"{place}{error.strerror or 'The file cannot be used'}.", REFUSED)
    except KeyboardInterrupt:
        return _complain("Stopped. What was not finished was not kept.", REFUSED)
    except Exception as fault:  # noqa: BLE001 - the last stop; a traceback could show a person's data
        return _complain(_fault(fault), REFUSED)


def _parser() -> argparse.ArgumentParser:
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
    new.set_defaults(command=_new)

    taken_in = commands.add_parser("import", help="take in a delegation list")
    taken_in.add_argument("file", type=Path, metavar="FILE")
    taken_in.add_argument("list", type=Path, metavar="LIST")
    taken_in.add_argument(
        "--side", default="", metavar="CODE", help="the whole list is of this side"
    )
    taken_in.add_argument("--sheet", metavar="NAME", help="the sheet that holds the list")
    taken_in.add_argument("--dry-run", action="store_true", help="only say what would be done")
    taken_in.add_argument(
        "--accept-doubtful", action="store_true", help="doubtful rows become people of their own"
    )
    taken_in.add_argument("--json", action="store_true", help="report as JSON")
    taken_in.set_defaults(command=_import)

    export = commands.add_parser("export", help="write a list as a workbook")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("what", choices=["roster"], help="roster: the list of delegates")
    export.add_argument("out", type=Path, metavar="OUT.xlsx")
    export.add_argument("--side", default="", metavar="CODE", help="one side only")
    export.add_argument("--columns", default="public", metavar="NAME", help="the set of columns")
    export.set_defaults(command=_export)

    check = commands.add_parser("check", help="look over the file and its lists")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--purpose", metavar="NAME", help="also who lacks data for this purpose")
    check.add_argument("--json", action="store_true", help="report as JSON")
    check.set_defaults(command=_check)

    sample = commands.add_parser("sample", help="make the sample session")
    sample.add_argument("file", type=Path, metavar="FILE")
    sample.set_defaults(command=_sample)
    return parser


def _new(chosen: argparse.Namespace) -> int:
    from rapporteur.services.facts import load_facts  # noqa: PLC0415 - start-up time

    return _make(chosen.file, load_facts(chosen.facts))


def _sample(chosen: argparse.Namespace) -> int:
    from rapporteur.services.facts import sample_facts  # noqa: PLC0415 - start-up time

    return _make(chosen.file, sample_facts())


def _make(path: Path, facts: Facts) -> int:
    from rapporteur.services.sessions import create_session  # noqa: PLC0415 - brings the database
    from rapporteur.services.workspace import Workspace  # noqa: PLC0415 - likewise

    workspace = Workspace.create(path)
    try:
        with workspace.edit("New session") as db:
            create_session(db, facts)
    except BaseException:
        workspace.close()
        path.unlink()  # made a moment ago, and holds nothing
        raise
    workspace.close()
    print(f"{path}: session {facts.session['ordinal']}, {len(facts.delegates)} delegates.")
    return DONE


def _import(chosen: argparse.Namespace) -> int:
    from rapporteur.domain.importing import RowState  # noqa: PLC0415 - start-up time
    from rapporteur.exchange.reading import read_book  # noqa: PLC0415 - likewise
    from rapporteur.services import imports  # noqa: PLC0415 - brings the database

    workspace = _open(chosen.file, edit=not chosen.dry_run)
    try:
        book = read_book(chosen.list)
        content = chosen.list.read_bytes()
        if chosen.dry_run:
            with workspace.read() as db:
                plan = imports.plan(db, book, side=chosen.side, sheet=chosen.sheet)
        else:
            with workspace.edit(f"Import of {chosen.list.name}") as db:
                plan = imports.plan(db, book, side=chosen.side, sheet=chosen.sheet)
                accepted = {
                    at
                    for at, row in enumerate(plan.rows)
                    if row.accepted or (chosen.accept_doubtful and row.state is RowState.DOUBTFUL)
                }
                imports.commit(db, plan, accepted, content)
    finally:
        workspace.close()
    print(_json(_plan_report(plan)) if chosen.json else _plan_text(plan, dry_run=chosen.dry_run))
    return DONE


def _export(chosen: argparse.Namespace) -> int:
    from rapporteur.domain.column_sets import COLUMN_SETS  # noqa: PLC0415 - start-up time

    columns = next((found for found in COLUMN_SETS if found.key == chosen.columns), None)
    if columns is None:
        known = ", ".join(found.key for found in COLUMN_SETS)
        raise WrongUsage(f"There is no set of columns {chosen.columns}. The sets are: {known}.")
    from rapporteur.services.exports import export_roster  # noqa: PLC0415 - brings the database

    workspace = _open(chosen.file, edit=False)
    try:
        with workspace.read() as db:
            people = export_roster(db, chosen.out, columns, chosen.side)
    finally:
        workspace.close()
    print(f"{chosen.out}: {people} people, columns {columns.key}.")
    return DONE


def _check(chosen: argparse.Namespace) -> int:
    from rapporteur.domain.checks import PURPOSES  # noqa: PLC0415 - start-up time

    purpose = next((found for found in PURPOSES if found.key == chosen.purpose), None)
    if chosen.purpose and purpose is None:
        known = ", ".join(found.key for found in PURPOSES)
        raise WrongUsage(f"There is no purpose {chosen.purpose}. The purposes are: {known}.")
    from rapporteur.services.checking import check_file  # noqa: PLC0415 - start-up time

    checked = check_file(chosen.file, purpose)
    codes: dict[int | None, str] = {side.id: side["code"] for side in checked.sides}
    found = checked.findings
    if chosen.json:
        print(_json({"file": "sound", "findings": [_finding_report(f, codes) for f in found]}))
    else:
        print(f"{chosen.file}: the file is sound, {_count(len(found), 'finding')}.")
        for one in found:
            print(f"{one.severity.value:8}{codes.get(one.side_id, ''):4}{one.message}")
    return DONE


def _open(path: Path, *, edit: bool) -> Workspace:
    from rapporteur.services.workspace import OpenMode, Workspace  # noqa: PLC0415 - the database

    return Workspace.open(path, OpenMode.EDIT if edit else OpenMode.VIEW)


def _plan_report(plan: ImportPlan) -> dict[str, Any]:
    layout = plan.layout
    return {
        "sheet": layout.sheet,
        "header_row": layout.header_rows[-1] if layout.header_rows else None,
        "mapping": layout.mapping,
        "unmapped": list(layout.unmapped),
        "rows": plan.counts(),
        "issues": [
            {"cell": i.cell, "code": i.code, "message": i.message, "sheet": i.sheet}
            for i in plan.issues
        ],
    }


def _plan_text(plan: ImportPlan, *, dry_run: bool) -> str:
    layout = plan.layout
    counts = ", ".join(f"{number} {state}" for state, number in plan.counts().items())
    lines = [f"{plan.file_name}, sheet {layout.sheet}: {counts}."]
    if layout.unmapped:
        lines.append(f"Columns without a field: {', '.join(layout.unmapped)}.")
    lines += [f"{issue.cell or layout.sheet}: {issue.message}" for issue in plan.issues]
    reasons: dict[str, list[int]] = {}
    for row in plan.rows:
        if row.reason:
            reasons.setdefault(row.reason, []).append(row.row.row)
    lines += [f"{_rows(numbers)}: {reason}" for reason, numbers in reasons.items()]
    if dry_run:
        lines.append("Nothing was written.")
    return "\n".join(lines)


def _rows(numbers: list[int]) -> str:
    """Row numbers in few words: [7, 8, 9, 12] -> "Rows 7-9, 12"."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    shown = ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in runs)
    return f"{'Row' if len(numbers) == 1 else 'Rows'} {shown}"


def _finding_report(finding: Finding, codes: dict[int | None, str]) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "side": codes.get(finding.side_id, ""),
        "delegate": finding.delegate_id,
        "field": finding.field,
    }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _json(report: dict[str, Any]) -> str:
    return json.dumps(report, ensure_ascii=False, indent=2)


def _speak_utf8() -> None:
    """Write UTF-8 wherever the output goes; a Windows pipe would otherwise get the code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _end_output() -> None:
    """Bring what was printed out: a full disk or a closed pipe shows here, not after the end."""
    flush = getattr(sys.stdout, "flush", None)  # there is no output at all without a console
    if flush is not None:
        flush()


def _drop_stuck_output() -> None:
    """Let go of what cannot be printed: Python would try again at its end, and complain itself."""
    try:
        _end_output()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str, code: int) -> int:
    print(f"rapporteur: {message}", file=sys.stderr)
    return code


def _fault(fault: BaseException) -> str:
    """A fault of the program as its kind and place; its message might quote somebody's data."""
    frames = traceback.extract_tb(fault.__traceback__)[-3:]
    places = ", ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return (
        f"This is a fault of the program ({type(fault).__name__} at {places}). "
        "What was saved before is kept, and nothing half done was written. "
        "Please report this line."
    )
