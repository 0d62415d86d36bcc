"""Action items: numbers, due dates, closing, progress, removal; each undone in one step."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.domain.actions import (
    ACTION_ITEM,
    DONE,
    DROPPED,
    IN_PROGRESS,
    OPEN,
    ActionItem,
    due_this_month,
    overdue,
    overdue_days,
)
from rapporteur.domain.editing import Conflict, FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.services import actions, stored

ON = date(2026, 2, 3)


@pytest.fixture
def workspace(desk):
    """The file of the small session."""
    return desk.workspace


def make(workspace, text="Do it", **values):
    with workspace.edit("New action item") as db:
        return actions.create_action(db, {"text_en": text, **values}, on=ON)


def edit(workspace, item, **new):
    edits = {key: FieldEdit(item[key], value) for key, value in new.items()}
    with workspace.edit("Edit") as db:
        return actions.update_action(db, item.id, edits, on=ON)


def numbers(workspace):
    with workspace.read() as db:
        return [item["number"] for item in actions.actions(db)]


def test_numbers_run_on_and_are_never_given_twice(workspace):
    first, second, third = (make(workspace, text) for text in "abc")
    assert numbers(workspace) == ["11/01", "11/02", "11/03"]
    with workspace.edit("Remove") as db:
        actions.remove_actions(db, [second.id, third.id])
    assert make(workspace)["number"] == "11/04"
    edit(workspace, first, number="11/09")
    assert make(workspace)["number"] == "11/10"
    with workspace.read() as db:
        assert [i.position for i in actions.actions(db)] == [1, 2, 3]


def test_a_number_of_a_step_taken_back_is_free_again(workspace):
    make(workspace)
    workspace.undo()
    assert make(workspace)["number"] == "11/01"


def test_inherited_items_keep_their_number_and_do_not_count(workspace):
    make(workspace, number="10/07", origin_ordinal="10")
    assert make(workspace)["number"] == "11/01"
    make(workspace, number="11/99")
    assert make(workspace)["number"] == "11/100"


def test_a_number_belongs_to_one_item(workspace):
    first, second = make(workspace), make(workspace)
    with pytest.raises(UserError) as refused:
        edit(workspace, second, number=first["number"])
    assert (refused.value.code, refused.value.place) == ("action.number_taken", "number")
    with pytest.raises(UserError):
        make(workspace, number="11/01")
    assert edit(workspace, second, number="11/02") == second


def test_a_new_item_is_open_and_its_words_have_a_date(workspace):
    item = make(workspace, due_words="within two months")
    assert (item["status"], item["due_date"]) == (OPEN, "2025-10-07")  # from the session's last day
    assert make(workspace, due_words="ongoing")["due_date"] == ""
    assert make(workspace, due_words="soon", due_date="2026-01-01")["due_date"] == "2026-01-01"


def test_the_date_follows_the_words_and_one_set_by_hand_stands_until_they_change(workspace):
    item = make(workspace, due_words="end of Q1 2026")
    item = edit(workspace, item, due_date="2026-03-15")
    item = edit(workspace, item, remarks="asked for more time")
    assert (item["due_words"], item["due_date"]) == ("end of Q1 2026", "2026-03-15")
    item = edit(workspace, item, due_words="end of 2026")
    assert item["due_date"] == "2026-12-31"
    assert edit(workspace, item, due_words="when agreed")["due_date"] == ""
    workspace.undo()
    with workspace.read() as db:
        assert actions.actions(db)[0]["due_date"] == "2026-12-31"


def test_both_given_at_once_are_both_taken(workspace):
    item = make(workspace)
    item = edit(workspace, item, due_words="end of 2026", due_date="2026-11-30")
    assert item["due_date"] == "2026-11-30"


def test_closing_has_its_day_and_opening_takes_it_away(workspace):
    item = edit(workspace, make(workspace), status=DONE)
    assert item["closed_on"] == "2026-02-03"
    item = edit(workspace, item, closed_on="2026-01-30")
    assert edit(workspace, item, status=IN_PROGRESS)["closed_on"] == ""


def test_dropping_takes_words(workspace):
    item = make(workspace)
    with pytest.raises(UserError) as refused:
        edit(workspace, item, status=DROPPED)
    assert refused.value.code == "action.drop_remark"
    with workspace.read() as db:
        assert actions.actions(db) == [item]
    item = edit(workspace, item, closing_remark="Both sides agreed.")
    item = edit(workspace, item, status=DROPPED)
    assert item["closed_on"] == "2026-02-03"
    with pytest.raises(UserError):  # words once given are not taken from under it
        edit(workspace, item, closing_remark="")
    with pytest.raises(UserError):
        make(workspace, status=DROPPED)


def test_an_edit_starts_from_what_its_user_saw(workspace):
    item = make(workspace)
    edit(workspace, item, text_en="Do something else")
    with pytest.raises(Conflict):
        edit(workspace, item, text_en="Do nothing")


def test_several_at_once_are_one_step(workspace):
    items = [make(workspace, text) for text in "abc"]
    ids = [item.id for item in items]
    with workspace.edit("Close") as db:
        values = {"status": DONE, "closing_remark": "reported"}
        assert actions.set_for_several(db, ids, values, on=ON) == 3
    with workspace.read() as db:
        assert {i["closed_on"] for i in actions.actions(db)} == {"2026-02-03"}
    workspace.undo()
    with workspace.edit("Due") as db:
        words = {"due_words": "mid-March 2026"}
        assert actions.set_for_several(db, ids, words) == 3
        assert actions.set_for_several(db, ids, words) == 0
    with workspace.read() as db:
        assert [(i["status"], i["due_date"]) for i in actions.actions(db)] == [
            (OPEN, "2026-03-15")
        ] * 3
    with pytest.raises(UserError), workspace.edit("Drop") as db:
        actions.set_for_several(db, ids, {"status": DROPPED})


def test_inherited_items_are_closed_and_not_removed(workspace):
    own, old = make(workspace), make(workspace, number="10/07", origin_ordinal="10")
    with pytest.raises(UserError) as refused, workspace.edit("Remove") as db:
        actions.remove_actions(db, [own.id, old.id])
    assert refused.value.code == "action.inherited"
    assert "10/07" in str(refused.value)
    assert numbers(workspace) == ["11/01", "10/07"]


def test_removing_takes_progress_along_and_undo_brings_all_back(workspace):
    item = make(workspace)
    with workspace.edit("Prepare") as db:
        actions.add_progress(db, item.id, {"date": "2025-09-01", "text": "begun"})
    with workspace.edit("Remove") as db:
        assert actions.remove_actions(db, [item.id]) == 1
        assert actions.all_progress(db) == {}
    workspace.undo()
    with workspace.read() as db:
        assert actions.actions(db)[0]["number"] == "11/01"
        assert len(actions.progress_of(db, item.id)) == 1


def test_items_can_be_placed(workspace):
    ids = [make(workspace, text).id for text in "abcd"]
    with workspace.edit("Move") as db:
        actions.move_actions(db, [ids[3], ids[1]], ids[0])
        assert [i["text_en"] for i in actions.actions(db)] == ["b", "d", "a", "c"]
        actions.move_actions(db, [ids[1]], None)
        assert [i["text_en"] for i in actions.actions(db)] == ["d", "a", "c", "b"]
        actions.move_actions(db, [ids[0], ids[2]], ids[0])
        assert [i["text_en"] for i in actions.actions(db)] == ["d", "a", "c", "b"]


def test_progress_is_newest_first_and_its_status_is_the_items(workspace):
    item = make(workspace)
    with workspace.edit("Progress") as db:
        actions.add_progress(db, item.id, {"date": "2025-09-01", "status": IN_PROGRESS})
        actions.add_progress(db, item.id, {"date": "2025-12-01", "text": "asked again"})
        late = actions.add_progress(db, item.id, {"date": "2025-10-01", "status": DONE})
        dates = [entry["date"] for entry in actions.progress_of(db, item.id)]
        assert dates == ["2025-12-01", "2025-10-01", "2025-09-01"]
        now = stored.get(db, stored.ACTION_ITEMS, item.id)
        assert (now["status"], now["closed_on"]) == (DONE, "2025-10-01")
    with workspace.edit("Progress") as db:
        actions.update_progress(db, late.id, {"status": FieldEdit(DONE, IN_PROGRESS)})
        now = stored.get(db, stored.ACTION_ITEMS, item.id)
        assert (now["status"], now["closed_on"]) == (IN_PROGRESS, "")
        assert actions.remove_progress(db, [late.id]) == 1
        assert stored.get(db, stored.ACTION_ITEMS, item.id)["status"] == IN_PROGRESS
    workspace.undo()
    with workspace.read() as db:
        assert stored.get(db, stored.ACTION_ITEMS, item.id)["status"] == DONE


def test_an_entry_that_drops_says_why(workspace):
    item = make(workspace)
    with pytest.raises(UserError), workspace.edit("Drop") as db:
        actions.add_progress(db, item.id, {"status": DROPPED})
    with workspace.edit("Drop") as db:
        actions.add_progress(db, item.id, {"status": DROPPED, "text": "Agreed on 1 March."})
        assert (
            stored.get(db, stored.ACTION_ITEMS, item.id)["closing_remark"] == "Agreed on 1 March."
        )
    with pytest.raises(UserError) as refused, workspace.edit("Nowhere") as db:
        actions.add_progress(db, 99, {"text": "lost"})
    assert refused.value.code == "record.gone"


def item(due="", status=OPEN):
    """An item as read from a file, without one."""
    values = {"due_date": due, "status": status}
    texts = tuple(values.get(key, "") for key in ACTION_ITEM.keys)
    return ActionItem(ACTION_ITEM, 1, "u", 1, texts, position=1)


@pytest.mark.parametrize(
    ("due", "status", "days"),
    [
        ("2026-02-03", OPEN, 0),
        ("2026-02-02", OPEN, 1),
        ("2026-01-03", IN_PROGRESS, 31),
        ("2026-01-03", DONE, 0),
        ("2026-01-03", DROPPED, 0),
        ("", OPEN, 0),
    ],
)
def test_what_is_open_after_its_day_is_overdue(due, status, days):
    assert overdue_days(item(due, status), ON) == days
    assert overdue(item(due, status), ON) is bool(days)


def test_due_this_month_is_open_and_in_it():
    assert due_this_month(item("2026-02-28"), ON)
    assert due_this_month(item("2026-02-01"), ON)
    assert not due_this_month(item("2026-03-01"), ON)
    assert not due_this_month(item("2026-02-28", DONE), ON)
    assert not due_this_month(item(), ON)
