"""Two lists beside each other: who is added, removed, changed, moved, and what differs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.comparison import Comparison, Difference
from rapporteur.domain.dates import shown_date
from rapporteur.domain.errors import UserError
from rapporteur.exchange.outgoing.comparison_sheet import ComparisonWords, write_comparison
from rapporteur.ui.bridge import Notice, Tone
from rapporteur.ui.dialogs.received.tables import fit, set_up
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.models.comparison import NAME, ChangesModel, ComparisonModel, difference_word
from rapporteur.ui.saving import ask_where
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.chip import Chip
from rapporteur.ui.widgets.flow_layout import FlowLayout
from rapporteur.ui.widgets.message_bar import MessageBar

_WIDEST = 280


class ComparisonDialog(RememberedDialog):
    """Lines narrowed by chips; what differs of the chosen one below, old beside new."""

    def __init__(
        self, settings: Settings, found: Comparison, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(120 * GRID, 80 * GRID), parent)
        self.setWindowTitle(self.tr("Comparison of two lists"))
        self._found = found
        self._folder = folder
        counts = found.counts()

        self._bar = MessageBar()
        self._title = QLabel(f"{found.old_title}\n→ {found.new_title}")
        self._all = Chip(self.tr("All"))
        self.chips = {kind: Chip(difference_word(kind)) for kind in Difference}
        self._private = QCheckBox(self.tr("Show &passport data"))
        self.model = ComparisonModel(self)
        self.table = QTableView()
        self._changes = ChangesModel(self)
        self._detail = QTableView()
        self._reason = QLabel()
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.export = buttons.addButton(
            self.tr("&Export as a workbook…"), QDialogButtonBox.ButtonRole.ActionRole
        )

        self._all.clicked.connect(lambda: self._show_kinds(frozenset()))
        for chip in self.chips.values():
            chip.clicked.connect(self._on_chip)
        self._private.toggled.connect(self._on_private)
        self.export.clicked.connect(self._on_export)
        buttons.rejected.connect(self.reject)

        self._all.set_count(len(found.rows))
        for kind, chip in self.chips.items():
            chip.set_count(counts[kind.value])
            chip.setEnabled(counts[kind.value] > 0)
        self._prepare_tables()
        self._assemble(buttons)
        self.table.selectionModel().currentRowChanged.connect(self._on_line)
        differ = frozenset(
            kind for kind in Difference if counts[kind.value] and kind is not Difference.SAME
        )
        self._show_kinds(differ)
        self.table.setFocus()

    def save_to(self, path: Path) -> None:
        """Write the lines shown to a workbook, and say so or why not."""
        now = datetime.now().astimezone()
        words = ComparisonWords(
            title=self.tr("Comparison of two delegation lists as received"),
            stamp=self.tr("as of {0}").format(f"{shown_date(now.date().isoformat())} {now:%H:%M}"),
            headings=(
                self.tr("What"), self.tr("Name"), self.tr("Row before"), self.tr("Row now"),
                self.tr("Field"), self.tr("Before"), self.tr("Now"),
            ),
            kinds={kind: difference_word(kind) for kind in Difference},
            place=self.tr("Place in the list"),
            page="en",
        )  # fmt: skip
        try:
            write_comparison(
                path, self._found, words, now,
                kinds=self._kinds(), masked=not self._private.isChecked(),
            )  # fmt: skip
        except UserError as error:
            self._bar.show_notice(Notice(str(error), Tone.ERROR))
            return
        self._bar.show_notice(
            Notice(self.tr("Written: {0}").format(path.name), Tone.DONE, file=path)
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.model.refresh()

    def _prepare_tables(self) -> None:
        self.table.setModel(self.model)
        set_up(self.table, self.tr("People of the two lists"))
        self._detail.setModel(self._changes)
        set_up(self._detail, self.tr("What differs, old beside new"))
        head = self._detail.horizontalHeader()
        for column in (1, 2):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _assemble(self, buttons: QDialogButtonBox) -> None:
        chips = FlowLayout()
        for chip in (self._all, *self.chips.values()):
            chips.addWidget(chip)
        top = QHBoxLayout()
        top.addLayout(chips, 1)
        top.addWidget(self._private, 0, Qt.AlignmentFlag.AlignTop)
        self._title.setWordWrap(True)
        self._reason.setWordWrap(True)
        lower = QWidget()
        inside = QVBoxLayout(lower)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GRID // 2)
        inside.addWidget(self._reason)
        inside.addWidget(self._detail, 1)
        self._splitter.addWidget(self.table)
        self._splitter.addWidget(lower)
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addWidget(self._title)
        column.addLayout(top)
        column.addWidget(self._splitter, 1)
        column.addWidget(buttons)

    def _kinds(self) -> frozenset[Difference]:
        chosen = frozenset(kind for kind, chip in self.chips.items() if chip.isChecked())
        return chosen or frozenset(Difference)

    def _on_chip(self) -> None:
        self._show_kinds(frozenset(k for k, chip in self.chips.items() if chip.isChecked()))

    def _show_kinds(self, kinds: frozenset[Difference]) -> None:
        self._all.setChecked(not kinds)
        for kind, chip in self.chips.items():
            chip.setChecked(kind in kinds)
        self.model.show(self._found.rows, kinds)
        fit(self.table, _WIDEST)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, NAME))
        else:
            self._on_line(QModelIndex())

    def _on_private(self, shown: bool) -> None:
        self.model.set_masked(not shown)
        self._on_line(self.table.currentIndex())

    def _on_line(self, current: QModelIndex) -> None:
        line = self.model.line(current.row()) if current.isValid() else None
        self._changes.show(line, masked=not self._private.isChecked())
        self._detail.resizeColumnToContents(0)
        self._reason.setText(line.reason if line else "")
        self._reason.setVisible(bool(line and line.reason))

    def _on_export(self) -> None:
        name = self.tr("Comparison {0}").format(f"{datetime.now().astimezone():%Y-%m-%d}")
        start = self._folder / f"{name}.xlsx"
        if path := ask_where(self, self.tr("Export the comparison"), start):
            self.save_to(path)
