"""The page on which one ticks what is to come over: a filter, the pieces, and private data."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.carrying import CarryChoice, CarryPlan
from rapporteur.domain.fields import Privacy
from rapporteur.ui.models.carry_lines import DETAIL, OUTCOME, WHAT, CarryLinesModel
from rapporteur.ui.theme import GRID


class FilterLine(QLineEdit):
    """A filter; Down goes on to what was found."""

    down_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
            return
        super().keyPressEvent(event)


class LinesView(QTreeView):
    """The tree; its columns share the width of the window as the user has drawn them."""

    _SHARES = (42, 26, 32)  # per cent of the width: what, more about it, what becomes of it

    def resizeEvent(self, event: QResizeEvent) -> None:
        header = self.header()
        sizes = [header.sectionSize(column) for column in (WHAT, DETAIL, OUTCOME)]
        before = event.oldSize().width()
        shares = tuple(sizes) if before > 0 else self._SHARES
        whole, width = sum(shares), event.size().width()
        for column, share in enumerate(shares):
            header.resizeSection(column, width * share // whole)
        super().resizeEvent(event)


class LinesPage(QWidget):
    """Shows the plan that `plan` makes for what is asked for; `choice` says what is ticked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Callable[[CarryChoice], CarryPlan] | None = None

        self.filter = FilterLine()
        self.only = QCheckBox(self.tr("&Only what can be chosen"))
        self.model = CarryLinesModel(self)
        self.tree = LinesView()
        self.nothing = QLabel(self.tr("Nothing is found. Type fewer letters, or show everything."))
        self.passports = QCheckBox(self.tr("With &passport data"))
        self.travel = QCheckBox(self.tr("With tra&vel, stay and diet"))
        self.summary = QLabel()

        self.filter.textChanged.connect(self._find)
        self.only.toggled.connect(self._find)
        self.filter.down_pressed.connect(self._go_down)
        self.model.ticked.connect(self._count)
        for box in (self.passports, self.travel):
            box.toggled.connect(self._plan_again)

        self._set_up_tree()
        self._lay_out()

    def show_plan(self, plan: Callable[[CarryChoice], CarryPlan]) -> None:
        """Show what `plan` makes, with the ticks that it proposes, or those that were there."""
        first = self._plan is None
        self._plan = plan
        chosen = None if first else self.model.chosen
        self.model.show_plan(plan(self._private()), chosen)
        self._spread()

    def choice(self) -> CarryChoice:
        """What is ticked now."""
        asked = self._private()
        return CarryChoice(asked.delegates, asked.private, self.model.chosen)

    def _private(self) -> CarryChoice:
        private: set[Privacy] = set()
        if self.passports.isChecked():
            private.add(Privacy.IDENTITY)
        if self.travel.isChecked():
            private |= {Privacy.TRAVEL, Privacy.HEALTH}
        return CarryChoice(private=frozenset(private))

    def _set_up_tree(self) -> None:
        view = self.tree
        view.setModel(self.model)
        view.setAccessibleName(self.tr("What may come over; Space ticks"))
        view.setUniformRowHeights(True)
        view.setAlternatingRowColors(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAllColumnsShowFocus(True)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = view.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(8 * GRID)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setMinimumHeight(24 * GRID)

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Find"))
        label.setBuddy(self.filter)
        self.filter.setPlaceholderText(self.tr("Words in either script"))
        self.filter.setClearButtonEnabled(True)
        hint = QLabel(self.tr("Space ticks a piece, or on a heading all that is shown under it."))
        hint.setWordWrap(True)
        above = QHBoxLayout()
        above.setSpacing(GRID)
        above.addWidget(label)
        above.addWidget(self.filter, 1)
        above.addWidget(self.only)
        private = QHBoxLayout()
        private.setSpacing(2 * GRID)
        private.addWidget(QLabel(self.tr("Delegates:")))
        private.addWidget(self.passports)
        private.addWidget(self.travel)
        private.addStretch(1)
        private.addWidget(self.summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(above)
        column.addWidget(hint)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        column.addWidget(self.tree, 1)
        column.addWidget(self.nothing, 1)
        column.addLayout(private)

    def _spread(self) -> None:
        self.tree.setVisible(self.model.rowCount() > 0)
        self.nothing.setVisible(not self.model.rowCount())
        self.tree.expandAll()
        if self.model.rowCount():
            self.tree.selectionModel().setCurrentIndex(
                self.model.index(0, 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )

    def _find(self) -> None:
        self.model.show_found(self.filter.text(), choosable=self.only.isChecked())
        self._spread()

    def _go_down(self) -> None:
        if not self.model.rowCount():
            return
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        kind = self.model.index(0, 0)
        first = self.model.index(0, 0, kind) if self.filter.text() else kind
        if first.isValid():
            self.tree.setCurrentIndex(first)

    def _plan_again(self) -> None:
        if self._plan is not None:
            self.show_plan(self._plan)

    def _count(self) -> None:
        self.summary.setText(self.tr("{0} of {1} chosen").format(*self.model.counts()))
