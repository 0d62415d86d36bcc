"""A key press in meeting mode to the painted screen, or the same in a bare QPlainTextEdit.

    meeting_key.py ours|bare median|worst FILE NOTES

Typed at 12 keys a second, with the event loop running in between, so that saving beside the
window happens as in the room. Prints seconds: the median of all keys, or the worst of them.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

KEYS = 240
GAP = 1 / 12
LETTERS = "the sides agreed to hold the tests; стороны договорились провести испытания. "


class _Paints(QObject):
    """Knows whether the editor has been painted since it was asked last."""

    painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted = True
        return False


def typed(editor: QPlainTextEdit) -> list[float]:
    """Seconds from each key press until its letter is on the screen."""
    watch = _Paints()
    viewport: QWidget = editor.viewport()
    viewport.installEventFilter(watch)
    times = []
    for number in range(KEYS):
        letter = LETTERS[number % len(LETTERS)]
        watch.painted = False
        started = time.perf_counter()
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QCoreApplication.sendEvent(editor, press)
        while not watch.painted:
            QCoreApplication.processEvents()
        times.append(time.perf_counter() - started)
        rest(GAP - times[-1])
    viewport.removeEventFilter(watch)
    return times


def rest(seconds: float) -> None:
    """What goes on between two keys: timers, saving, notices."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        time.sleep(0.002)


def ours(app: QApplication, path: Path) -> list[float]:
    """At the real main window, with its meeting window in front."""
    from rapporteur.ui.settings import Settings
    from rapporteur.ui.theme import apply_theme, load_fonts
    from rapporteur.ui.window import MainWindow

    load_fonts()
    apply_theme(app, "light")
    main = MainWindow(Settings(path.with_suffix(".ini")))
    main.show()
    main.desk.open(path)
    rest(1.0)  # the screens behind are filled
    for screen in main.page.screens:
        main.page.show_screen(screen.key)
    main.menus.meeting.trigger()
    window = main.page.meeting.window
    window.course.go_on()
    rest(0.5)
    times = typed(window.notes)
    main.close()
    return times


def bare(app: QApplication, notes: str) -> list[float]:
    """A window with nothing but an editor of the same size and text."""
    editor = QPlainTextEdit(notes)
    editor.resize(1080, 320)
    editor.show()
    editor.setFocus()
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    rest(0.5)
    return typed(editor)


def main() -> None:
    app = QApplication(["bench", "-platform", "offscreen"])
    app.setCursorFlashTime(0)
    with tempfile.TemporaryDirectory(dir=Path(sys.argv[3]).parent) as folder:
        copy = Path(shutil.copy(sys.argv[3], folder))
        notes = Path(sys.argv[4]).read_text(encoding="utf-8")
        times = ours(app, copy) if sys.argv[1] == "ours" else bare(app, notes)
    print(median(times) if sys.argv[2] == "median" else max(times))


main()
