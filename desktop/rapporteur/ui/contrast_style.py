"""The high-contrast style: every field, button and frame has an outline as strong as its text.

Fusion derives outlines from the window's colour, and on black they would be black.
"""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOption, QStyleOptionComplex, QWidget

from rapporteur.ui.plain_style import PlainStyle

_OUTLINED = frozenset(
    {
        QStyle.PrimitiveElement.PE_FrameLineEdit,
        QStyle.PrimitiveElement.PE_PanelLineEdit,
        QStyle.PrimitiveElement.PE_PanelButtonCommand,
        QStyle.PrimitiveElement.PE_IndicatorCheckBox,
        QStyle.PrimitiveElement.PE_IndicatorRadioButton,
        QStyle.PrimitiveElement.PE_FrameMenu,
        QStyle.PrimitiveElement.PE_Frame,
    }
)


class ContrastStyle(PlainStyle):
    """`PlainStyle` with outlines; twice as thick, in the accent colour, around the focus."""

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        super().drawPrimitive(element, option, painter, widget)
        if element in _OUTLINED:
            _outline(option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        super().drawComplexControl(control, option, painter, widget)
        if control is QStyle.ComplexControl.CC_ComboBox:
            _outline(option, painter, widget)


def _outline(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    palette = widget.palette() if widget is not None else option.palette
    if focused:
        colour = palette.accent().color()
    elif enabled:
        colour = palette.text().color()
    else:
        colour = palette.color(palette.ColorGroup.Disabled, palette.ColorRole.Text)
    painter.save()
    painter.setPen(QPen(colour, 2 if focused else 1))
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
    painter.restore()
