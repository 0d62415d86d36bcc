"""The room's screen: whole texts at every size, and the keys that open and leave it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import shiboken6
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rapporteur.domain.agenda import CURRENT
from rapporteur.services import stored
from rapporteur.services.room import RoomItem, RoomView, Timing
from rapporteur.ui.room import slide
from rapporteur.ui.room.fitting import LEAST, fits
from rapporteur.ui.room.window import RoomWindow
from rapporteur.ui.window import MainWindow

NOW = datetime(2025, 8, 6, 5, 0, tzinfo=UTC)
SIZES = [(1280, 720), (1366, 768), (1024, 768), (1920, 1080), (3840, 2160)]
LONG = {
    "en": "Reports of the sub-groups on modernisation, mining, fertilisers and railway transport, "
    "with the state of implementation of the Protocol of the 10th Session and of the joint plan",
    "ru": "Информация сопредседателей подгрупп по модернизации, горнодобывающей промышленности, "
    "удобрениям и железнодорожному транспорту о ходе выполнения Протокола десятого заседания",
    "hi": "आधुनिकीकरण, खनन, उर्वरक और रेल परिवहन पर उप-समूहों की रिपोर्ट तथा दसवें सत्र के "
    "प्रोटोकॉल के कार्यान्वयन की स्थिति",
}  # fmt: skip


def made(titles: dict[str, str], *, current: bool = True) -> RoomView:
    return RoomView(
        ZoneInfo("Asia/Kolkata"),
        "11",
        {"en": "India-Russia Working Group on Modernisation and Industrial Cooperation",
         "ru": "Российско-Индийская рабочая группа по модернизации и промышленному сотрудничеству"},
        {"en": "New Delhi", "ru": "Нью-Дели"},
        ({"en": "India", "ru": "Индия"}, {"en": "Russia", "ru": "Россия"}),
        {"en": "Morning sitting", "ru": "Утреннее заседание"},
        {"en": "Conference Hall 2, Vanijya Bhawan", "ru": "Конференц-зал № 2, Ваниджья Бхаван"},
        RoomItem("10.12a", titles) if current else None,
        RoomItem("11", titles),
        "Mr. Alexey Vladimirovich Gruzdev", 2,
        Timing(4000, 1800, True, NOW),
    )  # fmt: skip


@pytest.mark.parametrize("current", [True, False])
@pytest.mark.parametrize("titles", [LONG, {"en": "Closing"}], ids=["long", "short"])
@pytest.mark.parametrize("size", SIZES)
def test_no_text_is_cut_and_none_lies_over_another(
    themed: QApplication, size: tuple[int, int], titles: dict[str, str], *, current: bool
) -> None:
    width, height = size
    found = slide.boxes(
        made(titles, current=current), width, height, themed.font(), NOW, dark=False
    )
    page = QRectF(0, 0, width, height)
    for box in found:
        assert fits(box.text, box.font, box.place), box.text
        assert box.font.pixelSize() > LEAST, box.text
        assert page.contains(box.place), box.text
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            assert not one.place.intersects(other.place), (one.text, other.text)
    if current:
        texts = " ".join(box.text for box in found)
        assert all(title in texts for title in titles.values())


def test_short_titles_are_larger_than_long_ones_and_grow_with_the_screen(
    themed: QApplication,
) -> None:
    def largest(titles: dict[str, str], width: int, height: int) -> int:
        found = slide.boxes(made(titles), width, height, themed.font(), NOW, dark=False)
        return max(box.font.pixelSize() for box in found if box.text in titles.values())

    assert largest({"en": "Closing"}, 1280, 720) > 2 * largest(LONG, 1280, 720)
    assert largest(LONG, 3840, 2160) >= 2.5 * largest(LONG, 1280, 720)


def test_the_clock_is_that_of_the_session(themed: QApplication) -> None:
    found = slide.boxes(made(LONG), 1280, 720, themed.font(), NOW, dark=False)
    assert "10:30" in [box.text for box in found]


def test_a_text_too_large_is_noticed(themed: QApplication) -> None:
    """The measure itself must be able to fail."""
    found = slide.boxes(made(LONG), 1280, 720, themed.font(), NOW, dark=False)
    box = max(found, key=lambda one: len(one.text))
    assert not fits(box.text, box.font, box.place.adjusted(0, 0, 0, -box.place.height() / 2))


@pytest.mark.parametrize("dark", [False, True])
def test_light_and_dark_are_painted(themed: QApplication, *, dark: bool) -> None:
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    size = QRectF(image.rect())
    painter = QPainter(image)
    found = slide.boxes(made(LONG), size.width(), size.height(), themed.font(), NOW, dark=dark)
    slide.paint(painter, size, found, dark=dark)
    painter.end()
    assert (image.pixelColor(1, 1).lightness() < 128) is dark
    colours = {image.pixel(x, y) for x in range(0, 640, 2) for y in range(0, 360, 2)}
    assert len(colours) > 20, "something is written there"


def room_of(window: MainWindow) -> list[RoomWindow]:
    return [one for one in window.page.findChildren(RoomWindow) if one.isVisible()]


@pytest.mark.parametrize("leave", [Qt.Key.Key_Escape, Qt.Key.Key_F11, None])
def test_the_display_is_opened_by_key_and_left(
    open_window: MainWindow, qtbot: QtBot, leave: Qt.Key | None
) -> None:
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(open_window, Qt.Key.Key_D, shift)
    (room,) = room_of(open_window)
    assert room.isFullScreen()
    room.activateWindow()
    qtbot.waitActive(room)
    if leave is None:
        QTest.mouseDClick(room, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(room, leave)
    assert room_of(open_window) == []
    assert open_window.page is not None


def test_the_display_follows_the_file_and_its_switches(open_window: MainWindow) -> None:
    open_window.menus.room.trigger()
    (room,) = room_of(open_window)
    bridge = open_window.page.bridge
    item = bridge.read(lambda db: stored.read(db, stored.AGENDA_ITEMS))[0]
    assert room.view.current is None
    bridge.edit("Take up", lambda db: stored.set_fields(db, stored.AGENDA_ITEMS, {
        item.id: {"state": CURRENT, "began_at": "2025-08-06T05:00:00+00:00"}}))  # fmt: skip
    assert room.view.current.titles["en"] == item["title_en"]
    assert item["title_ru"] in room.accessibleName()
    assert room.view.timing is None
    QTest.keyClick(room, Qt.Key.Key_T)
    assert room.view.timing is not None
    assert open_window.settings.flag("room/timing")
    bridge.undo()
    assert room.view.current is None
    open_window.menus.room.trigger()
    assert room_of(open_window) == [], "the same key takes it away"


def test_the_menu_switches_the_display_and_hears_of_its_keys(open_window: MainWindow) -> None:
    shows = {one.data(): one for one in open_window.menus.room_shows.actions()}
    shows["dark"].trigger()
    open_window.menus.room.trigger()
    (room,) = room_of(open_window)
    assert room.dark.isChecked()
    assert room.grab().toImage().pixelColor(1, 1).lightness() < 128
    shows["dark"].trigger()
    assert room.grab().toImage().pixelColor(1, 1).lightness() > 128
    QTest.keyClick(room, Qt.Key.Key_S)
    assert shows["speaker"].isChecked()


def test_closing_the_file_takes_the_display_away(open_window: MainWindow, qtbot: QtBot) -> None:
    open_window.menus.room.trigger()
    (room,) = room_of(open_window)
    open_window.close_file()
    qtbot.waitUntil(lambda: not shiboken6.isValid(room), timeout=2000)
