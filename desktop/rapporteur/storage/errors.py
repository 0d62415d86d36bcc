"""Faults of files and disks in words: the one place where error codes are sorted.

What the user can do something about becomes a `UserError`; everything else is a fault of the
program and stays what it is. No message here ever holds a value from a session.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rapporteur.domain.errors import UserError

NOT_SAVED = "This change was not saved; everything saved before it is in the file."

_MB = 1024 * 1024


@contextmanager
def sorted_errors(path: Path, *, reading: bool = False) -> Iterator[None]:
    """Turn errors of the database in the body into words about the file at `path`.

    A body that is only `reading` and yet was refused a write is a fault of the program.
    """
    try:
        yield
    except Exception as error:
        words = database_words(error, path)
        if words is None or (reading and words.code == "file.write_protected"):
            raise
        raise words from error


def database_words(error: Exception, path: Path) -> UserError | None:
    """The words for a database error; None where it is none, or the program is at fault."""
    # SQLAlchemy wraps the driver's error and keeps it under this name. Asking for it by name
    # spares the command line from loading the library only to recognise its errors.
    original = getattr(error, "orig", error)
    if not isinstance(original, sqlite3.Error):
        return None
    code = getattr(original, "sqlite_errorcode", None)
    if code is None:
        return None
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return replaced(path)
    make = _BY_CODE.get(code & 0xFF)  # the low byte is the kind, the rest the detail
    return make(path) if make else None


def os_words(error: OSError, path: Path) -> UserError:
    """The words for an error of the operating system while working on `path`."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full(path)
    if error.errno == errno.ENAMETOOLONG:
        return name_too_long(path)
    if isinstance(error, FileNotFoundError):
        return missing(path)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return UserError(
            "file.no_permission",
            f"This system does not allow writing {path}.",
            safe=NOT_SAVED,
            advice="Choose a folder in which you may write, or ask your administrator.",
        )
    return disk_error(path)


def disk_full(path: Path) -> UserError:
    """The disk is full. A change needs at most as much room as the file itself takes."""
    size = path.stat().st_size if path.exists() else 0
    needed = max(size, _MB)
    return UserError(
        "disk.full",
        f"The disk {_disk(path)} is full: {_amount(_free(path))} are free, "
        f"up to {_amount(needed)} ({needed:,} bytes) are needed.",
        safe=NOT_SAVED,
        advice="Free some space and do it again; the program need not be restarted.",
    )


def disk_error(path: Path) -> UserError:
    """The disk refused to read or write."""
    return UserError(
        "disk.error",
        f"The disk {_disk(path)} reported an error while working on {path.name}.",
        safe=NOT_SAVED,
        advice="Try again; if it happens again, save a copy on another disk.",
    )


def locked(path: Path) -> UserError:
    """Another program holds the file."""
    return UserError(
        "file.locked",
        f"Another program is using {path.name} and did not let go of it for 15 seconds.",
        safe=NOT_SAVED,
        advice="Close what may be reading the file, such as a backup or a sync program, "
        "and try again.",
    )


def write_protected(path: Path) -> UserError:
    """The file or its folder became read-only."""
    return UserError(
        "file.write_protected",
        f"{path.name} or its folder is write-protected.",
        safe=NOT_SAVED,
        advice="Remove the protection, or save a copy in another folder and work there.",
    )


def damaged(path: Path) -> UserError:
    """The content of the file is broken."""
    return UserError(
        "file.damaged",
        f"{path.name} is damaged.",
        safe="The file was left as it is.",
        advice="Restore the newest backup.",
    )


def cannot_open(path: Path) -> UserError:
    """The file is there but cannot be opened."""
    return UserError(
        "file.cannot_open",
        f"{path} cannot be opened.",
        safe="Nothing was changed.",
        advice="Look whether the folder is reachable and whether you may read the file.",
    )


def name_too_long(path: Path) -> UserError:
    """The name leaves no room for those of the files that lie beside it while it is open."""
    return UserError(
        "file.name_too_long",
        f"The name {path.name} is too long for this system.",
        safe="Nothing was written.",
        advice="Choose a name of less than 200 letters; of Cyrillic or Hindi ones, less than 80.",
    )


def missing(path: Path) -> UserError:
    """Nothing is at `path`."""
    return UserError(
        "file.missing",
        f"There is no file at {path}; it was moved, renamed or deleted.",
        safe=NOT_SAVED,
        advice="Put the file back, or save a copy and go on there.",
    )


def replaced(path: Path) -> UserError:
    """Another file has taken the place of the one that was opened."""
    return UserError(
        "file.replaced",
        f"The file at {path} is no longer the one that was opened: another one took its place, "
        "perhaps put there by a sync program.",
        safe=NOT_SAVED,
        advice="Save a copy of what you see under another name, then open both and compare.",
    )


def changed_elsewhere(path: Path) -> UserError:
    """Somebody else has written to the file."""
    return UserError(
        "file.changed",
        f"{path.name} was changed by another program since this window last wrote it.",
        safe=NOT_SAVED,
        advice="Open the file again to see both, then make the change once more.",
    )


_BY_CODE: dict[int, Callable[[Path], UserError]] = {
    sqlite3.SQLITE_FULL: disk_full,
    sqlite3.SQLITE_IOERR: disk_error,
    sqlite3.SQLITE_BUSY: locked,
    sqlite3.SQLITE_LOCKED: locked,
    sqlite3.SQLITE_READONLY: write_protected,
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: damaged,
    sqlite3.SQLITE_CANTOPEN: cannot_open,
    sqlite3.SQLITE_PERM: cannot_open,
}


def _disk(path: Path) -> str:
    """The name under which people know the disk of `path`: a drive or a mount point."""
    place = path.absolute()
    while not os.path.ismount(place) and place != place.parent:
        place = place.parent
    return str(place)


def _free(path: Path) -> int:
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return 0


def _amount(count: int) -> str:
    return f"{count / _MB:.1f} MB"
