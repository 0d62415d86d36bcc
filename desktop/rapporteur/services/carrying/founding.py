"""A new session made out of the one before: its file begins with what it inherits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.domain.carrying import CarryChoice, CarryPlan, CarryReport
from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.errors import UserError
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.sessions import SESSION, SIDE, Session, Side
from rapporteur.services.carrying.contents import Contents
from rapporteur.services.carrying.planning import KEPT, make_plan, previous_values
from rapporteur.services.carrying.taking import carry_out
from rapporteur.services.columns.column_sets import take
from rapporteur.services.facts import check_dates
from rapporteur.services.sessions import has_session, sides
from rapporteur.services.sessions import session as session_of
from rapporteur.services.values import require_canonical
from rapporteur.services.workspace import Workspace
from rapporteur.storage.history import bulk_insert, make_floor
from rapporteur.storage.tables import SessionRow, SideRow


@dataclass(frozen=True, slots=True)
class NextSession:
    """What the next session says of itself: canonical values by field key, and who hosts it.

    `host` is the code of a side; "" is the other side than last time, since sessions alternate.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    host: str = ""


def next_values(old: Contents, wanted: NextSession) -> dict[str, str]:
    """All texts of the next session.

    Raises UserError "carry.later" for a number that does not follow, "carry.dates" for dates
    that contradict each other or the previous session.
    """
    start = wanted.values.get("start_date", "")
    values = {key: old.session[key] for key in KEPT} | previous_values(old)
    cities = {f"city_{c.code}": old.session[f"next_place_{c.code}"] for c in LANGUAGES}
    if not any(wanted.values.get(key) for key in cities):
        values |= cities  # where the Sides agreed to meet next
    values |= {
        "ordinal": str(old.number + 1),
        "end_date": start,
        "signing_date": wanted.values.get("end_date", "") or start,
    }
    if hosting(old, wanted) == hosting(old, NextSession(host=_host(old))):
        values["time_zone"] = old.session["time_zone"]
    values |= {key: text for key, text in wanted.values.items() if text}
    if not values["ordinal"].isdigit() or int(values["ordinal"]) <= old.number:
        raise UserError(
            "carry.later",
            f"Session {values['ordinal']} does not come after session {old.session['ordinal']}.",
            safe="Nothing was made.",
            advice="Give it a higher number.",
            place="ordinal",
        )
    if problem := check_dates(values):
        raise UserError(
            "carry.dates", problem, safe="Nothing was made.", advice="Correct the dates.",
            place="start_date",
        )  # fmt: skip
    return values


def hosting(old: Contents, wanted: NextSession) -> str:
    """The code of the side that hosts the next session. UserError "side.unknown"."""
    codes = [side["code"] for side in old.sides]
    if not wanted.host:
        before = _host(old)
        return next((code for code in codes if before and code != before), "")
    for code in codes:
        if code.casefold() == wanted.host.casefold():
            return code
    raise UserError(
        "side.unknown",
        f"That session has no side with the code {wanted.host}.",
        safe="Nothing was made.",
        advice=f"The codes are {codes[0]} and {codes[1]}.",
    )


def blank(old: Contents, wanted: NextSession) -> Contents:
    """The next session before anything has come over, as it will stand in its file."""
    values = next_values(old, wanted)
    texts = tuple(values.get(key, "") for key in SESSION.keys)
    return Contents("", Session(SESSION, 0, "", 1, texts), _sides(old, wanted))


def plan_next(old: Contents, wanted: NextSession, choice: CarryChoice | None = None) -> CarryPlan:
    """What a new session would begin with."""
    return make_plan(old, blank(old, wanted), choice, new=True)


def found_session(
    db: Db,
    old: Contents,
    wanted: NextSession,
    choice: CarryChoice | None = None,
    *,
    column_sets: Collection[ColumnSet] = (),
) -> CarryReport:
    """Make the next session in an empty file; undo ends behind it.

    `column_sets` are those of the computer; where the previous session has one of that key, its
    own counts.
    """
    if has_session(db):
        raise UserError(
            "session.exists",
            "This file holds a session already.",
            safe="It was left as it is.",
            advice="Choose another file name for the new session.",
        )
    choice = choice or CarryChoice()
    values = {key: text for key, text in next_values(old, wanted).items() if text}
    require_canonical(SESSION, values)
    bulk_insert(db, SessionRow, [values])
    rows = [
        {**side.as_dict(), "position": side.position, "uuid": side.uuid}
        for side in _sides(old, wanted)
    ]
    bulk_insert(db, SideRow, rows)
    here = Contents("", session_of(db), sides(db))
    known = {found.key for found in old.column_sets}
    take(db, [found for found in column_sets if found.key not in known])
    plan = make_plan(old, here, choice, new=True)
    report = carry_out(db, old, here, plan, choice)
    make_floor(db)
    return report


def create_next(
    path: Path,
    label: str,
    old: Contents,
    wanted: NextSession,
    choice: CarryChoice | None = None,
    *,
    column_sets: Collection[ColumnSet] = (),
) -> tuple[Workspace, CarryReport]:
    """Make the file of the next session; it is open for editing then.

    Raises UserError where it cannot be made; no file is left behind then.
    """
    next_values(old, wanted)  # refused before there is a file
    workspace = Workspace.create(path)
    try:
        with workspace.edit(label) as db:
            report = found_session(db, old, wanted, choice, column_sets=column_sets)
    except BaseException:
        workspace.close()
        path.unlink(missing_ok=True)
        raise
    return workspace, report


def _host(old: Contents) -> str:
    return next((side["code"] for side in old.sides if side["host"]), "")


def _sides(old: Contents, wanted: NextSession) -> tuple[Side, Side]:
    """The sides as they were, but for who hosts."""
    host = hosting(old, wanted)

    def moved(side: Side) -> Side:
        values = {**side.as_dict(), "host": "yes" if side["code"] == host else ""}
        texts = tuple(values[key] for key in SIDE.keys)
        return Side(SIDE, side.id, side.uuid, side.version, texts, position=side.position)

    first, second = old.sides
    return moved(first), moved(second)
