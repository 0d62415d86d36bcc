"""The session day: agenda, updates of the sub-groups, action items, what is noted in the room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what version 3 knows; nothing that was there changes."""
    for column in _texts("interpretation agenda_circulated"):
        op.add_column("session", column)
    for column in _texts("lead_first lead_second remarks"):
        op.add_column("sub_group", column)
    _sub_groups()
    _agenda()
    _actions()
    _meeting()


def _sub_groups() -> None:
    _tracked(
        "topic",
        _number("position"),
        *_texts("title_en title_ru title_hi sub_group"),
    )
    _tracked(
        "sub_group_update",
        _number("sub_group_id"),
        *_texts("session_ordinal"),
        *_texts(
            "state agreed_side requested_on due_on received_on met_on leads topics "
            "work_en work_ru work_hi obstacles_en obstacles_ru obstacles_hi proposals_en "
            "proposals_ru proposals_hi protocol_text_en protocol_text_ru protocol_text_hi "
            "remarks"
        ),
        references={"sub_group_id": "sub_group"},
    )
    op.create_index("ix_sub_group_update_sub_group_id", "sub_group_update", ["sub_group_id"])


def _agenda() -> None:
    _tracked(
        "sitting",
        _number("position"),
        *_texts(
            "title_en title_ru title_hi date start_time end_time room_en room_ru room_hi remarks"
        ),
    )
    _tracked(
        "agenda_item",
        sa.Column("sitting_id", sa.Integer, nullable=True),
        sa.Column("parent_id", sa.Integer, nullable=True),
        _number("position"),
        *_texts(
            "title_en title_ru title_hi kind number late sub_group lead_first lead_second "
            "presenters planned_minutes fixed_start interpretation run_remarks notes "
            "state began_at ended_at spent"
        ),
        references={"sitting_id": "sitting", "parent_id": "agenda_item"},
    )
    op.create_index("ix_agenda_item_sitting_id", "agenda_item", ["sitting_id"])
    op.create_index("ix_agenda_item_parent_id", "agenda_item", ["parent_id"])


def _actions() -> None:
    _tracked(
        "action_item",
        _number("position"),
        *_texts(
            "number text_en text_ru text_hi body_first person_first body_second "
            "person_second due_words due_date status closed_on sub_group agenda_item "
            "paragraph origin_ordinal origin closing_remark remarks"
        ),
    )
    _tracked(
        "progress_entry",
        _number("action_id"),
        *_texts("date text status reported_by"),
        references={"action_id": "action_item"},
    )
    op.create_index("ix_progress_entry_action_id", "progress_entry", ["action_id"])


def _meeting() -> None:
    _tracked(
        "attendance",
        _number("sitting_id"),
        _number("delegate_id"),
        *_texts("state arrived left remarks"),
        references={"sitting_id": "sitting", "delegate_id": "delegate"},
    )
    op.create_index("ix_attendance_sitting_id", "attendance", ["sitting_id"])
    op.create_index("ix_attendance_delegate_id", "attendance", ["delegate_id"])
    _tracked(
        "meeting_record",
        _number("position"),
        *_texts("kind text_en text_ru text_hi side sub_group agenda_item noted_at"),
    )
    _tracked(
        "speaker",
        _number("position"),
        *_texts("name delegate side agenda_item asked_at began_at ended_at remarks"),
    )
    _tracked(
        "readiness_tick",
        *_texts("key done remarks"),
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


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer, nullable=False)
