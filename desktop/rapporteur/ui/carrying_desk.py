"""From session to session at the window: the next session from this one, or from a file.

Reading a previous session's file may be slow on a share, so it runs beside the window with
Cancel. What is made or changed is followed by the report.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from rapporteur.domain.carrying import CarryChoice, CarryReport, Fate
from rapporteur.domain.errors import UserError
from rapporteur.services.carrying.contents import Contents, contents, contents_of, refuse_other
from rapporteur.services.carrying.founding import NextSession, create_next
from rapporteur.ui.dialogs.carrying.next_session import NextSessionDialog
from rapporteur.ui.dialogs.carrying.report import CarryReportDialog
from rapporteur.ui.dialogs.carrying.take_over import TakeOverDialog
from rapporteur.ui.dialogs.waiting import wait_for
from rapporteur.ui.notices import Tone
from rapporteur.ui.plain import error_box
from rapporteur.ui.wording import ordinal
from rapporteur.ui.workers import Stopped

if TYPE_CHECKING:
    from rapporteur.services.workspace import Workspace
    from rapporteur.ui.window import MainWindow


class CarryingDesk(QObject):
    """Runs the dialogs over `window`; made anew each time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window

    def next_session(self) -> None:
        """Make the session after the open one; where none is open, after one to be chosen."""
        page = self._window.page
        if page is None:
            self.next_session_of_file()
            return
        page.finish_editing()
        workspace = page.bridge.workspace
        old = page.bridge.read(lambda db: contents(db, workspace.path.name))
        self._run_next(old, workspace.path.parent)

    def next_session_of_file(self) -> None:
        """Ask for a previous session's file, and make the session after it."""
        title = self.tr("New session from a previous one")
        path = self._ask_for_file(title)
        old = self._read(path, title) if path is not None else None
        if path is not None and old is not None:
            self._run_next(old, path.parent)

    def take_over(self) -> None:
        """Ask for a previous session's file, and take over from it into the open session."""
        title = self.tr("Take over from a previous session")
        page = self._window.page
        if page is None or page.bridge.read_only:
            return
        page.finish_editing()
        path = self._ask_for_file(title)
        old = self._read(path, title) if path is not None else None
        if old is None:
            return
        try:
            refuse_other(old, page.bridge.read(contents))
        except UserError as error:
            error_box(self._window, title, error).exec()
            return
        dialog = TakeOverDialog(page.bridge, old, self._window.settings, self._window)
        if dialog.exec() and dialog.report is not None:
            taken = dialog.report.counts()
            words = self.tr("Taken over from the {0} Session: {1}.").format(
                ordinal(dialog.report.ordinal), taken[Fate.TAKEN] + taken[Fate.UPDATED]
            )
            page.bridge.say(words, Tone.DONE, undo=True)
            self._show_report(dialog.report, page.bridge.workspace.path.parent)

    # Internals -----------------------------------------------------------------------

    def _run_next(self, old: Contents, folder: Path) -> None:
        made: list[tuple[Workspace, CarryReport]] = []
        label = self.tr("New session from {0}").format(old.source)
        sets = self._window.desk.kept_sets()

        def create(path: Path, wanted: NextSession, choice: CarryChoice) -> None:
            made.append(create_next(path, label, old, wanted, choice, column_sets=sets))

        dialog = NextSessionDialog(old, str(folder), create, self._window.settings, self._window)
        dialog.exec()
        if made:
            workspace, report = made[0]
            self._window.settings.set_text("files/folder", str(workspace.path.parent))
            self._window.desk.opened.emit(workspace)
            self._show_report(report, workspace.path.parent)

    def _ask_for_file(self, title: str) -> Path | None:
        desk = self._window.desk
        name, _filter = QFileDialog.getOpenFileName(
            self._window, title, desk.folder(), desk.filters()
        )
        return Path(name) if name else None

    def _read(self, path: Path, title: str) -> Contents | None:
        """What a file holds; None, and a box that says why, where it cannot be taken from."""
        words = self.tr("Reading {0}…").format(path.name)
        try:
            return wait_for(words, lambda control: contents_of(path, control.check), self._window)
        except UserError as error:
            error_box(self._window, title, error).exec()
        except Stopped:
            pass
        return None

    def _show_report(self, report: CarryReport, folder: Path) -> None:
        CarryReportDialog(report, folder, self._window.settings, self._window).exec()
