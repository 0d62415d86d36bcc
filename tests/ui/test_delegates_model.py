"""The delegates in memory and the table model over them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from rapporteur.domain.delegates import DELEGATE, WITHDRAWN, Delegate
from rapporteur.ui.models.delegate_columns import CHECKS, MASK, CellTexts, all_columns, known
from rapporteur.ui.models.delegate_table import MIME_DELEGATES, DelegateTableModel
from rapporteur.ui.models.roster import Direction, Filter, Roster


def person(number: int, side: int = 1, **values: str) -> Delegate:
    """A delegate with id and position `number`."""
    filled = {"family_name": f"Name{number}", **values}
    return Delegate(
        DELEGATE,
        number,
        f"uuid-{number}",
        1,
        tuple(filled.get(key, "") for key in DELEGATE.keys),
        side,
        number,
    )


def changed(delegate: Delegate, **values: str) -> Delegate:
    """The next version of a delegate."""
    filled = {**delegate.as_dict(), **values}
    return replace(
        delegate,
        version=delegate.version + 1,
        values=tuple(filled[key] for key in DELEGATE.keys),
    )


def plain_key(delegate: Delegate) -> str:
    """Stands for the folding of the search service, which has its own tests."""
    return " ".join(delegate.values).casefold()


@pytest.fixture
def roster() -> Roster:
    people = [
        person(n, 1 if n <= 4 else 2, category="expert" if n % 2 else "") for n in range(1, 9)
    ]
    roster = Roster(plain_key)
    roster.replace(people, {1: 1, 2: 2})
    return roster


class Commands:
    """Stands where the screen's commands stand, and keeps what was asked."""

    def __init__(self) -> None:
        self.edits: list[tuple[int, str, str]] = []
        self.moves: list[tuple[list[int], int | None]] = []

    def edit(self, delegate: Delegate, key: str, text: str) -> bool:
        self.edits.append((delegate.id, key, text))
        return True

    def move(self, ids: list[int], before: int | None) -> bool:
        self.moves.append((ids, before))
        return True


@pytest.fixture
def commands() -> Commands:
    return Commands()


@pytest.fixture
def model(roster: Roster, commands: Commands, qapp: object) -> DelegateTableModel:
    model = DelegateTableModel(commands.edit, commands.move)
    model.tester = QAbstractItemModelTester(  # type: ignore[attr-defined] # kept alive
        model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    model.show(roster.records, roster.select(Filter()))
    return model


# ------------------------------------------------------------------------------- roster


def test_all_words_must_occur_in_any_order(roster: Roster) -> None:
    roster.update([changed(roster[3], designation="Joint Secretary")], [])
    assert roster.select(Filter("secretary name3")) == [3]
    assert roster.select(Filter("secretary name4")) == []


def test_typing_on_and_back_gives_the_same_as_starting_anew(roster: Roster) -> None:
    for text in ("n", "na", "name", "name1", "name", "", "name5", "ame"):
        fresh = Roster(plain_key)
        fresh.replace(list(roster.records.values()), {1: 1, 2: 2})
        assert roster.select(Filter(text)) == fresh.select(Filter(text)), text


def test_chips_of_one_kind_add_up_and_of_two_kinds_narrow(roster: Roster) -> None:
    both = Filter(chosen={"side": frozenset({"1", "2"})})
    assert roster.select(both) == list(range(1, 9))
    experts = Filter(chosen={"side": frozenset({"2"}), "category": frozenset({"expert"})})
    assert roster.select(experts) == [5, 7]


def test_sorting_leaves_protocol_order_alone_and_empty_cells_last(roster: Roster) -> None:
    roster.update([changed(roster[2], designation="b"), changed(roster[6], designation="a")], [])

    def key(delegate: Delegate) -> str | None:
        return delegate["designation"] or None

    roster.sort(key, Direction.ASCENDING)
    assert roster.select(Filter()) == [6, 2, 1, 3, 4, 5, 7, 8]
    roster.sort(key, Direction.DESCENDING)
    assert roster.select(Filter()) == [2, 6, 1, 3, 4, 5, 7, 8]
    roster.sort(None, Direction.PROTOCOL)
    assert roster.select(Filter()) == list(range(1, 9))
    assert [roster[i].position for i in range(1, 9)] == list(range(1, 9))


def test_heading_has_three_states() -> None:
    state = Direction.PROTOCOL
    seen = [state := state.next() for _ in range(3)]
    assert seen == [Direction.ASCENDING, Direction.DESCENDING, Direction.PROTOCOL]


def test_counts_of_people_coming_leave_out_the_withdrawn(roster: Roster) -> None:
    roster.update([changed(roster[1], status=WITHDRAWN)], [])
    assert roster.counts("side") == {"1": 4, "2": 4}
    assert roster.counts("side", coming_only=True) == {"1": 3, "2": 4}


# -------------------------------------------------------------------------------- model


def test_an_edited_row_is_told_alone(model: DelegateTableModel, roster: Roster) -> None:
    spy = QSignalSpy(model.dataChanged)
    resets = QSignalSpy(model.modelReset)
    roster.update([changed(roster[3], designation="Director")], [])
    model.show(roster.records, roster.select(Filter()))
    assert spy.count() == 1
    assert resets.count() == 0
    first, last = spy.at(0)[:2]
    assert (first.row(), last.row()) == (2, 2)


def test_rows_come_and_go_without_a_reset(model: DelegateTableModel, roster: Roster) -> None:
    resets = QSignalSpy(model.modelReset)
    told = QSignalSpy(model.dataChanged)
    roster.update([person(9, 2)], [2, 5])
    model.show(roster.records, roster.select(Filter()))
    assert model.ids == [1, 3, 4, 6, 7, 8, 9]
    assert (resets.count(), told.count()) == (0, 0)


def test_current_person_stays_current_when_the_order_changes(
    model: DelegateTableModel, roster: Roster
) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    held = QPersistentModelIndex(model.index(0, 1))
    roster.sort(lambda d: -d.position, Direction.ASCENDING)
    model.show(roster.records, roster.select(Filter()))
    assert held.row() == 7
    assert model.delegate(held).id == 1


def test_a_filter_over_many_rows(qapp: object) -> None:
    people = [person(n, designation="x" if n % 2 else "y") for n in range(1, 401)]
    roster = Roster(plain_key)
    roster.replace(people, {1: 1})
    model = DelegateTableModel(lambda *_: True, lambda *_: True)
    _tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for text, expected in (("", 400), ("x", 200), ("x name39", 6), ("", 400)):
        model.show(roster.records, roster.select(Filter(text)))
        assert model.rowCount() == expected


def test_typing_into_a_cell_asks_the_file_and_changes_nothing_itself(
    model: DelegateTableModel, commands: Commands
) -> None:
    column = model.columns.index("designation")
    assert model.setData(model.index(1, column), "Director")
    assert commands.edits == [(2, "designation", "Director")]
    assert model.data(model.index(1, column)) == ""


def test_an_unchanged_cell_is_no_edit(model: DelegateTableModel, commands: Commands) -> None:
    assert model.setData(model.index(1, model.columns.index("designation")), "")
    assert commands.edits == []


def test_passport_is_dots_in_every_role_and_cannot_be_typed_into(
    model: DelegateTableModel, roster: Roster
) -> None:
    roster.update([changed(roster[1], passport_number="Z1234567")], [])
    model.show_columns(("passport_number",))
    model.show(roster.records, roster.select(Filter()))
    index = model.index(0, 0)
    assert model.data(index) == MASK
    assert not model.flags(index) & Qt.ItemFlag.ItemIsEditable
    every = [model.data(index, role) for role in range(Qt.ItemDataRole.UserRole + 8)]
    assert not any("Z1234567" in str(value) for value in every)
    assert model.data(model.index(1, 0)) == ""


def test_withdrawn_is_said_in_words_not_by_strike_through_alone(
    model: DelegateTableModel, roster: Roster
) -> None:
    roster.update([changed(roster[1], status=WITHDRAWN)], [])
    model.show(roster.records, roster.select(Filter()))
    name = model.index(0, model.columns.index("full_name"))
    assert model.data(name, Qt.ItemDataRole.FontRole).strikeOut()
    assert "withdrawn" in model.data(name, Qt.ItemDataRole.AccessibleTextRole)
    status = model.index(0, model.columns.index("status"))
    assert model.data(status) == "Withdrawn"
    assert model.data(status, Qt.ItemDataRole.FontRole) is None


def test_dropping_asks_for_a_move_and_leaves_the_rows_to_the_answer(
    model: DelegateTableModel, commands: Commands
) -> None:
    data = model.mimeData([model.index(3, 0), model.index(1, 1), model.index(3, 2)])
    assert isinstance(data, QMimeData)
    assert data.formats() == [MIME_DELEGATES]
    accepted = model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert not accepted
    assert commands.moves == [([2, 4], 1)]
    assert model.ids == list(range(1, 9))


def test_headings_are_the_catalogues_and_dates_are_written_out(
    model: DelegateTableModel, roster: Roster
) -> None:
    roster.update([changed(roster[1], arrival_date="2025-08-05")], [])
    model.show_columns(("number", "arrival_date"))
    model.show(roster.records, roster.select(Filter()))
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Arrival"
    assert model.data(model.index(0, 1)) == "5 Aug 2025"


@pytest.mark.parametrize("key", [f.key for f in all_columns()])
def test_every_column_shows_and_sorts(key: str) -> None:
    texts = CellTexts()
    people = [person(2), person(1, **{key: "2025-01-01"} if key in DELEGATE else {})]
    roster = Roster(plain_key)
    roster.replace(people, {1: 1})
    roster.sort(texts.sort_key(key, str.casefold), Direction.ASCENDING)
    assert sorted(roster.select(Filter())) == [1, 2]
    assert all(isinstance(texts.shown(d, key), str) for d in people)


def test_a_remembered_column_that_no_longer_exists_is_dropped() -> None:
    assert known(("full_name", "shoe_size", CHECKS, "full_name")) == ("full_name", CHECKS)
