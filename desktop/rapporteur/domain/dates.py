"""Dates and times as people write them, read strictly; and dates as people read them.

Only patterns that mean one thing are accepted: a guess that turns 2 November into 11 February
is worse than a question. The day comes first, as in India and Russia, unless it cannot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

_MONTHS_EN = "january february march april may june july august september october november december"
_MONTHS_RU = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
_MONTHS_RU_OF = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_MONTHS_HI = "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर"
_MONTHS_HI_ALSO = "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्तूबर नवम्बर दिसम्बर"
_SHORT_EN = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_SHORT_RU = "янв. февр. марта апр. мая июня июля авг. сент. окт. нояб. дек."
_SHORT_HI = "जन॰ फ़र॰ मार्च अप्रैल मई जून जुल॰ अग॰ सित॰ अक्टू॰ नव॰ दिस॰"

# The first year of the hundred in which a two-digit year lies: right for travel and passports.
EARLIEST = 1970


def _month_table() -> dict[str, int]:
    """Month by folded name; Latin and Cyrillic names also by their first three letters."""
    table: dict[str, int] = {"sept": 9, "сент": 9, "нояб": 11, "февр": 2}
    for names in (_MONTHS_EN, _MONTHS_RU, _MONTHS_RU_OF):
        for number, name in enumerate(names.split(), 1):
            table[name] = number
            table.setdefault(name[:3], number)
    for names in (_MONTHS_HI, _MONTHS_HI_ALSO, _SHORT_HI):
        for number, name in enumerate(names.split(), 1):
            table[name.rstrip("॰")] = number
    return table


_MONTHS = _month_table()

_TAIL = r"(?:\s*(?:г|г\.|год|года|y)\.?)?"
_CLOCK = r"(?:[T\s]+00:00(?::00(?:\.0+)?)?)?"
_ISO = re.compile(rf"(\d{{4}})([-./])(\d{{1,2}})\2(\d{{1,2}}){_CLOCK}")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_NUMERIC = re.compile(
    rf"(\d{{1,2}})\s*([-./\s])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}|\d\d){_TAIL}{_CLOCK}"
)
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s.\-/]*(?:of\s+)?([^\W\d_][^\d\s,./-]*)[\s.,\-/]*"
    rf"(\d{{4}}|\d\d){_TAIL}"
)
_MONTH_DAY = re.compile(
    r"([^\W\d_][^\d\s,./-]*)[\s.\-]*(\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(\d{4})"
)
_WEEKDAY = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг"
    r"|пятница|суббота|воскресенье)[a-z]*\.?,?\s+",
)
_TIME = re.compile(r"(\d{1,2})\s*(?:[:.h]|ч\.?)\s*(\d{2})(?::\d{2})?\s*(am|pm)?")
_TIME_12 = re.compile(r"(\d{1,2})\s*(am|pm)")
_TIME_24 = re.compile(r"([01]\d|2[0-3])([0-5]\d)")


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date read from text. `ambiguous` where day and month could have been meant either way."""

    value: date
    ambiguous: bool = False


def parse_date(
    text: str, *, month_first: bool | None = None, earliest: int = EARLIEST
) -> ParsedDate | None:
    """Read one date, or return None where `text` is not exactly one date with a year.

    `month_first` settles 03/04/2026 either way; None reads the day first and says that it was
    ambiguous. Dots are month first only where the second number is no
    month. `earliest` is the first of the hundred years in which
    a two-digit year lies; for dates of birth pass a year about a century ago.
    """
    plain = " ".join(text.replace("«", "").replace("»", "").replace('"', "").split()).casefold()
    plain = _WEEKDAY.sub("", plain)
    if found := _ISO.fullmatch(plain) or _COMPACT.fullmatch(plain):
        year, month, day = found.group(1), found.groups()[-2], found.groups()[-1]
        return _dated(int(year), int(month), int(day))
    if found := _NUMERIC.fullmatch(plain):
        first, separator, second, year = found.groups()
        return _numeric(int(first), int(second), _full_year(year, earliest), separator, month_first)
    if found := _DAY_MONTH.fullmatch(plain):
        day, name, year = found.groups()
    elif found := _MONTH_DAY.fullmatch(plain):
        name, day, year = found.groups()
    else:
        return None
    named = _MONTHS.get(name.rstrip("॰"))
    return _dated(_full_year(year, earliest), named, int(day)) if named else None


def _numeric(
    first: int, second: int, year: int, separator: str, month_first: bool | None
) -> ParsedDate | None:
    day_first, other = _dated(year, second, first), _dated(year, first, second)
    if separator in ". " or day_first is None or other is None or first == second:
        return day_first or other
    if month_first is None:
        return ParsedDate(day_first.value, ambiguous=True)
    return other if month_first else day_first


def _dated(year: int, month: int, day: int) -> ParsedDate | None:
    if not 1850 <= year <= 2199:
        return None
    try:
        return ParsedDate(date(year, month, day))
    except ValueError:
        return None


def _full_year(text: str, earliest: int) -> int:
    year = int(text)
    return year if len(text) == 4 else earliest + (year - earliest) % 100


def month_number(name: str) -> int | None:
    """The month that a name or its short form means, in three languages; None where it is none."""
    return _MONTHS.get(name.casefold().rstrip(".॰"))


def parse_time(text: str) -> str | None:
    """Read a time of day such as "18:05", "6.05 pm" or "1805 hrs" as "18:05"; None if it is not."""
    plain = " ".join(text.split()).casefold().replace("a.m.", "am").replace("p.m.", "pm")
    plain = re.sub(r"\s*(?:hrs?|hours|ч|мск|ist|msk)\.?$", "", plain)
    if found := _TIME.fullmatch(plain):
        hour, minute, half = int(found.group(1)), int(found.group(2)), found.group(3)
    elif found := _TIME_12.fullmatch(plain):
        hour, minute, half = int(found.group(1)), 0, found.group(2)
    elif found := _TIME_24.fullmatch(plain):
        hour, minute, half = int(found.group(1)), int(found.group(2)), None
    else:
        return None
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute).strftime("%H:%M")
    except ValueError:
        return None


def shown_date(iso: str, language: str = "en") -> str:
    """A stored date as people read it, "6 Aug 2025"; text that is no ISO date stays as it is."""
    try:
        value = date.fromisoformat(iso)
    except ValueError:
        return iso
    months = {"ru": _SHORT_RU, "hi": _SHORT_HI}.get(language, _SHORT_EN).split()
    return f"{value.day} {months[value.month - 1]} {value.year}"
