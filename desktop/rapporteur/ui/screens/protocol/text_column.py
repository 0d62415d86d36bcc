"""One text of a paragraph: its language and state above, what is wrong with it below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPalette, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.brackets import Fault
from rapporteur.domain.fields import Field
from rapporteur.domain.paragraph_refs import Mention
from rapporteur.domain.protocol import IN_STEP, MISSING
from rapporteur.ui.forms.rows import FormRow
from rapporteur.ui.forms.text import LongEditor
from rapporteur.ui.icons import set_icon
from rapporteur.ui.screens.protocol import looks
from rapporteur.ui.screens.protocol.highlighter import BracketHighlighter
from rapporteur.ui.theme import GRID, current_theme

_AROUND = 24  # letters that name the place of a fault
_NARROW = 32  # letters of a column in whose head there is no room for words


class TextBox(QPlainTextEdit):
    """A text in which brackets and references are marked, and Ctrl+click follows a reference."""

    reference_clicked = Signal(int)
    """The number of a paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.marks = BracketHighlighter(self.document())
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)

    def mention_at(self, place: int) -> Mention | None:
        """The reference in which a place of the text lies."""
        return next((m for m in self.marks.mentions if m.start <= place <= m.end), None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.button() is Qt.MouseButton.LeftButton:
            place = self.cursorForPosition(event.position().toPoint()).position()
            mention = self.mention_at(place)
            if mention is not None:
                self.reference_clicked.emit(mention.number)
                return
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        place = self.cursorForPosition(event.position().toPoint()).position()
        hand = bool(held) and self.mention_at(place) is not None
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)


class TextEditor(LongEditor):
    """As high as there is room."""

    input: TextBox

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def make_input(self) -> QWidget:
        return TextBox()

    def sizeHint(self) -> QSize:
        return QSize(30 * GRID, 20 * GRID)

    def key_pressed(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers():
            return False
        return super().key_pressed(event)

    def _fit(self) -> None:
        """Its height is that of the column."""


class TextColumn(FormRow):
    """Label, state, the button that brings it into step; the text; faults of its brackets."""

    step_wanted = Signal(str)
    """The text shall count as in step, or as a draft again: its language."""

    caret_moved = Signal(str)
    """The cursor or the text is another: its language."""

    def __init__(self, code: str, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent, label=looks.language_name(code), editor=TextEditor(field))
        self.code = code
        self.state = MISSING
        self.visited = False  # whether somebody has put the cursor into this text
        self._state_words = QLabel()
        self._faults = QLabel()
        self.step = QToolButton()
        self.step.setAutoRaise(True)
        self.step.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.step.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.step.clicked.connect(lambda: self.step_wanted.emit(code))
        self._faults.setWordWrap(True)
        self._faults.hide()
        self.editor.input.setAccessibleName(field.title())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._arrange()
        self.box.cursorPositionChanged.connect(self._on_caret)
        self.box.textChanged.connect(self._on_text)

    def _arrange(self) -> None:
        column = self.layout()
        if not isinstance(column, QVBoxLayout):
            raise TypeError("a form row is a column")
        column.removeWidget(self.label)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.label)
        head.addWidget(self._state_words)
        head.addStretch(1)
        head.addWidget(self.step)
        column.insertLayout(0, head)
        column.insertWidget(2, self._faults)
        column.setStretch(1, 1)
        # Of the frame between two texts; the outer edges stay in line with the rest of the page.
        column.setContentsMargins(GRID // 2, 0, GRID // 2, 0)

    @property
    def box(self) -> TextBox:
        """Where one types."""
        found = self.editor.input
        if not isinstance(found, TextBox):
            raise TypeError("not the box of a paragraph")
        return found

    @property
    def caret(self) -> int:
        """The place of the cursor in the text."""
        return self.box.textCursor().position()

    def place_caret(self, place: int) -> None:
        """Put the cursor at a place of the text and bring it into view."""
        cursor = self.box.textCursor()
        cursor.setPosition(max(0, min(place, len(self.box.toPlainText()))))
        self.box.setTextCursor(cursor)
        self.box.ensureCursorVisible()

    def leave_blank(self) -> None:
        """At the end of a text that goes on: a blank before what is typed next."""
        text = self.box.toPlainText()
        if self.caret == len(text) and text[-1:].isalnum():
            self.box.textCursor().insertText(" ")

    def enclose(self) -> None:
        """Put what is chosen into square brackets; without a choice an empty pair."""
        if self.editor.read_only:
            return
        cursor = self.box.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        chosen = self.box.toPlainText()[start:end]
        cursor.insertText(f"[{chosen}]")
        if not chosen:
            cursor.movePosition(QTextCursor.MoveOperation.Left)
        self.box.setTextCursor(cursor)

    def show_state(self, state: str, *, read_only: bool) -> None:
        """Show the state of the text against the others."""
        self.state = state
        self._fit_head()
        self._colour()
        back = state == IN_STEP
        self.step.setText(self.tr("Draft again") if back else self.tr("In step"))
        set_icon(self.step, "undo" if back else "check")
        name = self.tr("{0}: draft again") if back else self.tr("{0}: in step")
        self.step.setAccessibleName(name.format(looks.language_name(self.code)))
        self.step.setToolTip(self.tr("(Ctrl+Enter)"))
        self.step.setEnabled(not read_only and state != MISSING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def faults(self) -> list[Fault]:
        """Brackets without their other half."""
        return self.box.marks.faults

    def _fit_head(self) -> None:
        """In a narrow column signs stand for words; both say the words when asked."""
        narrow = self.width() < _NARROW * self.fontMetrics().averageCharWidth()
        style = Qt.ToolButtonStyle
        words = f"{looks.language_sign(self.state)} {looks.language_words(self.state)}"
        self.step.setToolButtonStyle(
            style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon
        )
        self._state_words.setText(looks.language_sign(self.state) if narrow else words)
        self._state_words.setToolTip(words)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: what is coloured by hand is coloured anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.box.marks.rehighlight()
            self._colour()

    def _colour(self) -> None:
        words, _ground = looks.language_colours(self.state)
        theme = current_theme()
        for label, colour in ((self._state_words, words), (self._faults, theme.error)):
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
            label.setPalette(palette)

    def _on_caret(self) -> None:
        self.visited = self.visited or self.box.hasFocus()
        self.caret_moved.emit(self.code)

    def _on_text(self) -> None:
        faults = self.faults()
        self._faults.setVisible(bool(faults))
        if faults:
            text = self.box.toPlainText()
            said = [self._fault_words(text, fault) for fault in faults[:3]]
            more = len(faults) - len(said)
            if more:
                said.append(self.tr("%n more", "", more))
            self._faults.setText("\n".join(said))
        self.caret_moved.emit(self.code)

    def _fault_words(self, text: str, fault: Fault) -> str:
        """Which half, and where: by the words beside it and by line and letter."""
        line = text.count("\n", 0, fault.place) + 1
        letter = fault.place - text.rfind("\n", 0, fault.place)
        if fault.closing:
            beside = text[max(0, fault.place - _AROUND) : fault.place + 1].strip()
            said = self.tr("“]” without “[” after “…{text}” (line {line}, letter {letter})")
        else:
            beside = text[fault.place : fault.place + _AROUND].strip()
            said = self.tr("“[” without “]” before “{text}…” (line {line}, letter {letter})")
        return said.format(text=beside.replace("\n", " "), line=line, letter=letter)
