"""Where lists go that leave the program: the folder last used, the ending of the name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from rapporteur.ui.settings import Settings

_FOLDER = "export/folder"
_ENDING = ".xlsx"


def folder_for(settings: Settings) -> Path:
    """Where the last list went; at first the person's documents, as far as they exist."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    known = (settings.text(_FOLDER), QStandardPaths.writableLocation(place))
    return next((Path(name) for name in known if name and Path(name).is_dir()), Path.home())


def remember_folder(settings: Settings, path: Path) -> None:
    """The next list goes where this one went."""
    settings.set_text(_FOLDER, str(path.parent))


def with_ending(path: Path) -> Path:
    """The path of a workbook, whatever was typed."""
    return path if path.suffix.casefold() == _ENDING else path.with_name(f"{path.name}{_ENDING}")
