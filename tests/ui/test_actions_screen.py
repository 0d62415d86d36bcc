"""The screen of the action items: what is late goes by the session's clock."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.keys import press

from rapporteur.domain.actions import DONE, DROPPED, IN_PROGRESS, OPEN
from rapporteur.services import actions
from rapporteur.services.workspace import Db
from rapporteur.ui.models.action_rows import OVERDUE
from rapporteur.ui.screens.actions.screen import ActionsScreen
from rapporteur.ui.window import MainWindow

EVENING = datetime(2025, 8, 6, 20, 0, tzinfo=UTC)  # past midnight in New Delhi


@pytest.mark.parametrize(("due", "late"), [("2025-08-06", 1), ("2025-08-07", 0)])
def test_an_item_is_late_by_the_day_at_the_place(
    window: MainWindow, sample_path: Path, monkeypatch: pytest.MonkeyPatch, due: str, late: int
) -> None:
    monkeypatch.setattr(ActionsScreen, "clock", staticmethod(lambda: EVENING))
    window.desk.open(sample_path)  # behind the clock: the count of the navigation reads it
    page = window.page
    assert page is not None
    page.show_screen("actions")
    screen = page.current
    assert isinstance(screen, ActionsScreen)
    before = screen._rows.counts()["state"][OVERDUE]
    screen.bridge.edit(
        "New", lambda db: actions.create_action(db, {"text_en": "x", "due_date": due})
    )
    assert screen._rows.counts()["state"][OVERDUE] == before + late


def test_an_empty_column_of_the_board_is_narrower_than_a_filled_one(
    open_window: MainWindow, qtbot: QtBot
) -> None:
    open_window.resize(1366, 800)
    page = open_window.page
    assert page is not None
    page.show_screen("actions")
    screen = page.current
    assert isinstance(screen, ActionsScreen)

    def leave(*left: str) -> None:
        """Every item gets one of these states in turn."""

        def work(db: Db) -> None:
            for at, one in enumerate(actions.actions(db)):
                values = {"status": left[at % len(left)], "closing_remark": "Agreed."}
                actions.set_for_several(db, [one.id], values)

        screen.bridge.edit("States", work)
        qtbot.wait(10)

    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    leave(OPEN, DONE)
    widths = [column.width() for column in screen._board.columns]
    assert widths[0] == pytest.approx(2 * widths[1], abs=8)
    assert widths[2] == pytest.approx(widths[0], abs=8)
    leave(OPEN, IN_PROGRESS, DONE, DROPPED)
    widths = [column.width() for column in screen._board.columns]
    assert max(widths) - min(widths) <= 2
