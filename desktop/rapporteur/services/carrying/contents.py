"""What a session's file holds of that which may be carried over, as plain frozen values.

The same reading serves both files: the one that is inherited from and the one that inherits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.domain.actions import ActionItem, ProgressEntry
from rapporteur.domain.agenda import AgendaItem, Sitting
from rapporteur.domain.cancelling import Check, go_on
from rapporteur.domain.column_sets import COLUMN_SETS, ColumnSet
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.sessions import Session, Side
from rapporteur.domain.subgroups import SubGroup, SubGroupUpdate, Topic
from rapporteur.services import sessions, stored
from rapporteur.services.columns.column_sets import column_sets
from rapporteur.services.delegates import list_delegates
from rapporteur.services.workspace import OpenMode, Workspace


@dataclass(frozen=True, eq=False)
class Contents:
    """One session as far as the next inherits from it, or has it already.

    `source` is the name of its file, as it stands in plans and reports.
    """

    source: str
    session: Session
    sides: tuple[Side, Side]
    column_sets: tuple[ColumnSet, ...] = ()
    sub_groups: tuple[SubGroup, ...] = ()
    topics: tuple[Topic, ...] = ()
    delegates: tuple[Delegate, ...] = field(default=(), repr=False)
    actions: tuple[ActionItem, ...] = ()
    progress: tuple[ProgressEntry, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    updates: tuple[SubGroupUpdate, ...] = ()

    @property
    def number(self) -> int:
        """The ordinal as a number; 0 where it is none."""
        text = self.session["ordinal"]
        return int(text) if text.isdigit() else 0

    @cached_property
    def progress_of(self) -> Mapping[int, list[ProgressEntry]]:
        """The progress entries by the id of their action item, in their order."""
        found: dict[int, list[ProgressEntry]] = {}
        for entry in self.progress:
            found.setdefault(entry.action_id, []).append(entry)
        return found

    @cached_property
    def side_of(self) -> Mapping[int, Side]:
        """The sides by id."""
        return {side.id: side for side in self.sides}


def contents(db: Db, source: str = "", check: Check = go_on) -> Contents:
    """Read everything; UserError "session.none" where no session was made in the file."""
    session, sides = sessions.session(db), sessions.sides(db)
    check()
    people = tuple(list_delegates(db))
    check()
    built_in = set(COLUMN_SETS)
    sets = tuple(found for found in column_sets(db) if found not in built_in)
    return Contents(
        source,
        session,
        sides,
        sets,
        tuple(stored.read(db, stored.SUB_GROUPS)),
        tuple(stored.read(db, stored.TOPICS)),
        people,
        tuple(stored.read(db, stored.ACTION_ITEMS)),
        tuple(stored.read(db, stored.PROGRESS_ENTRIES)),
        tuple(stored.read(db, stored.SITTINGS)),
        tuple(stored.read(db, stored.AGENDA_ITEMS)),
        tuple(stored.read(db, stored.UPDATES)),
    )


def contents_of(path: Path, check: Check = go_on) -> Contents:
    """Read a file without changing a byte of it, also while somebody else works in it.

    A file of an older version is brought up to date in a private copy. Raises the UserError with
    which it cannot be opened, and "carry.newer" for one of a newer version of the program, whose
    meaning nobody here can know.
    """
    workspace = Workspace.open(path, OpenMode.VIEW)
    try:
        check()
        if workspace.newer:
            raise UserError(
                "carry.newer",
                workspace.read_only_reason,
                safe="Nothing was taken over from it.",
                advice="Take it over with the newer version of the program.",
            )
        with workspace.read() as db:
            return contents(db, path.name, check)
    finally:
        workspace.close()


def refuse_other(old: Contents, here: Contents) -> None:
    """Refuse what is no previous session of this one.

    UserError "carry.same" for the session itself or a copy of its file, "carry.later" for a later
    one, and "carry.sides" for one between other sides.
    """
    safe = "Nothing was taken over."
    if old.session.uuid == here.session.uuid and old.number == here.number:
        raise UserError(
            "carry.same",
            "That file holds this same session, perhaps as a copy.",
            safe=safe,
            advice="Choose the file of an earlier session.",
        )
    if old.number >= here.number:
        raise UserError(
            "carry.later",
            f"That file holds session {old.session['ordinal']}, which is not before "
            f"session {here.session['ordinal']}.",
            safe=safe,
            advice="Choose the file of an earlier session, or put the number of this one right "
            "under File ▸ Session settings.",
        )
    theirs = {side["code"].casefold() for side in old.sides}
    ours = {side["code"].casefold() for side in here.sides}
    if theirs != ours:
        raise UserError(
            "carry.sides",
            f"That session was between {_both(old)}, this one is between {_both(here)}.",
            safe=safe,
            advice="Choose the file of an earlier session of the same working group.",
        )


def _both(found: Contents) -> str:
    return " and ".join(side.name() for side in found.sides)
