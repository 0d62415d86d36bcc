"""An honest little workbook, part by part, for attackers to work on. Written by hand: what stands
in it is known to the byte, and building ten of them takes no time.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

BOOK = "xl/workbook.xml"
BOOK_LINKS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
SHEET = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"

LIST = (("Name", "Designation"), ("Anil Rao", "Director"))
FIRST_ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


def sheet_xml(body: str, before: str = "", after: str = "") -> bytes:
    """A sheet whose rows are `body`."""
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}">{before}<sheetData>{body}</sheetData>{after}'
        "</worksheet>"
    ).encode()


def relations(*targets: tuple[str, str, str]) -> bytes:
    """A part of relations; each is (id, kind, target)."""
    found = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in targets
    )
    return (
        f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'
    ).encode()


def parts() -> dict[str, bytes]:
    """The parts of the workbook by their names."""
    words = [word for row in LIST for word in row]
    rows = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{"AB"[c]}{r}" t="s"><v>{words.index(w)}</v></c>' for c, w in enumerate(row)
        )
        + "</row>"
        for r, row in enumerate(LIST, 1)
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}.{what}+xml"/>'
        for name, what in ((BOOK, "sheet.main"), (SHEET, "worksheet"), (STYLES, "styles"),
                           (STRINGS, "sharedStrings"))
    )  # fmt: skip
    return {
        TYPES: (
            f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
        ).encode(),
        "_rels/.rels": relations(("rId1", "officeDocument", BOOK)),
        BOOK: (
            f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ).encode(),
        BOOK_LINKS: relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"),
            ("rId3", "sharedStrings", "sharedStrings.xml"),
        ),
        SHEET: sheet_xml(rows),
        STRINGS: (
            f'{DECLARATION}<sst xmlns="{MAIN}">'
            + "".join(f"<si><t>{word}</t></si>" for word in words)
            + "</sst>"
        ).encode(),
        STYLES: (
            f'{DECLARATION}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills '
            'count="1"><fill/></fills><borders count="1"><border/></borders>'
            '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs>'
            "</styleSheet>"
        ).encode(),
        "docProps/core.xml": (
            f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"/>'
        ).encode(),
    }  # fmt: skip


def packed(found: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as a file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as container:
        for name, data in found.items():
            container.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def workbook() -> bytes:
    """The honest workbook as a file."""
    return packed(parts())


def changed(changes: Mapping[str, bytes]) -> bytes:
    """The workbook with some parts replaced or added."""
    return packed({**parts(), **changes})
