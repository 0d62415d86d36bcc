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
from rapporteur.exchange.lists.content import EMAIL, choice_code, is_phone
from rapporteur.exchange.lists.joined import date_and_place, dates_in, journey
from rapporteur.exchange.lists.texts import (
    has_control,
    is_error,
    is_plain,
    is_unconfirmed,
    tidy,
    unmixed,
)

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,3}", re.IGNORECASE)
_PASSPORT_WORDS = re.compile(
    r"(?<!\w)(?:действ\w*|до|срок\w*|valid\w*|until|till|up\s*to|upto|exp\w*\.?|issued?|on|date|of|"
    r"выдан\w*|от)(?!\w)|[()]",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"(?<!\w)(?:issued?|выдан\w*|от)(?!\w)", re.IGNORECASE)
_CONTACT_WORDS = re.compile(
    r"(?<!\w)(?:e-?mail|mail|phone|mobile|mob|tel|тел|моб|почта|эл)(?!\w)[.:]*", re.IGNORECASE
)
_FIVE_DIGITS = re.compile(r"\d{5}")
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000  # 1927 to 2119
_MOST_SEEN = 5_000  # texts of one column that are remembered; where there are more, few come again
_EXACT_BELOW = 10**15  # a spreadsheet keeps fifteen digits of a number
_FOLLOWING = {"arrival_date": "departure_date", "passport_issued": "passport_expiry"}
_TIMES = {"arrival_date": "arrival_time", "departure_date": "departure_time"}
_WAYS = frozenset({"arrival", "departure"})
LINES = frozenset(
    {"full_name", "name_and_designation", "remarks", "date_of_birth", "place_of_birth"}
)

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

    def __init__(
        self,
        target: str,
        values: Iterable[CellValue] = (),
        birth_from: int = 0,
        *,
        lines: bool = False,
    ) -> None:
        """`values` are all cells of the column; `birth_from` is the first year of birth.

        `lines` keeps the line breaks of texts that somebody else will take apart.
        """
        self._field: Field = DELEGATE[target]
        self._lines = lines or target in LINES
        self._seen: dict[str, Read] = {}
        born = target in {"date_of_birth", "place_of_birth"}
        self._earliest = birth_from if born and birth_from else EARLIEST
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
            self._of_text = self._passport
        elif target == "place_of_birth":
            self._of_text = self._place
        elif target in {"arrival_flight", "departure_flight"}:
            self._of_text = self._flight

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
            found = self._read_text(value)
            if len(self._seen) < _MOST_SEEN:
                self._seen[value] = found
        return found

    def plain(self, value: CellValue) -> str | None:
        """What `read` gives of a cell of which it has nothing more to say; else None."""
        if type(value) is str:
            # Of letters of one alphabet and no marks `read` would find no more to say than this.
            if self._of_text is _plain and value[:1] != "#" and is_plain(value):
                text = tidy(value)
                return None if is_unconfirmed(text) else text
            if self._of_text is _email and _is_plain_email(value):
                return value
            found = self._seen.get(value) or self._read_text(value)
        else:
            found = self.read(value)
        return None if found.problems or found.extra else found.value

    def _read_text(self, raw: str) -> Read:
        text = tidy(raw, lines=self._lines)
        problems: list[Problem] = []
        if has_control(raw):
            problems.append(("control_characters", "Invisible control characters were left out."))
        if not text:
            return Read("", tuple(problems)) if problems else _NOTHING
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
            return _serial(value)
        return self._date(as_text(value))

    def _parsed(self, text: str) -> ParsedDate | None:
        return parse_date(text, month_first=self._month_first, earliest=self._earliest)

    def _date(self, text: str) -> Read:
        found = self._parsed(text)
        if found is None and _is_serial(text):
            return _serial(int(text))
        if found is None:
            return self._date_and_more(text)
        iso = found.value.isoformat()
        if not found.ambiguous:
            return Read(iso)
        return Read(iso, (("date_ambiguous", f"“{text}” was read with the day first: {iso}."),))

    def _date_and_more(self, text: str) -> Read:
        """A date with a time, a flight or a second date beside it."""
        key = self._field.key
        dates, rest = dates_in(text, self._parsed)
        head = text.rpartition(" ")[0]
        while head and not dates:
            dates = [p.value.isoformat()] if (p := self._parsed(head.rstrip(" ,"))) else []
            rest = text[len(head) :]
            head = head.rpartition(" ")[0]
        extra: dict[str, str] = {}
        if key in _TIMES:
            extra, rest = journey(rest, key.partition("_")[0], self._parsed)
        elif key == "date_of_birth" and (born := date_and_place(text, self._parsed)):
            return Read(born[0], (), {"place_of_birth": born[1]})
        if len(dates) == 1 and extra and not any(c.isalnum() for c in rest):
            return Read(dates[0], (), extra)
        if len(dates) == 1:
            why = f"“{_line(text)}” holds more than a date; {dates[0]} was taken."
            return Read(dates[0], (("date_with_text", why),), extra)
        if len(dates) == 2 and key in _FOLLOWING and dates[0] <= dates[1]:
            return Read(dates[0], (), {**extra, _FOLLOWING[key]: dates[1]})
        why = f"“{_line(text)}” is not a date that can be read."
        return Read("", (("date_unreadable", why),))

    def _place(self, text: str) -> Read:
        """A place of birth, perhaps with the date before it."""
        if born := date_and_place(text, self._parsed):
            return Read(born[1], (), {"date_of_birth": born[0]})
        if found := self._parsed(text):
            return Read("", (), {"date_of_birth": found.value.isoformat()})
        line = _line(text)
        if not any(c.isalpha() for c in line):
            return Read("", (("place_unreadable", f"“{line}” is not a place."),))
        return Read(line)

    def _flight(self, text: str) -> Read:
        """A flight, perhaps with its date, time or terminal: "SU 232 / 04:55"."""
        key = self._field.key
        found, rest = journey(text, key.partition("_")[0], self._parsed)
        flight = found.pop(key, "")
        if not found or not (flight or rest):
            return Read(text)
        if flight and rest:
            found["remarks"] = text  # a route or a second leg: nothing of it may be lost
        return Read(flight or rest, (), found)

    def _passport(self, text: str) -> Read:
        """A passport number, with date of issue and expiry where they stand in the same cell."""
        if _SCIENTIFIC.fullmatch(text):
            return Read("", (_lost(text),))
        dates, rest = dates_in(text, self._parsed)
        if not 1 <= len(dates) <= 2:
            return Read(text)
        number = " ".join(_PASSPORT_WORDS.sub(" ", rest).split()).strip(" ,;:/-–—")
        if len(dates) == 2:
            first, last = sorted(dates)
            return Read(number, (), {"passport_issued": first, "passport_expiry": last})
        key = "passport_issued" if _ISSUED.search(text) else "passport_expiry"
        return Read(number, (), {key: dates[0]})

    def _time(self, text: str) -> Read:
        found = parse_time(text)
        way = self._field.key.partition("_")[0]
        if found is None and way in _WAYS:
            parts, rest = journey(text, way, self._parsed)
            found = parts.pop(self._field.key, "")
            if found and parts and not rest:
                return Read(found, (), parts)
        if not found:
            return Read("", (("time_unreadable", f"“{text}” is not a time of day."),))
        return Read(found)

    def _choice(self, text: str) -> Read:
        code = choice_code(text, self._field.choices)
        if code:
            return Read(code)
        label = self._field.label
        return Read("", (("choice_unknown", f"“{text}” is none of the values of “{label}”."),))


def _is_serial(text: str) -> bool:
    """Whether a text is the number of a day, as it stands in what was saved of a workbook."""
    return bool(_FIVE_DIGITS.fullmatch(text)) and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL


def _serial(number: float) -> Read:
    """The number that a spreadsheet keeps for a day."""
    iso = (date(1899, 12, 30) + timedelta(days=int(number))).isoformat()
    return Read(iso, (("date_serial", f"The number {number:g} was read as {iso}."),))


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


def _line(text: str) -> str:
    """A text of several lines in one."""
    return " ".join(text.split())


def _plain(text: str) -> Read:
    return Read(text)


def _list(text: str) -> Read:
    return Read(join_list(re.split(r"[;\n]" if ";" in text else r"[,\n]", text)))


def _email(text: str) -> Read:
    text = text.removeprefix("mailto:").strip("<>;, ")
    if EMAIL.fullmatch(text):
        return Read(text)
    found = EMAIL.findall(text)
    if not found:
        return Read(text, (("email_doubtful", f"“{text}” does not look like an e-mail address."),))
    rest = _CONTACT_WORDS.sub(" ", EMAIL.sub(" ", text)).strip(" ,;:/|")
    if rest and is_phone(rest):
        return Read("; ".join(found), (), {"phone": " ".join(rest.split())})
    return Read(text)


def _is_plain_email(text: str) -> bool:
    return is_plain(text) and text[:7] != "mailto:" and EMAIL.fullmatch(text) is not None


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
