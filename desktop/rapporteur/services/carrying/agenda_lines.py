"""The skeleton of the agenda: items with their kinds and minutes, without what was said.

An agenda that this session has already is left alone; what waited in the parking lot of the last
session, or was postponed there, is offered for the parking lot of this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from rapporteur.domain.agenda import AGENDA_ITEM, POSTPONED, AgendaItem, Sitting
from rapporteur.domain.carrying import CarryLine, Fate, Part, Reason
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.origins import moved_on
from rapporteur.services.carrying.contents import Contents
from rapporteur.services.carrying.lines import make_line
from rapporteur.services.folding import plain
from rapporteur.services.search import search_key

REVIEW = "review"

TITLES = tuple(f"title_{language.code}" for language in LANGUAGES)

KEPT = ("kind", "planned_minutes", "interpretation")
"""What is taken over of an item beside its titles."""


def agenda_lines(old: Contents, here: Contents) -> Iterator[CarryLine]:
    """The items in their order, and the sub-items under the review of what is inherited."""
    present = {item.uuid for item in here.items}
    titles = {_folded(item["title_en"]) for item in here.items}
    kinds = {item["kind"] for item in here.items if item["kind"]} - {"report", "presentation"}
    numbers = shifts(old, here)
    for item, parent in ordered(old):
        key, title = f"item:{item.uuid}", moved_on(item.text("title"), numbers)
        detail = _detail(item, parent)
        if parent is not None and parent["kind"] == REVIEW:
            yield _line(key, item, title, detail, fate=Fate.LEFT, reason=Reason.REVIEWED_ANEW)
        elif (
            carried_uuid(here, item) in present
            or _folded(moved_on(item["title_en"], numbers)) in titles
            or (parent is None and item["kind"] in kinds)
        ):
            yield _line(key, item, title, detail, fate=Fate.THERE, reason=Reason.THERE)
        else:
            waits = item["state"] == POSTPONED or _parked(item)
            own = bool(here.items)
            # What came up on that day is of that day, unless somebody wants it.
            skeleton = (parent is None or bool(item["sub_group"])) and not item["late"]
            yield _line(
                key, item, title, detail, choosable=True,
                chosen=waits or (skeleton and not own),
                or_else=Reason.OWN_AGENDA if own and skeleton else (
                    Reason.NOT_CHOSEN if skeleton else Reason.OF_THAT_SESSION
                ),
            )  # fmt: skip
    there = {action.uuid for action in here.actions}
    coming = [a for a in old.actions if not a.closed and a.uuid not in there]
    if coming:
        yield make_line(
            Part.AGENDA, REVIEW, "Sub-items of the review: implementation of what is inherited",
            choosable=True,
        )  # fmt: skip


def ordered(old: Contents) -> list[tuple[AgendaItem, AgendaItem | None]]:
    """The items, each followed by its sub-items, in the order of the sittings; parked ones last."""
    places = {sitting.id: sitting.position for sitting in old.sittings}
    below: dict[int, list[AgendaItem]] = {}
    for item in old.items:
        if item.parent_id is not None:
            below.setdefault(item.parent_id, []).append(item)
    tops = [item for item in old.items if item.parent_id is None]
    last = len(places) + 1
    tops.sort(key=lambda item: (places.get(item.sitting_id or 0, last), item.position))
    found: list[tuple[AgendaItem, AgendaItem | None]] = []
    for top in tops:
        found.append((top, None))
        found += [(sub, top) for sub in sorted(below.get(top.id, ()), key=lambda s: s.position)]
    return found


def shifts(old: Contents, here: Contents) -> Mapping[int, int]:
    """Which session a title means now: the last one, this one and the next, each moved on."""
    before = old.session["previous_ordinal"]
    found = {old.number + 1: here.number + 1, old.number: here.number}
    found.setdefault(int(before) if before.isdigit() else old.number - 1, old.number)
    return found


def carried_uuid(here: Contents, item: AgendaItem) -> str:
    """The identity that an item of the last session gets in this one: always the same."""
    return str(uuid5(NAMESPACE_OID, f"{here.session.uuid}:{item.uuid}"))


def sitting_anew(old: Contents, here: Contents, sitting: Sitting) -> dict[str, str]:
    """What a sitting of the last session is in this one: its day moves with the first day of the
    session, its times stay, and the room is still to be found.
    """
    numbers = shifts(old, here)
    values = {key: moved_on(sitting[key], numbers) for key in TITLES}
    values |= {key: sitting[key] for key in ("start_time", "end_time")}
    return {**values, "date": _moved_day(old, here, sitting)}


def _moved_day(old: Contents, here: Contents, sitting: Sitting) -> str:
    first, start = old.session["start_date"], here.session["start_date"]
    if not (sitting["date"] and first and start):
        return start
    apart = date.fromisoformat(sitting["date"]) - date.fromisoformat(first)
    try:
        return (date.fromisoformat(start) + apart).isoformat()
    except OverflowError:
        return start


def _line(key: str, item: AgendaItem, title: str, detail: str, **more: Any) -> CarryLine:
    texts = [title, detail, *(item[title_key] for title_key in TITLES)]
    return make_line(Part.AGENDA, key, title, detail, search=search_key("\n".join(texts)), **more)


def _detail(item: AgendaItem, parent: AgendaItem | None) -> str:
    minutes = item["planned_minutes"]
    parts = (
        AGENDA_ITEM["kind"].shown(item["kind"]),
        f"{minutes} min" if minutes else "",
        f"under {parent.text('title')}" if parent is not None else "",
        "postponed" if item["state"] == POSTPONED else "",
        "parking lot" if _parked(item) else "",
        "added after circulation" if item["late"] else "",
    )
    return " · ".join(part for part in parts if part)


def _parked(item: AgendaItem) -> bool:
    return item.sitting_id is None and item.parent_id is None


def _folded(text: str) -> str:
    return " ".join(plain(text).split())
