"""How a mark on the roll is shown: word, shape and colour, the same wherever the roll stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon

from rapporteur.domain.agenda import Sitting
from rapporteur.domain.dates import shown_date
from rapporteur.domain.meeting import ABSENT, EXCUSED, PRESENT
from rapporteur.domain.roll import LEFT, UNMARKED, Mark, SideCount
from rapporteur.ui.icons import icon
from rapporteur.ui.theme import current_theme

_SHAPES = {PRESENT: "check-circle", ABSENT: "error", EXCUSED: "remarks", LEFT: "quit"}


def state_word(state: str) -> str:
    """ "Present", "Left", "Absent", "Excused", "Not marked"."""
    tr = QCoreApplication.translate
    return {
        PRESENT: tr("Roll", "Present"),
        LEFT: tr("Roll", "Left"),
        ABSENT: tr("Roll", "Absent"),
        EXCUSED: tr("Roll", "Excused"),
        UNMARKED: tr("Roll", "Not marked"),
    }[state]


def state_shape(state: str) -> str:
    """The name of the icon of a state; "" for nobody marked."""
    return _SHAPES.get(state, "")


def state_icon(state: str) -> QIcon:
    """The drawing of a state in its colour; an empty one for nobody marked."""
    shape = state_shape(state)
    return icon(shape, colour=state_colour(state)) if shape else QIcon()


def state_colour(state: str) -> str:
    """The colour of a state, "#rrggbb"; never without its word."""
    theme = current_theme()
    return {PRESENT: theme.good, ABSENT: theme.error, EXCUSED: theme.warning}.get(
        state, theme.muted
    )


def mark_words(mark: Mark) -> str:
    """ "Present since 10:05", "Left 11:30", "Absent"."""
    tr = QCoreApplication.translate
    state = mark.shown_state
    if state == PRESENT and mark.arrived:
        return tr("Roll", "Present since {time}").format(time=mark.arrived)
    if state == LEFT:
        return tr("Roll", "Left {time}").format(time=mark.left)
    return state_word(state)


def count_words(count: SideCount, side: str) -> str:
    """ "India: 38 of 46 present, 2 excused, 1 absent, 5 not marked"; what is nobody is left out."""
    tr = QCoreApplication.translate
    words = tr("Roll", "{side}: {present} of {coming} present").format(
        side=side, present=count.present, coming=count.coming
    )
    more = (
        (count.left, tr("Roll", "{number} left")),
        (count.excused, tr("Roll", "{number} excused")),
        (count.absent, tr("Roll", "{number} absent")),
        (count.unmarked, tr("Roll", "{number} not marked")),
    )
    return ", ".join([words, *(text.format(number=number) for number, text in more if number)])


def sitting_name(sitting: Sitting, language: str = "en") -> str:
    """ "Morning sitting · 6 Aug 2025 · 10:00–13:00", whatever of it there is."""
    tr = QCoreApplication.translate
    hours = "–".join(part for part in (sitting["start_time"], sitting["end_time"]) if part)
    title = sitting.text("title", language) or tr("Roll", "Sitting {number}").format(
        number=sitting.position
    )
    return " · ".join(part for part in (title, shown_date(sitting["date"]), hours) if part)
