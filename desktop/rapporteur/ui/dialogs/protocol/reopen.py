"""Reopening a signed Protocol: only with a reason, which everybody can read afterwards."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.dates import shown_date
from rapporteur.domain.errors import UserError
from rapporteur.services.protocol import signing
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar


class ReopenDialog(RememberedDialog):
    """Says what was signed, and asks why it is to be changed."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(64 * GRID, 28 * GRID), parent)
        self.setWindowTitle(self.tr("Reopen the signed Protocol"))
        self._bridge = bridge
        signed = bridge.read(signing.seal)
        day = shown_date(signed["signed_on"]) if signed is not None else ""

        self._bar = MessageBar()
        told = QLabel(
            self.tr(
                "The Protocol was signed on {day}. Its text on paper stays what the co-chairs have "
                "signed; reopening lets this file be edited again. The reason stands in the "
                "journal, and the former signing stays to be seen. Action items go on in the next "
                "session's file; for them nothing needs to be reopened."
            ).format(day=day)
        )
        self.reason = QLineEdit()
        label = QLabel(self.tr("&Reason"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.reopen = QPushButton(self.tr("Re&open"))

        self.reason.textChanged.connect(self._on_reason)
        self.reopen.clicked.connect(self._on_reopen)
        buttons.rejected.connect(self.reject)

        told.setWordWrap(True)
        label.setBuddy(self.reason)
        self.reason.setPlaceholderText(self.tr("Such as: a correction agreed by both sides"))
        buttons.addButton(self.reopen, QDialogButtonBox.ButtonRole.AcceptRole)
        self.reopen.setDefault(True)
        self.reason.setFocus()
        self._on_reason()
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addWidget(told)
        column.addSpacing(GRID)
        column.addWidget(label)
        column.addWidget(self.reason)
        column.addStretch(1)
        column.addWidget(buttons)

    def _on_reason(self) -> None:
        self.reopen.setEnabled(bool(self.reason.text().strip()))
        self.reopen.setDefault(True)  # Qt hands this on while the button cannot be pressed

    def _on_reopen(self) -> None:
        workspace = self._bridge.workspace
        try:
            signing.reopen(workspace, self.reason.text(), workspace.who)
        except UserError as error:
            self._bar.show_notice(Notice(str(error), Tone.ERROR))
        else:
            self.accept()
