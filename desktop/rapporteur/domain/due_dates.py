"""Due dates as people write them: the words stay, and a date to sort by is computed from them.

The rules, in English, Russian and simple Hindi:

| words | date |
|---|---|
| 30.09.2025, 15 Nov 2025, by 1 September 2026, «до 1 сентября 2026 г.» | that day |
| March 2026, by March 2026, Q3 2025, first half of 2026, 2026, FY 2025-26, spring 2026 | last day |
| end of, late, «до конца», «к концу» | the last day of the period |
| mid-March 2026, middle of 2026 | the 15th; of a quarter the 15th of its second month; of a
  half-year the last day of its third month; of a year 30 June |
| beginning of, early, «в начале» | the 10th; of anything longer than a month, the end of its first
  month, of a year its first quarter |
| first half of March 2026, «первая декада марта» | the 15th; the 10th |
| before March 2026, «до марта 2026 г.», «до 2026 года» | the day before the period begins |
| March to May 2026, 2026–2027 | the last day of the last of them |
| within two months, in 6 weeks, «в течение двух месяцев», «в месячный срок» | from the given day |
| this quarter, next month, end of the year | seen from the given day |
| a period without a year | the next time that it ends, seen from the given day |
| by the next session, «к следующему заседанию», by the 12th Session | the date of the next
  session where it is known, else a year after the given day |
| ongoing, as required, quarterly, «постоянно», «бессрочно», «ежегодно» | none: understood, and
  never late |

What is none of these keeps its words and gets no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from rapporteur.domain.dates import month_number, parse_date
from rapporteur.domain.due_periods import Period, add_months, find_period


class Reading(Enum):
    """How the words were understood."""

    NOTHING = "nothing"  # no words
    DAY = "day"
    PERIOD = "period"
    RELATIVE = "relative"  # counted from the given day
    NEXT_SESSION = "next_session"
    NO_DATE = "no_date"  # meant to have none: ongoing
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Due:
    """A due date: the words as they were written, the ISO date to sort by ("" for none)."""

    words: str
    date: str = ""
    reading: Reading = Reading.NOTHING

    @property
    def understood(self) -> bool:
        """False where the words say a date that could not be computed."""
        return self.reading is not Reading.UNKNOWN


_NO_DATE = re.compile(
    r"(?:on an? )?(?:ongoing|on-going|continuous(?:ly)?|continuing|permanent(?:ly)?|regular(?:ly)?"
    r"|constant(?:ly)?|open-ended|no date|no deadline|as (?:required|needed|necessary)"
    r"|when(?:ever)? (?:required|needed|necessary))(?: basis)?"
    r"|постоянно|на постоянной основе|бессрочно|регулярно|на регулярной основе|без срока"
    r"|непрерывно|по мере (?:необходимости|поступления|готовности)|в рабочем порядке"
    r"|(?:bi-?)?(?:weekly|monthly|quarterly|annually|yearly)|semi-?annually"
    r"|(?:every|each) (?:week|month|quarter|half-year|year)"
    r"|(?:once|twice|one time) (?:a|per|every) (?:week|month|quarter|half-year|year)"
    r"|еже(?:недельно|месячно|квартально|годно)|каждый (?:месяц|квартал|год)"
    r"|(?:один |два )?раза? в (?:неделю|месяц|квартал|полугодие|полгода|год)"
    r"|निरंतर|सतत|नियमित|लगातार"
)
_NEXT_SESSION = re.compile(
    r"(?:(?:by|before|until|till|at|during|for|to|prior to|not later than|no later than) )?"
    r"(?:the )?"
    r"(?:(?:next|following|forthcoming|coming|subsequent|\d{1,3}(?:st|nd|rd|th)) )+"
    r"(?:regular )?(?:session|meeting)(?: of the (?:working group|group))?"
    r"|(?:до|к|ко|на|не позднее|в ходе|перед) (?:(?:следующ|очередн|предстоящ|ближайш)\w+"
    r"|\d{1,3}(?:-?\w{1,3})?) (?:очередн\w+ )?(?:заседани|встреч|сесси)\w+"
    r"(?: рабочей группы| группы)?"
    r"|अगले (?:सत्र|अधिवेशन|बैठक)|अगली (?:बैठक)"
)
_NOW = re.compile(r"today|immediate(?:ly)?|at once|сегодня|немедленно|незамедлительно|आज|तुरंत|तत्काल")
_TOMORROW = re.compile(r"tomorrow|завтра")

_NUMBERS = {
    **dict.fromkeys(["a", "an", "one", "один", "одного", "одной", "одна", "एक"], 1),
    **dict.fromkeys(["two", "a-couple-of", "два", "двух", "две", "couple", "दो"], 2),
    **dict.fromkeys(["three", "три", "трех", "तीन"], 3),
    **dict.fromkeys(["four", "четыре", "четырех", "चार"], 4),
    **dict.fromkeys(["five", "пять", "пяти", "पांच", "पाँच"], 5),
    **dict.fromkeys(["six", "шесть", "шести", "छह", "छः"], 6),
    **dict.fromkeys(["seven", "семь", "семи"], 7),
    **dict.fromkeys(["eight", "восемь", "восьми"], 8),
    **dict.fromkeys(["nine", "девять", "девяти"], 9),
    **dict.fromkeys(["ten", "десять", "десяти", "दस"], 10),
    **dict.fromkeys(["eleven", "одиннадцать", "одиннадцати"], 11),
    **dict.fromkeys(["twelve", "двенадцать", "двенадцати", "बारह"], 12),
    **dict.fromkeys(["fifteen", "пятнадцать", "пятнадцати"], 15),
    **dict.fromkeys(["eighteen", "восемнадцать", "восемнадцати"], 18),
    **dict.fromkeys(["thirty", "тридцать", "тридцати", "तीस"], 30),
    **dict.fromkeys(["ninety", "девяносто"], 90),
}
_UNITS = {
    "day": r"(?:calendar )?days?|(?:календарн\w+ )?(?:дн[а-я]*|день)|दिन\w*|दिनों",
    "week": r"weeks?|недел[а-я]*|सप्ताह|हफ्ते|हफ़्ते",
    "month": r"months?|месяц[а-я]*|माह|महीने|महीनों",
    "quarter": r"quarters?|квартал[а-я]*|तिमाही",
    "half": r"half(?:-| a )years?|полугод[а-я]*|полгода",
    "year": r"years?|год[а-я]*|лет|वर्ष|वर्षों|साल",
}
_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
_WITHIN = re.compile(
    r"(?:(?:not later than|no later than|within|in|after|over|during|for)"
    r"(?: the)?(?: next| coming)?"
    r"|в течение(?: ближайш\w+)?|через|в срок до|не позднее(?: чем через)?|за)?\s*"
    rf"(?P<number>\d{{1,3}}|[^\s\d]+)?(?:-?(?:х|ти|и))?\s*(?:{_UNIT})"
    r"(?: time)?"
    r"(?: (?:from|after|of|since|following|со дня|с даты|с момента|после|от|के भीतर|के अंदर|में).*)?"
)
_IN_A_TERM = re.compile(
    r"в (?:(?P<digits>\d{1,3})(?:-(?:х|ти))?-?|(?P<word>[а-я]*?))"
    r"(?P<unit>месячн|недельн|дневн|годичн)\w+ срок"
)
_TERM_NUMBERS = {
    "": 1, "двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "десяти": 10,
    "тридцати": 30,
}  # fmt: skip
_TERM_UNITS = {"месячн": "month", "недельн": "week", "дневн": "day", "годичн": "year"}
_MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12}

_BEFORE = re.compile(r"(?:before|prior to|ahead of|до|по|перед) (?:the )?")
_UNTIL_DAY = re.compile(
    r"(?:by|until|till|up to|to|on|due|before|prior to|not later than|no later than|latest|deadline"
    r"|до|к|ко|не позднее|не позже|срок|в срок до|по)\s*:? (?:the )?"
)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|-?го|-?е)?[ .-]*(?:of )?([^\W\d]+)\.?")
_MONTH_DAY = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?")


def read_due(text: str, counted_from: date, *, next_session: date | None = None) -> Due:
    """Read a due date. `counted_from`: the day from which relative words count. Never raises."""
    words = " ".join(text.split())
    if not words:
        return Due("")
    plain = _plain(words)
    if _NO_DATE.fullmatch(plain):
        return Due(words, "", Reading.NO_DATE)
    if _NEXT_SESSION.fullmatch(plain):
        found: date | None = next_session or add_months(counted_from, 12)
        return Due(words, found.isoformat() if found else "", Reading.NEXT_SESSION)
    for reading, read in _READERS:
        try:
            found = read(plain, counted_from)
        except (OverflowError, ValueError):  # beyond what a calendar holds
            found = None
        if found is not None:
            return Due(words, found.isoformat(), reading)
    return Due(words, "", Reading.UNKNOWN)


def _plain(words: str) -> str:
    """Lower case, one kind of dash and quotes, no full stop at the end, Hindi's `by` cut off."""
    plain = words.casefold().replace("ё", "е").replace("\xa0", " ")
    plain = re.sub("[«»„“”\"'()\\[\\]]", "", plain)
    plain = re.sub("[‐‑‒–—−]", "-", plain)
    plain = re.sub(r"\b(?:is )?approximately |\bapprox\. ?|\bориентировочно |\bca\. ?", "", plain)
    plain = " ".join(plain.split()).strip(" .,;:")
    return re.sub(r" (?:तक|में|से पहले)$", "", plain)


def _day(plain: str, counted_from: date) -> date | None:
    """One day, with its year or, where it has none, the next one seen from the given day."""
    without = _UNTIL_DAY.sub("", plain, count=1) if _UNTIL_DAY.match(plain) else plain
    without = re.sub(r"(\d)-?го\b", r"\1", without)
    parsed = parse_date(without)
    if parsed is not None:
        return parsed.value
    if _NOW.fullmatch(without):
        return counted_from
    if _TOMORROW.fullmatch(without):
        return counted_from + timedelta(days=1)
    if found := _DAY_MONTH.fullmatch(without):
        day, name = found.groups()
    elif found := _MONTH_DAY.fullmatch(without):
        name, day = found.groups()
    else:
        return None
    month = month_number(name)
    if month is None:
        return None
    # A day that a year lacks, 29 February, lies in one of the next eight.
    for year in range(counted_from.year, counted_from.year + 9):
        try:
            value = date(year, month, int(day))
        except ValueError:
            continue
        if value >= counted_from:
            return value
    return None


def _relative(plain: str, counted_from: date) -> date | None:
    if found := _IN_A_TERM.fullmatch(plain):
        digits, unit = found["digits"], _TERM_UNITS[found["unit"]]
        count = int(digits) if digits else _TERM_NUMBERS.get(found["word"], 0)
        return _later(counted_from, count, unit) if count else None
    found = _WITHIN.fullmatch(plain)
    if found is None:
        return None
    said = found["number"] or ""
    unit = next(name for name in _UNITS if found[name])
    if not said and plain == found[unit]:
        return None  # "year" alone says nothing
    count = int(said) if said.isdecimal() else _NUMBERS.get(said, 0) if said else 1
    return _later(counted_from, count, unit) if count else None


def _later(day: date, count: int, unit: str) -> date:
    if unit in _MONTHS_OF:
        return add_months(day, count * _MONTHS_OF[unit])
    return day + timedelta(days=count * (7 if unit == "week" else 1))


def _period(plain: str, counted_from: date) -> date | None:
    whole = find_period(plain, counted_from)
    if whole is not None:
        return whole.due
    if found := _BEFORE.match(plain):
        later: Period | None = find_period(plain[found.end() :], counted_from)
        if later is not None:
            # "Until the end of March" names a day; "before March" ends where March begins.
            return later.due if later.part else later.first - timedelta(days=1)
    return None


_READERS: tuple[tuple[Reading, Callable[[str, date], date | None]], ...] = (
    (Reading.DAY, _day),
    (Reading.RELATIVE, _relative),
    (Reading.PERIOD, _period),
)
