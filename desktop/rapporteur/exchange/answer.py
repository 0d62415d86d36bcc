"""What the reading process answered, checked before it is believed.

The reading process handled a file of unknown origin and may have been taken over by it. So each
message is checked for its shape, texts are taken as cell values only, and the size is bounded.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time
from functools import lru_cache
from itertools import chain
from typing import Any

from rapporteur.domain.workbook import (
    ENCODINGS,
    READINGS,
    SEPARATORS,
    Area,
    Book,
    CellValue,
    Reading,
    Sheet,
)
from rapporteur.exchange.limits import Limits
from rapporteur.exchange.refusals import notice

_SENT = frozenset({str, int, float, bool, type(None), list})  # a list of one text is a moment


class MalformedAnswerError(Exception):
    """The reading process said something that it never says when it works."""


class Answer:
    """Collects the messages of one reading. `complete` once it ended or refused."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._sheets: list[_SheetParts] = []
        self._cells = 0
        self._notices: list[str] = []
        self._reading = Reading()
        self.rows_read = 0
        self.complete = False
        self.refused = ""
        self.refused_number = 0

    def take(self, line: bytes) -> None:
        """Take in one message; MalformedAnswerError where it is none."""
        try:
            match json.loads(line):
                case ["sheet", str(name), bool(hidden)] if len(self._sheets) < self._limits.sheets:
                    self._sheets.append(_SheetParts(name, hidden))
                case ["reading", str(kind), str(encoding), str(separator)] if (
                    kind in READINGS
                    and encoding in {"", *ENCODINGS}
                    and separator in {"", *SEPARATORS}
                ):
                    self._reading = Reading(kind, encoding, separator)
                case ["rows", list(rows)]:
                    self._take_rows(rows)
                case ["details", list(), list(), list(), list(), list()] as details:
                    self._sheets[-1].take_details(*details[1:])
                case ["notice", str(code), int(number)]:
                    sheet = self._sheets[-1].name if self._sheets else ""
                    self._notices.append(notice(code, sheet, number))
                case ["refused", str(code), int(number)]:
                    self.refused, self.refused_number, self.complete = code, number, True
                case ["end"]:
                    self.complete = True
                case _:
                    raise MalformedAnswerError
        except (ValueError, TypeError, IndexError, KeyError, RecursionError) as error:
            raise MalformedAnswerError from error

    def book(self, name: str, sha256: str) -> Book:
        """The values as a book."""
        sheets = tuple(parts.sheet() for parts in self._sheets)
        return Book(name, sha256, sheets, tuple(self._notices), self._reading)

    def _take_rows(self, rows: list[Any]) -> None:
        taken = self._sheets[-1].rows
        kinds = set(map(type, chain.from_iterable(rows)))  # of the whole block at once
        if not kinds <= _SENT:
            raise MalformedAnswerError
        self._cells += sum(map(len, rows))
        # Most texts of a list come again and again: what is kept of each is one, not thousands.
        one_of = dict[str, str]().setdefault
        taken.extend(
            tuple(
                [
                    one_of(v, v) if type(v) is str else _moment(*v) if type(v) is list else v
                    for v in row
                ]
            )
            for row in rows
        )
        self.rows_read += len(rows)
        if len(taken) > self._limits.rows or self._cells > self._limits.cells:
            raise MalformedAnswerError


class _SheetParts:
    """One sheet while it comes in."""

    def __init__(self, name: str, hidden: bool) -> None:
        self.name = name
        self._hidden = hidden
        self.rows: list[tuple[CellValue, ...]] = []
        self._details: dict[str, Any] = {}

    def take_details(
        self, merged: list[Any], rows: list[Any], columns: list[Any], struck: list[Any],
        shown: list[Any],
    ) -> None:  # fmt: skip
        self._details = {
            "merged": tuple(Area(*map(_whole, area)) for area in merged),
            "hidden_rows": frozenset(map(_whole, rows)),
            "hidden_columns": frozenset(map(_whole, columns)),
            "struck": frozenset((_whole(row), _whole(column)) for row, column in struck),
            "numbers_as_shown": {(_whole(r), _whole(c)): str(t)[:100] for r, c, t in shown},
        }

    def sheet(self) -> Sheet:
        return Sheet(self.name, self._hidden, tuple(self.rows), **self._details)


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise MalformedAnswerError
    return value


@lru_cache(maxsize=10_000)  # a list has few different days
def _moment(text: str) -> date | datetime | time:
    """A date or time from its ISO text."""
    if len(text) == 10:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if "T" in text else time.fromisoformat(text)
