"""Numbers, dates and sums in a text, in whatever language, in one canonical form.

"1,000 tonnes" and "1 000 тонн" hold the same number, "31 March 2026" and "31 марта 2026 г." the
same date, "USD 2.5 million" and "2,5 млн долл. США" the same sum. Numbers in words and in Roman
letters are read too: a text may say "two" or "II" where the other says "2".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from enum import Enum

from rapporteur.domain.verification import moments
from rapporteur.domain.verification.spelled import Spelled, in_figures, romans, spelled


class QuantityKind(Enum):
    """What is said with figures."""

    NUMBER = "number"
    DATE = "date"
    PERIOD = "period"
    SUM = "sum"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity at `start` to `end` of the text. `value` is the same in every language.

    `in_words` is True for a number that is spelt out. A `loose` one answers for the same in the
    other language, but is not missed there: "both", "one", the figure of CO2.
    """

    kind: QuantityKind
    value: str
    start: int
    end: int
    in_words: bool = False
    loose: bool = False


_BLANK = " \u00a0\u202f"
_FIGURE = (
    rf"(?:\d{{1,3}}(?:[{_BLANK}]\d{{3}}){{1,4}}(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:,\d{2,3}){1,8}(?!\d)(?:\.\d+)?"
    r"|\d+(?:[.,]\d+)?)½?"
)
_TIMES = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "crore": 7, "lakh": 5,
    "mln": 6, "mn": 6, "bn": 9, "trn": 12,
    "тыс": 3, "тысяч": 3, "млн": 6, "миллион": 6, "млрд": 9, "миллиард": 9, "трлн": 12,
    "триллион": 12, "крор": 7, "лакх": 5, "हज़ार": 3, "हजार": 3, "लाख": 5, "करोड़": 7,
}  # fmt: skip
_TIMES_WORDS = "|".join(sorted(_TIMES, key=len, reverse=True))
_LINK = rf"[{_BLANK}-]{{0,40}}"
_MANY = rf"(?:{_LINK}(?P<%s>{_TIMES_WORDS})[^\W\d_]{{0,6}}\.?)"
_AMOUNT = rf"(?P<figure>{_FIGURE}){_MANY % 'times'}?"
_CURRENCIES = {
    "USD": r"US\$|U\.S\.[ \u00a0]dollars?|(?:USD|US[ \u00a0]dollars?|dollars?)(?!\w)"
    r"|долл\w{0,5}\.?(?:[ \u00a0]{0,2}США)?|\$|अमेरिकी डॉलर|डॉलर",
    "EUR": r"(?:EUR|euros?)(?!\w)|евро(?!\w)|€|यूरो",
    "INR": r"INR(?!\w)|₹|Rs(?!\w)\.?|(?:Indian[ \u00a0])?rupees?(?!\w)"
    r"|инд\w{0,9}\.?[ \u00a0]{0,2}руп\w{0,4}|рупи[ийеяю]\w{0,2}|रुपये|रुपए",
    "RUB": r"RUB(?!\w)|₽|(?:Russian[ \u00a0])?rou?bles?(?!\w)"
    r"|(?:росс\w{0,9}\.?[ \u00a0]{0,2})?руб(?:л\w{0,4}|\.)?(?!\w)|रूबल",
    "CNY": r"(?:CNY|yuan)(?!\w)|юан\w{0,3}(?!\w)",
}
_CURRENCY = (
    r"(?<![^\W\d_])(?:" + "|".join(f"(?P<{code}>{words})" for code, words in _CURRENCIES.items())
    + ")"
)  # fmt: skip
_ANY_CURRENCY = re.sub(r"\?P<\w+>", "?:", _CURRENCY)
_FREE = r"(?<![\d.,])"
_FROM = rf"(?P<low>{_FIGURE}){_MANY % 'low_times'}?"
_TO = (
    rf"(?:[{_BLANK}]{{0,2}}[–—-][{_BLANK}]{{0,2}}|[{_BLANK}]{{1,9}}(?:to|до|по)[{_BLANK}]{{1,40}})"
)
_AND = rf"(?:{_TO[3:-1]}|[{_BLANK}]{{1,9}}and[{_BLANK}]{{1,40}})"
_PERCENT_SIGN = rf"{_LINK}(?:%|per[ -]?cent|процент|प्रतिशत)\w{{0,5}}"
_SUMS = (
    re.compile(
        rf"{_CURRENCY}[{_BLANK}]{{0,40}}{_FROM}{_AND}(?:{_ANY_CURRENCY}[{_BLANK}]{{0,9}})?"
        rf"(?P<figure>{_FIGURE}){_MANY % 'times'}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_FREE}{_FROM}(?:{_LINK}{_ANY_CURRENCY})?{_TO}{_AMOUNT}{_LINK}{_CURRENCY}",
        re.IGNORECASE,
    ),
    re.compile(rf"{_CURRENCY}[{_BLANK}]{{0,40}}{_AMOUNT}", re.IGNORECASE),
    re.compile(rf"{_FREE}{_AMOUNT}{_LINK}{_CURRENCY}", re.IGNORECASE),
)
_PERCENTS = (
    re.compile(rf"{_FREE}{_FROM}(?:{_PERCENT_SIGN})?{_TO}{_AMOUNT}{_PERCENT_SIGN}", re.IGNORECASE),
    re.compile(rf"{_FREE}{_AMOUNT}{_PERCENT_SIGN}", re.IGNORECASE),
)
_MONEY = re.compile(_ANY_CURRENCY, re.IGNORECASE)  # a text without any is not searched for sums
_SHARE = re.compile(r"%|per[ -]?cent|процент|प्रतिशत", re.IGNORECASE)
_NUMBER = re.compile(rf"{_FREE}{_AMOUNT}(?!\d)", re.IGNORECASE)
_YEARS = re.compile(r"(?<![\d.,])(?P<first>(?:19|20)\d\d)[/–—-](?P<second>\d\d)(?![\d.,]\d|\d)")
# "Article 5.10" is not 5.1: such numbers are compared letter by letter.
_NUMBERED = re.compile(
    r"(?<!\w)(?:Art(?:icles?|s?\.)|Sections?|Clauses?|Paragraphs?|Paras?\.?|Items?|Points?"
    r"|Annex(?:es)?|Стат\w{1,4}|Ст\.|Пункт\w{0,3}|Пп?\.|Подпункт\w{0,3}|Раздел\w{0,3}"
    r"|Приложени\w{1,3})[ \u00a0]{0,2}(?:No\.?|№)?[ \u00a0]{0,2}(?P<of>\d{1,3}(?:\.\d{1,3}){1,6})"
    r"(?!\d)",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?<![\d.,])(?P<of>\d{1,4}(?:\.\d{1,4}){2,8})(?![\d])")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
# The figure of a formula or a unit, CO2 and m2: in words or other signs it looks different.
_FORMULA = re.compile(r"(?:[A-ZА-Я][a-zа-я]?|(?<![^\W\d_])(?:k|c|m|к|с|д|м)?[mм])$")
_DIGITS = str.maketrans("०१२३४५६७८९₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
_EXACT = Context(prec=60)
_LONGEST = 40  # figures of one number: what has more is compared letter by letter


def quantities(text: str, language: str = "") -> list[Quantity]:
    """Everything said with figures, in the order of the text; no two overlap.

    In Russian a comma stands before decimals, in English and Hindi between thousands; without a
    language that is told from the number itself.
    """
    numbers = spelled(text)
    plain = in_figures(text, numbers).translate(_DIGITS)
    taken = bytearray(len(text))
    found: list[Quantity] = []
    for one in _candidates(plain, language):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            found.append(one)
        elif found and (one.kind, one.start, one.end) == (
            found[-1].kind, found[-1].start, found[-1].end
        ):  # fmt: skip
            found.append(one)  # the other day of "6–7 August 2025"
    told = [_of_text(text, one, numbers) for one in found]
    told.sort(key=lambda one: (one.start, one.value))
    return [_repeated(text, told[at - 1] if at else None, one) for at, one in enumerate(told)]


def _candidates(text: str, language: str) -> Iterator[Quantity]:
    """What may be a quantity, the more telling readings first."""
    for pattern in _SUMS if _MONEY.search(text) else ():
        for match in pattern.finditer(text):
            code = next(name for name in _CURRENCIES if match[name])
            yield from _amounts(QuantityKind.SUM, match, language, f"{code} ")
    for said in moments.dates(text):
        yield Quantity(QuantityKind.DATE, *said)
    for said in moments.periods(text):
        yield Quantity(QuantityKind.PERIOD, *said)
    for pattern in _PERCENTS if _SHARE.search(text) else ():
        for match in pattern.finditer(text):
            yield from _amounts(QuantityKind.PERCENT, match, language)
    yield from _numbers(text, language)


def _numbers(text: str, language: str) -> Iterator[Quantity]:
    """Numbers of articles, years of a season, plain numbers, numbers in Roman letters."""
    for match in _NUMBERED.finditer(text):
        yield Quantity(QuantityKind.NUMBER, match["of"], match.start("of"), match.end("of"))
    for match in _DOTTED.finditer(text):
        value = match["of"].replace(".", "") if _THOUSANDS.fullmatch(match["of"]) else match["of"]
        yield Quantity(QuantityKind.NUMBER, value, match.start(), match.end())
    for match in _YEARS.finditer(text):
        years = match["first"], f"{match['first'][:2]}{match['second']}"
        if years[0] < years[1]:
            for value in years:
                yield Quantity(QuantityKind.NUMBER, value, match.start(), match.end())
    for match in _NUMBER.finditer(text):
        one = next(_amounts(QuantityKind.NUMBER, match, language))
        before = text[max(0, one.start - 3) : one.start]
        formula = one.end - one.start == 1 and _FORMULA.search(before) is not None
        yield replace(one, loose=formula)
    for roman in romans(text):
        yield Quantity(QuantityKind.NUMBER, roman.value, roman.start, roman.end, loose=roman.loose)


def _amounts(
    kind: QuantityKind, match: re.Match[str], language: str, before: str = ""
) -> Iterator[Quantity]:
    """The amount of a match; of a range both, the lower with the times of the upper."""
    groups = match.groupdict()
    times = groups["times"]
    end = match.end()
    if low := groups.get("low"):
        value = _amount(low, groups["low_times"] or times, language)
        yield Quantity(kind, before + value, match.start(), end)
    yield Quantity(kind, before + _amount(match["figure"], times, language), match.start(), end)


def _of_text(text: str, one: Quantity, numbers: Sequence[Spelled]) -> Quantity:
    """A quantity with what is known of its words, where it has no figures."""
    if one.kind is not QuantityKind.NUMBER or any(map(str.isdigit, text[one.start : one.end])):
        return one
    place = bisect_right(numbers, one.start, key=lambda word: word.start) - 1
    if place < 0 or one.start >= numbers[place].end:
        return one  # in Roman letters
    word = numbers[place]
    return replace(one, start=word.start, end=max(word.end, one.end), in_words=True,
                   loose=one.loose or (word.loose and one.value == word.value))  # fmt: skip


def _repeated(text: str, before: Quantity | None, one: Quantity) -> Quantity:
    """ "2 (two)" says one thing twice."""
    again = before is not None and before.value == one.value and one.in_words
    if again and before is not None and text[before.end : one.start].strip() == "(":
        return replace(one, loose=True)
    return one


def _amount(figure: str, times: str | None, language: str) -> str:
    """The figure with its multiplier as a plain decimal number."""
    plain = re.sub(rf"[{_BLANK}]", "", figure)
    half = plain.endswith("½")
    plain = plain.removesuffix("½")
    if len(plain) > _LONGEST:
        return plain
    value = Decimal(_pointed(plain, language)) + (Decimal("0.5") if half else 0)
    if times:
        value = value.scaleb(_TIMES[times.casefold()])
    return f"{_EXACT.normalize(value):f}"


def _pointed(figure: str, language: str) -> str:
    """A figure with a point before its decimals and nothing between its thousands."""
    if "." in figure or figure.count(",") > 1:
        return figure.replace(",", "")
    thousands = re.fullmatch(r"[1-9]\d{0,2},\d{3}", figure) is not None and language != "ru"
    return figure.replace(",", "" if thousands else ".")
