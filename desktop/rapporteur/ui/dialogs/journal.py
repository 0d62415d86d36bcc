"""The journal: every step of the file, who made it and when; searchable."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.history import Changed
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.models.journal import JournalModel
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID

_LIMIT = 1_000
_SEARCH_AFTER_MS = 150


class JournalDialog(RememberedDialog):
    """A window beside the main one: it stays open and follows the work."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(90 * GRID, 70 * GRID), parent)
        self.setWindowTitle(self.tr("Journal of changes"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge = bridge

        self.search = QLineEdit()
        label = QLabel(self.tr("&Search"))
        self.model = JournalModel(self)
        self.table = QTableView()
        self._count = QLabel()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_AFTER_MS)

        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self.load)
        bridge.changed.connect(self._on_changed)  # ends with the dialog, as a lambda would not
        buttons.rejected.connect(self.close)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)

        label.setBuddy(self.search)
        self.search.setPlaceholderText(self.tr("What was changed, or by whom"))
        self.search.setClearButtonEnabled(True)
        self._prepare_table()
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.search, 1)
        bottom = QHBoxLayout()
        bottom.addWidget(self._count, 1)
        bottom.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(bottom)
        self.load()

    def load(self) -> None:
        """Read the steps that match."""
        steps = self._bridge.workspace.journal(_LIMIT, self.search.text().strip())
        self.model.show_steps(steps)
        if len(steps) == _LIMIT:
            text = self.tr("The last {count} steps").format(count=_LIMIT)
        else:
            text = self.tr("%n steps", "", len(steps))
        self._count.setText(text)

    def _on_changed(self, _changed: Changed) -> None:
        self.load()

    def _prepare_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Steps, newest first"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(False)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
