"""One container, one meaning: tricks by which two readers see different files in the same bytes.

A container is checked by one reader and its values are read by another. Where the two could
disagree about what the parts are, nothing that was checked is worth anything. Runs in the
reading process.
"""

from __future__ import annotations

import re
import zipfile

from rapporteur.exchange.incoming.limits import Limits, Refused

_END_RECORD = b"PK\x05\x06"
_END_LENGTH = 22
_END_64 = b"PK\x06\x06"
_LOCATOR_64 = b"PK\x06\x07"
_LONGEST_COMMENT = 65_535
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # others unpack by gigabytes
_OTHER_NAME = 0x7075  # a second name for the same part, which some readers prefer
_ODD_NAME = re.compile(r"^[/\\]|\\|:|(?:^|/)\.\.(?:/|$)|[\x00-\x1f]")


def plain_container(data: bytes, limits: Limits) -> bytes:
    """`data` up to the end of its directory, with nothing behind that anyone could read.

    Refused where there is no directory ("damaged"), where it does not stand right before the
    end ("container"), or where it announces more parts than `limits` allow ("parts").
    """
    at = data.rfind(_END_RECORD, max(0, len(data) - _LONGEST_COMMENT - _END_LENGTH))
    if at < 0 or len(data) < at + _END_LENGTH:
        raise Refused("damaged")
    if int.from_bytes(data[at + 10 : at + 12], "little") > limits.parts:
        raise Refused("parts", limits.parts)
    size, start = _number(data, at + 12, 4), _number(data, at + 16, 4)
    end = at
    if data[at - 20 : at - 16] == _LOCATOR_64:
        end = _number(data, at - 12, 8)
        if end + 76 != at or data[end : end + 4] != _END_64:
            raise Refused("container")
        size, start = _number(data, end + 40, 8), _number(data, end + 48, 8)
    if size > limits.parts * 1024 or start > end:
        raise Refused("container" if size <= len(data) else "damaged")
    if start + size != end:  # there is another file before this one, or a hole
        raise Refused("container")
    if data.count(_END_RECORD, start, at):
        raise Refused("container")
    return data[: at + 20] + b"\0\0" if len(data) > at + _END_LENGTH else data


def check_entries(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse parts that share a name or bytes, lead out of the file, or are oddly packed."""
    if len(entries) > limits.parts:
        raise Refused("parts", limits.parts)
    folded = {entry.filename.casefold() for entry in entries}
    if len(folded) != len(entries):
        raise Refused("container")
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end:  # the trick behind the smallest bombs
            raise Refused("container")
        end = entry.header_offset + 30 + entry.compress_size
        if (
            _ODD_NAME.search(entry.orig_filename)
            or entry.compress_type not in _METHODS
            or _has_other_name(entry.extra)
        ):
            raise Refused("container")


def _has_other_name(extra: bytes) -> bool:
    at = 0
    while at + 4 <= len(extra):
        if _number(extra, at, 2) == _OTHER_NAME:
            return True
        at += 4 + _number(extra, at + 2, 2)
    return False


def _number(data: bytes, at: int, length: int) -> int:
    return int.from_bytes(data[at : at + length], "little")
