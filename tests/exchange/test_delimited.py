"""Lists as texts: encodings and separators found out, every cell left the text it is."""

from __future__ import annotations

import codecs
import random
import time
from pathlib import Path

import pytest
from tests.exchange import texts
from tests.exchange.lists import SAMPLES, take_in
from tests.exchange.test_samples import FIELDS, TARGETS, _digits

from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Reading, Sheet
from rapporteur.exchange.incoming.delimited import find_separator, plain_text
from rapporteur.exchange.incoming.encodings import find_encoding
from rapporteur.exchange.incoming.reading import read_book, read_bytes

RUSSIAN = sorted(path.stem for path in (SAMPLES / "suite").glob("ru-*.xlsx"))
HINDI = "क्र.सं.;नाम;पदनाम\r\n1;प्रिया देवी;सचिव\r\n2;राजेश कुमार;निदेशक\r\n"


def sheet(text: str | bytes) -> Sheet:
    data = text.encode() if isinstance(text, str) else text
    (found,) = read_bytes("list.csv", data).sheets
    return found


@pytest.mark.parametrize("name", sorted(p.stem for p in (SAMPLES / "suite").glob("*.xlsx")))
def test_a_made_list_saved_as_text_says_the_same(name: str, tmp_path: Path) -> None:
    truth = texts.truth(name)
    text = texts.as_text(texts.cells(name, truth["sheet"]))
    found = take_in(texts.write(tmp_path / f"{name}.csv", text, "utf-8-sig"))
    assert found.book.reading == Reading("text", "utf-8-sig", ";")
    assert list(found.layout.header_rows) == truth["header_rows"]
    columns = {column.index: column.target for column in found.layout.columns}
    assert columns == {index: TARGETS[key] for key, index in truth["columns"].items()}
    people = [row for row in found.rows if row.skipped in {"", "other_side"}]
    assert [row.row for row in people] == [record["row"] for record in truth["records"]]
    for row, record in zip(people, truth["records"], strict=True):
        expected = {key: record[name] for name, key in FIELDS.items() if record[name]}
        values = {key: row.values[key] for key in FIELDS.values() if key in row.values}
        assert _digits(values.pop("phone", "")) == _digits(expected.pop("phone", ""))
        assert values == expected


@pytest.mark.parametrize("encoding", texts.ENCODINGS)
@pytest.mark.parametrize("name", ["ru-clean", "ru-order", "ru-messy"])
def test_a_russian_list_reads_the_same_in_every_encoding(
    name: str, encoding: str, tmp_path: Path
) -> None:
    rows = texts.writable(texts.cells(name, texts.truth(name)["sheet"]))
    text = texts.as_text(rows, "\t")
    found = read_book(texts.write(tmp_path / "list.txt", text, encoding))
    assert found.reading == Reading("text", encoding, "\t")
    ours = [[value or "" for value in row] for row in found.sheets[0].rows]
    trimmed = [[" ".join(cell.split()) for cell in row] for row in rows]
    for at, row in enumerate(ours):
        assert [" ".join(str(cell).split()) for cell in row] == trimmed[at][: len(row)]
        assert not any(trimmed[at][len(row) :])


@pytest.mark.parametrize("people", [1, 2, 5])
@pytest.mark.parametrize("upper", [False, True])
def test_few_names_are_enough_to_find_the_encoding(people: int, upper: bool) -> None:
    """Short lists of names and posts, also in capitals: 0 wrong of what the made lists give."""
    rng = random.Random(7)
    wrong = []
    for name in RUSSIAN:
        rows = texts.writable(texts.cells(name, texts.truth(name)["sheet"]))
        rows = [row for row in rows if any("а" <= c <= "я" for c in "".join(row).lower())]
        for _ in range(5):
            chosen = rng.sample(rows, people)
            text = texts.as_text([[row[2], row[3], row[4], row[7]] for row in chosen])
            text = text.upper() if upper else text
            if not any("а" <= c <= "я" for c in text.lower()):
                continue
            for encoding in texts.ENCODINGS:
                data = text.encode(encoding)
                if data.decode(find_encoding(data)) != text:
                    wrong.append((name, encoding, text))
    assert wrong == []


@pytest.mark.parametrize("order", ["le", "be"])
def test_two_byte_text_without_a_mark(order: str) -> None:
    for text in ("Фамилия;Имя\r\nГруздев;Алексей\r\n", "Name;Post\nRao;Director\n", HINDI):
        data = text.encode(f"utf-16-{order}")
        assert find_encoding(data) == f"utf-16-{order}"
        assert len(sheet(data).rows) >= 2


def test_marks_plain_text_hindi_and_western_names() -> None:
    assert find_encoding(codecs.BOM_UTF16_BE + "Имя".encode("utf-16-be")) == "utf-16"
    assert find_encoding(b"Name;Post\n") == "utf-8"
    assert find_encoding(HINDI.encode()) == "utf-8"
    for text in ("Müller;Jürgen;Köln\nDuçay;José;Orléans\n", "Name\nRené Lefèvre\n"):
        assert find_encoding(text.encode("cp1252")) == "cp1252"
    rows = sheet("№;Ф.И.О.\r\n1;«Ёлкин» – Пётр\r\n".encode("cp1251")).rows
    assert rows[1] == ("1", "«Ёлкин» – Пётр")


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("Name;Post\nRao, Anil;Director, Mines\nVerma, Asha;Adviser, Coal\n", ";"),
        ("Name,Post,Fee\nRao,Director,\"1,5\"\nVerma,Adviser,\"2,5\"\n", ","),
        ("Name\tSub-groups\nRao\tSG1; SG2; SG3\nVerma\tSG1; SG2\n", "\t"),
        ("Name|Post\nRao|Director\n", "|"),
        ("List of the Ministry, 5 August, final\n\nNo.;Name;Post\n1;Rao;x\n2;Verma;y\n", ";"),
        ('Name;Note\n"Rao\nAnil; Director";a\n"Verma";b\n', ";"),
        ("Name\nAnil Rao\nAsha Verma\n", ""),
        ("Fee;Name\n1,5;Rao\n2,5;Verma\n3,5;Nair\n", ";"),
    ],
)  # fmt: skip
def test_the_separator_is_found(text: str, separator: str) -> None:
    assert find_separator(text) == separator
    assert read_bytes("a.csv", text.encode()).reading == Reading("text", "utf-8", separator)


def test_the_line_of_excel_that_names_the_separator() -> None:
    found = read_bytes("a.csv", b"sep=|\r\nName|Post;x\r\nRao;a;b|Director;y\r\n")
    assert found.reading.separator == "|"
    assert found.sheets[0].rows == (("Name", "Post;x"), ("Rao;a;b", "Director;y"))


def test_cells_stay_texts_with_zeros_and_plus() -> None:
    rows = sheet('Passport;Phone;Code\n00123456;+7 916 1;="007"\n0;\'+91 98;1,50\n').rows
    assert rows[1:] == (("00123456", "+7 916 1", "007"), ("0", "+91 98", "1,50"))
    assert plain_text("'Abd") == "'Abd", "an apostrophe of a name is no guard"


def test_quotes_breaks_and_quotes_left_open() -> None:
    rows = sheet('Name;Post\r\n"Rao\r\nAnil";"said ""Director"""\r\n;\r\n"Nair, M.";x\r\n').rows
    assert rows == (("Name", "Post"), ("Rao\nAnil", 'said "Director"'), (), ("Nair, M.", "x"))
    found = read_bytes("a.csv", b'Name;Post\n"Rao;Director\nVerma;Adviser\n')
    assert found.sheets[0].rows[1:] == (('"Rao', "Director"), ("Verma", "Adviser"))
    assert "quotation mark" in found.notices[0]
    many = "Name;Post\n" + '"Rao;Director\n' + "Verma;Adviser\n" * 60 + 'Nair";x\n'
    assert len(sheet(many).rows) == 63


def test_a_choice_overrules_what_is_found_and_is_told() -> None:
    data = "Имя;Пост\nРао;Директор, старший\n".encode("cp1251")
    chosen = Reading("text", "koi8-r", ",")
    found = read_bytes("a.csv", data, reading=chosen)
    assert found.reading == chosen
    assert found.sheets[0].rows[1] == ("пЮН;дХПЕЙРНП", "ЯРЮПЬХИ")
    again = read_bytes("a.csv", data, reading=found.reading)
    assert again == found
    mixed = b"Name;Post\n" + b"Anil Rao;Director\n" * 9 + "Ким;Советник\n".encode("cp1251")
    wrong = read_bytes("a.csv", mixed, reading=Reading("text", "utf-8", ";"))
    assert "no letters" in wrong.notices[0]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"one line of text", "one_line"), (b"\n\n  \n", "one_line"), (b"", "empty"),
     (b"a\x01\x02b\nc\n", "unknown"), (b"<rss>\n<item/>\n</rss>", "")],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_words(data: bytes, code: str) -> None:
    if not code:
        assert len(read_bytes("a.txt", data).sheets[0].rows) == 3
        return
    with pytest.raises(UserError) as caught:
        read_bytes("a.txt", data)
    assert caught.value.code == f"workbook.{code}"


def test_a_text_of_dos_ends_with_its_mark() -> None:
    found = sheet("Имя;Пост\r\nКим;Эксперт\r\n\x1a".encode("cp866"))
    assert found.rows == (("Имя", "Пост"), ("Ким", "Эксперт"))


def test_a_text_in_the_wrong_encoding_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        read_bytes("a.txt", b"\x80\x81\n" * 50, reading=Reading("text", "utf-8", ";"))
    assert caught.value.code == "workbook.no_text"


def test_long_and_wide_texts_are_bounded() -> None:
    start = time.monotonic()
    with pytest.raises(UserError) as caught:
        read_bytes("a.csv", b"a\nb\n" * 2_000_000)
    assert caught.value.code == "workbook.cells"
    with pytest.raises(UserError) as caught:
        read_bytes("a.csv", b";".join([b"a"] * 5000) + b"\nb;c\n")
    assert caught.value.code == "workbook.cells"
    long = read_bytes("a.csv", b"Name;Post\nRao;" + b"x" * 100_000 + b"\n")
    assert len(str(long.sheets[0].rows[1][1])) == 32_767
    assert "Their ends were cut" in long.notices[0]
    assert time.monotonic() - start < 15


def test_half_a_million_bytes_of_quotes_and_nothing_else() -> None:
    start = time.monotonic()
    with pytest.raises(UserError) as caught:
        read_bytes("a.csv", b'"' * 500_000 + b"\n" + b'";' * 250_000)
    assert caught.value.code == "workbook.cells"
    assert time.monotonic() - start < 5
