"""Reading rows with nothing but Python's own database module, for a look at a closed file.

The command line checks a file in less time than it takes to load the database library. Only for
reading, and only for a file that `opening.open_for_view` has found sound.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rapporteur.storage import errors
from rapporteur.storage.connection import connect

Read = Callable[[str, Sequence[str]], list[tuple[Any, ...]]]


@contextlib.contextmanager
def look(database: Path, named: Path) -> Iterator[Read]:
    """Reads whole tables of `database` as they stand together at one moment.

    What is yielded takes a table and the names of its columns, both the program's own. Faults
    of the disk are told of the file that the user has `named`.
    """
    with (
        errors.sorted_errors(named, reading=True),
        contextlib.closing(connect(database, read_only=True)) as connection,
    ):
        connection.execute("BEGIN")

        def read(table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
            names = ", ".join(f'"{column}"' for column in columns)
            return connection.execute(f'SELECT {names} FROM "{table}" ORDER BY id').fetchall()  # noqa: S608

        yield read
