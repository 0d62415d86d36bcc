"""Ways through the Protocol: to the next open paragraph, along headings and references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from rapporteur.ui.screens.protocol.screen import ProtocolScreen


class Ways(QObject):
    """Remembers from where references were followed."""

    def __init__(self, screen: ProtocolScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._way: list[tuple[int, str, int]] = []  # paragraph, language, place of the cursor

    def go_open(self, step: int) -> None:
        """Go to the next open paragraph, or the one before."""
        screen = self._screen
        if screen.desk is None:
            return
        found = screen.desk.protocol.next_open(screen.list.current_id or None, step)
        if found is None:
            screen.bridge.say(self.tr("No paragraph is open."))
            return
        in_text = screen.pane.focused_column() is not None
        screen.go_to(found.id)
        if in_text:
            screen.go_to_text()

    def go_heading(self, step: int) -> None:
        """Go to the next heading, or the one before."""
        screen = self._screen
        rows = screen.model.rows
        at = screen.list.currentIndex().row() + step
        while 0 <= at < len(rows):
            if rows[at].heading:
                screen.list.select([rows[at].id])
                return
            at += step

    def follow(self) -> None:
        """Go to the paragraph that the text refers to at the cursor."""
        screen = self._screen
        column = screen.pane.focused_column()
        mention = column.box.mention_at(column.caret) if column is not None else None
        if mention is None:
            screen.bridge.say(self.tr("The cursor stands on no reference to a paragraph."))
        else:
            self.go_to_number(mention.number)

    def follow_back(self) -> None:
        """Go back to where the reference was followed."""
        screen = self._screen
        if not self._way:
            screen.bridge.say(self.tr("No reference was followed."))
            return
        paragraph_id, language, place = self._way.pop()
        screen.go_to(paragraph_id)
        screen.pane.go_to(f"text_{language}")
        screen.pane.columns[language].place_caret(place)

    def go_to_number(self, number: int) -> None:
        """Go to the paragraph that bears a number."""
        screen = self._screen
        line = screen.desk.by_number(number) if screen.desk is not None else None
        if line is None:
            said = self.tr("There is no paragraph {number}.").format(number=number)
            screen.bridge.say(said)
            return
        self.go_along(line.id)

    def go_along(self, paragraph_id: int) -> None:
        """Go to a paragraph, and remember the way back."""
        screen = self._screen
        column = screen.pane.column()
        in_text = screen.pane.focused_column() is not None
        self._way.append((screen.pane.paragraph_id, column.code, column.caret))
        screen.go_to(paragraph_id)
        if in_text:
            screen.go_to_text()
