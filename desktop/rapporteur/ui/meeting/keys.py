"""All keys of meeting mode on one sheet over its window: F1 shows it, Esc takes it away."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTextBrowser, QWidget

from rapporteur.ui.theme import GRID, current_theme

Line = tuple[str, str]


class KeySheet(QTextBrowser):
    """The sheet. It covers its window's middle and has the keys while it is shown."""

    left = Signal()
    """It has gone; the cursor belongs where it was."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._back: QWidget | None = None
        self.setAccessibleName(self.tr("Keys of meeting mode"))
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2 * GRID)
        window.installEventFilter(self)
        self.hide()

    def show_keys(self, actions: Sequence[QAction]) -> None:
        """Show what these actions do, then the keys of the panels, lists and cards."""
        self._back = self._window.focusWidget()
        named = [(_keys(action), action.text().replace("&", "")) for action in actions]
        parts = [(self.tr("Keys of meeting mode"), named), *_elsewhere()]
        self.setHtml(_page(parts, self.tr("Esc closes this sheet.")))
        self._fill()
        self.show()
        self.raise_()
        self.setFocus()

    def leave(self) -> None:
        """Take the sheet away."""
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus()
        self._back = None
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # no key works in what is covered
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.leave()
            return
        super().keyPressEvent(event)
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self._fill()
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        self.setGeometry(self._window.rect())


def _keys(action: QAction) -> str:
    form = QKeySequence.SequenceFormat.NativeText
    found = action.shortcuts()
    # The second Enter of the keyboard needs no words.
    texts = [keys.toString(form) for keys in found if "Enter" not in keys.toString()]
    return " / ".join(_signs(text) for text in texts)


def _signs(keys: str) -> str:
    for name, sign in (("Down", "↓"), ("Up", "↑"), ("Return", "Enter")):
        keys = keys.replace(name, sign)
    return keys


def _elsewhere() -> list[tuple[str, list[Line]]]:
    """What the keys mean while the cursor is in a card, a panel or a list."""
    tr = QCoreApplication.translate
    context = "MeetingKeys"
    return [
        (tr(context, "In a card"), [
            ("Enter", tr(context, "Save the entry")),
            ("Shift+Enter", tr(context, "A new line of the text")),
            ("Esc", tr(context, "Put it aside; its key brings it back")),
        ]),
        (tr(context, "In the list of entries"), [
            ("Enter / F2", tr(context, "Change the entry")),
            ("Del", tr(context, "Remove it")),
        ]),
        (tr(context, "In the list of speakers (F6)"), [
            ("Enter", tr(context, "Put the person on the list; with nothing typed: next speaker")),
            ("Alt+1 / Alt+2", tr(context, "A guest of the first or the second side")),
            ("Ctrl+Enter", tr(context, "Next speaker")),
            ("Ctrl+Shift+Enter", tr(context, "End the turn")),
            ("Alt+↑ / Alt+↓", tr(context, "In the table: speak earlier or later")),
            ("Del", tr(context, "In the table: off the list")),
        ]),
        (tr(context, "In the attendance (F7)"), [
            ("Enter", tr(context, "Present")),
            ("Alt+A", tr(context, "Absent")),
            ("Alt+E", tr(context, "Excused")),
            ("Alt+L", tr(context, "Leaves now")),
        ]),
        (tr(context, "In the agenda (Ctrl+G, Ctrl+Shift+G)"), [
            ("Enter", tr(context, "Take up the item")),
        ]),
        (tr(context, "Anywhere"), [
            ("Esc", tr(context, "Back to the notes; from the notes, back to the window")),
        ]),
    ]  # fmt: skip


def _page(parts: Sequence[tuple[str, Sequence[Line]]], foot: str) -> str:
    theme = current_theme()
    found = []
    for title, lines in parts:
        rows = "".join(
            f"<tr><td style='padding:2px {3 * GRID}px 2px 0'><b>{escape(keys)}</b></td>"
            f"<td style='padding:2px 0'>{escape(words)}</td></tr>"
            for keys, words in lines
            if keys
        )
        found.append(f"<h3>{escape(title)}</h3><table>{rows}</table>")
    half = 1  # the keys of the window at the left, those of its parts at the right
    left, right = "".join(found[:half]), "".join(found[half:])
    sides = f"<table width='100%'><tr><td width='50%'>{left}</td><td>{right}</td></tr></table>"
    return sides + f"<p><font color='{theme.muted}'>{escape(foot)}</font></p>"
