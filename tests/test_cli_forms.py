"""The commands about what goes out to be filled in and comes back."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from rapporteur import cli
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.lists.marks import find_mark


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """The sample session."""
    path = tmp_path / "sample.rapporteur"
    assert cli.main(["sample", str(path)]) == 0
    return path


def test_a_template_goes_out_and_comes_back(session, tmp_path, capsys):
    out = tmp_path / "blank.xlsx"
    assert cli.main(
        ["export", str(session), "template", str(out), "--side", "RU", "--purpose", "gate-pass"]
    ) == 0  # fmt: skip
    mark = find_mark(read_book(out).sheets[0])
    assert mark is not None
    at = {key: column for column, key in mark.fields.items()}
    book = openpyxl.load_workbook(out)
    for key, text in (("family_name", "Ёлкина"), ("given_name", "Анна"), ("passport_number", "00")):
        book.worksheets[0].cell(mark.header_row + 1, at[key], text)
    book.save(out)
    capsys.readouterr()

    assert cli.main(["import", str(session), str(out), "--json"]) == 0

    report = json.loads(capsys.readouterr().out)
    assert {k: v for k, v in report["rows"].items() if v} == {"new": 1}
    assert (report["issues"], report["unmapped"]) == ([], [])
    assert report["mapping"]["Номер паспорта / Passport number"] == "passport_number"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ([], "--side"),
        (["--side", "IN", "--purpose", "fun"], "The purposes are: public, visa"),
        (["--side", "IN", "--columns", "fun"], "The sets are: public"),
    ],
)
def test_what_a_template_cannot_be_is_said_as_wrong_usage(session, tmp_path, capsys, wrong, words):
    out = tmp_path / "blank.xlsx"
    assert cli.main(["export", str(session), "template", str(out), *wrong]) == 2
    assert words in capsys.readouterr().err
    assert not out.exists()


def test_a_side_that_is_not_there_is_refused(session, tmp_path, capsys):
    out = tmp_path / "blank.xlsx"
    assert cli.main(["export", str(session), "template", str(out), "--side", "XX"]) == 1
    assert "XX" in capsys.readouterr().err
    assert not out.exists()


def test_corrections_go_out_and_come_back(session, tmp_path, capsys):
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in (["Name", "Designation", "Sex"], ["Anil Bosekar", "Director", "Q"]):
        book.active.append(line)
    received, out = tmp_path / "list.xlsx", tmp_path / "out.xlsx"
    book.save(received)
    before = session.read_bytes()

    command = ["export", str(session), "corrections", str(out)]
    assert cli.main([*command, "--list", str(received), "--side", "IN"]) == 0
    assert "1 row of list.xlsx to be put right" in capsys.readouterr().out
    assert session.read_bytes() == before
    mark = find_mark(read_book(out).sheets[0])
    assert mark is not None
    at = {key: column for column, key in mark.fields.items()}
    back = openpyxl.load_workbook(out)
    back.worksheets[0].cell(mark.header_row + 1, at["sex"], "M")
    back.save(out)

    assert cli.main(["import", str(session), str(out), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert {k: v for k, v in report["rows"].items() if v} == {"new": 1}
    assert (report["issues"], report["unmapped"]) == ([], [])


def test_corrections_without_a_list_or_without_a_fault_are_refused(session, tmp_path, capsys):
    out = tmp_path / "out.xlsx"
    assert cli.main(["export", str(session), "corrections", str(out)]) == 2
    assert "--list" in capsys.readouterr().err
    blank = tmp_path / "blank.xlsx"
    assert cli.main(["export", str(session), "template", str(blank), "--side", "IN"]) == 0
    assert cli.main(["export", str(session), "corrections", str(out), "--list", str(blank)]) == 1
    assert "no row" in capsys.readouterr().err
    assert not out.exists()


def test_missing_data_is_asked_of_a_side_for_a_purpose(session, tmp_path, capsys):
    out = tmp_path / "out.xlsx"
    command = ["export", str(session), "missing", str(out), "--side", "RU"]
    assert cli.main(command) == 2
    assert "--purpose" in capsys.readouterr().err
    assert cli.main([*command, "--purpose", "visa"]) == 0
    assert "of RU with missing data, visa" in capsys.readouterr().out
    assert cli.main(["import", str(session), str(out), "--dry-run", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert {state for state, count in rows.items() if count} == {"same"}
