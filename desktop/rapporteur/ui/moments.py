"""Moments in time as people read them; needs nothing else, so that the first paint has it."""

from __future__ import annotations

from datetime import datetime

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def moment(at: datetime) -> str:
    """In the computer's own time: "14:03" today, else "5 Aug 14:03", with the year if another."""
    local, now = at.astimezone(), datetime.now().astimezone()
    clock = local.strftime("%H:%M")
    if local.date() == now.date():
        return clock
    day = f"{local.day} {_MONTHS[local.month - 1]}"
    return f"{day} {clock}" if local.year == now.year else f"{day} {local.year} {clock}"
