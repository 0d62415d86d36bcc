"""Circulation: from that moment on everybody has the numbers on paper, and they stay."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.services import sessions, stored
from rapporteur.services.agenda.reading import agenda


def circulate(db: Db, now: datetime | None = None) -> int:
    """Freeze the numbers as they are shown, and note the moment; how many items have one.

    UserError "agenda.empty" where no item stands in a sitting, "agenda.circulated" where it has
    been done before.
    """
    session = sessions.session(db)
    if session["agenda_circulated"]:
        raise UserError(
            "agenda.circulated",
            "The agenda has been circulated already.",
            safe="Its numbers stay as they are.",
            advice="Withdraw the circulation first to number it anew.",
        )
    found = agenda(db)
    numbers = {line.id: {"number": line.number, "late": ""} for line in found.lines()}
    if not numbers:
        raise UserError(
            "agenda.empty",
            "There is nothing to circulate yet: no item stands in a sitting.",
            safe="Nothing was changed.",
            advice="Add items, or move them out of the parking lot.",
        )
    waiting = {line.id: {"number": "", "late": ""} for line in found.parked_lines()}
    stored.set_fields(db, stored.AGENDA_ITEMS, numbers | waiting)
    moment = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    sessions.update_session(db, {"agenda_circulated": FieldEdit("", moment)})
    return len(numbers)


def withdraw_circulation(db: Db) -> None:
    """Let the numbers follow the order again, as if the agenda had never been circulated."""
    session = sessions.session(db)
    moment = session["agenda_circulated"]
    items = stored.read(db, stored.AGENDA_ITEMS)
    stored.set_fields(
        db, stored.AGENDA_ITEMS, {item.id: {"number": "", "late": ""} for item in items}
    )
    sessions.update_session(db, {"agenda_circulated": FieldEdit(moment, "")})
