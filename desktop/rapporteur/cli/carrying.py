"""The command that carries over what a previous session leaves to the next."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from rapporteur.cli.commands import DONE, WrongUsage, kept_sets, open_file
from rapporteur.cli.reports import as_json
from rapporteur.domain.errors import UserError

if TYPE_CHECKING:
    from rapporteur.domain.carrying import CarryChoice, CarryReport
    from rapporteur.services.carrying.contents import Contents
    from rapporteur.services.carrying.founding import NextSession

# What only a session that is being made is told; one that is there says it itself.
_OF_A_NEW_FILE = (
    "ordinal", "date", "last_day", "city", "city_ru", "city_hi", "venue", "time_zone", "host",
)  # fmt: skip
_FIELDS = {
    "ordinal": "ordinal",
    "date": "start_date",
    "last_day": "end_date",
    "city": "city_en",
    "city_ru": "city_ru",
    "city_hi": "city_hi",
    "venue": "venue_en",
    "time_zone": "time_zone",
}


def carry_over(chosen: argparse.Namespace) -> int:
    """Take over into TO what session FROM leaves; where there is no TO yet, make it."""
    from rapporteur.services.carrying.contents import contents_of  # noqa: PLC0415 - the database

    new = not chosen.to.exists()
    given = [key for key in _OF_A_NEW_FILE if getattr(chosen, key)]
    if not new and given:
        raise WrongUsage(
            f"{chosen.to} is there already and says these itself: "
            f"{', '.join(_option(key) for key in given)}."
        )
    if new and not chosen.date:
        raise WrongUsage(f"{chosen.to} is not there yet; a new session needs --date.")
    wanted = _wanted(chosen)
    choice = _choice(chosen)
    old = contents_of(chosen.file)
    report = _make(chosen, old, wanted, choice) if new else _take(chosen, old, choice)
    if chosen.json:
        print(as_json({"file": str(chosen.to), **report_json(report), "dry_run": chosen.dry_run}))
        return DONE
    from rapporteur.domain.carrying import report_text  # noqa: PLC0415 - start-up time

    print(report_text(report), end="")
    if chosen.dry_run:
        print("Nothing was written.")
    return DONE


def report_json(report: CarryReport) -> dict[str, Any]:
    """The report for a program to read."""
    return {
        "from": report.ordinal,
        "to": report.into,
        "counts": {fate.value: number for fate, number in report.counts().items()},
        "lines": [
            {
                "part": line.part.value,
                "name": line.name,
                "fate": line.fate.value,
                "reason": line.reason.value,
                "words": line.words(),
            }
            for line in report.lines
        ],
    }


def _make(
    chosen: argparse.Namespace, old: Contents, wanted: NextSession, choice: CarryChoice
) -> CarryReport:
    from rapporteur.services.carrying.founding import create_next, plan_next  # noqa: PLC0415 - late

    if chosen.dry_run:
        plan = plan_next(old, wanted, choice)
        return plan.as_report(plan.proposed())
    label = f"New session from {chosen.file.name}"
    workspace, report = create_next(
        chosen.to, label, old, wanted, choice, column_sets=kept_sets()
    )  # fmt: skip
    workspace.close()
    return report


def _take(chosen: argparse.Namespace, old: Contents, choice: CarryChoice) -> CarryReport:
    from rapporteur.services.carrying.contents import contents, refuse_other  # noqa: PLC0415 - late
    from rapporteur.services.carrying.planning import make_plan  # noqa: PLC0415 - late
    from rapporteur.services.carrying.taking import take_over  # noqa: PLC0415 - late

    workspace = open_file(chosen.to, edit=not chosen.dry_run)
    try:
        if chosen.dry_run:
            with workspace.read() as db:
                here = contents(db)
            refuse_other(old, here)
            plan = make_plan(old, here, choice)
            return plan.as_report(plan.proposed())
        with workspace.edit(f"Carry-over from {chosen.file.name}") as db:
            return take_over(db, old, choice)
    finally:
        workspace.close()


def _wanted(chosen: argparse.Namespace) -> NextSession:
    """What the new session says of itself. Raises WrongUsage for a value that cannot be meant."""
    from rapporteur.domain.sessions import SESSION  # noqa: PLC0415 - start-up time
    from rapporteur.services.carrying.founding import NextSession  # noqa: PLC0415 - late
    from rapporteur.services.facts import known_time_zone  # noqa: PLC0415 - late
    from rapporteur.services.values import canonical  # noqa: PLC0415 - late

    values: dict[str, str] = {}
    for option, key in _FIELDS.items():
        text = getattr(chosen, option) or ""
        try:
            values[key] = canonical(SESSION[key], text)
        except UserError as error:
            raise WrongUsage(f"{_option(option)}: {error.message} {error.advice}") from error
    if values["time_zone"] and not known_time_zone(values["time_zone"]):
        raise WrongUsage(f"There is no time zone {values['time_zone']}.")
    return NextSession(values, chosen.host or "")


def _choice(chosen: argparse.Namespace) -> CarryChoice:
    from rapporteur.domain.carrying import CarryChoice, Delegates  # noqa: PLC0415 - start-up time
    from rapporteur.domain.fields import Privacy  # noqa: PLC0415 - start-up time

    private = {Privacy.IDENTITY} if chosen.with_passports else set()
    if chosen.with_travel:
        private |= {Privacy.TRAVEL, Privacy.HEALTH}
    return CarryChoice(Delegates(chosen.delegates), frozenset(private))


def _option(key: str) -> str:
    return f"--{key.replace('_', '-')}"
