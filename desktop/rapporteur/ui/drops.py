"""Files dragged onto the window: a session is opened, lists go to the import assistant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, QTimer

from rapporteur.ui.notices import Notice, Tone

if TYPE_CHECKING:
    from rapporteur.ui.window import MainWindow

_SESSION = ".rapporteur"
# Meant for the photo of a person, and missed its place.
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".heic", ".tif", ".tiff"})


class Drops:
    """Says what the window takes, and takes it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def wants(self, data: QMimeData) -> bool:
        """Whether the window knows what to do with what is dragged: one session, or lists."""
        return bool(_session(data) or _lists(data))

    def take(self, data: QMimeData) -> None:
        """Open the session or the assistant, once the drag has ended: a dialog opened within
        it would hold up the program from which the files come."""
        session, lists = _session(data), _lists(data)
        if session is not None:
            QTimer.singleShot(0, self._window, lambda: self._window.desk.open(session))
        elif lists:
            QTimer.singleShot(0, self._window, lambda: self._import(lists))

    def _import(self, files: list[Path]) -> None:
        page, translate = self._window.page, QCoreApplication.translate
        if page is None:
            words = translate(
                "Drops",
                "A list goes into a session: open a session or make one, then drop the list again.",
            )
        elif page.bridge.read_only:
            words = translate("Drops", "This session is open to be looked at: no list can come in.")
        else:
            page.take_files(files)
            return
        self._window.messages.show_notice(Notice(words, Tone.WARNING))


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _session(data: QMimeData) -> Path | None:
    """The session file, where exactly one is dragged and nothing else."""
    found = _files(data)
    only = len(found) == 1 and found[0].suffix.casefold() == _SESSION
    return found[0] if only else None


def _lists(data: QMimeData) -> list[Path]:
    """The files that may be lists; of other kinds the assistant says what to do."""
    others = _PICTURES | {_SESSION}
    found = [path for path in _files(data) if path.suffix.casefold() not in others]
    return [path for path in found if not path.is_dir()]
