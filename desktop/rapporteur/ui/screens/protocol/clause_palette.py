"""The small window of the clause library: a few letters in any language, and Enter.

It lies over the texts; Esc leads back to the cursor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.protocol import CLAUSE
from rapporteur.services.protocol.clauses import ClauseOffer
from rapporteur.ui.theme import GRID

_OFFER = Qt.ItemDataRole.UserRole
_SIZE = QSize(76 * GRID, 40 * GRID)


class ClausePalette(QFrame):
    """Type, choose with the arrows, Enter inserts. `find` gives the clauses for what is typed."""

    chosen = Signal(object)
    """A `ClauseOffer`."""

    left = Signal()
    """Esc, or the focus has gone elsewhere."""

    def __init__(self, find: Callable[[str], Sequence[ClauseOffer]], parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setObjectName("palette")
        self._find = find
        self._languages: tuple[str, ...] = ("en",)
        self.typed = QLineEdit()
        self.list = QListWidget()
        self._none = QLabel(self.tr("No clause has these letters."))
        self.typed.setPlaceholderText(self.tr("Clause: a few letters in any language"))
        self.typed.setAccessibleName(self.tr("Find a clause"))
        self.list.setAccessibleName(self.tr("Clauses"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.typed.textChanged.connect(self._fill)
        self.typed.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._take())
        parent.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.typed)
        column.addWidget(self.list, 1)
        column.addWidget(self._none, 1)
        self.hide()

    def open_at(self, place: QPoint, languages: tuple[str, ...]) -> None:
        """Show it with its upper edge at a place of the parent, with nothing typed."""
        self._languages = languages
        self._fit(place)
        self.typed.clear()
        self._fill("")
        self.show()
        self.raise_()
        self.typed.setFocus(Qt.FocusReason.PopupFocusReason)

    def offers(self) -> list[ClauseOffer]:
        """What is shown now."""
        return [self.list.item(row).data(_OFFER) for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._around and event.type() is QEvent.Type.Resize:
            if isinstance(event, QResizeEvent) and self.isVisible():
                self._fit(self.pos())
            return False
        if watched is not self.typed:
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            row = self.list.currentRow() + (1 if key == Qt.Key.Key_Down else -1)
            self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        else:
            return False
        return True

    def _fill(self, text: str) -> None:
        self.list.clear()
        for offer in self._find(text):
            texts = [offer.texts.get(code, "") for code in self._languages]
            effect = CLAUSE["effect"].shown(offer.effect)
            lines = [" ".join(one.split()) for one in texts if one]
            item = QListWidgetItem(f"{lines[0]}   ({effect})" if lines else effect)
            if lines[1:]:
                item.setText("\n".join([item.text(), *lines[1:]]))
            item.setToolTip("\n".join(lines))
            item.setData(_OFFER, offer)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        self._none.setVisible(self.list.count() == 0)

    def _take(self) -> None:
        if self.list.currentRow() >= 0:
            offer = self.list.item(self.list.currentRow()).data(_OFFER)
            self.hide()
            self.left.emit()
            self.chosen.emit(offer)

    def _fit(self, place: QPoint) -> None:
        """Within the parent, whatever its size."""
        around = self._around
        size = _SIZE.boundedTo(around.size() - QSize(2 * GRID, 2 * GRID))
        left = max(GRID, min(place.x(), around.width() - size.width() - GRID))
        top = max(GRID, min(place.y(), around.height() - size.height() - GRID))
        self.setGeometry(left, top, size.width(), size.height())
