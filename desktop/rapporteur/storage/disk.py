"""Files on the disk: made for their owner alone, named without overwriting, and made to last."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from uuid import uuid4

from rapporteur.domain.errors import UserError


def private_file(path: Path) -> None:
    """Create the empty file `path` for its owner alone; SQLite gives its journal the same."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def refuse_existing(path: Path) -> None:
    """Raise `UserError` where `path` is taken or its folder is not there."""
    if os.path.lexists(path):
        raise UserError(
            "file.exists",
            f"There is already something at {path}.",
            safe="It was not touched.",
            advice="Choose another name, or open the file that is there.",
        )
    if not path.parent.is_dir():
        raise UserError(
            "file.no_folder",
            f"The folder {path.parent} is not there.",
            safe="Nothing was written.",
            advice="Choose a folder that exists.",
        )


def draft_name(path: Path) -> Path:
    """What the file at `path` is called while it is being made.

    Longer than the names of the lease and the journal, so that a name which leaves no room for
    those beside it is refused before there is a file of that name.
    """
    return path.with_name(f".{path.name}.{uuid4().hex[:20]}.new")


def give_name(draft: Path, path: Path) -> None:
    """Give the finished `draft` its name, never on top of another file, and make it last."""
    sync_file(draft)
    if os.name == "nt":
        draft.rename(path)  # fails where the name is taken
    else:
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:  # a medium without hard links, such as a memory stick
            refuse_existing(path)
            draft.rename(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Return when the content of `path` is on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the names in `folder` are on the disk; Windows has no such call."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_file(path: Path) -> None:
    """Remove `path` and what SQLite left beside it, as far as they are there."""
    for name in (path.name, f"{path.name}-journal"):
        with contextlib.suppress(OSError):
            path.with_name(name).unlink()
