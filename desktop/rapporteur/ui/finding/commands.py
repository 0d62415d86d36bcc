"""The commands of the palette: every action of the menus, also of screens that are not in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtGui import QAction, QKeySequence

from rapporteur.services.marking import Marked, marked
from rapporteur.services.search import Query, search_key
from rapporteur.ui.screens.base import Screen


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words without mnemonics, the menu it stands in, its key, what it does."""

    text: str
    menu: str
    keys: str
    run: Callable[[], None] = field(compare=False, repr=False)
    folded: str = field(compare=False, repr=False, default="")

    def shown(self, query: str) -> Marked:
        """The words with what was typed marked in them."""
        return marked(self.text, query)


def commands(
    menus: Sequence[tuple[str, Sequence[QAction]]],
    show: Callable[[str], None] | None,
    refuse: Callable[[str], None],
) -> list[Command]:
    """All commands that can be given now, in the order of the menus.

    A screen's own actions sleep while another one is in front; `show` brings it there first.
    `refuse` is told the words of one that the screen, once there, does not offer.
    """
    found = []
    for menu, actions in menus:
        for action in actions:
            owner, text = action.parent(), _bare(action.text())
            run: Callable[[], None]
            if isinstance(owner, Screen) and not action.isVisible():
                if show is None:
                    continue
                run = partial(_wake, show, owner.key, action, partial(refuse, text))
            elif action.isEnabled() and action.isVisible():
                run = action.trigger
            else:
                continue
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            found.append(Command(text, menu, keys, run, _words(f"{text} {menu}")))
    return found


def matching(found: Sequence[Command], query: str) -> list[Command]:
    """The commands that hold every word, those first whose words begin with what was typed."""
    wanted = Query(query)
    if not wanted:
        return list(found)
    words = _words(query).split()
    hits = [
        (not all(f" {word}" in one.folded for word in words), at, one)
        for at, one in enumerate(found)
        if wanted.matches(one.folded)
    ]
    return [one for _rank, _at, one in sorted(hits, key=lambda hit: hit[:2])]


def _wake(
    show: Callable[[str], None], key: str, action: QAction, refuse: Callable[[], None]
) -> None:
    show(key)
    if action.isEnabled():
        action.trigger()
    else:
        refuse()


def _bare(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _words(text: str) -> str:
    """Folded, and each word after a blank."""
    kept = "".join(letter if letter.isalnum() else " " for letter in search_key(text))
    return " " + " ".join(kept.split()) + " "
