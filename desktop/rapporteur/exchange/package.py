"""The zip container of a workbook, opened with suspicion. Runs in the reading process.

Sizes written in the container are not believed: every part is counted while it is unpacked.
Document type declarations are refused before any parser sees them, because every XML bomb
and every reference to a foreign file needs one.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from rapporteur.exchange.limits import Limits, Refused

_CHUNK = 1 << 20
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LONGEST = 16
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']")
_ODD_NAME = re.compile(r"^[/\\]|\\|:|(?:^|/)\.\.(?:/|$)|[\x00-\x1f]")
_END_RECORD = b"PK\x05\x06"


class Package:
    """A checked container. `names` are its parts; `unpack` streams one of them."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Check the directory of the container; Refused names what is wrong with it."""
        self._limits = limits
        self._unpacked = 0
        _check_end_record(data, limits)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Refused("damaged") from error
        entries = self._zip.infolist()
        if len(entries) > limits.parts:
            raise Refused("parts", limits.parts)
        self.names = frozenset(entry.filename for entry in entries)
        folded = {entry.filename.casefold() for entry in entries}
        if len(folded) != len(entries) or any(_ODD_NAME.search(name) for name in self.names):
            raise Refused("container")
        _check_overlap(entries)

    def unpack(self, name: str) -> Iterator[bytes]:
        """Yield one XML part in chunks, counting and checking; KeyError where there is none."""
        entry = self._zip.getinfo(name)
        if entry.flag_bits & 1:
            raise Refused("protected")
        size, tail = 0, b""
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    if not size:
                        _check_encoding(chunk)
                    size += len(chunk)
                    self._count(len(chunk), size, entry.compress_size)
                    if _FORBIDDEN.search(tail + chunk[:_LONGEST]) or _FORBIDDEN.search(chunk):
                        raise Refused("dtd")
                    tail = chunk[-_LONGEST:]
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise Refused("damaged") from error

    def measure(self, name: str) -> None:
        """Count one part that is no XML, as a reader will unpack it."""
        self.raw(name, self._limits.part_bytes)

    def raw(self, name: str, most: int) -> bytes:
        """The first `most` bytes of one part of any kind; nothing where there is none."""
        if name not in self.names:
            return b""
        entry = self._zip.getinfo(name)
        kept, size = b"", 0
        try:
            with self._zip.open(entry) as stream:
                while size < most and (chunk := stream.read(_CHUNK)):
                    size += len(chunk)
                    self._count(len(chunk), size, entry.compress_size)
                    kept = kept or chunk[:most]
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError,
                RuntimeError) as error:  # fmt: skip
            raise Refused("damaged") from error
        return kept

    def part(self, name: str) -> bytes:
        """The whole of a small part, or nothing where there is none."""
        return b"".join(self.unpack(name)) if name in self.names else b""

    def _count(self, length: int, size: int, packed: int) -> None:
        self._unpacked += length
        if size > self._limits.part_bytes or self._unpacked > self._limits.total_bytes:
            raise Refused("unpacked", self._limits.total_bytes)
        if size > _CHUNK and size > max(packed, 1) * self._limits.ratio:
            raise Refused("bomb")


def _check_end_record(data: bytes, limits: Limits) -> None:
    """Refuse an absurd number of entries before the library makes an object of each."""
    at = data.rfind(_END_RECORD, max(0, len(data) - 65_557))
    if at < 0 or len(data) < at + 22:
        raise Refused("damaged")
    if int.from_bytes(data[at + 10 : at + 12], "little") > limits.parts:
        raise Refused("parts", limits.parts)
    if int.from_bytes(data[at + 12 : at + 16], "little") > limits.parts * 1024:
        raise Refused("container")


def _check_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse parts that share bytes: the trick behind the smallest zip bombs."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end:
            raise Refused("container")
        end = entry.header_offset + 30 + entry.compress_size


def _check_encoding(start: bytes) -> None:
    """Only UTF-8 can be searched for forbidden declarations, and only it is ever met."""
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:200]
    declared = _ENCODING.match(head)
    utf8 = declared is None or declared.group(1).lower() in {b"utf-8", b"utf8", b"us-ascii"}
    if not head.startswith(b"<") or b"\x00" in head or not utf8:
        raise Refused("encoding")
