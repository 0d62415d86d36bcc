"""A journal left beside the file: does it belong to it?

After a crash it does, and SQLite must play it back. After somebody has copied a backup over the
crashed file it does not, and playing it back would destroy the file. Which of the two is tried
on copies: whichever is whole, and agrees with its own history, is right. The other one is kept
in a quarantine folder, never thrown away.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from uuid import uuid4

from rapporteur.storage import connection as connections
from rapporteur.storage import errors
from rapporteur.storage.disk import sync_file, sync_folder
from rapporteur.storage.integrity import is_whole
from rapporteur.storage.schema import SCHEMA_VERSION

SIDECARS = ("-journal", "-wal")


class Verdict(Enum):
    """What to do with what lies beside the file."""

    PLAY_BACK = "play back"
    SET_ASIDE = "set aside"


def leftovers(path: Path) -> list[Path]:
    """The journals beside the file that are not empty."""
    beside = [path.with_name(path.name + end) for end in SIDECARS]
    return [p for p in beside if p.exists() and p.stat().st_size > 0]


def settle(path: Path, quarantine: Path) -> None:
    """Make the file at `path` fit to be opened. Nobody else may have it open.

    Both generations go to a folder of their own under `quarantine` first. Raises `UserError`
    "file.damaged" where neither is whole; the file is left alone then.
    """
    beside = leftovers(path)
    if not beside:
        return
    keep = _new_folder(quarantine, path)
    kept = _copy_all(path, beside, keep)
    verdict = judge(kept, keep)
    if verdict is None:
        raise errors.damaged(path)
    if verdict is Verdict.SET_ASIDE:
        sync_file(path)  # from here on nothing else could repair it
        for leftover in beside:
            leftover.unlink()
        sync_folder(path.parent)


def settled_copy(path: Path, folder: Path) -> Path:
    """A copy of the file at `path` in `folder`, fit to be read, the file itself untouched."""
    keep = _new_folder(folder, path)
    beside = leftovers(path)
    copy = _copy_all(path, beside, keep)
    if beside:
        verdict = judge(copy, keep)
        if verdict is None:
            raise errors.damaged(path)
        if verdict is Verdict.SET_ASIDE:
            for leftover in leftovers(copy):
                leftover.unlink()
        with contextlib.closing(connections.connect(copy)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return copy


def judge(copy: Path, folder: Path) -> Verdict | None:
    """Try both on further copies in `folder`; None where neither is whole.

    Where both are whole, the file as it lies is right: either its last transaction had reached
    the disk complete, or somebody put a whole file there on purpose.
    """
    trials = folder / "trials"
    try:
        if _passes(_copy_all(copy, [], trials / "without")):
            return Verdict.SET_ASIDE
        if _passes(_copy_all(copy, leftovers(copy), trials / "with")):
            return Verdict.PLAY_BACK
        return None
    finally:
        shutil.rmtree(trials, ignore_errors=True)


def _passes(copy: Path) -> bool:
    # Late: only a file that was left in the middle of an edit needs the database library here.
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415

    from rapporteur.storage.engine import make_engine  # noqa: PLC0415
    from rapporteur.storage.replay import history_agrees  # noqa: PLC0415

    try:
        with contextlib.closing(connections.connect(copy)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if not is_whole(connection):
                return False
        if version != SCHEMA_VERSION:
            return True  # its history cannot be read before the migration
        engine = make_engine(copy, read_only=True)
        try:
            with engine.connect() as reader:
                return history_agrees(reader)
        finally:
            engine.dispose()
    except (sqlite3.Error, DBAPIError, ValueError, KeyError):
        return False


def _new_folder(root: Path, path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    folder = root / f"{stamp}-{path.stem}-{uuid4().hex[:6]}"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    return folder


def _copy_all(path: Path, beside: list[Path], folder: Path) -> Path:
    """Copy the file and its journals under its own name, readable by the owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for source in (path, *beside):
        target = folder / source.name
        shutil.copyfile(source, target)
        target.chmod(0o600)
        if os.name == "posix":
            sync_file(target)
    return folder / path.name
