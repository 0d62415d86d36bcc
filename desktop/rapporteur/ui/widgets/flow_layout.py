"""A layout that puts widgets side by side and breaks the line where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from rapporteur.ui.theme import GRID

# A justified line may be squeezed to fit one more item, and is stretched when nearly full.
_SQUEEZE = 0.85
_NEARLY_FULL = 0.6


class FlowLayout(QLayout):
    """Like words in a paragraph; used for chips.

    With `justified` the items of a nearly full line share the width that is left (or missing),
    so that the fields of a form end at one edge; a short line keeps its own widths.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        spacing: int = GRID // 2,
        justified: bool = False,
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self._justified = justified
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Lay out within `rect` and return the height used."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        y = inner.y()
        for line in self._lines(inner.width()):
            widths = self._widths(line, inner.width())
            heights = [
                item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
                for item, width in zip(line, widths, strict=True)
            ]
            x = inner.x()
            for item, width, height in zip(line, widths, heights, strict=True):
                if place:
                    item.setGeometry(QRect(QPoint(x, y), QSize(width, height)))
                x += width + self._gap
            y += max(heights) + self._gap
        used = max(y - self._gap - inner.y(), 0)
        return used + margins.top() + margins.bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """The items line by line."""
        lines: list[list[QLayoutItem]] = []
        used = 0.0
        factor = _SQUEEZE if self._justified else 1.0
        for item in self._items:
            if item.isEmpty():
                continue
            wanted = max(item.sizeHint().width() * factor, item.minimumSize().width())
            if not lines or used + wanted > width:
                lines.append([])
                used = 0.0
            lines[-1].append(item)
            used += wanted + self._gap
        return lines

    def _widths(self, line: list[QLayoutItem], width: int) -> list[int]:
        """The width of each item of one line; none is squeezed below its minimum."""
        hints = [item.sizeHint().width() for item in line]
        room, wanted = width - self._gap * (len(hints) - 1), sum(hints)
        if not self._justified or wanted < room * _NEARLY_FULL:
            return [min(hint, width) for hint in hints]
        if wanted <= room:
            weights = hints
        else:
            weights = [
                max(hint - item.minimumSize().width(), 0)
                for hint, item in zip(hints, line, strict=True)
            ]
        missing, total = room - wanted, sum(weights) or 1
        shares = [
            hint + missing * weight // total for hint, weight in zip(hints, weights, strict=True)
        ]
        shares[-1] += room - sum(shares)
        return shares
