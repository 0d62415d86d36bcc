"""All keys on one page, read off the menus themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID


class KeysDialog(RememberedDialog):
    """A list that cannot be wrong, since it is made from the actions in use."""

    def __init__(
        self,
        menus: Sequence[tuple[str, Sequence[QAction]]],
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, QSize(60 * GRID, 76 * GRID), parent)
        self.setWindowTitle(self.tr("Keys"))

        self.list = QTreeWidget()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)

        buttons.rejected.connect(self.reject)

        self.list.setAccessibleName(self.tr("Actions and their keys"))
        self.list.setHeaderLabels([self.tr("Action"), self.tr("Key")])
        self.list.setRootIsDecorated(False)
        for title, actions in (*menus, *self._everywhere()):
            self._add(title, actions)
        self.list.expandAll()
        head = self.list.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setStretchLastSection(False)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)

    def _add(self, title: str, actions: Sequence[QAction]) -> None:
        top = QTreeWidgetItem([title.replace("&", "")])
        font = self.list.font()
        font.setBold(True)
        top.setFont(0, font)
        for action in actions:
            keys = [
                key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()
            ]
            if keys:
                top.addChild(QTreeWidgetItem([action.text().replace("&", ""), " , ".join(keys)]))
        if top.childCount():
            self.list.addTopLevelItem(top)

    def _everywhere(self) -> list[tuple[str, list[QAction]]]:
        """Keys that belong to no menu: they work inside a form or a table."""
        found = []
        for text, keys in (
            (self.tr("Save what is typed in a field"), "Return"),
            (self.tr("Bring back what the field held"), "Esc"),
            (self.tr("Open the calendar or the list of a field"), "Alt+Down"),
            (self.tr("Show a masked value"), "Space"),
            (self.tr("Next field, next part of the screen"), "Tab"),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            found.append(action)
        return [(self.tr("In a form"), found)]
