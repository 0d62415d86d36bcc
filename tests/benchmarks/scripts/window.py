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

import rapporteur.ui.window as window_module  # noqa: E402
from rapporteur.__main__ import main  # noqa: E402
from rapporteur.ui.window import MainWindow  # noqa: E402


class _Watch(QObject):
    """Ends the process at the first paint of the window, where that is what is measured."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and what == "frame":
            os._exit(0)
        return False


watch = _Watch()


class WatchedWindow(MainWindow):
    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        QApplication.instance().installEventFilter(watch)


def _filled_table() -> bool:
    for widget in QApplication.allWidgets():
        if isinstance(widget, QTableView) and widget.isVisible() and widget.model().rowCount() > 50:
            widget.viewport().grab()
            return True
    return False


def _loop() -> int:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    (window,) = (w for w in app.topLevelWidgets() if isinstance(w, WatchedWindow))
    give_up = time.monotonic() + 30
    shown = False
    while time.monotonic() < give_up:
        app.processEvents()
        if window.page is not None and not shown:
            shown = True  # as for a person who left the program on the delegates
            window.page.show_screen("delegates")
        if shown and _filled_table():
            break
    else:
        os._exit(1)
    if what == "memory":
        for screen in window.page.screens:
            window.page.show_screen(screen.key)
            app.processEvents()
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)
    os._exit(0)


window_module.MainWindow = WatchedWindow
QApplication.exec = staticmethod(_loop)
sys.exit(main(["--offscreen", path]))
