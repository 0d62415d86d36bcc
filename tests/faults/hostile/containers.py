"""A2: tricks of the container: it unpacks to more than it says, or to different things for
different readers.
"""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
from collections.abc import Callable

from tests.faults.hostile.workbooks import (
    SHEET,
    STRINGS,
    STYLES,
    changed,
    packed,
    parts,
    sheet_xml,
    workbook,
)

_ENTRY, _LOCAL, _END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"
_BIG = 60_000_000
MEGABYTE = 1 << 20


def _bomb(name: str) -> bytes:
    return changed({name: sheet_xml(" " * _BIG)})


def many_bombs() -> bytes:
    """Each part unpacks to what is allowed, all of them together do not."""
    chance = random.Random(1)
    cells = (
        f"<row><c><v>{chance.randbytes(150).hex()}{'x' * 20_000}</v></c></row>" for _ in range(400)
    )
    part = sheet_xml("".join(cells))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as container:
        for name, data in parts().items():
            container.writestr(name, data)
        for number in range(60):
            container.writestr(f"xl/worksheets/more{number}.xml", part)
    return out.getvalue()


def _entries(data: bytes) -> list[int]:
    """Where the entries of the directory begin."""
    found, at = [], -1
    while (at := data.find(_ENTRY, at + 1)) >= 0:
        found.append(at)
    return found


def _patched(data: bytes, offset: int, layout: str, value: int) -> bytes:
    """The file with one number changed in every entry of the directory."""
    out = bytearray(data)
    for at in _entries(data):
        struct.pack_into(layout, out, at + offset, value)
    return bytes(out)


def lying_small() -> bytes:
    """Says that its parts unpack to a thousand bytes."""
    return _patched(_bomb(SHEET), 24, "<I", 1000)


def lying_large() -> bytes:
    """Says that its parts unpack to almost four gigabytes each."""
    return _patched(workbook(), 24, "<I", 0xFFFFFFF0)


def overlapping() -> bytes:
    """Two entries of the directory share the packed bytes of one part."""
    data = packed({**parts(), "xl/a.xml": b"<x/>", "xl/b.xml": b"<x/>"})
    out = bytearray(data)
    first, second = _entries(data)[-2:]
    out[second + 42 : second + 46] = out[first + 42 : first + 46]
    return bytes(out)


def twice() -> bytes:
    """One part stands in it twice: who reads which?"""
    out = io.BytesIO(workbook())
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as container:
        warnings.simplefilter("ignore")
        container.writestr(SHEET, sheet_xml(""))
    return out.getvalue()


def twice_in_other_letters() -> bytes:
    """The same for readers that do not tell capitals from small letters."""
    return changed({STRINGS.upper(): b"<sst/>"})


def nested() -> bytes:
    """A bomb within the workbook, packed once more; nothing in it is ever opened."""
    return changed({"xl/embeddings/book.xlsx": _bomb(SHEET)})


def two_directories() -> bytes:
    """Two files one after the other: the last directory is one reader's, the first another's."""
    return _bomb(SHEET) + workbook()


def end_in_the_comment() -> bytes:
    """A second end record hides in the comment of the first."""
    data, other = _bomb(SHEET), workbook()
    at = other.rfind(_END)
    inner = other[:at] + other[at:]
    out = bytearray(data + inner)
    struct.pack_into("<H", out, data.rfind(_END) + 20, len(inner))
    return bytes(out)


def other_name_for_others() -> bytes:
    """An entry with a second name in an extra field that only some readers heed."""
    import zlib

    real = b"xl/notes.bin"
    second = STRINGS.encode()
    field = struct.pack("<HHBI", 0x7075, 5 + len(second), 1, zlib.crc32(real)) + second
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in parts().items():
            if name != STRINGS:
                container.writestr(name, data)
        entry = zipfile.ZipInfo(real.decode())
        entry.extra = field
        container.writestr(entry, b"<sst>" + b" " * _BIG + b"</sst>", zipfile.ZIP_DEFLATED)
    return out.getvalue()


def locked() -> bytes:
    """Marked as encrypted part by part."""
    out = bytearray(workbook())
    for at in _entries(bytes(out)):
        out[at + 8] |= 1
    return bytes(out)


def by_method(method: int) -> Callable[[], bytes]:
    """Packed by a method that no office program uses, and that may take gigabytes to unpack."""
    return lambda: packed(parts(), method)


def unknown_method() -> bytes:
    """Packed by a method that does not exist."""
    return _patched(workbook(), 10, "<H", 93)


def another_name_inside() -> bytes:
    """The directory gives the parts other names than they have themselves."""
    data = workbook()
    at = data.find(_ENTRY)
    return data[:at] + data[at:].replace(SHEET.encode(), SHEET.encode()[:-5] + b"2.xml")


def many_entries() -> bytes:
    """More parts than any list needs."""
    return changed({f"xl/media/image{n}.png": b"" for n in range(2100)})


def lying_count() -> bytes:
    """The end record counts one entry only; the rest follows unannounced."""
    data = workbook()
    out = bytearray(data)
    struct.pack_into("<HH", out, data.rfind(_END) + 8, 1, 1)
    return bytes(out)


def wrong_checksum() -> bytes:
    """A part whose bytes are not those that were packed."""
    return _patched(workbook(), 16, "<I", 0xDEADBEEF)


def odd_name(name: str) -> Callable[[], bytes]:
    """A part whose name leads out of the file."""
    return lambda: changed({name: b"<x/>"})


# What it is, how it is made, and what the door may say about it.
TRICKS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "bomb in the sheet": (lambda: _bomb(SHEET), {"bomb"}),
    "bomb in the strings": (lambda: _bomb(STRINGS), {"bomb"}),
    "bomb in the formats": (lambda: _bomb(STYLES), {"bomb"}),
    "bomb where nobody looks": (lambda: _bomb("docProps/app.xml"), {"bomb"}),
    "bomb under other letters": (lambda: _bomb("xl/TABLES/TABLE1.XML"), {"bomb"}),
    "bomb that is no XML": (lambda: _bomb("xl/vbaProject.bin"), {"bomb"}),
    "many small bombs": (many_bombs, {"unpacked"}),
    "sizes too small": (lying_small, {"bomb", "damaged"}),
    "sizes too large": (lying_large, {"damaged", "container", ""}),
    "parts that share bytes": (overlapping, {"container"}),
    "a part twice": (twice, {"container"}),
    "a part twice in other letters": (twice_in_other_letters, {"container"}),
    "two files in one": (two_directories, {"container"}),
    "an end in the comment": (end_in_the_comment, {"container"}),
    "a second name": (other_name_for_others, {"container", "bomb"}),
    "locked parts": (locked, {"protected"}),
    "lzma": (by_method(zipfile.ZIP_LZMA), {"container"}),
    "bzip2": (by_method(zipfile.ZIP_BZIP2), {"container"}),
    "a method of its own": (unknown_method, {"container"}),
    "other names inside": (another_name_inside, {"damaged"}),
    "too many parts": (many_entries, {"parts"}),
    "a count that lies": (lying_count, {"damaged", "container"}),
    "checksums that lie": (wrong_checksum, {"damaged"}),
    "a way up": (odd_name("xl/../../evil.xml"), {"container"}),
    "a way to the root": (odd_name("/etc/evil.xml"), {"container"}),
    "a drive": (odd_name("C:evil.xml"), {"container"}),
    "a bar": (odd_name("xl\\evil.xml"), {"container"}),
}
