"""The import assistant on the sample: from the click that reads the list to the painted preview.

The list is one side's, so a person would press Next twice: once to have the file read, once to
leave the columns as they were recognised. Both are pressed here the moment they can be, but the
first not before a second has passed: nobody chooses a list and its side in less, and the program
gets its reading process ready meanwhile. That second is not counted.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QPushButton

from rapporteur.services.workspace import Workspace
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.importing.assistant import COLUMNS, FILE, PREVIEW, ImportAssistant
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme

session, roster = Path(sys.argv[1]), Path(sys.argv[2])


class Paints(QObject):
    """Counts the paint events of what it watches."""

    seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def seconds_to_preview(app: QApplication, assistant: ImportAssistant) -> float:
    paints = Paints()
    rows = assistant.preview_page.rows
    rows.viewport().installEventFilter(paints)
    onward = next(b for b in assistant.findChildren(QPushButton) if b.isDefault())
    started = time.perf_counter()
    onward.click()
    while assistant.step == FILE or assistant.busy:
        # Waiting, not asking: a loop that turns takes the processor from the reading thread.
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    assert assistant.step == COLUMNS
    onward.click()
    assert assistant.step == PREVIEW
    while not paints.seen:
        app.processEvents()
    taken = time.perf_counter() - started
    shown, listed = rows.model().rowCount(), len(assistant.draft.plan.rows)
    assert shown == listed > 0, f"{shown} of {listed} rows are shown"
    return taken


def main() -> None:
    app = QApplication(["bench", "-platform", "offscreen"])
    apply_theme(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(shutil.copy(session, folder)))
        bridge = FileBridge(workspace)
        assistant = ImportAssistant(bridge, Settings(Path(folder) / "settings.ini"), roster)
        assistant.show()
        chosen = time.perf_counter() + 1.0
        while time.perf_counter() < chosen:
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        print(seconds_to_preview(app, assistant))
        assistant.close()
        bridge.close()


main()
