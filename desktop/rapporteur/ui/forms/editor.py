"""What every field editor does: show the file's value, read what is typed, offer it once.

An editor holds the value it started from. Leaving it, or Enter, reads what is typed through
`services.values.canonical`; what can be read is `accepted`, what cannot is explained under the
field and stays there as typed. When the file changes meanwhile, a half-typed text is left alone.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Field
from rapporteur.services.values import canonical, check_value
from rapporteur.ui.bridge import Tone
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.text_drops import leave_to_window

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EMPTYING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class FieldEditor(QWidget):
    """One field of one record. Subclasses make `input` and say how text goes in and out."""

    accepted = Signal(str, str, str)
    """Key, the canonical value started from, the canonical value wanted."""

    typed_changed = Signal(str)
    """The text as it stands while typing; for suggestions and duplicate warnings."""

    message_changed = Signal(str, object)
    """Text to show under the field ("" for none) and its `Tone`."""

    merges = False
    """True where several acceptances while the field keeps the focus are one step."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._value = ""
        self._latest = ""
        self._refused = False
        self._mixed = False
        self._emptied = False
        self.read_only = False
        self._episode = 0
        self.input = self.make_input()
        self.input.setAccessibleName(field.title())
        if field.help:
            self.input.setToolTip(field.help)
        self.input.installEventFilter(self)
        self.setFocusProxy(self.input)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self.input)
        leave_to_window(self)

    # What a subclass says ------------------------------------------------------------

    def make_input(self) -> QWidget:
        """Make the widget that has the focus."""
        raise NotImplementedError

    def put(self, value: str) -> None:
        """Show a canonical value."""
        raise NotImplementedError

    def typed(self) -> str:
        """The text as it stands, in any form `canonical` understands."""
        raise NotImplementedError

    def shown(self, value: str) -> str:
        """What `typed` returns when `value` is shown untouched."""
        return value

    def show_lock(self) -> None:
        """Allow or forbid typing, as `read_only` says."""
        self.input.setEnabled(not self.read_only)

    # What owners use -----------------------------------------------------------------

    @property
    def value(self) -> str:
        """The canonical value this editor started from or had accepted last."""
        return self._value

    @property
    def half_typed(self) -> bool:
        """True while the text differs from the value."""
        return self._emptied or self.typed() != self.shown(self._value)

    @property
    def merge(self) -> str:
        """The key under which steps of this stay in the field become one; "" for separate ones."""
        return f"{self.field.key}.{self._episode}" if self.merges else ""

    def start(self, value: str) -> None:
        """Begin with `value`, whatever was typed: another record, or Esc."""
        self._value = self._latest = value
        self._emptied = False
        self.put(value)
        self._explain(value)

    def refresh(self, value: str) -> None:
        """The file holds `value` now. A half-typed text is left alone; Esc brings the value."""
        self._latest = value
        if value == self._value:
            return
        if self.half_typed and not self._typed_means(value):
            return
        self.start(value)

    def refuse(self, message: str) -> None:
        """Called while `accepted` is being handled: the file did not take the value."""
        self._refused = True
        self.message_changed.emit(message, Tone.ERROR)

    def commit(self) -> bool:
        """Offer what is typed; False where it cannot be accepted (the message says why)."""
        if self.read_only or not self.half_typed:
            return True
        try:
            new = canonical(self.field, self.typed())
        except UserError as error:
            self.message_changed.emit(str(error), Tone.ERROR)
            return False
        if new == self._value and not self._emptied:
            self.start(new)
            return True
        old, self._refused, self._emptied = self._value, False, False
        self.accepted.emit(self.field.key, old, new)
        if self._refused:
            return False
        if self._value == old:
            self.start(new)
        return True

    def revert(self) -> None:
        """Forget what is typed and show what the file holds now."""
        self.start(self._latest)

    def set_read_only(self, read_only: bool) -> None:
        """Forbid typing where the file cannot be edited."""
        self.read_only = read_only
        self.show_lock()

    def set_mixed(self, mixed: bool) -> None:
        """Several records are shown and differ here: the field is empty without being empty.

        Del or Backspace says that it shall become empty for all of them.
        """
        self._mixed, self._emptied = mixed, False
        tip = self.tr("They differ here. Del empties the field for all of them.") if mixed else ""
        self.input.setToolTip(tip or self.field.help)

    def set_suggestions(self, suggestions: list[str]) -> None:
        """Offer these texts; editors without a list ignore it."""

    def set_masked(self, masked: bool) -> None:
        """Show dots instead of the value; editors that are never masked ignore it."""

    # Internals -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.FocusIn:
            self._episode += 1
        elif kind is QEvent.Type.FocusOut:
            if not self._popup_open():
                self.commit()
        elif kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.key_pressed(event)
        return super().eventFilter(watched, event)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Handle a key before the input sees it; True where it was used up."""
        if event.key() in _ENTER and not event.modifiers():
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.half_typed:
            self.revert()
            return True
        elif event.key() in _EMPTYING and self._mixed and not self.typed() and not self.read_only:
            self._emptied = True
            said = self.tr(
                "Will be empty for all of them. Enter accepts, Esc keeps what they have."
            )
            self.message_changed.emit(said, Tone.WARNING)
            return True
        return False

    def text_width(self) -> int:
        """The width in pixels for `field.width` characters of ordinary text."""
        return self.fontMetrics().averageCharWidth() * (self.field.width + 2) + 3 * GRID

    def sizeHint(self) -> QSize:
        return QSize(self.text_width(), super().sizeHint().height())

    def _popup_open(self) -> bool:
        return False

    def _typed_means(self, value: str) -> bool:
        try:
            return canonical(self.field, self.typed()) == value
        except UserError:
            return False

    def _explain(self, value: str) -> None:
        """Say what is odd about an accepted value; an empty field is left in peace."""
        odd = check_value(self.field, value) if value else ""
        self.message_changed.emit(odd, Tone.WARNING)
