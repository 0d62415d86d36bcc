"""What opening a file costs, in figures that are the same on every machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from rapporteur.ui.window import MainWindow


class _Restyled(QObject):
    """Counts how often a widget takes up its style; each time costs as much as making it."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.StyleChange
        return False


def test_the_screens_are_put_together_from_the_outside_inwards(
    window: MainWindow, themed: QApplication, sample_path: Path
) -> None:
    """Put together from the inside, each widget was styled eleven times over."""
    restyled = _Restyled()
    themed.installEventFilter(restyled)
    window.desk.open(sample_path)
    themed.removeEventFilter(restyled)
    assert window.page is not None
    assert restyled.count < 7 * len(window.page.findChildren(QWidget))


def test_a_file_is_opened_without_what_reads_and_writes_documents() -> None:
    code = "import sys, rapporteur.ui.session_page; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    loaded = set(done.stdout.split())
    assert "rapporteur.ui.screens.protocol.screen" in loaded
    assert not loaded & {"docx", "lxml", "openpyxl", "xlrd", "PySide6.QtPdf"}
