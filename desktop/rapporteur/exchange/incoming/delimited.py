"""Lists as plain text: .csv, .txt, and what was copied as text. Runs in the reading process.

Every cell stays the text that it is: nothing is made a number, so no zero in front and no plus
is lost. Encoding and separator are found out where nobody has chosen them.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from rapporteur.domain.workbook import SEPARATORS, Reading
from rapporteur.exchange.incoming.emitting import Emit, emit_rows
from rapporteur.exchange.incoming.encodings import decode, find_encoding
from rapporteur.exchange.incoming.limits import Limits, Refused
from rapporteur.exchange.incoming.sheet_xml import Details

SHEET = "Text"

_SAMPLED = 300  # lines that decide which separator it is
_LONGEST_CELL = 40  # lines in one cell; more of them are a quotation mark left open
_SAID = re.compile(r'^"?sep=(.)"?[;,\t]*\r?(?:\n|$)', re.IGNORECASE)
_NOWHERE, _END = "\x1f", "\x1e"  # characters that no text holds
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# How programs keep a spreadsheet from taking a text for a number or a formula.
_AS_FORMULA = re.compile(r'="([^"]*)"')
_APOSTROPHE = re.compile(r"'(?=[=+\-@\t\r])")


def read_text(data: bytes, wanted: Reading, limits: Limits, emit: Emit) -> None:
    """Emit the one sheet of a text; Refused where it is no text or holds no lines."""
    encoding = wanted.encoding or find_encoding(data)
    text, broken = decode(data, encoding)
    said = _SAID.match(text)
    if said is not None:
        text = text[said.end() :]
    text = _BREAKS.sub("\n", text.replace("\x00", "").rstrip("\x1a"))
    if text.strip().count("\n") == 0:
        raise Refused("no_text" if wanted.encoding else "one_line")
    separator = wanted.separator
    if separator not in SEPARATORS:
        named = said.group(1) if said is not None else ""
        separator = named if named in SEPARATORS else find_separator(text)
    emit(["reading", "text", encoding, separator])
    emit(["sheet", SHEET, False])
    if broken:
        emit(["notice", "no_letters", broken])
    quoted = _quotes_close(text, separator)
    if not quoted:
        emit(["notice", "open_quote", 0])
    emit_rows(_rows(text, separator, limits, quoted=quoted), Details(), limits, emit)


def find_separator(text: str) -> str:
    """The separator that cuts the most lines into equally many values; "" for one column."""
    best, worth = "", 0.0
    for separator in SEPARATORS:
        counts: Counter[int] = Counter()
        try:
            for row, _ in zip(_reader(text, separator, quoted=True), range(_SAMPLED), strict=False):
                if any(cell.strip() for cell in row):
                    counts[len(row)] += 1
        except csv.Error:
            continue
        columns, lines = max(
            counts.items(), key=lambda item: (item[0] > 1) * item[1], default=(1, 0)
        )
        share = lines / max(sum(counts.values()), 1)
        # A comma in every address must not win against three columns with semicolons.
        found = share * share * min(columns - 1, 12)
        if found > worth:
            best, worth = separator, found
    return best


def _reader(text: str, separator: str, *, quoted: bool) -> Iterator[list[str]]:
    csv.field_size_limit(1 << 28)
    lines = io.StringIO(text, newline="")
    if quoted:
        return csv.reader(lines, delimiter=separator or _NOWHERE)
    return csv.reader(lines, delimiter=separator or _NOWHERE, quoting=csv.QUOTE_NONE)


def _quotes_close(text: str, separator: str) -> bool:
    """Whether every quotation mark that opens a cell is closed again, within a cell's length."""
    if '"' not in text:
        return True
    end, last = 0, list[str]()
    reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=separator or _NOWHERE)
    for last in reader:  # noqa: B007 - what stands in the last one is the answer
        if reader.line_num - end > _LONGEST_CELL:
            return False
        end = reader.line_num
    return last == [_END]


def _rows(text: str, separator: str, limits: Limits, *, quoted: bool) -> Iterator[list[str | None]]:
    cells = 0
    for number, row in enumerate(_reader(text, separator, quoted=quoted), 1):
        cells += len(row)
        if number > limits.rows or cells > limits.cells or len(row) > limits.columns:
            raise Refused("cells", limits.cells)
        yield [plain_text(cell) for cell in row]


def plain_text(cell: str) -> str | None:
    """The text of a cell without what guards it from spreadsheets; None for an empty one."""
    guarded = _AS_FORMULA.fullmatch(cell.strip())
    if guarded is not None:
        return guarded.group(1) or None
    return _APOSTROPHE.sub("", cell, count=1) if cell.startswith("'") else cell.strip(" \t") or None
