"""The command line about versions: import as one, say the lists, compare two."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rapporteur import cli
from rapporteur.domain.names import full_name
from rapporteur.services import delegates
from rapporteur.services.workspace import OpenMode, Workspace

FACTS = """
[session]
ordinal = 11
working_group = "Working Group"
start_date = 2025-08-06
[[sides]]
preset = "India"
host = true
[[sides]]
preset = "Russia"
"""
MINES = "Ministry of Mines"
RAO = ("Arvind Rao", "Director", "P1234567")
BOSE = ("Leela Bose", "Adviser", "P2345678")
KHAN = ("Imran Khan", "Engineer", "P3456789")
NAIR = ("Suresh Nair", "Scientist", "P4567890")
FIRST = (RAO, BOSE, KHAN, NAIR)
# Nair to the front, Bose with another post, Khan gone, Sen new.
SECOND = (NAIR, RAO, ("Leela Bose", "Commissioner", "P2345678"), ("Devika Sen", "Expert", ""))


@pytest.fixture
def session(tmp_path: Path) -> Path:
    facts = tmp_path / "facts.toml"
    facts.write_text(FACTS, encoding="utf-8")
    path = tmp_path / "session.rapporteur"
    assert cli.main(["new", str(path), "--facts", str(facts)]) == 0
    return path


def roster(folder: Path, name: str, rows: tuple[tuple[str, ...], ...]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["No.", "Name", "Designation", "Passport No."])
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    book.save(folder / name)
    return folder / name


def run(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    capsys.readouterr()
    assert cli.main([str(word) for word in words]) == 0
    return capsys.readouterr().out


def take(capsys: pytest.CaptureFixture[str], session: Path, path: Path,
         *options: str) -> dict[str, Any]:  # fmt: skip
    words = ("import", session, path, "--side", "IN", "--as-version-of", MINES, "--json", *options)
    found: dict[str, Any] = json.loads(run(capsys, *words))
    return found


def people(session: Path) -> list[tuple[str, str, bool]]:
    workspace = Workspace.open(session, OpenMode.VIEW)
    try:
        with workspace.read() as db:
            found = delegates.list_delegates(db)
    finally:
        workspace.close()
    return [(full_name(p), p["designation"], p.withdrawn) for p in found]


@pytest.fixture
def two(session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, Path]:
    """The session with the first list in it, and the second list."""
    report = take(capsys, session, roster(tmp_path, "first.xlsx", FIRST))
    assert report["rows"]["added"] == 4
    assert report["issues"][0]["code"] == "first_list"
    return session, roster(tmp_path, "second.xlsx", SECOND)


def test_a_version_reports_what_differs_and_does_it(two, capsys):
    session, second = two
    report = take(capsys, session, second)
    assert report["sender"] == MINES
    assert report["rows"] == {
        "added": 1, "changed": 1, "same": 1, "moved": 1, "removed": 1,
        "doubtful": 0, "faulty": 0, "skipped": 0,
    }  # fmt: skip
    assert report["lines"] == [
        {"kind": "moved", "row": 2, "name": "Suresh Nair", "move": {"old": 3, "new": 1}},
        {"kind": "changed", "row": 4, "name": "Leela Bose", "changes": [
            {"field": "designation", "old": "Adviser", "new": "Commissioner"}]},
        {"kind": "added", "row": 5, "name": "Devika Sen"},
        {"kind": "removed", "row": 0, "name": "Imran Khan"},
    ]  # fmt: skip
    assert people(session) == [
        ("Suresh Nair", "Scientist", False),
        ("Arvind Rao", "Director", False),
        ("Leela Bose", "Commissioner", False),
        ("Devika Sen", "Expert", False),
        ("Imran Khan", "Engineer", True),
    ]


def test_an_import_that_is_no_version_reports_as_before(two, capsys):
    session, second = two
    words = ("import", session, second, "--side", "IN", "--dry-run", "--json")
    report = json.loads(run(capsys, *words))
    assert report["rows"].keys() == {"new", "changed", "same", "doubtful", "faulty", "skipped"}
    assert "lines" not in report


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("added", ["Arvind Rao", "Leela Bose", "Devika Sen", "Imran Khan", "Suresh Nair"]),
        ("moved", ["Suresh Nair", "Arvind Rao", "Leela Bose", "Imran Khan"]),
        ("removed,moved", ["Suresh Nair", "Arvind Rao", "Leela Bose"]),
        ("changed", ["Arvind Rao", "Leela Bose", "Imran Khan", "Suresh Nair"]),
    ],
)
def test_only_the_named_kinds_are_taken(two, capsys, kinds, expected):
    session, second = two
    take(capsys, session, second, "--accept", kinds)
    coming = [name for name, _, withdrawn in people(session) if not withdrawn]
    assert coming == expected
    posts = {name: post for name, post, _ in people(session)}
    assert posts["Leela Bose"] == ("Commissioner" if kinds == "changed" else "Adviser")


def test_an_unknown_kind_is_wrong_usage_and_names_the_known(two, capsys):
    session, second = two
    before = session.read_bytes()
    code = cli.main(["import", str(session), str(second), "--accept", "added,deleted"])
    assert code == 2
    said = capsys.readouterr().err
    assert "deleted" in said
    assert "added, changed, moved, removed" in said
    assert session.read_bytes() == before


def test_removals_of_most_people_need_to_be_named(two, tmp_path, capsys):
    session, _ = two
    short = roster(tmp_path, "short.xlsx", (RAO,))
    report = take(capsys, session, short)
    assert "many_removed" in {issue["code"] for issue in report["issues"]}
    assert not [name for name, _, withdrawn in people(session) if withdrawn]
    longer = roster(tmp_path, "again.xlsx", (RAO, ("Devika Sen", "Expert", "")))
    take(capsys, session, longer, "--accept", "removed,added")
    assert [name for name, _, withdrawn in people(session) if withdrawn] == [
        "Leela Bose", "Imran Khan", "Suresh Nair",
    ]  # fmt: skip


def test_the_version_in_words_masks_passports(two, tmp_path, capsys):
    session, _ = two
    devika = ("Devika Sen", "Expert", "")
    take(capsys, session, roster(tmp_path, "again.xlsx", (*FIRST, devika)))
    third = roster(tmp_path, "third.xlsx", (NAIR, *FIRST[:3], (*devika[:2], "P9999999")))
    words = ("import", session, third, "--side", "IN", "--as-version-of", MINES, "--dry-run")
    said = run(capsys, *words)
    assert "0 added, 1 changed, 3 same, 1 moved, 0 removed" in said
    assert "Suresh Nair: place 4 → 1" in said
    assert "Devika Sen: Passport number: — → ••••" in said
    assert "P9999999" not in said


@pytest.fixture
def passports(two, tmp_path, capsys) -> tuple[Path, Path]:
    """The session, and a list in which Sen has a passport, Bose none, and somebody no name."""
    session, _ = two
    take(capsys, session, roster(tmp_path, "again.xlsx", (*FIRST, ("Devika Sen", "Expert", ""))))
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Passport No.", "Name", "Designation"])
    for row in (RAO, (*BOSE[:2], ""), KHAN, NAIR, ("Devika Sen", "Expert", "P9999999"),
                ("", "Adviser", "P8888888")):  # fmt: skip
        book.active.append([row[2], row[0], row[1]])
    book.save(tmp_path / "passports.xlsx")
    return session, tmp_path / "passports.xlsx"


def test_passports_are_dots_for_programs_too(passports, capsys):
    session, path = passports
    words = ("import", session, path, "--side", "IN", "--as-version-of", MINES, "--dry-run",
             "--json")  # fmt: skip
    whole = run(capsys, *words)
    lines = {one["name"]: one for one in json.loads(whole)["lines"]}
    came = [{"field": "passport_number", "old": "", "new": "••••"}]
    assert lines["Devika Sen"]["changes"] == came
    assert lines["Adviser"]["kind"] == "faulty"
    compared = run(capsys, "compare", session, "2", path, "--json")
    changes = {one["name"]: one["changes"] for one in json.loads(compared)["lines"]}
    went = [{"field": "passport_number", "old": "••••", "new": ""}]
    assert changes == {"Devika Sen": came, "Leela Bose": went}
    for number in ("P1234567", "P2345678", "P9999999", "P8888888"):
        assert number not in whole + compared


@pytest.mark.parametrize("how", [(), ("--json",)])
def test_passports_are_shown_to_whoever_asks(passports, capsys, how):
    session, path = passports
    said = run(capsys, "compare", session, "2", path, "--show-private", *how)
    assert "P2345678" in said
    assert "P9999999" in said
    words = ("import", session, path, "--side", "IN", "--as-version-of", MINES, "--dry-run")
    assert "P9999999" in run(capsys, *words, "--show-private", *how)
    assert "P9999999" not in run(capsys, *words, *how)


def test_lists_are_shown_with_their_numbers(two, capsys):
    session, second = two
    take(capsys, session, second)
    first, again = json.loads(run(capsys, "lists", session, "--json"))["lists"]
    assert (first["list"], first["sender"], first["number"], first["people"]) == (1, MINES, 1, 4)
    assert (again["number"], again["side"], again["first_named"], again["taken_off"]) == (
        2, "IN", 1, 1,
    )  # fmt: skip
    said = run(capsys, "lists", session)
    assert "list 2 from Ministry of Mines" in said
    assert "second.xlsx, 4 people" in said


def test_a_session_without_lists_says_so(session, capsys):
    assert "no list was received" in run(capsys, "lists", session)
    assert json.loads(run(capsys, "lists", session, "--json")) == {"lists": []}


def test_two_lists_are_compared_by_number_or_file(two, capsys):
    session, second = two
    report = json.loads(run(capsys, "compare", session, "1", second, "--json"))
    counts = {"added": 1, "removed": 1, "changed": 1, "moved": 1, "doubtful": 0, "same": 1}
    assert report["rows"] == {**counts, "skipped": 0}
    assert report["lines"][0] == {
        "kind": "moved", "old_row": 5, "row": 2, "name": "Suresh Nair",
        "move": {"old": 3, "new": 1},
    }  # fmt: skip
    take(capsys, session, second)
    said = run(capsys, "compare", session, "1", "2")
    assert "1 added, 1 removed, 1 changed, 1 moved, 0 doubtful, 1 same" in said
    assert "Leela Bose: Designation: Adviser → Commissioner" in said


@pytest.mark.parametrize(
    ("which", "says"),
    [("9", "no list with the number 9"), ("9" * 40, "no list with the number"),
     ("missing.xlsx", "missing.xlsx")],
)  # fmt: skip
def test_a_list_that_is_not_there_is_refused_in_words(two, capsys, which, says):
    session, _ = two
    assert cli.main(["compare", str(session), "1", which]) == 1
    assert says in capsys.readouterr().err


def test_accepting_nothing_by_name_is_wrong_usage(two, capsys):
    session, second = two
    before = session.read_bytes()
    words = ["import", str(session), str(second), "--as-version-of", "Mines", "--accept", ""]
    assert cli.main(words) == cli.WRONG_USAGE
    assert "names no kind" in capsys.readouterr().err
    assert session.read_bytes() == before
