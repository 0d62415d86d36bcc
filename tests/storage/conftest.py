"""What the storage tests share: an open file with two sides and one delegate."""

from __future__ import annotations

import pytest

from rapporteur.services.workspace import Workspace
from rapporteur.storage.tables import DelegateRow, SideRow


@pytest.fixture
def workspace(tmp_path):
    """A new file, open for editing; sides 1 and 2, delegate 1."""
    opened = Workspace.create(tmp_path / "session.rapporteur")
    with opened.edit("Sides") as db:
        db.add_all([SideRow(position=1, code="IN"), SideRow(position=2, code="RU")])
        db.flush()
        db.add(DelegateRow(side_id=1, position=1, family_name="Menon"))
    yield opened
    opened.close()
