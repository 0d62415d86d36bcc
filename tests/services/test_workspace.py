"""The open file as the rest of the program sees it."""

from __future__ import annotations

import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rapporteur.domain.errors import UserError
from rapporteur.domain.history import Changed
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.storage.tables import DelegateRow, SideRow


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace.create(tmp_path / "session.rapporteur")
    yield opened
    opened.close()


def add_side(workspace: Workspace, code: str = "IN") -> None:
    with workspace.edit(f"Side {code}") as db:
        db.add(SideRow(position=1, code=code))


def codes(workspace: Workspace) -> list[str]:
    with workspace.read() as db:
        return [row.code for row in db.query(SideRow).order_by(SideRow.id)]


def test_a_new_file_is_there_at_once_and_nothing_else(tmp_path):
    folder = tmp_path / "desk"
    folder.mkdir()
    workspace = Workspace.create(folder / "a.rapporteur")
    assert workspace.path == folder / "a.rapporteur"
    assert not workspace.read_only
    assert workspace.read_only_reason == ""
    assert workspace.saved_at is None
    workspace.close()
    assert [path.name for path in folder.iterdir()] == ["a.rapporteur"]


@pytest.mark.parametrize(
    ("place", "code"),
    [("there.rapporteur", "file.exists"), ("no/such/folder.rapporteur", "file.no_folder")],
)
def test_create_never_overwrites_and_needs_a_folder(tmp_path, place, code):
    (tmp_path / "there.rapporteur").write_text("mine")
    with pytest.raises(UserError) as refused:
        Workspace.create(tmp_path / place)
    assert refused.value.code == code
    assert (tmp_path / "there.rapporteur").read_text() == "mine"


def test_an_edit_is_saved_named_and_told(workspace):
    heard: list[Changed] = []
    workspace.subscribe(heard.append)
    add_side(workspace)
    assert heard == [Changed(1, "Side IN", {"side": frozenset({1})})]
    assert datetime.now(UTC) - workspace.saved_at < timedelta(seconds=30)
    again = Workspace.open(workspace.path, OpenMode.VIEW)
    assert codes(again) == ["IN"]
    again.close()


def test_who_unsubscribes_hears_no_more(workspace):
    heard: list[Changed] = []
    unsubscribe = workspace.subscribe(heard.append)
    unsubscribe()
    unsubscribe()
    add_side(workspace)
    assert heard == []


def test_an_edit_that_changes_nothing_leaves_no_trace(workspace):
    heard: list[Changed] = []
    workspace.subscribe(heard.append)
    with workspace.edit("Nothing"):
        pass
    assert workspace.journal() == []
    assert workspace.saved_at is None
    assert heard == []
    assert workspace.undo() is None


def test_an_edit_that_fails_is_taken_back_whole(workspace):
    add_side(workspace)
    with pytest.raises(KeyError), workspace.edit("Half") as db:
        fail_half_way(db)
    assert codes(workspace) == ["IN"]
    assert [step.label for step in workspace.journal()] == ["Side IN"]
    add_side(workspace, "RU")
    assert codes(workspace) == ["IN", "RU"]


def fail_half_way(db) -> None:
    db.add(SideRow(position=2, code="RU"))
    db.flush()
    raise KeyError("bug")


def test_a_listener_may_read_and_edit(workspace):
    def listener(changed: Changed) -> None:
        if changed.label == "Side IN":
            assert codes(workspace) == ["IN"]
            add_side(workspace, "RU")

    workspace.subscribe(listener)
    add_side(workspace)
    assert codes(workspace) == ["IN", "RU"]


def test_the_fault_of_one_listener_is_reported_and_harms_nobody(workspace, monkeypatch):
    reported = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: reported.append(error))
    heard: list[Changed] = []
    fault = ValueError("bug in a screen")

    def faulty(changed: Changed) -> None:
        raise fault

    workspace.subscribe(faulty)
    workspace.subscribe(heard.append)
    add_side(workspace)
    assert reported == [fault]
    assert len(heard) == 1
    assert codes(workspace) == ["IN"]


def test_edits_inside_edits_and_reads_are_faults_of_the_program(workspace):
    with workspace.edit("Outer"), pytest.raises(RuntimeError, match="inside an edit"):
        add_side(workspace)
    with workspace.read(), pytest.raises(RuntimeError, match="inside a read"):
        add_side(workspace)
    with workspace.read(), pytest.raises(RuntimeError, match="inside a read"):
        workspace.undo()
    add_side(workspace)


def test_writers_in_several_threads_wait_for_each_other(workspace):
    add_side(workspace)

    def write(name: str) -> None:
        for n in range(10):
            with workspace.edit("Delegate") as db:
                db.add(DelegateRow(side_id=1, position=n, family_name=name))

    threads = [threading.Thread(target=write, args=(str(n),)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with workspace.read() as db:
        assert db.query(DelegateRow).count() == 40
    assert len(workspace.journal()) == 41


def test_a_read_in_another_thread_sees_the_file_before_the_edit(workspace):
    seen: list[list[str]] = []
    with workspace.edit("Side") as db:
        db.add(SideRow(position=1, code="IN"))
        db.flush()
        thread = threading.Thread(target=lambda: seen.append(codes(workspace)))
        thread.start()
        thread.join()
    assert seen == [[]]


def test_a_symbolic_link_leads_to_the_file(workspace, tmp_path):
    link = tmp_path / "link.rapporteur"
    try:
        link.symlink_to(workspace.path)
    except OSError:
        pytest.skip("no symbolic links here")
    assert Workspace.open(link, OpenMode.VIEW).path == workspace.path


def test_backups_of_a_viewed_file_can_be_listed_but_not_made(workspace):
    workspace.back_up("import")
    viewer = Workspace.open(workspace.path, OpenMode.VIEW)
    assert viewer.backups() == workspace.backups()
    for refused_call in (lambda: viewer.back_up("x"), lambda: viewer.restore(viewer.backups()[0])):
        with pytest.raises(UserError) as refused:
            refused_call()
        assert refused.value.code == "file.read_only"
    viewer.close()


def test_the_file_may_be_named_relative_to_the_folder(workspace, monkeypatch):
    path = workspace.path
    workspace.close()
    monkeypatch.chdir(path.parent)
    again = Workspace.open(Path(path.name))
    assert again.path == path
    again.close()


def test_a_closed_file_stays_closed(workspace):
    workspace.close()
    workspace.close()
    with pytest.raises(RuntimeError, match="closed"):
        codes(workspace)
    with pytest.raises(RuntimeError, match="closed"):
        add_side(workspace)
