"""Every pair of text and ground that the themes put together can be read (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from rapporteur.ui.theme import THEMES, Theme

_ENOUGH = 4.5


def _luminance(name: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    colour = QColor(name)
    red, green, blue = (linear(p) for p in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _pairs(theme: Theme) -> list[tuple[str, str]]:
    grounds = ("window", "base", "alternate", "raised", "side_1", "side_2")
    pairs = [(text, ground) for text in ("text", "muted") for ground in grounds]
    pairs += [("link", ground) for ground in ("window", "base", "raised")]
    pairs += [
        (tone, ground) for tone in ("error", "warning", "good") for ground in ("window", "base")
    ]
    pairs += [(tone, f"{tone}_ground") for tone in ("error", "warning", "good")]
    pairs += [("text", f"{tone}_ground") for tone in ("error", "warning", "good", "info")]
    return [*pairs, ("on_accent", "accent")]


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read(name: str) -> None:
    theme = THEMES[name]
    weak = {
        (text, ground): round(contrast(getattr(theme, text), getattr(theme, ground)), 2)
        for text, ground in _pairs(theme)
        if contrast(getattr(theme, text), getattr(theme, ground)) < _ENOUGH
    }
    assert weak == {}


def test_the_measure_knows_the_extremes() -> None:
    assert round(contrast("#000000", "#ffffff")) == 21
    assert contrast("#777777", "#888888") < 2
