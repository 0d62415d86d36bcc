"""Sheets written otherwise than office programs write them: read right, or refused in words.

All of these are allowed by the standard, and some generator writes each of them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.faults.hostile.workbooks import (
    BOOK,
    BOOK_LINKS,
    LIST,
    SHEET,
    STYLES,
    changed,
    parts,
    sheet_xml,
)

from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Sheet
from rapporteur.exchange.incoming.reading import read_book

SPACED = " r = 'A1'"
STYLED = " s='1'"
NAME = "<is><t>Name</t></is>"
STRUCK = (
    b"<styleSheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
    b"<fonts count='2'><font/><font><strike/></font></fonts><fills><fill/></fills>"
    b"<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
    b"<cellXfs count='2'><xf/><xf fontId='1'/></cellXfs></styleSheet>"
)


def read(tmp_path: Path, body: str, before: str = "", after: str = "") -> Sheet:
    path = tmp_path / "list.xlsx"
    path.write_bytes(changed({SHEET: sheet_xml(body, before, after), STYLES: STRUCK}))
    (sheet,) = read_book(path).sheets
    return sheet


def cell(place: str = "", more: str = "") -> str:
    return f'<c{place} t="inlineStr"{more}>{NAME}</c>'


def at(place: str, more: str = "") -> str:
    return cell(f" r='{place}'", more)


OTHERWISE = {
    "no places": f"<row>{cell()}<c><v>7</v></c></row><row/><row><c/><c><v>8</v></c></row>",
    "other quotes": f"<row r='1'>{cell()}<c><v>7</v></c></row>"
    "<row r='3'><c r='B3'><v>8</v></c></row>",
    "spaces": f"<row r='1'>{cell(SPACED)}<c r='B1'><v>7</v></c></row>"
    '<row r="3"><c r="B3"><v>8</v></c></row>',
    "a comment": f'<row spans="1:2" r="1">{cell()}<c r="B1"><v>7</v></c></row>'
    '<!-- <row r="9"><c r="A9"><v>9</v></c></row> --><row r="3"><c r="B3"><v>8</v></c></row>',
}


@pytest.mark.parametrize("body", OTHERWISE.values(), ids=OTHERWISE)
def test_places_are_found_however_they_are_written(tmp_path: Path, body: str) -> None:
    assert read(tmp_path, body).rows == (("Name", 7), (), (None, 8))


def test_details_are_found_in_other_quotes(tmp_path: Path) -> None:
    sheet = read(
        tmp_path,
        f"<row r='1'>{at('A1', STYLED)}</row><row r='2' hidden='1'>{at('A2')}</row>"
        f"<row r='3'>{at('A3')}{at('B3')}</row>",
        "<cols><col min='2' max='2' hidden='1'/></cols>",
        "<mergeCells><mergeCell ref='A3:B3'/></mergeCells>",
    )
    assert sheet.struck == {(1, 1)}
    assert sheet.hidden_rows == {2}
    assert sheet.hidden_columns == {2}
    assert [(a.top, a.left, a.bottom, a.right) for a in sheet.merged] == [(3, 1, 3, 2)]


def test_a_tag_in_a_comment_or_a_literal_text_is_none(tmp_path: Path) -> None:
    literal = '<![CDATA[<c r="ZZ9" s="1"><v>1</v></c>]]>'
    sheet = read(
        tmp_path,
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{literal}</t></is></c></row>'
        '<!-- <row r="1" hidden="1"><c r="A1" s="1"/></row> -->',
    )
    assert sheet.rows == (('<c r="ZZ9" s="1"><v>1</v></c>',),)
    assert not sheet.struck
    assert not sheet.hidden_rows


def test_errors_stand_where_they_are_though_no_cell_says_so(tmp_path: Path) -> None:
    body = f'<row>{cell()}<c t="e"><v>#REF!</v></c></row><row><c/><c t="e"><v>#N/A</v></c></row>'
    assert read(tmp_path, body).rows == (("Name", "#REF!"), (None, "#N/A"))


def test_what_follows_a_cell_far_away_keeps_its_place(tmp_path: Path) -> None:
    body = (
        f"<row r='1'>{at('A1')}<c r='XFD1'><v>1</v></c></row>"
        '<row r="4"><c r="B4"><v>4</v></c></row><row r="999999999999"><c><v>1</v></c></row>'
    )
    assert read(tmp_path, body).rows == (("Name",), (), (), (None, 4))


@pytest.mark.parametrize("share", [0.5, 0.7, 0.9, 0.99])
def test_a_sheet_that_ends_in_the_middle_is_refused(tmp_path: Path, share: float) -> None:
    rows = "".join(f"<row r='{n}'>{at(f'A{n}')}</row>" for n in range(1, 50))
    whole = sheet_xml(rows)
    path = tmp_path / "list.xlsx"
    path.write_bytes(changed({SHEET: whole[: int(len(whole) * share)]}))
    with pytest.raises(UserError) as caught:
        read_book(path)
    assert caught.value.code == "workbook.damaged"


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_book(path)
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (BOOK, b"<sheet ", b"<other "),
        (BOOK, b"<sheets>", b'<sheets><xsheet name="First" sheetId="9" r:id="rId1"/>'),
        (BOOK, b'r:id="rId1"', b'r:id="rId7"'),
        (BOOK_LINKS, b"sheet1.xml", b"sheet7.xml"),
    ],
)
def test_a_sheet_that_is_not_there_is_no_empty_list(
    tmp_path: Path, name: str, old: bytes, new: bytes
) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(changed({name: parts()[name].replace(old, new)}))
    assert refused(path) == "workbook.damaged"


def test_a_sheet_is_found_by_any_way_to_it(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    links = parts()[BOOK_LINKS]
    path.write_bytes(changed({BOOK_LINKS: links.replace(b"worksheets/", b"/xl/worksheets/")}))
    assert read_book(path).sheets[0].rows == LIST
    # The value reader does not know this way; then it is better to say so.
    path.write_bytes(changed({BOOK_LINKS: links.replace(b"worksheets/", b"./worksheets/")}))
    assert refused(path) == "workbook.damaged"


@pytest.mark.parametrize("index", ["-1", "", "1e3", "x", "99"])
def test_a_text_that_is_not_there_is_no_other_text(tmp_path: Path, index: str) -> None:
    path = tmp_path / "list.xlsx"
    sheet = sheet_xml(f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>')
    path.write_bytes(changed({SHEET: sheet}))
    assert refused(path) == "workbook.damaged"


@pytest.mark.parametrize("number", ["1e999", "-inf", "nan"])
def test_what_is_no_number_is_an_error_value(tmp_path: Path, number: str) -> None:
    assert read(tmp_path, f'<row r="1"><c r="A1"><v>{number}</v></c></row>').rows == (("#NUM!",),)
