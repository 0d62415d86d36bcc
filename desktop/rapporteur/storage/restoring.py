"""Copies that become files of their own: putting a backup back, and "Save a copy…"."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from rapporteur.domain.errors import UserError
from rapporteur.storage import errors
from rapporteur.storage.backups import Backup, bad_backup, copy_database, verify
from rapporteur.storage.connection import connect
from rapporteur.storage.disk import (
    draft_name,
    give_name,
    private_file,
    refuse_existing,
    remove_file,
    sync_file,
    sync_folder,
)
from rapporteur.storage.tables import new_uuid
from rapporteur.storage.triage import SIDECARS


def put_back(backup: Backup, path: Path) -> Path | None:
    """Make `backup` the file at `path`, which nobody has open; where the old one went.

    The file that was there is set aside beside it, with its journals, never deleted. At every
    moment a whole file bears the name. None where there was no file to set aside.
    """
    if not verify(backup.path):
        raise bad_backup(backup.path)
    draft = _draft_beside(path)
    try:
        private_file(draft)
        shutil.copyfile(backup.path, draft)
        if not verify(draft):
            raise bad_backup(draft)
        sync_file(draft)
        aside = _set_aside(path)
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise errors.os_words(error, path) from error
    finally:
        remove_file(draft)
    return aside


def save_copy(source: sqlite3.Connection, target: Path) -> None:
    """Write the open database `source` to the new file `target`, under a uuid of its own.

    The copy must not share the backups of the original. Raises `UserError` where the name is
    taken or the folder cannot be written; `target` is complete or not there.
    """
    draft = _draft_beside(target)
    try:
        refuse_existing(target)
        copy_database(source, draft)
        with contextlib.closing(connect(draft)) as connection:
            connection.execute("UPDATE file_info SET uuid = ?", (new_uuid(),))
        if not verify(draft):
            raise bad_backup(draft)
        give_name(draft, target)
    except OSError as error:
        raise errors.os_words(error, target) from error
    except sqlite3.Error as error:
        words = errors.database_words(error, target)
        if words is None:
            raise
        raise words from error
    finally:
        remove_file(draft)


def _set_aside(path: Path) -> Path | None:
    if not path.exists():
        return None
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d %H%M%S")
    aside = path.with_name(f"{path.stem} (set aside {stamp}){path.suffix}")
    if os.path.lexists(aside):
        aside = path.with_name(f"{path.stem} (set aside {stamp} {uuid4().hex[:6]}){path.suffix}")
    try:
        os.link(path, aside)
    except OSError:  # a medium without hard links
        shutil.copyfile(path, aside)
        aside.chmod(0o600)
        sync_file(aside)
    for end in SIDECARS:
        journal = path.with_name(path.name + end)
        if journal.exists():
            # Left here, it would be played back into the restored file and destroy it.
            journal.replace(aside.with_name(aside.name + end))
    return aside


def _draft_beside(path: Path) -> Path:
    try:
        there = path.parent.is_dir()
    except OSError as error:
        raise errors.os_words(error, path) from error
    if not there:
        raise UserError(
            "file.no_folder",
            f"The folder {path.parent} is not there.",
            safe="Nothing was written.",
            advice="Choose a folder that exists.",
        )
    return draft_name(path)
