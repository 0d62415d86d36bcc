"""The words around a list: the body and its session, the side, the moment; names of files.

What stands above a list that goes out, in the language of the list, whatever the list is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from rapporteur.domain.clocks import zone_of
from rapporteur.domain.dates import shown_date
from rapporteur.domain.sessions import Session, Side

_AS_OF = {"en": "As of", "ru": "По состоянию на", "hi": "स्थिति:"}
_FROZEN = {
    "en": "Frozen as of {}",
    "ru": "Зафиксировано по состоянию на {}",
    "hi": "स्थिर सूची, स्थिति: {}",
}
_NOT_FROZEN = {"en": "not frozen", "ru": "не зафиксировано", "hi": "स्थिर नहीं"}
AS_OF_IN_NAMES = {"en": "as of", "ru": "по состоянию на", "hi": "स्थिति"}
_SIDE = {"en": "Side", "ru": "Сторона", "hi": "पक्ष"}

# What neither a sheet's tab nor a file name on any system may hold.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\<>|\"\x00-\x1f]+")
_TAB_LENGTH = 31
_NAME_LENGTH = 150


def file_name(parts: Sequence[str]) -> str:
    """A name for a workbook, of the parts that are not empty; allowed on every system.

    The last part, the moment, always stands there whole.
    """
    *others, last = (_NOT_IN_NAMES.sub(" ", part) for part in parts if part)
    front = " - ".join(others)[: _NAME_LENGTH - len(last)]
    return " - ".join(part for part in (front, last) if part) + ".xlsx"


def folder_name(words: str) -> str:
    """Words as the name of a folder, allowed on every system."""
    return _NOT_IN_NAMES.sub(" ", words).strip(" .") or "-"


def tab_name(name: str, taken: Sequence[str]) -> str:
    """A name that may stand on a sheet's tab, different from those `taken`."""
    plain = _NOT_IN_NAMES.sub(" ", name).strip(" '") or "List"
    plain = plain if plain.casefold() != "history" else f"{plain} list"  # Excel's own
    known = {tab.casefold() for tab in taken}
    tab, number = plain[:_TAB_LENGTH], 2
    while tab.casefold() in known:
        ending = f" {number}"
        tab, number = plain[: _TAB_LENGTH - len(ending)] + ending, number + 1
    return tab


def side_title(side: Side, language: str) -> str:
    """The side as texts call it ("Indian Side"); its name where there is no adjective."""
    key = f"adjective_{language}"
    adjective = side[key] if key in side.catalogue else ""
    return f"{adjective} {_SIDE[language]}" if adjective else side.name(language)


def session_lines(session: Session, language: str) -> tuple[str, ...]:
    """The body, and its session with place and dates."""
    place = ", ".join(
        part
        for part in (_text(session, "venue", language), _text(session, "city", language))
        if part
    )
    dates = session_days(session["start_date"], session["end_date"], language)
    second = [ordinal(session["ordinal"], language), place, dates]
    return (
        _text(session, "working_group", language),
        " · ".join(part for part in second if part),
    )


def _text(session: Session, key: str, language: str) -> str:
    wanted = f"{key}_{language}"
    return (session[wanted] if wanted in session.catalogue else "") or session[f"{key}_en"]


def ordinal(number: str, language: str) -> str:
    """The session by its number, such as "11th Session"."""
    if language == "ru":
        return f"{number}-е заседание"
    if language == "hi":
        return f"सत्र {number}"
    last, teens = number[-1:], number[-2:-1] == "1"
    ending = "th" if teens else {"1": "st", "2": "nd", "3": "rd"}.get(last, "th")
    return f"{number}{ending} Session"


def session_days(start: str, end: str, language: str) -> str:
    """The days of the session, "6–7 August 2025"; text that is no date as it stands."""
    try:
        first = date.fromisoformat(start)
        last = date.fromisoformat(end or start)
    except ValueError:
        return start
    if first == last:
        return long_date(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{long_date(last, language)}"
    return f"{long_date(first, language)} – {long_date(last, language)}"


def long_date(day: date, language: str) -> str:
    """A day as a printed list has it: "6 August 2025"."""
    from babel.dates import format_date  # noqa: PLC0415 - heavy, and only lists need it

    pattern = "d MMMM y 'г.'" if language == "ru" else "d MMMM y"
    return format_date(day, pattern, locale=language)


def stamp(session: Session, moment: datetime, language: str) -> str:
    """As of when a list stands, by the clock of the session's place."""
    return f"{_AS_OF[language]} {long_moment(session, moment, language)}"


def frozen_stamp(session: Session, moment: datetime, language: str) -> str:
    """The stamp of a frozen list. No other list bears this word."""
    return _FROZEN[language].format(long_moment(session, moment, language))


def unfrozen_stamp(session: Session, moment: datetime, language: str) -> str:
    """The stamp of a list as it is now, of which a frozen one is about as well."""
    return f"{stamp(session, moment, language)} · {_NOT_FROZEN[language]}"


def long_moment(session: Session, moment: datetime, language: str) -> str:
    """Day and time by the clock of the session's place: "5 August 2025, 18:00"."""
    local = moment.astimezone(zone_of(session))
    return f"{long_date(local.date(), language)}, {local:%H:%M}"


def short_moment(session: Session, moment: datetime) -> str:
    """The same in few words, for the window: "5 Aug 2025 18:00"."""
    local = moment.astimezone(zone_of(session))
    return f"{shown_date(local.date().isoformat())} {local:%H:%M}"


def name_moment(session: Session, moment: datetime) -> str:
    """The same in the name of a file, where no colon may stand: "2025-08-05 18.00"."""
    return f"{moment.astimezone(zone_of(session)):%Y-%m-%d %H.%M}"
