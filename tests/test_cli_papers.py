"""The papers of the session day on the command line."""

from __future__ import annotations

import json

import openpyxl
import pytest
from tests.services.conftest import facts
from tests.services.implementation import Sheet, add_items, items, progress

from rapporteur import cli
from rapporteur.services import sessions
from rapporteur.services.workspace import OpenMode, Workspace


@pytest.fixture
def session(tmp_path):
    """A session with four action items, closed again."""
    path = tmp_path / "session.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts())
    add_items(workspace)
    workspace.close()
    return path


def looked_at(path, look):
    workspace = Workspace.open(path, OpenMode.VIEW)
    try:
        return look(workspace)
    finally:
        workspace.close()


def run(*arguments):
    return cli.main([str(argument) for argument in arguments])


def test_a_table_goes_out_and_comes_back(session, tmp_path, capsys):
    out = tmp_path / "таблица.xlsx"
    assert run("export", session, "actions", out, "--language", "ru") == 0
    assert "4 action items" in capsys.readouterr().out
    sheet = Sheet(out, "ru")
    sheet.report("11/01", status="Выполняется", remark="Начато")
    sheet.report("11/02", date="когда-нибудь")
    sheet.save()
    assert run("import", session, out, "--dry-run", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["rows"] == {"changed": 1, "conflict": 0, "faulty": 1, "unknown": 0,
                              "missing": 0, "same": 2}  # fmt: skip
    assert looked_at(session, items)["11/01"]["status"] == "open", "a dry run writes nothing"
    assert run("import", session, out) == 0
    said = capsys.readouterr().out
    assert f"Поручения!G{sheet.row('11/02')}: This is no date" in said
    assert looked_at(session, items)["11/01"]["status"] == "in_progress"
    assert [e["text"] for e in looked_at(session, lambda w: progress(w, "11/01"))] == ["Начато"]


def test_one_file_for_each_body(session, tmp_path, capsys):
    assert run("export", session, "actions", tmp_path / "bodies", "--per-body") == 0
    said = capsys.readouterr().out
    assert "1 action item with no responsible body went to nobody." in said
    assert len(list((tmp_path / "bodies").iterdir())) == 3


def test_what_a_workbook_is_called_is_looked_at_first(session, tmp_path, capsys):
    for what in ("roster", "actions"):
        assert run("export", session, what, tmp_path / "list.xls") == 2
        assert "has to end in .xlsx" in capsys.readouterr().err
        assert run("export", session, what, session) == 1
        assert "a database" in capsys.readouterr().err
    assert run("export", session, "actions", tmp_path / "x.xlsx", "--per-body") == 2
    assert run("export", session, "roster", tmp_path / "x", "--per-body") == 2
    assert run("export", session, "roster", tmp_path / "x.xlsx", "--language", "both") == 2
    assert run("export", session, "roster", tmp_path / "X.XLSX") == 0
    assert [p.name for p in tmp_path.iterdir() if p.suffix.startswith((".x", ".X"))] == ["X.XLSX"]


def test_options_of_lists_are_wrong_for_a_table(session, tmp_path, capsys):
    out = tmp_path / "t.xlsx"
    assert run("export", session, "actions", out) == 0
    assert run("import", session, out, "--accept", "changed") == 2
    assert "is an implementation table" in capsys.readouterr().err


def test_a_list_is_still_a_list(session, tmp_path, capsys):
    book = openpyxl.Workbook()
    for row in (["No.", "Name", "Designation"], [1, "Anil Sharma", "Director"]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    assert run("import", session, tmp_path / "list.xlsx", "--side", "IN", "--dry-run") == 0
    assert "1 new" in capsys.readouterr().out


def test_agenda_run_sheet_and_attendance_of_the_sample(tmp_path, capsys):
    session = tmp_path / "sample.rapporteur"
    assert run("sample", session) == 0
    for what in ("agenda", "run-sheet", "attendance"):
        assert run("export", session, what, tmp_path / f"{what}.xlsx", "--language", "both") == 0
        assert (tmp_path / f"{what}.xlsx").exists()
        assert run("export", session, what, tmp_path / what) == 2
    said = capsys.readouterr().out
    assert "the run sheet, INTERNAL" in said
    assert "attendance, 2 sittings" in said
    one = ("--sitting", "2", "--empty")
    assert run("export", session, "attendance", tmp_path / "one.xlsx", *one) == 0
    assert "attendance, 1 sitting." in capsys.readouterr().out
    assert run("export", session, "attendance", tmp_path / "none.xlsx", "--sitting", "9") == 1
    assert "from 1 to 2" in capsys.readouterr().err
    assert run("export", session, "agenda", tmp_path / "no.xlsx", "--sitting", "1") == 2
