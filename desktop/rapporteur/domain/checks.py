"""Checks on the lists of both sides: what would embarrass the secretariat if nobody saw it.

Each finding says what is wrong, about whom, and where to put it right. Nothing is refused
because of a finding: lists are incomplete for weeks, and the sending side decides.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.heads import Seniority, is_head
from rapporteur.domain.names import full_name
from rapporteur.domain.sessions import Session, Side, split_list

# Usual condition of entry: valid for half a year beyond the stay.
PASSPORT_MONTHS = 6


class Severity(Enum):
    """How much a finding matters. ERROR: the list cannot be used like this."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    `code` is stable ("head.missing"). `message` is a whole English sentence that names the
    person, never passport data. `delegate_id` and `field` are where to put it right; None and
    "" where it is about the whole side (`side_id`) or the whole session (None). `other_id` is
    the second person, where two may be one.
    """

    code: str
    severity: Severity
    message: str
    side_id: int | None = None
    delegate_id: int | None = None
    field: str = ""
    other_id: int | None = None


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a list is wanted for, and which data that needs. Of each tuple one field is enough.

    `needs` holds for everybody; `guest_needs` for those who are not of the host side, since
    hosts need no visa to their own country.
    """

    key: str
    name: str
    name_ru: str
    needs: tuple[tuple[str, ...], ...]
    guest_needs: tuple[tuple[str, ...], ...] = ()


_NAME_AND_POST = (("family_name",), ("designation",), ("organisation",))
_PASSPORT = (("passport_name",), ("citizenship",), ("passport_number",))
_BIRTH = (("sex",), ("date_of_birth",), ("place_of_birth",))
_VALIDITY = (("passport_issued",), ("passport_expiry",))
_STAY = (("arrival_date",), ("departure_date",))
_ARRIVAL = (("arrival_date",), ("arrival_time",), ("arrival_flight",))
_DEPARTURE = (("departure_date",), ("departure_time",), ("departure_flight",))
_PLATE = (("latin_name",), ("organisation",), ("category",))

PURPOSES = (
    Purpose("public", "Public list", "Состав делегации", _NAME_AND_POST),
    Purpose(
        "visa",
        "Visa support",
        "Визовая поддержка",
        (),
        (*_NAME_AND_POST, *_PASSPORT, *_BIRTH, *_VALIDITY, *_STAY),
    ),
    Purpose("gate-pass", "Gate pass", "Пропуск", _NAME_AND_POST, _PASSPORT),
    Purpose(
        "airport",
        "Airport",
        "Встреча и проводы",
        (),
        (("phone", "contact_person"), *_ARRIVAL, *_DEPARTURE),
    ),
    Purpose("hotel", "Hotel", "Размещение", (), (("citizenship",), ("hotel",), *_STAY)),
    Purpose("badges", "Badges and plates", "Бейджи и таблички", _PLATE),
)


def purpose(key: str) -> Purpose:
    """The purpose named `key`; KeyError where there is none."""
    for found in PURPOSES:
        if found.key == key:
            return found
    raise KeyError(key)


def run_checks(
    session: Session,
    sides: Sequence[Side],
    delegates: Iterable[Delegate],
    purpose: Purpose | None,
    today: date,
    *,
    same_person: Iterable[tuple[int, int, str]] = (),
) -> list[Finding]:
    """All findings, the gravest first, then by side and protocol order.

    Withdrawn people are left out. `same_person` holds pairs of delegates who may be one person,
    with the reason; who they are takes more than the domain knows.
    """
    coming = [d for d in delegates if not d.withdrawn]
    of_side = {side.id: [d for d in coming if d.side_id == side.id] for side in sides}
    found: list[Finding] = []
    for side in sides:
        found += _heads(side, of_side[side.id])
    found += _parity(sides, of_side)
    hosts = {side.id for side in sides if side["host"]}
    for delegate in coming:
        found += _missing(delegate, purpose, guest=delegate.side_id not in hosts)
        found += _passport(delegate, session)
        found += _dates(delegate, session, today)
    found += _same_passport(coming)
    found += _same_person(coming, same_person)
    place = {d.id: at for at, d in enumerate(coming)}
    grave = {severity: at for at, severity in enumerate(Severity)}
    return sorted(
        found, key=lambda f: (grave[f.severity], place.get(f.delegate_id or 0, -1), f.code)
    )


def shown_name(delegate: Delegate) -> str:
    """The person as a message names them; the number on the list where there is no name."""
    return full_name(delegate, honorific=True) or f"Number {delegate.position} of the list"


def _about(
    delegate: Delegate, code: str, severity: Severity, message: str, field: str = ""
) -> Finding:
    return Finding(code, severity, message, delegate.side_id, delegate.id, field)


def _heads(side: Side, people: Sequence[Delegate]) -> Iterator[Finding]:
    if not people:
        yield Finding(
            "list.empty", Severity.INFO, f"{side.name()} has nobody on its list.", side.id
        )
        return
    heads = [d for d in people if is_head(d["role"])]
    if not heads:
        message = f"{side.name()} has no head of delegation; give one person this role."
        yield Finding("head.missing", Severity.ERROR, message, side.id, people[0].id, "role")
        return
    for other in heads[1:]:
        message = f"{side.name()} has two heads: {shown_name(heads[0])} and {shown_name(other)}."
        yield _about(other, "head.two", Severity.ERROR, message, "role")
    if people[0] not in heads:
        message = f"{shown_name(heads[0])} heads the delegation but is not first on the list."
        yield _about(heads[0], "head.not_first", Severity.WARNING, message)


def _parity(sides: Sequence[Side], of_side: dict[int, list[Delegate]]) -> Iterator[Finding]:
    """Whether the two sides match each other. Only a hint: who comes is each side's affair."""
    first, second = sides
    counts = (len(of_side[first.id]), len(of_side[second.id]))
    if all(counts) and counts[0] != counts[1]:
        message = f"{first.name()} sends {counts[0]}, {second.name()} sends {counts[1]}."
        yield Finding("parity.number", Severity.INFO, message)
    heads = [next((d for d in of_side[s.id] if is_head(d["role"])), None) for s in sides]
    if heads[0] is None or heads[1] is None:
        return
    places = []
    for side, head in zip(sides, heads, strict=True):
        ranks = split_list(side["ranks"])
        place = Seniority(ranks).rank(head) if head else len(ranks)
        places.append(place if place < len(ranks) else None)
    if None not in places and places[0] != places[1]:
        message = (
            f"The heads may not be of equal rank: {shown_name(heads[0])} "
            f"({heads[0]['rank'] or heads[0]['designation']}) and {shown_name(heads[1])} "
            f"({heads[1]['rank'] or heads[1]['designation']})."
        )
        yield Finding("parity.rank", Severity.INFO, message)


def empty_needs(delegate: Delegate, purpose: Purpose, *, guest: bool) -> list[tuple[str, ...]]:
    """What `purpose` needs to know of a delegate and nobody has said yet; see `Purpose`."""
    needs = (*purpose.needs, *(purpose.guest_needs if guest else ()))
    return [group for group in needs if not any(delegate[key] for key in group)]


def _missing(delegate: Delegate, purpose: Purpose | None, *, guest: bool) -> Iterator[Finding]:
    """One finding per person; it leads to the first of the empty fields."""
    if not full_name(delegate):
        message = f"{shown_name(delegate)} has no name."
        yield _about(delegate, "name.missing", Severity.ERROR, message, "family_name")
    if purpose is None:
        return
    empty = [group[0] for group in empty_needs(delegate, purpose, guest=guest)]
    if "family_name" in empty:
        empty.remove("family_name")  # said above, or somebody with a given name alone
    if empty:
        labels = ", ".join(DELEGATE[key].label.lower() for key in empty)
        message = f"{purpose.name}: {shown_name(delegate)} lacks {labels}."
        yield _about(delegate, "missing", Severity.ERROR, message, empty[0])


def _passport(delegate: Delegate, session: Session) -> Iterator[Finding]:
    expiry, last = delegate["passport_expiry"], session["end_date"] or session["start_date"]
    if not expiry or not last:
        return
    if expiry < last:
        message = f"The passport of {shown_name(delegate)} expires before the session is over."
        yield _about(delegate, "passport.expired", Severity.ERROR, message, "passport_expiry")
    elif expiry < _months_later(date.fromisoformat(last), PASSPORT_MONTHS).isoformat():
        message = (
            f"The passport of {shown_name(delegate)} expires within {PASSPORT_MONTHS} months "
            "of the session."
        )
        yield _about(
            delegate, "passport.expires_soon", Severity.WARNING, message, "passport_expiry"
        )


def _dates(delegate: Delegate, session: Session, today: date) -> Iterator[Finding]:
    """Dates that contradict each other, the session or the calendar."""
    name = shown_name(delegate)

    def wrong(code: str, message: str, field: str) -> Finding:
        return _about(delegate, code, Severity.ERROR, message, field)

    arrival = delegate["arrival_date"], delegate["arrival_time"]
    departure = delegate["departure_date"], delegate["departure_time"]
    if _later(arrival, departure):
        yield wrong("travel.order", f"{name} departs before arriving.", "departure_date")
    issued, expiry = delegate["passport_issued"], delegate["passport_expiry"]
    born = delegate["date_of_birth"]
    if issued and expiry and issued >= expiry:
        yield wrong(
            "passport.order", f"The passport of {name} expires before its issue.", "passport_expiry"
        )
    if issued > today.isoformat():
        yield wrong(
            "passport.issued", f"The passport of {name} is issued in the future.", "passport_issued"
        )
    if born > today.isoformat():
        yield wrong("birth.future", f"{name} is born in the future.", "date_of_birth")
    elif born and issued and issued < born:
        yield wrong(
            "passport.order", f"The passport of {name} was issued before birth.", "passport_issued"
        )
    first, last = session["start_date"], session["end_date"] or session["start_date"]
    for outside, message, field in (
        (last and arrival[0] > last, f"{name} arrives after the session.", "arrival_date"),
        (
            departure[0] and departure[0] < first,
            f"{name} departs before the session.",
            "departure_date",
        ),
    ):
        if outside:
            yield _about(delegate, "travel.outside", Severity.WARNING, message, field)


def _later(arrival: tuple[str, str], departure: tuple[str, str]) -> bool:
    """Whether arrival lies behind departure, as far as dates and times are known."""
    if not arrival[0] or not departure[0]:
        return False
    if arrival[0] != departure[0]:
        return arrival[0] > departure[0]
    return bool(arrival[1] and departure[1]) and arrival[1] > departure[1]


def _same_passport(people: Iterable[Delegate]) -> Iterator[Finding]:
    holders: defaultdict[str, list[Delegate]] = defaultdict(list)
    for delegate in people:
        number = "".join(c for c in delegate["passport_number"].casefold() if c.isalnum())
        if number:
            holders[number].append(delegate)
    for first, *others in holders.values():
        for other in others:
            message = f"{shown_name(first)} and {shown_name(other)} have the same passport number."
            yield _about(other, "passport.twice", Severity.ERROR, message, "passport_number")


def _same_person(
    people: Iterable[Delegate], pairs: Iterable[tuple[int, int, str]]
) -> Iterator[Finding]:
    by_id = {d.id: d for d in people}
    for first_id, second_id, reason in pairs:
        first, second = by_id.get(first_id), by_id.get(second_id)
        if first and second:
            message = (
                f"{shown_name(second)} may be on the list twice, "
                f"also as {shown_name(first)}: {reason}."
            )
            found = _about(second, "person.twice", Severity.WARNING, message, "family_name")
            yield replace(found, other_id=first.id)


def _months_later(day: date, months: int) -> date:
    """The same day `months` later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
