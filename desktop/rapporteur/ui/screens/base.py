"""What every screen of the window is: a title, an icon, actions, and obedience to `changed`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from rapporteur.domain.history import Changed

if TYPE_CHECKING:
    from rapporteur.ui.bridge import FileBridge
    from rapporteur.ui.settings import Settings


class Place(Enum):
    """The menu in which the window shows a screen's action."""

    FILE = "file"  # works wherever one is: import, export
    RECORD = "record"  # the menu named after the screen
    VIEW = "view"  # columns, what is shown


@dataclass(frozen=True, slots=True)
class Offer:
    """An action of a screen, and where the window puts it.

    `everywhere`: the key works on every screen; the window shows this one first.
    `toolbar`: also a button. A separator stands before it where `gap` is set. `under` is the title
    of a menu within the menu, "" for none.
    """

    action: QAction
    slot: Callable[[], None]
    icon_name: str
    place: Place
    toolbar: bool
    everywhere: bool
    gap: bool
    under: str = ""


def fill(menu: QMenu, offers: Iterable[Offer]) -> list[QMenu]:
    """Put actions into a menu, in their order; the menus within it that were made for some."""
    inner: dict[str, QMenu] = {}
    for offer in offers:
        if offer.under not in inner and offer.gap:
            menu.addSeparator()
        if offer.under and offer.under not in inner:
            inner[offer.under] = menu.addMenu(offer.under)
        inner.get(offer.under, menu).addAction(offer.action)
    return list(inner.values())


class Screen(QWidget):
    """One area of the session. Subclasses set the class values, build, and fill `load`."""

    key: ClassVar[str]
    """The area: "overview", "delegates"."""

    icon_name: ClassVar[str]

    takes_files: ClassVar[bool] = False
    """Whether lists dropped on the window belong here."""

    summary_changed = Signal()
    """`count` or `summary` differ now; the window asks again."""

    jump_wanted = Signal(str, int, str)
    """Show another screen's record: area, row id, field key ("" for the record as a whole)."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.settings = settings
        self.offers: list[Offer] = []
        bridge.changed.connect(self._on_changed)

    def title(self) -> str:
        """The name in the navigation list; also the name of the screen's menu."""
        raise NotImplementedError

    def load(self) -> None:
        """Read everything from the file. Called once, before the screen is first shown."""
        raise NotImplementedError

    def reload(self, changed: Changed) -> None:
        """Read again what differs; `changed.step == 0` means everything."""
        raise NotImplementedError

    def count(self) -> int | None:
        """The number beside the title in the navigation list; None for no number."""
        return None

    def summary(self) -> str:
        """A few words for the status line, or ""."""
        return ""

    def standing(self) -> str:
        """Words that stand in the status line whatever screen is in front, or ""."""
        return ""

    def take_focus(self) -> None:
        """Put the focus where one begins on this screen, when a file has just been opened.

        Not by a focus proxy: Tab would enter the screen there and never reach what stands before.
        """
        self.setFocus()

    def focus_filter(self) -> None:
        """Put the cursor where one filters this screen (Ctrl+F)."""

    def show_record(self, row_id: int, field: str = "") -> None:
        """Select a record and, if a field is named, put the cursor there."""

    def take_files(self, files: Sequence[Path]) -> None:
        """Take in lists that were dropped on the window; asked only where `takes_files`."""

    def take_document(self, _files: Sequence[Path]) -> bool:
        """Take files that were dropped while this screen is in front; False for what is a list."""
        return False

    def finish_editing(self) -> None:
        """Commit what is typed but not yet accepted: before leaving the screen or the file."""

    def save_state(self) -> None:
        """Put splitters, columns and the like into the settings."""

    def offer(
        self,
        text: str,
        slot: Callable[[], None],
        *,
        keys: str = "",
        icon: str = "",
        place: Place = Place.RECORD,
        toolbar: bool = False,
        everywhere: bool = False,
        gap: bool = False,
        under: str = "",
    ) -> QAction:
        """Make an action that the window shows in a menu. `text` has its mnemonic ("&Withdraw")."""
        action = QAction(text, self)
        action.setObjectName(f"{self.key}.{text.replace('&', '').rstrip('…')}")
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: slot())
        self.offers.append(Offer(action, slot, icon, place, toolbar, everywhere, gap, under))
        return action

    def pop_up(self, at: QPoint, without: Sequence[QAction] = ()) -> None:
        """Show the actions of the screen's menu at a point of the display."""
        menu = QMenu(self)
        fill(
            menu,
            (
                offer
                for offer in self.offers
                if offer.place is Place.RECORD and offer.action not in without
            ),
        )
        menu.exec(at)
        menu.deleteLater()

    def _on_changed(self, changed: Changed) -> None:
        self.reload(changed)
