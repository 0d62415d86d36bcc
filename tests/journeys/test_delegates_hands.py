"""What hands do to the delegates screen beyond typing: photos, sides, ranks, several at once.

What counts is what the file holds afterwards, and that undo brings it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import QApplication, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot
from tests.journeys.test_delegates_day import Day, look, make_day  # noqa: F401 - fixtures by name
from tests.keys import press

from rapporteur.domain.delegates import Delegate
from rapporteur.services import delegates as service
from rapporteur.services import sessions
from rapporteur.ui.screens.delegates.checks import ChecksPanel
from rapporteur.ui.screens.delegates.photo import PhotoButton
from rapporteur.ui.widgets.chip import Chip

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
NoKeys = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def day(make_day: object) -> Iterator[Day]:  # noqa: F811 - the fixture of that name
    return make_day()


def drop(target: QWidget, data: QMimeData, at: QPoint, action: Qt.DropAction) -> QDropEvent:
    """Let `data` come in, move to `at` and be let go there; the last event of the three."""
    enter = QDragEnterEvent(at, action, data, Left, NoKeys)
    QApplication.sendEvent(target, enter)
    QApplication.sendEvent(target, QDragMoveEvent(at, action, data, Left, NoKeys))
    let_go = QDropEvent(QPointF(at), action, data, Left, NoKeys)
    QApplication.sendEvent(target, let_go)
    return let_go


def of_side(day: Day, position: int) -> list[Delegate]:
    with day.workspace.read() as db:
        return service.list_delegates(db, sessions.sides(db)[position].id)


def act(day: Day, text: str) -> None:
    """Choose an entry of the screen's menu."""
    (action,) = (o.action for o in day.screen.offers if text in o.action.text().replace("&", ""))
    action.trigger()


def test_order_by_rank_and_back(day: Day) -> None:
    before = of_side(day, 0)
    ids = [d.id for d in before]
    with day.workspace.edit("upside down") as db:
        for one in ids:
            service.move_delegates(db, [one], ids[0])
    assert [d.id for d in of_side(day, 0)] != ids
    act(day, "Order India by rank")
    ranked = [d["rank"] for d in of_side(day, 0) if d["rank"]]
    places = [ranked.index(rank) for rank in dict.fromkeys(ranked)]
    # Equal ranks stand together: each begins where the one before it has ended.
    assert sum(ranked.count(rank) for rank in dict.fromkeys(ranked)) == len(ranked)
    assert places == sorted(places)
    assert len({d.id for d in of_side(day, 0)}) == len(ids)
    day.bridge.undo()
    assert [d.id for d in of_side(day, 0)] != sorted(ids)


def test_the_side_is_switched_in_the_form_and_by_the_menu(day: Day, qtbot: QtBot) -> None:
    india, russia = len(of_side(day, 0)), len(of_side(day, 1))
    first = day.people()[0]
    day.table.select([first.id])
    (chip,) = (c for c in day.form.findChildren(Chip) if c.text() == "Russia")
    qtbot.mouseClick(chip, Left)
    assert of_side(day, 1)[-1].id == first.id
    assert day.table.selected_ids() == [first.id], "the person stays selected"
    act(day, "Move to the other side")
    assert of_side(day, 0)[-1].id == first.id
    day.bridge.undo()
    day.bridge.undo()
    assert (len(of_side(day, 0)), len(of_side(day, 1))) == (india, russia)
    assert day.people()[0].id == first.id


def test_whoever_has_withdrawn_is_reinstated(day: Day) -> None:
    three = [d.id for d in day.people()[:3]]
    day.table.select(three)
    press(Key.Key_Delete)
    assert all(d.withdrawn for d in day.people()[:3])
    act(day, "Reinstate")
    assert not any(d.withdrawn for d in day.people()[:3])
    day.bridge.undo()
    assert all(d.withdrawn for d in day.people()[:3])


def picture(folder: Path) -> Path:
    image = QImage(300, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    path = folder / "portrait.png"
    assert image.save(str(path))
    return path


def test_a_photo_is_dropped_on_its_place_and_undone(day: Day, tmp_path: Path) -> None:
    day.table.select([day.people()[0].id])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture(tmp_path)))])
    place = day.form.findChild(PhotoButton)
    drop(place, data, place.rect().center(), Qt.DropAction.CopyAction)
    assert day.people()[0]["photo"]
    day.bridge.undo()
    assert not day.people()[0]["photo"]


def test_a_photo_is_pasted_and_a_text_file_is_refused_in_words(day: Day, tmp_path: Path) -> None:
    day.table.select([day.people()[0].id])
    place = day.form.findChild(PhotoButton)
    QGuiApplication.clipboard().setImage(QImage(str(picture(tmp_path))))
    place.setFocus()
    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert day.people()[0]["photo"]
    text = tmp_path / "portrait.jpg"
    text.write_text("no picture", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(text))])
    kept = day.people()[0]["photo"]
    drop(place, data, place.rect().center(), Qt.DropAction.CopyAction)
    assert day.people()[0]["photo"] == kept
    assert "not a picture" in day.notices[-1].text


def test_a_field_in_which_several_differ_is_emptied_for_all(day: Day) -> None:
    people = day.people()[:3]
    day.table.select([d.id for d in people])
    day.form.go_to("designation")
    press(Key.Key_Delete)
    assert day.form.message("designation"), "what will happen is said before it happens"
    press(Key.Key_Escape)
    assert [d["designation"] for d in day.people()[:3]] == [d["designation"] for d in people]
    press(Key.Key_Delete)
    press(Key.Key_Return)
    assert [d["designation"] for d in day.people()[:3]] == ["", "", ""]
    day.bridge.undo()
    assert [d["designation"] for d in day.people()[:3]] == [d["designation"] for d in people]


def test_undo_shows_the_field_that_changed_back(day: Day, qtbot: QtBot) -> None:
    day.table.select([day.people()[0].id])
    day.form.go_to("organisation")
    usual = day.editor("organisation").palette().base().color()
    press(Key.Key_A)
    press(Key.Key_Return)
    assert day.editor("organisation").palette().base().color() == usual
    day.bridge.undo()
    assert day.editor("organisation").palette().base().color() != usual
    qtbot.waitUntil(lambda: day.editor("organisation").palette().base().color() == usual)


def test_a_long_list_is_checked_beside_the_window(day: Day, qtbot: QtBot) -> None:
    with day.workspace.edit("many") as db:
        india, _russia = sessions.sides(db)
        for at in range(420):
            values = {"family_name": f"Name{at:03}", "designation": "Director"}
            service.create_delegate(db, india.id, values)
        service.create_delegate(db, india.id, {"family_name": "Name007"})
    act(day, "Checks")
    panel = day.screen.findChild(ChecksPanel)
    qtbot.waitUntil(lambda: "Name007" in _texts(panel), timeout=20_000)


def _texts(panel: ChecksPanel) -> str:
    tree = panel.findChild(QTreeWidget)
    found: list[str] = []
    waiting = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    while waiting:
        item = waiting.pop()
        found.append(item.text(0))
        waiting += [item.child(at) for at in range(item.childCount())]
    return "\n".join(found)


def test_the_columns_share_the_width_of_the_window(day: Day) -> None:
    for width in (1280, 1366, 1920):
        day.window.resize(width, 760)
        QApplication.processEvents()
        assert not day.table.horizontalScrollBar().maximum(), width
    wide = day.table.columnWidth(day.table.visible_columns().index("organisation"))
    day.window.resize(1280, 760)
    QApplication.processEvents()
    assert day.table.columnWidth(day.table.visible_columns().index("organisation")) < wide


def test_undo_does_not_reach_behind_the_new_session(day: Day) -> None:
    before = day.names()
    day.bridge.undo()
    day.bridge.undo()
    assert day.names() == before
