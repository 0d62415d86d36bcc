"""The guarded door: honest files come through, hostile ones are refused in words and in time."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.exchange.lists import SAMPLES, make_list

from rapporteur.domain.errors import UserError
from rapporteur.exchange.incoming import reading
from rapporteur.exchange.incoming.answer import Answer, MalformedAnswerError
from rapporteur.exchange.incoming.limits import DEFAULT_LIMITS
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.incoming.sheet_xml import shown_number

ROWS = [["Name", "Designation"], ["Anil Rao", "Director"]]
IN_TIME = 5.0  # seconds, by the table of attacks


def _changed(path: Path, parts: Mapping[str, bytes]) -> Path:
    """The workbook with some parts replaced or added."""
    old = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def _sheet_xml(body: str, before: str = "", after: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns='
        f'"http://schemas.openxmlformats.org/spreadsheetml/2006/main">{before}<sheetData>{body}'
        f"</sheetData>{after}</worksheet>"
    ).encode()


def _refused(path: Path) -> str:
    start = time.monotonic()
    with pytest.raises(UserError) as caught:
        read_book(path)
    assert time.monotonic() - start < IN_TIME
    assert path.name in caught.value.message
    assert caught.value.safe
    return caught.value.code


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make_list(tmp_path / "list.xlsx", ROWS)


SHEET = "xl/worksheets/sheet1.xml"
FIRST = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


def test_values_and_details(tmp_path: Path) -> None:
    def finish(sheet: Worksheet) -> None:
        sheet["A5"] = 7
        sheet["A5"].number_format = "00000"
        sheet["A6"] = "band"
        sheet.merge_cells("A6:C6")
        sheet["B9"] = " "
        sheet.column_dimensions["B"].hidden = True

    found = read_book(make_list(tmp_path / "list.xlsx", [*ROWS, [True, 2.5]], finish))
    (sheet,) = found.sheets
    assert sheet.rows[:3] == (("Name", "Designation"), ("Anil Rao", "Director"), (True, 2.5))
    assert sheet.numbers_as_shown == {(5, 1): "00007"}
    assert sheet.hidden_columns == {2}
    assert [(a.top, a.left, a.bottom, a.right) for a in sheet.merged] == [(6, 1, 6, 2)]
    assert len(found.sha256) == 64


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml"])
def test_dtd_is_refused_in_every_part(book: Path, part: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert _refused(_changed(book, {part: bomb})) == "workbook.dtd"


def test_dtd_in_another_encoding_is_refused(book: Path) -> None:
    bomb = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16")
    assert _refused(_changed(book, {SHEET: bomb})) == "workbook.encoding"


def test_zip_bomb(book: Path) -> None:
    assert _refused(_changed(book, {SHEET: _sheet_xml(" " * 60_000_000)})) == "workbook.bomb"


def test_lying_sizes(book: Path) -> None:
    data = bytearray(_changed(book, {SHEET: _sheet_xml(" " * 60_000_000)}).read_bytes())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 1000)
    book.write_bytes(data)
    assert _refused(book) in {"workbook.bomb", "workbook.damaged"}


def test_too_many_parts(book: Path) -> None:
    parts = {f"xl/media/image{n}.png": b"" for n in range(2100)}
    assert _refused(_changed(book, parts)) == "workbook.parts"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_duplicate_and_odd_parts(book: Path) -> None:
    twice = book.read_bytes()
    with zipfile.ZipFile(book, "a") as target:
        target.writestr(SHEET, b"<x/>")
    assert _refused(book) == "workbook.container"
    book.write_bytes(twice)
    assert _refused(_changed(book, {"../evil.xml": b"<x/>"})) == "workbook.container"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_truncated(book: Path, share: float) -> None:
    data = book.read_bytes()
    book.write_bytes(data[: int(len(data) * share)])
    assert _refused(book) == "workbook.damaged"


@pytest.mark.parametrize(
    ("before", "body", "after"),
    [
        ('<dimension ref="A1:XFD1048576"/>', FIRST, ""),
        ("", FIRST, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ("", FIRST, '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'),
        ("", FIRST + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', ""),
        ("", FIRST + '<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>', ""),
        ("", FIRST + '<row r="1048576" ht="12"><c r="XFD1048576" s="0"/></row>', ""),
        ('<cols><col min="1" max="16384" hidden="1"/></cols>', FIRST, ""),
        ("", FIRST + "".join(f'<row r="{n}" hidden="1"/>' for n in range(2, 100_000)), ""),
    ],
)
def test_hostile_ranges_do_not_matter(book: Path, before: str, body: str, after: str) -> None:
    start = time.monotonic()
    found = read_book(_changed(book, {SHEET: _sheet_xml(body, before, after)}))
    assert time.monotonic() - start < IN_TIME
    assert [row for row in found.sheets[0].rows if row] == [("Name",)]
    assert len(found.sheets[0].rows) == 1


def test_password_and_other_kinds(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    kinds = {
        "protected": ole + "EncryptedPackage".encode("utf-16-le"),
        "damaged": ole + "Workbook".encode("utf-16-le"),
        "message": ole + "__properties_version1.0".encode("utf-16-le"),
        "doc": ole + "WordDocument".encode("utf-16-le"),
        "pdf": b"%PDF-1.7",
        "powerpoint": ole + "PowerPoint Document".encode("utf-16-le"),
        "ole": ole,
        "rtf": b"{\\rtf1",
        "one_line": "Уважаемые коллеги, направляем список\n".encode("cp1251"),
        "no_table": b"<html><table></table></html>",
        "spreadsheet_xml": b"<?xml version='1.0'?><Workbook xmlns="
        b"'urn:schemas-microsoft-com:office:spreadsheet'/>",
        "empty": b"",
        "database": b"SQLite format 3\x00",
        "unknown": b"\x00\x01\x02\x03",
    }
    for code, data in kinds.items():
        path = tmp_path / f"{code}.xlsx"
        path.write_bytes(data)
        assert _refused(path) == f"workbook.{code}"
    for code, part in (("word", "word/document.xml"), ("opendocument", "content.xml"),
                       ("damaged", "xl/workbook.bin"), ("zip", "readme.txt")):  # fmt: skip
        path = tmp_path / f"{code}.xlsx"
        with zipfile.ZipFile(path, "w") as target:
            target.writestr(part, b"<x/>")
        assert _refused(path) == f"workbook.{code}"


def test_missing_and_folder_and_large(tmp_path: Path) -> None:
    assert _refused(tmp_path / "gone.xlsx") == "workbook.missing"
    assert _refused(tmp_path) == "workbook.folder"
    (tmp_path / "large.xlsx").write_bytes(b"PK\x03\x04" + bytes(21 << 20))
    assert _refused(tmp_path / "large.xlsx") == "workbook.size"


def test_cancel_ends_the_reading(book: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_book(book, cancelled=lambda: True)
    assert caught.value.code == "workbook.cancelled"


def test_clock_ends_the_reading(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = [reading.sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(reading, "worker_command", lambda: sleeper)
    with pytest.raises(UserError) as caught:
        read_book(book, limits=replace(DEFAULT_LIMITS, seconds=0.5))
    assert caught.value.code == "workbook.time"


def test_memory_of_the_reading_is_bounded(tmp_path: Path) -> None:
    path = make_list(tmp_path / "list.xlsx", [["x" * 30_000 + str(n)] for n in range(400)])
    with pytest.raises(UserError) as caught:
        read_book(path, limits=replace(DEFAULT_LIMITS, memory=18 << 20, ratio=10**9))
    assert caught.value.code in {"workbook.memory", "workbook.damaged"}


def test_progress_is_told(book: Path) -> None:
    told: list[int] = []
    read_book(book, on_progress=told.append)
    assert told[-1] == 2


@pytest.mark.parametrize(
    "line",
    [b"", b"x", b"[]", b'["rows",[[1]]]', b'["sheet","a",1]', b'["notice","secret text",1]',
     b'["sheet","a"]', b'{"a":1}', b"[" * 100_000],
)  # fmt: skip
def test_malformed_answers_are_not_believed(line: bytes) -> None:
    with pytest.raises(MalformedAnswerError):
        Answer(DEFAULT_LIMITS).take(line)


@pytest.mark.parametrize("cell", ["{}", "[[1]]", '["2026-99-99"]', "[1]", '["a","b"]'])
def test_malformed_cells_are_not_believed(cell: str) -> None:
    answer = Answer(DEFAULT_LIMITS)
    answer.take(b'["sheet","a",false]')
    with pytest.raises(MalformedAnswerError):
        answer.take(f'["rows",[[{cell}]]]'.encode())


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [("00000", 7, "00007"), ("0000 000000", 4512345678, "4512 345678"), ("+0", 7916, "+7916"),
     ("00-00", 12345, "123-45"), ("0", 7, None), ("0.00", 7, None), ("#,##0", 7, None),
     ("dd.mm.yyyy", 7, None)],
)  # fmt: skip
def test_numbers_as_a_format_shows_them(code: str, number: int, text: str | None) -> None:
    assert shown_number(code, number) == text


@pytest.mark.parametrize("seed", range(12))
def test_mutated_workbooks_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    """Bytes of a real list changed inside its parts: an answer in words or a book, in time."""
    rng = random.Random(seed)
    path = tmp_path / "list.xlsx"
    source = zipfile.ZipFile(SAMPLES / "messy-80.xlsx")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = bytearray(source.read(name))
            for _ in range(rng.choice([0, 0, 1, 5])):
                data[rng.randrange(len(data))] = rng.randrange(256)
            target.writestr(name, bytes(data))
    start = time.monotonic()
    try:
        outcome = read_book(path).name
    except UserError as error:
        outcome = error.code.partition(".")[0]
    assert outcome in {"list.xlsx", "workbook"}
    assert time.monotonic() - start < IN_TIME


@pytest.mark.slow
def test_hundred_thousand_rows_pass(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Delegates")
    sheet.append(["Name", *[f"Column {n}" for n in range(14)]])
    for n in range(100_000):
        sheet.append([f"Anil Rao {n}", *[f"text {n} {k}" for k in range(14)]])
    book.save(tmp_path / "list.xlsx")
    limits = replace(DEFAULT_LIMITS, seconds=120)
    assert len(read_book(tmp_path / "list.xlsx", limits=limits).sheets[0].rows) == 100_001


def test_a_reader_made_ready_reads_one_list_and_is_gone(book: Path) -> None:
    reader = reading.start_reader()
    time.sleep(0.5)
    assert reader.poll() is None, "it waits for its order"
    found = reading.read_bytes(book.name, book.read_bytes(), reader=reader)
    assert found == read_book(book)
    assert reader.poll() is not None


def test_a_reader_that_has_gone_meanwhile_is_replaced(book: Path) -> None:
    reader = reading.start_reader()
    reading.end_reader(reader)
    assert reading.read_bytes(book.name, book.read_bytes(), reader=reader) == read_book(book)
    for pipe in (reader.stdin, reader.stdout):
        pipe.close()


def test_a_reader_that_nobody_wants_goes_when_its_input_ends() -> None:
    reader = reading.start_reader()
    with reader:
        reader.stdin.close()
        assert reader.wait(timeout=20) == 0
        assert reader.stdout.read() == b""
