"""What a reference may name: one short line for each record that others refer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it is offered and shown: its name, what tells it apart, how it is found.

    `side` is 1 or 2 for what belongs to one side, else 0. `key` is a search key, in which
    `services.search.Query` looks.
    """

    uuid: str
    name: str = field(repr=False)  # may be a person's: not for a log
    detail: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    side: int = 0
    row_id: int = 0


@dataclass(frozen=True)
class Directory:
    """The entries of each entity in their order, found by uuid."""

    entries: Mapping[str, Sequence[Entry]] = field(default_factory=dict, repr=False)
    _found: Mapping[str, Entry] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found = {entry.uuid: entry for some in self.entries.values() for entry in some}
        object.__setattr__(self, "_found", found)

    def of(self, entity: str, side: int = 0) -> list[Entry]:
        """What may be chosen: all of an entity, or those of one side."""
        return [e for e in self.entries.get(entity, ()) if not side or e.side == side]

    def entry(self, uuid: str) -> Entry | None:
        """The entry of this uuid; None for "" and for what is no longer there."""
        return self._found.get(uuid)

    def name(self, uuid: str) -> str:
        """The name behind a reference; "" where there is none any more."""
        entry = self._found.get(uuid)
        return entry.name if entry is not None else ""
