"""The overview at the real window: readiness with the keyboard, and what is drawn."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.keys import press

from rapporteur.domain.readiness.points import PLATES_PRINTED, Phase, Point, State
from rapporteur.services import stored
from rapporteur.ui.screens.delegates.table import DelegateTable
from rapporteur.ui.screens.overview.points_model import PointsModel
from rapporteur.ui.screens.overview.screen import OverviewScreen
from rapporteur.ui.screens.overview.words import PointWords
from rapporteur.ui.window import MainWindow

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
_DAYS = {Phase.BEFORE: "2025-07-20", Phase.DURING: "2025-08-06", Phase.AFTER: "2025-09-10"}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day before the sample session."""
    _set(monkeypatch, Phase.BEFORE)


def _set(monkeypatch: pytest.MonkeyPatch, phase: Phase) -> None:
    now = datetime.fromisoformat(f"{_DAYS[phase]}T06:00:00+00:00").astimezone(UTC)
    monkeypatch.setattr(OverviewScreen, "clock", staticmethod(lambda: now))


def _screen(window: MainWindow, qtbot: QtBot) -> OverviewScreen:
    window.page.show_screen("overview")
    screen = window.page.current
    assert isinstance(screen, OverviewScreen)
    qtbot.waitUntil(lambda: screen.readiness.model.rowCount() > 0)
    return screen


def _points(screen: OverviewScreen) -> list[Point]:
    model = screen.readiness.model
    return [model.point(row) for row in range(model.rowCount())]


def _go_to(screen: OverviewScreen, key: str) -> Point:
    """Walk down to a point with the arrow key."""
    screen.readiness.list.setFocus()
    for _ in range(screen.readiness.model.rowCount()):
        point = screen.readiness.model.point(screen.readiness.list.currentIndex().row())
        if point.key == key:
            return point
        press(Qt.Key.Key_Down)
    raise AssertionError(key)


def test_the_model_keeps_qts_contract(themed: QApplication) -> None:
    model = PointsModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    ready = Point("paragraphs", Phase.DURING, State.READY, 2, 2)
    missing = Point("paragraphs", Phase.DURING, State.MISSING)
    model.show_points([ready, missing])
    assert [model.point(row).state for row in range(2)] == [State.MISSING, State.READY]
    model.show_points([ready])
    model.show_points([ready, missing, ready])
    assert model.rowCount() == 3
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).endswith(", open")
    model.show_points([])
    assert tester.model() is model


@pytest.mark.parametrize("phase", list(Phase))
def test_the_phase_of_the_day_is_shown_and_every_point_is_said(
    open_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, phase: Phase
) -> None:
    _set(monkeypatch, phase)
    screen = _screen(open_window, qtbot)
    screen.load()
    assert screen.readiness.phase is phase
    words = PointWords(screen)
    for point in _points(screen):
        said = words.say(point)
        assert said
        assert "{" not in said
        assert words.state(point)


def test_enter_goes_where_a_point_is_put_right(
    clock: None, open_window: MainWindow, qtbot: QtBot
) -> None:
    screen = _screen(open_window, qtbot)
    point = _go_to(screen, "list")
    assert point.state is State.PARTLY
    press(Qt.Key.Key_Return)
    assert open_window.page.current.key == "delegates"
    assert open_window.page.current.findChild(DelegateTable).current_id() == point.row_id


def test_space_confirms_and_takes_back_as_steps_that_are_undone(
    clock: None, open_window: MainWindow, qtbot: QtBot
) -> None:
    screen = _screen(open_window, qtbot)

    def ticked() -> bool:
        ticks = open_window.bridge.read(lambda db: stored.read(db, stored.TICKS))
        return any(t["key"] == PLATES_PRINTED and t["done"] for t in ticks)

    before = ticked()
    _go_to(screen, PLATES_PRINTED)
    press(Qt.Key.Key_Space)
    assert ticked() is not before
    qtbot.waitUntil(
        lambda: any(
            p.key == PLATES_PRINTED and (p.state is State.READY) is not before
            for p in _points(screen)
        ),
        timeout=3000,
    )
    open_window.bridge.undo()
    assert ticked() is before


def test_another_phase_is_chosen_with_the_keyboard(
    clock: None, open_window: MainWindow, qtbot: QtBot
) -> None:
    screen = _screen(open_window, qtbot)
    screen.readiness.chips[Phase.BEFORE].setFocus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert screen.readiness.phase is Phase.DURING
    assert {p.phase for p in _points(screen)} == {Phase.DURING}
    screen.load()  # a reading keeps what was chosen by hand
    assert screen.readiness.phase is Phase.DURING


def test_every_line_stays_in_sight_while_one_walks_down(
    clock: None, open_window: MainWindow, qtbot: QtBot
) -> None:
    open_window.resize(1000, 620)
    screen = _screen(open_window, qtbot)
    lines = screen.readiness.list
    lines.setFocus()
    for _ in range(screen.readiness.model.rowCount()):
        place = lines.viewport().mapTo(screen, lines.visualRect(lines.currentIndex()).center())
        assert screen.rect().contains(place)
        press(Qt.Key.Key_Down)


def test_what_is_drawn_is_said_as_well(clock: None, open_window: MainWindow, qtbot: QtBot) -> None:
    screen = _screen(open_window, qtbot)
    qtbot.waitUntil(lambda: bool(screen.agenda.updates.accessibleName()))
    groups = open_window.bridge.read(lambda db: stored.read(db, stored.SUB_GROUPS))
    for group in groups:
        assert group.name() in screen.agenda.updates.accessibleName()
    chart = screen.sides._chart.accessibleName()
    assert "Senior government official: India 19, Russia 13" in chart
    assert "Mining: India" in chart


def test_a_narrow_window_has_one_column(open_window: MainWindow, qtbot: QtBot) -> None:
    screen = _screen(open_window, qtbot)
    qtbot.wait(20)
    beside = screen.sides.mapTo(screen, screen.sides.rect().topLeft()).x()
    assert beside > screen.readiness.width()
    open_window.resize(800, 700)
    qtbot.wait(20)
    below = screen.sides.mapTo(screen, screen.sides.rect().topLeft())
    assert below.x() < 30
    assert screen._area.horizontalScrollBar().maximum() == 0


def test_what_is_drawn_leads_to_its_record(
    clock: None, open_window: MainWindow, qtbot: QtBot
) -> None:
    screen = _screen(open_window, qtbot)
    qtbot.waitUntil(lambda: bool(screen.agenda.timeline.accessibleName()))
    jumps: list[tuple[str, int, str]] = []
    screen.jump_wanted.connect(lambda *where: jumps.append(where))
    items = open_window.bridge.read(lambda db: stored.read(db, stored.AGENDA_ITEMS))
    groups = open_window.bridge.read(lambda db: stored.read(db, stored.SUB_GROUPS))
    timeline, updates = screen.agenda.timeline, screen.agenda.updates
    first, area = timeline._areas(0)[0]
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    qtbot.mouseClick(updates, Qt.MouseButton.LeftButton, pos=QPoint(20, updates.height() - 4))
    assert jumps == [("agenda", first.row_id, ""), ("subgroups", groups[-1].id, "")]
    assert first.row_id in {item.id for item in items}
    assert first.title.startswith("10:00 1 ")


def test_the_slices_of_a_sitting_fill_its_bar(
    clock: None, open_window: MainWindow, qtbot: QtBot
) -> None:
    screen = _screen(open_window, qtbot)
    timeline = screen.agenda.timeline
    qtbot.waitUntil(lambda: bool(timeline.accessibleName()))
    for row, track in enumerate(timeline._tracks):
        areas = [area for _slice, area in timeline._areas(row)]
        assert all(a.right() <= b.left() + 1 for a, b in pairwise(areas))
        assert areas[-1].right() <= timeline.width() + 1
        assert bool(track.overrun) == (sum(s.minutes for s in track.slices) > track.room > 0)


def test_the_arrows_work_as_soon_as_a_file_is_open(
    clock: None, open_window: MainWindow, qtbot: QtBot
) -> None:
    screen = _screen(open_window, qtbot)
    lines = screen.readiness.list
    qtbot.waitUntil(lambda: lines.currentIndex().row() == 0)
    press(Qt.Key.Key_Down)
    assert lines.currentIndex().row() == 1
