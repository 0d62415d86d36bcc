"""Running the checks of the domain on the lists of a file: one open in the window, or any other.

The second needs the database library for nothing, and loading it would take longer than the
checks; so what reads an open session is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from rapporteur.domain import sealing
from rapporteur.domain.checks import Finding, Purpose, run_checks
from rapporteur.domain.clocks import today_of
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.protocol import SEAL
from rapporteur.domain.sessions import SESSION, SIDE, Session, Side
from rapporteur.services.names import NameIndex
from rapporteur.services.places import own_folders, place_of
from rapporteur.services.refusals import no_session
from rapporteur.storage.looking import Read, look
from rapporteur.storage.opening import open_for_view

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Db


class SealState(Enum):
    """The seal over a signed Protocol, as a look at the file finds it."""

    NONE = "none"
    WHOLE = "whole"
    BROKEN = "broken"  # the content is not what was sealed
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What a look over a file has found. `sides` has both sides, in their order.

    `signed_on` is the day of the last signing, "" where there was none; `seal` says how its
    seal stands.
    """

    sides: tuple[Side, ...]
    findings: tuple[Finding, ...]
    signed_on: str = ""
    seal: SealState = SealState.NONE


@dataclass(frozen=True, slots=True)
class Lists:
    """Both lists as an open file has them, and who in them are two people."""

    session: Session
    sides: tuple[Side, Side]
    delegates: Sequence[Delegate]
    apart: frozenset[tuple[int, int]]


def check_file(path: Path, purpose: Purpose | None = None) -> CheckedFile:
    """Look over the file at `path` and its lists, as `findings` does.

    Raises the UserErrors of opening, and "session.none" where no session was made in it.
    """
    file = open_for_view(place_of(path), own_folders())
    try:
        with look(file.shown, path) as read:
            sessions = read("session", ("id", "uuid", "version", *SESSION.keys))
            sides = read("side", ("id", "uuid", "version", "position", *SIDE.keys))
            people = read(
                "delegate", ("id", "uuid", "version", "side_id", "position", *DELEGATE.keys)
            )
            decided = read("identity_decision", ("delegate_id", "other_id"))
            signed_on, seal = _seal(read)
    finally:
        file.close()
    if not sessions:
        raise no_session()
    both = tuple(
        Side(SIDE, row[0], row[1], row[2], row[4:], position=row[3])
        for row in sorted(sides, key=lambda row: int(row[3]))
    )
    place = {side.id: side.position for side in both}
    delegates = [
        Delegate(DELEGATE, row[0], row[1], row[2], row[5:], row[3], row[4]) for row in people
    ]
    delegates.sort(key=lambda d: (place[d.side_id], d.position))
    (head,) = sessions
    session = Session(SESSION, head[0], head[1], head[2], head[3:])
    apart = {(row[0], row[1]) for row in decided if row[1] is not None}
    findings = check_lists(session, both, delegates, purpose, apart=apart)
    return CheckedFile(both, tuple(findings), signed_on, seal)


def _seal(read: Read) -> tuple[str, SealState]:
    """The day of the last signing, and whether the content is what was sealed then."""
    rows = read("seal", SEAL.keys)
    if not rows:
        return "", SealState.NONE
    last = dict(zip(SEAL.keys, rows[-1], strict=True))
    if last["reopened_at"]:
        return last["signed_on"], SealState.REOPENED
    same = sealing.digest(read) == last["digest"]
    return last["signed_on"], SealState.WHOLE if same else SealState.BROKEN


def gather(db: Db) -> Lists:
    """Read what `findings` needs. An edit waits for whoever reads, so checking comes afterwards."""
    # Late: a file that is not open in the window is checked without the database library.
    from rapporteur.services.delegates import list_delegates  # noqa: PLC0415
    from rapporteur.services.importing.identity import told_apart  # noqa: PLC0415
    from rapporteur.services.sessions import session, sides  # noqa: PLC0415

    return Lists(session(db), sides(db), list_delegates(db), told_apart(db))


def findings(
    lists: Lists, purpose: Purpose | None = None, *, today: date | None = None
) -> list[Finding]:
    """All findings on both lists; with `purpose` also who lacks the data that it needs.

    `today` is by default the session's day. Needs no file, so a worker may run it.
    """
    return check_lists(
        lists.session, lists.sides, lists.delegates, purpose, today=today, apart=lists.apart
    )


def check_lists(
    session: Session,
    sides: Sequence[Side],
    delegates: Iterable[Delegate],
    purpose: Purpose | None = None,
    *,
    today: date | None = None,
    apart: Collection[tuple[int, int]] = frozenset(),
) -> list[Finding]:
    """The same on records that were read before; needs no file, so a worker may run it.

    `apart` are pairs of delegates of whom somebody has said that they are two people.
    """
    coming = [d for d in delegates if not d.withdrawn]
    same = (
        (match.delegate_id, later, match.reason)
        for later, match in NameIndex().pairs(coming)
        if (match.delegate_id, later) not in apart and (later, match.delegate_id) not in apart
    )
    return run_checks(
        session,
        sides,
        coming,
        purpose,
        today or today_of(session, datetime.now(UTC)),
        same_person=same,
    )
