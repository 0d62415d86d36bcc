"""What our own lists carry so that they are known again: who a row is, and when it was written.

The hidden column of a list holds "uuid@file.step": the person, the session file (its first
letters), and the last step of the history when the list was written. From the step follows what
the list said then, so that a list that was out for a week changes only what was edited in it,
and nothing that was edited here meanwhile. No value of a person is hidden in the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.history import StepKind
from rapporteur.domain.workbook import Book
from rapporteur.storage.images import load
from rapporteur.storage.tables import ChangeRow, DelegateRow, FileInfoRow, StepRow

_FILE_LETTERS = 8
_MOST_STEPS = 50  # lists pasted together into one; each step costs a look into the history


@dataclass(frozen=True, slots=True)
class Marks:
    """The mark that lists written now carry."""

    file: str
    step: int

    @classmethod
    def of(cls, db: Db) -> Marks:
        """The mark of the session file as it stands."""
        file = db.execute(select(FileInfoRow.uuid)).scalar_one_or_none() or ""
        step = db.execute(select(func.max(StepRow.id))).scalar_one() or 0
        return cls(file[:_FILE_LETTERS], step)

    def reference(self, uuid: str) -> str:
        """What stands in the hidden column for a person."""
        return f"{uuid}@{self.file}.{self.step}"


def person_of(reference: str) -> str:
    """The uuid in a reference."""
    return reference.partition("@")[0].strip().lower()


def step_of(reference: str, file: str) -> int | None:
    """The step in a reference; None where it is of another file or has none."""
    found, _, step = reference.partition("@")[2].partition(".")
    return int(step) if found == file and step.isascii() and step.isdigit() else None


def steps_in(book: Book, file: str) -> set[int]:
    """The steps in the references that stand anywhere in `book`; the last ones of very many."""
    mark = f"@{file}."
    cells = (cell for sheet in book.sheets for row in sheet.rows for cell in row)
    marked = (cell for cell in cells if isinstance(cell, str) and mark in cell)
    steps = {step for cell in marked if (step := step_of(cell, file)) is not None}
    return set(sorted(steps)[-_MOST_STEPS:])


def values_then(db: Db, step: int) -> dict[int, dict[str, str]]:
    """For every delegate that was changed after `step`: the changed fields as they were then.

    The first event after `step` that touches a field knows its value before; an undo has no
    changes of its own and turns those of the step it names.
    """
    events = db.execute(
        select(StepRow.id, StepRow.kind, StepRow.target)
        .where(StepRow.id > step)
        .order_by(StepRow.id)
    ).all()
    changes = _changes(db, {e.id if e.kind == StepKind.EDIT.value else e.target for e in events})
    found: dict[int, dict[str, str]] = {}
    for event in events:
        undone = event.kind == StepKind.UNDO.value
        source = event.id if event.kind == StepKind.EDIT.value else event.target
        for row_id, before, after in changes.get(source, ()):
            then = after if undone else before
            known = found.setdefault(row_id, {})
            for key, value in (then or {}).items():
                known.setdefault(key, str(value))
    return found


def _changes(
    db: Db, steps: Iterable[int | None]
) -> dict[int, list[tuple[int, Mapping[str, object] | None, Mapping[str, object] | None]]]:
    wanted = sorted(step for step in steps if step is not None)
    found: dict[int, list[tuple[int, Mapping[str, object] | None, Mapping[str, object] | None]]]
    found = {}
    for start in range(0, len(wanted), 500):
        rows = db.execute(
            select(ChangeRow.step_id, ChangeRow.row_id, ChangeRow.before, ChangeRow.after).where(
                ChangeRow.entity == DelegateRow.__tablename__,
                ChangeRow.step_id.in_(wanted[start : start + 500]),
                # Somebody who came or went whole was not changed field by field.
                ChangeRow.before.is_not(None),
                ChangeRow.after.is_not(None),
            )
        )
        for row in rows:
            found.setdefault(row.step_id, []).append(
                (row.row_id, load(row.before), load(row.after))
            )
    return found
