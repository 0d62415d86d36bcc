"""States as they are seen: a shape, a word and a colour, never the colour alone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from rapporteur.domain import protocol as rules
from rapporteur.domain.languages import LANGUAGES
from rapporteur.ui.theme import current_theme

_SHAPES = {
    rules.PROPOSED: "○",
    rules.BRACKETED: "[ ]",
    rules.AD_REFERENDUM: "◑",
    rules.AGREED: "●",
    rules.WITHDRAWN: "×",
}
_SIGNS = {rules.MISSING: "–", rules.DRAFT: "…", rules.OUT_OF_STEP: "≠", rules.IN_STEP: "="}
STATES = tuple(choice.code for choice in rules.PARAGRAPH_STATES)


def state_shape(state: str) -> str:
    """The sign of a state between the sides."""
    return _SHAPES.get(state, "○")


def state_words(state: str) -> str:
    """ "Proposed", "In brackets"; short enough for a chip."""
    tr = QCoreApplication.translate
    return {
        rules.PROPOSED: tr("Protocol", "Proposed"),
        rules.BRACKETED: tr("Protocol", "In brackets"),
        rules.AD_REFERENDUM: tr("Protocol", "Ad referendum"),
        rules.AGREED: tr("Protocol", "Agreed"),
        rules.WITHDRAWN: tr("Protocol", "Withdrawn"),
    }.get(state, state)


def state_colours(state: str) -> tuple[str, str]:
    """Words and ground of the chip of a state, as "#rrggbb"."""
    theme = current_theme()
    if state == rules.AGREED:
        return theme.good, theme.good_ground
    if state == rules.AD_REFERENDUM:
        return theme.link, theme.info_ground
    if state == rules.BRACKETED:
        return theme.warning, theme.warning_ground
    return theme.muted, theme.window


def language_sign(state: str) -> str:
    """What stands behind the code of a language: missing "–", draft "…", out of step "≠", in
    step "="."""
    return _SIGNS[state]


def language_words(state: str) -> str:
    """ "missing", "draft", "out of step", "in step"."""
    tr = QCoreApplication.translate
    return {
        rules.MISSING: tr("Protocol", "missing"),
        rules.DRAFT: tr("Protocol", "draft"),
        rules.OUT_OF_STEP: tr("Protocol", "out of step"),
        rules.IN_STEP: tr("Protocol", "in step"),
    }[state]


def language_colours(state: str) -> tuple[str, str]:
    """Words and ground of the mark of a language."""
    theme = current_theme()
    return {
        rules.MISSING: (theme.error, theme.error_ground),
        rules.DRAFT: (theme.muted, theme.base),
        rules.OUT_OF_STEP: (theme.warning, theme.warning_ground),
        rules.IN_STEP: (theme.good, theme.good_ground),
    }[state]


def language_name(code: str) -> str:
    """ "English"."""
    return next((choice.label for choice in LANGUAGES if choice.code == code), code)


def kind_words(kind: str) -> str:
    """ "Paragraph", "Heading"."""
    return rules.PROTOCOL_PARAGRAPH["kind"].shown(kind or rules.PARAGRAPH)
