"""Editors for one line of text (with dates, times and masks) and for several lines."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
    QWidgetAction,
)

from rapporteur.domain.dates import shown_date
from rapporteur.domain.fields import Field
from rapporteur.ui.forms.editor import FieldEditor
from rapporteur.ui.icons import set_icon
from rapporteur.ui.theme import GRID

_DOTS = "••••••••"
_COMMIT_AFTER_MS = 2_000


class LineEditor(FieldEditor):
    """One line. While masked, a value is dots until it is asked for (the eye, or Space)."""

    input: QLineEdit

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self._masked = False
        self._reveal: QAction | None = None
        super().__init__(field, parent)
        self.input.textEdited.connect(self.typed_changed)

    def make_input(self) -> QWidget:
        return QLineEdit()

    def put(self, value: str) -> None:
        if self._hides(value):
            self.input.setText(_DOTS)
        else:
            self.input.setText(self.shown(value))
            self.input.setCursorPosition(0)
        self.show_lock()

    def typed(self) -> str:
        return self.shown(self._value) if self._hidden() else self.input.text()

    def set_masked(self, masked: bool) -> None:
        if masked != self._masked:
            if masked:
                self.commit()
            untouched = not self.half_typed
            self._masked = masked
            if self._reveal is None:
                self._reveal = QAction(self)
                set_icon(self._reveal, "eye")
                self.input.addAction(self._reveal, QLineEdit.ActionPosition.TrailingPosition)
                self._reveal.setToolTip(self.tr("Show (Space)"))
                self._reveal.triggered.connect(lambda: self.set_masked(False))
            if untouched:
                self.put(self._value)
            self.show_lock()

    def key_pressed(self, event: QKeyEvent) -> bool:
        if self._hidden() and event.key() == Qt.Key.Key_Space:
            self.set_masked(False)
            return True
        return super().key_pressed(event)

    def _hides(self, value: str) -> bool:
        return self._masked and bool(value)

    def _hidden(self) -> bool:
        return self._hides(self._value) and self.input.text() == _DOTS

    def show_lock(self) -> None:
        self.input.setReadOnly(self.read_only or self._hidden())
        if self._reveal is not None:
            self._reveal.setVisible(self._hidden())


class DateEditor(LineEditor):
    """A date typed as people type it; Alt+Down or the icon opens a calendar."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._menu: QMenu | None = None
        pick = QAction(self)
        set_icon(pick, "calendar")
        self.input.addAction(pick, QLineEdit.ActionPosition.TrailingPosition)
        pick.setToolTip(self.tr("Choose from a calendar (Alt+Down)"))
        pick.triggered.connect(self.open_calendar)

    def shown(self, value: str) -> str:
        return shown_date(value)

    def text_width(self) -> int:
        return super().text_width() + 2 * GRID

    def key_pressed(self, event: QKeyEvent) -> bool:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            return True
        return super().key_pressed(event)

    def open_calendar(self) -> None:
        """Show the month of the value, or of today."""
        if self.input.isReadOnly():
            return
        calendar = QCalendarWidget()
        calendar.setAccessibleName(self.field.title())
        calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if self._value:
            start = date.fromisoformat(self._value)
            calendar.setSelectedDate(QDate(start.year, start.month, start.day))
        menu = QMenu(self)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.activated.connect(lambda chosen: self._take(chosen, menu))
        calendar.clicked.connect(lambda chosen: self._take(chosen, menu))
        menu.aboutToHide.connect(menu.deleteLater)
        self._menu = menu
        menu.popup(self.input.mapToGlobal(QPoint(0, self.input.height())))
        calendar.setFocus()

    def _take(self, chosen: QDate, menu: QMenu) -> None:
        self.input.setText(chosen.toString(Qt.DateFormat.ISODate))
        menu.close()
        self.input.setFocus()
        self.commit()


class LongEditor(FieldEditor):
    """Several lines; grows with the text. Saved two seconds after the last key, and on leaving."""

    input: QPlainTextEdit
    merges = True

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_COMMIT_AFTER_MS)
        self._pause.timeout.connect(self.commit)
        self.input.textChanged.connect(self._on_text_changed)
        self._fit()

    def make_input(self) -> QWidget:
        box = QPlainTextEdit()
        box.setTabChangesFocus(True)
        return box

    def put(self, value: str) -> None:
        if self.input.toPlainText().strip() != value:
            self.input.setPlainText(value)

    def typed(self) -> str:
        return self.input.toPlainText()

    def shown(self, value: str) -> str:
        # Blanks at the end are on the way to the next word, not an edit.
        text = self.input.toPlainText()
        return text if text.strip() == value else value

    def show_lock(self) -> None:
        self.input.setReadOnly(self.read_only)

    def key_pressed(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        return super().key_pressed(event)

    def sizeHint(self) -> QSize:
        return QSize(self.text_width(), self.input.height())

    def _on_text_changed(self) -> None:
        self._fit()
        if self.input.hasFocus():
            self._pause.start()
        self.typed_changed.emit(self.typed())

    def _fit(self) -> None:
        lines = min(max(self.input.document().blockCount(), 3), 10)
        frame = 2 * self.input.frameWidth() + 2 * int(self.input.document().documentMargin())
        self.input.setFixedHeight(self.input.fontMetrics().lineSpacing() * lines + frame)
