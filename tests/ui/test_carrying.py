"""Carrying over at the window: the tree of pieces, the two dialogs, the report."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from tests.dialogs import inside
from tests.keys import press, type_text

from rapporteur.domain.carrying import CarryChoice, Delegates, Fate, Part, report_text
from rapporteur.services import sessions, stored
from rapporteur.services.carrying.contents import Contents, contents, contents_of
from rapporteur.services.carrying.founding import NextSession, create_next, plan_next
from rapporteur.services.facts import sample_facts
from rapporteur.services.workspace import Workspace
from rapporteur.ui.dialogs.carrying.next_session import NextSessionDialog
from rapporteur.ui.dialogs.carrying.report import CarryReportDialog
from rapporteur.ui.dialogs.carrying.take_over import TakeOverDialog
from rapporteur.ui.dialogs.carrying.wording import report_words
from rapporteur.ui.models.carry_lines import OUTCOME, WHAT, CarryLinesModel
from rapporteur.ui.window import MainWindow

Key = Qt.Key
Check = Qt.CheckState
NEXT = NextSession({"start_date": "2025-08-06"})
CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture(scope="module")
def tenth_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tenth") / "10.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        sessions.create_session(db, sample_facts("samples/tenth-session.toml"))
    workspace.close()
    return path


@pytest.fixture
def tenth(tenth_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(tenth_file, tmp_path / "10.rapporteur"))


@pytest.fixture
def old(tenth: Path) -> Contents:
    return contents_of(tenth)


@pytest.fixture
def next_window(window: MainWindow, tenth: Path, tmp_path: Path) -> MainWindow:
    """The window with an 11th session that was made of the 10th; then the 10th moved on."""
    workspace, _ = create_next(
        tmp_path / "11.rapporteur", "New", contents_of(tenth), NEXT,
        CarryChoice(Delegates.NONE),
    )  # fmt: skip
    window.desk.opened.emit(workspace)
    other = Workspace.open(tenth)
    with other.edit("Progress") as db:
        found = next(a for a in stored.read(db, stored.ACTION_ITEMS) if a["number"] == "10/05")
        row = {"date": "2025-09-01", "text": "A letter was sent."}
        stored.create(db, stored.PROGRESS_ENTRIES, [row], action_id=found.id)
    other.close()
    return window


def kind_at(model: CarryLinesModel, part: Part) -> int:
    """The row of a kind."""
    for row in range(model.rowCount()):
        line = model.line_at(model.index(0, 0, model.index(row, 0)))
        if line is not None and line.part is part:
            return row
    raise AssertionError(part)


def test_the_tree_is_a_sound_model_and_ticks_by_piece_and_by_kind(
    old: Contents, qtmodeltester: ModelTester, themed: object
) -> None:
    model = CarryLinesModel()
    plan = plan_next(old, NEXT)
    model.show_plan(plan)
    qtmodeltester.check(model)
    assert model.chosen == plan.proposed()
    kind = model.index(kind_at(model, Part.ACTIONS), WHAT)
    assert kind.data(CHECK) == Check.Checked
    first = model.index(0, WHAT, kind)
    assert first.siblingAtColumn(OUTCOME).data() == "comes over"
    assert model.setData(first, Check.Unchecked.value, CHECK)
    assert first.siblingAtColumn(OUTCOME).data() == "stays behind"
    assert kind.data(CHECK) == Check.PartiallyChecked
    assert model.setData(kind, Check.Unchecked.value, CHECK)
    assert not any(key.startswith("action:") for key in model.chosen)
    done = next(
        model.index(row, WHAT, kind)
        for row in range(model.rowCount(kind))
        if model.index(row, WHAT, kind).data(CHECK) is None
    )
    assert "done on" in done.siblingAtColumn(OUTCOME).data()
    assert not model.setData(done, Check.Checked.value, CHECK)
    model.show_found("Сафонова")
    qtmodeltester.check(model)
    shown = model.index(kind_at(model, Part.DELEGATES), WHAT)
    assert model.rowCount(shown) == 1
    assert "Safonova" in model.index(0, WHAT, shown).data()
    before = model.chosen
    assert model.setData(shown, Check.Unchecked.value, CHECK)
    assert len(before - model.chosen) == 1  # only what is shown of the kind
    model.show_found("no such word anywhere")
    assert model.rowCount() == 0
    qtmodeltester.check(model)


def test_the_words_of_the_window_are_those_of_the_report(tenth: Path, tmp_path: Path) -> None:
    workspace, report = create_next(tmp_path / "11.rapporteur", "New", contents_of(tenth), NEXT)
    workspace.close()
    assert report_words(report).split("\n\n")[1:] == report_text(report).split("\n\n")[1:]


def test_private_data_are_asked_for_and_ticks_stay(
    old: Contents, window: MainWindow, tmp_path: Path
) -> None:
    dialog = NextSessionDialog(
        old, str(tmp_path), lambda *_: None, window.settings, window
    )  # fmt: skip
    dialog.next.click()
    model = dialog.lines.model
    kind = model.index(kind_at(model, Part.TOPICS), WHAT)
    model.setData(kind, Check.Unchecked.value, CHECK)
    ticked = model.chosen
    dialog.lines.passports.setChecked(True)
    choice = dialog.lines.choice()
    assert choice.chosen == ticked
    dialog.lines.filter.setText("no such word anywhere")
    assert (dialog.lines.tree.isHidden(), dialog.lines.nothing.isHidden()) == (True, False)
    dialog.lines.filter.clear()
    assert (dialog.lines.tree.isHidden(), dialog.lines.nothing.isHidden()) == (False, True)
    assert dialog.lines.choice().chosen == ticked
    assert {p.value for p in choice.private} == {"identity"}
    last = model.index(kind_at(model, Part.DELEGATES), WHAT)
    private = model.index(model.rowCount(last) - 1, OUTCOME, last).data()
    assert "travel" in private
    assert "passport" not in private
    dialog.deleteLater()


def test_a_number_or_a_date_that_cannot_follow_is_said_at_its_field(
    old: Contents, window: MainWindow, tmp_path: Path
) -> None:
    dialog = NextSessionDialog(
        old, str(tmp_path), lambda *_: None, window.settings, window
    )  # fmt: skip
    for key, value in (("ordinal", "10"), ("start_date", "2020-01-01")):
        before = dialog.about.values()[key]
        dialog.about.start({key: value})
        dialog.next.click()
        assert dialog.step == 0
        assert dialog.about.rows[key].message
        dialog.about.start({key: before})
        dialog.about.rows[key].show_message("")
    dialog.next.click()
    assert dialog.step == 1
    dialog.deleteLater()


def test_a_refused_file_keeps_the_dialog_open(
    old: Contents, window: MainWindow, tmp_path: Path
) -> None:
    def create(path: Path, wanted: NextSession, choice: CarryChoice) -> None:
        path.write_text("taken meanwhile")
        create_next(path, "New", old, wanted, choice)

    dialog = NextSessionDialog(old, str(tmp_path), create, window.settings, window)
    dialog.show()
    dialog.next.click()
    dialog.next.click()
    assert dialog.isVisible()
    assert dialog._bar.isVisible()
    assert (tmp_path / "Session 11.rapporteur").read_text() == "taken meanwhile"
    dialog.reject()
    dialog.deleteLater()


def test_what_moved_on_there_is_taken_in_one_step_and_undone(
    next_window: MainWindow, tenth: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = next_window
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(tenth), ""))
    said: list[str] = []

    def take(dialog: TakeOverDialog) -> None:
        inside(CarryReportDialog, read)
        type_text("10/05")
        shown = dialog.page.model
        assert shown.rowCount() == 1
        press(Key.Key_Return)

    def read(dialog: CarryReportDialog) -> None:
        said.append(dialog.text.toPlainText())
        press(Key.Key_Escape)

    inside(TakeOverDialog, take)
    window.menus.take_over.trigger()
    assert "new progress there: 1 Sep 2025" in said[0]
    bridge = window.bridge
    assert bridge is not None
    held = bridge.read(contents)
    assert "A letter was sent." in [e["text"] for e in held.progress]
    assert bridge.history.undo_label == "take-over from the 10th Session"
    bridge.undo()
    assert "A letter was sent." not in [e["text"] for e in bridge.read(contents).progress]


def test_a_later_session_is_refused_in_a_box(
    open_window: MainWindow, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(sample_path), ""))
    said: list[str] = []

    def close(box: QMessageBox) -> None:
        said.append(box.text())
        press(Key.Key_Escape)

    inside(QMessageBox, close)
    open_window.menus.take_over.trigger()
    assert said == ["That file holds this same session, perhaps as a copy."]


def test_the_report_can_be_kept_and_copied(
    tenth: Path, tmp_path: Path, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, report = create_next(tmp_path / "11.rapporteur", "New", contents_of(tenth), NEXT)
    workspace.close()
    dialog = CarryReportDialog(report, tmp_path, window.settings)
    qtbot.addWidget(dialog)
    dialog.show()
    target = tmp_path / "report"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    dialog.save.click()
    text = (tmp_path / "report.txt").read_text("utf-8-sig")
    assert text == report_words(report)
    assert report.counts()[Fate.TAKEN] > 40
    dialog.copy.click()
    assert QGuiApplication.clipboard().text().startswith("From session 10")
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "no" / "r.txt"), "")
    )
    dialog.save.click()
    assert dialog._bar.isVisible()


def test_without_a_file_only_a_new_session_is_offered(window: MainWindow) -> None:
    assert not window.menus.take_over.isEnabled()
    assert window.menus.next_session.isEnabled()
    assert "previous one" in window.menus.next_session.text().replace("&", "")
