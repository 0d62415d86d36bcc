"""The session's clock: the day at its place, and UTC where the place is not known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from rapporteur.domain.clocks import today_of, zone_of
from rapporteur.domain.sessions import SESSION, Session

LATE = datetime(2025, 8, 6, 20, 0, tzinfo=UTC)  # past midnight in New Delhi


def session(zone: str) -> Session:
    texts = tuple(zone if key == "time_zone" else "" for key in SESSION.keys)
    return Session(SESSION, 1, "u", 1, texts)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Kolkata", date(2025, 8, 7)),
        ("Europe/Moscow", date(2025, 8, 6)),
        ("", date(2025, 8, 6)),
        ("Nowhere/Atlantis", date(2025, 8, 6)),
        ("../etc/passwd", date(2025, 8, 6)),
    ],
)
def test_the_day_is_that_of_the_place(zone: str, day: date) -> None:
    assert today_of(session(zone), LATE) == day


def test_an_unknown_place_keeps_universal_time() -> None:
    assert zone_of(session("Nowhere/Atlantis")).key == "UTC"
    assert zone_of(session("Asia/Kolkata")).key == "Asia/Kolkata"
