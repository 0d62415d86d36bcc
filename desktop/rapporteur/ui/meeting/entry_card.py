"""The card in which something is taken down, in the window itself: no dialog, no mouse.

Item and sub-group are known; the side is changed by one key. Enter saves, Shift+Enter makes a new
line, Tab leads to the next field, Esc puts the card aside with what stands in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rapporteur.services.meeting.entries import Lead
from rapporteur.ui.icons import pixmap
from rapporteur.ui.theme import GRID, current_theme
from rapporteur.ui.widgets.chip import Chip

ACTION, PARAGRAPH, DECISION, ITEM = "action", "paragraph", "decision", "item"
ICONS = {ACTION: "actions", PARAGRAPH: "protocol", DECISION: "check-circle", ITEM: "agenda"}
_BODIES = ("body_first", "body_second")
_PERSONS = ("person_first", "person_second")
_LINES = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """What a card needs to know of the session: languages by code and name, sides, bodies."""

    languages: Sequence[tuple[str, str]] = (("en", "English"),)
    sides: Sequence[str] = ("", "")
    bodies: Sequence[Sequence[str]] = field(default=((), ()), repr=False)


class EntryCard(QFrame):
    """One card for every kind of entry. Hidden until it is opened."""

    accepted = Signal()
    """Enter: `values` are to be saved."""

    put_aside = Signal()
    """Esc: closed, with what stands in it kept as a draft."""

    typed = Signal()
    """Some value differs from what it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.kind = ACTION
        self.side = 0
        self.editing: tuple[str, int] | None = None
        self.originals: dict[str, str] = {}
        self._setting = Setting()
        self._leads: Sequence[Lead] = (Lead(), Lead())
        self._texts: dict[str, QPlainTextEdit] = {}
        self._text_labels: dict[str, QLabel] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._line_labels: dict[str, QLabel] = {}
        self._filling = False

        self._icon = QLabel()
        self._heading = QLabel()
        self._heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._chips = [Chip(""), Chip("", side=1), Chip("", side=2)]
        self._group = QButtonGroup(self)
        self._error = QLabel()
        self._error.setWordWrap(True)
        self._error.hide()
        self._hint = QLabel(
            self.tr("Enter saves · Shift+Enter new line · Tab next field · Esc puts it aside")
        )
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

        self._top = QHBoxLayout()
        self._top.setSpacing(GRID)
        self._top.addWidget(self._icon)
        self._top.addWidget(self._heading, 1)
        for position, chip in enumerate(self._chips):
            self._group.addButton(chip, position)
            self._top.addWidget(chip)
        self._group.idClicked.connect(self.choose_side)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + GRID // 2, GRID, GRID + GRID // 2, GRID)
        column.setSpacing(GRID // 2)
        column.addLayout(self._top)
        column.addLayout(self._grid)
        column.addWidget(self._error)
        column.addWidget(self._hint)
        self._cells: dict[str, QWidget] = {}
        self._row = QHBoxLayout()
        self._row.setSpacing(GRID)
        column.insertLayout(2, self._row)
        for key in (*_BODIES, "due_words"):
            self._add_line(key)
        self.hide()

    def set_setting(self, setting: Setting) -> None:
        """The session's languages, sides and bodies; open fields keep what is typed."""
        if setting.languages != self._setting.languages or not self._texts:
            self._make_texts(setting.languages)
        self._setting = setting
        names = (self.tr("Both sides (Alt+0)"), *(
            f"{name} (Alt+{n})" for n, name in enumerate(setting.sides, 1)
        ))  # fmt: skip
        for chip, name in zip(self._chips, names, strict=True):
            chip.setText(name)
            chip.setAccessibleName(name)
            chip.updateGeometry()
        for key, side, bodies in zip(_BODIES, setting.sides, setting.bodies, strict=True):
            self._line_labels[key].setText(self.tr("Responsible body ({side})").format(side=side))
            completer = QCompleter(list(bodies), self._lines[key])
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self._lines[key].setCompleter(completer)

    def open(
        self,
        kind: str,
        heading: str,
        values: Mapping[str, str],
        *,
        side: int = 0,
        leads: Sequence[Lead] = (Lead(), Lead()),
        editing: tuple[str, int] | None = None,
    ) -> None:
        """Show the card for a kind with these values; `editing` names the record they are of."""
        self._filling = True
        self.kind, self.editing, self._leads = kind, editing, leads
        self.originals = dict(values) if editing else {}
        self._heading.setText(heading)
        self._heading.setToolTip(heading)
        for code, box in self._texts.items():
            stem = "title" if kind == ITEM else "text"
            box.setPlainText(values.get(f"{stem}_{code}", ""))
            box.moveCursor(box.textCursor().MoveOperation.End)
            self._text_labels[code].setText(self._text_label(kind, code))
        for key, line in self._lines.items():
            line.setText(values.get(key, ""))
        for chip in self._chips:
            chip.setVisible(kind != ITEM)
        self._filling = False
        self.show_error("")
        self.side = side
        self._chips[side].setChecked(True)
        self._show_lines()
        if kind == ACTION and side and not editing and not any(values.get(k) for k in _BODIES):
            self._suggest_body()
        self.tint()
        self.show()
        self.first().setFocus()

    def values(self) -> dict[str, str]:
        """What stands in the card, by field; persons where a body was taken as suggested."""
        stem = "title" if self.kind == ITEM else "text"
        found = {f"{stem}_{code}": box.toPlainText() for code, box in self._texts.items()}
        if self.kind == ACTION:
            for key, person, lead in zip(_BODIES, _PERSONS, self._leads, strict=True):
                found[key] = self._lines[key].text()
                if self.editing is None and lead.body and found[key] == lead.body:
                    found[person] = lead.person
            found["due_words"] = self._lines["due_words"].text()
        return found

    @property
    def touched(self) -> bool:
        """Whether a card of an entry in the file differs from it; a new one always counts."""
        found = self.values()
        return self.editing is None or any(v != self.originals.get(k) for k, v in found.items())

    def fill(self, values: Mapping[str, str]) -> None:
        """Put texts into the fields over what they hold: what was typed before a kill."""
        self._filling = True
        for code, box in self._texts.items():
            box.setPlainText(values.get(f"text_{code}", box.toPlainText()))
        for key, line in self._lines.items():
            line.setText(values.get(key, line.text()))
        self._filling = False

    @property
    def empty(self) -> bool:
        """Whether nobody has typed a text."""
        return not any(box.toPlainText().strip() for box in self._texts.values())

    def first(self) -> QWidget:
        """The field to begin with."""
        return next(iter(self._texts.values()))

    def choose_side(self, position: int) -> None:
        """Whose it is: 1, 2, or 0 for both. An action item gets the body that would answer."""
        if self.kind == ITEM:
            return
        before, self.side = self.side, position
        self._chips[position].setChecked(True)
        if self.kind == ACTION and before != position:
            self._suggest_body()
        self._show_lines()
        self.typed.emit()

    def show_error(self, text: str) -> None:
        """Say in the card why it was not saved."""
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def tint(self) -> None:
        """Take the colours of the theme in use."""
        theme = current_theme()
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(pixmap(ICONS[self.kind], 20, colour=theme.accent, ratio=ratio))
        for label, colour in ((self._hint, theme.muted), (self._error, theme.error)):
            palette = label.palette()
            palette.setColor(palette.ColorRole.WindowText, colour)
            label.setPalette(palette)
        font = QFont(self.font())
        font.setBold(True)
        self._heading.setFont(font)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if key == Qt.Key.Key_Escape:
                self.put_aside.emit()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if shift and isinstance(watched, QPlainTextEdit):
                    watched.insertPlainText("\n")
                else:
                    self.accepted.emit()
                return True
        return super().eventFilter(watched, event)

    # Parts ---------------------------------------------------------------------------

    def _make_texts(self, languages: Sequence[tuple[str, str]]) -> None:
        for widget in (*self._texts.values(), *self._text_labels.values()):
            widget.deleteLater()
        self._texts.clear()
        self._text_labels.clear()
        for column, (code, _name) in enumerate(languages):
            box = QPlainTextEdit()
            box.setTabChangesFocus(True)
            frame = 2 * box.frameWidth() + 2 * int(box.document().documentMargin())
            box.setFixedHeight(box.fontMetrics().lineSpacing() * _LINES + frame)
            box.textChanged.connect(self._on_typed)
            box.installEventFilter(self)
            label = QLabel()
            label.setBuddy(box)
            self._texts[code], self._text_labels[code] = box, label
            self._grid.addWidget(label, 0, column)
            self._grid.addWidget(box, 1, column)
            self._grid.setColumnStretch(column, 1)
        order: list[QWidget] = [*self._texts.values(), *self._lines.values(), *self._chips]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _add_line(self, key: str) -> None:
        line, label = QLineEdit(), QLabel()
        label.setBuddy(line)
        line.textEdited.connect(self._on_typed)
        line.installEventFilter(self)
        self._lines[key], self._line_labels[key] = line, label
        cell = self._cells[key] = QWidget()
        inner = QVBoxLayout(cell)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(2)
        inner.addWidget(label)
        inner.addWidget(line)
        self._row.addWidget(cell, 1 if key == "due_words" else 2)
        if key == "due_words":
            label.setText(self.tr("Due"))
            line.setPlaceholderText(self.tr("such as: end of Q1 2026"))

    def _show_lines(self) -> None:
        """The lines of an action item: the bodies of the sides that are meant, and when."""
        wanted = []
        if self.kind == ACTION:
            for position, key in enumerate(_BODIES, 1):
                if self.side in (0, position) or self._lines[key].text():
                    wanted.append(key)
            wanted.append("due_words")
        for key, cell in self._cells.items():
            cell.setVisible(key in wanted)

    def _suggest_body(self) -> None:
        """The body of the chosen side, unless somebody has typed one; the other's goes."""
        suggested = {lead.body for lead in self._leads if lead.body}
        for position, (key, lead) in enumerate(zip(_BODIES, self._leads, strict=True), 1):
            line = self._lines[key]
            if line.text() and line.text() not in suggested:
                continue
            line.setText(lead.body if self.side == position else "")

    def _text_label(self, kind: str, code: str) -> str:
        name = dict(self._setting.languages).get(code, code)
        words = {
            ACTION: self.tr("Action ({language})"),
            PARAGRAPH: self.tr("Paragraph ({language})"),
            DECISION: self.tr("Decision ({language})"),
            ITEM: self.tr("Title ({language})"),
        }
        return words[kind].format(language=name)

    def _on_typed(self, *_text: str) -> None:
        if not self._filling:
            self.show_error("")
            self.typed.emit()
