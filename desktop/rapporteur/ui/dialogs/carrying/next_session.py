"""A new session from a previous one: what it says of itself, and what it begins with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.carrying import CarryChoice, CarryPlan
from rapporteur.domain.errors import UserError
from rapporteur.domain.sessions import SESSION
from rapporteur.services.carrying.contents import Contents
from rapporteur.services.carrying.founding import NextSession, hosting, plan_next
from rapporteur.services.facts import check_dates
from rapporteur.ui.bridge import Notice, Tone
from rapporteur.ui.dialogs.carrying.lines_page import LinesPage
from rapporteur.ui.dialogs.new_session_pages import FilePage
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar
from rapporteur.ui.wording import session_title

_DAYS_AHEAD = 28
# Where the delegations of the presets are at home; another side's zone has to be typed.
_ZONES = {"IN": "Asia/Kolkata", "RU": "Europe/Moscow"}

Create = Callable[[Path, NextSession, CarryChoice], None]


class AboutPage(FilePage):
    """The number, the days, the place and the host of the next session, and its file."""

    def __init__(self, old: Contents, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(folder, parent)
        self.title = self.tr("The new session")
        self._old = old
        self.host = QComboBox()
        for side in old.sides:
            self.host.addItem(side.name(), side["code"])
        self.host.addItem(self.tr("Neither side"), "")
        label = QLabel(self.tr("&Hosted by"))
        label.setBuddy(self.host)

        self.column.addWidget(self.section(self.tr("Session"), [SESSION["ordinal"]]))
        self.column.addWidget(
            self.section(self.tr("Dates and place"), SESSION.in_group("place"))
        )  # fmt: skip
        place = QHBoxLayout()
        place.setSpacing(GRID)
        place.addWidget(label)
        place.addWidget(self.host)
        place.addStretch(1)
        self.column.addLayout(place)
        self.add_file()

        self.host.currentIndexChanged.connect(self._on_host)
        self.rows["start_date"].editor.accepted.connect(self._on_start)
        self._fill()

    def check(self) -> bool:
        if not super().check():
            return False
        number = self.rows["ordinal"]
        if not number.editor.value.isdigit() or int(number.editor.value) <= self._old.number:
            text = self.tr("It has to come after session {0}.")
            return self._refuse("ordinal", text.format(self._old.session["ordinal"]))
        previous = {"previous_date": self._old.session["start_date"]}
        problem = check_dates({**self.values(), **previous})
        return self._refuse("start_date", problem) if problem else True

    def wanted(self) -> NextSession:
        """What was entered."""
        keys = ("ordinal", *(f.key for f in SESSION.in_group("place")))
        values = self.values()
        return NextSession({key: values[key] for key in keys}, self.host.currentData())

    def _fill(self) -> None:
        """The next number, a working day in four weeks, and the side that did not host last."""
        old = self._old
        number = str(old.number + 1)
        day = datetime.now().astimezone().date() + timedelta(days=_DAYS_AHEAD)
        while day.weekday() > 4:
            day += timedelta(days=1)
        start = day.isoformat()
        self.start(
            {"ordinal": number, "start_date": start, "end_date": start, "signing_date": start}
        )
        self.suggest_file(number)
        self.show_languages(old.session.language_codes)
        self.host.setCurrentIndex(self.host.findData(hosting(old, NextSession())))
        self._on_host()

    def _on_host(self) -> None:
        code = self.host.currentData()
        before = next((side["code"] for side in self._old.sides if side["host"]), "")
        zone = self._old.session["time_zone"] if code == before else _ZONES.get(code, "")
        self.start({"time_zone": zone})

    def _on_start(self, _key: str, old: str, new: str) -> None:
        """The last day and the signing follow the first day while they fell on the same."""
        values = self.values()
        self.start({key: new for key in ("end_date", "signing_date") if values[key] in ("", old)})

    def _refuse(self, key: str, text: str) -> bool:
        self.rows[key].show_message(text, Tone.ERROR)
        self.rows[key].editor.setFocus()
        return False


class NextSessionDialog(RememberedDialog):
    """Two pages. `create` makes the file; where that is refused, the dialog says so and stays."""

    def __init__(
        self,
        old: Contents,
        folder: str,
        create: Create,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, QSize(136 * GRID, 88 * GRID), parent)
        self.setWindowTitle(self.tr("New session from a previous one"))
        self._old = old
        self._create = create

        self._bar = MessageBar()
        self._head = QLabel(
            self.tr("From: {0}").format(f"{session_title(old.session)} · {old.source}")
        )
        self._steps = (
            QLabel(self.tr("1  The new session")),
            QLabel(self.tr("2  What it begins with")),
        )
        self.about = AboutPage(old, folder)
        self.lines = LinesPage()
        self._stack = QStackedWidget()
        self.back = QPushButton(self.tr("&Back"))
        self.next = QPushButton(self.tr("&Next"))
        self.cancel = QPushButton(self.tr("Cancel"))

        self.back.clicked.connect(lambda: self._show(0))
        self.next.clicked.connect(self._on_next)
        self.cancel.clicked.connect(self.reject)

        self._lay_out()
        self._show(0)

    @property
    def step(self) -> int:
        """The page that is shown, from 0."""
        return self._stack.currentIndex()

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.about)
        self._stack.addWidget(area)
        self._stack.addWidget(self.lines)
        self._bar.hide()
        self._head.setWordWrap(True)
        for button in (self.back, self.cancel):
            button.setAutoDefault(False)
        steps = QHBoxLayout()
        steps.setSpacing(3 * GRID)
        for label in self._steps:
            steps.addWidget(label)
        steps.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addWidget(self.back)
        below.addStretch(1)
        below.addWidget(self.next)
        below.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(steps)
        column.addWidget(self._bar)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        column.addLayout(below)

    def _show(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        for at, label in enumerate(self._steps):
            font = label.font()
            font.setBold(at == step)
            label.setFont(font)
            label.setEnabled(at <= step)
        self.back.setEnabled(step > 0)
        self.next.setText(self.tr("&Create the session") if step else self.tr("&Next"))
        self.next.setDefault(True)
        first = self.about.first_input() if step == 0 else self.lines.filter
        (first or self.next).setFocus(Qt.FocusReason.TabFocusReason)

    def _on_next(self) -> None:
        self._bar.hide()
        if not self.about.check():
            self._show(0)
            self.about.check()  # puts the cursor on what is missing
            return
        try:
            if self.step == 0:
                self.lines.show_plan(self._plan)
                self._show(1)
                return
            self._create(self.about.path(), self.about.wanted(), self.lines.choice())
        except UserError as error:
            self._bar.show_notice(Notice(str(error), Tone.ERROR))
            return
        self.accept()

    def _plan(self, choice: CarryChoice) -> CarryPlan:
        return plan_next(self._old, self.about.wanted(), choice)
