"""A sub-group's form taken in by command."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from rapporteur import cli
from rapporteur.exchange.outgoing.update_form import write_update_form
from rapporteur.services import sessions
from rapporteur.services.subgroups import form_export, updates
from rapporteur.services.workspace import Workspace


@pytest.fixture
def session(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "sample.rapporteur"
    assert cli.main(["sample", str(path)]) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def filled(session: Path, tmp_path: Path) -> Path:
    """The form of the sub-group that has not reported yet, with one part written."""
    workspace = Workspace.open(session)
    with workspace.read() as db:
        group = sessions.sub_groups(db)[3]
        form = form_export.form_data(db, group.id)
    workspace.close()
    path = tmp_path / "railways.xlsx"
    write_update_form(path, form)
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        if "key=work_en&" in str(row[3].value or ""):
            row[2].value = "Field work was finished."
    book.save(path)
    return path


def work_of(session: Path) -> str:
    workspace = Workspace.open(session)
    with workspace.read() as db:
        found = updates.this_session(db, sessions.sub_groups(db)[3].id)
    workspace.close()
    assert found is not None
    return found["work_en"]


def test_a_form_is_known_by_its_mark_and_taken_in(
    session: Path, filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", str(session), str(filled), "--dry-run"]) == 0
    assert "Railway transport: 1 parts differ" in capsys.readouterr().out
    assert work_of(session) == ""
    assert cli.main(["import", str(session), str(filled), "--json"]) == 0
    (part,) = json.loads(capsys.readouterr().out)["parts"]
    assert (part["part"], part["theirs"]) == ("work_en", "Field work was finished.")
    assert work_of(session) == "Field work was finished."


def test_what_is_for_lists_is_wrong_usage_for_a_form(session: Path, filled: Path) -> None:
    assert cli.main(["import", str(session), str(filled), "--accept-doubtful"]) == 2
    assert work_of(session) == ""
