"""The seating plan of a negotiation table: switches, chairs, and who has none.

Everything is a step of the file at once, as on the screens; Ctrl+Z takes it back here as well.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.clocks import today_of
from rapporteur.domain.errors import UserError
from rapporteur.domain.history import Changed
from rapporteur.domain.papers.cards import CardKind
from rapporteur.domain.seating import Chair
from rapporteur.services import sessions
from rapporteur.services.lists.titles import side_title
from rapporteur.services.seating.drawing import plan_file_name
from rapporteur.services.seating.reading import Seating, plans, seating
from rapporteur.ui.bridge import FileBridge, Notice
from rapporteur.ui.dialogs.cards.dialog import CardsDialog
from rapporteur.ui.dialogs.cards.people import plan_key
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.dialogs.seating.commands import SeatingCommands
from rapporteur.ui.dialogs.seating.paper import PlanPaper
from rapporteur.ui.dialogs.seating.standing import Standing
from rapporteur.ui.dialogs.seating.switches import Switches
from rapporteur.ui.dialogs.seating.view import SeatingView
from rapporteur.ui.models.seating_table import SeatingModel
from rapporteur.ui.models.standing_people import StandingModel
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar

_KEY = "seating"


class SeatingDialog(RememberedDialog):
    """Shows one of the plans; without any it offers to make one."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(160 * GRID, 92 * GRID), parent)
        self.setWindowTitle(self.tr("Seating plan"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._bridge = bridge
        self._settings = settings
        self._commands = SeatingCommands(bridge, self)
        self._plan: Seating | None = None
        self._follow = ""  # who was moved: the cursor goes along

        self._bar = MessageBar()
        self._plans = QComboBox()
        self._name = QLineEdit()
        self._new = QPushButton(self.tr("&New plan"))
        self._remove = QPushButton(self.tr("Re&move"))
        self._switches = Switches(bridge.read(sessions.sides))
        self._rules = QPushButton(self.tr("Seat everybody by the &rules"))
        self._clear = QPushButton(self.tr("&Free all seats"))
        self.model = SeatingModel(self._dropped, self)
        self.view = SeatingView(self.model)
        self.people = StandingModel(self._dropped_off, self)
        self.standing = Standing(self.people)
        self._far, self._near, self._door, self._aside = QLabel(), QLabel(), QLabel(), QLabel()
        self._hint = QLabel()
        self._pages = QStackedWidget()
        self._first = QPushButton(self.tr("Make a plan b&y the rules"))
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._paper = PlanPaper(bridge, settings, self._bar, self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self._plates = self._buttons.addButton(self.tr("Name p&lates…"), role)
        self._cards = self._buttons.addButton(self.tr("Place &cards…"), role)
        self._print = self._buttons.addButton(self.tr("&Print…"), role)
        self._pdf = self._buttons.addButton(self.tr("&Save as PDF…"), role)

        self._connect()
        self._assemble()
        self._fill_plans()
        self.load()

    # ------------------------------------------------------------------------ making it up

    def _connect(self) -> None:
        self._plans.currentIndexChanged.connect(self.load)
        self._name.editingFinished.connect(self._on_name)
        self._new.clicked.connect(lambda _checked: self.new_plan())
        self._first.clicked.connect(lambda _checked: self.new_plan())
        self._remove.clicked.connect(lambda _checked: self._do(self._commands.remove))
        self._rules.clicked.connect(lambda _checked: self._do(self._commands.by_rules))
        self._clear.clicked.connect(lambda _checked: self._do(self._commands.clear))
        self._switches.wanted.connect(
            lambda customs: self._do(lambda plan: self._commands.turn(plan, customs))
        )
        self.view.move_wanted.connect(self.move_person)
        self.view.free_wanted.connect(self.free_person)
        self.view.person_wanted.connect(lambda _chair: self.standing.take_focus())
        self.view.selectionModel().currentChanged.connect(lambda _new, _old: self._say_chair())
        self.standing.wanted.connect(self._on_person)
        self._plates.clicked.connect(lambda _checked: self._make_cards(CardKind.PLATE))
        self._cards.clicked.connect(lambda _checked: self._make_cards(CardKind.PLACE))
        self._print.clicked.connect(lambda _checked: self._on_print())
        self._pdf.clicked.connect(lambda _checked: self._on_save())
        self._buttons.rejected.connect(self.reject)
        self._bridge.changed.connect(self._on_changed)
        for keys, step in (
            ("Ctrl+Z", self._bridge.undo),
            ("Ctrl+Shift+Z", self._bridge.redo),
            ("Ctrl+Y", self._bridge.redo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(step)

    def _assemble(self) -> None:
        empty = QLabel(
            self.tr(
                "No seating plan yet. The rules seat the heads opposite each other, then the "
                "others by rank at their right and left hand; everything can be changed after."
            )
        )
        empty.setWordWrap(True)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page = QWidget()
        middle = QVBoxLayout(page)
        middle.addStretch(1)
        middle.addWidget(empty)
        middle.addWidget(self._first, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        self._pages.addWidget(self._table())
        self._pages.addWidget(page)
        for part in (self._left(), self._pages, self.standing):
            self._parts.addWidget(part)
            part.setContentsMargins(0, 0, 0, 0)
        self._parts.setChildrenCollapsible(False)
        self._parts.setStretchFactor(1, 1)
        self._parts.setHandleWidth(1)
        if not self._settings.restore_parts(f"{_KEY}/dialog", self._parts):
            self._parts.setSizes([30 * GRID, 102 * GRID, 24 * GRID])
        for button in (self._new, self._remove, self._rules, self._clear, self._first,
                       self._plates, self._cards, self._print, self._pdf):  # fmt: skip
            button.setAutoDefault(False)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addWidget(self._parts, 1)
        column.addWidget(self._buttons)

    def _left(self) -> QWidget:
        """Which plan, its name, its switches."""
        form: QFormLayout = self._switches.form
        for at, (words, field) in enumerate(
            ((self.tr("Pl&an"), self._plans), (self.tr("Nam&e"), self._name))
        ):
            label = QLabel(words)
            label.setBuddy(field)
            form.insertRow(at, label, field)
        row = QHBoxLayout()
        row.addWidget(self._new)
        row.addWidget(self._remove)
        form.insertRow(2, row)
        form.addRow(self._rules)
        form.addRow(self._clear)
        form.addRow(self._hint)
        self._hint.setWordWrap(True)
        self._hint.setText(
            self.tr(
                "Drag people between seats, or use the keys: Ctrl and an arrow moves a person, "
                "Del frees the seat, Enter looks for somebody to sit there."
            )
        )
        return self._switches

    def _table(self) -> QWidget:
        """The chairs between the names of the sides, and the door."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(GRID, 0, GRID, 0)
        column.setSpacing(GRID // 2)
        font = self._far.font()
        font.setBold(True)
        for label in (self._far, self._near):
            label.setFont(font)
        for label in (self._far, self._near, self._door, self._aside):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.addWidget(self.view, 1)
        row.addWidget(self._aside)
        column.addWidget(self._far)
        column.addLayout(row, 1)
        column.addWidget(self._near)
        column.addWidget(self._door)
        return page

    # ------------------------------------------------------------------------------ the plan

    @property
    def plan(self) -> Seating | None:
        """The plan that is shown."""
        return self._plan

    def new_plan(self) -> None:
        """Make a plan by the rules, and show it."""
        taken = {self._plans.itemText(at) for at in range(self._plans.count())}
        base, number = self.tr("Negotiations"), 1
        name = base
        while name in taken:
            number += 1
            name = f"{base} {number}"
        try:
            made = self._commands.create(name)
        except UserError as error:
            self._show_error(error)
            return
        self._plans.setCurrentIndex(self._plans.findData(made))
        self.view.choose(Chair(1, 0, 0))
        self.view.setFocus()

    def move_person(self, uuid: str, to: Chair) -> None:
        """Seat somebody on a chair; the cursor goes along."""
        self._follow = uuid
        self._do(lambda plan: self._commands.move(plan, uuid, to))
        self._follow = ""

    def free_person(self, uuid: str) -> None:
        """Let somebody stand up."""
        self._do(lambda plan: self._commands.unseat(plan, uuid))

    def load(self) -> None:
        """Read the plan again and show it."""
        plan_id = self._plans.currentData()
        found = self._bridge.read(lambda db: seating(db, int(plan_id))) if plan_id else None
        chosen, who = self.view.chosen(), self.model.person_at(self.view.currentIndex())
        followed = self._follow or (who.uuid if who is not None else "")
        self._plan = found
        self.model.editable = self.people.editable = not self._bridge.read_only
        self.model.show_plan(found)
        self.people.show_plan(found)
        self._pages.setCurrentIndex(0 if found is not None else 1)
        self._show_words(found)
        if found is not None:
            self._switches.show_customs(found.customs)
            with QSignalBlocker(self._name):
                self._name.setText(found.plan["name"])
            self._put_cursor(chosen, followed)
        self._enable()

    def done(self, result: int) -> None:
        self._settings.save_parts(f"{_KEY}/dialog", self._parts)
        self._settings.set_number(f"{_KEY}/plan", int(self._plans.currentData() or 0))
        self._paper.stop()
        super().done(result)

    # ------------------------------------------------------------------------------ internals

    def _fill_plans(self) -> None:
        found = self._bridge.read(plans)
        chosen = self._plans.currentData() or self._settings.number(f"{_KEY}/plan")
        with QSignalBlocker(self._plans):
            self._plans.clear()
            for plan in found:
                self._plans.addItem(plan["name"], plan.id)
            self._plans.setCurrentIndex(max(self._plans.findData(chosen), 0) if found else -1)

    def _on_changed(self, changed: Changed) -> None:
        if changed.touches("seating_plan"):
            self._fill_plans()
        if changed.touches("seating_plan", "seat", "delegate", "side"):
            self.load()

    def _put_cursor(self, chosen: Chair | None, followed: str) -> None:
        """Whoever had the cursor takes it along, also in an undo; a free chair stays chosen."""
        chair = self.model.chair_of(followed) or chosen
        self.view.choose(chair if chair is not None else Chair(1, 0, 0))
        if not self.view.currentIndex().isValid():
            self.view.choose(Chair(1, 0, 0))

    def _show_words(self, plan: Seating | None) -> None:
        if plan is None:
            return
        names = {side.position: side_title(side, "en") for side in plan.sides}
        far, facing = plan.customs.far_side, plan.customs.facing_door
        looks = self.tr("{0} – facing the door").format(names[far]) if facing else names[far]
        self._far.setText(looks)
        self._near.setText(names[3 - far])
        door = self.tr("Door")
        self._door.setText(f"▁▁▁▁  {door}  ▁▁▁▁")
        self._aside.setText(door)
        self._door.setVisible(bool(facing))
        self._aside.setVisible(not facing)

    def _say_chair(self) -> None:
        chair = self.view.chosen()
        self.view.setAccessibleDescription(self.model.words_of(chair) if chair is not None else "")

    def _enable(self) -> None:
        there = self._plan is not None
        write = not self._bridge.read_only
        to_make: tuple[QWidget, ...] = (self._new, self._first)
        to_see: tuple[QWidget, ...] = (
            self._plans, self._plates, self._cards, self._print, self._pdf,
        )  # fmt: skip
        to_change: tuple[QWidget, ...] = (self._remove, self._rules, self._clear, self._name)
        for parts, on in ((to_make, write), (to_see, there), (to_change, there and write)):
            for part in parts:
                part.setEnabled(on)
        self._switches.turnable(on=there and write)

    def _do(self, work: Callable[[Seating], object]) -> None:
        """Do one step on the plan that is shown; a refusal stands in the bar."""
        if self._plan is None or self._bridge.read_only:
            return
        try:
            work(self._plan)
        except UserError as error:
            self._show_error(error)
            self.load()

    def _dropped(self, uuid: str, chair: Chair) -> None:
        # Once the drag is over: the rows must not change under it.
        QTimer.singleShot(0, self, partial(self.move_person, uuid, chair))

    def _dropped_off(self, uuid: str) -> None:
        QTimer.singleShot(0, self, partial(self.free_person, uuid))

    def _on_person(self, uuid: str) -> None:
        """Seat somebody from the list: on the chosen chair, if it is of their side."""
        chair = self.view.chosen()
        if chair is not None:
            self.move_person(uuid, chair)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_name(self) -> None:
        name = self._name.text().strip()
        if self._plan is not None and name and name != self._plan.plan["name"]:
            self._do(lambda plan: self._commands.rename(plan, name))

    def _make_cards(self, kind: CardKind) -> None:
        if self._plan is not None:
            start = plan_key(self._plan.plan.id)
            dialog = CardsDialog(self._bridge, self._settings, kind=kind, start=start, parent=self)
            dialog.exec()
            dialog.deleteLater()

    def _on_print(self) -> None:
        if self._plan is not None:
            self._paper.print_plan(self._plan)

    def _on_save(self) -> None:
        if self._plan is not None:
            session = self._bridge.read(sessions.session)
            day = str(today_of(session, datetime.now(UTC)))
            self._paper.save_plan(self._plan, plan_file_name(self._plan, session["ordinal"], day))

    def _show_error(self, error: UserError) -> None:
        self._bar.show_notice(Notice.of(error))
