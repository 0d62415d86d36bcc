"""What this computer keeps for sessions to come: a menu on one button of the editor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.errors import UserError
from rapporteur.services.columns.set_defaults import default_sets, forget_default, keep_default
from rapporteur.ui.icons import set_icon
from rapporteur.ui.notices import Notice, Tone


class ComputerButton(QPushButton):
    """Keeps the set that is shown, takes over kept ones, forgets them."""

    take_wanted = Signal(object)
    """A `ColumnSet` of this computer that the session shall have."""

    said = Signal(object)
    """A `Notice`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("On this &computer"))
        set_icon(self, "save-copy")
        self.setAutoDefault(False)
        self._sets: tuple[ColumnSet, ...] = ()
        self._current = ""
        self._read_only = False
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    def show_sets(self, sets: tuple[ColumnSet, ...], current: str, *, read_only: bool) -> None:
        """What the session has, and which of it is shown."""
        self._sets, self._current, self._read_only = sets, current, read_only

    def _fill(self) -> None:
        self._menu.clear()
        try:
            kept = default_sets()
        except UserError as error:
            self.said.emit(Notice(str(error), Tone.ERROR))
            kept = ()
        shown = next((one for one in self._sets if one.key == self._current), None)
        if shown is not None:
            words = self.tr("&Keep “{0}” for new sessions").format(_quiet(shown.name))
            self._add(words, partial(self._keep, shown), enabled=shown not in kept)
        self._menu.addSeparator()
        for number, found in enumerate(kept, 1):
            words = self.tr("&{0}  Take “{1}” into this session").format(number, _quiet(found.name))
            enabled = found not in self._sets and not self._read_only
            self._add(words, partial(self.take_wanted.emit, found), enabled=enabled)
        if not kept:
            self._add(self.tr("Nothing is kept on this computer yet"), lambda: None, enabled=False)
        self._menu.addSeparator()
        for found in kept:
            words = self.tr("Forget “{0}” on this computer").format(_quiet(found.name))
            self._add(words, partial(self._forget, found), enabled=True)

    def _add(self, words: str, slot: Callable[[], None], *, enabled: bool) -> None:
        action = self._menu.addAction(words)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _checked: slot())

    def _keep(self, found: ColumnSet) -> None:
        said = self.tr("New sessions on this computer begin with “{0}”.").format(found.name)
        self._do(lambda: keep_default(found), said)

    def _forget(self, found: ColumnSet) -> None:
        said = self.tr("“{0}” is no longer kept on this computer; this session is as it was.")
        self._do(lambda: forget_default(found.key), said.format(found.name))

    def _do(self, work: Callable[[], None], said: str) -> None:
        try:
            work()
        except UserError as error:
            self.said.emit(Notice(str(error), Tone.ERROR))
        else:
            self.said.emit(Notice(said, Tone.DONE))


def _quiet(name: str) -> str:
    """A name in a menu, where "&" would mark a key."""
    return name.replace("&", "&&")
