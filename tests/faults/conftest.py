"""What the fault tests share: a closed session file with some people in it."""

from __future__ import annotations

import pytest

from rapporteur.services.workspace import Workspace
from rapporteur.storage.history import bulk_insert
from rapporteur.storage.tables import DelegateRow, SideRow


@pytest.fixture
def session_file(tmp_path):
    """A closed session file with two sides and 80 delegates; it has a backup."""
    path = tmp_path / "desk" / "session.rapporteur"
    path.parent.mkdir()
    workspace = Workspace.create(path)
    with workspace.edit("Set up") as db:
        db.add_all([SideRow(position=1, code="IN"), SideRow(position=2, code="RU")])
        db.flush()
        rows = [
            {"side_id": 1 + n % 2, "position": n, "family_name": f"Name {n}", "remarks": "r" * 99}
            for n in range(80)
        ]
        bulk_insert(db, DelegateRow, rows)
    workspace.close()
    return path
