"""Reading one cell for the field it belongs to: the canonical value, and what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from rapporteur.domain.dates import EARLIEST, ParsedDate, parse_date, parse_time
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fields import Field, Kind
from rapporteur.domain.sessions import join_list
from rapporteur.domain.workbook import CellValue
from rapporteur.exchange.content import EMAIL, choice_code, is_phone
from rapporteur.exchange.texts import has_control, is_error, is_unconfirmed, tidy, unmixed

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,3}", re.IGNORECASE)
_DATE = r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d"
_DATES = re.compile(rf"(?<!\d)(?:{_DATE})(?!\d)(?:\s*г\.?)?")
_PASSPORT_WORDS = re.compile(
    r"(?<!\w)(?:действ\w*|до|срок\w*|valid\w*|until|till|up\s*to|upto|exp\w*\.?|issued?|on|date|of|"
    r"выдан\w*|от)(?!\w)|[()]",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"(?<!\w)(?:issued?|выдан\w*|от)(?!\w)", re.IGNORECASE)
_FLIGHT = re.compile(r"[A-ZА-Я0-9]{2}\s?-?\s?\d{2,4}")
_TIME = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?!\d)|(?<!\d)\d{4}\s*hrs?\.?")
_CONTACT_WORDS = re.compile(
    r"(?<!\w)(?:e-?mail|mail|phone|mobile|mob|tel|тел|моб|почта|эл)(?!\w)[.:]*", re.IGNORECASE
)
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000  # 1927 to 2119
_EXACT_BELOW = 10**15  # a spreadsheet keeps fifteen digits of a number
_FOLLOWING = {"arrival_date": "departure_date", "passport_issued": "passport_expiry"}
_TIMES = {"arrival_date": "arrival_time", "departure_date": "departure_time"}
_FLIGHTS = {"arrival_date": "arrival_flight", "departure_date": "departure_flight"}
LINES = frozenset({"full_name", "name_and_designation", "remarks"})

Problem = tuple[str, str]  # code and sentence


@dataclass(frozen=True, slots=True)
class Read:
    """One cell. `extra` are values of other fields that stood in the same cell."""

    value: str
    problems: tuple[Problem, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)


_NOTHING = Read("")


class ColumnReader:
    """Reads the cells of one column. `month_first` where the column's own dates settle it."""

    def __init__(self, target: str, values: Iterable[CellValue] = (), birth_from: int = 0) -> None:
        """`values` are all cells of the column; `birth_from` is the first year of birth."""
        self._field: Field = DELEGATE[target]
        self._seen: dict[str, Read] = {}
        self._earliest = birth_from if target == "date_of_birth" and birth_from else EARLIEST
        self._month_first = _month_first(values) if self._field.kind is Kind.DATE else None
        special: dict[Kind, Callable[[str], Read]] = {
            Kind.DATE: self._date,
            Kind.TIME: self._time,
            Kind.CHOICE: self._choice,
            Kind.LIST: _list,
            Kind.EMAIL: _email,
            Kind.PHONE: _digits,
        }
        self._of_text = special.get(self._field.kind, _plain)
        if target == "passport_number":
            self._of_text = _passport

    def read(self, value: CellValue, shown: str | None = None) -> Read:
        """The canonical value. `shown` is what a number format makes of a number."""
        if value is None:
            return _NOTHING
        if type(value) is not str:
            if self._field.kind in {Kind.DATE, Kind.TIME}:
                return self._moment(value)
            if type(value) is int and shown is None and abs(value) >= _EXACT_BELOW:
                return Read("", (_lost(str(value)),))
            value = shown if shown is not None else as_text(value)
        found = self._seen.get(value)
        if found is None:
            found = self._seen[value] = self._read_text(value)
        return found

    def _read_text(self, raw: str) -> Read:
        text = tidy(raw, lines=self._field.key in LINES)
        if not text:
            return _NOTHING
        problems: list[Problem] = []
        if has_control(raw):
            problems.append(("control_characters", "Invisible control characters were left out."))
        if is_error(text):
            return Read("", (("error_value", f"The cell holds the error {text}."),))
        if is_unconfirmed(text) and self._field.key not in LINES | {"family_name", "status"}:
            return Read("", (*problems, ("to_be_confirmed", f"“{text}” was read as no value yet.")))
        found = self._of_text(text)
        if pure := unmixed(found.value):
            why = f"Letters of two alphabets are mixed in one word; “{pure}” may be meant."
            problems.append(("lookalike", why))
        problems.extend(found.problems)
        return Read(found.value, tuple(problems), found.extra)

    def _moment(self, value: CellValue) -> Read:
        """A cell that the workbook itself holds as a date, a time or a number."""
        key = self._field.key
        if self._field.kind is Kind.TIME:
            return _clock(value)
        if isinstance(value, datetime):
            clock = value.strftime("%H:%M")
            extra = {_TIMES[key]: clock} if key in _TIMES and clock != "00:00" else {}
            return Read(value.date().isoformat(), (), extra)
        if isinstance(value, date):
            return Read(value.isoformat())
        if isinstance(value, int | float) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
            day = date(1899, 12, 30) + timedelta(days=int(value))
            iso = day.isoformat()
            return Read(iso, (("date_serial", f"The number {value:g} was read as {iso}."),))
        return self._date(as_text(value))

    def _parsed(self, text: str) -> ParsedDate | None:
        return parse_date(text, month_first=self._month_first, earliest=self._earliest)

    def _date(self, text: str) -> Read:
        found = self._parsed(text)
        if found is None:
            return self._date_and_more(text)
        iso = found.value.isoformat()
        if not found.ambiguous:
            return Read(iso)
        return Read(iso, (("date_ambiguous", f"“{text}” was read with the day first: {iso}."),))

    def _date_and_more(self, text: str) -> Read:
        """A date with a time, a flight or a second date beside it."""
        key = self._field.key
        found = [p for t in _DATES.findall(text) if (p := self._parsed(t))]
        rest = _DATES.sub(" ", text)
        if not found:
            head = text.rpartition(" ")[0]
            while head and not found:
                found = [p] if (p := self._parsed(head.rstrip(" ,"))) else []
                rest = text[len(head) :]
                head = head.rpartition(" ")[0]
        dates = [p.value.isoformat() for p in found]
        extra: dict[str, str] = {}
        if key in _TIMES and (clock := _TIME.search(rest)) and (at := parse_time(clock.group())):
            extra[_TIMES[key]] = at
            rest = rest.replace(clock.group(), " ")
        if key in _FLIGHTS and (flight := _FLIGHT.search(rest)):
            extra[_FLIGHTS[key]] = flight.group()
            rest = rest.replace(flight.group(), " ")
        if len(dates) == 1 and extra and not any(c.isalnum() for c in rest):
            return Read(dates[0], (), extra)
        if len(dates) == 1:
            why = f"“{text}” holds more than a date; {dates[0]} was taken."
            return Read(dates[0], (("date_with_text", why),), extra)
        if len(dates) == 2 and key in _FOLLOWING and dates[0] <= dates[1]:
            return Read(dates[0], (), {**extra, _FOLLOWING[key]: dates[1]})
        return Read("", (("date_unreadable", f"“{text}” is not a date that can be read."),))

    def _time(self, text: str) -> Read:
        found = parse_time(text)
        if found is None:
            return Read("", (("time_unreadable", f"“{text}” is not a time of day."),))
        return Read(found)

    def _choice(self, text: str) -> Read:
        code = choice_code(text, self._field.choices)
        if code:
            return Read(code)
        label = self._field.label
        return Read("", (("choice_unknown", f"“{text}” is none of the values of “{label}”."),))


def as_text(value: CellValue) -> str:
    """The untouched text of a cell, as a person would read it in the sheet."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)


def _month_first(values: Iterable[CellValue]) -> bool | None:
    """How a column writes its dates, where one of them can only be meant one way."""
    seen: set[bool] = set()
    for value in values:
        if isinstance(value, str):
            numbers = re.fullmatch(r"\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\s*", value)
            if numbers and (int(numbers[1]) > 12) != (int(numbers[2]) > 12):
                seen.add(int(numbers[2]) > 12)
    return seen.pop() if len(seen) == 1 else None


def _plain(text: str) -> Read:
    return Read(text)


def _list(text: str) -> Read:
    return Read(join_list(re.split(r"[;\n]" if ";" in text else r"[,\n]", text)))


def _email(text: str) -> Read:
    text = text.removeprefix("mailto:").strip("<>;, ")
    found = EMAIL.findall(text)
    if not found:
        return Read(text, (("email_doubtful", f"“{text}” does not look like an e-mail address."),))
    rest = _CONTACT_WORDS.sub(" ", EMAIL.sub(" ", text)).strip(" ,;:/|")
    if rest and is_phone(rest):
        return Read("; ".join(found), (), {"phone": " ".join(rest.split())})
    return Read(text)


def _digits(text: str) -> Read:
    found = EMAIL.findall(text)
    rest = _CONTACT_WORDS.sub(" ", EMAIL.sub(" ", text)).strip(" ,;:/|") if found else ""
    if rest and is_phone(rest):
        return Read(" ".join(rest.split()), (), {"email": "; ".join(found)})
    if _SCIENTIFIC.fullmatch(text):
        return Read("", (_lost(text),))
    if len(text) >= 11 and text.isdigit() and text.endswith("00000"):
        return Read(text, (("lost_digits", f"{text} ends in zeros: digits may have been lost."),))
    return Read(text)


def _lost(text: str) -> Problem:
    return "lost_digits", f"The spreadsheet kept only part of the digits: {text}. Ask the sender."


def _passport(text: str) -> Read:
    """A passport number, with date of issue and expiry where they stand in the same cell."""
    if _SCIENTIFIC.fullmatch(text):
        return Read("", (_lost(text),))
    found = [(t, p.value.isoformat()) for t in _DATES.findall(text) if (p := parse_date(t))]
    if not 1 <= len(found) <= 2:
        return Read(text)
    number = _PASSPORT_WORDS.sub(" ", _DATES.sub(" ", text))
    number = " ".join(number.split()).strip(" ,;:/-–—")
    if len(found) == 2:
        first, last = sorted(iso for _, iso in found)
        return Read(number, (), {"passport_issued": first, "passport_expiry": last})
    key = "passport_issued" if _ISSUED.search(text) else "passport_expiry"
    return Read(number, (), {key: found[0][1]})


def _clock(value: CellValue) -> Read:
    """A time of day that the workbook holds as a time, or as a fraction of a day."""
    if isinstance(value, datetime | time):
        return Read(value.strftime("%H:%M"))
    if isinstance(value, float) and 0 <= value < 1:
        minutes = round(value * 1440) % 1440
        return Read(f"{minutes // 60:02d}:{minutes % 60:02d}")
    text = as_text(value)
    found = parse_time(text.zfill(4) if text.isdigit() and len(text) == 3 else text)
    if found is None:
        return Read("", (("time_unreadable", f"“{text}” is not a time of day."),))
    return Read(found)
