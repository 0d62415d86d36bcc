"""Where a session file lies, and where the program keeps what belongs to it."""

from __future__ import annotations

from pathlib import Path

from rapporteur import paths
from rapporteur.domain.errors import UserError
from rapporteur.storage import errors, temporary
from rapporteur.storage.opening import Folders


def own_folders() -> Folders:
    """Where backups, set-aside files and private copies go; what the dead left there is cleared.

    Raises UserError "folder.unusable".
    """
    try:
        data, temp = paths.data_dir(), paths.temp_dir()
        temporary.sweep(temp)
    except OSError as error:
        raise UserError(
            "folder.unusable",
            f"The program's own folder {error.filename} cannot be used: {error.strerror}.",
            safe="Nothing was changed.",
            advice="Backups are kept there. Look whether your home folder is there, may be "
            "written and has room.",
        ) from error
    return Folders(data / "backups", data / "quarantine", temporary.own_folder(temp))


def place_of(path: Path) -> Path:
    """Where `path` leads to in the end; UserError for links that lead nowhere."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # the second is Python's word for links in a circle
        raise errors.cannot_open(path) from error
