"""One taking over while it is under way: what was chosen, what was met, what has to be said."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy.orm import Session as Db

from rapporteur.domain.carrying import CarryLine, CarryPlan, CarryReport, Fate, Reason
from rapporteur.domain.names import full_name
from rapporteur.services.carrying.contents import Contents
from rapporteur.services.carrying.matching import Places, match


class Taking:
    """One taking over: the two contents, what was chosen, and the lines of the report."""

    def __init__(
        self, db: Db, old: Contents, here: Contents, plan: CarryPlan, chosen: Collection[str]
    ) -> None:
        self.db = db
        self.old = old
        self.here = here
        self.plan = plan
        self.places: Places = match(old, here)
        self.chosen = frozenset(chosen) & {line.key for line in plan.lines if line.choosable}
        self.notes: dict[str, dict[Reason, CarryLine]] = {}

    def wants(self, key: str) -> bool:
        """Whether the piece was chosen."""
        return key in self.chosen

    def note(self, line_key: str, reason: Reason, said: str, fate: Fate = Fate.TAKEN) -> None:
        """Say how a chosen piece came over, without what; or, by its fate, that it could not."""
        notes = self.notes.setdefault(line_key, {})
        before = notes.get(reason)
        if before is not None:
            notes[reason] = replace(before, said=f"{before.said}, {said}")
            return
        line = next(line for line in self.plan.lines if line.key == line_key)
        notes[reason] = replace(line, fate=fate, reason=reason, said=said)

    def group_name(self, uuid: str) -> str:
        """The name of a sub-group of the old session."""
        return next((group.name() for group in self.old.sub_groups if group.uuid == uuid), "")

    def person_name(self, uuid: str) -> str:
        """The name of somebody on a list of the old session."""
        return next((full_name(person) for person in self.old.delegates if person.uuid == uuid), "")

    def report(self) -> CarryReport:
        """What became of every piece."""
        lines: list[CarryLine] = []
        for line in self.plan.decided(self.chosen):
            lines += self.notes.get(line.key, {}).values() or (line,)
        return CarryReport(self.plan.source, self.plan.ordinal, self.plan.into, tuple(lines))
