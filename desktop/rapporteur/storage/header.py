"""The first hundred bytes of a file: is it one of ours at all?

Only read before the database is open: on POSIX systems closing any handle of a file drops the
locks that this process holds on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rapporteur.domain.errors import UserError
from rapporteur.storage import errors
from rapporteur.storage.connection import APPLICATION_ID

SIZE = 100
COUNTER = slice(24, 28)  # grows with every transaction that writes

_MAGIC = b"SQLite format 3\x00"
_OTHERS = (
    (b"PK\x03\x04", "a Word or Excel document or another archive"),
    (b"\xd0\xcf\x11\xe0", "an older Word or Excel document"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a text document"),
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a session file says. `edition` grows with every transaction."""

    user_version: int
    edition: int
    page_size: int
    page_count: int
    page_count_valid: bool


def read_header(path: Path) -> Header:
    """The header of the session file at `path`.

    Raises `UserError` naming what the file is instead, or why it cannot be read.
    """
    try:
        if path.is_dir():
            raise _refused("file.folder", f"{path} is a folder, not a session file.")
        if path.exists() and not path.is_file():  # a pipe would be waited for, without end
            raise _refused("file.foreign", f"{path} is a device or a pipe, not a session file.")
        with path.open("rb") as file:
            head = file.read(SIZE)
    except FileNotFoundError:
        raise UserError(
            "file.missing",
            f"There is no file at {path}.",
            safe="Nothing was changed.",
            advice="Look whether it was moved or renamed, or whether its disk is connected.",
        ) from None
    except OSError:
        raise errors.cannot_open(path) from None
    return _judged(path, head)


def _judged(path: Path, head: bytes) -> Header:
    name = path.name
    if not head:
        raise _refused("file.empty", f"{name} is empty (0 bytes).")
    for start, what in _OTHERS:
        if head.startswith(start):
            raise _refused("file.foreign", f"{name} is {what}, not a session file.")
    if not head.strip(b"\x00"):
        raise errors.damaged(path)
    if not head.startswith(_MAGIC) or len(head) < SIZE:
        raise _refused(
            "file.foreign", f"{name} is not a session file, or it is encrypted or damaged."
        )
    if _number(head[68:72]) != APPLICATION_ID:
        raise _refused("file.foreign", f"{name} is a database of another program.")
    page_size = _number(head[16:18])
    return Header(
        user_version=_number(head[60:64]),
        edition=_number(head[COUNTER]),
        page_size=65536 if page_size == 1 else page_size,
        page_count=_number(head[28:32]),
        page_count_valid=head[COUNTER] == head[92:96],
    )


def refuse_cut(path: Path, header: Header) -> None:
    """Raise `UserError` where the end of the file is missing. Not for use beside a journal."""
    if header.page_count_valid and path.stat().st_size < header.page_count * header.page_size:
        raise errors.damaged(path)


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _refused(code: str, message: str) -> UserError:
    return UserError(code, message, safe="The file was not touched.", advice="Choose another file.")
