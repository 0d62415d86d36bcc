"""Whatever is done to column sets: none carries what it does not state, and undo takes all back."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.services.conftest import facts

from rapporteur.domain.column_sets import ColumnSet, checked, possible_columns
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Privacy
from rapporteur.services import sessions
from rapporteur.services.columns import column_sets
from rapporteur.services.workspace import Db, Workspace

KEYS = [f.key for f in possible_columns()]
TEXTS = st.sampled_from(["", "Press", "Hotel", "For the gate", "Пресса", "a & b"])
ACTIONS = st.tuples(
    st.sampled_from(["create", "copy", "fields", "purpose", "name", "heading", "move", "remove"]),
    st.integers(0, 30),
    st.lists(st.sampled_from(KEYS), max_size=5),
    TEXTS,
)


def act(db: Db, action: tuple[str, int, list[str], str]) -> None:
    """One thing that an officer may try; the domain may refuse it."""
    what, number, fields, text = action
    there = column_sets.column_sets(db)
    one = there[number % len(there)]
    steps: dict[str, Any] = {
        "create": lambda: column_sets.create(db, text),
        "copy": lambda: column_sets.create(db, column_sets.free_name(db, text or "X"), like=one),
        "fields": lambda: column_sets.set_fields(db, one.key, fields, purpose=text or None),
        "purpose": lambda: column_sets.update(
            db, one.key, {"purpose": FieldEdit(one.purpose, text)}
        ),
        "name": lambda: column_sets.update(db, one.key, {"name": FieldEdit(one.name, text)}),
        "heading": lambda: column_sets.set_heading(db, one.key, one.fields[0], "ru", text),
        "move": lambda: column_sets.move(db, one.key, there[len(text) % len(there)].key),
        "remove": lambda: column_sets.remove(db, one.key),
    }
    steps[what]()


def sets(workspace: Workspace) -> tuple[ColumnSet, ...]:
    with workspace.read() as db:
        return column_sets.column_sets(db)


@settings(max_examples=25)
@given(st.lists(ACTIONS, min_size=3, max_size=15))
def test_no_set_carries_what_it_does_not_state(
    actions: list[tuple[str, int, list[str], str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "s.rapporteur")
        with workspace.edit("New session") as db:
            sessions.create_session(db, facts())
        seen = [sets(workspace)]
        for action in actions:
            with suppress(UserError), workspace.edit("Action") as db:
                act(db, action)
            now = sets(workspace)
            assert len({s.name.casefold() for s in now}) == len({s.key for s in now}) == len(now)
            for one in map(checked, now):
                for field in one.columns():
                    assert field.privacy is Privacy.PUBLIC or (one.purpose and one.privacy)
            seen.append(now)
        while workspace.undo() is not None:
            pass
        assert sets(workspace) == seen[0]
        workspace.close()
