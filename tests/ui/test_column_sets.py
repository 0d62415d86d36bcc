"""The editor of column sets: what is accepted is in the file, private columns are asked about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTreeWidgetItem
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text
from tests.sample_sessions import sample_session
from tests.ui.bait import Bait, rendered_as_markup

from rapporteur import paths
from rapporteur.domain.column_sets import COLUMN_SETS, ColumnSet, column_set
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.editing import FieldEdit
from rapporteur.services import delegates
from rapporteur.services.columns import column_sets
from rapporteur.services.columns.set_defaults import default_sets, keep_default
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.column_sets.editor import ColumnSetsEditor
from rapporteur.ui.models.list_preview import MASK, ListPreviewModel
from rapporteur.ui.models.set_columns import FIRST_HEADING, PRIVATE, SetColumnsModel
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme

NO_KEYS = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def bridge(tmp_path: Path, qapp: QApplication) -> Iterator[FileBridge]:
    apply_theme(qapp, "light")
    workspace = sample_session(tmp_path / "session.rapporteur")
    found = FileBridge(workspace)
    yield found
    found.close()


@pytest.fixture
def editor(bridge: FileBridge, tmp_path: Path, qtbot: QtBot) -> ColumnSetsEditor:
    return opened(bridge, tmp_path, qtbot)


def opened(bridge: FileBridge, tmp_path: Path, qtbot: QtBot, current: str = "") -> ColumnSetsEditor:
    found = ColumnSetsEditor(bridge, Settings(tmp_path / "settings.ini"), current)
    qtbot.addWidget(found)
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    return found


def stored(bridge: FileBridge, key: str) -> ColumnSet:
    return bridge.read(lambda db: column_sets.column_set(db, key))


def item(editor: ColumnSetsEditor, key: str) -> QTreeWidgetItem:
    """The line of a field in the tree."""
    tree = editor.chooser.tree
    found = tree.findItems(
        DELEGATE[key].label, Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly
    )
    (line,) = [
        one for one in found if one.flags() & Qt.ItemFlag.ItemIsUserCheckable or one.parent()
    ]
    return line


def tick(editor: ColumnSetsEditor, key: str) -> None:
    """Space on the line of a field."""
    editor.chooser.tree.setFocus()
    editor.chooser.tree.setCurrentItem(item(editor, key))
    press(Qt.Key.Key_Space)


def said(editor: ColumnSetsEditor) -> str:
    return "\n".join(label.text() for label in editor.findChildren(QLabel) if label.isVisible())


def test_sets_are_shown_with_what_they_are(editor: ColumnSetsEditor, bridge: FileBridge) -> None:
    tree = editor.list.tree
    lines = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    assert [line.text(0) for line in lines if line] == [found.name for found in COLUMN_SETS]
    assert all(line and line.text(2) == "built in" for line in lines)
    spoken = lines[2].data(0, Qt.ItemDataRole.AccessibleTextRole) if lines[2] else ""
    assert "passport and birth" in spoken
    assert not editor.list.remove.isEnabled()
    assert editor.order.model.keys == column_set("public").fields


def test_a_private_column_asks_for_the_purpose_in_place(
    editor: ColumnSetsEditor, bridge: FileBridge
) -> None:
    editor.list.new.click()
    key = editor.current
    tick(editor, "organisation")
    assert stored(bridge, key).fields == ("number", "full_name", "organisation")
    tick(editor, "passport_number")
    question = editor.chooser.question
    assert question.isVisible()
    assert "“Passport number” is private (passport and birth)" in said(editor)
    assert QApplication.focusWidget() is question.input
    assert stored(bridge, key).fields == ("number", "full_name", "organisation")
    press(Qt.Key.Key_Return)  # without words there is no purpose
    assert question.isVisible()
    press(Qt.Key.Key_Escape)
    assert not question.isVisible()
    assert item(editor, "passport_number").checkState(0) is Qt.CheckState.Unchecked

    tick(editor, "passport_number")
    type_text("Gate of the venue")
    steps = len(bridge.workspace.journal())
    press(Qt.Key.Key_Return)
    found = stored(bridge, key)
    assert (found.fields[-1], found.purpose) == ("passport_number", "Gate of the venue")
    assert len(bridge.workspace.journal()) == steps + 1
    assert editor.form.rows["purpose"].editor.value == "Gate of the venue"
    tick(editor, "phone")  # there is a purpose now
    assert stored(bridge, key).fields[-1] == "phone"
    assert not question.isVisible()
    assert "carry private data now: telephone and e-mail" in said(editor)


def test_the_purpose_cannot_be_emptied_while_private_columns_are_there(
    bridge: FileBridge, tmp_path: Path, qtbot: QtBot
) -> None:
    editor = opened(bridge, tmp_path, qtbot, "visa")
    row = editor.form.rows["purpose"]
    editor.form.go_to("purpose")
    row.editor.input.clear()  # type: ignore[attr-defined]  # a line
    press(Qt.Key.Key_Return)
    assert "is private; a list that carries it needs a purpose" in row.message
    assert stored(bridge, "visa").purpose == column_set("visa").purpose
    editor.list.tree.setCurrentIndex(editor.list.tree.model().index(0, 0))
    assert editor.current == "visa", "what cannot be saved is not left behind unseen"
    press(Qt.Key.Key_Escape)
    assert row.editor.value == column_set("visa").purpose


def test_columns_are_ordered_with_keys_and_taken_out(
    editor: ColumnSetsEditor, bridge: FileBridge
) -> None:
    table = editor.order.table
    table.setFocus()
    table.setCurrentIndex(editor.order.model.index(2, 0))
    press(Qt.Key.Key_Up, ALT)
    press(Qt.Key.Key_Up, ALT)
    press(Qt.Key.Key_Up, ALT)
    assert stored(bridge, "public").fields[:3] == ("designation", "number", "full_name")
    assert table.currentIndex().row() == 0
    press(Qt.Key.Key_Down, ALT)
    assert stored(bridge, "public").fields[:2] == ("number", "designation")
    press(Qt.Key.Key_Delete)
    assert "designation" not in stored(bridge, "public").fields
    for _ in range(8):
        press(Qt.Key.Key_Delete)
    assert len(stored(bridge, "public").fields) == 1
    assert "at least one column" in said(editor)
    for _ in range(7):
        bridge.undo()
    assert stored(bridge, "public") == column_set("public")
    assert editor.order.model.keys == column_set("public").fields


def test_headings_are_typed_beside_the_order(
    editor: ColumnSetsEditor, bridge: FileBridge, qtbot: QtBot
) -> None:
    def has(headings: dict[str, dict[str, str]]) -> None:
        # An open cell is accepted when the key has been worked off.
        qtbot.waitUntil(lambda: stored(bridge, "public").headings == headings, timeout=5000)

    table, model = editor.order.table, editor.order.model
    table.setFocus()
    table.setCurrentIndex(model.index(1, FIRST_HEADING + 1))
    press(Qt.Key.Key_F2)
    type_text("Гость")
    press(Qt.Key.Key_Return)
    has({"full_name": {"ru": "Гость"}})
    editor.preview.language.setCurrentIndex(1)
    editor.preview.choice_changed.emit()
    head = editor.preview.model
    assert head.headerData(1, Qt.Orientation.Horizontal) == "Гость"
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Return)
    has({})
    assert stored(bridge, "public") == column_set("public")


def test_private_values_are_dots_until_asked_for(
    bridge: FileBridge, tmp_path: Path, qtbot: QtBot
) -> None:
    editor = opened(bridge, tmp_path, qtbot, "meals")
    people = [d for d in bridge.read(delegates.list_delegates) if not d.withdrawn][:5]
    diets = [person["diet"] for person in people]
    assert any(diets)
    model = editor.preview.model
    column = stored(bridge, "meals").fields.index("diet")
    cells = lambda: [model.index(row, column).data() for row in range(5)]  # noqa: E731
    assert cells() == [MASK if diet else "" for diet in diets]
    assert model.index(0, 2).data() == people[0]["organisation"]
    press(Qt.Key.Key_R, ALT)
    qtbot.waitUntil(lambda: cells() == diets, timeout=5000)


def test_undo_and_redo_in_the_editor(editor: ColumnSetsEditor, bridge: FileBridge) -> None:
    tick(editor, "category")
    assert stored(bridge, "public").fields[-1] == "category"
    editor.list.tree.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    press(Qt.Key.Key_Z, control)
    assert stored(bridge, "public") == column_set("public")
    assert item(editor, "category").checkState(0) is Qt.CheckState.Unchecked
    assert "column Category into the set Public annex" in said(editor)
    press(Qt.Key.Key_Y, control)
    assert stored(bridge, "public").fields[-1] == "category"
    assert editor.list.tree.currentItem().text(2) == "changed"
    editor.list.remove.click()
    assert stored(bridge, "public") == column_set("public")


def test_whole_sets_are_made_copied_moved_and_deleted(
    editor: ColumnSetsEditor, bridge: FileBridge
) -> None:
    keys = lambda: [s.key for s in bridge.read(column_sets.column_sets)]  # noqa: E731
    press(Qt.Key.Key_Down, ALT)
    assert keys()[:2] == ["gate-pass", "public"]
    press(Qt.Key.Key_Down)
    editor.list.copy.click()
    copy = editor.current
    assert stored(bridge, copy).fields == column_set("visa").fields
    assert stored(bridge, copy).name == "Visa support (copy)"
    press(Qt.Key.Key_Return)  # the name is offered for typing
    type_text("Consulate")
    press(Qt.Key.Key_Return)
    editor.list.tree.setFocus()
    press(Qt.Key.Key_Delete)
    assert copy not in keys()
    assert "was deleted" in said(editor)
    bridge.undo()
    assert copy in keys()


def test_enter_in_a_field_presses_no_button(editor: ColumnSetsEditor, bridge: FileBridge) -> None:
    """Neither Close nor the Undo of a message that happens to be there."""
    editor.list.new.click()
    editor.list.remove.click()
    assert "was deleted" in said(editor)
    editor.form.go_to("retention")
    type_text("Until Friday")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert editor.isVisible()
    assert stored(bridge, "public").retention == "Until Friday"
    assert len(bridge.read(column_sets.column_sets)) == len(COLUMN_SETS)
    editor.list.new.setFocus()
    press(Qt.Key.Key_Return)
    assert len(bridge.read(column_sets.column_sets)) == len(COLUMN_SETS) + 1


def test_a_set_is_kept_on_the_computer_and_taken_over(
    editor: ColumnSetsEditor, bridge: FileBridge
) -> None:
    press_ = ColumnSet("press", "Press & radio", "", "", ("full_name", "organisation"))
    keep_default(press_)

    def entry(start: str) -> None:
        menu = editor.computer.menu()
        assert menu is not None
        menu.aboutToShow.emit()
        action = next(a for a in menu.actions() if a.text().replace("&", "").startswith(start))
        assert action.isEnabled()
        action.trigger()

    entry("Keep “Public annex”")
    assert default_sets() == (press_, column_set("public"))
    entry("1  Take “Press  radio”")
    assert stored(bridge, "press") == press_
    assert editor.current == "press"
    entry("Forget “Press  radio”")
    assert default_sets() == (column_set("public"),)
    assert stored(bridge, "press") == press_
    (paths.config_dir() / "column-sets.json").write_text("{", encoding="utf-8")
    entry("Keep “Press  radio”")
    assert default_sets() == (press_,)


def test_damaged_sets_of_the_computer_are_said_in_words(editor: ColumnSetsEditor) -> None:
    (paths.config_dir() / "column-sets.json").write_text("{", encoding="utf-8")
    menu = editor.computer.menu()
    assert menu is not None
    menu.aboutToShow.emit()
    assert "column-sets.json (damaged" in said(editor)
    assert "No session is affected" in said(editor)


def test_what_is_half_typed_is_saved_when_the_editor_closes(
    editor: ColumnSetsEditor, bridge: FileBridge
) -> None:
    editor.form.go_to("retention")
    type_text("Until Friday")
    editor.reject()
    assert stored(bridge, "public").retention == "Until Friday"


def test_what_is_half_typed_is_saved_when_another_set_is_chosen(
    editor: ColumnSetsEditor, bridge: FileBridge
) -> None:
    editor.form.go_to("retention")
    type_text("Until Friday")
    tree = editor.list.tree
    tree.setCurrentIndex(tree.model().index(3, 0))
    assert stored(bridge, "public").retention == "Until Friday"
    assert (editor.current, editor.list.current()) == ("airport", "airport")
    assert editor.form.rows["name"].editor.value == "Airport"
    assert editor.order.model.keys == column_set("airport").fields


def test_a_row_is_dragged_to_its_place(editor: ColumnSetsEditor, bridge: FileBridge) -> None:
    table, model = editor.order.table, editor.order.model
    # A drag from elsewhere stands for one of the table's own, which no test can begin.
    table.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
    number, *others = column_set("public").fields
    for row, below, wanted in ((2, 2, [*others[:1], number, *others[1:]]), (4, 29, None)):
        data = model.mimeData([model.index(0 if wanted else 1, 0)])
        cell = table.visualRect(model.index(row, 0))
        at = QPoint(cell.center().x(), cell.top() + below)
        for kind in (QDragEnterEvent, QDragMoveEvent):
            event = kind(at, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, NO_KEYS)
            QApplication.sendEvent(table.viewport(), event)
            assert event.isAccepted()
        let_go = QDropEvent(
            QPointF(at), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, NO_KEYS
        )
        QApplication.sendEvent(table.viewport(), let_go)
        assert stored(bridge, "public").fields == tuple(wanted or [*others, number])


def test_a_file_opened_to_look_at_offers_no_change(
    bridge: FileBridge, tmp_path: Path, qtbot: QtBot
) -> None:
    looking = FileBridge(Workspace.open(bridge.workspace.path, OpenMode.VIEW))
    editor = opened(looking, tmp_path, qtbot)
    for button in (editor.list.new, editor.list.copy, editor.list.remove, editor.order.up,
                   editor.order.out, editor.undo):  # fmt: skip
        assert not button.isEnabled()
    editor.chooser.tree.setFocus()
    tick(editor, "category")
    editor.order.table.setFocus()
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Down, ALT)
    press(Qt.Key.Key_Delete)
    assert stored(looking, "public") == column_set("public")
    looking.close()


def test_the_models_keep_their_promises(bridge: FileBridge) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    columns, preview = SetColumnsModel(), ListPreviewModel()
    _testers = [QAbstractItemModelTester(model, fatal) for model in (columns, preview)]
    columns.show_set(column_set("visa"), ("en", "ru", "hi"))
    columns.show_set(column_set("visa"), ("en",))
    columns.show_set(column_set("public"), ("en",))
    wanted: list[tuple[str, ...]] = []
    columns.order_wanted.connect(wanted.append)
    data = columns.mimeData([columns.index(0, 0), columns.index(0, 1)])
    move, nowhere = Qt.DropAction.MoveAction, QModelIndex()
    assert not columns.dropMimeData(data, move, 3, 0, nowhere)
    assert not columns.dropMimeData(data, move, -1, -1, columns.index(1, 0))  # before itself
    assert not columns.dropMimeData(data, move, -1, -1, nowhere)
    assert not columns.dropMimeData(QMimeData(), move, 0, 0, nowhere)
    number, *others = column_set("public").fields
    assert wanted == [
        (*others[:2], number, *others[2:]),
        (*others, number),
    ]
    assert columns.index(0, PRIVATE).data() == ""


def test_markup_in_sets_is_shown_as_text(bridge: FileBridge, tmp_path: Path, qtbot: QtBot) -> None:
    """Names, purposes and headings of sets; row A7 of the reliability page."""
    bait = Bait(tmp_path)
    with bridge.workspace.edit("bait") as db:
        made = column_sets.create(db, bait.text)
        for key in ("purpose", "retention", "title"):
            column_sets.update(db, made.key, {key: FieldEdit("", bait.text)})
        column_sets.set_heading(db, made.key, "full_name", "en", bait.text)
    editor = opened(bridge, tmp_path, qtbot, made.key)
    assert bait.text in said(editor)
    assert not bait.seen_in(editor)
    assert rendered_as_markup(editor) == []
