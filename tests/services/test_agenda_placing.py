"""Items moved, parked, circulated, added late, removed; every step undone again."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from tests.storage.contents import agrees, contents

from rapporteur.domain.agenda_numbers import sort_key
from rapporteur.domain.errors import UserError
from rapporteur.services import sessions, stored
from rapporteur.services.agenda import circulating, editing, placing
from rapporteur.services.agenda.reading import agenda


class Table:
    """The agenda of a small file, by titles."""

    def __init__(self, workspace):
        self.workspace = workspace

    def shown(self):
        """ "1 A" for items, "  1.1 B" for sub-items, sittings and the parking lot between "|"."""
        with self.workspace.read() as db:
            found = agenda(db)
        rows = []
        for plan in found.plans:
            rows += [f"{'  ' * (li.level - 1)}{li.caption()}" for li in plan.all_lines()] + ["|"]
        return rows + [f"{'  ' * (li.level - 1)}{li.caption()}" for li in found.parked_lines()]

    def id(self, title):
        with self.workspace.read() as db:
            return next(li.id for li in agenda(db).everything() if li.title() == title)

    def do(self, work, *titles, **more):
        ids = [self.id(title) for title in titles]
        with self.workspace.edit("Do") as db:
            return work(db, *ids, **more)

    def add(self, title, **more):
        with self.workspace.edit("Add") as db:
            return editing.add_item(db, {"title_en": title}, **more)


@pytest.fixture
def table(desk):
    """A, B with B1 and B2, C in the morning; D in the afternoon; P parked."""
    made = Table(desk.workspace)
    for title in "ABC":
        made.add(title)
    made.add("B1", spot=(None, made.id("B")))
    made.add("B2", spot=(None, made.id("B")))
    with desk.workspace.edit("Sitting") as db:
        editing.add_sitting(db)
    made.add("D")
    made.add("P", spot=placing.PARKED)
    return made


START = ["1 A", "2 B", "  2.1 B1", "  2.2 B2", "3 C", "|", "4 D", "|", "P"]


def test_the_first_item_makes_the_first_sitting(table):
    assert table.shown() == START
    with table.workspace.read() as db:
        first, second = stored.read(db, stored.SITTINGS)
    assert (first["date"], first["start_time"]) == ("2025-08-06", "10:00")
    assert (second["date"], second["start_time"]) == ("2025-08-06", "")


def test_items_go_up_and_down_through_the_sittings_into_the_parking_lot(table):
    down, up = (lambda db, i: placing.move(db, i, 1)), (lambda db, i: placing.move(db, i, -1))
    table.do(down, "A")
    assert table.shown()[:4] == ["1 B", "  1.1 B1", "  1.2 B2", "2 A"]
    table.do(down, "A")
    table.do(down, "A")
    assert table.shown()[3:7] == ["2 C", "|", "3 A", "4 D"]
    table.do(down, "A")
    table.do(down, "A")
    assert table.shown()[-3:] == ["|", "A", "P"]
    table.do(down, "P")  # the last place of all
    table.do(up, "A")
    assert table.shown()[4:] == ["|", "3 D", "4 A", "|", "P"]
    assert table.do(up, "B") is None


def test_a_sub_item_stays_with_its_item(table):
    assert table.do(lambda db, i: placing.move(db, i, 1), "B2") is None
    table.do(lambda db, i: placing.move(db, i, -1), "B2")
    assert table.shown()[1:4] == ["2 B", "  2.1 B2", "  2.2 B1"]


def test_items_become_sub_items_and_back(table):
    table.do(placing.move_in, "C")
    assert table.shown()[1:5] == ["2 B", "  2.1 B1", "  2.2 B2", "  2.3 C"]
    table.do(placing.move_out, "B1")
    assert table.shown()[1:5] == ["2 B", "  2.1 B2", "  2.2 C", "3 B1"]
    assert table.do(placing.move_in, "A") is None
    assert table.do(placing.move_out, "A") is None
    with pytest.raises(UserError) as refused:
        table.do(placing.move_in, "B")
    assert refused.value.code == "agenda.levels"


def circulate(table):
    with table.workspace.edit("Circulate") as db:
        return circulating.circulate(db, datetime(2025, 7, 28, 12, 30, tzinfo=UTC))


def test_after_circulation_nobody_moves(table):
    assert circulate(table) == 6
    table.add("New", after=table.id("A"))
    table.add("Sub", after=table.id("B1"))
    table.add("Last")
    assert table.shown() == [
        "1 A", "1a New", "2 B", "  2.1 B1", "  2.1a Sub", "  2.2 B2", "3 C", "|",
        "4 D", "5 Last", "|", "P",
    ]  # fmt: skip
    table.do(lambda db, i: placing.move(db, i, 1), "New")  # takes another number; nobody else does
    table.do(lambda db, i: placing.move(db, i, 1), "A")
    assert table.shown()[:5] == ["2 B", "  2.1 B1", "  2.1a Sub", "  2.2 B2", "1 A"]
    with table.workspace.read() as db:
        late = {line.title() for line in agenda(db).everything() if line.late}
        assert late == {"New", "Sub", "Last"}
        assert sessions.session(db)["agenda_circulated"] == "2025-07-28T12:30:00+00:00"


def test_parked_a_circulated_item_keeps_its_number_and_a_late_one_does_not(table):
    circulate(table)
    table.add("New", after=table.id("B"))
    park = lambda db, i: placing.place(db, i, placing.PARKED)  # noqa: E731
    table.do(park, "C")
    table.do(park, "New")
    assert table.shown()[-3:] == ["P", "3 C", "New"]
    table.do(lambda db, i: placing.move(db, i, -1), "P")
    assert table.shown()[-5:] == ["4 D", "5 P", "|", "3 C", "New"]


def test_the_level_of_a_circulated_item_stays(table):
    circulate(table)
    for work, title in ((placing.move_in, "C"), (placing.move_out, "B1")):
        with pytest.raises(UserError) as refused:
            table.do(work, title)
        assert refused.value.code == "agenda.circulated"
    table.add("New", after=table.id("B"))
    table.do(placing.move_in, "New")
    assert table.shown()[1:5] == ["2 B", "  2.1 B1", "  2.2 B2", "  2.3 New"]
    table.do(placing.move_out, "New")
    assert table.shown()[4] == "2a New"


def test_circulation_can_be_withdrawn_and_is_not_done_twice(table):
    circulate(table)
    with pytest.raises(UserError) as refused:
        circulate(table)
    assert refused.value.code == "agenda.circulated"
    table.add("New", after=table.id("A"))
    with table.workspace.edit("Withdraw") as db:
        circulating.withdraw_circulation(db)
    assert table.shown()[:3] == ["1 A", "2 New", "3 B"]
    table.workspace.undo()
    assert table.shown()[:3] == ["1 A", "1a New", "2 B"]


def test_an_empty_agenda_is_not_circulated(desk):
    with pytest.raises(UserError) as refused, desk.workspace.edit("Circulate") as db:
        circulating.circulate(db)
    assert refused.value.code == "agenda.empty"


def test_what_is_removed_takes_its_sub_items_and_nobody_refers_to_it(table):
    with table.workspace.edit("Refer") as db:
        item = stored.get(db, stored.AGENDA_ITEMS, table.id("B1"))
        stored.create(db, stored.ACTION_ITEMS, [{"text_en": "x", "agenda_item": item.uuid}])
    before = contents(table.workspace)
    assert table.do(lambda db, i: editing.remove_items(db, [i]), "B") == 3
    assert table.shown()[:3] == ["1 A", "2 C", "|"]
    with table.workspace.read() as db:
        assert stored.read(db, stored.ACTION_ITEMS)[0]["agenda_item"] == ""
    table.workspace.undo()
    assert contents(table.workspace) == before
    assert agrees(table.workspace)


def test_an_item_for_which_something_was_noted_is_not_removed(table):
    """Decisions and paragraphs of no item would stand in no screen."""
    with table.workspace.edit("Note") as db:
        for title, kinds in (("B1", ("decision", "paragraph", "paragraph")), ("B2", ("decision",))):
            item = stored.get(db, stored.AGENDA_ITEMS, table.id(title))
            rows = [{"kind": kind, "text_en": "x", "agenda_item": item.uuid} for kind in kinds]
            stored.create(db, stored.MEETING_RECORDS, rows)
    before = contents(table.workspace)
    with pytest.raises(UserError) as refused:
        table.do(lambda db, i: editing.remove_items(db, [i]), "B")
    assert refused.value.code == "agenda.noted"
    text = str(refused.value)
    assert "“2.1 B1” (1 decision, 2 paragraphs), “2.2 B2” (1 decision)." in text
    assert "Nothing was removed." in text
    assert "Postpone" in text
    assert contents(table.workspace) == before
    with table.workspace.edit("Remove what was noted") as db:
        stored.remove(
            db, stored.MEETING_RECORDS, [r.id for r in stored.read(db, stored.MEETING_RECORDS)]
        )
    assert table.do(lambda db, i: editing.remove_items(db, [i]), "B") == 3


def test_a_sitting_that_goes_parks_its_items(table):
    with table.workspace.read() as db:
        first, second = stored.read(db, stored.SITTINGS)
    with table.workspace.edit("Move") as db:
        assert editing.move_sitting(db, second.id, -1)
        assert not editing.move_sitting(db, second.id, -1)
    assert table.shown()[:3] == ["1 D", "|", "2 A"]
    with table.workspace.edit("Remove") as db:
        assert editing.remove_sitting(db, first.id) == 3
    assert table.shown() == ["1 D", "|", "P", "A", "B", "  B1", "  B2", "C"]
    for _ in range(2):
        table.workspace.undo()
    assert table.shown() == START


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_numbers_differ_and_circulated_ones_stay(table, seed):
    """Random hands; undone altogether, the file is as it was."""
    hand = random.Random(seed)
    before = contents(table.workspace)
    circulate(table)
    steps = 1

    def numbers():
        with table.workspace.read() as db:
            return {li.title(): li.number for li in agenda(db).everything()}

    frozen = {title: number for title, number in numbers().items() if number}
    works = (
        lambda db, i: placing.move(db, i, hand.choice([-1, 1])), placing.move_in, placing.move_out,
        lambda db, i: editing.add_item(db, {"title_en": f"N{i}-{hand.random()}"}, after=i),
        lambda db, i: placing.place(db, i, placing.PARKED),
    )  # fmt: skip
    for _ in range(25):
        with table.workspace.read() as db:
            ids = [line.id for line in agenda(db).everything()]
        edition = table.workspace.journal(limit=1)[0].id
        with suppress(UserError), table.workspace.edit("Step") as db:
            hand.choice(works)(db, hand.choice(ids))
        steps += table.workspace.journal(limit=1)[0].id != edition
        now = numbers()
        given = [number for number in now.values() if number]
        assert len(set(given)) == len(given)
        assert {title: now[title] for title in frozen} == frozen
        assert all(sort_key(number) < ((10**10,),) for number in given)
    for _ in range(steps):
        table.workspace.undo()
    assert contents(table.workspace) == before
