"""A1: document types, in every part and every encoding: the door of every XML bomb."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.faults.hostile.workbooks import (
    BOOK_LINKS,
    DECLARATION,
    MAIN,
    SHEET,
    STRINGS,
    TYPES,
    changed,
    packed,
    parts,
    relations,
    sheet_xml,
)

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {"abcdefghij"[n]} "{10 * ("&" + "abcdefghij"[n - 1] + ";")}">'
        for n in range(1, 10)
    )
    + "]>"
)
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'
KINDS = {
    "laughs": LAUGHS,
    "quadratic": QUADRATIC,
    "outside": '<!DOCTYPE x [<!ENTITY a SYSTEM "file://host/share/x">]>',
    "network": '<!DOCTYPE x PUBLIC "-//X//EN" "http://192.0.2.1/x.dtd">',
    "parameter": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://192.0.2.1/a"> %a;]>',
    "small letters": '<!doctype x [<!entity a "aaaa">]>',
    "after a long comment": f"<!-- {random.Random(1).randbytes(600_000).hex()} --><!DOCTYPE x>",
}
# What XML parsers know besides UTF-8; some find it out without being told.
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037")


def _with(doctype: str, data: bytes) -> bytes:
    """An XML part with a document type after its declaration, which uses the entity."""
    text = data.decode().removeprefix(DECLARATION)
    return (DECLARATION + doctype + text.replace("><", ">&a;<", 1)).encode()


def with_type(part: str, kind: str) -> bytes:
    """The workbook with a document type of this kind in one part."""
    return changed({part: _with(KINDS[kind], parts()[part])})


def elsewhere() -> Iterator[tuple[str, bytes]]:
    """In parts with names by which no reader would be asked to look at them first."""
    bomb = _with(LAUGHS, parts()[STRINGS])
    links = {"rId1": "worksheets/sheet1.xml", "rId2": "styles.xml"}
    kinds = (("rId1", "worksheet", links["rId1"]), ("rId2", "styles", links["rId2"]))
    for name in ("xl/SHAREDSTRINGS.XML", "xl/sharedStrings.dat", "xl/media/image1.png"):
        found = parts()
        del found[STRINGS]
        found[name] = bomb
        found[BOOK_LINKS] = relations(*kinds, ("rId3", "sharedStrings", name.removeprefix("xl/")))
        found[TYPES] = found[TYPES].replace(STRINGS.encode(), name.encode())
        # A cell far away, so that the row-by-row reader is asked as well.
        found[SHEET] = sheet_xml(
            '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        )
        yield f"strings in {name}", packed(found)
    found = parts()
    found["xl/worksheets/sheet1.bin"] = _with(LAUGHS, found.pop(SHEET))
    found[BOOK_LINKS] = found[BOOK_LINKS].replace(b"sheet1.xml", b"sheet1.bin")
    yield "sheet in a part of another kind", packed(found)


def encoded() -> Iterator[tuple[str, bytes]]:
    """In encodings in which a search for letters finds nothing."""
    for encoding in ENCODINGS:
        text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x><sst xmlns="{MAIN}"/>'
        yield f"{encoding}", changed({STRINGS: text.encode(encoding)})
        undeclared = f'<!DOCTYPE x><sst xmlns="{MAIN}"/>'
        if encoding not in {"utf-7", "cp037"}:
            yield f"{encoding}, not declared", changed({STRINGS: undeclared.encode(encoding)})
