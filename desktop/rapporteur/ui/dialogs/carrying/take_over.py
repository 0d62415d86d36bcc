"""Taking over from a previous session into the open one: what is there, ticked, then taken."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapporteur.domain.carrying import CarryChoice, CarryPlan, CarryReport
from rapporteur.domain.errors import UserError
from rapporteur.services.carrying.contents import Contents, contents
from rapporteur.services.carrying.planning import make_plan
from rapporteur.services.carrying.taking import take_over
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.carrying.lines_page import LinesPage
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.icons import set_icon
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar
from rapporteur.ui.wording import ordinal, session_title


class TakeOverDialog(RememberedDialog):
    """Ticks and takes. When accepted, `report` says what became of every piece."""

    def __init__(
        self, bridge: FileBridge, old: Contents, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(136 * GRID, 88 * GRID), parent)
        self.setWindowTitle(self.tr("Take over from a previous session"))
        self._bridge = bridge
        self._old = old
        self.report: CarryReport | None = None

        self._bar = MessageBar()
        self._head = QLabel(f"{session_title(old.session)} · {old.source}")
        self._safe = QLabel(
            self.tr("Nothing here is overwritten but where it says so. One undo takes all back.")
        )
        self.page = LinesPage()
        self.take = QPushButton(self.tr("&Take over"))
        self.cancel = QPushButton(self.tr("Cancel"))

        self.take.clicked.connect(self._on_take)
        self.cancel.clicked.connect(self.reject)
        self.page.model.ticked.connect(self._enable)

        self._bar.hide()
        for label in (self._head, self._safe):
            label.setWordWrap(True)
        set_icon(self.take, "import")
        self.take.setDefault(True)
        self.cancel.setAutoDefault(False)
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addStretch(1)
        below.addWidget(self.take)
        below.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addWidget(self._head)
        column.addWidget(self._safe)
        column.addWidget(self.page, 1)
        column.addLayout(below)
        self.page.show_plan(self._plan)
        self.page.only.setChecked(bool(self.page.model.counts()[1]))
        self.page.filter.setFocus()

    def _plan(self, choice: CarryChoice) -> CarryPlan:
        return make_plan(self._old, self._bridge.read(contents), choice)

    def _enable(self) -> None:
        self.take.setEnabled(bool(self.page.model.chosen) and not self._bridge.read_only)
        self.take.setDefault(True)

    def _on_take(self) -> None:
        number = ordinal(self._old.session["ordinal"])
        label = self.tr("take-over from the {0} Session").format(number)
        choice = self.page.choice()
        try:
            self.report = self._bridge.edit(label, lambda db: take_over(db, self._old, choice))
        except UserError as error:
            self._bar.show_notice(Notice(str(error), Tone.ERROR))
            return
        self.accept()
