"""A form row: label above, editor, and a line below for messages and offers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rapporteur.domain.fields import Field, Kind
from rapporteur.ui.bridge import Tone
from rapporteur.ui.forms.choice import ChoiceEditor, FlagEditor, ListEditor, PresetEditor
from rapporteur.ui.forms.editor import FieldEditor
from rapporteur.ui.forms.reference import ReferenceEditor
from rapporteur.ui.forms.text import DateEditor, LineEditor, LongEditor
from rapporteur.ui.theme import GRID, current_theme

_FLASH_MS = 1_500

_EDITORS: dict[Kind, type[FieldEditor]] = {
    Kind.LONG: LongEditor,
    Kind.PRESET: PresetEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.LIST: ListEditor,
    Kind.DATE: DateEditor,
    Kind.FLAG: FlagEditor,
    Kind.REFERENCE: ReferenceEditor,
}


def make_editor(field: Field, parent: QWidget | None = None) -> FieldEditor:
    """The editor for the field's kind. IMAGE, MOMENT and DERIVED have none: ValueError."""
    if field.kind in {Kind.IMAGE, Kind.MOMENT, Kind.DERIVED}:
        raise ValueError(f"{field.key} is not typed")
    editor = _EDITORS.get(field.kind, LineEditor)(field, parent)
    editor.set_masked(field.privacy.masked)
    return editor


def blended(ground: str, tint: str) -> QColor:
    """`ground` with a third of `tint`: seen in every theme, and text on it can still be read."""
    under, over = QColor(ground), QColor(tint)
    return QColor(
        (2 * under.red() + over.red()) // 3,
        (2 * under.green() + over.green()) // 3,
        (2 * under.blue() + over.blue()) // 3,
    )


class FormRow(QWidget):
    """One field with its label. The label is the editor's buddy; a star marks required fields."""

    def __init__(
        self,
        field: Field,
        parent: QWidget | None = None,
        *,
        label: str = "",
        editor: FieldEditor | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = editor if editor is not None else make_editor(field)
        title = label or field.title()

        self.label = QLabel(f"{title} *" if field.required else title)
        self.label.setBuddy(self.editor.input)
        self.label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.editor.input.setAccessibleName(title)
        self._message = QLabel()
        self._message.setWordWrap(True)
        self._message.hide()
        self._offer = QPushButton()
        self._offer.setFlat(True)
        self._offer.setCursor(Qt.CursorShape.PointingHandCursor)
        self._offer.hide()
        self._take: Callable[[], None] | None = None

        self.editor.message_changed.connect(self.show_message)
        self._offer.clicked.connect(self._on_offer)

        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 4)
        column.addWidget(self.label)
        column.addWidget(self.editor)
        column.addWidget(self._message)
        column.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignLeft)

    def set_title(self, title: str) -> None:
        """Name the field otherwise than the catalogue does."""
        self.label.setText(f"{title} *" if self.field.required else title)
        self.editor.input.setAccessibleName(title)

    @property
    def key(self) -> str:
        """The field's key."""
        return self.field.key

    @property
    def message(self) -> str:
        """The message shown under the field, or ""."""
        return self._message.text() if not self._message.isHidden() else ""

    def show_message(self, text: str, tone: Tone = Tone.WARNING) -> None:
        """Show `text` under the field and tell assistive programs; "" takes it away."""
        theme = current_theme()
        colour = theme.error if tone is Tone.ERROR else theme.warning
        palette = self._message.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        self._message.setPalette(palette)
        self._message.setText(text)
        self._message.setVisible(bool(text))
        self.editor.input.setAccessibleDescription(text)
        self.updateGeometry()

    def flash(self) -> None:
        """Tint the field for a moment: this is what has just changed."""
        theme = current_theme()
        tint = blended(theme.base, theme.accent)
        palette = self.editor.input.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Button):
            palette.setColor(role, tint)
        self.editor.input.setPalette(palette)
        QTimer.singleShot(_FLASH_MS, self, lambda: self.editor.input.setPalette(QPalette()))

    def offer(self, text: str, take: Callable[[], None] | None = None) -> None:
        """Offer something beside the field ("Use: Gruzdev"); "" takes the offer away."""
        self._offer.setText(text.replace("&", "&&"))
        self._offer.setVisible(bool(text))
        self._take = take
        self.updateGeometry()

    def _on_offer(self) -> None:
        take, self._take = self._take, None
        self._offer.hide()
        if take is not None:
            take()
