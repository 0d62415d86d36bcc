"""Lets the program's keys work while a text field has the focus.

On X11 Qt gives text fields some keys of Emacs, Ctrl+E (to the end of the line) and Ctrl+K (delete
up to it) among them. In a form-filling program the focus is nearly always in a text field, so
Export would nearly never answer.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_OURS = frozenset(
    QKeyCombination(Qt.Modifier.CTRL, key).toCombined() for key in (Qt.Key.Key_E, Qt.Key.Key_K)
)


class OwnKeys(QObject):
    """Follows the focus and keeps the widget that has it from claiming one of our keys.

    Only that widget is watched: a filter on the whole application would run for every event.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.keyCombination().toCombined() in _OURS
        ):
            event.ignore()  # nobody claims it: the action with this key runs
            return True
        return super().eventFilter(watched, event)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)
