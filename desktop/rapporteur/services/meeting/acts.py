"""What is done in the panels of meeting mode, as values: shown at once, kept, written later.

An act names everything by uuid and carries its own time, so that it can wait for a slow share,
survive a kill beside the file, and be done again without harm where nobody knows whether the
file had it: doing an act twice, in the order of all acts, equals doing it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from uuid import uuid4

from sqlalchemy.orm import Session as Db

from rapporteur.domain.fields import Record
from rapporteur.domain.roll import SPEAKING, SPOKE, WAITING, Called, OnList
from rapporteur.domain.running import stamp
from rapporteur.services import attendance, delegates, speakers, stored

Act = Mapping[str, str]
R = TypeVar("R", bound=Record)

KEPT = "act:"
LEAVES = "leaves"
_MARK, _ASK, _BEGIN, _END, _ORDER, _DROP = "mark", "ask", "begin", "end", "order", "drop"


# What can be done -----------------------------------------------------------------------


def mark(sitting: str, delegate: str, state: str, now: datetime) -> Act:
    """Mark a delegate at a sitting: PRESENT, ABSENT, EXCUSED, UNMARKED, or LEAVES."""
    return {
        "act": _MARK, "sitting": sitting, "delegate": delegate, "state": state, "at": stamp(now),
    }  # fmt: skip


def ask(item: str, person: Called | str, side: int, now: datetime) -> Act:
    """Somebody wants the floor on an item: a delegate, or a guest of a side by name."""
    known = isinstance(person, Called)
    return {
        "act": _ASK, "uuid": str(uuid4()), "item": item, "at": stamp(now), "side": str(side),
        "delegate": person.uuid if isinstance(person, Called) else "",
        "name": "" if known else str(person),
        "shown": person.name if isinstance(person, Called) else person,
    }  # fmt: skip


def begin(line: OnList, now: datetime) -> Act:
    """Somebody gets the floor; whoever spoke already gets a line of its own for it."""
    return {"act": _BEGIN, "uuid": line.uuid, "again": str(uuid4()), "at": stamp(now)}


def end(line: OnList, now: datetime) -> Act:
    """Somebody who has the floor ends."""
    return {"act": _END, "uuid": line.uuid, "at": stamp(now)}


def order(item: str, lines: Sequence[OnList]) -> Act:
    """Those who wait on an item speak in this order."""
    return {"act": _ORDER, "item": item, "order": " ".join(line.uuid for line in lines)}


def drop(line: OnList) -> Act:
    """Somebody goes off the list."""
    return {"act": _DROP, "uuid": line.uuid}


# Into the file ----------------------------------------------------------------------------


def do(db: Db, act: Act) -> object:
    """Do it. Raises the UserErrors of `attendance` and `speakers`, with nothing changed."""
    return {
        _MARK: _mark, _ASK: _ask, _BEGIN: _begin, _END: _end, _ORDER: _order, _DROP: _drop,
    }[act["act"]](db, act)  # fmt: skip


def _mark(db: Db, act: Act) -> int:
    sitting = _by_uuid(stored.read(db, stored.SITTINGS), act["sitting"])
    person = next((d for d in delegates.list_delegates(db) if d.uuid == act["delegate"]), None)
    if sitting is None or person is None:
        raise stored.gone()
    if act["state"] == LEAVES:
        return attendance.leave(db, sitting.id, [person.id], now=moment(act))
    return attendance.mark(db, sitting.id, [person.id], act["state"], now=moment(act))


def _ask(db: Db, act: Act) -> bool:
    if _speaker(db, act["uuid"]) is not None:
        return False
    speakers.add(
        db, act["item"], delegate=act["delegate"], name=act["name"], side=int(act["side"]),
        now=moment(act), uuid=act["uuid"],
    )  # fmt: skip
    return True


def _begin(db: Db, act: Act) -> bool:
    speaker = _speaker(db, act["uuid"])
    if speaker is None:
        raise stored.gone()
    if speaker["began_at"] == act["at"] or _speaker(db, act["again"]) is not None:
        return False
    speakers.begin(db, speaker.id, now=moment(act), uuid=act["again"])
    return True


def _end(db: Db, act: Act) -> bool:
    speaker = _speaker(db, act["uuid"])
    if speaker is None or not speaker["began_at"] or speaker["ended_at"]:
        return False
    return speakers.end(db, now=moment(act))


def _order(db: Db, act: Act) -> int:
    return speakers.put_in_order(db, act["item"], act["order"].split())


def _drop(db: Db, act: Act) -> int:
    speaker = _speaker(db, act["uuid"])
    return speakers.remove(db, speaker.id) if speaker is not None else 0


def _speaker(db: Db, uuid: str) -> Record | None:
    return _by_uuid(stored.read(db, stored.SPEAKERS), uuid)


def _by_uuid(records: Iterable[R], uuid: str) -> R | None:
    return next((record for record in records if record.uuid == uuid), None)


def moment(act: Act) -> datetime:
    """When it was done in the room."""
    return datetime.fromisoformat(act["at"])


# On the screen, before the file has it ------------------------------------------------------


def lines_after(lines: Sequence[OnList], item: str, acts: Iterable[Act]) -> list[OnList]:
    """The list of speakers of an item as it will be when these acts are in the file."""
    found = list(lines)
    for act in acts:
        kind = act["act"]
        if kind == _ASK and act["item"] == item:
            if all(line.uuid != act["uuid"] for line in found):
                found.append(
                    OnList(-len(found) - 1, act["shown"], int(act["side"]), WAITING,
                           delegate=act["delegate"], uuid=act["uuid"])
                )  # fmt: skip
        elif kind == _BEGIN:
            found = _begun(found, act)
        elif kind == _END:
            found = [_ended(line, act["at"]) if line.uuid == act["uuid"] else line
                     for line in found]  # fmt: skip
        elif kind == _DROP:
            found = [line for line in found if line.uuid != act["uuid"]]
        elif kind == _ORDER and act["item"] == item:
            places = {uuid: at for at, uuid in enumerate(act["order"].split())}
            had = [line for line in found if line.state != WAITING]
            waiting = [line for line in found if line.state == WAITING]
            found = had + sorted(waiting, key=lambda line: places.get(line.uuid, len(places)))
    return found


def _begun(lines: Sequence[OnList], act: Act) -> list[OnList]:
    at = act["at"]
    chosen = next((line for line in lines if line.uuid == act["uuid"]), None)
    there = any(line.uuid == act["again"] for line in lines)
    if chosen is None or there or chosen.state == SPEAKING or chosen.began_at == at:
        return list(lines)
    others = [_ended(line, at) for line in lines if line.state != WAITING]
    waiting = [line for line in lines if line.state == WAITING and line is not chosen]
    again = chosen.state == SPOKE
    turn = replace(chosen, state=SPEAKING, began_at=at, seconds=0)
    if again:
        turn = replace(turn, id=-len(lines) - 1, uuid=act["again"])
    return [*others, turn, *waiting]


def _ended(line: OnList, at: str) -> OnList:
    if line.state != SPEAKING:
        return line
    return replace(line, state=SPOKE, seconds=speakers.seconds_between(line.began_at, at))
