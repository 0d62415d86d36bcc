"""Whether a file is one of ours that nobody has touched since it was written.

A Word document bears a mark of its own (see `word.marks`). A PDF ends with a digest of all that
stands before it: whatever signs, stamps or fills it adds to its end. A workbook says when it was
made and when it was changed last, which Excel sets anew when it saves; other programs pack the
parts with the time of the day.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from pathlib import Path

_PDF_MARK = b"%Rapporteur sha256 "
_DIGEST = 64
_CORE = "docProps/core.xml"
_MADE = re.compile(rb"<dcterms:created[^>]*>([^<]*)<")
_CHANGED = re.compile(rb"<dcterms:modified[^>]*>([^<]*)<")
_PACKED = (1980, 1, 1, 0, 0, 0)  # what our writer, and Excel, give to every part
_CHANGER = re.compile(rb"<cp:lastModifiedBy>[^<]+<")


def untouched(path: Path) -> bool:
    """Whether `path` is a document of ours that nobody has changed since it was written.

    False for every other file, and for one that cannot be read.
    """
    suffix = path.suffix.casefold()
    try:
        if suffix == ".docx":
            from rapporteur.documents.word import marks  # noqa: PLC0415 - a heavy library

            return marks.untouched(path)
        if suffix == ".pdf":
            return _untouched_pdf(path.read_bytes())
        if suffix == ".xlsx":
            return _untouched_workbook(path)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, KeyError):
        return False
    return False


def mark_pdf(path: Path) -> None:
    """Put the digest of the file at its end, where readers of PDF pass over it."""
    content = path.read_bytes()
    with path.open("ab") as file:
        file.write(_PDF_MARK + hashlib.sha256(content).hexdigest().encode() + b"\n")


def _untouched_pdf(content: bytes) -> bool:
    length = len(_PDF_MARK) + _DIGEST + 1
    before, mark = content[:-length], content[-length:]
    digest = hashlib.sha256(before).hexdigest().encode()
    return mark == _PDF_MARK + digest + b"\n"


def _untouched_workbook(path: Path) -> bool:
    with zipfile.ZipFile(path) as package:
        core = package.read(_CORE)
        packed = {entry.date_time for entry in package.infolist()}
    if packed != {_PACKED}:
        return False
    made, changed = _MADE.search(core), _CHANGED.search(core)
    if made is None or changed is None or _CHANGER.search(core):
        return False
    return made[1] == changed[1]
