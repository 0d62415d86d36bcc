"""The watch over an open file: is what lies at its path still what was opened?

A sync program, a colleague or Explorer can put another file in its place while it is open.
SQLite would go on writing into the old one, and every further edit would be lost without a
word. The look costs a few microseconds and is taken before and after every write.
"""

from __future__ import annotations

import os
from pathlib import Path

from rapporteur.storage import errors, header


class FileGuard:
    """Remembers which file was opened and in which state this program left it.

    The handle stays open until `close`, because closing it earlier would drop SQLite's locks.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle = path.open("rb", buffering=0)
        found = os.fstat(self._handle.fileno())
        self._identity = (found.st_dev, found.st_ino)
        self._edition = self._read_edition()

    def check(self) -> None:
        """Raise `UserError` where the file is gone, replaced, or written by somebody else."""
        self.check_place()
        if self._read_edition() != self._edition:
            raise errors.changed_elsewhere(self._path)

    def check_place(self) -> None:
        """Raise `UserError` where another file, or none, lies at the path."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            raise errors.missing(self._path) from None
        except OSError as error:
            raise errors.os_words(error, self._path) from error
        if (found.st_dev, found.st_ino) != self._identity:
            raise errors.replaced(self._path)

    def remember(self) -> None:
        """Take the present state as our own: called after each commit of this program."""
        self._edition = self._read_edition()

    @property
    def edition(self) -> int:
        """The number of the file's last transaction that this program knows of."""
        return int.from_bytes(self._edition, "big")

    def close(self) -> None:
        """Let go of the file, after the database has."""
        self._handle.close()

    def _read_edition(self) -> bytes:
        try:
            self._handle.seek(0)
            return self._handle.read(header.SIZE)[header.COUNTER]
        except OSError as error:
            raise errors.os_words(error, self._path) from error
