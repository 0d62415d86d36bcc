"""How far each document is: what it would hold now, or what is missing for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject

from rapporteur.domain.errors import UserError
from rapporteur.services import delegates, sessions
from rapporteur.services.documents.catalogue import DOCUMENTS, make
from rapporteur.services.documents.options import Options
from rapporteur.services.workspace import Db
from rapporteur.ui.screens.documents.words import Kind, groups, refusal


@dataclass(frozen=True, slots=True)
class State:
    """What a document has: so many entries, and so many facts that it cannot say yet.

    `sides` are the people of each side, for documents of people. `refusal` says why there is no
    such document, "" where there is one.
    """

    counts: str
    entries: int = 0
    missing: int = 0
    sides: tuple[int, ...] = ()
    refusal: str = ""


class StateWords(QObject):
    """Says a state in one line; made where there is a window, for its plurals."""

    def say(self, state: State) -> str:
        """ "46 + 35 delegates", "10 items", "3 facts missing", or why there is nothing."""
        if state.refusal:
            return state.refusal
        if state.missing:
            return self.tr("%n facts missing", "", state.missing)
        if state.counts == "people" and any(state.sides):
            return self.tr("{0} delegates").format(" + ".join(map(str, state.sides)))
        return self._counted(state.counts, state.entries)

    def _counted(self, counts: str, number: int) -> str:
        words = {
            "paragraphs": self.tr("%n paragraphs", "", number),
            "people": self.tr("%n people", "", number),
            "items": self.tr("%n items", "", number),
            "sub-groups": self.tr("%n sub-groups", "", number),
            "actions": self.tr("%n action items", "", number),
            "seats": self.tr("%n seats", "", number),
        }
        return words.get(counts, self.tr("ready"))


def read_states(db: Db, cancelled: Callable[[], bool]) -> Mapping[str, State]:
    """The state of every document by its key, as it would be made without further choices.

    Long lists take a while: asks `cancelled` in between, and then returns what it has.
    """
    sides = _people(db)
    known = {document.key for document in DOCUMENTS}
    found: dict[str, State] = {}
    for kind in (kind for group in groups() for kind in group.kinds if kind.key in known):
        if cancelled():
            break
        found[kind.key] = _state(db, kind, sides)
    return found


def _state(db: Db, kind: Kind, sides: tuple[int, ...]) -> State:
    try:
        made = make(db, kind.key, Options())
    except UserError as error:
        return State(kind.counts, refusal=refusal(error))
    return State(kind.counts, made.entries, len(made.missing), sides)


def _people(db: Db) -> tuple[int, ...]:
    """How many are coming of each side, the first side first."""
    counts: dict[int, int] = {side.id: 0 for side in sessions.sides(db)}
    for person in delegates.list_delegates(db, withdrawn=False):
        counts[person.side_id] = counts.get(person.side_id, 0) + 1
    return tuple(counts.values())
