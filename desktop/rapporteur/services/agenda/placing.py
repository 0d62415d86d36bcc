"""Where an item stands: up and down, into another sitting, under another item, parked.

After circulation no number moves. An item that was on the circulated agenda keeps its number
wherever it is put, and its level, since "4.2" says whose sub-item it is. A later item takes its
number from its place, and another one when it is moved.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session as Db

from rapporteur.domain.agenda import AgendaItem
from rapporteur.domain.agenda_numbers import Place, late_numbers
from rapporteur.domain.errors import UserError
from rapporteur.services import sessions, stored
from rapporteur.services.agenda.reading import branches_of, places_of

Spot = tuple[int | None, int | None]
"""Where likes stand: (sitting, None), (None, parent), or (None, None) for the parking lot."""

PARKED: Spot = (None, None)


def spot_of(item: AgendaItem) -> Spot:
    """The sitting or the item to which `item` belongs."""
    return (None, item.parent_id) if item.parent_id else (item.sitting_id, None)


def place(db: Db, item_id: int, spot: Spot, at: int | None = None) -> AgendaItem:
    """Put an item at `at` (from 0; None: last) among those of `spot`, itself not counted.

    UserError "agenda.levels" where a sub-item would get sub-items, "agenda.circulated" where the
    number of a circulated item would no longer fit its level, "record.gone" as ever.
    """
    item = stored.get(db, stored.AGENDA_ITEMS, item_id)
    old = spot_of(item)
    _refuse_misplaced(db, item, spot)
    if spot != old:
        heads = {"sitting_id": spot[0], "parent_id": spot[1]}
        stored.set_fields(db, stored.AGENDA_ITEMS, {item_id: heads})
        _close_ranks(db, old)
    likes = [like.id for like in _likes(db, spot) if like.id != item_id]
    likes.insert(len(likes) if at is None else max(0, min(at, len(likes))), item_id)
    stored.arrange(db, stored.AGENDA_ITEMS, likes)
    number_late(db, anew=[item_id])
    return stored.get(db, stored.AGENDA_ITEMS, item_id)


def move(db: Db, item_id: int, step: int) -> AgendaItem | None:
    """One place up (-1) or down (+1); None where there is none.

    An item goes on into the sitting before or after, and from the last one into the parking lot;
    a sub-item stays with its item.
    """
    item = stored.get(db, stored.AGENDA_ITEMS, item_id)
    spot = spot_of(item)
    ids = [like.id for like in _likes(db, spot)]
    at = ids.index(item_id) + step
    if 0 <= at < len(ids):
        return place(db, item_id, spot, at)
    if item.parent_id is not None:
        return None
    spots: list[Spot] = [(sitting.id, None) for sitting in stored.read(db, stored.SITTINGS)]
    spots.append(PARKED)
    beside = spots.index(spot) + step
    if not 0 <= beside < len(spots):
        return None
    return place(db, item_id, spots[beside], None if step < 0 else 0)


def move_in(db: Db, item_id: int) -> AgendaItem | None:
    """Make an item the last sub-item of the one above; None where there is none above."""
    item = stored.get(db, stored.AGENDA_ITEMS, item_id)
    if item.parent_id is not None:
        return None
    ids = [like.id for like in _likes(db, spot_of(item))]
    at = ids.index(item_id)
    return place(db, item_id, (None, ids[at - 1])) if at else None


def move_out(db: Db, item_id: int) -> AgendaItem | None:
    """Make a sub-item an item that follows the one it belonged to; None where it is none."""
    item = stored.get(db, stored.AGENDA_ITEMS, item_id)
    if item.parent_id is None:
        return None
    parent = stored.get(db, stored.AGENDA_ITEMS, item.parent_id)
    spot = spot_of(parent)
    at = [like.id for like in _likes(db, spot)].index(parent.id)
    return place(db, item_id, spot, at + 1)


def number_late(db: Db, anew: Collection[int] = ()) -> None:
    """Once circulated, number what stands in a sitting without a number; nobody else's changes.

    The later ones among `anew` and their sub-items give their numbers back before, and parked
    ones take none. Before circulation nothing is done: numbers are computed.
    """
    if not sessions.session(db)["agenda_circulated"]:
        return
    items = {item.id: item for item in stored.read(db, stored.AGENDA_ITEMS)}
    numbers = {item.id: item["number"] for item in items.values()}
    for item in items.values():
        if item["late"] and (item.id in anew or item.parent_id in anew):
            numbers[item.id] = ""
    branches = branches_of(list(items.values()))
    places = [
        Place(found.key, found.level, numbers[found.key])
        for found in places_of(stored.read(db, stored.SITTINGS), branches)
    ]
    taken = [number for number in numbers.values() if number]
    fitted = late_numbers(places, taken)
    edits: dict[int, dict[str, str]] = {}
    for item in items.values():
        number = fitted.get(item.id, numbers[item.id])
        late = "yes" if item.id in fitted else (item["late"] if number else "")
        if (number, late) != (item["number"], item["late"]):
            edits[item.id] = {"number": number, "late": late}
    stored.set_fields(db, stored.AGENDA_ITEMS, edits)


def _likes(db: Db, spot: Spot) -> Sequence[AgendaItem]:
    sitting, parent = spot
    return stored.read(db, stored.AGENDA_ITEMS, sitting_id=sitting, parent_id=parent)


def _close_ranks(db: Db, spot: Spot) -> None:
    stored.arrange(db, stored.AGENDA_ITEMS, [like.id for like in _likes(db, spot)])


def _refuse_misplaced(db: Db, item: AgendaItem, spot: Spot) -> None:
    sitting, parent = spot
    if sitting is not None:
        stored.get(db, stored.SITTINGS, sitting)
    if parent is not None:
        above = stored.get(db, stored.AGENDA_ITEMS, parent)
        has_subs = bool(stored.read(db, stored.AGENDA_ITEMS, parent_id=item.id))
        if above.parent_id is not None or has_subs or above.id == item.id:
            raise _levels()
    circulated = bool(sessions.session(db)["agenda_circulated"])
    frozen = circulated and item["number"] and not item["late"]
    if frozen and parent != item.parent_id:
        raise _circulated(item["number"])


def _levels() -> UserError:
    return UserError(
        "agenda.levels",
        "An agenda has items and sub-items, and no third level.",
        safe="Nothing was moved.",
        advice="Take the sub-items out first, with Alt+Left.",
    )


def _circulated(number: str) -> UserError:
    return UserError(
        "agenda.circulated",
        f"{number} stands on the circulated agenda, and its number would say something else.",
        safe="Nothing was moved.",
        advice="Move it up or down, or withdraw the circulation first.",
    )
