"""Freezing a list: the stamp, the way back, and the list as it stood, whatever came after."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import select, text
from tests.services.conftest import Desk, facts
from tests.services.test_imports import book

from rapporteur.domain.column_sets import column_set
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.freezing import ChangeKind, FrozenList, ListChange
from rapporteur.domain.sessions import Side
from rapporteur.services import delegates, sessions
from rapporteur.services.importing import imports
from rapporteur.services.lists import corrigenda, freezing
from rapporteur.services.workspace import Db, Workspace
from rapporteur.storage.tables import ChangeRow

EVENING = datetime(2025, 8, 5, 12, 30, tzinfo=UTC)


def freeze(desk: Desk, side: Side, remark: str = "") -> FrozenList:
    with desk.workspace.edit("freeze") as db:
        return freezing.freeze(db, side.id, remark, now=EVENING)


def list_of(db: Db, side_id: int) -> list[Delegate]:
    """A list as it is, without the versions, which count edits and not contents."""
    return [replace(person, version=0) for person in delegates.list_delegates(db, side_id)]


def list_then(db: Db, frozen: FrozenList) -> list[Delegate]:
    return [replace(person, version=0) for person in freezing.list_then(db, frozen)]


def test_a_freeze_has_a_stamp_and_a_number_and_undo_takes_it_back(desk: Desk) -> None:
    first = freeze(desk, desk.india, "sent to DPIIT")
    assert (first.at, first.remark, first.number) == (EVENING, "sent to DPIIT", 1)
    other, second = freeze(desk, desk.russia), freeze(desk, desk.india)
    with desk.workspace.read() as db:
        assert freezing.frozen_lists(db, desk.india.id) == [second, first]
        assert freezing.last_frozen(db) == {desk.india.id: second, desk.russia.id: other}
    assert (other.number, second.number) == (1, 2)
    desk.workspace.undo()
    with desk.workspace.read() as db:
        assert freezing.last_frozen(db) == {desk.india.id: first, desk.russia.id: other}


def test_the_stamp_is_now_and_kept_in_utc(desk: Desk) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    with desk.workspace.edit("freeze") as db:
        frozen = freezing.freeze(db, desk.india.id)
    assert before <= frozen.at <= datetime.now(UTC)
    delhi = EVENING.astimezone(timezone(timedelta(hours=5, minutes=30)))
    with desk.workspace.edit("freeze") as db:
        assert freezing.freeze(db, desk.india.id, now=delhi).at == EVENING


def test_a_freeze_can_be_taken_back_and_that_undone(desk: Desk) -> None:
    frozen = freeze(desk, desk.india)
    with desk.workspace.edit("thaw") as db:
        freezing.thaw(db, frozen.id)
        assert freezing.frozen_lists(db) == []
    desk.workspace.undo()
    with desk.workspace.read() as db:
        assert freezing.frozen_list(db, frozen.id) == frozen
    with pytest.raises(UserError, match="no longer there"), desk.workspace.edit("thaw") as db:
        freezing.thaw(db, frozen.id + 1)


def test_a_list_without_anybody_coming_is_not_frozen(desk: Desk) -> None:
    with desk.workspace.edit("all withdraw") as db:
        delegates.withdraw(db, [person.id for person in list_of(db, desk.russia.id)])
    with pytest.raises(UserError) as refused, desk.workspace.edit("freeze") as db:
        freezing.freeze(db, desk.russia.id)
    assert refused.value.code == "freeze.nobody"


def test_what_the_same_edit_did_before_belongs_to_the_frozen_list(desk: Desk) -> None:
    with desk.workspace.edit("add and freeze") as db:
        delegates.create_delegate(db, desk.india.id, {"family_name": "Late"})
        frozen = freezing.freeze(db, desk.india.id)
    with desk.workspace.edit("rename", merge="typing") as db:
        delegates.set_field(db, desk.ids("Late"), "family_name", "Later")
    with desk.workspace.read() as db:
        assert freezing.list_then(db, frozen)[-1]["family_name"] == "Late"


def test_typing_that_began_before_a_freeze_does_not_slip_under_it(desk: Desk) -> None:
    one = desk.ids("India1")
    with desk.workspace.edit("typing", merge="field") as db:
        delegates.set_field(db, one, "remarks", "a")
    frozen = freeze(desk, desk.india)
    with desk.workspace.edit("typing", merge="field") as db:
        delegates.set_field(db, one, "remarks", "ab")
    with desk.workspace.read() as db:
        assert freezing.list_then(db, frozen)[0]["remarks"] == "a"


def test_somebody_erased_from_the_history_breaks_nothing(desk: Desk) -> None:
    stays, gone = desk.ids("India1", "India2")
    frozen = freeze(desk, desk.india)
    with desk.workspace.edit("change") as db:
        delegates.set_field(db, [stays], "family_name", "New")
        delegates.set_field(db, [gone], "family_name", "Old")
    with desk.workspace.edit("remove") as db:
        delegates.remove_delegates(db, [gone])
    # As an erasure would do it, past the history.
    with desk.workspace._file.writer.begin() as connection:
        connection.execute(
            text("UPDATE change SET before = NULL, after = NULL WHERE row_id IN (:a, :b)"),
            {"a": stays, "b": gone},
        )
    with desk.workspace.read() as db:
        found = freezing.list_then(db, frozen)
        assert db.scalars(select(ChangeRow.id).where(ChangeRow.row_id == gone)).first()
    assert [d["family_name"] for d in found] == ["New", "India3", "India4", "India5"]


PUBLIC = column_set("public")
_NAMES = st.sampled_from(["Menon", "Rao", "Шубин", "A", ""])
_DATA = st.data()


class AfterAFreeze(RuleBasedStateMachine):
    """Any work after any freezes: each frozen list is found as it was, each corrigendum true."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.workspace = Workspace.create(Path(self.folder.name) / "walk.rapporteur")
        with self.workspace.edit("New session") as db:
            sessions.create_session(db, facts(4, 2))
            self.sides = [side.id for side in sessions.sides(db)]
        self.noted: dict[int, list[Delegate]] = {}
        self.counter = 0

    def _ids(self, db: Db, data: st.DataObject, side: int | None = None) -> list[int]:
        ids = [person.id for person in delegates.list_delegates(db, side)]
        return data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=3)) if ids else []

    @rule(side=st.sampled_from([0, 1]))
    def freeze(self, side: int) -> None:
        side_id = self.sides[side]
        with self.workspace.read() as db:
            now = list_of(db, side_id)
        if all(person.withdrawn for person in now):
            return
        with self.workspace.edit("freeze") as db:
            self.noted[freezing.freeze(db, side_id).id] = now

    @rule(data=_DATA)
    def thaw(self, data: st.DataObject) -> None:
        with self.workspace.edit("thaw") as db:
            if there := freezing.frozen_lists(db):
                freezing.thaw(db, data.draw(st.sampled_from(there)).id)

    @rule(data=_DATA, name=_NAMES, side=st.sampled_from([0, 1]))
    def add(self, data: st.DataObject, name: str, side: int) -> None:
        with self.workspace.edit("add") as db:
            behind = self._ids(db, data, self.sides[side])
            delegates.create_delegate(
                db, self.sides[side], {"family_name": name}, after=behind[0] if behind else None
            )

    @rule(
        data=_DATA,
        name=_NAMES,
        key=st.sampled_from(["family_name", "designation", "role", "phone"]),
        merge=st.sampled_from(["", "typing"]),
    )
    def change(self, data: st.DataObject, name: str, key: str, merge: str) -> None:
        with self.workspace.edit("change", merge=merge) as db:
            value = ("Head of delegation" if name else "") if key == "role" else name
            delegates.set_field(db, self._ids(db, data), key, value)

    @rule(data=_DATA)
    def withdraw(self, data: st.DataObject) -> None:
        with self.workspace.edit("withdraw") as db:
            delegates.withdraw(db, self._ids(db, data))

    @rule(data=_DATA)
    def reinstate(self, data: st.DataObject) -> None:
        with self.workspace.edit("reinstate") as db:
            delegates.reinstate(db, self._ids(db, data))

    @rule(data=_DATA)
    def merge_people(self, data: st.DataObject) -> None:
        """Two entries become one: the second goes, the first takes something of it."""
        with self.workspace.edit("merge") as db:
            both = self._ids(db, data)[:2]
            if len(both) == 2:
                second = delegates.get_delegate(db, both[1])
                delegates.set_field(db, [both[0]], "designation", second["family_name"])
                delegates.remove_delegates(db, [both[1]])

    @rule(data=_DATA, side=st.sampled_from([0, 1]))
    def move(self, data: st.DataObject, side: int) -> None:
        with self.workspace.edit("move") as db:
            ids = self._ids(db, data, self.sides[side])
            if len(ids) > 1:
                delegates.move_delegates(db, ids[1:], before=ids[0])

    @rule(data=_DATA, side=st.sampled_from([0, 1]))
    def change_sides(self, data: st.DataObject, side: int) -> None:
        with self.workspace.edit("other side") as db:
            delegates.move_to_side(db, self._ids(db, data), self.sides[side])

    @rule(name=_NAMES)
    def import_list(self, name: str) -> None:
        """One known person with a new post, one new one, through the real door."""
        self.counter += 1
        rows = [("India1", name), (f"New{self.counter}", "Adviser")]
        with self.workspace.edit("import") as db:
            plan = imports.plan(db, book(rows, ("Name", "Designation")), side="IN")
            imports.commit(db, plan, set(range(len(plan.rows))))

    @rule()
    def undo(self) -> None:
        self.workspace.undo()

    @rule()
    def redo(self) -> None:
        self.workspace.redo()

    @rule()
    def restart(self) -> None:
        self.workspace.close()
        self.workspace = Workspace.open(self.workspace.path)

    def teardown(self) -> None:
        if not hasattr(self, "workspace"):
            return
        try:
            with self.workspace.read() as db:
                for frozen in freezing.frozen_lists(db):
                    assert list_then(db, frozen) == self.noted[frozen.id]
                    _assert_true(db, frozen)
        finally:
            self.workspace.close()
            self.folder.cleanup()


def _printed(people: list[Delegate]) -> list[tuple[int, tuple[str, ...]]]:
    """What a public list in English shows, told without the code under test."""
    return [
        (p.id, (p["family_name"], p["designation"], p["organisation"], p["role"]))
        for p in people
        if not p.withdrawn
    ]


def _assert_true(db: Db, frozen: FrozenList) -> None:
    """The frozen list, corrected as the corrigendum says, must read as the list does now."""
    changes = corrigenda.changes_since(db, frozen, PUBLIC)
    then = dict(_printed(freezing.list_then(db, frozen)))
    now = _printed(delegates.list_delegates(db, frozen.side_id))
    corrected = _corrected(then, changes, len(now))
    assert corrected == [texts for _, texts in now]
    assert bool(changes) == (list(then.items()) != now)


_KEYS = ("full_name", "designation", "organisation", "role")


def _corrected(
    then: dict[int, tuple[str, ...]], changes: list[ListChange], count: int
) -> list[tuple[str, ...]]:
    texts = {row_id: dict(zip(_KEYS, row, strict=True)) for row_id, row in then.items()}
    placed: dict[int, int] = {}
    for change in changes:
        row = texts.setdefault(change.delegate_id, dict.fromkeys(_KEYS, ""))
        match change.kind:
            case ChangeKind.WITHDRAWN | ChangeKind.REMOVED:
                del texts[change.delegate_id]
            case ChangeKind.MOVED:
                (line,) = change.lines
                placed[int(line.now.split()[0])] = change.delegate_id
            case ChangeKind.ADDED:
                row |= {"full_name": change.name} | {line.field: line.now for line in change.lines}
                placed[change.number] = change.delegate_id
            case ChangeKind.CHANGED:
                for line in change.lines:
                    assert row[line.field] == line.was
                    row[line.field] = line.now
    rest = (row_id for row_id in texts if row_id not in placed.values())
    order = [placed[at] if at in placed else next(rest) for at in range(1, count + 1)]
    assert next(rest, None) is None
    return [tuple(texts[row_id].values()) for row_id in order]


TestAfterAFreeze = AfterAFreeze.TestCase
TestAfterAFreeze.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
