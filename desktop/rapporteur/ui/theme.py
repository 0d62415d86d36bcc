"""How the program looks: fonts, three palettes, and the few rules a palette cannot express.

Fusion on every system, so that the window is the same everywhere. Distances are multiples of
`GRID`. Every pair of text and ground reaches a contrast of 4.5 (WCAG 2.1, 1.4.3), which
tests/ui/test_theme.py measures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from rapporteur import paths

if TYPE_CHECKING:
    from rapporteur.ui.plain_style import PlainStyle

GRID = 8
"""The base distance in device-independent pixels; half of it inside a control."""

FAMILIES = ("Noto Sans", "Noto Sans Devanagari")
_FIRST_FONTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_MORE_FONTS = ("NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf")
_PROPERTY = "rapporteurTheme"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they mean, as "#rrggbb". `side_1` and `side_2` are quiet grounds."""

    name: str
    window: str
    base: str
    alternate: str
    raised: str
    text: str
    muted: str
    disabled: str
    border: str
    accent: str
    on_accent: str
    link: str
    side_1: str
    side_2: str
    side_1_mark: str
    side_2_mark: str
    good: str
    warning: str
    error: str
    good_ground: str
    warning_ground: str
    error_ground: str
    info_ground: str

    def side_ground(self, position: int) -> str:
        """The quiet tint of the side at `position` (1 or 2)."""
        return self.side_2 if position == 2 else self.side_1

    def side_mark(self, position: int) -> str:
        """The stronger tint of a side for bars and dots; always stands beside its label."""
        return self.side_2_mark if position == 2 else self.side_1_mark


LIGHT = Theme(
    name="light", window="#f3f5f7", base="#ffffff", alternate="#f8fafb", raised="#ffffff",
    text="#1c242b", muted="#56636e", disabled="#8b969f", border="#cfd6dc",
    accent="#1f6788", on_accent="#ffffff", link="#1a5c7c",
    side_1="#fdf3e3", side_2="#e6f0fa", side_1_mark="#c97a1a", side_2_mark="#3b76b5",
    good="#1d6b3f", warning="#8a5300", error="#b3261e",
    good_ground="#e4f3ea", warning_ground="#fdf1d8", error_ground="#fce8e6", info_ground="#e3eff5",
)  # fmt: skip

DARK = Theme(
    name="dark", window="#1b2024", base="#262d33", alternate="#222930", raised="#242b31",
    text="#e3e8ec", muted="#a3afb9", disabled="#6f7b85", border="#3a434b",
    accent="#63b3d6", on_accent="#0c1a22", link="#7cc4e4",
    side_1="#352b1b", side_2="#1d2c3d", side_1_mark="#e0a150", side_2_mark="#6fa8e0",
    good="#7fd1a0", warning="#f0bf6a", error="#ff9a92",
    good_ground="#1d3327", warning_ground="#3a2e17", error_ground="#432322", info_ground="#1c323d",
)  # fmt: skip

CONTRAST = Theme(
    name="contrast", window="#000000", base="#000000", alternate="#000000", raised="#000000",
    text="#ffffff", muted="#ffffff", disabled="#a6a6a6", border="#ffffff",
    accent="#ffe14d", on_accent="#000000", link="#7fd4ff",
    side_1="#2b1f00", side_2="#00203a", side_1_mark="#ffb84d", side_2_mark="#66b8ff",
    good="#7dffa8", warning="#ffd24d", error="#ff9e9e",
    good_ground="#00240f", warning_ground="#2e2200", error_ground="#3a0000", info_ground="#00202e",
)  # fmt: skip

THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}


def load_fonts() -> None:
    """Register the shipped fonts; without them Devanagari is a row of boxes on many systems."""
    load_first_fonts()
    load_more_fonts()


def load_first_fonts() -> None:
    """The fonts of the first paint: Latin and Cyrillic."""
    _register(_FIRST_FONTS)


def load_more_fonts() -> None:
    """The other scripts; after the first paint, before a file is shown."""
    _register(_MORE_FONTS)


def _register(names: tuple[str, ...]) -> None:
    for name in names:
        QFontDatabase.addApplicationFont(str(paths.resource(f"fonts/{name}")))


def apply_theme(app: QApplication, name: str = "system") -> Theme:
    """Give the whole program one look: "light", "dark", "contrast", or "system" to follow it.

    May be called again at any time; widgets that paint on their own hear `PaletteChange`.
    """
    theme = apply_first_theme(app, name)
    app.setStyle(_style(theme))
    return theme


def apply_first_theme(app: QApplication, name: str) -> Theme:
    """The same look without `PlainStyle`, for the first paint of the empty frame.

    A style in Python makes PySide load every widget class there is; no text from outside is
    shown in a label before `apply_theme` follows.
    """
    theme = THEMES.get(name) or _system_theme()
    app.setProperty(_PROPERTY, theme.name)
    app.setStyle("Fusion")
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(10.0)
    app.setFont(font)
    app.setPalette(_palette(theme))
    app.setStyleSheet(_style_sheet(theme))
    return theme


def _style(theme: Theme) -> PlainStyle:
    from rapporteur.ui.contrast_style import ContrastStyle  # noqa: PLC0415 - late: start-up time
    from rapporteur.ui.plain_style import PlainStyle  # noqa: PLC0415 - late: start-up time

    return ContrastStyle() if theme is CONTRAST else PlainStyle()


def current_theme() -> Theme:
    """The look in use; light before `apply_theme` was called."""
    app = QApplication.instance()
    name = app.property(_PROPERTY) if app is not None else None
    return THEMES.get(str(name), LIGHT)


def _system_theme() -> Theme:
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.base,
        role.AlternateBase: theme.alternate,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.raised if theme.name == "dark" else theme.window,
        role.ButtonText: theme.text,
        role.BrightText: theme.error,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.link,
        role.LinkVisited: theme.link,
        role.Light: theme.raised,
        role.Midlight: theme.alternate,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Shadow: theme.border,
    }
    for key, value in colours.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(theme.border))
    return palette


def _style_sheet(theme: Theme) -> str:
    """Only what a palette cannot say. Object names are set by the widgets named here."""
    return f"""
    QToolTip {{ padding: 4px 8px; border: 1px solid {theme.border};
        color: {theme.text}; background: {theme.raised}; }}
    QHeaderView::section {{ padding: 4px 8px; border: 0; color: {theme.muted};
        background: {theme.window}; border-bottom: 1px solid {theme.border};
        border-right: 1px solid {theme.border}; }}
    QStatusBar {{ border-top: 1px solid {theme.border}; }}
    QStatusBar::item {{ border: 0; }}
    QToolBar {{ border: 0; border-bottom: 1px solid {theme.border}; padding: 4px; spacing: 4px; }}
    QSplitter::handle {{ background: {theme.border}; }}
    #navigation {{ border: 0; background: {theme.window};
        border-right: 1px solid {theme.border}; outline: 0; }}
    #palette {{ background: {theme.base}; border: 2px solid {theme.accent}; border-radius: 8px; }}
    #card {{ background: {theme.raised}; border: 1px solid {theme.border}; border-radius: 8px; }}
    """
