"""Choosing the columns of the table: every field of the catalogue, in its groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.delegates import DELEGATE
from rapporteur.ui.models.delegate_columns import CHECKS, DEFAULT_COLUMNS, all_columns
from rapporteur.ui.theme import GRID

_KEY = Qt.ItemDataRole.UserRole


class ColumnChooser(QDialog):
    """Ticks per field; the table follows at once, and Reset brings the usual columns back."""

    chosen = Signal(tuple)
    """The keys of the columns wanted, those shown before keep their order."""

    def __init__(self, columns: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Columns"))
        self._order = list(columns)
        self._tree = QTreeWidget()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.Reset
        )

        self._tree.setHeaderHidden(True)
        self._tree.setAccessibleName(self.tr("Columns"))
        self._fill()

        self._tree.itemChanged.connect(self._on_ticked)
        buttons.rejected.connect(self.accept)
        buttons.button(QDialogButtonBox.StandardButton.Reset).clicked.connect(self._on_reset)

        page = QVBoxLayout(self)
        page.setContentsMargins(GRID, GRID, GRID, GRID)
        page.addWidget(self._tree)
        page.addWidget(buttons)
        self.resize(42 * GRID, 64 * GRID)

    def _fill(self) -> None:
        self._tree.blockSignals(True)
        self._tree.clear()
        fields = all_columns()
        for group in DELEGATE.groups:
            top = QTreeWidgetItem([group.label])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._tree.addTopLevelItem(top)
            for field in fields:
                if field.group == group.key:
                    masked = self.tr(" (shown as dots)") if field.privacy.masked else ""
                    self._add(top, field.key, field.title() + masked)
            if group.key == "person":
                self._add(top, CHECKS, self.tr("Mark of the checks"))
            top.setExpanded(True)
        self._tree.blockSignals(False)

    def _add(self, group: QTreeWidgetItem, key: str, label: str) -> None:
        item = QTreeWidgetItem([label])
        item.setData(0, _KEY, key)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )
        on = key in self._order
        item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        group.addChild(item)

    def _on_ticked(self, item: QTreeWidgetItem, _column: int) -> None:
        key = str(item.data(0, _KEY))
        on = item.checkState(0) is Qt.CheckState.Checked
        if on and key not in self._order:
            self._order.append(key)
        elif not on and key in self._order and len(self._order) > 1:
            self._order.remove(key)
        self.chosen.emit(tuple(self._order))

    def _on_reset(self) -> None:
        self._order = list(DEFAULT_COLUMNS)
        self._fill()
        self.chosen.emit(tuple(self._order))


def choose_columns(
    shown: Sequence[str], chosen: Callable[[tuple[str, ...]], None], parent: QWidget
) -> None:
    """Let the user choose columns; `chosen` hears of each choice at once."""
    chooser = ColumnChooser(shown, parent)
    chooser.chosen.connect(chosen)
    chooser.exec()
    chooser.deleteLater()
