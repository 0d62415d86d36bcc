"""Cell addresses as a spreadsheet shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
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


Letters = dict[tuple[tuple[str, str], ...], Mapping[str, str]]


class RowCells(MutableMapping[str, str]):
    """The cells of one row by field, written out when they are asked for.

    `letters` are the columns by field. All rows of a list share them until one of them says
    otherwise: a hundred thousand rows have a million addresses that hardly anybody looks at.
    """

    __slots__ = ("_letters", "_row")

    def __init__(self, letters: Mapping[str, str], row: int) -> None:
        self._letters = letters
        self._row = row

    def __getitem__(self, key: str) -> str:
        return f"{self._letters[key]}{self._row}"

    def __setitem__(self, key: str, cell: str) -> None:
        self._letters = {**self._letters, key: cell.removesuffix(str(self._row))}

    def __delitem__(self, key: str) -> None:
        self._letters = {k: letters for k, letters in self._letters.items() if k != key}

    def share(self, known: Letters) -> None:
        """Use the same letters as another row that has the same; `known` are those of all."""
        self._letters = known.setdefault(tuple(self._letters.items()), self._letters)

    def __contains__(self, key: object) -> bool:
        return key in self._letters

    def __iter__(self) -> Iterator[str]:
        return iter(self._letters)

    def __len__(self) -> int:
        return len(self._letters)

    def __repr__(self) -> str:
        return repr(dict(self))
