"""The card in which both lists stand against each other, drawn and in figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rapporteur.domain.freezing import FrozenState
from rapporteur.ui.screens.overview.balance import BalanceChart, Pair
from rapporteur.ui.screens.overview.cards import Card
from rapporteur.ui.screens.overview.figures import SideFigures
from rapporteur.ui.theme import GRID


class SidesCard(Card):
    """Both lists in figures, drawn against each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("The two sides"))
        self._ends = (_SideEnd(left=True), _SideEnd(left=False))
        self._chart = BalanceChart()
        self._foot = (QLabel(), QLabel())

        ends, feet = QHBoxLayout(), QHBoxLayout()
        for row in (ends, feet):
            row.setSpacing(2 * GRID)
        for end, foot in zip(self._ends, self._foot, strict=True):
            ends.addWidget(end, 1)
            feet.addWidget(foot, 1)
            foot.setWordWrap(True)
            foot.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            foot.hide()
        self._foot[1].setAlignment(Qt.AlignmentFlag.AlignRight)
        self.column.addLayout(ends)
        self.column.addWidget(self._chart)
        self.column.addLayout(feet)

    def show_figures(self, figures: Sequence[SideFigures]) -> None:
        """Show both sides, in their order."""
        first, second = figures
        for end, own in zip(self._ends, figures, strict=True):
            end.show_figures(own)
        unset = self.tr("Without a category")
        pairs = [
            Pair(label or unset, ours, theirs)
            for (label, ours), (_label, theirs) in zip(
                first.categories, second.categories, strict=True
            )
            if ours or theirs
        ]
        members = [
            Pair(name, ours, theirs)
            for (name, ours), (_name, theirs) in zip(first.members, second.members, strict=True)
        ]
        if members:
            pairs += [Pair(self.tr("Sub-groups")), *members]
        self._chart.show_pairs(pairs, [own.side.name() for own in figures])

    def show_frozen(self, states: Sequence[FrozenState | None]) -> None:
        """Say as of when the lists are frozen; nothing where they are not."""
        for foot, state in zip(self._foot, states, strict=True):
            foot.setVisible(any(states))
            foot.setText("")
            if state is not None:
                changes = (
                    self.tr("%n changes since", "", len(state.changes))
                    if state.changes
                    else self.tr("nothing changed since")
                )
                words = self.tr("List frozen {stamp} · {changes}")
                foot.setText(words.format(stamp=state.stamp, changes=changes))


class _SideEnd(QWidget):
    """One side's name, number, statuses and head, at its end of the card."""

    def __init__(self, *, left: bool) -> None:
        super().__init__()
        self._name, self._number, self._statuses = QLabel(), QLabel(), QLabel()
        self._head = QLabel()
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
        font = self._number.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        font.setBold(True)
        self._number.setFont(font)
        for label in (self._name, self._statuses, self._head):
            label.setWordWrap(True)
        for label in (self._statuses, self._head):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            label.setAlignment(side | Qt.AlignmentFlag.AlignTop)
        self._name.setAlignment(side)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._statuses)
        if left:
            row.addWidget(self._number)
            row.addLayout(words, 1)
        else:
            row.addLayout(words, 1)
            row.addWidget(self._number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(row)
        column.addWidget(self._head)

    def show_figures(self, figures: SideFigures) -> None:
        """Show one side."""
        side = figures.side
        tags = [
            side.name(),
            self.tr("host") if side["host"] else "",
            self.tr("ours") if side["ours"] else "",
        ]
        self._name.setText(" · ".join(tag for tag in tags if tag))
        self._number.setText(str(figures.coming))
        words = [self.tr("%n confirmed", "", figures.confirmed)]
        if figures.provisional:
            words.append(self.tr("%n provisional", "", figures.provisional))
        if figures.withdrawn:
            words.append(self.tr("%n withdrawn", "", figures.withdrawn))
        there = figures.coming or figures.withdrawn
        self._statuses.setText(" · ".join(words) if there else self.tr("Nobody yet"))
        self._head.setText(
            self.tr("Head: {name}").format(name=figures.head)
            if figures.head
            else self.tr("No head of delegation yet")
        )
