"""The papers that a screen can write, and read back, as actions of its menu.

A screen calls the function of its area once, while it makes its actions. The dialogs are imported
when they are first wanted: writing workbooks is not needed before.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from rapporteur.domain.errors import UserError
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.waiting import wait_for
from rapporteur.ui.saving import folder_for
from rapporteur.ui.settings import Settings
from rapporteur.ui.workers import Stopped


class Offering(Protocol):
    """What is needed of a screen here; screens know this module, and it knows none of them."""

    bridge: FileBridge
    settings: Settings

    def offer(
        self,
        text: str,
        slot: Callable[[], None],
        *,
        keys: str = "",
        icon: str = "",
        gap: bool = False,
    ) -> QAction:
        """Add an action to the screen's menu."""

    def finish_editing(self) -> None:
        """Commit what is typed but not yet accepted."""

    def window(self) -> QWidget:
        """The window that the screen stands in."""


def offer_actions(screen: Offering) -> list[QAction]:
    """Add the implementation table, out and in, to the menu of the screen of action items.

    Returns the actions that write to the session; they sleep where nothing can be edited.
    """
    translate = QCoreApplication.translate
    screen.offer(
        translate("Exports", "E&xport an implementation table…"),
        lambda: export_actions(screen),
        keys="Ctrl+Shift+X",
        icon="export",
        gap=True,
    )
    reading = screen.offer(
        translate("Exports", "Read an implementation ta&ble…"),
        lambda: read_table(screen),
        keys="Ctrl+Shift+R",
        icon="import",
    )
    reading.setEnabled(not screen.bridge.read_only)
    return [reading]


def offer_agenda(screen: Offering) -> None:
    """Add the public agenda and the run sheet to the menu of the screen of the agenda."""
    screen.offer(
        QCoreApplication.translate("Exports", "E&xport the agenda or run sheet…"),
        lambda: export_agenda(screen),
        keys="Ctrl+Shift+X",
        icon="export",
        gap=True,
    )


def offer_attendance(screen: Offering) -> None:
    """Add the attendance sheet to the menu of the screen of attendance."""
    screen.offer(
        QCoreApplication.translate("Exports", "E&xport an attendance sheet…"),
        lambda: export_attendance(screen),
        keys="Ctrl+Shift+X",
        icon="export",
        gap=True,
    )


def export_agenda(screen: Offering) -> None:
    """Open the dialog that writes the agenda or the run sheet."""
    from rapporteur.ui.dialogs.exporting.agenda import AgendaExport  # noqa: PLC0415 - late

    screen.finish_editing()
    dialog = AgendaExport(screen.bridge, screen.settings, screen.window())
    dialog.exec()
    dialog.deleteLater()


def export_attendance(screen: Offering) -> None:
    """Open the dialog that writes attendance sheets."""
    from rapporteur.ui.dialogs.exporting.attendance import AttendanceExport  # noqa: PLC0415 - late

    screen.finish_editing()
    dialog = AttendanceExport(screen.bridge, screen.settings, screen.window())
    dialog.exec()
    dialog.deleteLater()


def export_actions(screen: Offering) -> None:
    """Open the dialog that writes implementation tables."""
    from rapporteur.ui.dialogs.exporting.actions import ActionsExport  # noqa: PLC0415 - late

    screen.finish_editing()
    dialog = ActionsExport(screen.bridge, screen.settings, screen.window())
    dialog.exec()
    dialog.deleteLater()


def read_table(screen: Offering, path: Path | None = None) -> None:
    """Ask for a table that came back, and show what it would change."""
    screen.finish_editing()
    if path is None:
        found, _ = QFileDialog.getOpenFileName(
            screen.window(),
            QCoreApplication.translate("Exports", "Read an implementation table"),
            str(folder_for(screen.settings)),
            QCoreApplication.translate("Exports", "Workbooks (*.xlsx *.xlsm *.xls *.ods)"),
        )
        if not found:
            return
        path = Path(found)
    preview_table(screen.bridge, screen.settings, path, screen)


def preview_table(bridge: FileBridge, settings: Settings, path: Path, screen: Offering) -> None:
    """Read the table at `path` in the guarded process and show its preview; refusals are said."""
    from rapporteur.exchange.incoming.reading import read_book  # noqa: PLC0415 - late
    from rapporteur.services.implementation.planning import plan  # noqa: PLC0415 - late
    from rapporteur.ui.dialogs.implementation.preview import ReturnedTableDialog  # noqa: PLC0415 - late

    words = QCoreApplication.translate("Exports", "Reading {0}…").format(path.name)
    window = screen.window()
    try:
        book = wait_for(words, lambda control: read_book(path, cancelled=control.cancelled), window)
        found = bridge.read(lambda db: plan(db, book))
    except UserError as error:
        bridge.report(error)
        return
    except Stopped:
        return
    dialog = ReturnedTableDialog(bridge, settings, found, window)
    dialog.exec()
    dialog.deleteLater()
