"""Our program from process start: "frame" first painted, "delegates" on screen, or "memory".

Runs the program's own entry with its own event loop replaced by one that ends as soon as
what was asked for is on the screen.
"""

import os
import resource
import sys
import time

what, path = sys.argv[1], sys.argv[2]

from PySide6.QtCore import QEvent, QObject  # noqa: E402
from PySide6.QtWidgets import QApplication, QTableView  # noqa: E402

from rapporteur.__main__ import main  # noqa: E402


class _Painted(QObject):
    window = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.window = True
        return super().eventFilter(watched, event)


def _filled_table() -> bool:
    for widget in QApplication.allWidgets():
        if isinstance(widget, QTableView) and widget.isVisible() and widget.model().rowCount() > 50:
            widget.viewport().grab()
            return True
    return False


def _loop() -> int:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    watch = _Painted()
    for window in app.topLevelWidgets():
        window.installEventFilter(watch)
    give_up = time.monotonic() + 30
    while time.monotonic() < give_up:
        app.processEvents()
        if what == "frame" and watch.window:
            os._exit(0)
        if what != "frame" and _filled_table():
            break
    else:
        os._exit(1)
    if what == "memory":
        _visit_screens(app)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)
    os._exit(0)


def _visit_screens(app: QApplication) -> None:
    from rapporteur.ui.window import MainWindow

    (window,) = (w for w in app.topLevelWidgets() if isinstance(w, MainWindow))
    for action in window.screen_actions():
        action.trigger()
        app.processEvents()


QApplication.exec = staticmethod(_loop)
sys.exit(main(["--offscreen", path]))
