"""The order in which a file is opened; nothing is written before the last question is answered.

1. Header: one of ours, whole, not of a newer version (those open for viewing).
2. The folder can be written, and the lease is ours.
3. A journal left by a crash: does it belong to the file?
4. The schema is the known one.
5. The content is whole.
6. A verified backup, if anything changed since the last one.
7. Migration, if the file is older. Then, and only then, the file is writable.

Where writing is impossible the file opens for viewing, with the reason in words.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rapporteur import __version__
from rapporteur.domain.errors import UserError
from rapporteur.storage import backups, errors, schema, triage
from rapporteur.storage.backups import Backup, BackupFolder
from rapporteur.storage.connection import connect
from rapporteur.storage.guard import FileGuard
from rapporteur.storage.header import Header, read_header, refuse_cut
from rapporteur.storage.integrity import is_whole
from rapporteur.storage.lease import Lease, read_holder

if TYPE_CHECKING:
    from sqlalchemy import Engine

VIEW_ONLY = "The file was opened for viewing only."


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a file's backups, set-aside generations and private copies lie."""

    backups: Path
    quarantine: Path
    temp: Path


class FileDamaged(UserError):  # noqa: N818 - a state that the user is told of, by its name
    """The file is damaged or not what it was; `backup` is its newest good backup, or None."""

    def __init__(self, words: UserError, backup: Backup | None) -> None:
        advice = words.advice
        if backup is not None:
            advice = (
                f"Restore the newest good backup, of {_shown(backup.at)}; "
                "the damaged file will be set aside, not deleted."
            )
        super().__init__(words.code, words.message, safe=words.safe, advice=advice)
        self.backup = backup


@dataclass
class OpenFile:
    """An open file; reading goes through `engine`, edits through `writer`.

    Without `lease` and `guard` it is only looked at, for `reason`. `shown` is the database to
    be read: the file itself, or a private copy of it.
    """

    path: Path
    shown: Path
    backups: BackupFolder
    reason: str = ""
    lease: Lease | None = None
    guard: FileGuard | None = None
    private_copy: Path | None = None
    newer: bool = False  # written by a version of the program that may mean more by it

    @cached_property
    def engine(self) -> Engine:
        """The engine of the database, made when it is first asked for."""
        # Late: the command line looks files over without the library behind this.
        from rapporteur.storage.engine import make_engine  # noqa: PLC0415

        return make_engine(self.shown, read_only=self.guard is None)

    @cached_property
    def writer(self) -> Engine:
        """The same for edits."""
        from rapporteur.storage.engine import writing  # noqa: PLC0415 - late, as above

        return writing(self.engine)

    def close(self, *, keep_lease: bool = False) -> None:
        """Let go of everything that was taken, in the order that keeps the locks valid."""
        if "engine" in self.__dict__:
            self.engine.dispose()
        if self.guard is not None:
            self.guard.close()
            remove_empty_journal(self.path)
        if self.lease is not None and not keep_lease:
            self.lease.release()
        if self.private_copy is not None:
            shutil.rmtree(self.private_copy, ignore_errors=True)


def open_for_edit(
    path: Path,
    folders: Folders,
    *,
    take_over: bool = False,
    lease: Lease | None = None,
    empty: bool = False,
) -> OpenFile:
    """Open the file for editing, or for viewing where it cannot be written.

    A `lease` that the caller holds already is used, and stays the caller's on failure. A file
    known to be `empty` is not backed up: there is nothing in it to go back to. Raises
    `FileInUse`, `FileDamaged`, or another `UserError` that names the reason.
    """
    with _damage_in_words(path, folders):
        head = _checked_header(path)
        if head.user_version > schema.SCHEMA_VERSION:
            return _open_view(path, folders, head, _newer_words(path))
        if obstacle := _obstacle(path):
            return _open_view(path, folders, head, obstacle)
        mine = lease
        try:
            mine = mine or Lease.acquire(path, take_over=take_over)
        except OSError as error:
            return _open_view(path, folders, head, _lease_words(error, path))
        try:
            return _open_writable(path, folders, mine, empty=empty)
        except BaseException:
            if lease is None:
                mine.release()
            raise


def open_for_view(path: Path, folders: Folders) -> OpenFile:
    """Open the file for viewing; not one of its bytes changes, nor anything beside it."""
    with _damage_in_words(path, folders):
        head = _checked_header(path)
        reason = VIEW_ONLY
        if head.user_version > schema.SCHEMA_VERSION:
            reason = _newer_words(path)
        return _open_view(path, folders, head, reason)


def newest_good_backup(path: Path, folders: Folders) -> Backup | None:
    """The newest good backup of the file that lies, or lay, at `path`."""
    folder = backups.folder_of_path(folders.backups, path)
    return folder.newest_good() if folder else None


def remove_empty_journal(path: Path) -> None:
    """Tidy up what TRUNCATE mode leaves beside a file that is closed."""
    journal = path.with_name(f"{path.name}-journal")
    with contextlib.suppress(OSError):
        if journal.stat().st_size == 0:
            journal.unlink()


def _open_writable(path: Path, folders: Folders, lease: Lease, *, empty: bool) -> OpenFile:
    triage.settle(path, folders.quarantine)
    head = read_header(path)
    with contextlib.closing(connect(path)) as connection:
        _check_content(connection, path, head.user_version)
        found = connection.execute("SELECT uuid, written_by FROM file_info").fetchone()
        folder = BackupFolder.of(folders.backups, found[0])
        older = head.user_version < schema.SCHEMA_VERSION
        problem = None
        if not empty:
            problem = _back_up_first(connection, path, folder, head.edition, migration=older)
        if problem is None and found[1] != __version__:
            connection.execute("UPDATE file_info SET written_by = ?", (__version__,))
    if problem is not None:
        lease.release()
        return _open_view(path, folders, head, problem)
    if older:
        _upgrade(path)
    guard = FileGuard(path)
    return OpenFile(path, path, folder, lease=lease, guard=guard)


def _open_view(path: Path, folders: Folders, head: Header, reason: str) -> OpenFile:
    shown = path
    private: Path | None = None
    older = head.user_version < schema.SCHEMA_VERSION
    crashed = bool(triage.leftovers(path)) and not _held_by_somebody(path)
    if older or crashed:
        # What would have to be written to read it is written to a copy that nobody else sees.
        shown = triage.settled_copy(path, folders.temp)
        private = shown.parent
    try:
        if older:
            with contextlib.closing(connect(shown)) as connection:
                _check_content(connection, path, head.user_version)
            _upgrade(shown)
        with contextlib.closing(connect(shown, read_only=True)) as connection:
            _check_content(connection, path, max(head.user_version, schema.SCHEMA_VERSION))
            if head.user_version > schema.SCHEMA_VERSION:
                reason = _newer_words(path, _written_by(connection))
            uuid = connection.execute("SELECT uuid FROM file_info").fetchone()[0]
    except BaseException:
        if private is not None:
            shutil.rmtree(private, ignore_errors=True)
        raise
    folder = BackupFolder.of(folders.backups, uuid)
    newer = head.user_version > schema.SCHEMA_VERSION
    return OpenFile(path, shown, folder, reason=reason, private_copy=private, newer=newer)


def _upgrade(path: Path) -> None:
    from rapporteur.storage.migrations.upgrade import upgrade  # noqa: PLC0415 - late, as above

    upgrade(path)


def _checked_header(path: Path) -> Header:
    head = read_header(path)
    if not triage.leftovers(path):
        refuse_cut(path, head)
    return head


def _check_content(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Schema first: a stranger's checks and triggers must not run, not even to be checked."""
    if version == schema.SCHEMA_VERSION:
        schema.refuse_other_schema(connection, path.name)
    else:
        schema.refuse_programs(connection, path.name)
        if version > schema.SCHEMA_VERSION and not schema.has_known_columns(connection):
            raise UserError(
                "file.newer",
                _newer_words(path, _written_by(connection)),
                safe="The file was not touched.",
                advice="Open it with the newer version of the program.",
            )
    if not is_whole(connection):
        raise errors.damaged(path)


def _back_up_first(
    connection: sqlite3.Connection,
    path: Path,
    folder: BackupFolder,
    edition: int,
    *,
    migration: bool,
) -> str | None:
    """Back up what has changed since the last time; in words why not, where that fails."""
    made = folder.backups()
    if made and made[0].edition == edition and not migration:
        return None
    try:
        folder.make(
            connection, path, "migration" if migration else "open", edition, datetime.now(UTC)
        )
    except OSError as error:
        words = errors.os_words(error, path)
    except sqlite3.Error as error:
        found = errors.database_words(error, path)
        if found is None:
            raise
        words = found
    else:
        return None
    return f"No backup could be made, so the file is open for viewing only. {words.message}"


def _obstacle(path: Path) -> str | None:
    """Why the file cannot be written, as far as the system says so beforehand."""
    if not os.access(path, os.W_OK):
        return _protected_words(path)
    if not os.access(path.parent, os.W_OK):
        return _protected_words(path.parent)
    return None


def _held_by_somebody(path: Path) -> bool:
    holder = read_holder(path)
    return holder is not None and holder.alive()


def _written_by(connection: sqlite3.Connection) -> str:
    try:
        return str(connection.execute("SELECT written_by FROM file_info").fetchone()[0])
    except (sqlite3.Error, TypeError):
        return ""


def _protected_words(what: Path) -> str:
    kind = "The folder" if what.is_dir() else "The file"
    return f"{kind} {what} is write-protected, so nothing can be changed here."


def _lease_words(error: OSError, path: Path) -> str:
    """Why nothing can be written beside the file, where the system said so only on trying."""
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return _protected_words(path.parent)
    return f"{errors.os_words(error, path).message} So the file is open for viewing only."


def _newer_words(path: Path, version: str = "") -> str:
    made = f"version {version}" if version else "a newer version"
    return (
        f"{path.name} was made by {made} of the program; yours is {__version__}. "
        "It can be viewed, not changed."
    )


def _shown(at: datetime) -> str:
    return at.astimezone().strftime("%d.%m.%Y %H:%M")


@contextlib.contextmanager
def _damage_in_words(path: Path, folders: Folders) -> Iterator[None]:
    """Name the newest good backup wherever the file itself cannot be used."""
    try:
        with errors.sorted_errors(path):
            yield
    except UserError as words:
        if words.code not in {"file.damaged", "file.empty", "file.foreign", "file.schema"}:
            raise
        backup = newest_good_backup(path, folders)
        if words.code != "file.damaged" and backup is None:
            raise
        raise FileDamaged(words, backup) from words
