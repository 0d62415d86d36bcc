"""Running the checks of the domain on the lists of a file."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.checks import Finding, Purpose, run_checks
from rapporteur.services.delegates import list_delegates
from rapporteur.services.names import NameIndex
from rapporteur.services.sessions import session, sides


def findings(db: Db, purpose: Purpose | None = None, *, today: date | None = None) -> list[Finding]:
    """All findings on both lists; with `purpose` also who lacks the data that it needs.

    `today` is by default the computer's date.
    """
    delegates = [d for d in list_delegates(db) if not d.withdrawn]
    same = (
        (match.delegate_id, later, match.reason) for later, match in NameIndex().pairs(delegates)
    )
    return run_checks(
        session(db),
        sides(db),
        delegates,
        purpose,
        today or datetime.now().astimezone().date(),
        same_person=same,
    )
