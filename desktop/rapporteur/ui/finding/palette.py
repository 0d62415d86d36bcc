"""The palette (Ctrl+K): one field over the window in which everything is found by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.services.marking import Marked
from rapporteur.services.search_everything import Found, Hit
from rapporteur.ui.finding.commands import Command, commands, matching
from rapporteur.ui.finding.model import Line, LineKind, PaletteModel
from rapporteur.ui.finding.painting import LinePainter
from rapporteur.ui.icons import icon
from rapporteur.ui.notices import Notice, Tone
from rapporteur.ui.theme import GRID, current_theme
from rapporteur.ui.wording import entity_titles

if TYPE_CHECKING:
    from rapporteur.ui.session_page import SessionPage
    from rapporteur.ui.window import MainWindow

_OF_EACH = 6  # hits shown of each kind before "show all"
_COMMANDS = 6
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PAGES = {Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Palette(QFrame):
    """Lies over the window until something is chosen, Esc is pressed or one clicks elsewhere."""

    def __init__(self, window: MainWindow, page: SessionPage | None) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self._window = window
        self._page = page
        self._before: QWidget | None = None
        self._commands: list[Command] = []
        self._more: set[str] = set()
        self._kinds = entity_titles()

        self.typed = QLineEdit()
        self.model = PaletteModel(self)
        self.list = QListView()
        self._foot = QLabel()

        self.typed.setAccessibleName(self.tr("Search everything"))
        self.typed.setPlaceholderText(
            self.tr("Names, titles, texts in either script – or a command; > for commands only")
        )
        self.typed.setClearButtonEnabled(True)
        self.typed.setFrame(False)
        self.typed.addAction(icon("search", colour=current_theme().muted),
                             QLineEdit.ActionPosition.LeadingPosition)  # fmt: skip
        font = self.typed.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.typed.setFont(font)
        self.list.setModel(self.model)
        self.list.setItemDelegate(LinePainter(self.list))
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self._foot.setForegroundRole(QPalette.ColorRole.PlaceholderText)

        self.typed.textChanged.connect(self._on_typed)
        self.typed.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        if page is not None:
            page.finder.ready.connect(self._show)

        self._lay_out()

    # Public --------------------------------------------------------------------------

    def open_over(self) -> None:
        """Show the palette over its window, with the cursor in the field."""
        self._before = QApplication.focusWidget()
        window, page = self._window, self._page
        show = page.show_screen if page else None
        self._commands = commands(window.menus.all_actions(), show, self._refuse)
        window.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        self.typed.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if page is not None:
            page.finder.begin()
        self._show()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def ask_anew(self) -> None:
        """Ctrl+K once more: what was typed is marked, to be typed over."""
        self.typed.setFocus()
        self.typed.selectAll()

    def close_down(self, *, back: bool = True) -> None:
        """Go away; with `back` the cursor returns to where it was."""
        if not self.isVisible():
            return
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._on_focus)
        self._window.removeEventFilter(self)
        if self._page is not None:
            self._page.finder.end()
        self.hide()
        if back and self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.deleteLater()

    # Qt ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() is QEvent.Type.Resize:
                self._place()
            return False
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False

    # Slots ---------------------------------------------------------------------------

    def _on_key(self, event: QKeyEvent) -> bool:
        """The arrows move in the list while one goes on typing."""
        key, row = Qt.Key(event.key()), self.list.currentIndex().row()
        if key in _STEPS:
            self._select(self.model.next_from(row, _STEPS[key]))
        elif key in _PAGES:
            last = self.model.rowCount() - 1
            wanted = min(max(row + _PAGES[key], 0), last)
            step = 1 if _PAGES[key] > 0 else -1
            found = wanted if self.model.chosen_at(wanted) else self.model.next_from(wanted, -step)
            self._select(found)
        elif key in _ENTER:
            self._choose(self.list.currentIndex())
        elif key is Qt.Key.Key_Escape:
            self.close_down()
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        return True

    def _on_typed(self, _text: str) -> None:
        self._more.clear()
        self._show()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new is not self.typed and not self.isAncestorOf(new):
            self.close_down(back=False)

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid() or not self.model.chosen_at(index.row()):
            return
        line = self.model.line(index.row())
        if line.kind is LineKind.MORE:
            self._more.add(line.entity)
            self._show(row=index.row())
            return
        self.close_down(back=line.command is not None)
        if line.command is not None:
            line.command.run()
        elif line.hit is not None and self._page is not None:
            entry = line.hit.entry
            self._page.jump(entry.area, entry.target, line.hit.jump_field)

    # Internals -----------------------------------------------------------------------

    def _show(self, *, row: int = -1) -> None:
        """Show what holds the typed words; `row` stays chosen where it is given."""
        text = self.typed.text()
        only_commands = text.lstrip().startswith(">")
        words = text.lstrip().removeprefix(">").strip()
        lines: list[Line] = []
        found: list[Found] = []
        index = self._page.finder.index if self._page is not None else None
        if index is not None and not only_commands:
            found = index.search(words, _OF_EACH, self._more)
        hits = matching(self._commands, words)
        told = self._command_lines(hits, words, everything=only_commands)
        # What begins a word of a record's name is meant before any command; less is not.
        first = bool(words) and bool(hits) and not any(group.named for group in found)
        if first or only_commands:
            lines += told
        for group in found:
            lines += self._group_lines(group, recent=not words)
        if not (first or only_commands):
            lines += told
        self.model.show_lines(lines)
        self._place()
        self._select(row if self.model.chosen_at(row) else self.model.next_from(-1, 1))
        self._say(sum(group.total for group in found), bool(words), making=self._making())

    def _refuse(self, command: str) -> None:
        """The screen has come to the front, and does not offer the command as things stand."""
        text = self.tr("Not to be had now: {command}").format(command=command)
        self._window.messages.show_notice(Notice(text, Tone.WARNING))

    def _making(self) -> bool:
        return self._page is not None and self._page.finder.index is None

    def _say(self, total: int, searched: bool, *, making: bool) -> None:
        if making:
            text = self.tr("Reading the session…")
        elif not self.model.rowCount():
            text = self.tr("Nothing holds all these words. Fewer letters find more.")
        elif searched:
            text = self.tr("%n records", "", total)
        else:
            text = self.tr("Worked on last")
        self._foot.setText(text)

    def _group_lines(self, group: Found, *, recent: bool) -> list[Line]:
        title = self._kinds.get(group.entity, group.entity)
        aside = "" if recent else str(group.total)
        lines = [Line(LineKind.HEADING, Marked(title), aside=aside)]
        lines += [_hit_line(hit) for hit in group.hits]
        if group.total > len(group.hits) and group.entity not in self._more:
            words = self.tr("Show more of {count}").format(count=group.total)
            lines.append(Line(LineKind.MORE, Marked(words), entity=group.entity))
        return lines

    def _command_lines(self, found: list[Command], words: str, *, everything: bool) -> list[Line]:
        if not found:
            return []
        limit = len(found) if everything or "commands" in self._more else _COMMANDS
        lines = [Line(LineKind.HEADING, Marked(self.tr("Commands")))]
        lines += [
            Line(LineKind.COMMAND, one.shown(words), aside=f"{one.menu}   {one.keys}".strip(),
                 command=one)
            for one in found[:limit]
        ]  # fmt: skip
        if len(found) > limit:
            more = self.tr("Show all {count} commands").format(count=len(found))
            lines.append(Line(LineKind.MORE, Marked(more), entity="commands"))
        return lines

    def _select(self, row: int) -> None:
        if row >= 0:
            index = self.model.index(row)
            self.list.setCurrentIndex(index)
            above = self.model.index(row - 1)
            if row and not self.model.chosen_at(row - 1):
                self.list.scrollTo(above)  # its heading comes into sight as well
            self.list.scrollTo(index)
        self.list.viewport().update()

    def _place(self) -> None:
        """Over the middle of the window, no higher than the lines need."""
        window = self._window
        width = min(92 * GRID, window.width() - 4 * GRID)
        most = min(70 * GRID, window.height() - 12 * GRID)
        lines = sum(self.list.sizeHintForRow(row) for row in range(self.model.rowCount()))
        around = self.sizeHint().height() - self.list.sizeHint().height()
        self.resize(width, min(most, around + max(lines, 3 * GRID) + GRID))
        self.move(QPoint((window.width() - width) // 2, (window.height() - most) // 3))

    def _lay_out(self) -> None:
        keys = QLabel(self.tr("↑ ↓ choose · Enter go there · Esc close"))
        keys.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        foot = QHBoxLayout()
        foot.setContentsMargins(GRID, 0, GRID, 0)
        foot.addWidget(self._foot, 1)
        foot.addWidget(keys)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setForegroundRole(QPalette.ColorRole.Mid)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.typed)
        column.addWidget(line)
        column.addWidget(self.list, 1)
        column.addLayout(foot)


def _hit_line(hit: Hit) -> Line:
    return Line(LineKind.HIT, hit.name, hit.snippet, hit.label, hit=hit)
