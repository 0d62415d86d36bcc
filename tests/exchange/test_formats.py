"""Lists of every kind come through the same door, with the same people in them."""

from __future__ import annotations

import io
import json
import random
import struct
import time
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.exchange.lists import SAMPLES, take_in
from tests.exchange.test_samples import FIELDS, TARGETS

from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Area, Reading
from rapporteur.exchange.incoming.answer import Answer, MalformedAnswerError
from rapporteur.exchange.incoming.limits import DEFAULT_LIMITS
from rapporteur.exchange.incoming.reading import read_book, read_bytes

FORMATS = SAMPLES / "formats"
IN_TIME = 5.0

OFFICE = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "style", "table", "text")
)


def ods(path: Path, table: str, *, styles: str = "", more: Mapping[str, bytes] = {}) -> Path:
    """An OpenDocument spreadsheet with one sheet of these elements."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {OFFICE}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="List">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("content.xml", content)
        for name, data in more.items():
            target.writestr(name, data)
    return path


def cell(text: str, more: str = "") -> str:
    """A cell with a text."""
    return (
        f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def refused(path: Path) -> str:
    start = time.monotonic()
    with pytest.raises(UserError) as caught:
        read_book(path)
    assert time.monotonic() - start < IN_TIME
    return caught.value.code


def _truth(name: str) -> dict[str, object]:
    folder = SAMPLES if name == "messy-80" else SAMPLES / "suite"
    ending = ".truth.json" if name == "messy-80" else ".json"
    found: dict[str, object] = json.loads((folder / f"{name}{ending}").read_text("utf-8"))
    return found


@pytest.mark.parametrize("kind", ["xls", "ods"])
@pytest.mark.parametrize("name", ["messy-80", "ru-messy", "en-twohdr"])
def test_the_same_list_in_another_format_says_the_same(name: str, kind: str) -> None:
    truth = _truth(name)
    folder = SAMPLES if name == "messy-80" else SAMPLES / "suite"
    ours, original = take_in(FORMATS / f"{name}.{kind}"), take_in(folder / f"{name}.xlsx")
    assert ours.book.reading == Reading(kind)
    assert ours.layout.sheet == truth["sheet"]
    assert list(ours.layout.header_rows) == truth["header_rows"]
    columns = {column.index: column.target for column in ours.layout.columns}
    assert columns == {i: TARGETS[n] for n, i in truth["columns"].items()}  # type: ignore[attr-defined]
    people = [r for r in ours.rows if r.skipped in {"", "other_side"}]
    for found, record in zip(people, truth["records"], strict=True):  # type: ignore[call-overload]
        assert found.row == record["row"]
        expected = {k: record[n] for n, k in FIELDS.items() if record[n] and n != "phone"}
        assert {k: found.values.get(k) for k in expected} == expected
    assert [r.values for r in ours.rows] == [r.values for r in original.rows]
    assert ours.codes() == original.codes(), "who is crossed out or hidden is seen here as well"


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsm"])
def test_what_stands_beside_the_values_is_read_in_every_format(kind: str) -> None:
    found, original = (read_book(FORMATS / f"crossed.{k}") for k in (kind, "xlsx"))
    assert found.sheets == original.sheets
    sheet = found.sheets[0]
    assert {at for at in sheet.struck if at[1] == 2} == {(4, 2)}
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({5}, {4})
    assert sheet.merged == (Area(1, 1, 1, 6), Area(8, 1, 8, 6))
    assert sheet.numbers_as_shown == {(3, 4): "04512345"}
    assert sheet.rows[2][4] == date(2026, 8, 5)
    assert str(sheet.rows[3][4]) == "2026-08-05 14:30:00"
    assert (sheet.rows[3][3], sheet.rows[3][5]) == ("00123456", 919810000002)
    assert found.sheets[1].hidden


@pytest.mark.parametrize("kind", ["xls", "ods"])
@pytest.mark.parametrize("name", ["messy-80", "ru-messy", "en-twohdr", "crossed"])
def test_another_reader_finds_the_same_values(name: str, kind: str) -> None:
    path = FORMATS / f"{name}.{kind}"
    for sheet in read_book(path).sheets:
        other = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet.name)
        _, left = other.start or (0, 0)
        for at, values in enumerate(other.iter_rows()):
            ours = sheet.rows[at] if at < len(sheet.rows) else ()
            for column, theirs in enumerate(values, left):
                value = ours[column] if column < len(ours) else None
                same = value == theirs or str(value) == str(theirs) or (value, theirs) == (None, "")
                error = str(value).startswith("#")  # which the other leaves empty
                assert same or error, (sheet.name, at + 1, column + 1)


def with_parts(path: Path, target: Path, parts: Mapping[str, bytes]) -> Path:
    """The workbook with some parts added."""
    target.write_bytes(path.read_bytes())
    with zipfile.ZipFile(target, "a") as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return target


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/externalLinks/externalLink1.xml", "other files"),
        ("xl/embeddings/oleObject1.bin", "inside it"),
        ("xl/connections.xml", "elsewhere"),
    ],
)
def test_what_comes_with_a_workbook_is_named_and_left(
    tmp_path: Path, part: str, words: str
) -> None:
    path = with_parts(FORMATS / "crossed.xlsm", tmp_path / "list.xlsm", {part: b"<x/>"})
    found = read_book(path)
    assert found.sheets == read_book(FORMATS / "crossed.xlsx").sheets
    (notice,) = found.notices
    assert words in notice
    assert "not" in notice.casefold()


def test_an_ordinary_workbook_brings_nothing() -> None:
    assert [read_book(FORMATS / f"crossed.{k}").notices for k in ("xlsm", "xls", "ods")] == [
        (),
        (),
        (),
    ]


def test_macros_of_other_formats_are_named_too(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", row(cell("Name")), more={"Basic/Standard/Module1.xml": b"<x/>"})
    assert "macros" in read_book(path).notices[0]
    old = (FORMATS / "crossed.xls").read_bytes() + "_VBA_PROJECT_CUR".encode("utf-16-le")
    assert "macros" in read_bytes("a.xls", old).notices[0]


# OpenDocument --------------------------------------------------------------------------


def test_a_million_repeated_rows_and_columns_do_not_matter(tmp_path: Path) -> None:
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    path = ods(
        tmp_path / "list.ods",
        row(cell("Name"), cell("Designation"))
        + row(empty, more='table:number-rows-repeated="3"')
        + row(cell("Anil Rao"), empty)
        + row(empty, more='table:number-rows-repeated="1048571"'),
    )
    start = time.monotonic()
    (sheet,) = read_book(path).sheets
    assert time.monotonic() - start < IN_TIME
    assert sheet.rows == (("Name", "Designation"), (), (), (), ("Anil Rao",))


def test_repeated_content_is_bounded(tmp_path: Path) -> None:
    wide = cell("x", 'table:number-columns-repeated="16384"')
    path = ods(tmp_path / "a.ods", row(wide, more='table:number-rows-repeated="1048576"'))
    assert refused(path) == "workbook.cells"
    nested = row(cell("x", 'table:number-columns-repeated="999999999999999999999"'))
    found = read_book(ods(tmp_path / "b.ods", nested))
    assert len(found.sheets[0].rows[0]) == DEFAULT_LIMITS.columns
    assert "far away" in found.notices[0]


def test_repeated_people_are_repeated(tmp_path: Path) -> None:
    path = ods(
        tmp_path / "list.ods",
        row(cell("TBC", 'table:number-columns-repeated="2"'), more='table:number-rows-repeated="2"')
        + row(cell("end")),
    )
    assert read_book(path).sheets[0].rows == (("TBC", "TBC"), ("TBC", "TBC"), ("end",))


def test_strike_through_of_a_style_of_its_parent_and_of_words(tmp_path: Path) -> None:
    line = '<style:text-properties style:text-line-through-style="solid"/>'
    styles = (
        f'<style:style style:name="gone" style:family="table-cell">{line}</style:style>'
        '<style:style style:name="child" style:parent-style-name="gone"/>'
        f'<style:style style:name="words" style:family="text">{line}</style:style>'
        '<style:style style:name="back" style:parent-style-name="gone"><style:text-properties '
        'style:text-line-through-style="none"/></style:style>'
    )
    path = ods(
        tmp_path / "list.ods",
        row(
            cell("a", 'table:style-name="gone"'),
            cell("b", 'table:style-name="child"'),
            cell('<text:span text:style-name="words">c</text:span>'),
            cell('d<text:span text:style-name="words">d</text:span>'),
            cell("e", 'table:style-name="back"'),
        ),
        styles=styles,
    )
    assert read_book(path).sheets[0].struck == {(1, 1), (1, 2), (1, 3)}


def test_notes_and_replaced_texts_are_not_the_cell(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>ask him</text:p></office:annotation>"
    words = "<text:p>Anil<text:s text:c='2'/>Rao</text:p><text:p>Director</text:p>"
    tracked = f"<table:tracked-changes>{row(cell('Old Name'))}</table:tracked-changes>"
    cells = f'<table:table-cell office:value-type="string">{note}{words}</table:table-cell>'
    path = ods(tmp_path / "list.ods", tracked + row(cells))
    assert read_book(path).sheets[0].rows == (("Anil  Rao\nDirector",),)


def test_hostile_and_foreign_documents_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    kind = b"application/vnd.oasis.opendocument.text"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("mimetype", kind)
        target.writestr("content.xml", b"<x/>")
    assert refused(path) == "workbook.opendocument"
    key = b'<manifest:encryption-data manifest:checksum=""/>'
    assert refused(ods(path, row(cell("a")), more={"META-INF/manifest.xml": key})) == (
        "workbook.protected"
    )
    assert refused(ods(path, "<table:table-row>")) == "workbook.damaged"
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("content.xml", bomb)
    assert refused(path) == "workbook.dtd"
    assert refused(ods(path, " " * 60_000_000)) == "workbook.bomb"


# Excel, old and binary -----------------------------------------------------------------


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_cut_old_workbook_is_refused(tmp_path: Path, share: float) -> None:
    data = (FORMATS / "messy-80.xls").read_bytes()
    path = tmp_path / "list.xls"
    path.write_bytes(data[: int(len(data) * share)])
    assert refused(path) in {"workbook.damaged", "workbook.ole"}


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_mutated_lists_are_read_or_refused(kind: str, seed: int) -> None:
    rng = random.Random(seed)
    data = (FORMATS / f"messy-80.{kind}").read_bytes()
    if kind == "xls":
        data = _scratched(data, rng)
    else:
        source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            for name in source.namelist():
                part = source.read(name)
                new.writestr(name, _scratched(part, rng) if name == "content.xml" else part)
        data = target.getvalue()
    start = time.monotonic()
    try:
        outcome = read_bytes("list", data).name
    except UserError as error:
        outcome = error.code.partition(".")[0]
    assert outcome in {"list", "workbook"}
    assert time.monotonic() - start < IN_TIME


def _scratched(data: bytes, rng: random.Random) -> bytes:
    scratched = bytearray(data)
    for _ in range(rng.choice([1, 3, 20])):
        scratched[rng.randrange(len(scratched))] = rng.randrange(256)
    return bytes(scratched)


def _record(number: int, data: bytes = b"") -> bytes:
    """One record of a binary workbook: its number and length in groups of seven bits."""
    head = bytes([number]) if number < 128 else bytes([number & 127 | 128, number >> 7])
    return head + bytes([len(data)]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def test_a_binary_workbook_gives_its_values_and_says_what_it_cannot_see(tmp_path: Path) -> None:
    sheet = _record(129) + _record(148, struct.pack("<IIII", 0, 1, 0, 0)) + _record(145)
    for number, name in enumerate(["Name", "Anil Rao"]):
        sheet += _record(0, struct.pack("<IIHHB4x", number, 0, 300, 0, 0) + b"\x00" * 8)
        sheet += _record(6, struct.pack("<II", 0, 0) + _wide(name))
    sheet += _record(146) + _record(130)
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("List")
    book = _record(131) + _record(143) + _record(156, bundle) + _record(144) + _record(132)
    relation = (
        '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxml'
        'formats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>'
    )
    path = tmp_path / "list.xlsb"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("xl/workbook.bin", book)
        target.writestr("xl/_rels/workbook.bin.rels", relation)
        target.writestr("xl/worksheets/sheet1.bin", sheet)
    found = read_book(path)
    assert found.reading == Reading("xlsb")
    assert found.sheets[0].rows == (("Name",), ("Anil Rao",))
    assert "crossed out" in found.notices[0]


def test_how_a_list_was_read_is_believed_only_in_known_words() -> None:
    for line in (
        b'["reading","exe","",""]',
        b'["reading","text","rot13",""]',
        b'["reading","text","utf-8","x"]',
        b'["reading","text","utf-8"]',
    ):
        with pytest.raises(MalformedAnswerError):
            Answer(DEFAULT_LIMITS).take(line)


def test_an_old_workbook_with_a_password_is_named_so() -> None:
    data = bytearray((FORMATS / "crossed.xls").read_bytes())
    beginning = data.find(bytes.fromhex("0908100000060500"))
    data[beginning + 20 : beginning + 22] = b"\x2f\x00"  # the record of an encrypted workbook
    with pytest.raises(UserError) as caught:
        read_bytes("list.xls", bytes(data))
    assert caught.value.code == "workbook.protected"


def test_where_one_reader_gives_up_another_gives_the_values_and_says_so() -> None:
    """A workbook of a version that does not exist: its values are all there."""
    data = bytearray((FORMATS / "crossed.xls").read_bytes())
    data[data.find(bytes.fromhex("0908100000060500")) + 4] = 0xFF
    found = read_bytes("list.xls", bytes(data))
    assert found.sheets[0].rows[:8] == read_book(FORMATS / "crossed.xls").sheets[0].rows[:8]
    assert not found.sheets[0].struck
    assert "crossed out" in found.notices[0]
