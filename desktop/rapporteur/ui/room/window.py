"""The window for the room's screen. It shows a `RoomView` and nothing else from the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QScreen,
)
from PySide6.QtWidgets import QMenu, QWidget

from rapporteur.domain.history import Changed
from rapporteur.services.room import RoomView, room_view
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.room import slide
from rapporteur.ui.settings import Settings

T = TypeVar("T")
_WINDOWED = QSize(960, 540)
_SHOWN = frozenset(("session", "side", "sitting", "agenda_item", "speaker", "delegate"))


class RoomWindow(QWidget):
    """Full screen on a screen of its own where there is one; Esc, F11 or a double click leave.

    Where every screen has a window of the program that somebody works in, meeting mode among
    them, it stays a window until F fills the screen to which it was moved.
    """

    clock: Callable[[], datetime] = staticmethod(lambda: datetime.now(UTC))
    """What time it is; pictures put their own in its place."""

    switched = Signal(str, bool)
    """A switch ("timing", "speaker", "dark") was turned on or off."""

    def __init__(self, bridge: FileBridge, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._bridge, self._settings, self._owner = bridge, settings, parent
        self.view: RoomView | None = None
        self._tick = QTimer(self, interval=1000)

        self.timing = self._switch(self.tr("&Time spent on the item"), "timing", "T")
        self.speaker = self._switch(self.tr("Who has the &floor"), "speaker", "S")
        self.dark = self._switch(self.tr("&Dark"), "dark", "D")
        self.full = QAction(self.tr("F&ull screen"), self)
        self.full.setShortcut(QKeySequence("F"))
        self.leave = QAction(self.tr("&Leave the room display"), self)
        self.leave.setShortcuts([QKeySequence(keys) for keys in ("Esc", "F11", "Ctrl+Shift+D")])

        self.full.triggered.connect(self._toggle_full_screen)
        self.leave.triggered.connect(self.close)
        self._tick.timeout.connect(self.update)
        bridge.changed.connect(self._on_changed)
        QGuiApplication.instance().screenRemoved.connect(self._on_screen_removed)  # type: ignore[union-attr]

        self.setObjectName("room")
        self.setWindowTitle(self.tr("Room display"))
        self.setMinimumSize(320, 180)
        self.load()

    def open(self) -> None:
        """Show it where the room sees it, without taking the keys where that is another screen."""
        taken = self._windows_at_work()
        mine = free_screen(QGuiApplication.screens(), [one.screen() for one in taken])
        self._tick.start()
        if mine is None and len(taken) > 1:
            self.resize(_WINDOWED)
            self.show()
            self._bridge.say(
                self.tr(
                    "No screen is free for the room display, so it is a window: move it to the "
                    "room's screen, then press F there."
                )
            )
            return
        if mine is not None:
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self.setScreen(mine)
            self.setGeometry(mine.geometry())
        self.showFullScreen()

    def switch(self, name: str, *, on: bool) -> None:
        """Turn "timing", "speaker" or "dark" on or off."""
        {"timing": self.timing, "speaker": self.speaker, "dark": self.dark}[name].setChecked(on)

    def load(self) -> None:
        """Read what is to be shown."""
        timing, speaker = self.timing.isChecked(), self.speaker.isChecked()
        self.view = self._bridge.read(lambda db: room_view(db, timing=timing, speaker=speaker))
        item = self.view.current
        titles = [*item.titles.values()] if item is not None else slide.session_lines(self.view)
        number = item.number if item is not None else ""
        self.setAccessibleName(" ".join(part for part in (number, *titles) if part))
        self.update()

    # Qt ------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        dark = self.dark.isChecked()
        if self.view is not None:
            size = QRectF(self.rect())
            found = slide.boxes(
                self.view, size.width(), size.height(), self.font(), self.clock(), dark=dark
            )
            slide.paint(painter, size, found, dark=dark)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.close()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # no key of this window is one of the window behind
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        pressed = QKeySequence(event.keyCombination())
        for action in (self.timing, self.speaker, self.dark, self.full, self.leave):
            if pressed in action.shortcuts():
                action.trigger()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addActions([self.timing, self.speaker, self.dark, self.full, self.leave])
        menu.exec(event.globalPos())
        menu.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tick.stop()
        self.deleteLater()
        super().closeEvent(event)

    # Slots ---------------------------------------------------------------------------

    def _switch(self, text: str, key: str, keys: str) -> QAction:
        """Off until it is wanted; remembered for this person."""
        action = QAction(text, self)
        action.setCheckable(True)
        action.setChecked(self._settings.flag(f"room/{key}"))
        action.setShortcut(QKeySequence(keys))

        def toggled(on: bool) -> None:
            self._settings.set_flag(f"room/{key}", value=on)
            self.load()
            self.switched.emit(key, on)

        action.toggled.connect(toggled)
        return action

    def _on_changed(self, changed: Changed) -> None:
        if changed.touches(*_SHOWN):
            self.load()

    def _windows_at_work(self) -> list[QWidget]:
        """The main window and that of meeting mode, if it is open."""
        own = [one for one in self._owner.findChildren(QWidget) if one.isWindow()]
        at_work = [one for one in own if one.windowType() is Qt.WindowType.Window]
        return [self._owner.window(), *(one for one in at_work if one.isVisible())]

    def _toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
            self.resize(_WINDOWED)
        else:
            self.showFullScreen()

    def _on_screen_removed(self, screen: QScreen) -> None:
        """The projector went: the slide must not cover the screen of whoever types."""
        if screen is self.screen():
            self.close()


def free_screen(screens: Sequence[T], taken: Sequence[T]) -> T | None:
    """The first screen on which nobody works; None where there is none."""
    return next((one for one in screens if all(one is not other for other in taken)), None)


def toggle_room(bridge: FileBridge, settings: Settings, page: QWidget) -> RoomWindow | None:
    """Show the room's screen of the file that `page` shows; take it away where it is shown."""
    shown = [one for one in page.findChildren(RoomWindow) if one.isVisible()]
    for one in shown:
        one.close()
    if shown:
        return None
    room = RoomWindow(bridge, settings, page)
    room.open()
    return room
