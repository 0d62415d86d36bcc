"""The made lists as texts: what a spreadsheet writes when it saves one sheet as .csv."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from tests.exchange.lists import SAMPLES

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866")

Rows = list[list[str]]


def truth(name: str) -> dict[str, Any]:
    """What an import of the made list must find."""
    found: dict[str, Any] = json.loads(
        (SAMPLES / "suite" / f"{name}.json").read_text(encoding="utf-8")
    )
    return found


def shown(value: object) -> str:
    """A cell as a Russian or Indian spreadsheet shows it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return str(value)


def cells(name: str, sheet: str) -> Rows:
    """The texts of one sheet of a made list."""
    book = openpyxl.load_workbook(SAMPLES / "suite" / f"{name}.xlsx", data_only=True)
    return [[shown(v) for v in row] for row in book[sheet].iter_rows(values_only=True)]


def as_text(rows: Sequence[Sequence[str]], separator: str = ";") -> str:
    """The rows as separated values."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue()


def writable(rows: Rows) -> Rows:
    """The rows with only the letters that every Cyrillic encoding has."""
    return [["".join(filter(_everywhere, text)) for text in row] for row in rows]


def _everywhere(letter: str) -> bool:
    try:
        return all(letter.encode(name) for name in ENCODINGS)
    except UnicodeEncodeError:
        return False


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A file with this text, its line ends untouched."""
    path.write_bytes(text.encode(encoding))
    return path
