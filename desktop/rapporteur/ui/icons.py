"""Icons: one family of line drawings, tinted to the palette in use.

The drawings use `currentColor`; here it becomes the palette's text colour, its disabled colour
and, for selected rows, the colour of highlighted text. Pixmaps are made for the sizes the
program uses at the screen's own pixel ratio, so that nothing is blurred at 150 %.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from rapporteur import paths
from rapporteur.ui.theme import Theme, current_theme

SIZES = (16, 20, 24)
ICON_PROPERTY = "iconName"
"""The dynamic property in which `set_icon` keeps the name."""


def icon(name: str, *, colour: str = "") -> QIcon:
    """The icon named after what it means ("import", "undo"); see resources/icons/README.md.

    `colour` ("#rrggbb") replaces the palette's text colour. The icon of an action or a button
    is set with `set_icon`, so that it follows a change of theme.
    """
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    return _made(name, _tints(current_theme(), colour), ratio)


@lru_cache(maxsize=256)
def _made(name: str, tints: tuple[tuple[QIcon.Mode, str], ...], ratio: float) -> QIcon:
    """Drawn once per look: a form shows the same calendar nine times."""
    drawing = paths.resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    found = QIcon()
    for mode, tint in tints:
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", tint).encode()))
        for size in SIZES:
            found.addPixmap(_drawn(renderer, QSize(size, size), ratio), mode)
    return found


def set_icon(target: QAction | QAbstractButton, name: str) -> None:
    """Give an action or a button its icon, and remember the name for `retint`."""
    target.setProperty(ICON_PROPERTY, name)
    target.setIcon(icon(name))


def retint(root: QWidget) -> None:
    """Draw every icon under `root` that `set_icon` has set once more, in the palette's colours."""
    for kind in (QAction, QAbstractButton):
        for target in root.findChildren(kind):
            name = target.property(ICON_PROPERTY)
            if isinstance(name, str) and isinstance(target, QAction | QAbstractButton):
                target.setIcon(icon(name))


def pixmap(name: str, size: int, *, colour: str = "", ratio: float = 1.0) -> QPixmap:
    """One drawing of `size` device-independent pixels, for a label or a painter."""
    drawing = paths.resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    tint = colour or current_theme().text
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", tint).encode()))
    return _drawn(renderer, QSize(size, size), ratio)


def _tints(theme: Theme, colour: str) -> tuple[tuple[QIcon.Mode, str], ...]:
    return (
        (QIcon.Mode.Normal, colour or theme.text),
        (QIcon.Mode.Disabled, theme.disabled),
        (QIcon.Mode.Selected, theme.on_accent),
    )


def _drawn(renderer: QSvgRenderer, size: QSize, ratio: float) -> QPixmap:
    drawn = QPixmap(size * ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def app_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    return QIcon(str(paths.resource("icons/app.svg")))
