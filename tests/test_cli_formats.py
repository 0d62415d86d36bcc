"""The command line takes lists of every kind, and lets a text be read as one knows it to be."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.exchange.test_web_table import WORD
from tests.test_cli import session

from rapporteur import cli
from rapporteur.services.lists.provenance import received_lists
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.storage.tables import ReceivedListRow, StoredFileRow

__all__ = ["session"]  # the fixture of the commands

FORMATS = Path(__file__).parent / "samples" / "lists" / "formats"
RUSSIAN = "№;Фамилия;Имя;Должность\r\n1;Щукин;Пётр;Советник\r\n2;Ёлкина;Юлия;Эксперт\r\n"


def imported(capsys, *words: str) -> dict:
    code = cli.main(["import", *words, "--json"])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return json.loads(printed.out)


@pytest.mark.parametrize("kind", ["xlsx", "xlsm", "xls", "ods"])
def test_import_takes_workbooks_of_every_kind(session, capsys, kind):
    capsys.readouterr()
    report = imported(capsys, str(session), str(FORMATS / f"crossed.{kind}"), "--side", "IN")
    assert report["sheet"] == "Delegates"
    assert report["header_row"] == 2
    assert (report["rows"]["new"], report["rows"]["skipped"]) == (6, 1)


def test_what_came_with_the_list_and_was_not_run_is_said(session, tmp_path, capsys):
    path = tmp_path / "list.xlsm"
    path.write_bytes((FORMATS / "crossed.xlsm").read_bytes())
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    capsys.readouterr()
    report = imported(capsys, str(session), str(path), "--side", "IN")
    said = [issue["message"] for issue in report["issues"] if issue["code"] == "reading"]
    assert said == ["The file brings macros. They were not run and are not taken in."]


def test_a_text_is_read_as_found_or_as_told(session, tmp_path, capsys):
    path = tmp_path / "list.txt"
    path.write_bytes(RUSSIAN.replace(";", "\t").encode("cp866"))
    capsys.readouterr()
    words = [str(session), str(path), "--side", "RU", "--dry-run"]
    assert imported(capsys, *words)["rows"]["new"] == 2
    told = imported(capsys, *words, "--encoding", "IBM866", "--separator", "tab")
    assert told["mapping"]["Фамилия"] == "family_name"
    wrong = cli.main(["import", *words, "--encoding", "koi8-r", "--separator", ";"])
    assert wrong == 1
    assert "No list of people" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "known"),
    [("--encoding", "rot13", "cp866"), ("--encoding", "klingon", "utf-8"),
     ("--separator", "x", "tab")],
)  # fmt: skip
def test_an_encoding_or_separator_that_is_none_is_wrong_usage(
    session, capsys, option, value, known
):
    capsys.readouterr()
    words = [str(session), str(FORMATS / "crossed.xls"), option, value]
    assert cli.main(["import", *words]) == 2
    said = capsys.readouterr().err
    assert value in said
    assert known in said


def test_a_table_saved_out_of_a_mail_is_kept_as_it_was_read(session, tmp_path, capsys):
    page, text = tmp_path / "mail.html", tmp_path / "list.csv"
    page.write_bytes(WORD.encode("cp1251"))
    text.write_bytes(RUSSIAN.removeprefix("№").encode("koi8-r"))
    capsys.readouterr()
    for path in (page, text):
        imported(capsys, str(session), str(path), "--side", "RU", "--accept-doubtful")
    workspace = Workspace.open(session, OpenMode.VIEW)
    try:
        with workspace.read() as db:
            assert len(received_lists(db)) == 2
            kept = {row.name: row for row in db.execute(select(ReceivedListRow)).scalars()}
            types = {
                row.name: row.media_type for row in db.execute(select(StoredFileRow)).scalars()
            }
            how = {name: (row.reading["kind"], row.reading["encoding"], row.reading["separator"])
                   for name, row in kept.items()}  # fmt: skip
    finally:
        workspace.close()
    assert how == {"mail.html": ("table", "cp1251", ""), "list.csv": ("text", "koi8-r", ";")}
    assert types == {"mail.html": "text/html", "list.csv": "text/csv"}


def test_what_is_no_list_says_what_it_is_and_what_to_do(session, tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_bytes(b"%PDF-1.7 not a text at all")
    capsys.readouterr()
    assert cli.main(["import", str(session), str(path)]) == 1
    said = capsys.readouterr().err
    assert "is a PDF document" in said
    assert "Nothing was imported" in said
