"""A filled form of a sub-group update: planned part by part, then taken in as one step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session as Db

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.subgroups import RECEIVED, UPDATE, SubGroupUpdate
from rapporteur.domain.workbook import Book
from rapporteur.exchange.updates.marks import fingerprint
from rapporteur.exchange.updates.reading import ReturnedForm, returned_form
from rapporteur.services import stored
from rapporteur.services.stored import SUB_GROUPS
from rapporteur.services.subgroups import updates
from rapporteur.services.values import canonical

KEYS = ("met_on", *updates.PART_KEYS)


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part that the form would change. `conflict`: ours changed too since it was sent."""

    key: str
    ours: str = field(repr=False)
    theirs: str = field(repr=False)
    cell: str
    conflict: bool

    @property
    def title(self) -> str:
        """The title of the part with its language."""
        return UPDATE[self.key].label


@dataclass(frozen=True, slots=True)
class FormPlan:
    """What a form would do. `certain` is False where it was matched by its name alone."""

    group_id: int
    name: str
    certain: bool
    changes: tuple[PartChange, ...]
    same: int

    @property
    def taken(self) -> frozenset[str]:
        """What is taken unless somebody says otherwise: everything but the conflicts."""
        return frozenset(change.key for change in self.changes if not change.conflict)


def plan(db: Db, book: Book) -> FormPlan:
    """What `book` would change. Raises UserError "update_form.*"; nothing is written."""
    form = returned_form(book, KEYS)
    group_id, name, certain = _group(db, form)
    held = updates.this_session(db, group_id)
    changes = []
    for cell in form.cells:
        ours = held[cell.key] if held is not None else ""
        theirs = canonical(UPDATE[cell.key], cell.text)
        changed_there = fingerprint(theirs) != cell.sent
        if theirs == ours or not changed_there:
            continue
        conflict = fingerprint(ours) != cell.sent
        changes.append(PartChange(cell.key, ours, theirs, cell.cell, conflict))
    return FormPlan(group_id, name, certain, tuple(changes), len(form.cells) - len(changes))


def take(db: Db, found: FormPlan, keys: Collection[str]) -> SubGroupUpdate:
    """Take these parts of a plan in; the update is received then. Conflict where ours differs.

    Part of the caller's one step.
    """
    edits = {c.key: FieldEdit(c.ours, c.theirs) for c in found.changes if c.key in keys}
    after = updates.edit(db, found.group_id, edits)
    if after["state"] in updates.AGREED:
        return after  # not a word differs: what was agreed stays agreed
    return updates.set_state(db, found.group_id, RECEIVED)


def import_form(db: Db, book: Book, *, keep_ours: bool = True) -> FormPlan:
    """Plan and take in without a question; what both changed stays ours, or becomes theirs.

    Raises UserError "update_form.unsure" where the form is known by its name alone.
    """
    found = plan(db, book)
    if not found.certain:
        raise UserError(
            "update_form.unsure",
            f"{book.name} has lost its reference; by its name it belongs to a sub-group here.",
            safe="Nothing was changed.",
            advice="Read it in the window, which asks.",
        )
    take(db, found, found.taken if keep_ours else {change.key for change in found.changes})
    return found


def _group(db: Db, form: ReturnedForm) -> tuple[int, str, bool]:
    groups = stored.read(db, SUB_GROUPS)
    for group in groups:
        if form.group and group.uuid == form.group:
            return group.id, group.name(), True
    named = f"{form.sheet}\n{form.name}".casefold()
    found = [g for g in groups if g.name().casefold() in named]
    if len(found) == 1:
        return found[0].id, found[0].name(), False
    raise _unknown(form, [group.name() for group in groups])


def _unknown(form: ReturnedForm, names: Sequence[str]) -> UserError:
    return UserError(
        "update_form.group",
        f"{form.book}, sheet “{form.sheet}”: the form belongs to no sub-group of this session.",
        safe="Nothing was changed.",
        advice=f"The sub-groups here are: {', '.join(names) or 'none yet'}.",
    )
