"""Private copies of session files, which live no longer than the program that made them.

Each running program has a folder of its own in this person's temporary folder. A program that
was killed leaves its folder behind, with people's data in it; the next one to open a file on
this computer clears it away.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from rapporteur.storage import processes

# Where the system does not tell whether a process is alive, its folder is left alone this long.
_PATIENCE = 24 * 3600


def own_folder(root: Path) -> Path:
    """This program's folder in `root`; not made here, and gone when it is empty at `leave`."""
    return root / f"{os.getpid()}-{processes.own_mark()}"


def leave(root: Path) -> None:
    """Remove this program's folder unless something in it is still in use."""
    folder = own_folder(root)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def sweep(root: Path) -> None:
    """Remove everything in `root` that does not belong to a living program."""
    for entry in list(root.iterdir()):
        if entry.is_symlink() or not entry.is_dir():
            entry.unlink(missing_ok=True)
        elif not _in_use(entry):
            shutil.rmtree(entry, ignore_errors=True)


def _in_use(folder: Path) -> bool:
    pid, _, mark = folder.name.partition("-")
    if not (pid.isascii() and pid.isdigit()):
        return False
    found = processes.start_mark(int(pid))
    if found is None:
        return time.time() - folder.stat().st_mtime < _PATIENCE
    return found == mark
