"""Faults of the program itself: said once each, in words, with what is needed to report them.

Whatever is not a `UserError` ends here: an exception nobody caught, or Qt's own complaint.
The log gets the places in the code, never the values that were at hand.
"""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    QUrl,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from rapporteur import __version__, paths
from rapporteur.domain.errors import UserError
from rapporteur.ui.plain import error_box, message_box

log = logging.getLogger("rapporteur.faults")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class FaultReporter(QObject):
    """Catches what nobody caught, and shows one dialog per distinct traceback."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._seen: set[str] = set()

    def install(self) -> None:
        """Become the handler for uncaught exceptions and for Qt's messages."""
        sys.excepthook = self.handle
        qInstallMessageHandler(_log_qt)

    def remove(self) -> None:
        """Give both back."""
        sys.excepthook = sys.__excepthook__
        qInstallMessageHandler(None)

    def handle(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Show a fault; a `UserError` that slipped through is shown as what it is."""
        if isinstance(error, UserError):
            error_box(self._window, self.tr("Rapporteur"), error).exec()
            return
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        places = places_of(kind, trace)
        log.error("fault\n%s", places)
        if places not in self._seen:
            self._seen.add(places)
            self._show(places)

    def _show(self, places: str) -> None:
        saved = self._window.property("savedUntil") or self.tr("the last change you made")
        box = message_box(
            self._window,
            self.tr("A fault in the program"),
            self.tr("Rapporteur made a mistake and could not finish what you asked for."),
            self.tr(
                "Your work is saved up to {time}. You can go on; if something looks wrong, close "
                "the window and open the file again. Please report the fault with the details."
            ).format(time=saved),
        )
        box.setIcon(QMessageBox.Icon.Critical)
        box.setDetailedText(report(places))
        copy = box.addButton(self.tr("&Copy details"), QMessageBox.ButtonRole.ActionRole)
        folder = box.addButton(self.tr("Open &log folder"), QMessageBox.ButtonRole.ActionRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Close))
        # An action button would close the box before one can read on.
        copy.clicked.disconnect()
        folder.clicked.disconnect()
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report(places)))
        folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.log_dir())))
        )
        box.exec()


def places_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it happened: files, lines and functions, without the values in the messages."""
    frames = traceback.extract_tb(trace)
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([*lines, kind.__name__])


def report(places: str) -> str:
    """What to send: versions and places, no data of the session."""
    return (
        f"Rapporteur {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.platform()}\n{places}"
    )


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's complaints name widgets and fonts; texts of a session do not occur in them."""
    logging.getLogger(f"qt.{context.category or 'default'}").log(
        _LEVELS.get(kind, logging.WARNING), "%s", message
    )
