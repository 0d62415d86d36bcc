"""The dialogs about whole lists: what comes in from outside, and what goes out.

Each is imported when it is first wanted: reading and writing workbooks is not needed before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from rapporteur.domain.freezing import FrozenState
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.screens.base import Place, Screen
from rapporteur.ui.screens.delegates.frozen_line import FrozenLine
from rapporteur.ui.screens.delegates.frozen_watch import FrozenWatch
from rapporteur.ui.screens.delegates.frozen_words import words_since
from rapporteur.ui.settings import Settings


class ListDesk(QObject):
    """Offers its actions through `screen`; `finish` commits what is typed, False if it cannot."""

    marked = Signal(object)
    """What changed since the list was frozen, in words, by the id of the delegate."""

    def __init__(
        self, screen: Screen, bridge: FileBridge, settings: Settings, finish: Callable[[], bool]
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._bridge = bridge
        self._settings = settings
        self._finish = finish
        self._chosen: Callable[[], Sequence[int]] = tuple
        self._editing: list[QAction] = []
        self.frozen_line = FrozenLine()
        self._frozen = FrozenWatch(bridge, self)

        self._frozen.read.connect(self._show_frozen)
        self.frozen_line.corrigendum_wanted.connect(self.corrigendum)

    def make_actions(self, chosen: Callable[[], Sequence[int]]) -> None:
        """Add the actions to the menus of the window; those that write sleep in view-only mode.

        `chosen` gives the ids of the people chosen on the screen.
        """
        self._chosen = chosen
        offer = self._screen.offer
        self._editing = [
            offer(self.tr("&Import a list…"), self.import_list, keys="Ctrl+I", icon="import",
                  place=Place.FILE, toolbar=True, everywhere=True),
        ]  # fmt: skip
        offer(self.tr("&Export a list…"), self.export_list, keys="Ctrl+E", icon="export",
              place=Place.FILE, toolbar=True, everywhere=True)  # fmt: skip
        self._editing.append(
            offer(self.tr("&Freeze a list…"), self.freeze, keys="Ctrl+Shift+F", icon="lock",
                  place=Place.FILE, everywhere=True)
        )  # fmt: skip
        offer(self.tr("Corri&gendum…"), self.corrigendum, keys="Ctrl+Shift+G", icon="split",
              place=Place.FILE, everywhere=True)  # fmt: skip
        offer(self.tr("Column &sets…"), self.edit_column_sets, keys="Ctrl+Shift+E",
              icon="columns", place=Place.FILE, everywhere=True)  # fmt: skip
        offer(self.tr("Recei&ved lists…"), self.show_received, keys="Ctrl+Shift+L",
              icon="table", place=Place.FILE, everywhere=True)  # fmt: skip
        offer(self.tr("Blan&k template…"), self.write_template, keys="Ctrl+Shift+T",
              icon="file-new", place=Place.FILE, everywhere=True)  # fmt: skip
        offer(self.tr("&Missing data…"), self.ask_for_missing, keys="Ctrl+Shift+M",
              icon="mail", place=Place.FILE, everywhere=True)  # fmt: skip
        for action in self._editing:
            action.setEnabled(not self._bridge.read_only)
        offer(self.tr("Name plates and badge&s…"), self.print_cards, keys="Ctrl+Shift+K",
              icon="badge", gap=True)  # fmt: skip
        offer(self.tr("Seatin&g plan…"), self.show_seating, keys="Ctrl+Shift+J", icon="table")

    def print_cards(self) -> None:
        """Open the dialog for name plates, badges and place cards, with the chosen people."""
        from rapporteur.ui.dialogs.cards.dialog import CardsDialog  # noqa: PLC0415 - late

        if self._finish():
            window = self._screen.window()
            dialog = CardsDialog(self._bridge, self._settings, self._chosen(), parent=window)
            dialog.exec()
            dialog.deleteLater()

    def show_seating(self) -> None:
        """Open the seating plan."""
        from rapporteur.ui.dialogs.seating.dialog import SeatingDialog  # noqa: PLC0415 - late

        if self._finish():
            dialog = SeatingDialog(self._bridge, self._settings, self._screen.window())
            dialog.exec()
            dialog.deleteLater()

    def import_list(self, files: Sequence[Path] = ()) -> None:
        """Open the import assistant, at `files` where some were dropped."""
        from rapporteur.ui.dialogs.importing.assistant import ImportAssistant  # noqa: PLC0415 - late

        if self._finish() and not self._bridge.read_only:
            ImportAssistant(self._bridge, self._settings, files, self._screen.window()).exec()

    def export_list(self) -> None:
        """Open the export dialog."""
        from rapporteur.ui.dialogs.export_roster import ExportDialog  # noqa: PLC0415 - late

        if self._finish():
            ExportDialog(self._bridge, self._settings, self._screen.window()).exec()

    def write_template(self) -> None:
        """Open the dialog for a blank list."""
        from rapporteur.ui.dialogs.asking.template import TemplateDialog  # noqa: PLC0415 - late

        if self._finish():
            TemplateDialog(self._bridge, self._settings, self._screen.window()).exec()

    def ask_for_missing(self) -> None:
        """Open the dialog for what a side still owes."""
        from rapporteur.ui.dialogs.asking.missing import MissingDialog  # noqa: PLC0415 - late

        if self._finish():
            MissingDialog(self._bridge, self._settings, self._screen.window()).exec()

    def edit_column_sets(self) -> None:
        """Open the editor of column sets."""
        from rapporteur.ui.dialogs.column_sets.editor import ColumnSetsEditor  # noqa: PLC0415 - late

        if self._finish():
            editor = ColumnSetsEditor(self._bridge, self._settings, "", self._screen.window())
            editor.exec()
            editor.deleteLater()  # or it would go on following the file

    def show_received(self, list_id: int = 0, sheet: str = "", row: int = 0) -> None:
        """Open the lists as received; at a row of one of them where one is named."""
        from rapporteur.ui.dialogs.received.lists import ReceivedListsDialog  # noqa: PLC0415 - late

        if self._finish():
            dialog = ReceivedListsDialog(self._bridge, self._settings, self._screen.window())
            if list_id:
                dialog.show_row(list_id, sheet, row)
            dialog.exec()
            dialog.deleteLater()  # or it would go on following the file

    def freeze(self) -> None:
        """Open the dialog that freezes a side's list."""
        from rapporteur.ui.dialogs.freezing.freeze import FreezeDialog  # noqa: PLC0415 - late

        if self._finish() and not self._bridge.read_only:
            dialog = FreezeDialog(self._bridge, self._settings, self._screen.window())
            dialog.exec()
            dialog.deleteLater()

    def corrigendum(self, freeze: int = 0) -> None:
        """Show what changed since a list was frozen: since the freeze of this id, or the last."""
        from rapporteur.ui.dialogs.freezing.corrigendum import CorrigendumDialog  # noqa: PLC0415 - late

        if self._finish():
            window = self._screen.window()
            dialog = CorrigendumDialog(self._bridge, self._settings, freeze, window)
            dialog.exec()
            dialog.deleteLater()

    def load(self) -> None:
        """Show which lists are frozen and what changed since."""
        self._frozen.load()

    def stop(self) -> None:
        """Show nothing any more: the file is being closed."""
        self._frozen.stop()

    def _show_frozen(self, states: list[FrozenState]) -> None:
        self.frozen_line.show_states(states)
        self.marked.emit(words_since(states))
