"""The warning while a name is typed: these people on the lists may be the same person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapporteur.domain.delegates import Delegate
from rapporteur.ui.theme import GRID, current_theme

if TYPE_CHECKING:
    from rapporteur.services.names import Match, NameIndex

# So many are shown; more than that is no warning but noise.
_MOST = 3
# Up to this many people the index is made anew after every change; beyond, only when people
# come or go, since a name corrected a minute ago is then the smaller harm.
_SMALL = 2_000


class LikenessIndex:
    """The name index of all delegates, made when first asked and when people have changed."""

    def __init__(self) -> None:
        self._people: Mapping[int, Delegate] = {}
        self._index: NameIndex | None = None
        self.apart: frozenset[tuple[int, int]] = frozenset()
        """Pairs of people who are known to be two, the smaller id first."""

    def show(self, people: Mapping[int, Delegate]) -> None:
        """These are the people on the lists now."""
        stale = len(people) <= _SMALL or people.keys() != self._people.keys()
        if people is not self._people and stale:
            self._index = None
        self._people = people

    def like(self, values: Mapping[str, str], exclude_id: int | None) -> list[Match]:
        """Who may be the person with these `values`."""
        if not (values.get("family_name") or values.get("given_name")):
            return []
        if self._index is None:
            # Late: comparing names brings a library that the first picture does not need.
            from rapporteur.services.names import NameIndex  # noqa: PLC0415

            self._index = NameIndex(self._people.values())
        found = self._index.candidates(values, exclude_id=exclude_id)
        if exclude_id is not None:
            own = exclude_id
            found = [
                match
                for match in found
                if (min(own, match.delegate_id), max(own, match.delegate_id)) not in self.apart
            ]
        return found[:_MOST]


class SimilarStrip(QFrame):
    """Names of similar people, each a link to the person; of somebody who is on the list already
    it can be said at once whether they are one or two.
    """

    chosen = Signal(int)
    """Show this delegate."""

    merge_wanted = Signal(int)
    """This delegate is the same person."""

    apart_wanted = Signal(int)
    """This delegate is another person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[Match] = []
        self._decidable = False
        self._heading = QLabel(self.tr("May already be on the list:"))
        self._links = QVBoxLayout()
        self._links.setSpacing(0)
        page = QVBoxLayout(self)
        page.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID // 2)
        page.setSpacing(0)
        page.addWidget(self._heading)
        page.addLayout(self._links)
        self.setAutoFillBackground(True)
        self.hide()

    @property
    def matches(self) -> list[Match]:
        """Those shown."""
        return list(self._shown)

    def show_matches(
        self,
        matches: Sequence[Match],
        describe: Callable[[int], str],
        *,
        decidable: bool = False,
    ) -> None:
        """Show who may be meant; nothing hides the strip.

        `decidable`: the person shown is on the list, so the two can be merged or told apart.
        """
        if (list(matches), decidable) == (self._shown, self._decidable):
            return
        self._shown, self._decidable = list(matches), decidable
        while (item := self._links.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for match in matches:
            text = f"{describe(match.delegate_id)} – {match.reason}"
            link = QPushButton(text.replace("&", "&&"))
            link.setFlat(True)
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.setToolTip(self.tr("Show this person: {0}").format(text))
            link.setStyleSheet("text-align: left; padding: 2px 0;")
            link.setMinimumWidth(1)
            link.clicked.connect(lambda _on=False, i=match.delegate_id: self.chosen.emit(i))
            self._links.addWidget(link)
            if decidable:
                self._links.addWidget(self._choices(match, describe(match.delegate_id)))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(current_theme().warning_ground))
        self.setPalette(palette)
        self.setVisible(bool(matches))

    def _choices(self, match: Match, who: str) -> QWidget:
        """A line of buttons: the same person, or another."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, GRID // 2)
        row.setSpacing(GRID // 2)
        for text, spoken, signal in (
            (self.tr("Merge…"), self.tr("Merge with {0}"), self.merge_wanted),
            (self.tr("Two people"), self.tr("Not the same person as {0}"), self.apart_wanted),
        ):
            button = QPushButton(text)
            button.setAccessibleName(spoken.format(who))
            button.clicked.connect(lambda _on=False, s=signal, i=match.delegate_id: s.emit(i))
            row.addWidget(button)
        row.addStretch(1)
        return line
