"""The preview: the first people of the session as the list will be printed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.languages import LANGUAGES
from rapporteur.services.lists.preview import ListPreview
from rapporteur.ui.models.list_preview import ListPreviewModel
from rapporteur.ui.theme import GRID


class PreviewPane(QWidget):
    """The title, the columns in their real widths, and how the list fits the page."""

    choice_changed = Signal()
    """Another language was chosen, or private values shall be seen or hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ListPreviewModel(self)
        self.table = QTableView()
        self.language = QComboBox()
        self.private = QCheckBox(self.tr("Show p&rivate data"))
        self._title = QLabel()
        self._paper = QLabel()
        label = QLabel(self.tr("&Preview in"))

        self.language.activated.connect(lambda _index: self.choice_changed.emit())
        self.private.toggled.connect(lambda _on: self.choice_changed.emit())

        label.setBuddy(self.language)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._title.setWordWrap(True)
        self._prepare_table()
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(label)
        top.addWidget(self.language)
        top.addWidget(self._title, 1)
        top.addWidget(self._paper)
        top.addWidget(self.private)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(top)
        column.addWidget(self.table, 1)

    def set_languages(self, codes: tuple[str, ...]) -> None:
        """Offer the languages of the session; the one chosen stays."""
        there = [self.language.itemData(place) for place in range(self.language.count())]
        if there == list(codes):
            return
        chosen = self.language.currentData()
        labels = {choice.code: choice.label for choice in LANGUAGES}
        self.language.clear()
        for code in codes:
            self.language.addItem(labels[code], code)
        self.language.setCurrentIndex(max(self.language.findData(chosen), 0))

    def chosen_language(self) -> str:
        """The language of headings and names."""
        return str(self.language.currentData() or "en")

    def show_preview(self, shown: ListPreview) -> None:
        """Show the top of the list."""
        self.model.show_preview(shown, masked=not self.private.isChecked())
        self._title.setText(shown.title if shown.rows else self.tr("There is nobody to show yet."))
        self._paper.setText(
            self.tr("Fits A4 at {0} %").format(shown.scale)
            if shown.scale
            else self.tr("Takes several pages in width")
        )
        digit = self.fontMetrics().horizontalAdvance("0")
        for column, width in enumerate(shown.widths):
            self.table.setColumnWidth(column, round(width * digit) + GRID)
        self._fit_heading(shown)
        self.table.resizeRowsToContents()

    def _fit_heading(self, shown: ListPreview) -> None:
        """As high as the longest heading needs, broken between words; Qt gives it one line."""
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        head = self.table.horizontalHeader()
        measure = head.fontMetrics().boundingRect
        room = [head.sectionSize(column) - 2 * GRID for column in range(len(shown.headings))]
        heights = [
            measure(0, 0, width, 999, flags, text).height()
            for width, text in zip(room, shown.headings, strict=True)
        ]
        head.setFixedHeight(max(heights) + GRID)

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Preview of the list"))
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setWordWrap(True)
        table.verticalHeader().hide()
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setDefaultAlignment(
            Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap)
        )
