"""What the user left as it was stays asked about: a defended correction is not lost later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.importing import ImportPlan, RowState
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.services import delegates, sessions
from rapporteur.services.facts import sample_facts
from rapporteur.services.importing import imports
from rapporteur.services.workspace import Workspace

SENDER = "Ministry of Mines"
NAME = "Tara Mirchandani"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    found = Workspace.create(tmp_path / "session.rapporteur")
    with found.edit("New session") as db:
        sessions.create_session(db, sample_facts())
    yield found
    found.close()


def take_in(workspace: Workspace, folder: Path, number: int, post: str) -> ImportPlan:
    """Import a version of the list with this post; what is not proposed is left out."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Designation", "Organisation"])
    sheet.append([NAME, post, "Ministry of Mines"])
    sheet.append(["Omkar Zutshi", f"Expert {number}", "Ministry of Mines"])
    path = folder / f"list {number}.xlsx"
    book.save(path)
    with workspace.edit(f"list {number}") as db:
        plan = imports.plan(db, read_book(path), side="IN", sender=SENDER, as_version=number > 1)
        imports.commit(db, plan, None, path.read_bytes())
    return plan


def post(workspace: Workspace) -> str:
    with workspace.read() as db:
        people = delegates.list_delegates(db)
    return next(p["designation"] for p in people if p["family_name"] == "Mirchandani")


def test_a_correction_that_was_defended_once_is_asked_about_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, tmp_path, 1, "Director")
    with workspace.edit("by hand") as db:
        person = next(p for p in delegates.list_delegates(db) if p["family_name"] == "Mirchandani")
        edit = FieldEdit("Director", "Director General")
        delegates.update_delegate(db, person.id, {"designation": edit})
    for number in (2, 3, 4):  # the sender insists on its own word
        plan = take_in(workspace, tmp_path, number, "Commissioner")
        row = plan.rows[0]
        assert (row.state, row.accepted) == (RowState.CHANGED, False), f"list {number}"
        assert "Changed here as well" in row.reason
        assert post(workspace) == "Director General"


def test_a_change_that_was_left_out_is_proposed_again(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, tmp_path, 1, "Director")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Designation", "Organisation"])
    sheet.append([NAME, "Commissioner", "Ministry of Mines"])
    sheet.append(["Omkar Zutshi", "Expert 1", "Ministry of Mines"])
    path = tmp_path / "list 2.xlsx"
    book.save(path)
    with workspace.edit("list 2") as db:
        plan = imports.plan(db, read_book(path), side="IN", sender=SENDER, as_version=True)
        imports.commit(db, plan, (), path.read_bytes())
    assert post(workspace) == "Director"
    again = take_in(workspace, tmp_path, 3, "Commissioner")
    assert again.rows[0].accepted
    assert post(workspace) == "Commissioner"
