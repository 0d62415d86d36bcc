"""How much of a workbook from outside the program is willing to take in."""

from __future__ import annotations

from dataclasses import dataclass

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading; sizes in bytes, times in seconds.

    The defaults take 100,000 people with 15 columns. `seconds` is the wall clock of the whole
    reading as well as the processor time of the reading process.
    """

    file_bytes: int = 20 * _MEGABYTE
    parts: int = 2000
    part_bytes: int = 200 * _MEGABYTE
    total_bytes: int = 300 * _MEGABYTE
    small_part_bytes: int = 16 * _MEGABYTE  # of formats, relations and the list of sheets
    ratio: int = 200  # unpacked to packed, above one megabyte
    sheets: int = 100
    rows: int = 200_000
    columns: int = 702  # A to ZZ
    cells: int = 3_000_000
    strings: int = 2_000_000  # different texts
    text_length: int = 32_767
    answer_bytes: int = 200 * _MEGABYTE
    seconds: float = 30.0
    memory: int = 512 * _MEGABYTE


DEFAULT_LIMITS = Limits()


class Refused(Exception):  # noqa: N818 - says what happened to the file, not that we erred
    """The reading process will not read this file. `code` names a message of the program's own.

    Only the code and one number cross the process border, never text out of the file.
    """

    def __init__(self, code: str, number: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.number = number
