"""Periods of the calendar as people name them: months, quarters, halves, years and their parts.

Part of `due_dates`, where the rules are listed. Texts come here in lower case, with plain
dashes and without quotation marks.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from rapporteur.domain.dates import month_number


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`; `due` is the one meant, `part` whether a part was named."""

    first: date
    last: date
    due: date
    part: bool = False


_YEAR = r"(?:19|20|21)\d\d"
_OF_YEAR = (
    rf"(?:\s*[-,/]?\s*(?:of |in |the |calendar |year |в |за )*(?P<year>{_YEAR})"
    r"\s*-?(?:г|гг|год\w*|year|का|की|के)?\.?)?"
)
_BY = re.compile(
    r"(?:by|in|within|during|until|till|up to|over|for|on|to|not later than|no later than"
    r"|within the limits of|в|во|к|ко|на|за|не позднее|не позже|в течение|в период|срок:?)\s+"
    r"(?:the )?"
)
_PART = re.compile(
    r"(?P<end>(?:the )?(?:very )?end(?: of)?|late|до конца|к концу|в конце|конец|конца|концу|конце"
    r"|по итогам|по окончании)[ -]+(?:the )?"
    r"|(?P<mid>(?:the )?(?:middle of|mid)|к середине|в середине|до середины|середина|середины"
    r"|середине|сер\.)[ -]*(?:the )?"
    r"|(?P<early>(?:the )?(?:beginning of|start of)|early(?: in)?|к началу|в начале|до начала"
    r"|начало|начала|началу|начале)[ -]+(?:the )?"
    r"|(?P<first>(?:the )?first half of|1st half of"
    r"|(?:в |до конца )?перв(?:ая|ой|ую) половин[аеуы])"
    r"[ -]+(?:the )?"
    r"|(?P<second>(?:the )?second half of|2nd half of"
    r"|(?:в |до конца )?втор(?:ая|ой|ую) половин[аеуы])"
    r"[ -]+(?:the )?"
    r"|(?P<ten>(?:the )?first (?:ten|10) days of|(?:в |до конца )?перв(?:ая|ой|ую) декад[аеуы])[ ]+"
    r"|(?P<twenty>(?:the )?second ten days of|(?:в |до конца )?втор(?:ая|ой|ую) декад[аеуы])[ ]+"
    r"|(?P<thirty>(?:the )?last (?:ten days|week) of|(?:в |до конца )?(?:треть(?:я|ей|ю)"
    r"|последн\w+) (?:декад[аеуы]|недел\w+))[ ]+"
)
_ORDINALS = {
    **dict.fromkeys(("1", "i", "first", "1st", "перв", "पहली", "प्रथम"), 1),
    **dict.fromkeys(("2", "ii", "second", "2nd", "втор", "दूसरी", "द्वितीय"), 2),
    **dict.fromkeys(("3", "iii", "third", "3rd", "трет", "तीसरी", "तृतीय"), 3),
    **dict.fromkeys(("4", "iv", "fourth", "4th", "last", "четверт", "последн", "चौथी"), 4),
}
# Letters of the other alphabet that look like Roman numerals.
_LOOK_ALIKE = str.maketrans("іӏⅰⅱⅲⅳ", "iiiiii")
_ORDINAL = (
    r"(?P<n>[1-4]|i{1,3}|iv|first|second|third|fourth|last|[1-4](?:st|nd|rd|th)"
    r"|(?:перв|втор|трет|четверт|последн)(?=\w)|पहली|दूसरी|तीसरी|चौथी|प्रथम|द्वितीय|तृतीय)"
)
_ENDING = r"(?:-?(?:ый|ой|ий|ом|го|му|м|й|е|ья|ьем|ьего|ьему|ого|ому|ем|его|ему|st|nd|rd|th))?"
_QUARTER = re.compile(
    rf"(?:q(?P<q>[1-4])|{_ORDINAL}{_ENDING}\s*-?\s*(?:quarters?|qtr\.?|q|квартал\w*|кв\.?|तिमाही))"
    rf"(?P<fy>\s*(?:of )?(?:the )?(?:fy|financial year|fiscal year))?{_OF_YEAR}(?:-(?P<to>\d\d))?"
)
_HALF = re.compile(
    rf"(?:h(?P<h>[12])|(?P<n>[12]|i{{1,2}}|first|second|1st|2nd|перв\w+|втор\w+){_ENDING}"
    rf"\s*-?\s*(?:half(?: of)?(?: the)?(?: year)?|half-year(?: of)?|полугоди\w*|п/г)){_OF_YEAR}"
)
_FINANCIAL = re.compile(
    rf"(?:(?:the )?(?:fy|financial year|fiscal year|वित्त वर्ष)\s*(?P<a>{_YEAR})"
    r"(?:\s*[-/]\s*(?:20)?(?P<b>\d\d))?"
    rf"|(?P<c>{_YEAR})[-/](?P<d>\d\d))"
)
_YEARS = re.compile(
    rf"(?:(?:the )?(?:calendar )?(?:year|years|वर्ष|год\w*) )?(?P<from>{_YEAR})"
    rf"(?:\s*(?:-|and|to|и|по)\s*(?P<year>{_YEAR}))?"
    r"\s*(?:гг?|год\w*|year|years)?\.?(?: (?:का|की|के|वर्ष))?"
)
_MONTH = re.compile(
    r"(?:(?:the month of|month of|месяц\w*)\s)?(?P<name>[^\W\d]+[^\d\s,./-]*)\.?"
    rf"(?: month| месяц\w*)?{_OF_YEAR}"
)
_SEASONS = {
    **dict.fromkeys(("spring", "весна", "весной", "весне", "весны"), 5),
    **dict.fromkeys(("summer", "лето", "летом", "лету", "лета"), 8),
    **dict.fromkeys(("autumn", "fall", "осень", "осенью", "осени"), 11),
}
_SEEN = re.compile(
    r"(?P<which>this|the|current|next|following|coming|текущ\w+|эт\w+|следующ\w+|будущ\w+|इस|अगले)?"
    r"\s?(?P<unit>month|quarter|year|half-year|calendar year|месяц\w*|квартал\w*|год\w*|полугоди\w*"
    r"|माह|महीने|वर्ष)"
)
_NEXT = ("next", "following", "coming", "следующ", "будущ", "अगले")
_RANGE = re.compile(rf"(?P<a>[^\d]+?)\s*(?:-| to | and | по | и )\s*(?P<b>[^\d]+ {_YEAR}.*)")
_HINDI_END = re.compile(r"(?P<rest>.+?) (?:के|का|की) (?:अंत|आखिर)")
_HINDI_OF = re.compile(rf"(?:वर्ष )?(?P<year>{_YEAR}) (?:वर्ष )?(?:की|के) (?P<rest>.+)")
_STEMS = {
    "январ": "янв", "феврал": "фев", "март": "мар", "апрел": "апр", "ма": "май", "июн": "июн",
    "июл": "июл", "август": "авг", "сентябр": "сен", "октябр": "окт", "ноябр": "ноя",
    "декабр": "дек",
}  # fmt: skip
_IN_A_CASE = re.compile(rf"(?P<stem>{'|'.join(_STEMS)})(?:е|ю|ем|ом|у)")
_LONG = 12  # months: of so long a period the beginning is a quarter


def find_period(text: str, seen_from: date) -> Period | None:
    """The period that `text` names as a whole, with the day of it that is due; None for none.

    What has no year is the one that ends next, seen from `seen_from`.
    """
    text = text.translate(_LOOK_ALIKE)
    text = re.sub(r"^(?:(?:а|as) )?(?:с )?", "", text) if text.startswith("с ") else text
    if found := _HINDI_END.fullmatch(text):
        text = f"end of {found['rest']}"
    if found := _HINDI_OF.fullmatch(text):
        text = f"{found['rest']} {found['year']}"
    # At most "by the" and "end of" stand before the period, in this order.
    for _ in range(2):
        if (found := _PART.match(text)) and (part := found.lastgroup):
            if part in ("first", "second") and _half_of_year(text, seen_from):
                break
            rest = text[found.end() :]
            # "The year" alone says nothing, its end does.
            whole = _plain_period(rest, seen_from) or _plain_period(f"this {rest}", seen_from)
            if whole is not None:
                return Period(whole.first, whole.last, _due(whole, part), part=True)
        if found := _BY.match(text):
            text = text[found.end() :]
    return _plain_period(text, seen_from)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _half_of_year(text: str, seen_from: date) -> Period | None:
    """ "First half of 2026" is a half-year of its own; that of a month is not."""
    found = _HALF.fullmatch(text)
    return _repeated(found["year"], _half(found), 6, seen_from) if found else None


def _plain_period(text: str, seen_from: date) -> Period | None:
    """A period without words before it."""
    for pattern, read in _SHAPES:
        if (found := pattern.fullmatch(text)) and (period := read(found, seen_from)):
            return period
    return None


def _quarter(found: re.Match[str], seen_from: date) -> Period | None:
    number = int(found["q"] or 0) or _number(found["n"])
    if found["fy"] or found["to"]:
        return _financial_quarter(number, found["year"])
    return _repeated(found["year"], 3 * number - 2, 3, seen_from)


def _half_year(found: re.Match[str], seen_from: date) -> Period | None:
    return _repeated(found["year"], _half(found), 6, seen_from)


def _financial(found: re.Match[str], _seen_from: date) -> Period | None:
    """India's financial year runs from April to March; one number names its end."""
    start = int(found["a"] or found["c"])
    follows = found["b"] or found["d"]
    if follows and int(follows) != (start + 1) % 100:
        return None
    return _span(start if follows else start - 1, 4, 12)


def _years(found: re.Match[str], _seen_from: date) -> Period | None:
    first, last = int(found["from"]), int(found["year"] or found["from"])
    return _between(_span(first, 1, 12), _span(last, 1, 12)) if first <= last else None


def _range(found: re.Match[str], seen_from: date) -> Period | None:
    """From one month to another, the year with the last of them."""
    ends = _plain_period(found["b"].strip(), seen_from)
    month = month_number(found["a"].strip())
    if ends is None or month is None:
        return None
    return _between(_span(ends.last.year - (month > ends.last.month), month, 1), ends)


def _named(found: re.Match[str], seen_from: date) -> Period | None:
    """A month or a season by its name."""
    name = found["name"]
    if month := month_number(name) or month_number(_nominative(name)):
        return _repeated(found["year"], month, 1, seen_from)
    if ends := _SEASONS.get(name):
        return _repeated(found["year"], ends - 2, 3, seen_from)
    return None


def _nominative(name: str) -> str:
    """A Russian month in another case, «марте», «январю», as a name that is known; else ""."""
    found = _IN_A_CASE.fullmatch(name)
    return _STEMS[found["stem"]] if found else ""


def _number(word: str) -> int:
    return _ORDINALS[word] if word in _ORDINALS else int(word[0])


def _half(found: re.Match[str]) -> int:
    """The month with which a half-year begins."""
    word = found["h"] or found["n"]
    return 1 if word in ("1", "i", "first", "1st") or word.startswith("перв") else 7


def _span(year: int, month: int, months: int) -> Period:
    first = date(year, month, 1)
    last = add_months(first, months) - timedelta(days=1)
    return Period(first, last, last)


def _between(first: Period, last: Period) -> Period:
    return Period(first.first, last.last, last.last)


def _repeated(year: str | None, month: int, months: int, seen_from: date) -> Period:
    """What begins with this month in `year`, or the next that ends where no year is said."""
    if year:
        return _span(int(year), month, months)
    found = _span(seen_from.year, month, months)
    return found if found.last >= seen_from else _span(seen_from.year + 1, month, months)


def _financial_quarter(number: int, year: str | None) -> Period | None:
    """A quarter of the financial year that begins in April of `year`."""
    if not year:
        return None
    first = add_months(date(int(year), 4, 1), 3 * (number - 1))
    return _span(first.year, first.month, 3)


def _seen(found: re.Match[str], seen_from: date) -> Period | None:
    """This or the next month, quarter, half or year."""
    unit, which = found["unit"], found["which"] or ""
    months = (
        1 if unit.startswith(("month", "месяц", "माह", "महीने"))
        else 3 if unit.startswith(("quarter", "квартал"))
        else 6 if unit.startswith(("half", "полуг"))
        else 12
    )  # fmt: skip
    if not which and unit in ("month", "quarter", "year", "half-year"):
        return None  # "year" alone says nothing
    at = (seen_from.month - 1) // months * months + 1
    now = _span(seen_from.year, at, months)
    if not which.startswith(_NEXT):
        return now
    first = add_months(now.first, months)
    return _span(first.year, first.month, months)


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Period | None]], ...] = (
    (_QUARTER, _quarter),
    (_HALF, _half_year),
    (_FINANCIAL, _financial),
    (_YEARS, _years),
    (_SEEN, _seen),
    (_MONTH, _named),
    (_RANGE, _range),
)


def _due(whole: Period, part: str) -> date:
    """The day that is meant by a part of a period."""
    first, last = whole.first, whole.last
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if part in ("first", "mid") and months == 1:
        return first.replace(day=15)
    if part in ("first", "mid"):
        middle = months // 2
        if months % 2:
            return add_months(first, middle).replace(day=15)
        return add_months(first, middle) - timedelta(days=1)
    if part == "ten" or (part == "early" and months == 1):
        return first.replace(day=10)
    if part == "twenty":
        return first.replace(day=20)
    if part == "early":
        lead = 3 if months >= _LONG else 1
        return add_months(first, lead) - timedelta(days=1)
    return last
