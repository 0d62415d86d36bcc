"""Lays out and paints one slide for the room: the item in every language, large, and little else.

Laying out is a function of a `RoomView` and a size, so that it can be measured without a screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from rapporteur.domain.running import clock_text
from rapporteur.services.room import RoomView, Texts
from rapporteur.ui.room.fitting import WRAP, fitted
from rapporteur.ui.theme import DARK, LIGHT, Theme
from rapporteur.ui.wording import ordinal

_SESSION = {"en": "{0} Session", "ru": "{1}-е заседание", "hi": "{1}वाँ सत्र"}
_NEXT = {"en": "Next", "ru": "Далее", "hi": "अगला"}
_LEFT = int(Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignRight)
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter)
_TOP = int(Qt.AlignmentFlag.AlignTop)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Box:
    """One text in its place."""

    text: str
    place: QRectF
    font: QFont
    colour: str
    flags: int


def ground(*, dark: bool) -> Theme:
    """The colours of the slide; they do not follow the window's."""
    return DARK if dark else LIGHT


def boxes(
    view: RoomView, width: float, height: float, font: QFont, now: datetime, *, dark: bool
) -> list[Box]:
    """All texts of the slide, each in letters in which the whole of it fits."""
    theme = ground(dark=dark)
    margin = min(width, height) / 16
    page = QRectF(margin, margin * 0.7, width - 2 * margin, height - 1.4 * margin)
    found = list(_head(view, page, font, theme, now))
    head = page.height() / 8
    body = page.adjusted(0, head, 0, 0)
    if view.current is None:
        return found + list(_neutral(view, body, font, theme))
    foot = body.height() / 4
    middle = body.adjusted(0, 0, 0, -foot)
    found += _item(view, middle, font, theme)
    found += _foot(view, QRectF(body.left(), middle.bottom(), body.width(), foot), font, theme, now)
    return found


def paint(painter: QPainter, size: QRectF, found: list[Box], *, dark: bool) -> None:
    """Paint the slide."""
    painter.fillRect(size, QColor(ground(dark=dark).window))
    for box in found:
        painter.setFont(box.font)
        painter.setPen(QColor(box.colour))
        painter.drawText(box.place, box.flags, box.text)


def _head(view: RoomView, page: QRectF, font: QFont, theme: Theme, now: datetime) -> Iterator[Box]:
    """Sitting and room at the left, the time at the right."""
    line = page.height() / 12
    clock = QRectF(page.right() - page.width() / 4, page.top(), page.width() / 4, line)
    time = now.astimezone(view.zone).strftime("%H:%M")
    yield _box(time, clock, _bold(font), line * 0.85, colour=theme.text, flags=_RIGHT | _MIDDLE)
    where = "  ·  ".join(part for part in (_joined(view.sittings), _joined(view.rooms)) if part)
    place = QRectF(page.left(), page.top(), page.width() * 0.72, line)
    if where:
        yield _box(
            where, place, font, line * 0.42, colour=theme.muted, flags=_LEFT | _MIDDLE | WRAP
        )


def _item(view: RoomView, place: QRectF, font: QFont, theme: Theme) -> Iterator[Box]:
    """The number, and the title in each language below the other."""
    item = view.current
    if item is None:
        return
    gutter = place.width() * (0.08 + 0.02 * max(len(item.number) - 1, 0)) if item.number else 0
    titles = list(item.titles.values())
    step = place.height() / max(len(titles), 1)
    largest = min(step * 0.5, place.height() / 5)
    places = [
        QRectF(place.left() + gutter, place.top() + at * step, place.width() - gutter, step * 0.94)
        for at in range(len(titles))
    ]
    sizes = [
        fitted(text, _bold(font) if at == 0 else font, where, largest).pixelSize()
        for at, (text, where) in enumerate(zip(titles, places, strict=True))
    ]
    same = min(sizes, default=int(largest))  # no language speaks louder than another
    for at, (text, where) in enumerate(zip(titles, places, strict=True)):
        weight = _bold(font) if at == 0 else font
        yield _box(text, where, weight, same, colour=theme.text, flags=_LEFT | _TOP | WRAP)
    if item.number:
        number = QRectF(place.left(), place.top(), gutter * 0.9, places[0].height())
        yield _box(item.number, number, _bold(font), same, colour=theme.accent, flags=_LEFT | _TOP)


def _foot(view: RoomView, place: QRectF, font: QFont, theme: Theme, now: datetime) -> Iterator[Box]:
    """Who speaks and how long, where that is wanted; what comes next."""
    above = QRectF(place.left(), place.top(), place.width(), place.height() * 0.34)
    if view.speaker:
        side = _joined(view.sides[view.speaker_side - 1]) if view.speaker_side else ""
        text = f"{view.speaker}  –  {side}" if side else view.speaker
        wide = above.adjusted(0, 0, -above.width() * 0.28, 0)
        yield _box(
            text, wide, font, above.height() * 0.6, colour=theme.text, flags=_LEFT | _MIDDLE | WRAP
        )
    if view.timing is not None:
        spent = clock_text(view.timing.spent_at(now))
        planned = f" / {clock_text(view.timing.planned)}" if view.timing.planned else ""
        right = above.adjusted(above.width() * 0.74, 0, 0, 0)
        yield _box(
            spent + planned,
            right,
            font,
            above.height() * 0.6,
            colour=theme.text,
            flags=_RIGHT | _MIDDLE,
        )
    if view.following is not None:
        shared = bool(view.speaker) or view.timing is not None
        below = QRectF(place)
        if shared:
            below.setTop(above.bottom())
        titles = view.following.titles
        word = " / ".join(dict.fromkeys(_NEXT[code] for code in titles if code in _NEXT))
        lines = "\n".join(titles.values())
        text = f"{word}: {view.following.number}\n{lines}"
        yield _box(
            text, below, font, below.height() / 4, colour=theme.muted, flags=_LEFT | _MIDDLE | WRAP
        )


def _neutral(view: RoomView, place: QRectF, font: QFont, theme: Theme) -> Iterator[Box]:
    """No item: the session by its name, where it is held, and the names of both sides."""
    lines = session_lines(view)
    step = place.height() * 0.72 / max(len(lines), 1)
    for at, text in enumerate(lines):
        where = QRectF(place.left(), place.top() + at * step, place.width(), step * 0.94)
        weight = _bold(font) if at == 0 else font
        yield _box(
            text, where, weight, step * 0.4, colour=theme.text, flags=_CENTRE | _MIDDLE | WRAP
        )
    foot = QRectF(
        place.left(), place.top() + place.height() * 0.75, place.width(), place.height() * 0.25
    )
    text = "  ·  ".join(_joined(side) for side in view.sides)
    yield _box(
        text, foot, font, foot.height() * 0.3, colour=theme.muted, flags=_CENTRE | _MIDDLE | WRAP
    )


def session_lines(view: RoomView) -> list[str]:
    """ "11th Session of …, New Delhi" in each language."""
    lines = []
    for code, group in view.groups.items():
        name = _SESSION.get(code, _SESSION["en"]).format(ordinal(view.ordinal), view.ordinal)
        city = view.cities.get(code, "")
        lines.append("\n".join(part for part in (name, group, city) if part))
    return lines or [QCoreApplication.translate("Room", "{0} Session").format(view.ordinal)]


def _box(text: str, place: QRectF, font: QFont, largest: float, *, colour: str, flags: int) -> Box:
    return Box(text, place, fitted(text, font, place, largest), colour, flags)


def _bold(font: QFont) -> QFont:
    found = QFont(font)
    found.setBold(True)
    return found


def _joined(texts: Texts) -> str:
    return " / ".join(dict.fromkeys(texts.values()))
