"""The hidden line by which sheets that we sent out are known when they come back filled in.

Above the headings of a template or a correction sheet stands a hidden line. Each column says in
it which field it is, and the hidden last column says what the sheet is, whose it is and from
which list it was made. So headings may be moved about or translated, and still nothing has to
be asked. No value of a person stands in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, urlencode

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.editing import clean_text
from rapporteur.domain.workbook import Book, CellValue, Sheet
from rapporteur.exchange.lists.headings import FIELD

TEMPLATE, CORRECTION = "template", "correction"

# What stands over the columns with our remarks; they are never read.
FAULT_HEADINGS = {"en": "What is wrong", "ru": "Что исправить"}
WHERE_HEADINGS = {"en": "Row of your list", "ru": "Строка вашего списка"}

_KIND = "rapporteur:sheet?"
_ROWS_SEARCHED = 60
_LONGEST = 200  # characters of a sender's name
_LIST = "list:"
_LETTERS = 16  # of the hash of a list: enough to tell the lists of one session apart


@dataclass(frozen=True, slots=True)
class Mark:
    """What a marked sheet says of itself. `fields` are field keys by column, "" for none.

    `side` is the code of the side to which everybody in it belongs, `sender` who is asked to
    fill it in; both may be "". `row` is where the mark stands: the headings are below.
    """

    kind: str
    side: str = ""
    sender: str = ""
    row: int = 0
    fields: Mapping[int, str] = field(default_factory=dict)

    @property
    def header_row(self) -> int:
        """The row of the headings."""
        return self.row + 1


def mark_text(mark: Mark) -> str:
    """What stands in the hidden column."""
    said = {"kind": mark.kind, "side": mark.side, "sender": mark.sender[:_LONGEST]}
    return _KIND + urlencode({key: value for key, value in said.items() if value})


def field_text(key: str) -> str:
    """What stands above the heading of a column."""
    return f"{FIELD}{key}"


def find_mark(sheet: Sheet) -> Mark | None:
    """The mark of `sheet`; None where it has none, or one of a later version of the program."""
    for number, row in enumerate(sheet.rows[:_ROWS_SEARCHED], 1):
        texts = [v for v in row if isinstance(v, str) and v.startswith("rapporteur:")]
        said = next((text for text in texts if text.startswith(_KIND)), "")
        if said and number < len(sheet.rows):
            return _read(said, row, number)
    return None


def find_marks(book: Book) -> dict[str, Mark]:
    """The marks of all marked sheets that are to be seen, by the name of the sheet."""
    found = ((sheet.name, find_mark(sheet)) for sheet in book.sheets if not sheet.hidden)
    return {name: mark for name, mark in found if mark is not None}


def mark_of(book: Book) -> Mark | None:
    """What a marked book says of itself; side and sender only where its sheets agree on them."""
    marks = list(find_marks(book).values())
    if not marks:
        return None
    sides, senders = {mark.side for mark in marks}, {mark.sender for mark in marks}
    return replace(
        marks[0],
        side=marks[0].side if len(sides) == 1 else "",
        sender=marks[0].sender if len(senders) == 1 else "",
    )


def row_reference(sha256: str, sheet: str, row: int) -> str:
    """The reference of a row that is nobody's yet: which row of which list it was."""
    name = hashlib.sha256(sheet.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{_LIST}{sha256[:_LETTERS]}.{name}.{row}"


def with_row(reference: str, row: str) -> str:
    """`reference` with the row of one more list through which the same row has gone."""
    if not reference:
        return row
    return f"{reference} {row}" if is_row_reference(reference) else reference


def rows_in(reference: str) -> tuple[str, ...]:
    """The references of all rows that one names, the first list first."""
    return tuple(part for part in reference.split() if is_row_reference(part))


def list_of(row: str) -> str:
    """The first letters of the hash of the list that the reference of one row names."""
    return row.removeprefix(_LIST).partition(".")[0]


def row_number(row: str) -> int:
    """The row that the reference of one row names; 0 where somebody has tampered with it."""
    number = row.rpartition(".")[2]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0


def is_row_reference(reference: str) -> bool:
    """Whether a reference names rows of lists and not a person."""
    return reference.startswith(_LIST)


def is_remark(heading: str) -> bool:
    """Whether a column under `heading` holds only what we wrote to the sender."""
    return heading in _REMARKS


def _read(said: str, row: Sequence[CellValue], number: int) -> Mark | None:
    values = {key: clean_text(v[0]) for key, v in parse_qs(said.removeprefix(_KIND)).items()}
    if values.get("kind") not in {TEMPLATE, CORRECTION}:
        return None
    fields: dict[int, str] = {}
    for column, value in enumerate(row, 1):
        if isinstance(value, str) and value.startswith(FIELD):
            key = value.removeprefix(FIELD).strip()
            if not key or _known(key):
                fields[column] = key
    if not any(fields.values()):
        return None
    side, sender = values.get("side", ""), values.get("sender", "")[:_LONGEST]
    return Mark(values["kind"], side, sender, number, fields)


def _known(key: str) -> bool:
    return key in DELEGATE or any(key == f.key for f in DELEGATE.derived)


_REMARKS = frozenset({*FAULT_HEADINGS.values(), *WHERE_HEADINGS.values()})
