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
from itertools import chain

from rapporteur.exchange.incoming.container import check_entries, plain_container
from rapporteur.exchange.incoming.limits import Limits, Refused

_CHUNK = 1 << 20
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LONGEST = 16
_XML = (".xml", ".rels", ".vml")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|\xff\xfe|\xfe\xff|<\x00|\x00+<")
_PICTURE = re.compile(r"^xl/media/[^/]+\.svg$")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']")


class Package:
    """A checked container. `names` are its parts; `unpack` streams one of them; `data` are its
    bytes, without anything that only another reader would find.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Check the directory of the container; Refused names what is wrong with it."""
        self._limits = limits
        self._unpacked = 0
        self.data = plain_container(data, limits)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(self.data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Refused("damaged") from error
        entries = self._zip.infolist()
        check_entries(entries, limits)
        self.names = frozenset(entry.filename for entry in entries)

    def check(self, name: str) -> None:
        """Count a part that nobody here reads; whatever could be taken for XML is checked too,
        since readers of values find their parts by other rules than by these names.
        """
        chunks = self._chunks(name)
        start = next(chunks, b"")
        if name.lower().endswith(_XML) or (_MARKUP.match(start) and not _PICTURE.search(name)):
            chunks = self._checked(chain([start], chunks))
        for _ in chunks:
            pass

    def unpack(self, name: str) -> Iterator[bytes]:
        """Yield one XML part in chunks, counting and checking; KeyError where there is none."""
        return self._checked(self._chunks(name))

    def part(self, name: str) -> bytes:
        """The whole of a small part, or nothing where there is none."""
        found = []
        for chunk in self.unpack(name) if name in self.names else ():
            found.append(chunk)
            if len(found) > self._limits.small_part_bytes // _CHUNK:
                raise Refused("unpacked")
        return b"".join(found)

    def _chunks(self, name: str) -> Iterator[bytes]:
        entry = self._zip.getinfo(name)
        if entry.flag_bits & 1:
            raise Refused("protected")
        size = 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._count(len(chunk), size, entry.compress_size)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise Refused("damaged") from error

    def raw(self, name: str, most: int) -> bytes:
        """The first `most` bytes of one part of any kind; nothing where there is none."""
        return next(self._chunks(name), b"")[:most] if name in self.names else b""

    def _checked(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        tail: bytes | None = None
        for chunk in chunks:
            if tail is None:
                _check_encoding(chunk)
            if _FORBIDDEN.search((tail or b"") + chunk[:_LONGEST]) or _FORBIDDEN.search(chunk):
                raise Refused("dtd")
            tail = chunk[-_LONGEST:]
            yield chunk

    def _count(self, length: int, size: int, packed: int) -> None:
        self._unpacked += length
        if size > self._limits.part_bytes or self._unpacked > self._limits.total_bytes:
            raise Refused("unpacked", self._limits.total_bytes)
        if size > _CHUNK and size > max(packed, 1) * self._limits.ratio:
            raise Refused("bomb")


def _check_encoding(start: bytes) -> None:
    """Only UTF-8 can be searched for forbidden declarations, and only it is ever met."""
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:200]
    if head.startswith(b"<?xml") and b"?>" not in head:
        raise Refused("encoding")
    declared = _ENCODING.match(head)
    utf8 = declared is None or declared.group(1).lower() in {b"utf-8", b"utf8", b"us-ascii"}
    if not head.startswith(b"<") or b"\x00" in head or not utf8:
        raise Refused("encoding")
