"""What a paragraph comes from and who refers to it, as links that lead there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from rapporteur.domain.protocol import PROTOCOL_PARAGRAPH
from rapporteur.services.protocol.desk import Desk, Line
from rapporteur.ui.icons import set_icon
from rapporteur.ui.widgets.flow_layout import FlowLayout

_LETTERS = 44


class SourceLinks(QWidget):
    """A row of links; hidden where there is nothing to lead to."""

    jump_wanted = Signal(str, int)
    """Area and row id of a record of another screen."""

    paragraph_wanted = Signal(int)
    """The id of a paragraph that refers to this one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._buttons: list[QPushButton] = []

    def show_line(self, line: Line, desk: Desk) -> None:
        """The links of one paragraph."""
        wanted: list[tuple[str, str, Callable[[], None]]] = [
            (
                f"{PROTOCOL_PARAGRAPH[source.key].label}: {source.name}",
                "link",
                partial(self.jump_wanted.emit, source.area, source.row_id),
            )
            for source in desk.sources(line.paragraph)
        ]
        for other in desk.referring(line.paragraph):
            text = self.tr("Referred to by para {0}").format(other.number or "–")
            wanted.append((text, "left", partial(self.paragraph_wanted.emit, other.id)))
        texts = [text for text, _icon, _go in wanted]
        if texts == [button.toolTip() for button in self._buttons]:
            return
        for old in self._buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [self._button(*one) for one in wanted]
        self.setVisible(bool(wanted))
        self.updateGeometry()

    def _button(self, text: str, icon: str, go: Callable[[], None]) -> QPushButton:
        short = text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1].rstrip()}…"
        button = QPushButton(short.replace("&", "&&"))
        button.setFlat(True)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        set_icon(button, icon)
        button.clicked.connect(lambda _checked=False: go())
        self._flow.addWidget(button)
        return button
