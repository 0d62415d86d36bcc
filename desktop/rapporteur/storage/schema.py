"""The schema that this version of the program knows, and whether a file has it."""

from __future__ import annotations

SCHEMA_VERSION = 1  # PRAGMA user_version of the files that this program writes
ALEMBIC_HEAD = "0001"  # the migration that leads to it
