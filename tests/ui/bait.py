"""A text that looks like markup, and a witness of whether Qt ever opened what it names.

Every screen is shown with the bait in each of its texts (row A7 of the reliability page: markup
in names is shown literally). The picture is bright magenta: where it is drawn, it is seen.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget

_COLOUR = QColor("#ff00ff")


class Bait:
    """A picture on the disk and a text that asks for it."""

    def __init__(self, folder: Path) -> None:
        self.picture = folder / "bait.png"
        image = QImage(24, 24, QImage.Format.Format_RGB32)
        image.fill(_COLOUR)
        assert image.save(str(self.picture))
        self.text = f'<b>Bait</b><img src="{self.picture.as_posix()}" width="24" height="24">'

    def seen_in(self, widget: QWidget) -> bool:
        """Whether the picture is drawn anywhere in `widget`."""
        image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        wanted = _COLOUR.rgb()
        return any(
            image.pixel(x, y) == wanted
            for y in range(0, image.height(), 6)
            for x in range(0, image.width(), 6)
        )


def rendered_as_markup(root: QWidget) -> list[str]:
    """Labels and editors under `root` that would render markup; must be empty once shown."""
    labels = [
        f"label {label.objectName() or label.text()!r}"
        for label in root.findChildren(QLabel)
        if label.isVisible() and label.textFormat().name != "PlainText"
    ]
    editors = [
        f"editor {editor.objectName()}"
        for editor in root.findChildren(QTextEdit)
        if editor.acceptRichText() and not editor.property("shippedMarkup")
    ]
    return labels + editors


def hover(widget: QWidget) -> list[QWidget]:
    """Ask `widget` for its tool tip and return the windows that showed it."""
    middle = QPoint(widget.width() // 2, widget.height() // 2)
    event = QHelpEvent(QEvent.Type.ToolTip, middle, widget.mapToGlobal(middle))
    QCoreApplication.sendEvent(widget, event)
    return [w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel") and w.isVisible()]
