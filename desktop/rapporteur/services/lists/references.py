"""What our own lists carry so that they are known again: who a row is, and when it was written.

The hidden column of a list holds "uuid@file.step": the person, the session file (its first
letters), and the last step of the history when the list was written. From the step follows what
the list said then, so that a list that was out for a week changes only what was edited in it,
and nothing that was edited here meanwhile. What is typed after a list was written therefore
begins a step of its own, even in the same field. No value of a person is hidden in the list.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.workbook import Book
from rapporteur.storage.history import ReadDb
from rapporteur.storage.past import rows_then
from rapporteur.storage.tables import DelegateRow, FileInfoRow, StepRow

_FILE_LETTERS = 8
_MOST_STEPS = 50  # lists pasted together into one; each step costs a look into the history


@dataclass(frozen=True, slots=True)
class Marks:
    """The mark that lists written now carry."""

    file: str
    step: int

    @classmethod
    def of(cls, db: Db, step: int | None = None) -> Marks:
        """The mark of the session file as it stands, or as it stood behind `step`."""
        file = db.execute(select(FileInfoRow.uuid)).scalar_one_or_none() or ""
        if step is None:
            step = db.execute(select(func.max(StepRow.id))).scalar_one() or 0
        return cls(file[:_FILE_LETTERS], step)

    @classmethod
    def given_out(cls, db: Db, step: int | None = None) -> Marks:
        """The mark for a list that is written now; no later edit joins the step that it names."""
        if isinstance(db, ReadDb):
            db.ends_step = True
        return cls.of(db, step)

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

    People who were not there yet are left out.
    """
    return {
        row_id: {key: str(value) for key, value in image.items()}
        for row_id, image in rows_then(db, DelegateRow, step).items()
        if image is not None
    }
