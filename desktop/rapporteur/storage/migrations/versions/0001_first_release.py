"""The tables of the first release.

A new file is made from the program's tables and stamped with this revision; this script is the
frozen copy from which the ladder goes up.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SESSION = """ordinal working_group_en working_group_ru working_group_hi commission_en
commission_ru commission_hi previous_ordinal previous_date previous_place_en previous_place_ru
previous_place_hi start_date end_date signing_date venue_en venue_ru venue_hi city_en city_ru
city_hi time_zone languages"""

_SIDE = """code name_en name_ru name_hi adjective_en adjective_ru adjective_hi formal_name_en
formal_name_ru formal_name_hi host ours aliases honorifics ranks"""

_DELEGATE = """honorific family_name given_name patronymic name_order native_name latin_name sex
designation organisation designation_native organisation_native rank date_in_rank role category
status sub_groups languages interpreter phone office_phone email contact_person passport_name
date_of_birth place_of_birth citizenship passport_number passport_issued passport_expiry
arrival_date arrival_time arrival_flight arrival_terminal departure_date departure_time
departure_flight departure_terminal met_by car hotel room diet remarks photo"""


def upgrade() -> None:
    """Make every table of version 1."""
    _tracked("session", *_texts(_SESSION))
    _tracked("side", _number("position"), *_texts(_SIDE))
    _tracked("sub_group", _number("position"), *_texts("name_en name_ru name_hi"))
    _tracked(
        "delegate", _number("side_id"), _number("position"), *_texts(_DELEGATE),
        references={"side_id": "side"},
    )  # fmt: skip
    op.create_index("ix_delegate_side_id_position", "delegate", ["side_id", "position"])
    _tracked(
        "received_list",
        *_texts("name sender received_at sha256 sheet"),
        sa.Column("side_id", sa.Integer, nullable=True),
        references={"side_id": "side"},
    )
    _tracked(
        "delegate_source",
        _number("delegate_id"),
        _number("list_id"),
        *_texts("sheet"),
        _number("row"),
        sa.Column("original", sa.JSON, nullable=False),
        sa.Column("base", sa.JSON, nullable=False),
        references={"delegate_id": "delegate", "list_id": "received_list"},
    )
    op.create_index("ix_delegate_source_delegate_id", "delegate_source", ["delegate_id"])
    op.create_index("ix_delegate_source_list_id", "delegate_source", ["list_id"])
    _tracked("sender", *_texts("name"), sa.Column("mapping", sa.JSON, nullable=False))
    _bookkeeping()


def _bookkeeping() -> None:
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_stored_file"),
    )
    op.create_table(
        "file_info",
        _number("id"),
        sa.Column("uuid", sa.String(36), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False)
          for name in ("created_at", "created_by", "written_by")),
        sa.PrimaryKeyConstraint("id", name="pk_file_info"),
    )  # fmt: skip
    op.create_table(
        "step",
        sa.Column("id", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("label", "at", "who")),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("target", sa.Integer, nullable=True),
        sa.Column("state", sa.String(8), nullable=False),
        _number("rows"),
        sa.ForeignKeyConstraint(["target"], ["step.id"], name="fk_step_target_step"),
        sqlite_autoincrement=True,
    )
    undone = sa.text("state = 'undone'")
    op.create_index(
        "ix_step_state", "step", ["state"], sqlite_where=undone, postgresql_where=undone
    )
    op.create_table(
        "change",
        _number("id"),
        _number("step_id"),
        sa.Column("entity", sa.String(32), nullable=False),
        _number("row_id"),
        sa.Column("before", sa.Text, nullable=True),
        sa.Column("after", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name="fk_change_step_id_step"),
    )
    op.create_index("ix_change_step_id", "change", ["step_id"])
    op.create_index("ix_change_entity_row_id", "change", ["entity", "row_id"])


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
