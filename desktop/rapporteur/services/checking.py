"""Running the checks of the domain on the lists of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.checks import Finding, Purpose, run_checks
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.sessions import Session, Side
from rapporteur.services.delegates import list_delegates
from rapporteur.services.names import NameIndex
from rapporteur.services.sessions import session, sides


def findings(db: Db, purpose: Purpose | None = None, *, today: date | None = None) -> list[Finding]:
    """All findings on both lists; with `purpose` also who lacks the data that it needs.

    `today` is by default the computer's date.
    """
    return check_lists(session(db), sides(db), list_delegates(db), purpose, today=today)


def check_lists(
    session: Session,
    sides: Sequence[Side],
    delegates: Iterable[Delegate],
    purpose: Purpose | None = None,
    *,
    today: date | None = None,
) -> list[Finding]:
    """The same on records that were read before; needs no file, so a worker may run it."""
    coming = [d for d in delegates if not d.withdrawn]
    same = ((match.delegate_id, later, match.reason) for later, match in NameIndex().pairs(coming))
    return run_checks(
        session,
        sides,
        coming,
        purpose,
        today or datetime.now().astimezone().date(),
        same_person=same,
    )
