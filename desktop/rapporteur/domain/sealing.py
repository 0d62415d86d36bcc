"""The seal over a signed session: one number over everything that was agreed and recorded.

It covers the session, the sides, the delegates as the lists show them, the day and the Protocol,
together with who signed, when and where, and the record of former signings. It leaves out
passports, travel, contacts and diet: they have to be erasable after the session, and erasing them
must not break the seal. It leaves out what was printed, too.

Only values that are not empty are counted, by their names in the order of the alphabet, so that
a later version of the program, whose tables have more columns, comes to the same number.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rapporteur.domain.actions import ACTION_ITEM, PROGRESS
from rapporteur.domain.agenda import AGENDA_ITEM, SITTING
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fields import Catalogue, Privacy
from rapporteur.domain.meeting import ATTENDANCE, MEETING_RECORD, READINESS_TICK, SPEAKER
from rapporteur.domain.printing import SEAT, SEATING_PLAN
from rapporteur.domain.protocol import CLAUSE, PROTOCOL_PARAGRAPH, SEAL, SNAPSHOT
from rapporteur.domain.sessions import SESSION, SIDE
from rapporteur.domain.subgroups import SUB_GROUP, TOPIC, UPDATE

Read = Callable[[str, Sequence[str]], Iterable[Sequence[Any]]]
"""Reads these columns of a table, all rows in the order of their ids."""

SEALED: tuple[tuple[Catalogue, tuple[str, ...]], ...] = (
    (SESSION, ()),
    (SIDE, ("position",)),
    (DELEGATE, ("side_id", "position")),
    (SITTING, ("position",)),
    (AGENDA_ITEM, ("sitting_id", "parent_id", "position")),
    (SUB_GROUP, ("position",)),
    (TOPIC, ("position",)),
    (UPDATE, ("sub_group_id", "session_ordinal")),
    (ACTION_ITEM, ("position",)),
    (PROGRESS, ("action_id",)),
    (ATTENDANCE, ("sitting_id", "delegate_id")),
    (MEETING_RECORD, ("position",)),
    (SPEAKER, ("position",)),
    (READINESS_TICK, ()),
    (PROTOCOL_PARAGRAPH, ("position",)),
    (CLAUSE, ("position",)),
    (SNAPSHOT, ("content",)),
    (SEATING_PLAN, ("position",)),
    (SEAT, ("plan_id", "place")),
)
"""What is sealed, with the columns that stand beside the fields."""

_ERASABLE = frozenset({Privacy.IDENTITY, Privacy.TRAVEL, Privacy.HEALTH, Privacy.CONTACT})
_DOCUMENTS = frozenset({"content"})  # stored as JSON: it comes as text, or has been read already
# Of the last seal: what is said when it is set, not the number and not what comes after.
_SIGNED = tuple(
    field.key for field in SEAL if field.group != "reopened" and field.key != "digest"
)  # fmt: skip
_VERSION = "1"


def digest(read: Read) -> str:
    """The number over the content that `read` gives and over who signed, as "1:" and hexadecimal.

    The last row of the seals is the one whose number it is. The same content gives the same
    number, however it is stored.
    """
    state = hashlib.sha256()
    seals = [dict(zip(SEAL.keys, row, strict=True)) for row in read(SEAL.entity, SEAL.keys)]
    for former in seals[:-1]:
        _add(state, ["former seal", _told(former)])
    for last in seals[-1:]:
        _add(state, ["seal", _told({key: last[key] for key in _SIGNED})])
    for catalogue, heads in SEALED:
        keys = [f.key for f in catalogue if f.privacy not in _ERASABLE]
        names = ("id", "uuid", *heads, *keys)
        for row in read(catalogue.entity, names):
            _add(state, [catalogue.entity, _told(dict(zip(names, row, strict=True)))])
    return f"{_VERSION}:{state.hexdigest()}"


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """The values of a row that are not empty."""
    return {
        name: json.loads(value) if name in _DOCUMENTS and isinstance(value, str) else value
        for name, value in row.items()
        if value not in ("", None)
    }


def _add(state: Any, part: object) -> None:
    text = json.dumps(part, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    state.update(text.encode("utf-8", "surrogatepass"))
    state.update(b"\n")
