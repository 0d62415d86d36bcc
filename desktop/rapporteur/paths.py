"""Where things lie: this person's folders on this system, and the files shipped with the program.

The only module that knows install layouts. Everything else asks here and gets a `Path`.

Folders are created on first use, readable by their owner alone, because logs and temporary
files of a delegation list are personal data even when they hold only ids. A folder that
cannot be made raises `OSError`; the caller knows whether it can do without.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs.api import PlatformDirsABC

APP_NAME = "rapporteur"

_OWNER_ONLY = 0o700


class MissingResourceError(FileNotFoundError):
    """A file that belongs to the program is not there: the installation is incomplete."""


def config_dir() -> Path:
    """Settings of this person: recent files, remembered columns, window geometry."""
    return _private(_folders().user_config_path)


def data_dir() -> Path:
    """What this person's work leaves outside session files: backups, mappings per sender."""
    return _private(_folders().user_data_path)


def log_dir() -> Path:
    """Log files; this is the folder the error dialog offers to open."""
    return _private(_folders().user_log_path)


def cache_dir() -> Path:
    """What can be thrown away at any time without loss."""
    return _private(_folders().user_cache_path)


def temp_dir() -> Path:
    """Half-made files that hold personal data.

    Not the system's temporary folder, which others on a shared workstation may list.
    """
    return _private(cache_dir() / "temp")


def resource(relative: str) -> Path:
    """Return a file or folder shipped with the program, such as ``icons/add.svg``.

    `relative` is written with forward slashes on every system and stays inside the
    resources; anything else is a `ValueError`. Raises `MissingResourceError` if the file is
    not there, naming the file and the folder that was searched.
    """
    inner = PurePosixPath(relative)
    if inner.is_absolute() or ".." in inner.parts or "\\" in relative:
        raise ValueError(f"not a path inside the resources: {relative!r}")
    root = _resource_root()
    path = root.joinpath(*inner.parts)
    if not path.exists():
        raise MissingResourceError(
            f"The program's own file {relative} is missing from {root}. "
            "The installation is incomplete; install Rapporteur again."
        )
    return path


def _resource_root() -> Path:
    """Find the resources folder of a frozen bundle, an installed wheel or a source checkout."""
    package = Path(__file__).resolve().parent
    candidates = [package / "resources", package.parent.parent / "resources"]
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's loader, absent elsewhere
    if bundle is not None:
        candidates.insert(0, Path(bundle) / "resources")
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise MissingResourceError(
        f"The program's resources folder is missing (looked in {candidates[0]}). "
        "The installation is incomplete; install Rapporteur again."
    )


def _folders() -> PlatformDirsABC:
    from platformdirs import PlatformDirs  # noqa: PLC0415 - the command line often needs no folder

    # Without `appauthor=False` Windows would nest the folder in a second one of the same name.
    return PlatformDirs(APP_NAME, appauthor=False)


def _private(folder: Path) -> Path:
    """Create `folder` for its owner alone, and close one that stands open to others."""
    folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
    # Windows folders inherit the profile's access list, and mode bits mean nothing there.
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        folder.chmod(_OWNER_ONLY)
    return folder
