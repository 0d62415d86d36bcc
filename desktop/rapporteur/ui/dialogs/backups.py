"""Backups of the open file: when and why each was made, and going back to one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.errors import UserError
from rapporteur.services.workspace import Backup
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.moments import moment
from rapporteur.ui.plain import error_box, message_box
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID


class BackupsDialog(RememberedDialog):
    """Three clicks: Backups, the row, Restore; the present file is set aside and can be read."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(76 * GRID, 56 * GRID), parent)
        name = bridge.workspace.path.name
        self.setWindowTitle(self.tr("Backups of {name}").format(name=name))
        self._bridge = bridge
        self._backups: list[Backup] = []

        intro = QLabel(
            self.tr(
                "A verified copy is kept when the file is opened and closed, before an import, and "
                "every 15 minutes while you work. Going back sets the present file aside, beside "
                "it in the same folder; nothing is deleted."
            )
        )
        self.list = QTreeWidget()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.now = self.buttons.addButton(self.tr("Back up &now"), role)
        self.go_back = self.buttons.addButton(self.tr("&Restore"), role)

        self.list.currentItemChanged.connect(lambda *_items: self._enable())
        self.list.itemActivated.connect(lambda *_item: self.restore())
        self.now.clicked.connect(self.back_up)
        self.go_back.clicked.connect(self.restore)
        self.buttons.rejected.connect(self.reject)

        intro.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Backups, newest first"))
        self.list.setHeaderLabels([self.tr("When"), self.tr("Why"), self.tr("Size")])
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setUniformRowHeights(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(intro)
        column.addWidget(self.list, 1)
        column.addWidget(self.buttons)
        self.load()

    def load(self) -> None:
        """Read the list of backups."""
        self._backups = self._bridge.workspace.backups()
        self.list.clear()
        for backup in self._backups:
            size = self.tr("{number} KB").format(number=f"{backup.size / 1024:,.0f}")
            row = QTreeWidgetItem([moment(backup.at), self._why(backup.reason), size])
            row.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(row)
        for column in range(3):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, self.list.columnWidth(column) + 3 * GRID)
        if self._backups:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._enable()

    def back_up(self) -> None:
        """Make a backup now."""
        try:
            self._bridge.workspace.back_up("user")
        except UserError as error:
            error_box(self, self.windowTitle(), error).exec()
        self.load()

    def restore(self) -> None:
        """Go back to the chosen backup, after asking once."""
        backup = self._chosen()
        if backup is None or self._bridge.read_only:
            return
        box = message_box(
            self,
            self.windowTitle(),
            self.tr("Go back to the backup of {time}?").format(time=moment(backup.at)),
            self.tr(
                "The present file is set aside in the same folder, so that you can open it "
                "beside this one. All screens are read again."
            ),
        )
        go = box.addButton(self.tr("&Restore"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(go)
        box.exec()
        if box.clickedButton() is not go:
            return
        try:
            self._bridge.workspace.restore(backup)
        except UserError as error:
            error_box(self, self.windowTitle(), error).exec()
            self.load()
            return
        self.accept()
        self._bridge.say(
            self.tr(
                "The backup of {time} is back. The file as it was lies beside it, "
                "marked “set aside”."
            ).format(time=moment(backup.at)),
            Tone.DONE,
        )

    def _chosen(self) -> Backup | None:
        index = self.list.currentIndex()
        return self._backups[index.row()] if index.isValid() else None

    def _enable(self) -> None:
        self.go_back.setEnabled(self._chosen() is not None and not self._bridge.read_only)
        self.now.setEnabled(not self._bridge.read_only)

    def _why(self, reason: str) -> str:
        return {
            "open": self.tr("File opened"),
            "close": self.tr("File closed"),
            "import": self.tr("Before an import"),
            "migration": self.tr("Before the file was brought up to date"),
            "restore": self.tr("Before going back to a backup"),
            "user": self.tr("On request"),
            "quarter hour": self.tr("While working"),
        }.get(reason, reason)
