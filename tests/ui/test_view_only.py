"""A file opened for viewing: everything can be read, and nothing promises to write."""

from __future__ import annotations

from pathlib import Path

from rapporteur.services import delegates, sessions
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.ui.window import MainWindow


def test_what_others_did_cannot_be_undone_while_viewing(
    window: MainWindow, sample_path: Path
) -> None:
    writer = Workspace.open(sample_path)
    with writer.edit("one more") as db:
        delegates.create_delegate(db, sessions.sides(db)[0].id, {"family_name": "More"})
    writer.close()
    window.show_workspace(Workspace.open(sample_path, OpenMode.VIEW))
    assert not window.menus.undo.isEnabled()
    assert not window.menus.redo.isEnabled()


def test_what_one_did_can_be_undone_while_editing(open_window: MainWindow) -> None:
    assert open_window.bridge is not None
    with open_window.bridge.workspace.edit("one more") as db:
        delegates.create_delegate(db, sessions.sides(db)[0].id, {"family_name": "More"})
    assert open_window.menus.undo.isEnabled()
