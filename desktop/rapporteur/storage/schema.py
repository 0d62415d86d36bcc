"""The schema that this version of the program knows, and whether a file has it.

A stranger's file may hold triggers, views, generated columns or checks that run code of its own
making on our connection. So the schema is compared with the known one, piece by piece, before
anything is written; the order of columns and the way of quoting do not matter.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from rapporteur.domain.errors import UserError

SCHEMA_VERSION = 4  # PRAGMA user_version of the files that this program writes
ALEMBIC_HEAD = "0004"  # the migration that leads to it

# One statement of a schema, taken apart: what stands before the brackets, in them, and after.
Piece = tuple[tuple[str, ...], frozenset[tuple[str, ...]], tuple[str, ...]]

_TOKEN = re.compile(
    r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | \[[^\]]*\] | `[^`]*` | [\w.]+ | \S""", re.VERBOSE
)
_PLAIN_NAME = re.compile(r'["\[`](\w+)["\]`]')


def refuse_other_schema(connection: sqlite3.Connection, name: str) -> None:
    """Raise `UserError` "file.schema" unless the file has exactly the known tables and indexes."""
    if file_schema(connection) != known_schema():
        raise _refusal(name)


def refuse_programs(connection: sqlite3.Connection, name: str) -> None:
    """Raise `UserError` where a file of another version holds triggers or views.

    The whole comparison comes when the migration has made it a file of this version.
    """
    kinds = {row[0] for row in connection.execute("SELECT type FROM sqlite_schema")}
    if kinds - {"table", "index"}:
        raise _refusal(name)


def has_known_columns(connection: sqlite3.Connection) -> bool:
    """Whether every known table and column is there, among whatever a newer version added."""
    for table in known_columns().items():
        found = {row[1] for row in connection.execute(f'PRAGMA table_info("{table[0]}")')}
        if not table[1] <= found:
            return False
    return True


def file_schema(connection: sqlite3.Connection) -> frozenset[Piece]:
    """The schema of an open file, taken apart. SQLite's own tables are left out."""
    rows = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\'"
    )
    return frozenset(take_apart(row[0]) for row in rows)


@cache
def known_schema() -> frozenset[Piece]:
    """The schema in `schema.sql`, which a test holds equal to the tables."""
    return frozenset(take_apart(statement) for statement in _known_statements())


@cache
def known_columns() -> dict[str, frozenset[str]]:
    """The columns of each known table."""
    found = {}
    for before, items, _ in known_schema():
        if before[:2] == ("create", "table"):
            names = (item[0] for item in items)
            found[before[2]] = frozenset(n for n in names if n not in _CONSTRAINTS)
    return found


_CONSTRAINTS = frozenset({"constraint", "primary", "foreign", "unique", "check"})


def _known_statements() -> Iterator[str]:
    text = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("--"))
    return (part for part in "\n".join(lines).split(";") if part.strip())


def take_apart(statement: str) -> Piece:
    """A CREATE statement as comparable pieces; the columns of an index keep their order."""
    tokens = [_plain(token) for token in _TOKEN.findall(statement)]
    if "(" not in tokens:
        return (tuple(tokens), frozenset(), ())
    start = tokens.index("(")
    end = len(tokens) - 1 - tokens[::-1].index(")")
    before, inner, after = tokens[:start], tokens[start + 1 : end], tokens[end + 1 :]
    items = frozenset(_split(inner)) if "table" in before[:2] else frozenset([tuple(inner)])
    return (tuple(before), items, tuple(after))


def _plain(token: str) -> str:
    quoted = _PLAIN_NAME.fullmatch(token)
    if quoted:
        return quoted[1].lower()
    return token if token.startswith("'") else token.lower()


def _split(words: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The items between the commas that stand in no brackets of their own."""
    item: list[str] = []
    depth = 0
    for word in words:
        depth += {"(": 1, ")": -1}.get(word, 0)
        if word == "," and depth == 0:
            yield tuple(item)
            item = []
        else:
            item.append(word)
    yield tuple(item)


def _refusal(name: str) -> UserError:
    return UserError(
        "file.schema",
        f"The structure of {name} does not match that of a session file. "
        "It may have been changed by another program.",
        safe="The file was not touched.",
        advice="Ask whoever sent it for the original, or restore a backup.",
    )
