"""A Protocol that came back: what it would change, paragraph by paragraph; taken or left.

Nothing is merged by itself. What only they have changed is ticked; what was changed on both
sides waits for a person, with all three texts.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.errors import UserError
from rapporteur.domain.protocol_returns import ReturnPlan, ReturnResult, ReturnState
from rapporteur.domain.returned_protocol import ReturnedProtocol
from rapporteur.services import sessions
from rapporteur.services.lists.titles import side_title
from rapporteur.services.protocol import returning, snapshots
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.protocol.returned_texts import parts_of
from rapporteur.ui.dialogs.received.tables import fit, set_up
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.forms.choice import QuietCombo
from rapporteur.ui.models.protocol_returned import (
    TEXT,
    ReturnedProtocolModel,
    state_word,
)
from rapporteur.ui.models.protocol_versions import version_words
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.chip import Chip
from rapporteur.ui.widgets.compared_text import ComparedText
from rapporteur.ui.widgets.flow_layout import FlowLayout
from rapporteur.ui.widgets.message_bar import MessageBar

_WIDEST = 320
_VERSION_LETTERS = 18
_NONE = 0  # in the place of a snapshot's id


class ReturnedParagraphs(QTableView):
    """The paragraphs. Space ticks or unticks all selected ones; the rest is a table's own."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, ReturnedProtocolModel):
            model.turn([index.row() for index in self.selectionModel().selectedRows()])
            return
        super().keyPressEvent(event)


class ReturnedProtocolDialog(RememberedDialog):
    """Paragraphs narrowed by chips; the chosen one below, their text against ours."""

    def __init__(
        self,
        bridge: FileBridge,
        settings: Settings,
        returned: ReturnedProtocol,
        content: bytes,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, QSize(140 * GRID, 92 * GRID), parent)
        self.setWindowTitle(self.tr("A Protocol that came back"))
        self._bridge = bridge
        self._returned = returned
        self._content = content
        sides = bridge.read(sessions.sides)
        self._sides = {one.uuid: side_title(one, "en") for one in sides}
        self._kept = {one.id: one for one in bridge.read(snapshots.snapshots)}
        base = bridge.read(lambda db: returning.base_of(db, returned))
        side = bridge.read(returning.other_side)
        self._plan: ReturnPlan = self._planned(base.id if base is not None else _NONE, side)

        self._bar = MessageBar()
        self._title = QLabel()
        self.side = QuietCombo()
        self.base = QuietCombo()
        self._all = Chip(self.tr("All"))
        self.chips = {state: Chip(state_word(state)) for state in ReturnState}
        self.take_all = QPushButton(self.tr("Take &all shown"))
        self.leave_all = QPushButton(self.tr("&Leave all shown"))
        self.model = ReturnedProtocolModel(self)
        self.rows = ReturnedParagraphs()
        self.text = ComparedText(self.tr("Their text against ours, word by word"))
        self.remarks = QCheckBox(self.tr("Put their &comments into the remarks"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = QPushButton()

        self.side.activated.connect(lambda _row: self._plan_again())
        self.base.activated.connect(lambda _row: self._plan_again())
        self._all.clicked.connect(lambda: self._show_states(frozenset()))
        for chip in self.chips.values():
            chip.clicked.connect(self._on_chip)
        self.take_all.clicked.connect(lambda: self._accept_shown(yes=True))
        self.leave_all.clicked.connect(lambda: self._accept_shown(yes=False))
        self.model.ticked.connect(self._show_counts)
        self.remarks.toggled.connect(lambda _on: self._show_counts())
        self.take.clicked.connect(self._on_take)
        self._buttons.rejected.connect(self.reject)

        self._fill(base.id if base is not None else _NONE, side)
        self._assemble()
        self.rows.selectionModel().currentRowChanged.connect(self._on_line)
        self._show_plan()
        self.rows.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.model.refresh()

    # Making --------------------------------------------------------------------------

    def _fill(self, base: int, side: str) -> None:
        self.side.setAccessibleName(self.tr("The side that sent it"))
        for uuid, words in self._sides.items():
            self.side.addItem(words, uuid)
        self.side.setMinimumContentsLength(max(map(len, self._sides.values())))
        self.side.setCurrentIndex(self.side.findData(side))
        self.base.setAccessibleName(self.tr("The version that they worked on"))
        self.base.setMinimumContentsLength(_VERSION_LETTERS)
        for one in self._kept.values():
            self.base.addItem(version_words(one, self._sides), one.id)
        self.base.addItem(self.tr("No version is known"), _NONE)
        self.base.setCurrentIndex(self.base.findData(base))
        self.remarks.setChecked(True)
        notices = list(self._returned.notices)
        if not self._returned.marked:
            notices.insert(0, self.tr(
                "The document has none of our marks: its paragraphs were recognised by their "
                "numbers and words. Look at each one."
            ))  # fmt: skip
        if notices:
            self._bar.show_notice(Notice("\n".join(notices), Tone.WARNING))

    def _assemble(self) -> None:
        self.rows.setModel(self.model)
        set_up(self.rows, self.tr("Paragraphs of the Protocol that came back"))
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._title.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        for words, field in (
            (self.tr("&From"), self.side),
            (self.tr("Compared &with"), self.base),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            head.addWidget(label)
            head.addWidget(field)
        chips, bulk = FlowLayout(), FlowLayout()
        for chip in (self._all, *self.chips.values()):
            chips.addWidget(chip)
        for button in (self.take_all, self.leave_all):
            button.setAutoDefault(False)  # Enter belongs to the button that takes
            bulk.addWidget(button)
        top = QHBoxLayout()
        top.addLayout(chips, 3)
        top.addLayout(bulk, 2)
        legend = QLabel(self.tr("Underlined: added. Struck through: gone. Space takes or leaves."))
        lower = QWidget()
        inside = QVBoxLayout(lower)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GRID // 2)
        inside.addWidget(self.text, 1)
        inside.addWidget(legend)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.rows)
        parts.addWidget(lower)
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 1)
        parts.setChildrenCollapsible(False)
        self._buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self.remarks)
        foot.addWidget(self._buttons, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addLayout(head)
        column.addLayout(top)
        column.addWidget(parts, 1)
        column.addLayout(foot)

    # The plan ------------------------------------------------------------------------

    def _planned(self, base: int, side: str) -> ReturnPlan:
        sent = self._kept.get(base)
        return self._bridge.read(lambda db: returning.plan(db, self._returned, side, sent))

    def _show_plan(self) -> None:
        plan = self._plan
        counts = plan.counts()
        self._title.setText(plan.name)
        self._all.set_count(len(plan.lines))
        for state, chip in self.chips.items():
            chip.set_count(counts[state.value])
            chip.setVisible(counts[state.value] > 0)
        remarked = sum(len(line.remarks) for line in plan.lines)
        self.remarks.setVisible(remarked > 0)
        self.model.show_plan(plan)
        self._show_states(
            frozenset(s for s in ReturnState if counts[s.value] and s is not ReturnState.SAME)
        )

    def _plan_again(self) -> None:
        """Compare with the chosen version, as a document of the chosen side."""
        base = int(self.base.currentData() or _NONE)
        self._plan = self._planned(base, str(self.side.currentData()))
        self._show_plan()

    def _on_chip(self) -> None:
        self._show_states(frozenset(s for s, chip in self.chips.items() if chip.isChecked()))

    def _show_states(self, states: frozenset[ReturnState]) -> None:
        self._all.setChecked(not states)
        for state, chip in self.chips.items():
            chip.setChecked(state in states)
        self.model.show_states(states)
        fit(self.rows, _WIDEST)
        self._show_counts()
        if self.model.rowCount():
            self.rows.setCurrentIndex(self.model.index(0, TEXT))
        else:
            self._on_line(QModelIndex())

    def _accept_shown(self, *, yes: bool) -> None:
        self.model.accept(self.model.choosable(), yes=yes)

    def _show_counts(self) -> None:
        """What the last button would do, and whether there is anything to take or leave."""
        count = len(self.model.accepted)
        words = self.tr("Take nothing")
        if count:
            words = self.tr("&Take %n paragraphs", "", count)
        elif self._remarks_wanted():
            words = self.tr("&Take the comments")
        self.take.setText(words)
        anything = count > 0 or self._remarks_wanted()
        self.take.setEnabled(anything and not self._bridge.read_only)
        shown = bool(self.model.choosable())
        self.take_all.setEnabled(shown)
        self.leave_all.setEnabled(shown)

    def _remarks_wanted(self) -> bool:
        there = any(line.remarks for line in self._plan.lines)
        return there and self.remarks.isChecked()

    def _on_line(self, current: QModelIndex, _before: QModelIndex | None = None) -> None:
        line = self.model.line(current.row()) if current.isValid() else None
        self.text.show_parts([] if line is None else parts_of(line, self._plan.languages))

    # Taking --------------------------------------------------------------------------

    def _on_take(self) -> None:
        """Write the ticked paragraphs in one step, and say what was done."""
        side = self._sides.get(self._plan.from_side, "")
        label = self.tr("Protocol returned by the {side}").format(side=side)
        accepted = frozenset(self.model.accepted)
        try:
            result = self._bridge.edit(
                label,
                lambda db: returning.commit(
                    db, self._plan, accepted, content=self._content,
                    with_remarks=self._remarks_wanted(),
                ),
            )  # fmt: skip
        except UserError as error:
            self._plan_again()  # somebody changed the text meanwhile: compare anew
            self._bar.show_notice(Notice(str(error), Tone.ERROR))
            return
        self._bridge.say(self._report(result), Tone.DONE, undo=True)
        self.accept()

    def _report(self, result: ReturnResult) -> str:
        counts = (
            (result.changed, self.tr("%n paragraphs changed", "", result.changed)),
            (result.added, self.tr("%n added", "", result.added)),
            (result.withdrawn, self.tr("%n withdrawn", "", result.withdrawn)),
            (result.moved, self.tr("%n moved", "", result.moved)),
            (result.remarks, self.tr("%n comments kept as remarks", "", result.remarks)),
        )
        said = ", ".join(words for number, words in counts if number)
        return f"{self._plan.name}: {said}"
