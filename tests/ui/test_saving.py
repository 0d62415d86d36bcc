"""Where a list goes that is written: the name that was typed, and no file that nobody named."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from rapporteur.ui.saving import ask_where


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    found = QWidget()
    qtbot.addWidget(found)
    return found


def typed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The user types `name` into the file dialog, "" for Cancel."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, ""))


def press(words: str, asked: list[str]) -> None:
    """Press a button of the question that comes up next."""

    def work() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        next(b for b in box.buttons() if b.text().replace("&", "") == words).click()

    QTimer.singleShot(0, work)


def test_a_point_in_the_name_begins_no_ending(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, str(tmp_path / "Compare 06.08"))
    assert ask_where(parent, "Export", tmp_path) == tmp_path / "Compare 06.08.xlsx"
    typed(monkeypatch, str(tmp_path / "Compare.XLSX"))
    assert ask_where(parent, "Export", tmp_path) == tmp_path / "Compare.XLSX"
    typed(monkeypatch, "")
    assert ask_where(parent, "Export", tmp_path) is None


@pytest.mark.parametrize(("button", "replaced"), [("Replace", True), ("Cancel", False)])
def test_a_file_met_only_by_the_ending_is_asked_about(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, button: str, replaced: bool
) -> None:
    there = tmp_path / "Compare 06.08.xlsx"
    there.write_bytes(b"old")
    typed(monkeypatch, str(tmp_path / "Compare 06.08"))
    asked: list[str] = []
    press(button, asked)
    assert ask_where(parent, "Export", tmp_path) == (there if replaced else None)
    assert asked == ["Compare 06.08.xlsx is there already. Replace it?"]


def test_what_the_file_dialog_has_asked_is_not_asked_again(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "list.xlsx"
    there.write_bytes(b"old")
    typed(monkeypatch, str(there))
    assert ask_where(parent, "Export", tmp_path) == there
