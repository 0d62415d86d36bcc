"""Dates, quarters and half-years in a text, as far as they are said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rapporteur.domain.dates import month_number


class Said(NamedTuple):
    """What stands at `start` to `end`; a date as in ISO 8601, with "--" for a year unsaid."""

    value: str
    start: int
    end: int


_EN = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_RU = (
    r"(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|ю|ём|ем|е)"
    r"|(?:март|август)(?:а|у|ом|е)?|ма(?:й|я|ю|ем|е)"
)
_RU_SHORT = r"янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек"
_HI = "जनवरी|फ़रवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|सितम्बर|अक्टूबर|अक्तूबर|नवंबर|नवम्बर|दिसंबर|दिसम्बर"
_S = r"\s{1,3}"
_END = r"(?![\w\u0900-\u097f])"
_MONTH = rf"(?P<month>{_EN}|{_RU}|{_RU_SHORT}|{_HI}){_END}\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_ORDINAL = r"(?:st|nd|rd|th|-?(?:го|е|ое))?"
_DAY = rf"(?P<day>\d{{1,2}}){_ORDINAL}"
_TO = rf"(?:\s{{0,2}}[–—-]\s{{0,2}}|{_S}(?:and|to|и|по|और|से){_S})"
_DAYS = rf"(?P<first>\d{{1,2}}){_ORDINAL}{_TO}{_DAY}"
_OF = rf"(?:{_S}of)?{_S}"
_BEGIN = r"(?<![\d.,:/])"
_FLAGS = re.IGNORECASE
_DATES = (
    re.compile(rf"(?<!\d){_YEAR[:-6]}-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(rf"(?<![\d.])(?P<day>\d{{1,2}})[./](?P<number>\d{{1,2}})[./]{_YEAR}"),
    re.compile(r"(?<![\d.])(?P<day>\d\d)\.(?P<number>\d\d)\.(?P<short>\d\d)(?![\d.]\d|\d)"),
    re.compile(rf"(?<![\d./])(?P<number>0\d|1[0-2])[./]{_YEAR}"),
    re.compile(rf"{_BEGIN}{_DAYS}{_OF}{_MONTH},?{_S}{_YEAR}", _FLAGS),
    re.compile(rf"{_BEGIN}{_DAY}{_OF}{_MONTH},?{_S}{_YEAR}", _FLAGS),
    re.compile(rf"(?<!\w){_MONTH}{_S}{_DAYS},?{_S}{_YEAR}", _FLAGS),
    re.compile(rf"(?<!\w){_MONTH}{_S}{_DAY},?{_S}{_YEAR}", _FLAGS),
    re.compile(rf"(?<!\w){_MONTH},?{_S}(?:of{_S})?{_YEAR}", _FLAGS),
    re.compile(rf"{_BEGIN}{_DAYS}{_OF}{_MONTH}", _FLAGS),
    re.compile(rf"{_BEGIN}{_DAY}{_OF}{_MONTH}", _FLAGS),
    re.compile(rf"(?<!\w)(?P<month>{_EN})\.?{_S}{_DAY}(?![\w%]|[.,]\d)"),
)
# A month alone. "May" and "March" are other words, too: they need a word before them.
_ALONE = (
    re.compile(
        r"(?<!\w)(?P<month>January|February|April|June|July|August|September|October|November"
        rf"|December|{_RU}|{_HI}){_END}"
    ),
    re.compile(
        r"(?:\b(?:[Bb]y|[Ii]n|of|[Ss]ince|[Uu]ntil|till|[Bb]efore|[Aa]fter|[Ff]rom|to|and|[Bb]etween"
        r"|[Ee]arly|[Ll]ate|[Dd]uring|for) |mid-|[–—-])(?P<month>March|May)(?!\w)"
    ),
)
_ANY_MONTH = re.compile(_MONTH, _FLAGS)
_FIGURE = re.compile(r"\d")
_ORDER = r"(?:[1-4](?:st|nd|rd|th|-?[а-я]{1,3})?|I{1,3}|IV)"
_BETWEEN = rf"(?:{_S}(?:and|to|и|और){_S}|\s?[–—/-]\s?)"
_PERIODS = (
    re.compile(
        rf"(?<![\w.,])(?:(?P<first>{_ORDER}){_BETWEEN})?\s{{0,12}}(?P<order>{_ORDER}){_S}"
        r"(?P<what>quarters?(?!\w)|half(?:-year)?(?!\w)|квартал\w{0,3}|кв\.(?!\s{0,2}[кcс]?м)"
        r"|полугоди\w{1,3}|половин\w{1,2}|तिमाही|छमाही)",
        _FLAGS,
    ),
    re.compile(r"(?<!\w)(?P<what>[QH])(?P<order>[1-4])(?!\w)"),
)
_ANY_PERIOD = re.compile(r"quarter|half|кварт|кв\.|полуг|полов|तिमाही|छमाही|[QH][1-4]", _FLAGS)
_HALVES = ("h", "п", "छ")
_RUSSIAN_MONTHS = {
    stem: number
    for number, stems in enumerate(
        ("янв", "фев", "мар", "апр", "май мая маю мае", "июн", "июл", "авг", "сен", "окт", "ноя",
         "дек"), 1)
    for stem in stems.split()
}  # fmt: skip


def dates(text: str) -> Iterator[Said]:
    """What may be a date, the more telling readings first; both days of "6–7 August 2025"."""
    months = _ANY_MONTH.search(text) is not None
    figures = _FIGURE.search(text) is not None
    for pattern in (*(_DATES if months and figures else _DATES[:4]), *(_ALONE if months else ())):
        for match in pattern.finditer(text):
            start = match.start("month") if pattern in _ALONE else match.start()
            for value in _values(match):
                yield Said(value, start, match.end())


def periods(text: str) -> Iterator[Said]:
    """Quarters as "Q2" and half-years as "H1"; both of "the second and third quarters"."""
    for pattern in _PERIODS if _ANY_PERIOD.search(text) else ():
        for match in pattern.finditer(text):
            kind = "H" if match["what"][0].casefold() in _HALVES else "Q"
            for order in (match.groupdict().get("first"), match["order"]):
                if order:
                    digit = order[0] if order[0].isdigit() else str(_roman(order))
                    yield Said(f"{kind}{digit}", match.start(), match.end())


def _roman(letters: str) -> int:
    return 4 if "v" in letters.casefold() else len(letters)


def _values(match: re.Match[str]) -> Iterator[str]:
    """The dates of one match; none where it is no month or no day."""
    groups = match.groupdict()
    number = groups.get("number")
    month = int(number) if number else _month(groups["month"] or "")
    said = [int(day) for day in (groups.get("first"), groups.get("day")) if day]
    if not 1 <= month <= 12 or any(not 1 <= day <= 31 for day in said):
        return
    year = groups.get("year") or (f"20{groups['short']}" if groups.get("short") else "--")
    if not said:
        yield f"{year}-{month:02}"
    for day in said:
        yield f"{year}-{month:02}-{day:02}"


def _month(word: str) -> int:
    """The number of a month in whatever case it stands; 0 for another word."""
    folded = word.casefold()
    return _RUSSIAN_MONTHS.get(folded[:3]) or month_number(folded) or month_number(folded[:3]) or 0
