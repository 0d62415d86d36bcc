"""The session pack at the window: how far it is, and that Cancel leaves nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QProgressBar

from rapporteur.domain.papers.page import PaperSize
from rapporteur.services.documents.catalogue import DOCUMENTS
from rapporteur.ui.dialogs.documents.pack import PackDialog
from rapporteur.ui.dialogs.waiting import WaitingDialog
from rapporteur.ui.window import MainWindow

COUNTED = re.compile(r"(\d+) of (\d+): (.+)…")


@pytest.fixture
def dialog(open_window: MainWindow, tmp_path: Path) -> PackDialog:
    found = PackDialog(open_window.bridge, open_window.settings, PaperSize.A4, open_window)
    found._folder.setText(str(_target(tmp_path)))
    return found


def _target(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir(exist_ok=True)
    return folder


def _watch(seen: list[tuple[int, int, str, int]], stop_at: int = 0) -> QTimer:
    """Read what the waiting dialog says; press Cancel at the piece `stop_at`."""

    def look() -> None:
        for shown in QApplication.topLevelWidgets():
            if not (isinstance(shown, WaitingDialog) and shown.isVisible()):
                continue
            said = COUNTED.fullmatch(shown.findChildren(QLabel)[0].text())
            if said is None:
                continue
            bar = shown.findChildren(QProgressBar)[0]
            seen.append((int(said[1]), int(said[2]), said[3], bar.value()))
            buttons = shown.findChildren(QDialogButtonBox)[0]
            if stop_at and int(said[1]) >= stop_at:
                buttons.button(QDialogButtonBox.StandardButton.Cancel).click()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(5)
    return timer


def _make(dialog: PackDialog, watching: Callable[[], QTimer]) -> None:
    timer = watching()
    dialog.make.click()
    timer.stop()


def test_the_pack_says_which_of_how_many_documents_is_written(
    dialog: PackDialog, tmp_path: Path
) -> None:
    seen: list[tuple[int, int, str, int]] = []
    _make(dialog, lambda: _watch(seen))
    (pack,) = _target(tmp_path).iterdir()
    files = [path for path in pack.rglob("*") if path.is_file()]
    assert len({number for number, *_ in seen}) >= 5
    assert {total for _, total, *_ in seen} == {len(files) - 1}, "all but the index"
    assert all(value == number - 1 for number, _, _, value in seen)
    assert {title for _, _, title, _ in seen} <= {one.title for one in DOCUMENTS}


@pytest.mark.parametrize("as_zip", [False, True])
def test_cancel_in_the_middle_leaves_nothing(
    dialog: PackDialog, open_window: MainWindow, tmp_path: Path, as_zip: bool
) -> None:
    dialog.as_zip.setChecked(as_zip)
    seen: list[tuple[int, int, str, int]] = []
    said = QSignalSpy(open_window.bridge.said)
    _make(dialog, lambda: _watch(seen, stop_at=3))
    assert seen[-1][0] >= 3
    assert seen[-1][0] < seen[-1][1]
    assert list(_target(tmp_path).iterdir()) == []
    assert "Nothing of the pack was left behind" in said.at(said.count() - 1)[0].text
