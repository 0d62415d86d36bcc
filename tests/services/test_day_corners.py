"""Corners of the session day in which something was lost, or refused for no reason."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.services.conftest import Desk, facts

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.services import sessions, speakers, stored
from rapporteur.services.actions import editing as actions
from rapporteur.services.actions import progress
from rapporteur.services.agenda import circulating
from rapporteur.services.agenda import editing as agenda
from rapporteur.services.agenda.copying import copy_items
from rapporteur.services.carrying.contents import contents_of
from rapporteur.services.meeting import running, unsaved
from rapporteur.services.subgroups import form_export, groups
from rapporteur.services.workspace import Workspace

NOW = datetime(2025, 8, 6, 6, 0, tzinfo=UTC)


def test_an_entry_without_a_date_closes_its_item_today(desk: Desk) -> None:
    with desk.workspace.edit("Note") as db:
        item = actions.create_action(db, {"text_en": "Do"})
        entry = progress.add_progress(db, item.id, {"text": "Begun."})
    edits = {"date": FieldEdit(entry["date"], ""), "status": FieldEdit("", "done")}
    with desk.workspace.edit("Progress") as db:
        progress.update_progress(db, entry.id, edits)
        assert stored.get(db, stored.ACTION_ITEMS, item.id)["closed_on"]


def test_closing_several_leaves_the_day_of_those_that_are_closed(desk: Desk) -> None:
    with desk.workspace.edit("Close") as db:
        first, second = (actions.create_action(db, {"text_en": text}) for text in "ab")
        sent = {"status": "done", "closing_remark": "Sent."}
        actions.set_for_several(db, [first.id], sent, on=date(2025, 1, 2))
        ids = [first.id, second.id]
        done = {"status": "done"}
        assert actions.set_for_several(db, ids, done, on=date(2025, 3, 4)) == 1
        found = stored.by_ids(db, stored.ACTION_ITEMS, ids)
    assert [one["closed_on"] for one in found] == ["2025-01-02", "2025-03-04"]
    assert found[0]["closing_remark"] == "Sent."


@pytest.mark.parametrize("title", ["", "Wind; tunnel", "carbon FIBRE"])
def test_a_topic_needs_a_title_that_can_be_ticked(desk: Desk, title: str) -> None:
    with desk.workspace.edit("Topics") as db:
        topic = groups.add_topic(db, "Wind tunnel", None)
        groups.add_topic(db, "Carbon fibre", None)
    with pytest.raises(UserError, match="title"), desk.workspace.edit("Rename") as db:
        groups.rename_topic(db, topic, {"title_en": FieldEdit("Wind tunnel", title)})
    with pytest.raises(UserError, match="title"), desk.workspace.edit("Add") as db:
        groups.add_topic(db, title, None)


def test_removing_an_item_takes_the_floor_from_its_speaker(desk: Desk) -> None:
    with desk.workspace.edit("Speak") as db:
        item = agenda.add_item(db, {"title_en": "Opening"})
        speaker = speakers.add(db, item.uuid, name="Somebody", now=NOW)
        speakers.begin(db, speaker.id, now=NOW)
    with desk.workspace.edit("Remove") as db:
        assert agenda.remove_items(db, [item.id]) == 1
        assert speakers.floor(db) is None
    desk.workspace.undo()
    with desk.workspace.read() as db:
        assert speakers.floor(db) is not None


def test_an_unplanned_item_stands_in_a_sitting_like_any_other(desk: Desk) -> None:
    with desk.workspace.edit("Unplanned") as db:
        running.add_unplanned(db, {"title_en": "Urgent"}, NOW)
        (sitting,) = stored.read(db, stored.SITTINGS)
    assert sitting["date"] == "2025-08-06"
    assert sitting["title_en"]


def test_an_unplanned_item_gets_a_number_that_moves_nobody(desk: Desk) -> None:
    with desk.workspace.edit("Agenda") as db:
        first = agenda.add_item(db, {"title_en": "One"})
        agenda.add_item(db, {"title_en": "Two"})
        circulating.circulate(db, NOW)
        running.take_up(db, first.id, NOW)
    with desk.workspace.edit("Unplanned") as db:
        made = running.add_unplanned(db, {"title_en": "Urgent"}, NOW)
    assert (made["number"], made["late"], made["state"]) == ("1a", "yes", "current")


def test_a_sub_item_copied_later_goes_under_its_item(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "old.rapporteur"
    before = Workspace.create(path)
    with before.edit("Old") as db:
        sessions.create_session(db, facts())
        session = sessions.session(db)
        edits = {
            "ordinal": FieldEdit(session["ordinal"], "10"),
            "start_date": FieldEdit(session["start_date"], "2024-10-15"),
            "end_date": FieldEdit(session["end_date"], "2024-10-15"),
        }
        sessions.update_session(db, edits)
        item = agenda.add_item(db, {"title_en": "Reports"})
        sub = agenda.add_item(db, {"title_en": "Mining"}, (None, item.id))
    before.close()
    old = contents_of(path)
    with desk.workspace.edit("Copy") as db:
        (top,) = copy_items(db, old, [item.uuid])
    with desk.workspace.edit("Copy") as db:
        (below,) = copy_items(db, old, [sub.uuid])
    assert below.parent_id == top.id


def test_one_refused_entry_does_not_keep_the_rest_from_coming_back(
    desk: Desk, tmp_path: Path
) -> None:
    with desk.workspace.edit("Agenda") as db:
        item = agenda.add_item(db, {"title_en": "Opening"})
    kept = unsaved.Unsaved(tmp_path / "unsaved.jsonl")
    refused, good = unsaved.entry_key(), unsaved.entry_key()
    told = {"item": item.uuid, "entry": "meeting_record", "kind": "decision"}
    kept.keep(refused, {**told, "text_en": " "})
    kept.keep(good, {**told, "text_en": "Agreed."})
    kept.keep(unsaved.notes_key(item.uuid), {"notes": "Said."})
    with desk.workspace.edit("Restore") as db:
        found = unsaved.restore(db, kept, NOW)
    kept.close()
    assert (found.entries, found.notes) == (1, 1)
    assert refused not in found.keys


def test_forms_of_like_names_and_those_that_came_back_are_not_overwritten(
    desk: Desk, tmp_path: Path
) -> None:
    with desk.workspace.edit("Groups") as db:
        name = "Aerospace and aviation materials science, part "
        made = [groups.create(db, f"{name}{at}") for at in "ab"]
        forms = [form_export.form_data(db, group.id) for group in made]
    (tmp_path / form_export.file_name(forms[0])).write_bytes(b"filled")
    paths = form_export.write_forms(tmp_path, forms)
    assert len(set(paths)) == len(paths)
    assert all(path.stat().st_size > 100 for path in paths)
    assert (tmp_path / form_export.file_name(forms[0])).read_bytes() == b"filled"
