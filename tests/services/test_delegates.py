from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.domain.delegates import WITHDRAWN
from rapporteur.domain.editing import Conflict, FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.services import delegates, sessions
from rapporteur.services.facts import DelegateFacts, Facts
from rapporteur.services.workspace import Workspace

PNG = b"\x89PNG\r\n\x1a\n" + b"picture"


def test_lists_by_side_and_protocol_order(desk):
    with desk.workspace.read() as db:
        everybody = delegates.list_delegates(db)
        india = delegates.list_delegates(db, desk.india.id)
    assert [d["family_name"] for d in everybody] == [
        *(f"India{n}" for n in range(1, 6)),
        *(f"Russia{n}" for n in range(1, 4)),
    ]
    assert india == everybody[:5]


def test_a_new_person_comes_behind_another_or_last(desk):
    with desk.workspace.edit("New delegate") as db:
        made = delegates.create_delegate(
            db, desk.india.id, {"family_name": "New"}, after=desk.named("India2").id
        )
    assert made.position == 3
    assert desk.order(desk.india.id) == ["India1", "India2", "New", "India3", "India4", "India5"]
    assert desk.rows_of_last_step() == 4
    with desk.workspace.edit("New delegate") as db:
        assert delegates.create_delegate(db, desk.russia.id).position == 4


def test_several_new_people_keep_their_order(desk):
    people = [{"family_name": "A"}, {"family_name": "B"}]
    with desk.workspace.edit("Paste") as db:
        made = delegates.create_delegates(db, desk.russia.id, people, desk.named("Russia1").id)
    assert [d["family_name"] for d in made] == ["A", "B"]
    assert desk.order(desk.russia.id) == ["Russia1", "A", "B", "Russia2", "Russia3"]


def test_an_edit_reaches_the_file_and_undo_takes_it_back(desk):
    person = desk.named("India1")
    with desk.workspace.edit("Designation") as db:
        after = delegates.update_delegate(
            db, person.id, {"designation": FieldEdit("", "Joint Secretary")}
        )
    assert after["designation"] == "Joint Secretary"
    assert after.version == person.version + 1
    desk.workspace.undo()
    assert desk.named("India1")["designation"] == ""


def test_an_edit_that_the_file_holds_already_makes_no_step(desk):
    person = desk.named("India1")
    with desk.workspace.edit("Name") as db:
        delegates.update_delegate(db, person.id, {"family_name": FieldEdit("Old", "India1")})
    assert desk.workspace.history().undo_label == ""


def test_two_officers_on_two_fields_lose_nothing_and_on_one_field_are_asked(desk):
    person = desk.named("India1")
    with desk.workspace.edit("by one") as db:
        delegates.update_delegate(db, person.id, {"room": FieldEdit("", "12")})
    with desk.workspace.edit("by the other") as db:
        delegates.update_delegate(db, person.id, {"hotel": FieldEdit("", "Imperial")})
    with (
        pytest.raises(Conflict) as caught,
        desk.workspace.edit("room, from an old form") as db,
    ):
        delegates.update_delegate(
            db, person.id, {"car": FieldEdit("", "7"), "room": FieldEdit("", "13")}
        )
    now = desk.named("India1")
    assert (now["room"], now["hotel"], now["car"]) == ("12", "Imperial", "")
    assert (caught.value.field, caught.value.theirs, caught.value.mine) == ("room", "12", "13")
    assert caught.value.code == "edit.conflict"
    assert "13" not in str(caught.value)


def test_pasting_over_many_cells_is_all_or_nothing(desk):
    first, second = desk.ids("India1", "India2")
    edits = {first: {"room": FieldEdit("", "1")}, second: {"room": FieldEdit("9", "2")}}
    with pytest.raises(Conflict), desk.workspace.edit("Paste") as db:
        delegates.update_delegates(db, edits)
    assert desk.named("India1")["room"] == ""
    edits[second] = {"room": FieldEdit("", "2")}
    with desk.workspace.edit("Paste") as db:
        assert delegates.update_delegates(db, edits) == 2
    assert desk.named("India2")["room"] == "2"


def test_one_field_of_many_people(desk):
    with desk.workspace.edit("Hotel") as db:
        assert delegates.set_field(db, desk.ids("India1", "Russia2"), "hotel", "Imperial") == 2
        assert delegates.set_field(db, desk.ids("India1", "Russia3"), "hotel", "Imperial") == 1
    assert desk.named("Russia3")["hotel"] == "Imperial"
    assert desk.rows_of_last_step() == 3


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("arrival_date", "6.8.2025"),
        ("category", "Expert"),
        ("family_name", " blank"),
        ("family_name", "two\nlines"),
        ("sub_groups", "a;b"),
        ("full_name", "derived"),
        ("photo", "not a hash"),
    ],
)
def test_no_way_of_writing_takes_a_value_that_is_not_canonical(desk, key, value):
    person = desk.named("India1").id
    for write in (
        lambda db: delegates.update_delegate(db, person, {key: FieldEdit("", value)}),
        lambda db: delegates.update_delegates(db, {person: {key: FieldEdit("", value)}}),
        lambda db: delegates.set_field(db, [person], key, value),
        lambda db: delegates.create_delegate(db, desk.india.id, {key: value}),
    ):
        with pytest.raises(ValueError, match=key) as caught, desk.workspace.edit("x") as db:
            write(db)
        assert value not in str(caught.value)


def test_somebody_who_is_gone_is_said_in_words(desk):
    with pytest.raises(UserError) as caught, desk.workspace.edit("x") as db:
        delegates.update_delegate(db, 999, {"room": FieldEdit("", "1")})
    assert caught.value.code == "delegate.gone"
    with pytest.raises(UserError), desk.workspace.read() as db:
        delegates.get_delegate(db, 999)


def test_withdrawn_people_keep_their_place_and_come_back(desk):
    people = desk.ids("India2", "India4")
    with desk.workspace.edit("Withdraw") as db:
        assert delegates.withdraw(db, people) == 2
    assert desk.order(desk.india.id) == [f"India{n}" for n in range(1, 6)]
    assert desk.named("India2")["status"] == WITHDRAWN
    with desk.workspace.edit("Reinstate") as db:
        assert delegates.reinstate(db, [*people, desk.named("India1").id]) == 2
    assert not desk.named("India2").withdrawn
    assert desk.named("India1")["status"] == ""


def test_removing_closes_the_gap(desk):
    with desk.workspace.edit("Remove") as db:
        assert delegates.remove_delegates(db, desk.ids("India1", "India3", "Russia2")) == 3
    assert desk.order(desk.india.id) == ["India2", "India4", "India5"]
    assert desk.order(desk.russia.id) == ["Russia1", "Russia3"]
    desk.workspace.undo()
    assert desk.order(desk.india.id) == [f"India{n}" for n in range(1, 6)]


def test_a_move_writes_only_the_rows_between(desk):
    with desk.workspace.edit("Move") as db:
        moved = delegates.move_delegates(db, desk.ids("India4"), desk.named("India2").id)
    assert moved == 3
    assert desk.rows_of_last_step() == 3
    assert desk.order(desk.india.id) == ["India1", "India4", "India2", "India3", "India5"]


def test_several_people_move_together_and_to_the_end(desk):
    with desk.workspace.edit("Move") as db:
        delegates.move_delegates(db, desk.ids("India4", "India1"), None)
    assert desk.order(desk.india.id) == ["India2", "India3", "India5", "India1", "India4"]
    with desk.workspace.edit("Move onto itself") as db:
        assert delegates.move_delegates(db, desk.ids("India5"), desk.named("India5").id) == 0


def test_a_move_across_the_sides_is_refused(desk):
    with pytest.raises(UserError) as caught, desk.workspace.edit("Move") as db:
        delegates.move_delegates(db, desk.ids("India1"), desk.named("Russia1").id)
    assert caught.value.code == "order.two_sides"


def test_moving_to_the_other_side_keeps_both_lists_dense(desk):
    with desk.workspace.edit("Other side") as db:
        assert delegates.move_to_side(db, desk.ids("India4", "India2"), desk.russia.id) == 2
    assert desk.order(desk.india.id) == ["India1", "India3", "India5"]
    assert desk.order(desk.russia.id) == ["Russia1", "Russia2", "Russia3", "India2", "India4"]


def test_order_by_rank_puts_heads_first_and_keeps_equals(desk):
    values = {
        "India1": {"designation": "Director, DPIIT"},
        "India2": {"rank": "Joint Secretary", "date_in_rank": "2022-01-01"},
        "India3": {"rank": "Joint Secretary", "date_in_rank": "2020-01-01"},
        "India4": {"designation": "Additional Secretary"},
        "India5": {"role": "Co-Chair, Head of Delegation", "designation": "Director"},
    }
    with desk.workspace.edit("Ranks") as db:
        for name, fields in values.items():
            edits = {key: FieldEdit("", text) for key, text in fields.items()}
            delegates.update_delegate(db, desk.named(name).id, edits)
    with desk.workspace.edit("Order by rank") as db:
        delegates.order_by_rank(db, desk.india.id)
    assert desk.order(desk.india.id) == ["India5", "India4", "India3", "India2", "India1"]
    with desk.workspace.edit("Again") as db:
        assert delegates.order_by_rank(db, desk.india.id) == 0


def test_a_photo_is_kept_once_and_refused_if_it_is_none(desk):
    first, second = desk.ids("India1", "India2")
    with desk.workspace.edit("Photo") as db:
        person = delegates.set_photo(db, first, PNG, "a.png")
        assert delegates.set_photo(db, second, PNG, "b.png")["photo"] == person["photo"]
    with desk.workspace.read() as db:
        assert delegates.photo(db, person["photo"]) == PNG
        assert delegates.photo(db, "0" * 64) is None
    for data, code in (
        (b"<svg onload=x>", "photo.kind"),
        (PNG + bytes(delegates.MAX_PHOTO), "photo.too_large"),
    ):
        with pytest.raises(UserError) as caught, desk.workspace.edit("Photo") as db:
            delegates.set_photo(db, first, data)
        assert caught.value.code == code
    with desk.workspace.edit("No photo") as db:
        assert delegates.set_photo(db, first, None)["photo"] == ""
    desk.workspace.undo()
    assert desk.named("India1")["photo"] == person["photo"]


def test_more_ids_than_one_statement_takes(desk):
    count = 1200
    with desk.workspace.edit("Many") as db:
        made = delegates.create_delegates(
            db, desk.india.id, [{"family_name": f"N{n}"} for n in range(count)]
        )
    ids = [d.id for d in made]
    assert [d["family_name"] for d in made] == [f"N{n}" for n in range(count)]
    with desk.workspace.edit("Withdraw") as db:
        assert delegates.withdraw(db, ids) == count
        assert delegates.move_delegates(db, ids, desk.named("India1").id) == count + 5
    assert desk.order(desk.india.id)[count] == "India1"


@settings(max_examples=15)
@given(
    moves=st.lists(
        st.tuples(
            st.sets(st.integers(0, 7), min_size=1, max_size=4),
            st.one_of(st.none(), st.integers(0, 7)),
        ),
        max_size=6,
    )
)
def test_any_moves_keep_everybody_once_and_are_undone(tmp_path_factory, moves):
    names = [{"family_name": f"P{n}"} for n in range(8)]
    facts = Facts(
        {"ordinal": "1", "working_group_en": "W", "start_date": "2025-01-01", "languages": "en"},
        ({"code": "A", "name_en": "A"}, {"code": "B", "name_en": "B"}),
        delegates=[DelegateFacts(0, values) for values in names],
    )
    with closing(Workspace.create(tmp_path_factory.mktemp("moves") / "m.rapporteur")) as workspace:
        with workspace.edit("New") as db:
            sessions.create_session(db, facts)
            start = [d.id for d in delegates.list_delegates(db)]
        expected = list(start)
        for who, before in moves:
            ids = {start[at] for at in who}
            target = None if before is None else start[before]
            with workspace.edit("Move") as db:
                delegates.move_delegates(db, ids, target)
            at = len(expected) if target is None else expected.index(target)
            head = [i for i in expected[:at] if i not in ids]
            tail = [i for i in expected[at:] if i not in ids]
            expected = [*head, *(i for i in expected if i in ids), *tail]
            with workspace.read() as db:
                people = delegates.list_delegates(db)
            assert [d.id for d in people] == expected
            assert [d.position for d in people] == list(range(1, 9))
        while workspace.history().undo_label == "Move":
            workspace.undo()
        with workspace.read() as db:
            assert [d.id for d in delegates.list_delegates(db)] == start
