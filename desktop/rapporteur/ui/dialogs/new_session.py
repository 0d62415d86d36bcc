"""The new-session assistant: five pages, each with defaults that a next session would have.

Enter goes on, Alt+B goes back, nothing is written before the last page. What it makes is a
`Facts`, the same that a facts file holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.dates import shown_date
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.sessions import SESSION, split_list
from rapporteur.services.facts import Facts, sample_facts
from rapporteur.ui.dialogs.new_session_pages import (
    BodyPage,
    Page,
    PeoplePage,
    PlacePage,
    SidesPage,
)
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.wording import ordinal

_DAYS_AHEAD = 28


class NewSession(RememberedDialog):
    """`exec` it, then ask `path` and `facts`."""

    def __init__(self, settings: Settings, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(settings, QSize(112 * GRID, 88 * GRID), parent)
        self.setWindowTitle(self.tr("New session"))

        self.body = BodyPage(folder)
        self.place = PlacePage()
        self.sides = SidesPage()
        self.people = PeoplePage()
        self.summary = SummaryPage()
        self.pages: list[Page] = [self.body, self.place, self.sides, self.people, self.summary]
        self._steps = [QLabel() for _page in self.pages]
        self._stack = QStackedWidget()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.back = self._buttons.addButton(self.tr("&Back"), role)
        self.next = self._buttons.addButton(self.tr("&Next"), role)
        self.previous = QPushButton(self.tr("From a &previous session…"))
        self.from_previous = False
        """Whether the user would rather begin with a previous session's file."""

        self.previous.clicked.connect(self._on_previous)
        self.back.clicked.connect(lambda: self._show(self._stack.currentIndex() - 1))
        self.next.clicked.connect(self._on_next)
        self._buttons.rejected.connect(self.reject)

        self._lay_out()
        self._fill()
        self._show(0)

    def path(self) -> Path:
        """Where the session is to be kept."""
        return self.body.path()

    def facts(self) -> Facts:
        """Everything that was entered."""
        values = self.body.values() | self.place.values()
        first, second = self.sides.side(0), self.sides.side(1)
        return Facts(
            session={key: values[key] for key in SESSION.keys if values.get(key)},
            sides=(_filled(first), _filled(second)),
            sub_groups=self.people.sub_groups.names(),
            delegates=self.people.delegates((first, second)),
        )

    def _fill(self) -> None:
        """Begin with what the next session after the sample's would look like."""
        last = sample_facts()
        number = str(int(last.session["ordinal"]) + 1)
        start = _working_day(_DAYS_AHEAD).isoformat()
        bodies = {
            key: value
            for key, value in last.session.items()
            if key.startswith(("working_group", "commission"))
        }
        self.body.start({**bodies, "ordinal": number, "languages": last.session["languages"]})
        self.body.suggest_file(number)
        previous = {
            f"previous_place_{language.code}": last.session.get(f"city_{language.code}", "")
            for language in LANGUAGES
        }
        self.place.start(
            {
                **previous,
                "previous_ordinal": last.session["ordinal"],
                "previous_date": last.session["start_date"],
                "start_date": start,
                "end_date": start,
                "signing_date": start,
                "time_zone": "Europe/Moscow",
            }
        )
        # The sessions alternate; ours is the side whose secretariat keeps this file.
        self.sides.start({"ours": "yes"}, "0.")
        self.sides.start({"host": "yes"}, "1.")
        self.people.sub_groups.start(last.sub_groups, ("en", "ru"))

    def _on_previous(self) -> None:
        self.from_previous = True
        self.reject()

    def _on_next(self) -> None:
        current = self._stack.currentIndex()
        if not self.pages[current].check():
            return
        if current == len(self.pages) - 1:
            self.accept()
            return
        self._show(current + 1)

    def _show(self, number: int) -> None:
        codes = split_list(self.body.values()["languages"])
        for page in self.pages:
            page.show_languages(codes)
        sides = (self.sides.side(0), self.sides.side(1))
        self.people.show_sides(sides)
        if self.pages[number] is self.summary:
            self.summary.show_facts(self.facts(), self.path())
        self._stack.setCurrentIndex(number)
        for step, label in enumerate(self._steps):
            font = label.font()
            font.setBold(step == number)
            label.setFont(font)
            label.setEnabled(step <= number)
        self.back.setEnabled(number > 0)
        last = number == len(self.pages) - 1
        self.next.setText(self.tr("&Create the session") if last else self.tr("&Next"))
        self.next.setDefault(True)
        self._focus_first(self.pages[number])

    def _focus_first(self, page: Page) -> None:
        (page.first_input() or self.next).setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        steps = QVBoxLayout()
        steps.setSpacing(2 * GRID)
        for number, (label, page) in enumerate(zip(self._steps, self.pages, strict=True), 1):
            label.setText(f"{number}  {page.title}")
            label.setMinimumWidth(22 * GRID)
            steps.addWidget(label)
            area = QScrollArea()
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(page)
            self._stack.addWidget(area)
        steps.addStretch(1)
        self.back.setAutoDefault(False)
        middle = QHBoxLayout()
        middle.setSpacing(3 * GRID)
        middle.addLayout(steps)
        middle.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(middle, 1)
        self.previous.setAutoDefault(False)
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addWidget(self.previous)
        below.addWidget(self._buttons, 1)
        column.addLayout(below)


class SummaryPage(Page):
    """What is about to be made, in a few lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Summary")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.text)
        self.column.addStretch(1)

    def show_facts(self, facts: Facts, path: Path) -> None:
        """Show the facts in words."""
        session = facts.session
        days = shown_date(session.get("start_date", ""))
        if session.get("end_date", "") not in ("", session.get("start_date", "")):
            days += f" – {shown_date(session['end_date'])}"
        where = ", ".join(session[key] for key in ("venue_en", "city_en") if session.get(key))
        lines = [
            self.tr("{ordinal} Session").format(ordinal=ordinal(session["ordinal"])),
            session["working_group_en"],
            " · ".join(part for part in (days, where) if part),
            "",
            *(self._side_line(number, side, facts) for number, side in enumerate(facts.sides)),
            "",
            self.tr("Sub-groups: {names}").format(
                names=", ".join(group.en for group in facts.sub_groups) or self.tr("none yet")
            ),
            "",
            self.tr("File: {path}").format(path=path),
            "",
            self.tr("Everything can be changed later under File ▸ Session settings."),
        ]
        self.text.setText("\n".join(lines))

    def _side_line(self, number: int, side: Mapping[str, str], facts: Facts) -> str:
        roles = [
            self.tr("host") if side.get("host") else "",
            self.tr("our side") if side.get("ours") else "",
        ]
        words = f"{side['name_en']} ({side['code']})"
        if any(roles):
            words += f", {', '.join(role for role in roles if role)}"
        chairs = [d for d in facts.delegates if d.side == number]
        if chairs:
            values = chairs[0].values
            name = " ".join(
                values.get(key, "") for key in ("honorific", "given_name", "family_name")
            )
            words += self.tr(". Co-chair: {name}").format(name=" ".join(name.split()))
        return words


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _working_day(days: int) -> date:
    """The first day from Monday to Friday that is at least `days` away."""
    day = datetime.now().astimezone().date() + timedelta(days=days)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day
