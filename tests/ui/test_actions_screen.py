"""The screen of the action items: what is late goes by the session's clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rapporteur.services import actions
from rapporteur.ui.models.action_rows import OVERDUE
from rapporteur.ui.screens.actions.screen import ActionsScreen
from rapporteur.ui.window import MainWindow

EVENING = datetime(2025, 8, 6, 20, 0, tzinfo=UTC)  # past midnight in New Delhi


@pytest.mark.parametrize(("due", "late"), [("2025-08-06", 1), ("2025-08-07", 0)])
def test_an_item_is_late_by_the_day_at_the_place(
    open_window: MainWindow, monkeypatch: pytest.MonkeyPatch, due: str, late: int
) -> None:
    monkeypatch.setattr(ActionsScreen, "clock", staticmethod(lambda: EVENING))
    page = open_window.page
    assert page is not None
    page.show_screen("actions")
    screen = page.current
    assert isinstance(screen, ActionsScreen)
    before = screen._rows.counts()["state"][OVERDUE]
    screen.bridge.edit(
        "New", lambda db: actions.create_action(db, {"text_en": "x", "due_date": due})
    )
    assert screen._rows.counts()["state"][OVERDUE] == before + late
