"""Cell addresses as a spreadsheet shows them."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """The letters of a column number, from 1: 28 is "AB"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The address of a cell: row 14, column 3 is "C14"."""
    return f"{column_letters(column)}{row}"
