"""The one clock of a session: that of its place, whatever computer the file is opened on."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rapporteur.domain.sessions import Session


def zone_of(session: Session) -> ZoneInfo:
    """The zone of the session's place; UTC where the file names none that is known."""
    try:
        return ZoneInfo(session["time_zone"] or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def today_of(session: Session, moment: datetime) -> date:
    """The day at the session's place. `moment` has a zone."""
    return moment.astimezone(zone_of(session)).date()
