"""The frame's own parts: settings, models, undo keys, faults, messages."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QSplitter, QWidget
from pytestqt.qtbot import QtBot
from tests.conftest import ExpectedLogs
from tests.keys import press, type_text

from rapporteur.domain.history import Step, StepKind
from rapporteur.services import delegates
from rapporteur.services.facts import SubGroupName
from rapporteur.ui import faults
from rapporteur.ui.dialogs.journal import JournalDialog
from rapporteur.ui.models.journal import JournalModel
from rapporteur.ui.navigation import Navigation
from rapporteur.ui.settings import MAX_RECENT, Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.sub_groups import SubGroupsModel
from rapporteur.ui.window import MainWindow

Control = Qt.KeyboardModifier.ControlModifier
_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def test_settings_survive_the_program(tmp_path: Path) -> None:
    first = Settings(tmp_path / "s.ini")
    first.set_texts("columns", ["имя", "a,b"])
    first.set_flag("flag", value=True)
    first.set_number("number", 7)
    for number in range(MAX_RECENT + 3):
        first.add_recent(tmp_path / f"{number}.rapporteur", title=f"{number}th")
    first.add_recent(tmp_path / "5.rapporteur", title="again")
    first.flush()
    again = Settings(tmp_path / "s.ini")
    assert again.texts("columns") == ["имя", "a,b"]
    assert (again.flag("flag"), again.number("number")) == (True, 7)
    recent = again.recent_files()
    assert [recent[0].title, len(recent)] == ["again", MAX_RECENT]


def test_broken_settings_are_ignored(tmp_path: Path) -> None:
    (tmp_path / "s.ini").write_text("[files]\nrecent=nonsense\n[a]\nnumber=x\n", encoding="utf-8")
    settings = Settings(tmp_path / "s.ini")
    assert settings.recent_files() == []
    assert settings.number("a/number", 3) == 3


def test_no_number_stands_on_a_title_of_the_navigation(themed: QApplication) -> None:
    navigation = Navigation()
    navigation.add("delegates", "Delegates", "people")
    narrow = navigation.minimumWidth()
    navigation.set_count("delegates", 10_000)
    metrics = navigation.fontMetrics()
    needed = metrics.horizontalAdvance("Delegates") + metrics.horizontalAdvance(" 10000")
    assert navigation.minimumWidth() > max(needed + 40, narrow)


def test_the_journal_model_keeps_qts_contract(themed: QApplication) -> None:
    model = JournalModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    at = datetime(2025, 8, 5, 14, 3, tzinfo=UTC)
    model.show_steps([Step(2, "Designation", at, "officer", StepKind.UNDO, 1, 1)])
    assert model.index(0, 1).data() == "Undone: Designation"
    model.show_steps([])
    assert model.rowCount() == 0
    assert tester.model() is model


def test_the_sub_groups_model_keeps_qts_contract(themed: QApplication) -> None:
    model = SubGroupsModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    model.show_rows([{"en": "Mining"}, {"en": "Railways"}], [1, 2], ("en", "ru"))
    assert model.move(1, -1) == 0
    assert model.move(0, -1) == 0
    row = model.add()
    assert model.setData(model.index(row, 1), "  Удобрения ")
    model.remove(1)
    assert (model.ids, model.rows[1]) == ([2, None], {"ru": "Удобрения"})
    assert tester.model() is model


def test_undo_belongs_to_the_editor_only_while_it_has_something(
    open_window: MainWindow, qtbot: QtBot
) -> None:
    page = open_window.page
    assert page is not None
    page.show_screen("delegates")
    with page.bridge.workspace.edit("Rename a sub-group") as db:
        from rapporteur.services import sessions

        sessions.set_sub_groups(db, [SubGroupName("Mining")])
    open_window.menus.find.trigger()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    type_text("ab")
    press(Qt.Key.Key_Z, Control)
    assert page.bridge.history.undo_label == "Rename a sub-group", "the editor had its own"
    while editor.isUndoAvailable():
        press(Qt.Key.Key_Z, Control)
    press(Qt.Key.Key_Z, Control)
    assert page.bridge.history.undo_label == ""
    assert page.bridge.history.redo_label == "Rename a sub-group"


def test_a_fault_is_said_once_and_logged_without_values(
    window: MainWindow, expect_log: ExpectedLogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.append(box.detailedText()))
    expect_log("fault")
    reporter = faults.FaultReporter(window)
    for _ in range(2):
        try:
            raise ValueError("Ivanov's passport 4510 123456")
        except ValueError:
            reporter.handle(*sys.exc_info())  # type: ignore[arg-type]  # inside an except clause
    assert len(shown) == 1
    assert "ValueError" in shown[0]
    assert "4510" not in shown[0]


def test_one_session_or_lists_may_be_dropped(window: MainWindow, tmp_path: Path) -> None:
    def wanted(*names: str) -> bool:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
        entered = QDragEnterEvent(
            QPoint(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        entered.ignore()
        QApplication.sendEvent(window, entered)
        return entered.isAccepted()

    assert wanted("a.rapporteur")
    assert not wanted("a.rapporteur", "b.rapporteur")
    assert wanted("a.xlsx")
    assert wanted("a.csv", "b.ods")
    assert not wanted("photo.jpg")
    assert not wanted()


def test_a_closed_journal_no_longer_follows_the_work(open_window: MainWindow, qtbot: QtBot) -> None:
    journal = JournalDialog(open_window.bridge, open_window.settings, open_window)
    journal.show()
    journal.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.captureExceptions() as faults:
        person = open_window.bridge.read(delegates.list_delegates)[0]
        open_window.bridge.edit("Withdraw", lambda db: delegates.withdraw(db, [person.id]))
    assert faults == []


def test_a_splitter_that_was_never_laid_out_is_not_remembered(
    settings: Settings, qtbot: QtBot
) -> None:
    splitter = QSplitter()
    qtbot.addWidget(splitter)
    for _ in range(2):
        splitter.addWidget(QWidget())
    settings.save_parts("across", splitter)
    assert not settings.restore_parts("across", splitter)
    splitter.resize(500, 100)
    splitter.setSizes([300, 200])
    splitter.show()
    qtbot.waitExposed(splitter)
    settings.save_parts("across", splitter)
    assert settings.restore_parts("across", splitter)


def test_the_first_window_fits_on_the_screen(
    themed: QApplication, settings: Settings, qtbot: QtBot
) -> None:
    window = MainWindow(settings)
    qtbot.addWidget(window)
    room = window.screen().availableGeometry().size()
    assert window.height() <= room.height() - 6 * GRID
    window.close()
