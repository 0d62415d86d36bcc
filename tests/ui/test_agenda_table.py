"""The agenda as a table: what stands in it, and where a dragged item comes to stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from tests.sample_sessions import sample_session

from rapporteur.domain.directory import Directory, Entry
from rapporteur.services.agenda.reading import agenda
from rapporteur.ui.models.agenda_table import NUMBER, STATE, TITLE, AgendaTable


@pytest.fixture
def found(tmp_path):
    workspace = sample_session(tmp_path / "agenda.rapporteur")
    with workspace.read() as db:
        yield agenda(db)
    workspace.close()


@pytest.fixture
def table(found, qapp):
    made = AgendaTable()
    made.show_agenda(found, Directory(), ("en", "ru"), None)
    return made


def texts(table, column):
    return [str(table.index(row, column).data() or "") for row in range(table.rowCount())]


def test_the_model_keeps_the_rules_of_models(table, found, qtmodeltester: ModelTester):
    table.show_agenda(found, Directory(), ("en",), {line.id for line in found.parked_lines()})
    table.show_agenda(found, Directory(), ("en",), None)
    qtmodeltester.check(table)


def test_sittings_items_and_the_parking_lot_stand_in_order(table):
    assert [n for n in texts(table, NUMBER) if n] == [
        "1", "2", "3", "4", "4.1", "4.2", "4.3", "4.4", "5", "5.1", "5.2", "5.3", "5a", "6", "6.1",
        "6.2", "7", "8", "9", "10",
    ]  # fmt: skip
    headings = [texts(table, TITLE)[row] for row in range(table.rowCount()) if
                table.row_at(row).heading]  # fmt: skip
    assert [h.split(" · ")[0] for h in headings] == [
        "Morning sitting", "Afternoon sitting", "Parking lot: not placed yet",
    ]  # fmt: skip
    assert texts(table, TITLE)[-1].startswith("Technical textiles")


def test_an_item_added_after_circulation_says_so(table):
    row = texts(table, NUMBER).index("5a")
    assert "added after circulation" in texts(table, STATE)[row]


def test_both_languages_stand_in_the_line(table):
    row = texts(table, NUMBER).index("4.2")
    assert texts(table, TITLE)[row] == "Mining\nГорнодобывающая промышленность"


def line(found, number):
    return next(one for one in found.everything() if one.number == number)


def dropped(table, found, what, below, *, onto=False):
    """Where the item numbered `what` lands below (or onto) the row numbered `below`."""
    row = texts(table, NUMBER).index(below)
    return table.spot_below(row, line(found, what).id, onto=onto)


def test_an_item_dropped_below_another_follows_it(table, found):
    morning = found.plans[0].sitting.id
    assert dropped(table, found, "3", "1") == ((morning, None), 1)
    assert dropped(table, found, "1", "3") == ((morning, None), 2)
    assert dropped(table, found, "1", "3", onto=True) == ((morning, None), 2)


def test_a_sub_item_stays_among_sub_items(table, found):
    reports = line(found, "4").id
    assert dropped(table, found, "4.1", "4.3") == ((None, reports), 2)
    assert dropped(table, found, "4.4", "4") == ((None, reports), 0)


def test_an_item_with_sub_items_goes_behind_the_whole_of_another(table, found):
    afternoon = found.plans[1].sitting.id
    assert dropped(table, found, "4", "5.2") == ((afternoon, None), 1)


def test_nothing_is_dropped_onto_itself(table, found):
    assert dropped(table, found, "4", "4") is None
    assert dropped(table, found, "4", "4.2") is None


def test_a_heading_takes_an_item_as_its_first(table, found):
    row = next(r for r in range(table.rowCount()) if table.row_at(r).heading and r > 0)
    afternoon = found.plans[1].sitting.id
    assert table.spot_below(row, line(found, "2").id) == ((afternoon, None), 0)
    parking = max(r for r in range(table.rowCount()) if table.row_at(r).heading)
    assert table.spot_below(parking, line(found, "2").id) == ((None, None), 0)


def test_a_drag_by_mime_announces_the_move(table, found, qtbot):
    row = texts(table, NUMBER).index("2")
    data = table.mimeData([table.index(row, TITLE)])
    assert table.canDropMimeData(data, Qt.DropAction.MoveAction, 5, 0, QModelIndex())
    with qtbot.waitSignal(table.moved) as moved:
        table.dropMimeData(data, Qt.DropAction.MoveAction, row + 2, 0, QModelIndex())
    assert moved.args == [line(found, "2").id, (found.plans[0].sitting.id, None), 2]


def test_headings_are_not_dragged_and_a_locked_table_drags_nothing(table):
    drag = Qt.ItemFlag.ItemIsDragEnabled
    assert not table.index(0, TITLE).flags() & drag
    assert table.index(1, TITLE).flags() & drag
    table.read_only = True
    assert not table.index(1, TITLE).flags() & drag


def test_a_filter_leaves_no_heading_without_items(table, found):
    table.show_agenda(found, Directory(), ("en",), {line(found, "5.2").id})
    assert [bool(table.row_at(row).heading) for row in range(table.rowCount())] == [True, False]
    table.show_agenda(found, Directory(), ("en",), set())
    assert table.rowCount() == 0


def test_a_sub_group_stands_in_the_remarks_only_where_no_title_names_it(found, qapp):
    line = next(line for line in found.everything() if line.title() == "Mining")
    made = AgendaTable()
    for name, remarks in (("mining", ""), ("Rare metals", "Rare metals")):
        entry = Entry(line.item["sub_group"], name)
        made.show_agenda(found, Directory({"sub_group": [entry]}), ("en", "ru"), None)
        assert made.index(made.row_of_item(line.id), STATE).data() == remarks
