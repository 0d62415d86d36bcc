"""The overview screen: reads everything once, and again a moment after each change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from rapporteur.domain.checks import Finding, Severity
from rapporteur.domain.freezing import FrozenState
from rapporteur.domain.history import Changed
from rapporteur.domain.sessions import SESSION, Session
from rapporteur.services import checking
from rapporteur.services import delegates as delegate_service
from rapporteur.services.lists import corrigenda
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.screens.base import Screen
from rapporteur.ui.screens.overview.cards import NextStepsCard, RecentCard, SideCard
from rapporteur.ui.screens.overview.figures import (
    NextStep,
    SideFigures,
    missing_facts,
    side_figures,
    worst_first,
)
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.wording import days_shown, ordinal
from rapporteur.ui.workers import Latest

_RECENT = 6
_RELOAD_AFTER_MS = 300


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the screen shows of the session and its lists."""

    session: Session
    figures: list[SideFigures]
    findings: list[Finding]
    frozen: list[FrozenState | None]


class OverviewScreen(Screen):
    """The first thing one sees of a file."""

    key = "overview"
    icon_name = "overview"

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, settings, parent)
        self._open_findings = 0

        self._title = QLabel()
        self._group = QLabel()
        self._when = QLabel()
        self._days = QLabel()
        self.sides = [SideCard(1), SideCard(2)]
        self.next = NextStepsCard()
        self.recent = RecentCard()
        self._beside = Latest(self._read, self._show, bridge.report, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_RELOAD_AFTER_MS)

        self._pause.timeout.connect(self._load_again)
        self.next.chosen.connect(self._on_step)
        self.recent.undo_wanted.connect(bridge.undo)
        self.recent.journal_wanted.connect(lambda: self.jump_wanted.emit("journal", 0, ""))

        self._lay_out()

    def title(self) -> str:
        return self.tr("Overview")

    def summary(self) -> str:
        if not self._open_findings:
            return self.tr("Nothing to correct in the lists")
        return self.tr("%n things to look at in the lists", "", self._open_findings)

    def load(self) -> None:
        self._beside.ask_for(self.bridge.read(delegate_service.count_delegates))

    def save_state(self) -> None:
        self._beside.stop()

    def _read(self) -> _Facts:
        """Everything that is shown; also called beside the window."""
        with self.bridge.workspace.read() as db:
            lists = checking.gather(db)
            records = corrigenda.gather(db, lists.delegates)
        # Outside the read, for which an edit would wait.
        frozen = {state.side.id: state for state in corrigenda.states_of(records)}
        return _Facts(
            lists.session,
            [side_figures(side, lists.delegates) for side in lists.sides],
            checking.findings(lists),
            [frozen.get(side.id) for side in lists.sides],
        )

    def _show(self, facts: _Facts) -> None:
        self._show_head(facts.session)
        for card, figure, state in zip(self.sides, facts.figures, facts.frozen, strict=True):
            card.show_figures(figure)
            card.show_frozen(state)
        self._open_findings = sum(f.severity is not Severity.INFO for f in facts.findings)
        self.next.show_steps(self._steps(facts.session, facts.figures, facts.findings))
        self.recent.show_steps(self.bridge.workspace.journal(_RECENT), self.bridge.history)
        self.summary_changed.emit()

    def reload(self, _changed: Changed) -> None:
        # Figures may lag behind a burst of edits; the file is read once when it is over.
        self._pause.start()

    def changeEvent(self, event: QEvent) -> None:
        # Qt may send this while the screen is still being made.
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_pause"):
            self._pause.start()  # the lines hold colours of their own
        super().changeEvent(event)

    def _load_again(self) -> None:
        if not self.bridge.closed:  # the last edit may have come just before closing
            self.load()

    def _show_head(self, session: Session) -> None:
        self._title.setText(
            self.tr("{ordinal} Session").format(ordinal=ordinal(session["ordinal"]))
        )
        self._group.setText(session["working_group_en"])
        where = ", ".join(part for part in (session["venue_en"], session["city_en"]) if part)
        self._when.setText(" · ".join(part for part in (days_shown(session), where) if part))
        self._days.setText(self._distance(session))

    def _distance(self, session: Session) -> str:
        """How far away the session is."""
        try:
            start = date.fromisoformat(session["start_date"])
            end = date.fromisoformat(session["end_date"] or session["start_date"])
        except ValueError:
            return ""
        today = datetime.now().astimezone().date()
        if today < start:
            return self.tr("in %n days", "", (start - today).days)
        return self.tr("today") if today <= end else self.tr("is over")

    def _steps(
        self, session: Session, figures: list[SideFigures], findings: list[Finding]
    ) -> list[NextStep]:
        """The likely next steps, in the order in which a secretariat takes them."""
        steps = []
        for key in missing_facts(session)[:2]:
            text = self.tr("Fill in: {field}").format(field=SESSION[key].label)
            steps.append(NextStep(text, "settings", "settings", 0, key))
        for figure in figures:
            if not figure.coming:
                text = self.tr("Import or type the list of {side}").format(side=figure.side.name())
                steps.append(NextStep(text, "import", "delegates"))
        for finding in worst_first(findings):
            grave = finding.severity is Severity.ERROR
            steps.append(
                NextStep(
                    finding.message,
                    "error" if grave else "warning",
                    "delegates",
                    finding.delegate_id or 0,
                    finding.field,
                )
            )
        more = self._open_findings - len(worst_first(findings))
        if more > 0:
            text = self.tr("See %n more in the checks", "", more)
            steps.append(NextStep(text, "checks", "delegates"))
        if any(figure.coming for figure in figures):
            steps.append(NextStep(self.tr("Export the roster"), "export", "export"))
        return steps

    def _on_step(self, step: NextStep) -> None:
        self.jump_wanted.emit(step.area, step.row_id, step.field)

    def _lay_out(self) -> None:
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        font.setBold(True)
        self._title.setFont(font)
        self._days.setFont(font)
        self._days.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._group.setWordWrap(True)
        self._when.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        body = QWidget()
        body.setMaximumWidth(150 * GRID)
        grid = QGridLayout(body)
        grid.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        grid.setSpacing(2 * GRID)
        head = QVBoxLayout()
        head.setSpacing(GRID // 2)
        for line in (self._title, self._group, self._when):
            head.addWidget(line)
        grid.addLayout(head, 0, 0)
        grid.addWidget(self._days, 0, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.sides[0], 1, 0)
        grid.addWidget(self.sides[1], 1, 1)
        grid.addWidget(self.next, 2, 0)
        grid.addWidget(self.recent, 2, 1)
        grid.setRowStretch(3, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
