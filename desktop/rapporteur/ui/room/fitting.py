"""The largest letters in which a text fits into its place: whole, whatever its length."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

WRAP = int(Qt.TextFlag.TextWordWrap)
LEAST = 8
_STEPS = 12


def fitted(text: str, font: QFont, place: QRectF, largest: float) -> QFont:
    """`font` in the largest pixel size up to `largest` at which all of `text` fits in `place`."""
    low, high = float(LEAST), max(largest, LEAST)
    if fits(text, sized(font, high), place):
        return sized(font, high)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if fits(text, sized(font, middle), place):
            low = middle
        else:
            high = middle
    return sized(font, low)


def fits(text: str, font: QFont, place: QRectF) -> bool:
    """Whether `text`, broken between words only, needs no more room than `place`."""
    metrics = QFontMetricsF(font)
    if any(metrics.horizontalAdvance(word) > place.width() for word in text.split()):
        return False
    # Rooms are measured without a lower edge, as high as the text turns out to be.
    endless = QRectF(0, 0, place.width(), 1e6)
    needed = metrics.boundingRect(endless, WRAP, text)
    return needed.height() <= place.height() and needed.width() <= place.width() + 1


def sized(font: QFont, pixels: float) -> QFont:
    """The same font in another size."""
    found = QFont(font)
    found.setPixelSize(max(int(pixels), LEAST))
    return found
