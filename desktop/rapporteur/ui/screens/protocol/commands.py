"""The menu of the Protocol screen: every action with its key, in the order of the work.

Dialogs of their own rooms (`ui/dialogs/protocol/`) are opened from here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from rapporteur.ui.screens.protocol import looks
from rapporteur.ui.screens.protocol.closing import ClosingCommands
from rapporteur.ui.screens.protocol.version_commands import VersionCommands

if TYPE_CHECKING:
    from rapporteur.ui.screens.protocol.screen import ProtocolScreen


class ProtocolCommands(QObject):
    """Makes the actions, and says which of them can be given."""

    def __init__(self, screen: ProtocolScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._edits: list[QAction] = []
        self._make_paragraphs()
        self._make_states()
        self._make_texts()
        self._make_ways()
        self._make_dialogs()
        self.versions = VersionCommands(screen)
        self.closing = ClosingCommands(screen)

    def show_allowed(self, *, read_only: bool, withdrawn: bool) -> None:
        """Where nothing may be changed, nothing promises to."""
        for action in self._edits:
            action.setEnabled(not read_only)
        self.bring_back.setEnabled(not read_only and withdrawn)
        self.closing.show_allowed()
        self.versions.returned.setEnabled(not read_only)

    def _make_paragraphs(self) -> None:
        screen = self._screen
        self._edit(self.tr("&New paragraph"), screen.new_paragraph, "Ctrl+N", "add", toolbar=True)
        self._edit(self.tr("New &heading"), screen.new_heading, "Ctrl+Shift+H", "add")
        self._of_list(self.tr("&Withdraw"), screen.withdraw, "Del", "withdraw", gap=True)
        self.bring_back = self._edit(
            self.tr("&Bring back"), screen.bring_back, "Ctrl+Shift+R", "restore"
        )
        self._of_list(
            self.tr("Move &up"), partial(screen.move_chosen, -1), "Alt+Up", "up", gap=True
        )
        self._of_list(self.tr("Move &down"), partial(screen.move_chosen, 1), "Alt+Down", "down")

    def _make_states(self) -> None:
        under = self.tr("Stat&e")
        for at, state in enumerate(looks.STATES[:-1], 1):
            words = f"&{at}  {looks.state_words(state)}"
            set_it = partial(self._screen.set_state, state)
            self._edit(words, set_it, f"Alt+{at}", gap=at == 1, under=under)
        self._edit(
            self.tr("&In step with the other texts"), self._screen.toggle_step, "Ctrl+Return",
            "check",
        )  # fmt: skip

    def _make_texts(self) -> None:
        screen = self._screen
        self._edit(self.tr("Put in s&quare brackets"), screen.enclose, "Ctrl+B", "edit", gap=True)
        options = self._edit(self.tr("&Options at the cursor"), screen.choose_option, "F8")
        options.setShortcuts([QKeySequence("F8"), QKeySequence("Alt+Return")])

        clause = self._edit(
            self.tr("Insert a &clause…"), screen.clauses.open_palette, icon="suggest"
        )
        clause.setShortcuts([QKeySequence("Ctrl+Space"), QKeySequence("F9")])
        self._edit(self.tr("Make an ac&tion item"), screen.clauses.offer_action, "Ctrl+T",
                   "actions")  # fmt: skip

    def _make_ways(self) -> None:
        ways, offer = self._screen.ways, self._screen.offer
        offer(self.tr("Ne&xt open paragraph"), partial(ways.go_open, 1), keys="F4", icon="down",
              toolbar=True, gap=True)  # fmt: skip
        back = partial(ways.go_open, -1)
        offer(self.tr("&Previous open paragraph"), back, keys="Shift+F4", icon="up")
        offer = partial(offer, under=self.tr("&Jump"))
        offer(self.tr("&Next heading"), partial(ways.go_heading, 1), keys="Ctrl+PgDown")
        offer(self.tr("&Previous heading"), partial(ways.go_heading, -1), keys="Ctrl+PgUp")
        fold = self._screen.fold_all
        offer(self.tr("&Open or fold all headings"), fold, keys="Ctrl+Shift+O")
        offer(self.tr("&Follow the reference"), ways.follow, keys="F12", icon="link")
        offer(self.tr("&Back to the reference"), ways.follow_back, keys="Shift+F12")

    def _make_dialogs(self) -> None:
        dialogs = self._screen.dialogs
        self._edit(self.tr("&Assemble the draft…"), dialogs.assemble, "Ctrl+Shift+A", "suggest",
                   gap=True)  # fmt: skip
        self._screen.offer(self.tr("Clause &library…"), dialogs.edit_clauses, icon="settings")

    def _edit(
        self, text: str, slot: Callable[[], None], keys: str = "", icon: str = "", *,
        toolbar: bool = False, gap: bool = False, under: str = "",
    ) -> QAction:  # fmt: skip
        action = self._screen.offer(
            text, slot, keys=keys, icon=icon, toolbar=toolbar, gap=gap, under=under
        )
        self._edits.append(action)
        return action

    def _of_list(
        self, text: str, slot: Callable[[], None], keys: str, icon: str, *, gap: bool = False
    ) -> None:
        """An action whose key works in the list alone: Del in a text deletes a letter."""
        action = self._edit(text, slot, keys, icon, gap=gap)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._screen.list.addAction(action)
