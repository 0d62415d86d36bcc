"""What the program remembers for this person: recent files, geometry, state of each screen.

An ini file in the person's configuration folder. It holds no data of a session apart from the
titles of recently opened files, so that erasing a session needs to look here for one line only.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from rapporteur import paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHeaderView

MAX_RECENT = 10


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A session file opened before. `opened` is in UTC, ISO 8601."""

    path: str
    title: str = ""
    place: str = ""
    opened: str = ""

    @property
    def opened_at(self) -> datetime | None:
        """When it was last opened, in UTC; None where the entry does not say."""
        try:
            return datetime.fromisoformat(self.opened)
        except ValueError:
            return None


class Settings:
    """Typed access to the ini file. Keys are "area/name". A value of the wrong type is ignored."""

    def __init__(self, path: Path | None = None) -> None:
        file = path if path is not None else paths.config_dir() / "settings.ini"
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """The remembered text, else `default`."""
        value = self._store.value(key)
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        """Remember a text."""
        self._store.setValue(key, value)

    def number(self, key: str, default: int = 0) -> int:
        """The remembered whole number, else `default`."""
        try:
            return int(self.text(key))
        except ValueError:
            return default

    def set_number(self, key: str, value: int) -> None:
        """Remember a whole number."""
        self.set_text(key, str(value))

    def flag(self, key: str, *, default: bool = False) -> bool:
        """The remembered yes or no, else `default`."""
        return {"yes": True, "no": False}.get(self.text(key), default)

    def set_flag(self, key: str, *, value: bool) -> None:
        """Remember a yes or no."""
        self.set_text(key, "yes" if value else "no")

    def texts(self, key: str, default: Sequence[str] = ()) -> list[str]:
        """The remembered list of texts (hidden columns, chosen chips), else `default`."""
        try:
            value = json.loads(self.text(key))
        except ValueError:
            return list(default)
        if not isinstance(value, list):
            return list(default)
        return [part for part in value if isinstance(part, str)]

    def set_texts(self, key: str, value: Sequence[str]) -> None:
        """Remember a list of texts."""
        self.set_text(key, json.dumps(list(value), ensure_ascii=False))

    def recent_files(self) -> list[RecentFile]:
        """The files opened last, newest first, whether or not they still exist."""
        try:
            entries = json.loads(self.text("files/recent"))
            return [RecentFile(**entry) for entry in entries][:MAX_RECENT]
        except (ValueError, TypeError):
            return []

    def add_recent(self, path: Path, *, title: str = "", place: str = "") -> None:
        """Put a file at the top of the recent ones."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        entry = RecentFile(str(path), title, place, now)
        others = [other for other in self.recent_files() if other.path != entry.path]
        self._set_recent([entry, *others])

    def forget_recent(self, path: str) -> None:
        """Take a file off the recent ones."""
        self._set_recent([entry for entry in self.recent_files() if entry.path != path])

    def save_window(self, key: str, window: QWidget) -> None:
        """Remember place, size and (of a main window) tool bars of `window`."""
        self._store.setValue(f"{key}/geometry", window.saveGeometry())
        if isinstance(window, QMainWindow):
            self._store.setValue(f"{key}/state", window.saveState())

    def restore_window(self, key: str, window: QWidget) -> bool:
        """Bring `window` back to where it was; False (and untouched) where nothing is known."""
        known = self._bytes(f"{key}/geometry")
        if known is None or not QGuiApplication.screens() or not window.restoreGeometry(known):
            return False
        state = self._bytes(f"{key}/state")
        if state is not None and isinstance(window, QMainWindow):
            window.restoreState(state)
        return True

    def save_parts(self, key: str, part: QSplitter | QHeaderView) -> None:
        """Remember the sizes of a splitter, or order and widths of columns.

        A splitter that was never laid out has no sizes: what is known of it stays.
        """
        if isinstance(part, QSplitter) and not any(part.sizes()):
            return
        self._store.setValue(f"{key}/parts", part.saveState())

    def restore_parts(self, key: str, part: QSplitter | QHeaderView) -> bool:
        """Bring a splitter or header back; False where nothing is known."""
        known = self._bytes(f"{key}/parts")
        return known is not None and part.restoreState(known)

    def flush(self) -> None:
        """Write to the disk now; otherwise Qt does it when it has time."""
        self._store.sync()

    def _set_recent(self, entries: Sequence[RecentFile]) -> None:
        kept = [asdict(entry) for entry in entries[:MAX_RECENT]]
        self.set_text("files/recent", json.dumps(kept, ensure_ascii=False))

    def _bytes(self, key: str) -> QByteArray | None:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else None
