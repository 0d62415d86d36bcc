"""The overview screen: reads everything once, and again a moment after each change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.checks import Finding, Severity
from rapporteur.domain.clocks import today_of
from rapporteur.domain.freezing import FrozenState
from rapporteur.domain.history import Changed
from rapporteur.domain.readiness.points import Material, Phase, Point, State, phase_of
from rapporteur.domain.sessions import Session
from rapporteur.services import checking, readiness
from rapporteur.services import delegates as delegate_service
from rapporteur.services.lists import corrigenda
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.screens.base import Screen
from rapporteur.ui.screens.overview.agenda_card import AgendaCard
from rapporteur.ui.screens.overview.cards import NextStepsCard, RecentCard
from rapporteur.ui.screens.overview.figures import (
    NextStep,
    SideFigures,
    side_figures,
    worst_first,
)
from rapporteur.ui.screens.overview.readiness_card import ReadinessCard
from rapporteur.ui.screens.overview.sides_card import SidesCard
from rapporteur.ui.screens.overview.words import PointWords
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.wording import days_shown, ordinal
from rapporteur.ui.workers import Latest

_TWO_COLUMNS = 120  # characters of room
_RECENT = 6
_RELOAD_AFTER_MS = 300


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the screen shows of the session and its lists."""

    material: Material
    points: Mapping[Phase, Sequence[Point]]
    phase: Phase
    figures: list[SideFigures]
    findings: list[Finding]
    frozen: list[FrozenState | None]


class OverviewScreen(Screen):
    """The first thing one sees of a file."""

    key = "overview"
    icon_name = "overview"

    clock: Callable[[], datetime] = staticmethod(lambda: datetime.now(UTC))
    """What time it is; tests and pictures give their own."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, settings, parent)
        self._open_findings = 0
        self._open_points = 0

        self._title = QLabel()
        self._group = QLabel()
        self._when = QLabel()
        self._days = QLabel()
        self.readiness = ReadinessCard()
        self.sides = SidesCard()
        self.agenda = AgendaCard()
        self.next = NextStepsCard()
        self.recent = RecentCard()
        self._area = QScrollArea(self)
        self._body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside = Latest(self._read, self._show, bridge.report, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_RELOAD_AFTER_MS)

        self._pause.timeout.connect(self._load_again)
        self.readiness.jump_wanted.connect(self._on_point)
        self.readiness.tick_wanted.connect(self._on_tick)
        self.readiness.list.row_reached.connect(self._keep_in_sight)
        self.agenda.item_chosen.connect(lambda row: self.jump_wanted.emit("agenda", row, ""))
        self.agenda.group_chosen.connect(lambda row: self.jump_wanted.emit("subgroups", row, ""))
        self.next.chosen.connect(self._on_step)
        self.recent.undo_wanted.connect(bridge.undo)
        self.recent.journal_wanted.connect(lambda: self.jump_wanted.emit("journal", 0, ""))

        self._lay_out()

    def title(self) -> str:
        return self.tr("Overview")

    def summary(self) -> str:
        if self._open_points:
            return self.tr("%n points of readiness open", "", self._open_points)
        if not self._open_findings:
            return self.tr("Nothing to correct in the lists")
        return self.tr("%n things to look at in the lists", "", self._open_findings)

    def focus_filter(self) -> None:
        """There is nothing to filter: Ctrl+F goes to the points."""
        self.readiness.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def load(self) -> None:
        self._beside.ask_for(self.bridge.read(delegate_service.count_delegates))

    def save_state(self) -> None:
        self._beside.stop()

    def _read(self) -> _Facts:
        """Everything that is shown; also called beside the window."""
        with self.bridge.workspace.read() as db:
            lists = checking.gather(db)
            records = corrigenda.gather(db, lists.delegates)
            material = readiness.gather(db, lists.delegates)
        # Outside the read, for which an edit would wait.
        frozen = {state.side.id: state for state in corrigenda.states_of(records)}
        material = replace(material, frozen=frozen)
        now = self.clock()
        return _Facts(
            material,
            readiness.points(material, now),
            phase_of(material.session, now),
            [side_figures(side, lists.delegates, material.groups) for side in lists.sides],
            checking.findings(lists),
            [frozen.get(side.id) for side in lists.sides],
        )

    def _show(self, facts: _Facts) -> None:
        self._show_head(facts.material.session)
        self.readiness.show_points(facts.points, facts.phase)
        self._open_points = sum(not p.state.settled for p in facts.points[facts.phase])
        self.sides.show_figures(facts.figures)
        self.sides.show_frozen(facts.frozen)
        self.agenda.show_material(facts.material)
        self._open_findings = sum(f.severity is not Severity.INFO for f in facts.findings)
        self.next.show_steps(self._steps(facts.figures, facts.findings))
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
        today = today_of(session, self.clock())
        if today < start:
            return self.tr("in %n days", "", (start - today).days)
        return self.tr("today") if today <= end else self.tr("is over")

    def _steps(self, figures: list[SideFigures], findings: list[Finding]) -> list[NextStep]:
        """The likely next steps, in the order in which a secretariat takes them."""
        steps = []
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

    def _on_point(self, point: Point) -> None:
        self.jump_wanted.emit(point.area, point.row_id, point.field)

    def _on_tick(self, key: str, done: bool) -> None:
        words = PointWords(self)
        point = Point(key, Phase.BEFORE, State.READY, tick=key)
        label = self.tr("Confirmed: {point}") if done else self.tr("Taken back: {point}")
        self.bridge.perform(
            label.format(point=words.say(point)), lambda db: readiness.tick(db, key, done=done)
        )
        words.deleteLater()

    def _keep_in_sight(self, line: QRect) -> None:
        """The list is as high as its lines, so the area around it must follow the cursor."""
        shown = self.readiness.list
        if shown.hasFocus():
            corner = shown.viewport().mapTo(self._body, line.center())
            self._area.ensureVisible(corner.x(), corner.y(), 0, 4 * GRID)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # The arrows work as soon as a file is open. A focus proxy would take the list out of the
        # order of Tab.
        self.readiness.list.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where they fit, else one."""
        super().resizeEvent(event)
        wide = self.width() >= self.fontMetrics().averageCharWidth() * _TWO_COLUMNS
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)
        for at, share in enumerate((5, 4)):
            self._columns.setStretch(at, share if wide else 0)

    def _lay_out(self) -> None:
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        font.setBold(True)
        self._title.setFont(font)
        self._days.setFont(font)
        self._days.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._group.setWordWrap(True)
        self._when.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._when.setWordWrap(True)
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(GRID // 2)
        for line in (self._title, self._group, self._when):
            names.addWidget(line)
        head.addLayout(names, 1)
        head.addWidget(self._days, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._body.setMaximumWidth(190 * GRID)
        for cards, stretch in (((self.readiness, self.next), 5),
                               ((self.sides, self.agenda, self.recent), 4)):  # fmt: skip
            pile = QVBoxLayout()
            pile.setSpacing(2 * GRID)
            for card in cards:
                pile.addWidget(card)
            pile.addStretch(1)
            self._columns.addLayout(pile, stretch)
        self._columns.setSpacing(2 * GRID)
        page = QVBoxLayout(self._body)
        page.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        page.setSpacing(2 * GRID)
        page.addLayout(head)
        page.addLayout(self._columns)
        page.addStretch(1)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
