"""The window's way into the program: arguments, log, look, window; the file comes after.

What stands before the first paint decides how fast the program feels, so nothing heavy is
imported here: the database and the screens follow once the frame is on the screen.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rapporteur import __version__, paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from rapporteur.ui.window import MainWindow

_LOG_BYTES = 1_000_000
_LOG_FILES = 5
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

log = logging.getLogger("rapporteur")


def main(arguments: Sequence[str]) -> int:
    """Run the program until its window is closed; the exit code is that of Qt's event loop."""
    wanted = _parser().parse_args(arguments)
    if wanted.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # heard only before Qt is imported
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
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - late: start-up time

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
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from rapporteur.ui.first_paint import after_first_paint  # noqa: PLC0415
    from rapporteur.ui.settings import Settings  # noqa: PLC0415
    from rapporteur.ui.theme import apply_first_theme, load_first_fonts  # noqa: PLC0415
    from rapporteur.ui.translation import install_translation  # noqa: PLC0415
    from rapporteur.ui.window import MainWindow  # noqa: PLC0415

    app = QApplication(sys.argv[:1])
    app.setApplicationName("rapporteur")
    app.setApplicationDisplayName("Rapporteur")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("rapporteur")
    install_translation(app)
    settings = Settings()
    load_first_fonts()
    theme = wanted.theme or settings.text("view/theme", "system")
    apply_first_theme(app, theme)

    window = MainWindow(settings)
    if wanted.file is not None:
        window.announce(wanted.file)
    after_first_paint(window, lambda: _bring_the_rest(app, window, theme, wanted.file))
    window.show()
    return app.exec()


def _bring_the_rest(app: QApplication, window: MainWindow, theme: str, file: Path | None) -> None:
    """Bring the rest: log, fault reports, icons, further fonts, and the file."""
    from rapporteur.storage.temporary import sweep  # noqa: PLC0415 - late, as above
    from rapporteur.ui.classes import make_classes  # noqa: PLC0415 - late, as above
    from rapporteur.ui.faults import FaultReporter  # noqa: PLC0415 - late, as above
    from rapporteur.ui.garbage import GarbageCollector  # noqa: PLC0415 - late, as above
    from rapporteur.ui.icons import app_icon  # noqa: PLC0415 - late, as above
    from rapporteur.ui.theme import apply_theme, load_more_fonts  # noqa: PLC0415 - late, as above

    _start_log()
    FaultReporter(window).install()
    GarbageCollector(app)
    with contextlib.suppress(OSError):
        sweep(paths.temp_dir())
    load_more_fonts()
    make_classes()
    apply_theme(app, theme)
    app.setWindowIcon(app_icon())
    log.info("started, version %s", __version__)
    window.begin(file)
