"""What happens in a session is dated by the clock of its place, not by the computer's.

The two zones at the ends of the date line never have the same day, so that a test in both of
them fails wherever a day is taken from the computer.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.services.conftest import Desk

from rapporteur.domain.actions import DONE
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.subgroups import REQUESTED
from rapporteur.services import actions, checking, delegates, sessions
from rapporteur.services.subgroups import updates


@pytest.fixture(params=["Pacific/Kiritimati", "Etc/GMT+12"])
def day(desk: Desk, request: pytest.FixtureRequest) -> date:
    """The day at the session's place, which is set."""
    with desk.workspace.edit("Zone") as db:
        sessions.update_session(db, {"time_zone": FieldEdit("", request.param)})
    return datetime.now(ZoneInfo(request.param)).date()


def test_the_session_has_a_day(desk: Desk, day: date) -> None:
    with desk.workspace.read() as db:
        assert sessions.today(db) == day


def test_progress_and_closing_are_of_that_day(desk: Desk, day: date) -> None:
    with desk.workspace.edit("Act") as db:
        item = actions.create_action(db, {"text_en": "Do it"})
        assert actions.add_progress(db, item.id, {"text": "begun"})["date"] == str(day)
        closed = actions.update_action(db, item.id, {"status": FieldEdit("open", DONE)})
        assert closed["closed_on"] == str(day)


def test_an_update_is_asked_for_on_that_day(desk: Desk, day: date) -> None:
    with desk.workspace.edit("Ask") as db:
        group = sessions.sub_groups(db)[0]
        assert updates.set_state(db, group.id, REQUESTED)["requested_on"] == str(day)


@pytest.mark.parametrize("ahead", [0, 1])
def test_a_passport_is_of_the_future_by_that_day(desk: Desk, day: date, ahead: int) -> None:
    person = desk.named("India1")
    issued = str(day + timedelta(days=ahead))
    with desk.workspace.edit("Passport") as db:
        delegates.update_delegate(db, person.id, {"passport_issued": FieldEdit("", issued)})
    with desk.workspace.read() as db:
        found = checking.findings(checking.gather(db))
    assert any(one.code == "passport.issued" for one in found) is bool(ahead)
