"""Files leave the program whole or not at all.

A file is written beside its target under a name of its own, brought to the disk, opened again
and checked, and only then takes the target's place in one step. Whatever happens before that
step, the file that was there is still there and complete.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from rapporteur.domain.errors import UserError

_PART = ".part"
_OWNER_ONLY = 0o600
_CHUNK = 1 << 20
_DATABASE = b"SQLite format 3\x00"  # how session files begin


class DamagedOutputError(Exception):
    """What was written does not read back as it should: a fault of the disk or of the program."""


def replace_file(
    target: Path, write: Callable[[Path], None], check: Callable[[Path], None]
) -> None:
    """Let `write` make a file that takes the place of `target` once `check` has passed it.

    `check` raises `DamagedOutputError` where the file is not what it should be. A new file
    is readable by its owner alone; a replaced one keeps its permissions. Raises UserError
    "export.*" where the disk, the folder or another program stands in the way; `target` is
    then as it was.
    """
    refuse_target(target)
    _sweep(target)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}{_PART}")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _mode(target)))
        write(part)
        _to_disk(part)
        check(part)
        os.replace(part, target)  # noqa: PTH105 - named like the step it is, in F20 and in tests
    except DamagedOutputError as error:
        raise _refusal(
            "export.damaged",
            f"The file {target.name} could not be read back after writing: {error}.",
            "Try again, or choose another disk.",
        ) from error
    except OSError as error:
        raise _explained(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    _folder_to_disk(target.parent)


def refuse_target(target: Path) -> None:
    """Raise UserError where something lies at `target` that no list may take the place of."""
    if target.is_dir():  # "" among them, which is the current folder
        raise _folder_words(target)
    if not target.exists():
        return
    if not target.is_file():
        raise _refusal(
            "export.no_file", f"{target} is a device or a pipe.", "Choose the name of a file."
        )
    with contextlib.suppress(OSError), target.open("rb") as present:
        if present.read(len(_DATABASE)) == _DATABASE:
            raise _refusal(
                "export.over_session",
                f"{target.name} is a database, perhaps the session file itself.",
                "Choose another name; those of workbooks end in .xlsx.",
            )


def check_workbook(path: Path, rows: Sequence[int]) -> None:
    """Read every part of an .xlsx file to its end and count the rows of its sheets.

    The packer's checksums are compared on the way. `rows` are the numbers of rows that were
    written, sheet by sheet. Raises `DamagedOutputError`.
    """
    try:
        with zipfile.ZipFile(path) as package:
            found = {name: _count_rows(package, name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise DamagedOutputError(str(error)) from error
    sheets = [found.get(f"xl/worksheets/sheet{number}.xml") for number in range(1, len(rows) + 1)]
    if sheets != list(rows):
        raise DamagedOutputError(f"{sheets} rows instead of {list(rows)}")


def _count_rows(package: zipfile.ZipFile, name: str) -> int:
    """Number of row elements of one part; reading it to the end compares its checksum."""
    mark, count, tail = b"<row ", 0, b""
    with package.open(name) as part:
        while chunk := part.read(_CHUNK):
            block = tail + chunk
            count += block.count(mark)
            tail = block[-len(mark) + 1 :]
    return count


def _mode(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        return _OWNER_ONLY


def _sweep(target: Path) -> None:
    """Remove what a killed export to the same target left behind; it may hold passports."""
    prefix = f".{target.name}."
    with contextlib.suppress(OSError):
        for entry in list(target.parent.iterdir()):
            token = entry.name.removeprefix(prefix).removesuffix(_PART)
            if entry.name == f"{prefix}{token}{_PART}" and len(token) == 8 and token.isalnum():
                entry.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as written:
        os.fsync(written.fileno())


def _folder_to_disk(folder: Path) -> None:
    """Bring the new name to the disk where the system can; Windows does it by itself."""
    if os.name != "posix":
        return
    # The file is in place; a file system that cannot sync a folder is no reason to refuse.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explained(error: OSError, target: Path) -> UserError:
    """The words for what the system refused."""
    if not target.parent.is_dir():
        return _refusal(
            "export.no_folder",
            f"The folder {target.parent} is not there.",
            "Choose another folder.",
        )
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _refusal(
            "export.disk_full",
            f"There is no room on the disk for {target.name} in {target.parent}.",
            "Free some space or choose another disk.",
        )
    if target.is_dir():
        return _folder_words(target)
    if isinstance(error, PermissionError) and target.exists():
        return _refusal(
            "export.in_use",
            f"The file {target.name} cannot be replaced: another program has it open, or you may "
            f"not write to the folder {target.parent}.",
            "If it is open in Excel, close it there and export again, or choose another name.",
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return _refusal(
            "export.not_writable",
            f"You may not write to the folder {target.parent}.",
            "Choose another folder.",
        )
    return _refusal(
        "export.failed",
        f"The file {target.name} could not be written to {target.parent}: "
        f"{error.strerror or type(error).__name__}.",
        "Try again, or choose another folder.",
    )


def _folder_words(target: Path) -> UserError:
    return _refusal(
        "export.is_folder", f"{target} is a folder.", "Choose another name for the file."
    )


def _refusal(code: str, message: str, advice: str) -> UserError:
    return UserError(
        code,
        message,
        safe="Nothing was lost: the session is saved, and a file that was there is unchanged.",
        advice=advice,
    )
