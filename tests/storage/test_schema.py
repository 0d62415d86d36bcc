"""One schema, said three times: by the tables, by schema.sql, by the migrations."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.sessions import SESSION, SIDE
from rapporteur.storage import disk, schema
from rapporteur.storage.creation import create_file
from rapporteur.storage.images import shapes
from rapporteur.storage.migrations.upgrade import upgrade
from rapporteur.storage.schema import SCHEMA_VERSION, file_schema, known_columns, known_schema
from rapporteur.storage.tables import Base

SQL = Path(schema.__file__).with_name("schema.sql")

BOOKKEEPING = {
    "session": set(),
    "side": {"position"},
    "delegate": {"position", "side_id"},
}


def schema_text() -> str:
    """What schema.sql must hold."""
    head = (
        f"-- The tables of a session file, version {SCHEMA_VERSION}, as made from "
        "storage/tables.py.\n-- The program compares a file's structure with this text; "
        "a test holds the two equal."
    )
    parts = [head]
    for table in Base.metadata.sorted_tables:
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        for element in (CreateTable(table), *(CreateIndex(index) for index in indexes)):
            text = str(element.compile(dialect=dialect())).strip().replace("\t", "    ")
            parts.append("\n".join(line.rstrip() for line in text.splitlines()) + ";")
    return "\n\n".join(parts) + "\n"


def opened_schema(path: Path) -> frozenset[schema.Piece]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return file_schema(connection)


@pytest.mark.parametrize("catalogue", [SESSION, SIDE, DELEGATE], ids=lambda c: c.entity)
def test_every_field_of_the_catalogue_has_its_column(catalogue):
    columns = set(shapes()[catalogue.entity].keys)
    assert columns - {"uuid"} - BOOKKEEPING[catalogue.entity] == set(catalogue.keys)


def test_schema_sql_is_what_the_tables_say():
    # To write it anew, from the project's folder with desktop/ on the path:
    # python -c "from tests.storage.test_schema import *; SQL.write_text(schema_text())"
    assert SQL.read_text(encoding="utf-8") == schema_text()


def test_a_new_file_has_the_known_schema(tmp_path):
    create_file(tmp_path / "new.rapporteur")
    assert opened_schema(tmp_path / "new.rapporteur") == known_schema()


def test_the_migrations_lead_to_the_known_schema(tmp_path):
    path = tmp_path / "ladder.rapporteur"
    disk.private_file(path)
    upgrade(path)
    found = opened_schema(path)
    assert found - known_schema() == frozenset()
    assert known_schema() - found == frozenset()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
        assert connection.execute("SELECT * FROM alembic_version").fetchone()[0] == (
            schema.ALEMBIC_HEAD
        )


def test_the_known_columns_are_those_of_the_tables():
    assert known_columns() == {
        table.name: frozenset(table.columns.keys()) for table in Base.metadata.sorted_tables
    }


@pytest.mark.parametrize(
    "stranger",
    [
        "CREATE TABLE side (id INTEGER, code TEXT CHECK (code <> 'x'))",
        "CREATE TABLE side (id INTEGER, code TEXT COLLATE NOCASE)",
        "CREATE TABLE side (id INTEGER, code TEXT GENERATED ALWAYS AS (upper('x')))",
        "CREATE TABLE side (id INTEGER, code TEXT) WITHOUT ROWID",
        "CREATE TABLE side (id INTEGER, code TEXT, more TEXT)",
        "CREATE TABLE side (id INTEGER, code TEXT DEFAULT 'A')",
    ],
)
def test_any_difference_in_a_table_shows(stranger):
    known = "CREATE TABLE side (id INTEGER, code TEXT)"
    assert schema.take_apart(stranger) != schema.take_apart(known)


def test_order_quotes_and_spaces_make_no_difference():
    assert schema.take_apart('CREATE TABLE "side" (\n"code" TEXT,  id INTEGER)') == (
        schema.take_apart("create table side (id INTEGER, code TEXT)")
    )


def test_the_columns_of_an_index_keep_their_order():
    assert schema.take_apart("CREATE INDEX i ON t (a, b)") != (
        schema.take_apart("CREATE INDEX i ON t (b, a)")
    )
