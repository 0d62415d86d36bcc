"""The papers: the Session Protocol, clauses, versions kept, seals, printed cards, seats."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add what version 4 knows; nothing that was there changes."""
    for column in _texts(
        "originals signing_place_en signing_place_ru signing_place_hi next_place_en "
        "next_place_ru next_place_hi next_dates_en next_dates_ru next_dates_hi terms"
    ):
        op.add_column("session", column)
    _protocol()
    _printing()


def _protocol() -> None:
    _tracked(
        "protocol_paragraph",
        _number("position"),
        *_texts(
            "kind text_en text_ru text_hi state proposed_by step_en step_ru step_hi agenda_item "
            "sub_group action_item record slot assembled_en assembled_ru assembled_hi remarks"
        ),
    )
    _tracked(
        "clause",
        _number("position"),
        *_texts("key text_en text_ru text_hi effect hidden"),
    )
    _tracked(
        "protocol_snapshot",
        *_texts("name sent_at sent_to languages remarks"),
        sa.Column("content", sa.JSON, nullable=False, server_default="[]"),
    )
    _tracked(
        "seal",
        *_texts(
            "signed_on place_en place_ru place_hi signer_first signer_second originals languages "
            "keeper_first keeper_second sealed_at sealed_by digest reopened_at reopened_by reason"
        ),
    )


def _printing() -> None:
    _tracked("printed_card", *_texts("kind delegate content printed_at"))
    _tracked(
        "seating_plan",
        _number("position"),
        *_texts("name seats door first_hand numbered interpreters"),
    )
    _tracked(
        "seat",
        _number("plan_id"),
        _number("place"),
        *_texts("side row delegate"),
        references={"plan_id": "seating_plan"},
    )
    op.create_index("ix_seat_plan_id", "seat", ["plan_id"])


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


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer, nullable=False)
