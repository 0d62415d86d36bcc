"""The quick line: a few letters in either script, the best matches, one key for what is meant.

Shared by the attendance screen and by the panels of meeting mode. It knows people and keys; what
a key does is up to whoever listens. The cursor never leaves the line while a burst is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.roll import Called
from rapporteur.services.quick_find import best
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.match_row import PERSON, STATE, MatchRow

# The letters in whose place the Russian keyboard has others: Alt+A is the same key in both.
_SAME_KEY = {"A": "Ф", "E": "У", "L": "Д", "P": "З"}


@dataclass(frozen=True, slots=True)
class Verb:
    """What a key means: Enter, or Alt with a letter or a figure. `hint` is said below the line."""

    code: str
    key: str
    hint: str

    def meant_by(self, event: QKeyEvent) -> bool:
        """Whether this key was pressed."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not self.key:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            return enter and plain == Qt.KeyboardModifier.NoModifier
        codes = {ord(self.key), ord(_SAME_KEY.get(self.key, self.key))}
        return plain == Qt.KeyboardModifier.AltModifier and event.key() in codes

    @property
    def shown(self) -> str:
        """ "Enter present", "Alt+A absent"."""
        return f"{f'Alt+{self.key}' if self.key else 'Enter'} {self.hint}"


class QuickLine(QWidget):
    """A line with its matches. `state_of` says how a person stands, as (state, words)."""

    chosen = Signal(object, str)
    """A `Called` and the code of a verb."""

    nobody_chosen = Signal(str, str)
    """What was typed means nobody on the lists: the text, and the code of a verb."""

    closed = Signal()
    """Esc was pressed with nothing typed."""

    matches_changed = Signal()

    def __init__(
        self,
        label: str,
        verbs: Sequence[Verb],
        state_of: Callable[[int], tuple[str, str]],
        *,
        rows: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self._people: Sequence[Called] = ()
        self._later: Collection[int] = ()
        self._rows = rows
        self._model = MatchModel(state_of, self)

        self.line = QLineEdit()
        self.label = QLabel(label)
        self.matches = QListView()
        self.said = QLabel()

        self.line.textChanged.connect(self._look)
        self.line.installEventFilter(self)
        self.matches.doubleClicked.connect(lambda _index: self._choose(self._verbs[0].code))

        self.label.setBuddy(self.line)
        self.line.setAccessibleName(label.replace("&", ""))
        self.line.setPlaceholderText(self.tr("Three letters of a name, in either script"))
        self.line.setClearButtonEnabled(True)
        self.matches.setModel(self._model)
        self.matches.setItemDelegate(MatchRow(self.matches))
        self.matches.setAccessibleName(self.tr("Who that may be"))
        self.matches.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.matches.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.matches.setUniformItemSizes(True)
        self.matches.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.matches.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.said.setWordWrap(True)
        self.said.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._set_height()
        self._hint()
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self.label)
        top.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(top)
        column.addWidget(self.matches)
        column.addWidget(self.said)

    # Called by whoever shows it ---------------------------------------------------------

    def show_people(self, people: Sequence[Called], later: Collection[int] = ()) -> None:
        """Look among these; those whose ids are in `later` come last among equals."""
        self._people, self._later = people, later
        self._look(self.line.text())

    def refresh(self, later: Collection[int]) -> None:
        """States differ: show them; what is typed stays."""
        self._later = later
        self._model.refresh()

    def say(self, text: str) -> None:
        """Say what was just done; with "" the keys stand there again."""
        if text:
            self.said.setText(text)
        else:
            self._hint()

    def clear(self) -> None:
        """Ready for the next person."""
        self.line.clear()

    def focus_input(self) -> None:
        """Put the cursor into the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    @property
    def current(self) -> Called | None:
        """Who is meant now."""
        return self._model.at(self.matches.currentIndex().row())

    @property
    def found(self) -> Sequence[Called]:
        """Everybody listed, the likeliest first."""
        return self._model.people

    # Qt ----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                if self._verb(event) is not None or event.key() == Qt.Key.Key_Escape:
                    event.accept()  # not the menu that has the same letter
                    return True
            elif event.type() is QEvent.Type.KeyPress:
                return self._pressed(event)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_height()
        super().changeEvent(event)

    # Slots -------------------------------------------------------------------------------

    def _pressed(self, event: QKeyEvent) -> bool:
        verb = self._verb(event)
        if verb is not None:
            self._choose(verb.code)
            return True
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self.line.text():
                self.line.clear()
                self._hint()
            else:
                self.closed.emit()
            return True
        step = (key == Qt.Key.Key_Down) - (key == Qt.Key.Key_Up)
        if step and event.modifiers() == Qt.KeyboardModifier.NoModifier and self.found:
            row = (self.matches.currentIndex().row() + step) % len(self.found)
            self._go_to(row)
            return True
        return False

    def _choose(self, code: str) -> None:
        person, text = self.current, self.line.text().strip()
        if person is not None:
            self.chosen.emit(person, code)
        elif text or code:
            self.nobody_chosen.emit(text, code)

    def _verb(self, event: QKeyEvent) -> Verb | None:
        return next((verb for verb in self._verbs if verb.meant_by(event)), None)

    def _look(self, text: str) -> None:
        self._model.show_people(best(self._people, text, after=self._later, limit=self._rows))
        if text.strip():
            self._go_to(0)
            self._hint()
        self.matches_changed.emit()

    def _go_to(self, row: int) -> None:
        self.matches.setCurrentIndex(self._model.index(row, 0))
        person = self.current
        self.line.setAccessibleDescription(person.name if person else self.tr("Nobody"))

    def _hint(self) -> None:
        if self.line.text().strip() and not self.found:
            self.said.setText(self.tr("Nobody on the lists is called so."))
        else:
            self.said.setText(" · ".join(verb.shown for verb in self._verbs))

    def _set_height(self) -> None:
        line = self.fontMetrics().height() + GRID
        frame = 2 * self.matches.frameWidth()
        self.matches.setFixedHeight(self._rows * line + frame)


class MatchModel(QAbstractListModel):
    """The people who match, with how each of them stands."""

    def __init__(self, state_of: Callable[[int], tuple[str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._state_of = state_of
        self.people: Sequence[Called] = ()

    def show_people(self, people: Sequence[Called]) -> None:
        """Show these in this order."""
        self.beginResetModel()
        self.people = people
        self.endResetModel()

    def refresh(self) -> None:
        """The states differ."""
        if self.people:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.people) - 1, 0))

    def at(self, row: int) -> Called | None:
        """The person in a row."""
        return self.people[row] if 0 <= row < len(self.people) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.people)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        person = self.at(index.row()) if index.isValid() else None
        if person is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name
        if role == PERSON:
            return person
        if role == STATE:
            return self._state_of(person.delegate_id)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._state_of(person.delegate_id)[1]
            return ", ".join(
                part
                for part in (person.name, person.designation, person.organisation, words)
                if part
            )
        return None
