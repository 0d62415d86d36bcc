"""Versions of lists: how a list was read, who is who, frozen lists, sets of columns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what version 2 knows; nothing that was there changes."""
    op.add_column("received_list", _document("reading", "{}"))
    _tracked(
        "identity_decision",
        _number("delegate_id"),
        sa.Column("other_id", sa.Integer, nullable=True),
        *_texts("name_key verdict"),
        _document("base", "{}"),
        references={"delegate_id": "delegate", "other_id": "delegate"},
    )
    for column in ("delegate_id", "other_id"):
        op.create_index(f"ix_identity_decision_{column}", "identity_decision", [column])
    _tracked(
        "frozen_list",
        _number("side_id"),
        *_texts("at"),
        _number("step"),
        *_texts("remark"),
        references={"side_id": "side"},
    )
    _tracked(
        "column_set",
        _number("position"),
        *_texts("key name name_ru title title_ru title_hi purpose retention honorific"),
        _document("fields", "[]"),
        _document("privacy", "[]"),
        _document("headings", "{}"),
    )


def _tracked(
    name: str, *columns: sa.Column[object], references: dict[str, str] | None = None
) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("uuid", sa.String(36), nullable=False),
        _number("version"),
        *columns,
        *(
            sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=f"fk_{name}_{column}_{parent}")
            for column, parent in (references or {}).items()
        ),
        sa.UniqueConstraint("uuid", name=f"uq_{name}_uuid"),
        sqlite_autoincrement=True,
    )


def _texts(names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names.split()]


def _document(name: str, empty: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON, nullable=False, server_default=empty)


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer, nullable=False)
