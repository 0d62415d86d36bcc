"""The texts of one paragraph in every language, with what was found marked in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSizePolicy,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.fields import Field
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.protocol import PROTOCOL_PARAGRAPH
from rapporteur.domain.verification.texts import Finding, Weight
from rapporteur.services.protocol.verifying import Verified
from rapporteur.ui.forms.rows import FormRow
from rapporteur.ui.forms.text import LongEditor
from rapporteur.ui.icons import icon
from rapporteur.ui.screens.protocol import looks
from rapporteur.ui.theme import GRID, current_theme

_FINDING = Qt.ItemDataRole.UserRole


class _RoomyEditor(LongEditor):
    """A text with all the height there is."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(30 * GRID, 20 * GRID)

    def _fit(self) -> None:
        """The height does not follow the text."""


class VerifiedTexts(QWidget):
    """Editors side by side, and the findings below them."""

    edited = Signal(str, str, str, str)
    """Key, text started from, text wanted, merge key: as a form's `accepted`."""

    def __init__(self, languages: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: Verified | None = None
        self._last = ""
        self.rows: dict[str, FormRow] = {}
        self.heading = QLabel()
        self.findings = QListWidget()
        columns = QSplitter()
        for code in languages:
            label = next(one.label for one in LANGUAGES if one.code == code)
            field = PROTOCOL_PARAGRAPH[f"text_{code}"]
            row = FormRow(field, label=label, editor=_RoomyEditor(field))
            row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            row.editor.accepted.connect(
                lambda key, old, new, editor=row.editor: self.edited.emit(
                    key, old, new, editor.merge
                )
            )
            row.editor.input.installEventFilter(self)
            self.rows[code] = row
            columns.addWidget(row)
        self.findings.currentItemChanged.connect(self._on_current)
        self.findings.itemActivated.connect(lambda item: self._go_to(item, focus=True))
        self.findings.itemClicked.connect(lambda item: self._go_to(item, focus=True))

        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        columns.setChildrenCollapsible(False)
        columns.setSizes([100] * len(self.rows))
        self.findings.setAccessibleName(self.tr("What is to be looked at"))
        self.findings.setWordWrap(True)
        caption = QLabel(self.tr("What is to be &looked at (F8 for the next)"))
        caption.setBuddy(self.findings)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.heading)
        parts = QSplitter(Qt.Orientation.Vertical)
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, GRID, 0, 0)
        lower.addWidget(caption)
        lower.addWidget(self.findings, 1)
        parts.addWidget(columns)
        parts.addWidget(below)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 1)
        parts.setChildrenCollapsible(False)
        column.addWidget(parts, 1)
        self.show_texts(None)

    @property
    def field(self) -> str:
        """The key of the text that had the caret last, of the first one where none had."""
        return self._last or next(iter(self.rows.values())).key

    def show_texts(self, one: Verified | None) -> None:
        """Show another paragraph; None for none."""
        if one is not None and self.shown is not None:
            if one.paragraph_id == self.shown.paragraph_id:
                self.show_again(one)
                return
            self.commit()
        self.shown = one
        self.heading.setText(self._title(one))
        for code, row in self.rows.items():
            row.editor.start(one.texts.get(code, "") if one is not None else "")
            row.setEnabled(one is not None)
        self._show_findings()

    def show_again(self, one: Verified) -> None:
        """The same paragraph as it is now; what is half typed stays."""
        self.shown = one
        self.heading.setText(self._title(one))
        for code, row in self.rows.items():
            row.editor.refresh(one.texts.get(code, ""))
        self._show_findings()

    def refuse(self, key: str, message: str) -> None:
        """Explain under the text why the file did not take it."""
        for row in self.rows.values():
            if row.key == key:
                row.editor.refuse(message)

    def commit(self) -> bool:
        """Save what is typed; False where that is refused."""
        refused = [row.key for row in self.rows.values() if not row.editor.commit()]
        return not refused

    def set_read_only(self, *, read_only: bool) -> None:
        """Forbid typing."""
        for row in self.rows.values():
            row.editor.set_read_only(read_only)

    def take_focus(self) -> None:
        """Put the caret into the first text."""
        next(iter(self.rows.values())).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, way: int, *, round_the_end: bool = False) -> bool:
        """Go to the next place in this paragraph, or the one before; False where there is none."""
        count = self.findings.count() if self.shown is not None and self.shown.findings else 0
        row = self.findings.currentRow()
        row = row + way if row >= 0 else (0 if way > 0 else count - 1)
        if round_the_end and count:
            row %= count
        if not 0 <= row < count:
            return False
        self.findings.setCurrentRow(row)
        self._go_to(self.findings.item(row), focus=True)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            for row in self.rows.values():
                if row.editor.input is watched:
                    self._last = row.key
        return super().eventFilter(watched, event)

    # Internals -----------------------------------------------------------------------

    def _show_findings(self) -> None:
        theme = current_theme()
        found = self.shown.findings if self.shown is not None else ()
        self.findings.blockSignals(True)
        self.findings.clear()
        for one in found:
            grave = one.weight is Weight.ERROR
            drawing, colour = ("error", theme.error) if grave else ("warning", theme.warning)
            label = next(lang.label for lang in LANGUAGES if lang.code == one.language)
            item = QListWidgetItem(icon(drawing, colour=colour), f"{label}: {one.message}")
            item.setData(_FINDING, one)
            self.findings.addItem(item)
        if not found and self.shown is not None:
            item = QListWidgetItem(self.tr("Nothing that a machine can find. Read both texts."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.findings.addItem(item)
        self.findings.blockSignals(False)
        self._mark(found)

    def _mark(self, found: Sequence[Finding]) -> None:
        """Underline every place in its text; by a line as well as by its colour."""
        for code, row in self.rows.items():
            box = row.editor.input
            if not isinstance(box, QPlainTextEdit):
                continue
            marks = []
            for one in found:
                if one.language != code or one.start == one.end:
                    continue
                mark = QTextEdit.ExtraSelection()
                mark.cursor = _cursor(box, one)
                mark.format = _look(one.weight)
                marks.append(mark)
            box.setExtraSelections(marks)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        self._go_to(item)

    def _go_to(self, item: QListWidgetItem | None, *, focus: bool = False) -> None:
        one = item.data(_FINDING) if item is not None else None
        if not isinstance(one, Finding):
            return
        box = self.rows[one.language].editor.input
        if isinstance(box, QPlainTextEdit):
            box.setTextCursor(_cursor(box, one))
            box.ensureCursorVisible()
            if focus:
                box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _title(self, one: Verified | None) -> str:
        if one is None:
            return self.tr("Choose a paragraph.")
        if one.number:
            return self.tr("Paragraph {number}").format(number=one.number)
        return looks.kind_words(one.kind)


def _cursor(box: QPlainTextEdit, one: Finding) -> QTextCursor:
    """A selection of the place; letters beyond the first plane count double in Qt."""
    text = box.toPlainText()
    cursor = QTextCursor(box.document())
    cursor.setPosition(_units(text[: one.start]))
    cursor.setPosition(_units(text[: one.end]), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _look(weight: Weight) -> QTextCharFormat:
    theme = current_theme()
    grave = weight is Weight.ERROR
    look = QTextCharFormat()
    look.setBackground(QColor(theme.error_ground if grave else theme.warning_ground))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(QColor(theme.error if grave else theme.warning))
    return look
