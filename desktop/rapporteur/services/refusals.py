"""Refusals that more than one service speaks."""

from __future__ import annotations

from rapporteur.domain.errors import UserError


def no_session() -> UserError:
    """A file in which no session was made yet."""
    return UserError(
        "session.none",
        "This file holds no session yet.",
        advice="Make a new session, or open another file.",
    )
