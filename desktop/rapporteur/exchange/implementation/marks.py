"""The hidden marks of an implementation table, by which it is known when it comes back.

A hidden line above the headings says of each column what it holds, and in the hidden last column
whose sheet it is and which items it had. Below, each row says which item it is and what was sent
of it. Each mark stands in the row or column it speaks of: rows may be sorted and columns moved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, urlencode

from rapporteur.domain.action_sheets import Stamp
from rapporteur.domain.actions import ACTION_STATES
from rapporteur.domain.editing import clean_text

# What stands in the columns, in their order; the last three are filled in by the body.
NUMBER, TEXT, RESPONSIBLE, DUE, REPORTED = "number", "text", "responsible", "due", "reported"
STATUS, DATE, REMARK = "status", "date", "remark"
COLUMNS = (NUMBER, TEXT, RESPONSIBLE, DUE, REPORTED, STATUS, DATE, REMARK)
OPEN_COLUMNS = (STATUS, DATE, REMARK)

HEADINGS: Mapping[str, Mapping[str, str]] = {
    NUMBER: {"en": "No.", "ru": "№"},
    TEXT: {"en": "Action", "ru": "Поручение"},
    RESPONSIBLE: {"en": "Responsible", "ru": "Ответственные"},
    DUE: {"en": "Due", "ru": "Срок исполнения"},
    REPORTED: {"en": "Reported so far", "ru": "Сообщено ранее"},
    STATUS: {"en": "Status", "ru": "Состояние"},
    DATE: {"en": "Date of report", "ru": "Дата сообщения"},
    REMARK: {"en": "Progress, remarks", "ru": "Ход исполнения, примечания"},
}

_TABLE = "rapporteur:actions?"
_ROW = "rapporteur:action?"
_COLUMN = "rapporteur:action-field:"
_LETTERS = 8  # of a uuid: enough to tell the items of one session apart
_MOST_ITEMS = 2_000  # that one cell can name
_LONGEST = 200  # characters of a body's name
_STATES = frozenset({"", *(state.code for state in ACTION_STATES)})
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|")


def short(uuid: str) -> str:
    """The beginning of a uuid, by which a sheet names the items that it had."""
    return uuid[:_LETTERS]


def table_text(body: str, uuids: Sequence[str]) -> str:
    """What the sheet says of itself: whom it was sent to, and which items it has."""
    items = ".".join(short(uuid) for uuid in uuids[:_MOST_ITEMS])
    return _TABLE + urlencode({"body": body[:_LONGEST], "items": items})


def read_table(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Body and items of a sheet out of `table_text`; None for any other text."""
    if not text.startswith(_TABLE):
        return None
    said = _values(text.removeprefix(_TABLE))
    items = tuple(part for part in said.get("items", "").split(".") if part)
    return clean_text(said.get("body", ""))[:_LONGEST], items


def column_text(key: str) -> str:
    """What stands above the heading of a column."""
    return f"{_COLUMN}{key}"


def read_column(text: str) -> str:
    """The key out of `column_text`; "" for any other text."""
    key = text.removeprefix(_COLUMN).strip()
    return key if text.startswith(_COLUMN) and key in COLUMNS else ""


def row_text(stamp: Stamp) -> str:
    """The hidden reference of a row."""
    said = {"id": stamp.uuid, "status": stamp.status, "n": stamp.entries, "due": stamp.due_date}
    return _ROW + urlencode({key: value for key, value in said.items() if value != ""})


def read_row(text: str) -> Stamp | None:
    """The stamp out of `row_text`; None for any other text, and where it was tampered with."""
    if not text.startswith(_ROW):
        return None
    said = _values(text.removeprefix(_ROW))
    uuid, entries = said.get("id", "").lower(), said.get("n", "0")
    status, due = said.get("status", ""), said.get("due", "")
    plain = entries.isascii() and entries.isdigit() and len(entries) < 7
    if not _UUID.fullmatch(uuid) or status not in _STATES or not plain or not _DAY.fullmatch(due):
        return None
    return Stamp(uuid, status, int(entries), due)


def _values(text: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(text, max_num_fields=20).items()}
