"""What could come over from a previous session: a line for every piece of it, nothing written.

The plan is made of the two contents alone, so it can be shown, ticked and made anew in the edit
that carries it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rapporteur.domain.carrying import (
    CarryChoice,
    CarryLine,
    CarryPlan,
    Delegates,
    Fate,
    Part,
    Reason,
)
from rapporteur.domain.dates import shown_date
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.fields import Field, Privacy, Record
from rapporteur.domain.heads import is_head
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.names import full_name
from rapporteur.domain.sessions import SESSION, SIDE, Side, split_list
from rapporteur.domain.subgroups import UPDATE, UPDATE_PARTS
from rapporteur.services.carrying.action_lines import action_lines
from rapporteur.services.carrying.agenda_lines import agenda_lines
from rapporteur.services.carrying.contents import Contents
from rapporteur.services.carrying.lines import differing, make_line
from rapporteur.services.carrying.matching import Places, match
from rapporteur.services.search import search_key

# What the next session has in common with the one before; the rest it says of itself.
KEPT = tuple(
    f.key
    for f in SESSION
    if f.key.startswith(("working_group", "commission"))
    or f.key in {"languages", "interpretation", "terms", "originals"}
)
ADDED_LISTS = ("aliases", "honorifics", "ranks")

_PRIVATE = (Privacy.IDENTITY, Privacy.TRAVEL, Privacy.HEALTH)
_PRIVATE_WORDS = {
    Privacy.IDENTITY: "passport data",
    Privacy.TRAVEL: "travel and stay",
    Privacy.HEALTH: "diet",
}
# What makes a person known to others; the rest is the business of each session's list.
_COMPARED = (
    "honorific", "family_name", "given_name", "patronymic", "designation", "organisation", "role",
)  # fmt: skip


def make_plan(
    old: Contents, here: Contents, choice: CarryChoice | None = None, *, new: bool = False
) -> CarryPlan:
    """The plan for taking over `old` into `here`.

    `new` is true for a session that is being made of `old`: its own texts stand in `here` then.
    """
    choice = choice or CarryChoice()
    places = match(old, here)
    lines = [
        *_session_lines(old, here, new=new),
        *_side_lines(old, here, places, new=new),
        *_set_lines(old, here),
        *_named_lines(Part.SUB_GROUPS, "name", old.sub_groups, here.sub_groups, places.sub_groups),
        *_named_lines(Part.TOPICS, "title", old.topics, here.topics, places.topics),
        *_delegate_lines(old, here, places, choice),
        *action_lines(old, here, places),
        *agenda_lines(old, here),
        *_report_lines(old, here, places),
    ]
    return CarryPlan(old.source, old.session["ordinal"], here.session["ordinal"], tuple(lines))


def previous_values(old: Contents) -> dict[str, str]:
    """What the next session says of this one as the previous session."""
    places = {f"previous_place_{one.code}": old.session[f"city_{one.code}"] for one in LANGUAGES}
    return {
        "previous_ordinal": old.session["ordinal"],
        "previous_date": old.session["start_date"],
        **places,
    }


def inherited_values(old: Contents, here: Contents) -> dict[str, str]:
    """The texts of the session that are empty here and known there."""
    wanted = {key: old.session[key] for key in KEPT}
    if here.session["previous_ordinal"] in ("", old.session["ordinal"]):
        wanted |= previous_values(old)
    return {key: text for key, text in wanted.items() if text and not here.session[key]}


def side_values(one: Side, here: Side) -> dict[str, str]:
    """What a side here gets of the same side there: texts that are empty, names not listed yet."""
    found: dict[str, str] = {}
    for key in SIDE.keys:
        if key in ("host", "ours", "code"):
            continue
        if key in ADDED_LISTS and here[key] and key != "ranks":  # ranks stand in an order
            known = {text.casefold() for text in split_list(here[key])}
            more = [text for text in split_list(one[key]) if text.casefold() not in known]
            if more:
                found[key] = "; ".join((*split_list(here[key]), *more))
        elif one[key] and not here[key]:
            found[key] = one[key]
    return found


def left_out(choice: CarryChoice) -> str:
    """In words, which private data of people do not come over."""
    words = [_PRIVATE_WORDS[one] for one in _PRIVATE if one not in choice.private]
    return ", ".join((*words, "photographs"))


def carried_fields(choice: CarryChoice) -> tuple[Field, ...]:
    """The fields of a person that come over; photographs never do."""
    silent = frozenset(_PRIVATE) - choice.private
    return tuple(f for f in DELEGATE if f.privacy not in silent and f.key != "photo")


# One kind after the other -------------------------------------------------------------


def _session_lines(old: Contents, here: Contents, *, new: bool) -> Iterator[CarryLine]:
    name = old.session.text("working_group")
    previous = f"Previous session: {old.session['ordinal']}, " + ", ".join(
        part for part in (shown_date(old.session["start_date"]), old.session["city_en"]) if part
    )
    if new:
        yield make_line(Part.SESSION, "session", name, previous.rstrip(", "))
    else:
        values = inherited_values(old, here)
        wanted = {**{key: old.session[key] for key in KEPT}, **previous_values(old)}
        labels = dict.fromkeys(
            SESSION[key].label for key, text in wanted.items() if text and here.session[key] != text
            and key not in values
        )  # fmt: skip
        if values:
            titles = ", ".join(SESSION[key].label for key in values)
            yield make_line(Part.SESSION, "session", name, titles, choosable=True)
        if labels:
            yield make_line(
                Part.SESSION, "session:differs", name, fate=Fate.DIFFERS,
                reason=Reason.HERE_OTHERWISE, said=", ".join(labels),
            )  # fmt: skip
        if not values and not labels:
            yield make_line(Part.SESSION, "session", name, fate=Fate.THERE, reason=Reason.THERE)
    yield make_line(
        Part.SESSION, "rest",
        "Attendance, speakers, notes taken in the room, received and frozen lists",
        fate=Fate.LEFT, reason=Reason.BY_RULE,
    )  # fmt: skip


def _side_lines(old: Contents, here: Contents, places: Places, *, new: bool) -> Iterator[CarryLine]:
    by_id = here.side_of
    for one in old.sides:
        key = f"side:{one.uuid}"
        if new:
            yield make_line(Part.SIDES, key, one.name(), "Names, honorifics, ranks")
            continue
        values = side_values(one, by_id[places.side_ids[one.id]])
        if values:
            labels = ", ".join(SIDE[name].label for name in values)
            yield make_line(
                Part.SIDES, key, one.name(), fate=Fate.UPDATED, reason=Reason.ADDED_NAMES,
                said=labels, choosable=True,
            )  # fmt: skip
        else:
            yield make_line(Part.SIDES, key, one.name(), fate=Fate.THERE, reason=Reason.THERE)


def _set_lines(old: Contents, here: Contents) -> Iterator[CarryLine]:
    present = {found.key: found for found in here.column_sets}
    for found in old.column_sets:
        key, other = f"set:{found.key}", present.get(found.key)
        if other is None:
            yield make_line(Part.COLUMN_SETS, key, found.name, found.purpose, choosable=True)
        elif other == found:
            yield make_line(
                Part.COLUMN_SETS, key, found.name, fate=Fate.THERE, reason=Reason.THERE
            )  # fmt: skip
        else:
            yield make_line(
                Part.COLUMN_SETS, key, found.name, fate=Fate.DIFFERS,
                reason=Reason.HERE_OTHERWISE, said=other.name,
            )  # fmt: skip


def _named_lines(
    part: Part, stem: str, old: Iterable[Record], here: Iterable[Record], places: dict[str, str]
) -> Iterator[CarryLine]:
    """Sub-groups and topics: known by name, else new."""
    by_uuid = {record.uuid: record for record in here}
    for record in old:
        key, name = f"{part.value}:{record.uuid}", record.text(stem)
        also = record[f"{stem}_ru"]
        other = by_uuid.get(places.get(record.uuid, ""))
        if other is None:
            yield make_line(part, key, name, also, choosable=True)
            continue
        fields = [record.catalogue[f"{stem}_{language.code}"] for language in LANGUAGES]
        labels = differing(record, other, fields)
        yield make_line(
            part, key, name, also,
            fate=Fate.DIFFERS if labels else Fate.THERE,
            reason=Reason.THERE_AS if labels else Reason.THERE,
            said=other.text(stem) if labels else "",
        )  # fmt: skip


def _delegate_lines(
    old: Contents, here: Contents, places: Places, choice: CarryChoice
) -> Iterator[CarryLine]:
    by_uuid = {person.uuid: person for person in here.delegates}
    leads = {group[key] for group in old.sub_groups for key in ("lead_first", "lead_second")}
    order = {side.id: side.position for side in old.sides}
    compared = [DELEGATE[key] for key in _COMPARED]
    for person in sorted(old.delegates, key=lambda d: (order[d.side_id], d.position)):
        other = by_uuid.get(places.delegates.get(person.uuid, ""))
        if other is not None:
            labels = differing(person, other, compared)
            yield _person_line(
                person, old, fate=Fate.DIFFERS if labels else Fate.THERE,
                reason=Reason.HERE_OTHERWISE if labels else Reason.THERE, said=labels,
            )  # fmt: skip
        else:
            wanted = choice.delegates is Delegates.ALL or (
                choice.delegates is Delegates.HEADS
                and (is_head(person["role"]) or person.uuid in leads)
            )
            yield _person_line(
                person, old, choosable=True, chosen=wanted and not person.withdrawn,
                or_else=Reason.NOT_COMING if person.withdrawn else Reason.NOT_CHOSEN,
            )  # fmt: skip
    if old.delegates:
        yield make_line(
            Part.DELEGATES, "private", "Private data of the delegates", fate=Fate.LEFT,
            reason=Reason.PRIVATE, said=left_out(choice),
        )  # fmt: skip


def _person_line(person: Delegate, old: Contents, **more: Any) -> CarryLine:
    side = old.side_of[person.side_id]
    texts = (person["designation"], person["organisation"], person["role"])
    name = full_name(person, honorific=True) or f"No. {person.position}"
    search = search_key(
        "\n".join((name, *texts, person["native_name"], person["latin_name"], *side.spellings))
    )
    detail = " · ".join((side["code"], *(text for text in texts[:2] if text)))
    return make_line(
        Part.DELEGATES, f"delegate:{person.uuid}", name, detail, search=search, **more
    )  # fmt: skip


def _report_lines(old: Contents, here: Contents, places: Places) -> Iterator[CarryLine]:
    """What the sub-groups reported, kept beside the new reports for comparison."""
    groups = {group.id: group for group in old.sub_groups}
    present = {update.uuid: update for update in here.updates}
    here_groups = {group.id: group.uuid for group in here.sub_groups}
    taken = {(here_groups.get(u.sub_group_id), u.session_ordinal): u for u in here.updates}
    parts = [UPDATE[f"{stem}_{one.code}"] for stem in UPDATE_PARTS for one in LANGUAGES]
    for update in old.updates:
        group = groups[update.sub_group_id]
        session = update.session_ordinal or old.session["ordinal"]
        name = f"{group.name()}, session {session}"
        key, other = f"report:{update.uuid}", present.get(update.uuid)
        if other is not None:
            compared = [f for f in UPDATE if f.key != "agreed_side"]
            if differing(update, other, compared):
                yield make_line(
                    Part.REPORTS, key, name, fate=Fate.UPDATED, reason=Reason.REPORT_SINCE,
                    choosable=True,
                )  # fmt: skip
            else:
                yield make_line(Part.REPORTS, key, name, fate=Fate.THERE, reason=Reason.THERE)
        elif not any(update[f.key] for f in parts):
            yield make_line(Part.REPORTS, key, name, fate=Fate.LEFT, reason=Reason.NOTHING_REPORTED)
        elif (typed := taken.get((places.sub_groups.get(group.uuid), session))) is not None:
            labels = differing(update, typed, parts)
            yield make_line(
                Part.REPORTS, key, name, fate=Fate.DIFFERS if labels else Fate.THERE,
                reason=Reason.HERE_OTHERWISE if labels else Reason.THERE, said=labels,
            )  # fmt: skip
        else:
            yield make_line(Part.REPORTS, key, name, _first_words(update), choosable=True)


def _first_words(update: Record) -> str:
    texts = (update.text(stem) for stem in UPDATE_PARTS)
    return next((" ".join(text.split())[:80] for text in texts if text), "")
