"""What the reading process said of a Word document, checked before it is believed."""

from __future__ import annotations

import json
from typing import Any

from rapporteur.domain.returned_protocol import WordDocument, WordLine, WordRemark
from rapporteur.exchange.incoming.answer import MalformedAnswerError
from rapporteur.exchange.returned.document import (
    LONGEST,
    MOST_LINES,
    MOST_MARKS,
    MOST_REMARKS,
    MOST_TEXT,
)
from rapporteur.exchange.returned.refusals import notice

_LONGEST_NAME = 200
_MOST_NOTICES = 100
_FARTHEST = 1 << 31


class DocumentAnswer:
    """Collects the messages of one reading. `complete` once it ended or refused."""

    def __init__(self) -> None:
        self._lines: list[WordLine] = []
        self._remarks: list[WordRemark] = []
        self._notices: list[str] = []
        self._letters = 0
        self.rows_read = 0
        self.complete = False
        self.refused = ""
        self.refused_number = 0

    def take(self, line: bytes) -> None:
        """Take in one message; MalformedAnswerError where it is none."""
        try:
            match json.loads(line):
                case ["line", *values] if len(self._lines) < MOST_LINES:
                    self._take_line(*values)
                case ["remark", *values] if len(self._remarks) < MOST_REMARKS:
                    number, author, text = values
                    self._remarks.append(
                        WordRemark(_text(number, 20), _text(author), _text(text, LONGEST))
                    )
                case ["notice", str(code), int(number)] if len(self._notices) < _MOST_NOTICES:
                    self._notices.append(notice(code, _count(number)))
                case ["refused", str(code), int(number)]:
                    self.refused, self.refused_number = code, _count(number)
                    self.complete = True
                case ["end"]:
                    self.complete = True
                case _:
                    raise MalformedAnswerError
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise MalformedAnswerError from error

    def document(self, name: str, sha256: str) -> WordDocument:
        """The values as a document."""
        return WordDocument(
            name, sha256, tuple(self._lines), tuple(self._remarks), tuple(self._notices)
        )

    def _take_line(self, *values: Any) -> None:
        text, style, table, row, cell, inserted, deleted, marks, remarks = values
        if max(len(marks), len(remarks)) > MOST_MARKS:
            raise MalformedAnswerError
        whole = _text(text, LONGEST)
        self._letters += len(whole)
        if self._letters > MOST_TEXT:
            raise MalformedAnswerError
        self._lines.append(
            WordLine(
                whole,
                _text(style),
                table=_count(table),
                row=_count(row),
                cell=_count(cell),
                inserted=_count(inserted),
                deleted=_count(deleted),
                marks=tuple(_range(one, len(whole)) for one in marks),
                remarks=tuple(_range(one, len(whole)) for one in remarks),
            )
        )
        self.rows_read += 1


def _text(value: Any, most: int = _LONGEST_NAME) -> str:
    """A text, whole letters only."""
    if type(value) is not str or len(value) > most:
        raise MalformedAnswerError
    value.encode()
    return value


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value < _FARTHEST:
        raise MalformedAnswerError
    return value


def _range(value: Any, length: int) -> tuple[str, int, int]:
    name, first, behind = value
    if not 0 <= _count(first) <= _count(behind) <= length:
        raise MalformedAnswerError
    return _text(name), first, behind
