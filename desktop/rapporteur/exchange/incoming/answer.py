"""What the reading process answered, checked before it is believed.

The reading process handled a file of unknown origin and may have been taken over by it. So each
message is checked for its shape, texts are taken as cell values only, and the size is bounded.
"""

from __future__ import annotations

import json
from collections.abc import Sized
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
from rapporteur.exchange.incoming.limits import Limits
from rapporteur.exchange.incoming.refusals import notice

_LONGEST_NAME = 255  # letters of a sheet's
_MOST_NOTICES = 1000
_WIDEST = 16_384  # columns; no program has more
_FARTHEST = 1 << 31  # rows and columns
_LARGEST = 1.8e308  # numbers
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
            match json.loads(line, parse_constant=_no_number):
                case ["sheet", str(name), bool(hidden)] if len(self._sheets) < self._limits.sheets:
                    self._sheets.append(_SheetParts(_name(name), hidden))
                case ["reading", str(kind), str(encoding), str(separator)] if (
                    kind in READINGS
                    and encoding in {"", *ENCODINGS}
                    and separator in {"", *SEPARATORS}
                ):
                    self._reading = Reading(kind, encoding, separator)
                case ["rows", list(rows)]:
                    self._take_rows(rows)
                case ["details", list(), list(), list(), list(), list()] as details:
                    self._sheets[-1].take_details(*details[1:], most=self._limits.cells)
                case ["notice", str(code), int(number)] if len(self._notices) < _MOST_NOTICES:
                    sheet = self._sheets[-1].name if self._sheets else ""
                    self._notices.append(notice(code, sheet, _place(number)))
                case ["refused", str(code), int(number)]:
                    self.refused, self.refused_number = code, _place(number)
                    self.complete = True
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
        if not kinds <= _SENT or not set(map(type, rows)) <= {list}:
            raise MalformedAnswerError
        if kinds & {int, float}:
            _check_numbers(rows)
        if max(map(len, rows), default=0) > _WIDEST:
            raise MalformedAnswerError
        self._cells += sum(map(len, rows))
        # Most texts of a list come again and again: what is kept of each is one, not thousands.
        texts: dict[str, str] = {}
        one_of = texts.setdefault
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
        if max(map(len, texts), default=0) > self._limits.text_length:
            raise MalformedAnswerError
        "".join(texts).encode()  # half a letter is none, and could not be stored
        if len(taken) > self._limits.rows or self._cells > self._limits.cells:
            raise MalformedAnswerError
        if self.rows_read > self._limits.cells:  # empty ones, in a hundred sheets
            raise MalformedAnswerError


class _SheetParts:
    """One sheet while it comes in."""

    def __init__(self, name: str, hidden: bool) -> None:
        self.name = name
        self._hidden = hidden
        self.rows: list[tuple[CellValue, ...]] = []
        self._merged: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._struck: set[tuple[int, int]] = set()
        self._shown: dict[tuple[int, int], str] = {}
        self._height = 0  # of all merged ranges

    def take_details(
        self, merged: list[Any], rows: list[Any], columns: list[Any], struck: list[Any],
        shown: list[Any], *, most: int,
    ) -> None:  # fmt: skip
        """Take in some of the details; a long list comes in several messages."""
        for area in (Area(*map(_place, found)) for found in merged):
            self._merged.append(area)
            self._height += max(area.bottom - area.top, 0) + 1
        self._hidden_rows.update(map(_place, rows))
        self._hidden_columns.update(map(_place, columns))
        self._struck.update((_place(row), _place(column)) for row, column in struck)
        self._shown.update(((_place(r), _place(c)), _name(t)) for r, c, t in shown)
        everything: tuple[Sized, ...] = (
            self._hidden_rows,
            self._hidden_columns,
            self._struck,
            self._shown,
        )
        if max(self._height, *map(len, everything)) > most:
            raise MalformedAnswerError

    def sheet(self) -> Sheet:
        return Sheet(
            self.name, self._hidden, tuple(self.rows),
            merged=tuple(self._merged),
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
            struck=frozenset(self._struck),
            numbers_as_shown=self._shown,
        )  # fmt: skip


def _place(value: Any) -> int:
    """The number of a row or column, or of how many of something there are."""
    if type(value) is not int or not 0 <= value < _FARTHEST:
        raise MalformedAnswerError
    return value


def _name(text: Any) -> str:
    """A short text, whole letters only."""
    if type(text) is not str or len(text) > _LONGEST_NAME:
        raise MalformedAnswerError
    text.encode()
    return text


def _no_number(_word: str) -> Any:
    """For what JSON has no number for, and no cell has either."""
    raise MalformedAnswerError


def _check_numbers(rows: list[Any]) -> None:
    numbers = [v for v in chain.from_iterable(rows) if type(v) is int or type(v) is float]
    if not -_LARGEST < min(numbers) <= max(numbers) < _LARGEST:
        raise MalformedAnswerError


@lru_cache(maxsize=10_000)  # a list has few different days
def _moment(text: str) -> date | datetime | time:
    """A date or time from its ISO text."""
    if len(text) == 10:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if "T" in text else time.fromisoformat(text)
