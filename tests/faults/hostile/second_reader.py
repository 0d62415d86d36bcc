"""Another reader, with which our own must agree: openpyxl for .xlsx, calamine for the others.

A process with bounds of its own, since other readers hang or run out of memory on files of which
ours does not. It is sent one path per line and answers with one JSON line: the cells by sheet, or
null where it cannot read the file.
"""

from __future__ import annotations

import json
import resource
import select
import subprocess
import sys
import warnings
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any

MEGABYTE = 1 << 20
MEMORY = 1024 * MEGABYTE
SECONDS = 10
ROWS, COLUMNS = 3000, 200  # more than any of our lists has; what stands beyond is not compared

Cells = dict[str, list[list[Any]]]


def plain(value: Any) -> Any:
    """A value in one form whoever read it: whole numbers, dates and times as text."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float) and isfinite(value) and value.is_integer():
        return int(value)
    if isinstance(value, datetime):
        value = value.replace(microsecond=0)
        return value.isoformat() if value.time() != time() else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time | timedelta):
        if isinstance(value, time):
            value = timedelta(hours=value.hour, minutes=value.minute)
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return value if value != "" else None


def trimmed(rows: Iterable[Iterable[Any]]) -> list[list[Any]]:
    """The rows without the emptiness to the right and below."""
    found = []
    for row in islice(rows, ROWS):
        cells = [plain(value) for value in islice(row, COLUMNS)]
        while cells and cells[-1] is None:
            cells.pop()
        found.append(cells)
    while found and not found[-1]:
        found.pop()
    return found


class SecondReader:
    """Starts the other reader, and starts it again when it was lost over a file."""

    def __init__(self) -> None:
        self.lost = 0
        self._process = self._start()

    def cells(self, path: Path) -> Cells | None:
        """The cells by sheet; None where it cannot read the file, hung, or went away."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], SECONDS)
        line = self._process.stdout.readline() if ready else ""
        if not line:
            self.lost += 1
            self.close()
            self._process = self._start()
            return None
        found: Cells | None = json.loads(line)
        return found

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()

    @staticmethod
    def _start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults.hostile.second_reader"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip


def _by_openpyxl(path: Path) -> Cells:
    import openpyxl

    found = {}
    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=ROWS, max_col=COLUMNS, values_only=True)
        found[sheet.title] = trimmed(rows)
    book.close()
    return found


def _by_calamine(path: Path) -> Cells:
    from python_calamine import CalamineWorkbook

    found = {}
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=ROWS)
        found[name] = trimmed(rows)
    return found


def main() -> None:
    """Answer until nobody asks any more."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    answer, sys.stdout = sys.stdout, sys.stderr  # some libraries print what they think
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        path = Path(line.rstrip("\n"))
        try:
            found = json.dumps(
                (_by_openpyxl if path.suffix in {".xlsx", ".xlsm"} else _by_calamine)(path)
            )
        except BaseException:  # noqa: BLE001 - whatever it is, this reader cannot read the file
            found = "null"
        print(found, file=answer, flush=True)


if __name__ == "__main__":
    main()
