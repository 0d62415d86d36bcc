"""What the user does with the selected people: every action of the screen's menu.

Between the menu and the commands: finds out who and where is meant, explains in the message bar
why something cannot be done just now, and leaves the writing to the commands.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.sessions import Side
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.models.delegate_columns import MASK, CellTexts
from rapporteur.ui.models.roster import Roster
from rapporteur.ui.screens.delegates import clipboard
from rapporteur.ui.screens.delegates.commands import DelegateCommands
from rapporteur.ui.screens.delegates.table import DelegateTable


class DelegateOperations(QObject):
    """Works on the selection of `table`. `filtered` says whether people may be hidden."""

    def __init__(
        self,
        bridge: FileBridge,
        commands: DelegateCommands,
        roster: Roster,
        table: DelegateTable,
        *,
        filtered: Callable[[], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._bridge = bridge
        self._commands = commands
        self._roster = roster
        self._table = table
        self._filtered = filtered
        self.sides: tuple[Side, ...] = ()

    @property
    def people(self) -> list[Delegate]:
        """The selected people, from top to bottom.

        A row whose person has just left the roster may still be selected while the table
        takes it away.
        """
        return [self._roster[i] for i in self._table.selected_ids() if i in self._roster]

    # ---------------------------------------------------------------- status and side

    def withdraw(self) -> None:
        """Mark the selected people as no longer coming."""
        self._commands.withdraw(self.people)

    def reinstate(self) -> None:
        """Bring the withdrawn among them back."""
        self._commands.reinstate(self.people)

    def move_to_other_side(self) -> None:
        """Put the selected people at the end of the other side's list."""
        people = self.people
        here = {d.side_id for d in people}
        if len(here) != 1:
            if people:
                self._explain(self.tr("Choose people of one side to move them to the other."))
            return
        for side in self.sides:
            if side.id not in here:
                self._commands.move_to_side(people, side.id, side.name())

    def order_by_rank(self, at: int) -> None:
        """Order the first (0) or second (1) side by its ranks."""
        side = self.sides[at]
        self._commands.order_by_rank(side.id, side.name())

    # ----------------------------------------------------------------- protocol order

    def move_up(self) -> None:
        """One place towards the top of the side's list."""
        self._move_by(-1)

    def move_down(self) -> None:
        """One place towards the end of the side's list."""
        self._move_by(1)

    def move_before(self, ids: list[int], before: int | None) -> bool:
        """Put dragged people before another; dropped at the border of the sides, at the end."""
        people = [self._roster[i] for i in ids if i in self._roster]
        if not self._order_is_shown() or not self._one_side(people):
            return False
        side_id = people[0].side_id
        if before is not None and self._roster[before].side_id != side_id:
            if self._roster[before].position != 1 or self._is_above(before, side_id):
                self._explain(
                    self.tr(
                        "People are ordered within their side. To change the side, use "
                        "“Move to the other side”."
                    )
                )
                return False
            before = None
        done = self._commands.move(people, before)
        self._table.select(ids)
        return done

    def _is_above(self, delegate_id: int, side_id: int) -> bool:
        """Whether somebody's side stands above the side `side_id`."""
        places = {side.id: side.position for side in self.sides}
        return places[self._roster[delegate_id].side_id] < places[side_id]

    def _move_by(self, step: int) -> None:
        people = self.people
        if not people or not self._order_is_shown() or not self._one_side(people):
            return
        order = self._roster.protocol_ids(people[0].side_id)
        chosen = {d.id for d in people}
        places = [at for at, i in enumerate(order) if i in chosen]
        if step < 0:
            if places[0] == 0:
                return
            before: int | None = order[places[0] - 1]
        else:
            if places[-1] == len(order) - 1:
                return
            behind = places[-1] + 2
            before = order[behind] if behind < len(order) else None
        current = self._table.current_id()
        if self._commands.move(people, before):
            self._table.select([d.id for d in people], current)

    def _order_is_shown(self) -> bool:
        if self._roster.sorted:
            self._explain(
                self.tr(
                    "The rows are sorted by a column. Click its heading until the arrow is gone; "
                    "then the protocol order is shown and can be changed."
                )
            )
            return False
        if self._filtered():
            self._explain(
                self.tr(
                    "Some people are hidden by the filter. Clear it to change the protocol order."
                )
            )
            return False
        return True

    def _one_side(self, people: list[Delegate]) -> bool:
        if len({d.side_id for d in people}) > 1:
            self._explain(
                self.tr("These people belong to both sides; the order is kept within a side.")
            )
        return len({d.side_id for d in people}) == 1

    # ---------------------------------------------------------------- copy and paste

    def copy(self) -> None:
        """Put the selected rows on the clipboard, with headings."""
        people = self.people
        if not people:
            return
        texts = CellTexts({side.id: side for side in self.sides})
        text = clipboard.to_text(people, self._table.visible_columns(), texts)
        QGuiApplication.clipboard().setText(text)
        self._bridge.say(
            self.tr("Rows copied: {n}. Passport data were copied as dots.").format(n=len(people))
            if MASK in text
            else self.tr("Rows copied: {n}.").format(n=len(people)),
            Tone.DONE,
        )

    def paste(self) -> list[int]:
        """Show what the clipboard would do and do it; the ids of people who came new."""
        # Late: reading lists is not needed before somebody pastes one.
        from rapporteur.ui.screens.delegates.pasting import PasteDialog, new_people  # noqa: PLC0415

        if self._bridge.read_only or not self.sides:
            return []
        try:
            rows = clipboard.from_text(QGuiApplication.clipboard().text())
        except UserError as error:
            self._bridge.report(error)
            return []
        people, left_out = new_people(rows, self.sides, self.side_for_new().id)
        cells = self._cells(rows) if not people else []
        if not people and not any(not cell.fault for cell in cells):
            self._explain(self._why_nothing(cells))
            return []
        dialog = PasteDialog(people, cells, self._roster.records, left_out, self._window)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return []
            if dialog.adds:
                return self._commands.paste_people([(p.side_id, p.values) for p in people])
            self._commands.paste_cells(cells)
            return []
        finally:
            dialog.deleteLater()

    def _cells(self, rows: clipboard.Rows) -> list[clipboard.CellPaste]:
        """The pasted cells from the current cell downward and to the right."""
        current = self._table.current_id()
        if current is None:
            return []
        shown = self._table.shown_ids()
        below = shown[shown.index(current) :]
        columns = self._table.visible_columns()
        columns = columns[columns.index(self._table.current_key()) :]
        several = self._table.selected_ids()
        single = len(rows) == 1 and len(rows[0]) == 1
        targets = several if single and len(several) > 1 else below
        if single and len(several) <= 1:
            targets = below[:1]
        return clipboard.into_cells(rows, [self._roster[i] for i in targets], columns)

    def _why_nothing(self, cells: list[clipboard.CellPaste]) -> str:
        faults = list(dict.fromkeys(cell.fault for cell in cells))
        if faults:
            return " ".join(faults[:2])
        return self.tr(
            "Nothing on the clipboard fits here: no column headings were recognised, and the "
            "cells from the current one on would stay as they are."
        )

    def side_for_new(self) -> Side:
        """The side a new person is put on: that of the current person, else the first."""
        current = self._table.current_id()
        if current is not None and current in self._roster:
            side_id = self._roster[current].side_id
            return next(side for side in self.sides if side.id == side_id)
        return self.sides[0]

    def _explain(self, text: str) -> None:
        self._bridge.say(text, Tone.INFO)
