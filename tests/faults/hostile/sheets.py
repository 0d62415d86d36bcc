"""A3: sheets that claim to be as large as a sheet can be, and larger."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator

from tests.faults.hostile.workbooks import (
    BOOK,
    BOOK_LINKS,
    DECLARATION,
    FIRST_ROW,
    MAIN,
    OFFICE,
    SHEET,
    STRINGS,
    STYLES,
    changed,
    parts,
    relations,
    sheet_xml,
)

FAR = "A1:XFD1048576"
# So that they do not pack so well that they are taken for bombs.
_NOISE = "<!--" + random.Random(7).randbytes(60_000).hex() + "-->"
_MERGED = f'<mergeCell ref="{FAR}"/>'
_HIDDEN = '<col min="1" max="16384" hidden="1"/>'
_TWICE = '<!--<col hidden="1" ' + 'min="1" ' * 200_000 + ">-->"
_OPEN = "<!--" + "<c " * 400_000 + "-->"


def _sheet(body: str, before: str = "", after: str = "") -> Callable[[], bytes]:
    return lambda: changed({SHEET: sheet_xml(body, before, after)})


def _row(number: str, column: str = "A") -> str:
    return f'<row r="{number}"><c r="{column}{number}"><v>1</v></c></row>'


# Only "Name" in A1 is read of each of these.
IGNORED: dict[str, Callable[[], bytes]] = {
    "a dimension": _sheet(FIRST_ROW, f'<dimension ref="{FAR}"/>'),
    "a merged range": _sheet(FIRST_ROW, "", f"<mergeCells>{_MERGED}</mergeCells>"),
    "many merged ranges": _sheet(
        FIRST_ROW, "", f"<mergeCells>{_MERGED * 60_000}</mergeCells>{_NOISE}"
    ),
    "a link": _sheet(FIRST_ROW, "", f'<hyperlinks><hyperlink ref="{FAR}"/></hyperlinks>'),
    "a validation": _sheet(
        FIRST_ROW, "", f'<dataValidations><dataValidation sqref="{FAR}"/></dataValidations>'
    ),
    "a conditional format": _sheet(
        FIRST_ROW, "", f'<conditionalFormatting sqref="{FAR}"><cfRule/></conditionalFormatting>'
    ),
    "the last cell": _sheet(f'{FIRST_ROW}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "the last cell, formatted": _sheet(
        f'{FIRST_ROW}<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    ),
    "row 2,000,000,000": _sheet(FIRST_ROW + _row("2000000000")),
    "a row beyond all counting": _sheet(FIRST_ROW + _row("9" * 30)),
    "a row with too many digits": _sheet(FIRST_ROW + _row("9" * 5000)),
    "a column beyond all counting": _sheet(FIRST_ROW + _row("2", "Z" * 40)),
    "columns to hide": _sheet(FIRST_ROW, '<cols><col min="1" max="4294967295" hidden="1"/></cols>'),
    "many columns to hide": _sheet(FIRST_ROW, f"<cols>{_HIDDEN * 30_000}</cols>{_NOISE}"),
    "rows to hide": _sheet(
        FIRST_ROW + "".join(f'<row r="{n}" hidden="1"/>' for n in range(2, 300_000))
    ),
}


def many_sheets() -> bytes:
    """2,000 sheets, all of them the same part."""
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 2001))
    book = f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets>'
    return changed({BOOK: (book + "</workbook>").encode()})


def sheets_again_and_again() -> bytes:
    """99 sheets that are one large part: it would be read 99 times."""
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 100))
    book = f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets>'
    chance = random.Random(5)
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{chance.random()}</v></c></row>' for n in range(1, 200_000)
    )
    return changed({BOOK: (book + "</workbook>").encode(), SHEET: sheet_xml(rows)})


def _streamed(name: str, pieces: Iterator[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as container:
        for other, data in parts().items():
            if other != name:
                container.writestr(other, data)
        with container.open(name, "w") as part:
            for piece in pieces:
                part.write(piece.encode())
    return out.getvalue()


def many_strings() -> bytes:
    """Five million texts that no cell asks for."""

    def pieces() -> Iterator[str]:
        yield f'{DECLARATION}<sst xmlns="{MAIN}">'
        for block in range(5000):
            yield "".join(f"<si><t>{block * 1000 + n}</t></si>" for n in range(1000))
        yield "</sst>"

    return _streamed(STRINGS, pieces())


def many_cells(kind: str, rows: int, columns: int) -> Callable[[], bytes]:
    """A full rectangle of cells."""
    cell = {"numbers": "<c><v>7</v></c>", "texts": '<c t="inlineStr"><is><t>x{n}</t></is></c>'}[
        kind
    ]

    def pieces() -> Iterator[str]:
        yield f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData>'
        for n in range(1, rows + 1):
            yield f'<row r="{n}">{cell.replace("{n}", str(n)) * columns}</row>'
        yield "</sheetData></worksheet>"

    return lambda: _streamed(SHEET, pieces())


def many_formats() -> bytes:
    """A million cell formats."""
    return changed(
        {STYLES: f'<styleSheet xmlns="{MAIN}"><cellXfs>{_distinct_formats()}</cellXfs></styleSheet>'
         .encode()}
    )  # fmt: skip


def _distinct_formats() -> str:
    chance = random.Random(3)
    return "".join(f'<xf fontId="{chance.randrange(9**9)}"/>' for _ in range(1_000_000))


def many_relations() -> bytes:
    """A million relations of the workbook."""
    more = tuple((f"x{n}", "worksheet", f"worksheets/sheet{n * 7919}.xml") for n in range(500_000))
    first = ("rId1", "worksheet", "worksheets/sheet1.xml")
    return changed({BOOK_LINKS: relations(first, *more)})


def endless(piece: str) -> Callable[[], bytes]:
    """One piece repeated to a megabyte: what makes a search go back and forth."""
    return _sheet(FIRST_ROW + piece * (1_000_000 // len(piece)))


# What it is, how it is made, what the door may say; "" is a book.
REFUSED: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "2,000 sheets": (many_sheets, {"sheets"}),
    "one part for 99 sheets": (sheets_again_and_again, {"cells", "unpacked", "container"}),
    "5 million texts": (many_strings, {"strings", "bomb", "memory"}),
    "6 million numbers": (many_cells("numbers", 60_000, 100), {"cells", "bomb", "unpacked"}),
    "a million formats": (many_formats, {"unpacked", "container", ""}),
    "many relations": (many_relations, {"unpacked", "container", ""}),
    "tags that never end": (endless("<c "), {"damaged"}),
    "tags that never end, in a comment": (
        lambda: changed({SHEET: sheet_xml(FIRST_ROW + _OPEN + _NOISE)}),
        {"", "damaged", "container"},
    ),
    "attributes that never end, in a comment": (
        lambda: changed({SHEET: sheet_xml(FIRST_ROW + _TWICE + _NOISE)}),
        {"", "damaged", "container"},
    ),
    "deep elements": (endless("<row>"), {"damaged"}),
    "deep elements, closed": (
        lambda: changed({SHEET: sheet_xml(_NOISE + "<row>" * 150_000 + "</row>" * 150_000)}),
        {"", "damaged", "container"},
    ),
}
