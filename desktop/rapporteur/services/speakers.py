"""The list of speakers of an agenda item: who waits, who has the floor, who spoke and how long.

One person has the floor in the whole session: giving it to somebody ends the turn of whoever
had it. A person who asks again gets a new line, so every turn is counted. Times are written by
the program; the side of a delegate follows from the list, that of anybody else is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.editing import clean_text
from rapporteur.domain.errors import UserError
from rapporteur.domain.meeting import Speaker
from rapporteur.domain.names import full_name
from rapporteur.domain.roll import SPEAKING, SPOKE, WAITING, OnList, alternating
from rapporteur.services import delegates, sessions, stored


def listed(db: Db, item_uuid: str) -> list[OnList]:
    """The speakers of an item: who spoke in the order of their turns, who speaks, who waits."""
    rows = [row for row in stored.read(db, stored.SPEAKERS) if row["agenda_item"] == item_uuid]
    names = _names(db) if any(row["delegate"] for row in rows) else {}
    places = {side.uuid: side.position for side in sessions.sides(db)}
    had = sorted((row for row in rows if row["began_at"]), key=lambda row: row["began_at"])
    waits = [row for row in rows if not row["began_at"]]
    return [_line(row, names, places) for row in (*had, *waits)]


def floor(db: Db) -> tuple[str, OnList] | None:
    """Who has the floor now, after the uuid of the agenda item; None for nobody."""
    row = _holder(db)
    if row is None:
        return None
    places = {side.uuid: side.position for side in sessions.sides(db)}
    return row["agenda_item"], _line(row, _names(db) if row["delegate"] else {}, places)


def add(
    db: Db,
    item_uuid: str,
    *,
    delegate: str = "",
    name: str = "",
    side: int = 0,
    now: datetime | None = None,
    uuid: str = "",
) -> Speaker:
    """Put somebody at the end of the list: a delegate by uuid, or anybody by name.

    `uuid` is given where the line was shown before the file had it.

    UserError "speaker.nobody" where neither is given, "speaker.waiting" where this delegate
    waits for the floor on this item already.
    """
    values = {"agenda_item": item_uuid, "asked_at": _stamp(now)}
    if delegate:
        lines = listed(db, item_uuid)
        if any(one.delegate == delegate and one.state == WAITING for one in lines):
            raise waits_already()
        values["delegate"] = delegate
        values["side"] = _side_of(db, delegate)
    elif clean := clean_text(name):
        values["name"] = clean
        values["side"] = sessions.sides(db)[side - 1].uuid if side in (1, 2) else ""
    else:
        raise UserError(
            "speaker.nobody",
            "Nobody was named.",
            safe="The list stays as it is.",
            advice="Type a name.",
        )
    return stored.create(db, stored.SPEAKERS, [values], uuids=[uuid] if uuid else ())[0]


def waits_already() -> UserError:
    """The refusal of a second line for a delegate who waits."""
    return UserError(
        "speaker.waiting",
        "This person is on the list of speakers already.",
        safe="The list stays as it is.",
        advice="Move the line if the turn shall come earlier.",
    )


def begin(db: Db, speaker_id: int, *, now: datetime | None = None, uuid: str = "") -> Speaker:
    """Give somebody the floor; whoever has it ends. Who has it already keeps it.

    A second turn is a line of its own, with `uuid` where that was given.
    """
    speaker = stored.get(db, stored.SPEAKERS, speaker_id)
    if speaker["began_at"] and not speaker["ended_at"]:
        return speaker
    end(db, now=now)
    if speaker["began_at"]:  # a second turn is a line of its own: the first one counts
        again = {key: speaker[key] for key in ("name", "delegate", "side", "agenda_item")}
        line = {**again, "asked_at": _stamp(now)}
        speaker = stored.create(db, stored.SPEAKERS, [line], uuids=[uuid] if uuid else ())[0]
    stored.set_fields(db, stored.SPEAKERS, {speaker.id: {"began_at": _stamp(now)}})
    return stored.get(db, stored.SPEAKERS, speaker.id)


def end(db: Db, *, now: datetime | None = None) -> bool:
    """Take the floor from whoever has it; False where nobody does."""
    holder = _holder(db)
    if holder is None:
        return False
    stored.set_fields(db, stored.SPEAKERS, {holder.id: {"ended_at": _stamp(now)}})
    return True


def in_turn(lines: Sequence[OnList], *, alternate: bool) -> list[OnList]:
    """Those who wait, in the order in which they will speak."""
    waiting = [line for line in lines if line.state == WAITING]
    if not alternate:
        return waiting
    last = [line.side for line in lines if line.state != WAITING and line.side]
    return alternating(waiting, last[-1] if last else 0)


def move(db: Db, speaker_id: int, steps: int) -> int:
    """Move somebody who waits up (negative) or down among those waiting; how many rows moved."""
    speaker = stored.get(db, stored.SPEAKERS, speaker_id)
    item = speaker["agenda_item"]
    waiting = [row.uuid for row in _waiting(db, item)]
    if speaker.uuid not in waiting:
        return 0
    at = waiting.index(speaker.uuid)
    waiting.insert(min(max(at + steps, 0), len(waiting) - 1), waiting.pop(at))
    return put_in_order(db, item, waiting)


def put_in_order(db: Db, item_uuid: str, order: Sequence[str]) -> int:
    """Let those who wait on an item speak in this order of uuids; how many rows moved.

    Those that are not named come after them; those that do not wait are passed over.
    """
    wanted = {uuid: at for at, uuid in enumerate(order)}
    places = [row.id for row in stored.read(db, stored.SPEAKERS)]
    waiting = _waiting(db, item_uuid)
    slots = [places.index(row.id) for row in waiting]
    waiting.sort(key=lambda row: wanted.get(row.uuid, len(wanted)))
    for slot, row in zip(slots, waiting, strict=True):
        places[slot] = row.id
    return stored.arrange(db, stored.SPEAKERS, places)


def remove(db: Db, speaker_id: int) -> int:
    """Take a line off the list; how many went."""
    return stored.remove(db, stored.SPEAKERS, [speaker_id])


def seconds_between(began: str, ended: str) -> int:
    """How many seconds lie between two stored moments; 0 where one is missing or they are odd."""
    if not began or not ended:
        return 0
    gap = datetime.fromisoformat(ended) - datetime.fromisoformat(began)
    return max(int(gap.total_seconds()), 0)


def _waiting(db: Db, item_uuid: str) -> list[Speaker]:
    rows = stored.read(db, stored.SPEAKERS)
    return [row for row in rows if row["agenda_item"] == item_uuid and not row["began_at"]]


def _holder(db: Db) -> Speaker | None:
    rows = stored.read(db, stored.SPEAKERS)
    return next((row for row in rows if row["began_at"] and not row["ended_at"]), None)


def _line(row: Speaker, names: dict[str, str], places: dict[str, int]) -> OnList:
    state = SPOKE if row["ended_at"] else SPEAKING if row["began_at"] else WAITING
    return OnList(
        row.id,
        row["name"] or names.get(row["delegate"], ""),
        places.get(row["side"], 0),
        state,
        row["began_at"],
        seconds_between(row["began_at"], row["ended_at"]),
        row["delegate"],
        row.uuid,
    )


def _names(db: Db) -> dict[str, str]:
    """Names by uuid; also of those who withdrew after they had spoken."""
    return {one.uuid: full_name(one, honorific=True) for one in delegates.list_delegates(db)}


def _side_of(db: Db, delegate_uuid: str) -> str:
    one = _delegate(db, delegate_uuid)
    if one is None:
        raise stored.gone()
    return next(side.uuid for side in sessions.sides(db) if side.id == one.side_id)


def _delegate(db: Db, uuid: str) -> Delegate | None:
    return next((one for one in delegates.list_delegates(db) if one.uuid == uuid), None)


def _stamp(now: datetime | None) -> str:
    return (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0).isoformat()
