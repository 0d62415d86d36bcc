"""The session pack: everything with an index; what is missing said; nothing half done."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace

import docx
import pytest
from tests.services.papers.conftest import NOW

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.services import sessions
from rapporteur.services.documents.pack import INDEX, PackStopped, plan_pack, write_pack

SMALL = ("agenda", "press-note")


@pytest.fixture
def plan(sample):
    with sample.read() as db:
        return plan_pack(db, now=NOW)


@pytest.fixture
def small(plan):
    """A pack of three documents and of one that is not there."""
    few = [item for item in plan.items if item.made and item.made.key in SMALL]
    return replace(plan, items=(*few, plan.items[-1]))


def index_rows(path):
    (table,) = docx.Document(path).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_folder_with_everything_and_an_index(plan, tmp_path):
    target = tmp_path / "pack"
    seen = []
    pack = write_pack(plan, target, progress=lambda *step: seen.append(step))
    assert pack.path == target
    assert not pack.reason
    there = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert there == {file.path for file in pack.files} | {INDEX}
    folders = {name.split("/")[0] for name in there if "/" in name}
    assert {
        "2 Delegation lists", "3 Agenda and attendance", "4 Sub-groups and action items",
        "5 Plates, badges and seating", "6 Press note and report",
    } <= folders  # fmt: skip
    rows = index_rows(target / INDEX)
    for file in pack.files:
        digest = hashlib.sha256((target / file.path).read_bytes()).hexdigest()
        assert file.sha256 == digest
        row = next(row for row in rows if row[0] == file.path.rpartition("/")[2])
        assert row[5].replace("\n", "") == digest
        assert row[6] == "7 August 2025, 14:30"
    assert [step[0] for step in seen] == list(range(len(pack.files) + 1))
    assert not list(tmp_path.glob(".*part"))


def test_what_is_not_there_is_listed_with_the_reason(plan, tmp_path):
    pack = write_pack(plan, tmp_path / "pack")
    left = {item.title: item.reason for item in pack.left_out}
    assert left["Seating plan"].startswith("There is no seating plan yet.")
    assert "personal data" in left["List for gate passes"]
    rows = index_rows(pack.path / INDEX)
    for title, reason in left.items():
        assert any(row[1] == title and row[0] == reason for row in rows)
    assert any(row[0] == "the designation of Bhatia in Russian" for row in rows)


def test_private_lists_only_when_asked_for(sample, plan):
    internal = {"gate-pass", "run-sheet"}
    assert not [item for item in plan.items if item.made and item.made.key in internal]
    with sample.read() as db:
        private = plan_pack(db, private=True, now=NOW)
    found = [item for item in private.items if item.made and item.made.key == "gate-pass"]
    assert len(found) == 2
    assert "run-sheet" in {item.made.key for item in private.items if item.made}
    assert all(item.folder == "INTERNAL" for item in found)


def test_one_file(small, tmp_path):
    target = tmp_path / "пакет.zip"
    pack = write_pack(small, target)
    with zipfile.ZipFile(target) as packed:
        assert packed.testzip() is None
        assert set(packed.namelist()) == {file.path for file in pack.files} | {INDEX}
    assert [path.name for path in tmp_path.glob("*.zip")] == [target.name]


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
def test_what_is_there_is_left_alone(small, tmp_path, name):
    target = tmp_path / name
    if target.suffix:
        target.write_bytes(b"mine")
    else:
        target.mkdir()
        (target / "mine.txt").write_text("mine")
    pack = write_pack(small, target)
    assert pack.path.name == {"pack": "pack (2)", "pack.zip": "pack (2).zip"}[name]
    assert "left as it is" in pack.reason
    kept = target if target.suffix else target / "mine.txt"
    assert kept.read_bytes() == b"mine"


def test_an_empty_folder_is_taken(small, tmp_path):
    target = tmp_path / "pack"
    target.mkdir()
    assert write_pack(small, target).path == target


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
@pytest.mark.parametrize("after", [0, 3, 5])
def test_cancel_leaves_nothing(small, tmp_path, name, after):
    steps = []
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(PackStopped):
        write_pack(
            small,
            tmp_path / name,
            progress=lambda done, _total, _title: steps.append(done),
            cancelled=lambda: len(steps) > after,
        )
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_cancel_is_heard_while_documents_are_made(sample):
    answers = iter((False, False, True))
    with sample.read() as db, pytest.raises(PackStopped):
        plan_pack(db, cancelled=lambda: next(answers))
    assert next(answers, None) is None


def test_a_folder_that_is_not_there(small, tmp_path):
    with pytest.raises(UserError) as refused:
        write_pack(small, tmp_path / "nowhere" / "pack")
    assert refused.value.code == "export.no_folder"


def test_the_name_of_a_side_leads_out_of_no_folder(sample, tmp_path):
    with sample.edit("Another name") as db:
        side = sessions.sides(db)[0]
        edit = FieldEdit(side["adjective_en"], "../../India / Bharat: ")
        sessions.update_side(db, side.id, {"adjective_en": replace(edit, new=edit.new.strip())})
    with sample.read() as db:
        plan = plan_pack(db, now=NOW)
    folders = {item.folder for item in plan.items if item.title == "Session Protocol"}
    assert all(folder.count("/") == 1 for folder in folders)
    assert not any(set(':*?"<>|') & set(folder) for folder in folders)
