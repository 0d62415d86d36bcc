"""The journal: every step of the file, who made it and when, and what it changed; searchable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.dates import shown_date
from rapporteur.domain.history import Changed, Step
from rapporteur.services import journal
from rapporteur.services.journal import Page, Reader, Sought
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.models.journal import ChangesModel, JournalModel
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.workers import Latest

_SEARCH_AFTER_MS = 150
_DETAILS_AFTER_MS = 40


@dataclass(frozen=True, slots=True)
class _Question:
    """What is sought; with `before` the steps older than that one, to be appended."""

    sought: Sought
    before: int = 0


@dataclass(frozen=True, slots=True)
class _Answer:
    """A page, the question to it, and what the filters offer."""

    question: _Question
    page: Page
    who: Sequence[str]
    days: Sequence[date]


class JournalDialog(RememberedDialog):
    """A window beside the main one: it stays open and follows the work."""

    jump_wanted = Signal(str, int, str)
    """Show a record: area, row id, field."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(112 * GRID, 82 * GRID), parent)
        self.setWindowTitle(self.tr("Journal of changes"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge = bridge
        self._reader = Reader()
        self._question = _Question(Sought())

        self.search = QLineEdit()
        self.area, self.who, self.day = QComboBox(), QComboBox(), QComboBox()
        self.model = JournalModel(self)
        self.table = QTableView()
        self.changes = ChangesModel(self)
        self.details = QTableView()
        self._count = QLabel()
        self._split = QSplitter(Qt.Orientation.Vertical)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.go = buttons.addButton(
            self.tr("&Go to the record"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._beside = Latest(self._read, self._take, bridge.report, self)
        self._pause, self._look = QTimer(self), QTimer(self)

        self.go.setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        for timer, after in ((self._pause, _SEARCH_AFTER_MS), (self._look, _DETAILS_AFTER_MS)):
            timer.setSingleShot(True)
            timer.setInterval(after)
        self._fill_filters((), ())

        self.search.textChanged.connect(lambda _text: self._pause.start())
        for box in (self.area, self.who, self.day):
            box.currentIndexChanged.connect(lambda _index: self.load())
        self._pause.timeout.connect(self.load)
        self._look.timeout.connect(self._show_details)
        self.model.more_wanted.connect(self._ask_older)
        self.details.activated.connect(self._jump)
        self.table.activated.connect(lambda _index: self._into_details())
        self.go.clicked.connect(self._go)
        bridge.changed.connect(self._on_changed)  # ends with the dialog, as a lambda would not
        buttons.rejected.connect(self.close)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)

        self.search.setPlaceholderText(
            self.tr("Names, fields, old and new values, in either script")
        )
        self.search.setClearButtonEnabled(True)
        self._prepare_tables()
        self._lay_out(buttons)
        self.load()

    def load(self) -> None:
        """Read the newest steps that match; a long history beside the window."""
        self._ask(_Question(self._sought()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    # Reading -------------------------------------------------------------------------

    def _sought(self) -> Sought:
        return Sought(
            self.search.text().strip(),
            str(self.area.currentData() or ""),
            str(self.who.currentData() or ""),
            date.fromisoformat(day) if (day := self.day.currentData()) else None,
        )

    def _ask(self, question: _Question) -> None:
        if not self._bridge.closed:
            self._question = question
            self._count.setText(self.tr("Reading…"))
            self._beside.ask_for(self._bridge.read(journal.count))

    def _ask_older(self) -> None:
        last = self.model.step(self.model.rowCount() - 1)
        self._ask(_Question(self._sought(), last.id))

    def _read(self) -> _Answer:
        """Also called beside the window."""
        question, reading = self._question, self._bridge.workspace.read
        page = self._reader.page(reading, question.sought, before=question.before)
        with reading() as db:
            return _Answer(question, page, journal.authors(db), journal.days(db))

    def _take(self, answer: _Answer) -> None:
        question, page = answer.question, answer.page
        self._fill_filters(answer.who, answer.days)
        if question.before:
            self.model.append_steps(page.steps, more=page.more)
        else:
            kept = self._current_step()
            self.model.show_steps(page.steps, more=page.more)
            if self.model.rowCount():
                row = self.model.row_of(kept.id) if kept is not None else 0
                self.table.setCurrentIndex(self.model.index(max(row, 0), 0))
        self._say(more=page.more)
        self._look.start()

    def _say(self, *, more: bool) -> None:
        shown = self.model.rowCount()
        if more:
            text = self.tr("The last {count} steps; older ones follow below").format(count=shown)
        elif not shown:
            text = self.tr("No step holds all this.")
        else:
            text = self.tr("%n steps", "", shown)
        self._count.setText(text)

    def _stop(self) -> None:
        self._pause.stop()
        self._look.stop()
        self._beside.stop()

    def _on_changed(self, _changed: Changed) -> None:
        self._pause.start()  # a burst of edits is read once

    # Details -------------------------------------------------------------------------

    def _current_step(self) -> Step | None:
        index = self.table.currentIndex()
        return self.model.step(index.row()) if index.isValid() else None

    def _show_details(self) -> None:
        step = self._current_step()
        lines = []
        if step is not None and not self._bridge.closed:
            lines = self._bridge.read(lambda db: journal.told(db, step))
        self.changes.show_lines(lines)
        self.go.setEnabled(bool(lines))
        if lines:
            self.details.setCurrentIndex(self.changes.index(0, 0))

    def _into_details(self) -> None:
        self._look.stop()
        self._show_details()
        self.details.setFocus()

    def _go(self) -> None:
        self._jump(self.details.currentIndex())

    def _jump(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        line = self.changes.line(index.row())
        area, row, field = self._bridge.read(lambda db: journal.place(db, line))
        if area:
            self.jump_wanted.emit(area, row, field)

    # Making --------------------------------------------------------------------------

    def _fill_filters(self, who: Sequence[str], days: Sequence[date]) -> None:
        """What may be chosen; what is chosen stays so."""
        every = self.tr("All areas"), self.tr("Everybody"), self.tr("All days")
        names = {
            "delegates": self.tr("Delegates and lists"),
            "agenda": self.tr("Agenda and meeting"),
            "subgroups": self.tr("Sub-groups"),
            "actions": self.tr("Action items"),
            "attendance": self.tr("Attendance"),
            "protocol": self.tr("Session Protocol"),
            "documents": self.tr("Printed cards and seats"),
            "session": self.tr("Session and readiness"),
        }
        choices: tuple[list[tuple[str, str]], ...] = (
            [(names[area], area) for area in journal.AREAS],
            [(one, one) for one in who],
            [(shown_date(day.isoformat()), day.isoformat()) for day in days],
        )
        boxes = (self.area, self.who, self.day)
        for box, first, found in zip(boxes, every, choices, strict=True):
            if [box.itemData(at) for at in range(1, box.count())] == [data for _, data in found]:
                continue
            kept = box.currentData()
            box.blockSignals(True)
            box.clear()
            box.addItem(first, "")
            for text, data in found:
                box.addItem(text, data)
            box.setCurrentIndex(max(box.findData(kept), 0))
            box.blockSignals(False)

    def _prepare_tables(self) -> None:
        names = (self.tr("Steps, newest first"), self.tr("What the step changed"))
        for table, model, name in zip(
            (self.table, self.details), (self.model, self.changes), names, strict=True
        ):
            table.setModel(model)
            table.setAccessibleName(name)
            table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
            table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
            table.setTabKeyNavigation(False)
            table.setShowGrid(False)
            table.setAlternatingRowColors(True)
            table.verticalHeader().hide()
            table.setWordWrap(False)
            head = table.horizontalHeader()
            head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            head.setHighlightSections(False)
            head.setResizeContentsPrecision(50)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head = self.details.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._look.start())

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        top = QHBoxLayout()
        top.setSpacing(GRID)
        words = (
            self.tr("&Search"), self.tr("&Area"), self.tr("&Who"), self.tr("&Day"),
        )  # fmt: skip
        for text, box in zip(words, (self.search, self.area, self.who, self.day), strict=True):
            label = QLabel(text)
            label.setBuddy(box)
            top.addWidget(label)
            top.addWidget(box, 3 if box is self.search else 1)
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._split.addWidget(self.table)
        self._split.addWidget(self.details)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setChildrenCollapsible(False)
        bottom = QHBoxLayout()
        bottom.addWidget(self._count, 1)
        bottom.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addWidget(self._split, 1)
        column.addLayout(bottom)
