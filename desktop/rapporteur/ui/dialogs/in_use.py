"""Somebody else has the file open: who, where, since when, and what one can do about it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rapporteur.services.workspace import FileInUse, Holder, HolderWatch
from rapporteur.ui.moments import moment
from rapporteur.ui.plain import error_box
from rapporteur.ui.theme import GRID

_LOOK_MS = 2_000
_SILENT_SECONDS = 60


class Answer(Enum):
    """What the user wants to do with a file that is in use."""

    VIEW = "view"
    COPY = "copy"
    TAKE_OVER = "take over"
    NOTHING = "nothing"


class InUse:
    """The question itself; "View only" is what Enter does."""

    def __init__(self, path: Path, error: FileInUse, parent: QWidget | None = None) -> None:
        self._box = error_box(parent, path.name, error)
        role = QMessageBox.ButtonRole.AcceptRole
        tr = self._box.tr
        self._view = self._box.addButton(tr("&View only"), role)
        self._copy = self._box.addButton(tr("Edit a &copy…"), QMessageBox.ButtonRole.ActionRole)
        self._take = self._box.addButton(tr("&Take over…"), QMessageBox.ButtonRole.ActionRole)
        self._box.addButton(QMessageBox.StandardButton.Cancel)
        self._box.setDefaultButton(self._view)

    def ask(self) -> Answer:
        """Show the question and wait."""
        self._box.exec()
        clicked = self._box.clickedButton()
        return (
            {
                self._view: Answer.VIEW,
                self._copy: Answer.COPY,
                self._take: Answer.TAKE_OVER,
            }.get(clicked, Answer.NOTHING)
            if isinstance(clicked, QPushButton)
            else Answer.NOTHING
        )


class TakeOver(QDialog):
    """Waits for a minute without a sign of life of the holder, then lets the user confirm."""

    def __init__(self, path: Path, error: FileInUse, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Take over {name}").format(name=path.name))
        self._watch = HolderWatch(path)

        self._who = QLabel(self._described(error.holder))
        self._state = QLabel()
        self._sure = QCheckBox(
            self.tr("&I know that nobody is working in this file on the other computer")
        )
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._take = self._buttons.addButton(
            self.tr("&Take over"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)

        self._sure.toggled.connect(self.look)
        self._timer.timeout.connect(self.look)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

        self._who.setWordWrap(True)
        self._state.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._who)
        column.addWidget(self._state)
        column.addWidget(self._sure)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self.setMinimumWidth(60 * GRID)
        self.look()
        self._timer.start()

    def look(self) -> None:
        """Look whether the holder has moved; also called by the timer."""
        silent = self._watch.may_take_over()
        if silent:
            text = self.tr(
                "The other program gives no sign of life. What it had saved is in the file; what "
                "it had not saved will be offered to its user as a copy."
            )
        else:
            left = max(1, round(_SILENT_SECONDS - self._watch.silent_for()))
            text = self.tr(
                "Watching whether the other program still works: taking over becomes possible "
                "after a minute without a sign of life, in {seconds} seconds at the earliest."
            ).format(seconds=left)
        self._state.setText(text)
        self._take.setEnabled(silent and self._sure.isChecked())

    def _described(self, holder: Holder) -> str:
        return self.tr("Opened by {user} on {computer} since {since}, with {program}.").format(
            user=holder.user,
            computer=holder.computer,
            since=moment(holder.since),
            program=holder.program or self.tr("an unknown program"),
        )
