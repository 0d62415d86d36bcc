"""The content of a session file as plain values, for comparing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from rapporteur.services.workspace import Workspace
from rapporteur.storage.images import shapes
from rapporteur.storage.replay import history_agrees


def contents(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Every tracked row of every table; versions aside, which only ever grow."""
    with workspace.read() as db:
        return {
            name: [
                tuple(row)
                for row in db.connection().execute(
                    select(shape.table.c.id, *(shape.table.c[key] for key in shape.keys)).order_by(
                        shape.table.c.id
                    )
                )
            ]
            for name, shape in shapes().items()
        }


def agrees(workspace: Workspace) -> bool:
    """Whether rows and history tell the same."""
    with workspace.read() as db:
        return history_agrees(db.connection())
