"""Lists out of the session: which people, which columns, under which title.

Privacy is decided here and nowhere later: a column set hands out only the fields that it names
together with their class, and a field that nobody has classified into it stays behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.orm import Session as Db

from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Field
from rapporteur.domain.roster_text import roster_text
from rapporteur.domain.sessions import Session, Side
from rapporteur.exchange.roster import Roster, RosterBand, RosterRow, RosterSheet, write_roster
from rapporteur.services import delegates, references, sessions

_AS_OF = {"en": "As of", "ru": "По состоянию на", "hi": "स्थिति:"}
_SIDE = {"en": "Side", "ru": "Сторона", "hi": "पक्ष"}

# What neither a sheet's tab nor a file name on any system may hold.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\<>|\"\x00-\x1f]+")
_TAB_LENGTH = 31


def roster_data(
    db: Db,
    columns: ColumnSet,
    side: str = "",
    language: str = "en",
    *,
    one_list: bool = False,
    withdrawn: bool = False,
    now: datetime | None = None,
) -> Roster:
    """The list that a consumer gets, ready to be written.

    `side` is the code of one side; "" takes both, each on a sheet of its own, or with
    `one_list` under one title. People who have withdrawn stand in it only when asked for.
    `now` (with a zone) is the moment of the stamp. Raises UserError "side.unknown" or
    "export.nobody", ValueError where the set names a field it may not carry.
    """
    fields = columns.columns()
    session = sessions.session(db)
    chosen = _chosen(db, side)
    marks = references.Marks.of(db)
    bands = []
    for one in chosen:
        people = [d for d in delegates.list_delegates(db, one.id) if withdrawn or not d.withdrawn]
        rows = tuple(
            RosterRow(marks.reference(person.uuid), _row(person, number, columns, fields, language))
            for number, person in enumerate(people, 1)
        )
        bands.append(RosterBand(_side_title(one, language) if one_list else "", rows))
    listed = [(one, band) for one, band in zip(chosen, bands, strict=True) if band.rows]
    if not listed:
        raise UserError(
            "export.nobody",
            "There is nobody on the list.",
            safe="No file was written.",
            advice="Enter or import delegates first.",
        )
    moment = now or datetime.now(UTC)
    heading = columns.heading(language)
    if one_list:
        sheets = [RosterSheet(_tab(heading, ()), heading, tuple(band for _, band in listed))]
    else:
        sheets = _sheets(listed, heading, language)
    return Roster(
        language=language,
        heading=_session_lines(session, language),
        stamp=_stamp(session, moment, language),
        footer=f"{_ordinal(session['ordinal'], language)} · {heading}",
        made=moment,
        columns=fields,
        sheets=tuple(sheets),
    )


def export_roster(
    db: Db,
    path: Path,
    columns: ColumnSet,
    side: str = "",
    language: str = "en",
    *,
    one_list: bool = False,
    withdrawn: bool = False,
) -> int:
    """Write a list to `path` and return how many people stand in it.

    Raises UserError "export.*"; a file that was there is then unchanged.
    """
    roster = roster_data(
        db, columns, side, language, one_list=one_list, withdrawn=withdrawn
    )  # fmt: skip
    write_roster(path, roster)
    return sum(sheet.people for sheet in roster.sheets)


def suggested_name(
    db: Db, columns: ColumnSet, side: str = "", language: str = "en", *, today: date | None = None
) -> str:
    """A file name for the list: session, side, set and day, allowed on every system."""
    session = sessions.session(db)
    chosen = _chosen(db, side)
    day = today or datetime.now(UTC).astimezone(_zone(session)).date()
    parts = [
        _ordinal(session["ordinal"], language),
        chosen[0].name(language) if side else "",
        columns.name_ru if language == "ru" else columns.name,
        day.isoformat(),
    ]
    return _NOT_IN_NAMES.sub(" ", " - ".join(part for part in parts if part))[:150] + ".xlsx"


def _chosen(db: Db, code: str) -> tuple[Side, ...]:
    return (sessions.side_by_code(db, code),) if code else sessions.sides(db)


def _row(
    person: Delegate, number: int, columns: ColumnSet, fields: Sequence[Field], language: str
) -> tuple[str, ...]:
    values = person.as_dict()
    keys = frozenset(columns.fields)
    return tuple(
        str(number)
        if field.key == "number"
        else roster_text(values, field.key, language, columns=keys, honorific=columns.honorific)
        for field in fields
    )


def _sheets(
    listed: Sequence[tuple[Side, RosterBand]], heading: str, language: str
) -> list[RosterSheet]:
    taken: list[str] = []
    found = []
    for side, band in listed:
        taken.append(_tab(side.name(language), taken))
        title = f"{_side_title(side, language)} · {heading}"
        found.append(RosterSheet(taken[-1], title, (band,)))
    return found


def _tab(name: str, taken: Sequence[str]) -> str:
    """A name that may stand on a sheet's tab, different from those `taken`."""
    plain = _NOT_IN_NAMES.sub(" ", name).strip(" '") or "List"
    plain = plain if plain.casefold() != "history" else f"{plain} list"  # Excel's own
    known = {tab.casefold() for tab in taken}
    tab, number = plain[:_TAB_LENGTH], 2
    while tab.casefold() in known:
        ending = f" {number}"
        tab, number = plain[: _TAB_LENGTH - len(ending)] + ending, number + 1
    return tab


def _side_title(side: Side, language: str) -> str:
    """The side as texts call it ("Indian Side"); its name where there is no adjective."""
    key = f"adjective_{language}"
    adjective = side[key] if key in side.catalogue else ""
    return f"{adjective} {_SIDE[language]}" if adjective else side.name(language)


def _session_lines(session: Session, language: str) -> tuple[str, ...]:
    """The body, and its session with place and dates."""
    place = ", ".join(
        part
        for part in (_text(session, "venue", language), _text(session, "city", language))
        if part
    )
    dates = _dates(session["start_date"], session["end_date"], language)
    second = [_ordinal(session["ordinal"], language), place, dates]
    return (
        _text(session, "working_group", language),
        " · ".join(part for part in second if part),
    )


def _text(session: Session, key: str, language: str) -> str:
    wanted = f"{key}_{language}"
    return (session[wanted] if wanted in session.catalogue else "") or session[f"{key}_en"]


def _ordinal(number: str, language: str) -> str:
    """The session by its number, such as "11th Session"."""
    if language == "ru":
        return f"{number}-е заседание"
    if language == "hi":
        return f"सत्र {number}"
    last, teens = number[-1:], number[-2:-1] == "1"
    ending = "th" if teens else {"1": "st", "2": "nd", "3": "rd"}.get(last, "th")
    return f"{number}{ending} Session"


def _dates(start: str, end: str, language: str) -> str:
    """The days of the session, "6–7 August 2025"; text that is no date as it stands."""
    try:
        first = date.fromisoformat(start)
        last = date.fromisoformat(end or start)
    except ValueError:
        return start
    if first == last:
        return _long_date(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_long_date(last, language)}"
    return f"{_long_date(first, language)} – {_long_date(last, language)}"


def _long_date(day: date, language: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - heavy, and only lists need it

    pattern = "d MMMM y 'г.'" if language == "ru" else "d MMMM y"
    return format_date(day, pattern, locale=language)


def _stamp(session: Session, moment: datetime, language: str) -> str:
    local = moment.astimezone(_zone(session))
    return f"{_AS_OF[language]} {_long_date(local.date(), language)}, {local:%H:%M}"


def _zone(session: Session) -> ZoneInfo:
    """The zone of the session's place; UTC where the file names none that is known."""
    try:
        return ZoneInfo(session["time_zone"] or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
