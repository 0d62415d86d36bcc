"""The list of speakers in meeting mode: who wants the floor, who has it, who had it how often."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.history import Changed
from rapporteur.domain.meeting import SPEAKER
from rapporteur.domain.roll import SPEAKING, SPOKE, WAITING, Called, OnList, turns
from rapporteur.domain.sessions import Side
from rapporteur.services import attendance, sessions, speakers
from rapporteur.services.meeting import acts
from rapporteur.services.meeting.acts import Act
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.meeting.doing import Acts
from rapporteur.ui.models.speaker_table import NAME, SpeakerTable
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.quick_line import QuickLine, Verb

_ASK, _GUEST_1, _GUEST_2 = "ask", "guest 1", "guest 2"


class SpeakersPanel(QWidget):
    """The speakers of one agenda item."""

    done = Signal()
    """Esc was pressed with nothing typed: the cursor belongs elsewhere."""

    def __init__(
        self, bridge: FileBridge, parent: QWidget | None = None, *, doing: Acts | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._acts = doing or Acts(bridge, parent=self)
        self._acts.settled.connect(self._show_pending)
        self._in_file: Sequence[OnList] = ()
        self._item = ""
        self._stale = True
        self._sides: Sequence[Side] = bridge.read(sessions.sides)
        self._lines: Sequence[OnList] = ()

        self.title = QLabel()
        verbs = (
            Verb(_ASK, "", self.tr("to the list")),
            Verb(_GUEST_1, "1", self.tr("a guest of {0}").format(self._sides[0].name())),
            Verb(_GUEST_2, "2", self.tr("a guest of {0}").format(self._sides[1].name())),
        )
        self.quick = QuickLine(self.tr("Who:"), verbs, self._standing, rows=4)
        self.model = SpeakerTable(self._side_name, self)
        self.table = QTableView()
        self.next = QPushButton(self.tr("Next speaker (Ctrl+Enter)"))
        self.stop = QPushButton(self.tr("End the turn (Ctrl+Shift+Enter)"))
        self.in_turn = QCheckBox(self.tr("Sides take turns"))
        self.counts = QLabel()
        self._tick = QTimer(self, interval=1000)

        self._connect()
        self._set_table()
        self._lay_out()
        self.set_item("")

    def _connect(self) -> None:
        self.quick.chosen.connect(self._on_chosen)
        self.quick.nobody_chosen.connect(self._on_nobody)
        self.quick.closed.connect(self.done)
        self.next.clicked.connect(self.give_floor_to_next)
        self.stop.clicked.connect(self.end_turn)
        self.in_turn.toggled.connect(lambda _on: self._show())
        self._tick.timeout.connect(self.model.tick)
        self.table.doubleClicked.connect(lambda _index: self._give_or_take())
        self._bridge.changed.connect(self._on_changed)
        for keys, slot in (
            ("Ctrl+Return", self.give_floor_to_next),
            ("Ctrl+Enter", self.give_floor_to_next),
            ("Ctrl+Shift+Return", self.end_turn),
            ("Ctrl+Shift+Enter", self.end_turn),
        ):
            key = QShortcut(QKeySequence(keys), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(slot)

    def _set_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("List of speakers"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + GRID)
        head = self.table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(6 * GRID * 2)
        self.table.setToolTip(
            self.tr("Enter gives or takes the floor, Alt+↑↓ moves, Del takes off the list")
        )
        self.table.installEventFilter(self)

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.title.setWordWrap(True)
        self.counts.setWordWrap(True)
        buttons = QVBoxLayout()
        buttons.setSpacing(GRID // 2)
        buttons.addWidget(self.next)
        buttons.addWidget(self.stop)
        foot = QHBoxLayout()
        foot.addWidget(self.in_turn)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.title)
        column.addWidget(self.quick)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        column.addLayout(buttons)
        column.addWidget(self.counts)

    # Called by the window -------------------------------------------------------------

    def set_item(self, agenda_item_uuid: str) -> None:
        """Show the speakers of this item; "" while none is being discussed."""
        self._item = agenda_item_uuid
        self.load()

    def focus_input(self) -> None:
        """Put the cursor where one types a name."""
        self.quick.focus_input()

    def load(self) -> None:
        """Read the people and the list."""
        self._stale = False
        self._sides = self._bridge.read(sessions.sides)
        self.quick.show_people(self._bridge.read(attendance.called) if self._item else ())
        self._read()

    def give_floor_to_next(self) -> None:
        """End the turn of whoever speaks and begin the next one's."""
        if not self._usable:
            return
        waiting = speakers.in_turn(self._lines, alternate=self.in_turn.isChecked())
        if waiting:
            self._give(waiting[0])
        else:
            self.end_turn()

    def end_turn(self) -> None:
        """Take the floor from whoever has it."""
        holder = next((line for line in self._lines if line.state == SPEAKING), None)
        if self._usable and holder is not None:
            label = self.tr("{who} has spoken").format(who=holder.name)
            self._do(label, acts.end(holder, self._acts.now()))

    def _give(self, line: OnList) -> None:
        label = self.tr("floor to {who}").format(who=line.name)
        self._do(label, acts.begin(line, self._acts.now()))

    # Qt -------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and _moves(event):
            event.accept()  # here Alt with an arrow moves a turn, not the look at the agenda
            return True
        if (
            watched is self.table
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and self._pressed(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self.load()
        self._tick.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        super().hideEvent(event)

    # Slots ----------------------------------------------------------------------------

    @property
    def _usable(self) -> bool:
        return bool(self._item) and not self._bridge.read_only

    def _pressed(self, event: QKeyEvent) -> bool:
        line, key = self.model.at(self.table.currentIndex().row()), event.key()
        if key == Qt.Key.Key_Escape:
            self.focus_input()
            return True
        if line is None or not self._usable:
            return False
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            label = self.tr("turn of {who} moved").format(who=line.name)
            self.in_turn.setChecked(False)  # the order by hand is the one that is shown
            waiting = [one for one in self._lines if one.state == WAITING]
            if line in waiting:
                at = waiting.index(line)
                waiting.insert(min(max(at + step, 0), len(waiting) - 1), waiting.pop(at))
                self._do(label, acts.order(self._item, waiting))
            return True
        if event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give_or_take()
            return True
        if key == Qt.Key.Key_Delete:
            label = self.tr("{who} off the list of speakers").format(who=line.name)
            self._do(label, acts.drop(line))
            return True
        return False

    def _give_or_take(self) -> None:
        line = self.model.at(self.table.currentIndex().row())
        if line is None or not self._usable:
            return
        if line.state == SPEAKING:
            self.end_turn()
        else:
            self._give(line)

    def _on_chosen(self, person: Called, code: str) -> None:
        if not self._usable:
            return
        if code != _ASK:
            self._on_nobody(self.quick.line.text().strip(), code)
            return
        if any(one.delegate == person.uuid and one.state == WAITING for one in self._lines):
            self._bridge.report(speakers.waits_already())
            return
        self._ask(acts.ask(self._item, person, person.side, self._acts.now()), person.name)

    def _on_nobody(self, text: str, code: str) -> None:
        if not self._usable:
            return
        if not text:
            if code == _ASK:
                self.give_floor_to_next()
            return
        if code == _ASK:
            self.quick.say(
                self.tr("Nobody on the lists is called so: Alt+1 or Alt+2 takes a guest of a side.")
            )
            return
        side = 1 if code == _GUEST_1 else 2
        self._ask(acts.ask(self._item, text, side, self._acts.now()), text)

    def _ask(self, act: Act, who: str) -> None:
        if self._do(self.tr("{who} asks for the floor").format(who=who), act):
            self.quick.clear()
            self.quick.say(self.tr("{who} is on the list.").format(who=who))

    def _do(self, label: str, act: Act) -> bool:
        done = self._acts.do(label, act)
        self._show_pending()
        return done

    def _show_pending(self) -> None:
        self._lines = acts.lines_after(self._in_file, self._item, self._acts.pending)
        self._show()

    def _on_changed(self, changed: Changed) -> None:
        if changed.touches("delegate", "side"):
            if self.isVisible():
                self.load()
            else:
                self._stale = True
        elif changed.touches(SPEAKER.entity):
            self._read()

    # Showing --------------------------------------------------------------------------

    def _read(self) -> None:
        item = self._item
        self._in_file = self._bridge.read(lambda db: speakers.listed(db, item)) if item else ()
        self._show_pending()

    def _show(self) -> None:
        current = self.model.at(self.table.currentIndex().row())
        speaking = [line for line in self._lines if line.state == SPEAKING]
        waiting = speakers.in_turn(self._lines, alternate=self.in_turn.isChecked())
        spoke = [line for line in self._lines if line.state == SPOKE]
        self.model.show_lines([*speaking, *waiting, *reversed(spoke)])
        row = self.model.row_of(current.uuid) if current is not None else -1
        if row < 0 and self.model.lines:
            row = 0
        if row >= 0:
            self.table.selectRow(row)
        if not self._item:
            self.title.setText(self.tr("Speakers: take up an item of the agenda first."))
        elif not self._lines:
            self.title.setText(self.tr("Speakers: nobody has asked for the floor yet."))
        else:
            self.title.setText(self.tr("Speakers: {0} waiting").format(len(waiting)))
        usable = self._usable
        self.quick.setEnabled(usable)
        self.next.setEnabled(usable and bool(waiting))
        self.stop.setEnabled(usable and bool(speaking))
        self.counts.setText(self._count_words())
        self.quick.refresh(())

    def _count_words(self) -> str:
        found = turns(self._lines)
        words = [
            self.tr("{side}: spoke {times}×, {minutes} min").format(
                side=self._side_name(side),
                times=found[side][0],
                minutes=round(found[side][1] / 60),
            )
            for side in (1, 2)
        ]
        return " · ".join(words)

    def _side_name(self, position: int) -> str:
        return self._sides[position - 1].name() if position in (1, 2) else ""

    def _standing(self, delegate_id: int) -> tuple[str, str]:
        person = next((p for p in self.quick.found if p.delegate_id == delegate_id), None)
        states = {line.state for line in self._lines if person and line.delegate == person.uuid}
        if SPEAKING in states:
            return "", self.tr("speaks")
        if WAITING in states:
            return "", self.tr("waits")
        return "", self.tr("spoke") if SPOKE in states else ""


def _moves(event: QEvent) -> bool:
    return (
        event.type() is QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.modifiers() == Qt.KeyboardModifier.AltModifier
        and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
    )
