"""Backups of one session file: made, verified, thinned, listed.

They lie in this person's data folder, under the file's own uuid, so that moving or renaming the
session file does not lose them. Each is made by SQLite's online backup in one step (a copy of
the file taken while somebody writes is often broken) and counts only after it has been opened
and found whole. The name carries a running number, date, reason and the edition of the file it
was made of. The number gives the order: the clock may have been wrong, or set back.
"""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rapporteur.domain.errors import UserError
from rapporteur.storage import connection as connections
from rapporteur.storage.disk import private_file, remove_file, sync_file, sync_folder
from rapporteur.storage.integrity import is_whole

SUFFIX = ".rapporteur"
_NAME = re.compile(r"(\d{6,})--(\d{8}T\d{9}Z)--([a-z0-9-]+)--(\d+)" + re.escape(SUFFIX))
_ORIGIN = "origin.json"

# How many are kept of each kind: the newest in each quarter of an hour, each hour, each week.
QUARTER_HOURS = 24
HOURLY_DAYS = 14
WEEKS = 12

# What was made before a large change is never crowded out by the routine of the same hours.
_ROUTINE = frozenset({"open", "close", "quarter hour"})


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. `at` is in UTC; `edition` counts the transactions of the file until then.

    `number` grows with every backup of the file.
    """

    path: Path
    at: datetime
    reason: str
    edition: int
    size: int
    number: int = 0


class BackupFolder:
    """The backups of one session file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def of(cls, root: Path, file_uuid: str) -> BackupFolder:
        """The backups under `root` of the file with this uuid."""
        return cls(root / re.sub(r"[^0-9a-zA-Z-]", "_", file_uuid))

    def backups(self) -> list[Backup]:
        """All backups, newest first."""
        if not self._folder.is_dir():
            return []
        found = [_described(path) for path in self._folder.iterdir()]
        return sorted((b for b in found if b), key=_order, reverse=True)

    def newest_good(self) -> Backup | None:
        """The newest backup that opens and is whole; None where there is none."""
        return next((b for b in self.backups() if verify(b.path)), None)

    def make(
        self,
        source: sqlite3.Connection,
        origin: Path,
        reason: str,
        edition: int,
        now: datetime,
        *,
        spare: Backup | None = None,
    ) -> Backup:
        """Back up the open database `source` of the file at `origin`, verify, and thin out.

        `spare` is not thinned out, whatever the rotation says. `reason` is a word or two of the
        program, never of the user. Raises `sqlite3.Error`, `OSError`, or `UserError` "backup.bad"
        where the copy is not whole.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S%f")[:-3] + "Z"
        number = max((b.number for b in self.backups()), default=0) + 1
        name = f"{number:06d}--{stamp}--{_word(reason)}--{edition:06d}{SUFFIX}"
        draft = self._folder / f"{name}.part"
        try:
            copy_database(source, draft)
            if not verify(draft):
                raise bad_backup(draft)
            sync_file(draft)
            draft.replace(self._folder / name)
            sync_folder(self._folder)
        finally:
            remove_file(draft)
        self._remember_origin(origin)
        self.thin(now, spare)
        made = _described(self._folder / name)
        if made is None:
            raise bad_backup(draft)
        return made

    def thin(self, now: datetime, spare: Backup | None = None) -> None:
        """Delete what the rotation does not keep; the newest and `spare` are always kept."""
        backups = self.backups()
        kept = kept_backups(backups, now)
        for backup in backups:
            if backup not in kept and backup != spare:
                backup.path.unlink(missing_ok=True)

    def origin(self) -> str:
        """The path of the file that these are backups of, when it was last backed up."""
        try:
            found = json.loads((self._folder / _ORIGIN).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        return str(found.get("path", "")) if isinstance(found, dict) else ""

    def _remember_origin(self, origin: Path) -> None:
        if self.origin() != str(origin):
            text = json.dumps({"path": str(origin)})  # ASCII: a path may hold what is no text
            (self._folder / _ORIGIN).write_text(text, encoding="utf-8")


def folder_of_path(root: Path, path: Path) -> BackupFolder | None:
    """The backups of the file that lay at `path`, for one too damaged to say its own uuid."""
    if not root.is_dir():
        return None
    folders = [BackupFolder(folder) for folder in root.iterdir() if folder.is_dir()]
    fitting = [f for f in folders if f.origin() == str(path) and f.backups()]
    return max(fitting, key=lambda f: f.backups()[0].at, default=None)


def kept_backups(backups: Iterable[Backup], now: datetime) -> set[Backup]:
    """Which of `backups` the rotation keeps.

    A backup from the future (a clock was wrong) counts as made just now.
    """
    newest_first = sorted(backups, key=_order, reverse=True)
    recent = timedelta(minutes=15 * QUARTER_HOURS)
    kept = set(newest_first[:1])
    kept |= {b for b in newest_first if b.reason not in _ROUTINE and now - b.at <= recent}
    periods = (
        (timedelta(minutes=15), recent),
        (timedelta(hours=1), timedelta(days=HOURLY_DAYS)),
        (timedelta(weeks=1), timedelta(weeks=WEEKS)),
    )
    for step, reach in periods:
        seen: set[int] = set()
        for backup in newest_first:
            slot = int(backup.at.timestamp() // step.total_seconds())
            if now - backup.at <= reach and slot not in seen:
                seen.add(slot)
                kept.add(backup)
    return kept


def copy_database(source: sqlite3.Connection, target: Path) -> None:
    """Copy an open database into the new file `target`, private to its owner, in one step."""
    private_file(target)
    with contextlib.closing(sqlite3.connect(target, isolation_level=None)) as copy:
        # The copy is written once and checked; its own journal would only cost time.
        copy.execute("PRAGMA synchronous=OFF")
        source.backup(copy)


def verify(path: Path) -> bool:
    """Whether the database at `path` opens and is whole."""
    try:
        with contextlib.closing(connections.connect(path, read_only=True)) as connection:
            mark = connection.execute("PRAGMA application_id").fetchone()[0]
            return mark == connections.APPLICATION_ID and is_whole(connection)
    except sqlite3.Error:
        return False


def bad_backup(path: Path) -> UserError:
    """A backup that is not whole."""
    return UserError(
        "backup.bad",
        f"The backup {path.name} is not whole and was not used.",
        safe="The session file was not touched.",
        advice="Check the disk, or choose another backup.",
    )


def _described(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    at = datetime.strptime(match[2][:-1] + "000", "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
    try:
        size = path.stat().st_size
    except OSError:
        return None
    return Backup(path, at, match[3].replace("-", " "), int(match[4]), size, int(match[1]))


def _order(backup: Backup) -> tuple[int, datetime]:
    return backup.number, backup.at


def _word(reason: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-")[:40] or "backup"
