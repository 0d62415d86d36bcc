"""The window's way into the program: arguments, log, look, window; the file comes after.

What stands before the first paint decides how fast the program feels, so nothing heavy is
imported here: the database and the screens follow once the frame is on the screen.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path

from rapporteur import __version__, paths

_LOG_BYTES = 1_000_000
_LOG_FILES = 5
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

log = logging.getLogger("rapporteur")


def main(arguments: Sequence[str]) -> int:
    """Run the program until its window is closed; the exit code is that of Qt's event loop."""
    wanted = _parser().parse_args(arguments)
    if wanted.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # heard only before Qt is imported
    _start_log()
    return _run(wanted)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rapporteur", description="The secretariat's desk for one session."
    )
    parser.add_argument("file", nargs="?", type=Path, help="a session file to open")
    parser.add_argument("--theme", choices=("light", "dark", "contrast", "system"), default="")
    parser.add_argument(
        "--offscreen", action="store_true", help="draw into memory: for tests and screenshots"
    )
    return parser


def _start_log() -> None:
    """Log to a file that only this person can read. Records hold ids and counts, never texts."""
    handler: logging.Handler
    try:
        handler = RotatingFileHandler(
            paths.log_dir() / "rapporteur.log",
            maxBytes=_LOG_BYTES,
            backupCount=_LOG_FILES,
            encoding="utf-8",
        )
    except OSError:
        handler = logging.StreamHandler()  # a full or locked disk must not stop the program
    handler.setFormatter(logging.Formatter(_FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def _run(wanted: argparse.Namespace) -> int:
    # Late: `--help` and a wrong argument answer without loading Qt.
    from PySide6.QtCore import QTimer  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from rapporteur.ui.faults import FaultReporter  # noqa: PLC0415
    from rapporteur.ui.icons import app_icon  # noqa: PLC0415
    from rapporteur.ui.settings import Settings  # noqa: PLC0415
    from rapporteur.ui.theme import apply_theme, load_fonts  # noqa: PLC0415
    from rapporteur.ui.window import MainWindow  # noqa: PLC0415

    app = QApplication(sys.argv[:1])
    app.setApplicationName("rapporteur")
    app.setApplicationDisplayName("Rapporteur")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("rapporteur")
    settings = Settings()
    load_fonts()
    apply_theme(app, wanted.theme or settings.text("view/theme", "system"))
    app.setWindowIcon(app_icon())

    window = MainWindow(settings)
    faults = FaultReporter(window)
    faults.install()
    if wanted.file is not None:
        window.announce(wanted.file)
    window.show()
    # The timer runs after the events already waiting, the first paint among them.
    QTimer.singleShot(0, lambda: window.begin(wanted.file))
    log.info("started, version %s", __version__)
    code = app.exec()
    faults.remove()
    log.info("ended, code %d", code)
    return code
