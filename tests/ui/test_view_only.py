"""A file opened for viewing: everything can be read, and nothing promises to write."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.dialogs import inside

from rapporteur.services import delegates, sessions, stored
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.ui.dialogs.protocol.reopen import ReopenDialog
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


def seal(window: MainWindow) -> None:
    assert window.bridge is not None
    with window.bridge.workspace.edit("Sign") as db:
        row = {"signed_on": "2025-08-06", "sealed_at": "2025-08-06T12:00:00+00:00", "digest": "1:"}
        stored.create(db, stored.SEALS, [row])


def test_a_sealed_file_is_read_only_at_once_until_it_is_reopened_with_a_reason(
    open_window: MainWindow, qtbot: QtBot
) -> None:
    workspace = open_window.bridge.workspace if open_window.bridge is not None else None
    assert workspace is not None
    first = open_window.page
    seal(open_window)
    qtbot.waitUntil(lambda: open_window.page is not first)
    assert open_window.bridge is not None
    assert open_window.bridge.workspace is workspace  # the same file, shown anew
    assert open_window.bridge.read_only
    assert open_window.banner.isVisible()
    assert not open_window.menus.undo.isEnabled()

    def give_reason(dialog: ReopenDialog) -> None:
        assert not dialog.reopen.isEnabled()
        dialog.reason.setText("A correction agreed by both sides")
        dialog.reopen.click()

    inside(ReopenDialog, give_reason)
    open_window.banner.reopen_wanted.emit()
    qtbot.waitUntil(lambda: not open_window.banner.isVisible())
    assert not open_window.bridge.read_only
    assert open_window.menus.undo.isEnabled()
