"""Numbers, dates and sums in a text, in whatever language, in one canonical form.

"1,000 tonnes" and "1 000 тонн" hold the same number, "31 March 2026" and "31 марта 2026 г." the
same date, "USD 2.5 million" and "2,5 млн долл. США" the same sum. Small numbers in words are
read too: a text may say "two" where the other says "2".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from rapporteur.domain.dates import month_number


class QuantityKind(Enum):
    """What is said with figures."""

    NUMBER = "number"
    DATE = "date"
    SUM = "sum"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity at `start` to `end` of the text. `value` is the same in every language.

    `in_words` is True for a small number that is spelt out.
    """

    kind: QuantityKind
    value: str
    start: int
    end: int
    in_words: bool = False


_BLANK = " \u00a0\u202f"
_FIGURE = (
    rf"\d{{1,3}}(?:[{_BLANK}]\d{{3}})+(?:[.,]\d+)?"
    r"|\d{1,3}(?:,\d{2,3})+(?:\.\d+)?"
    r"|\d+(?:[.,]\d+)?"
)
_TIMES = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "crore": 7, "lakh": 5,
    "тыс": 3, "тысяч": 3, "млн": 6, "миллион": 6, "млрд": 9, "миллиард": 9, "трлн": 12,
    "हज़ार": 3, "हजार": 3, "लाख": 5, "करोड़": 7,
}  # fmt: skip
_TIMES_WORDS = "|".join(sorted(_TIMES, key=len, reverse=True))
_AMOUNT = rf"(?P<figure>{_FIGURE})(?:[{_BLANK}-]*(?P<times>{_TIMES_WORDS})[^\W\d_]*\.?)?"
_CURRENCIES = {
    "USD": r"US\$|USD|U\.S\. dollars?|US dollars?|долл\w*\.?[ \u00a0]*США|долл\w*\.?|\$"
    r"|अमेरिकी डॉलर",
    "EUR": r"EUR|euros?|евро|€|यूरो",
    "INR": r"INR|₹|Rs\.?|(?:Indian )?rupees?|инд\w*\.?[ \u00a0]*руп\w*|рупи[ийеяю]\w*"
    r"|रुपये|रुपए",
    "RUB": r"RUB|₽|(?:Russian )?rou?bles?|(?:росс\w*\.?[ \u00a0]*)?руб(?:л\w*|\.)?(?!\w)|रूबल",
    "CNY": r"CNY|yuan|юан\w*",
}
_CURRENCY = "|".join(f"(?P<{code}>{words})" for code, words in _CURRENCIES.items())
_SUM_BEFORE = re.compile(rf"(?:{_CURRENCY})[{_BLANK}]*{_AMOUNT}", re.IGNORECASE)
_SUM_AFTER = re.compile(rf"(?<![\d.,]){_AMOUNT}[{_BLANK}]*(?:{_CURRENCY})", re.IGNORECASE)
_PERCENT = re.compile(
    rf"(?<![\d.,]){_AMOUNT}[{_BLANK}]*(?:%|per[ -]?cent|процент\w*|प्रतिशत)", re.IGNORECASE
)
_NUMBER = re.compile(rf"(?<![\d.,]){_AMOUNT}(?!\d)", re.IGNORECASE)

_RUSSIAN_MONTHS = (
    "январ", "феврал", "март", "апрел", "ма[йяею]", "июн", "июл", "август", "сентябр", "октябр",
    "ноябр", "декабр",
)  # fmt: skip
_MONTH = r"(?P<month>[^\W\d_]+(?:़[^\W\d_]*|[\u0900-\u097f])*)\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAYS = r"(?P<first>\d{1,2})(?:st|nd|rd|th)?(?:\s*[–—-]\s*|\s+(?:and|to|и|по|और|से)\s+)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|-?го)?"
_DATES = (
    re.compile(rf"(?<!\d){_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})[./](?P<number>\d{{1,2}})[./]{_YEAR}(?!\d)"),
    re.compile(rf"(?<!\d){_DAYS}{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<!\d){_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+{_DAY},\s+{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<!\w){_MONTH}\s+{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<!\d){_DAYS}{_DAY}\s+{_MONTH}(?!\w)", re.IGNORECASE),
    re.compile(rf"(?<!\d){_DAY}\s+{_MONTH}(?!\w)", re.IGNORECASE),
)

_SMALL = {
    2: "two|second|two-\\w+|дв(?:а|е|ух|ум|умя)|втор\\w+|दो|दूसर\\w+",
    3: "three|third|тр(?:и|ёх|ех|ём|ем|емя)|трет\\w+|तीन",
    4: "four|fourth|четыр\\w+|четвёрт\\w+|четверт\\w+|चार",
    5: "five|fifth|пят(?:ь|и|ью|ый|ого|ом|ая|ой|ые|ых)|पाँच|पांच",
    6: "six|sixth|шест(?:ь|и|ью|ой|ого|ом|ая)|छह",
    7: "seven|seventh|сем(?:ь|и|ью)|седьм\\w+|सात",
    8: "eight|eighth|вос(?:емь|ьми|емью|ьмой|ьмого)|आठ",
    9: "nine|ninth|девят(?:ь|и|ью|ый|ого|ом)|नौ",
    10: "ten|tenth|десят(?:ь|и|ью|ый|ого|ом)|दस",
    11: "eleven|eleventh|одиннадцат\\w+",
    12: "twelve|twelfth|двенадцат\\w+",
    15: "fifteen|fifteenth|пятнадцат\\w+",
    20: "twenty|twentieth|двадцат\\w+",
    30: "thirty|тридцат\\w+",
    100: "hundred|сто|ста|सौ",
}  # fmt: skip
_WORDS = tuple(
    (number, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE))
    for number, words in _SMALL.items()
)


def quantities(text: str) -> list[Quantity]:
    """Everything said with figures, in the order of the text; no two overlap."""
    taken = [False] * len(text)
    found: list[Quantity] = []
    for one in _candidates(text):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = [True] * (one.end - one.start)
            found.append(one)
        elif found and (one.start, one.end) == (found[-1].start, found[-1].end):
            found.append(one)  # the other day of "6–7 August 2025"
    return sorted(found, key=lambda one: (one.start, one.value))


def _candidates(text: str) -> Iterator[Quantity]:
    """What may be a quantity, the more telling readings first."""
    for pattern in (_SUM_BEFORE, _SUM_AFTER):
        for match in pattern.finditer(text):
            code = next(name for name in _CURRENCIES if match[name])
            yield _made(QuantityKind.SUM, f"{code} {_amount(match)}", match)
    for pattern in _DATES:
        for match in pattern.finditer(text):
            yield from (_made(QuantityKind.DATE, value, match) for value in _dates(match))
    for match in _PERCENT.finditer(text):
        yield _made(QuantityKind.PERCENT, _amount(match), match)
    for match in _NUMBER.finditer(text):
        yield _made(QuantityKind.NUMBER, _amount(match), match)
    for number, pattern in _WORDS:
        for match in pattern.finditer(text):
            yield Quantity(
                QuantityKind.NUMBER, str(number), match.start(), match.end(), in_words=True
            )


def _made(kind: QuantityKind, value: str, match: re.Match[str]) -> Quantity:
    return Quantity(kind, value, match.start(), match.end())


def _amount(match: re.Match[str]) -> str:
    """The figure with its multiplier as a plain decimal number."""
    figure = re.sub(rf"[{_BLANK}]", "", match["figure"])
    if "." in figure or re.fullmatch(r"\d{1,3}(?:,\d{2,3})*,\d{3}", figure):
        figure = figure.replace(",", "")  # English and Indian thousands
    value = Decimal(figure.replace(",", "."))
    if match["times"]:
        value = value.scaleb(_TIMES[match["times"].lower()])
    return f"{value.normalize():f}"


def _dates(match: re.Match[str]) -> Iterator[str]:
    """The dates of one match as ISO 8601, as far as they are said; none where it is no month."""
    groups = match.groupdict()
    number = groups.get("number")
    month = int(number) if number else _month(groups["month"] or "")
    if not 1 <= month <= 12:
        return
    year = groups.get("year") or "--"
    days = [groups.get("first"), groups.get("day")]
    said = [int(day) for day in days if day]
    if any(not 1 <= day <= 31 for day in said):
        return
    if not said:
        yield f"{year}-{month:02}"
    for day in said:
        yield f"{year}-{month:02}-{day:02}"


def _month(word: str) -> int:
    """The number of a month in whatever case it stands; 0 for another word."""
    folded = word.casefold()
    for number, stem in enumerate(_RUSSIAN_MONTHS, 1):
        if re.fullmatch(rf"{stem}[а-я]{{0,3}}", folded):
            return number
    return month_number(folded) or 0
