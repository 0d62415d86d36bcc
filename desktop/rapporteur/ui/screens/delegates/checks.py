"""What the checks found, below the table: grouped, each line a jump to the person and the field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.checks import PURPOSES, Finding, Purpose, Severity
from rapporteur.domain.sessions import Side
from rapporteur.ui.icons import icon, set_icon
from rapporteur.ui.models.delegate_table import Marker
from rapporteur.ui.theme import GRID, current_theme

_FINDING = Qt.ItemDataRole.UserRole


class ChecksPanel(QWidget):
    """A purpose to choose and a list of findings."""

    purpose_changed = Signal()

    jump_wanted = Signal(int, str)
    """Show this delegate and this field; "" for no field."""

    merge_wanted = Signal(int, int)
    """Two people of a finding are one."""

    apart_wanted = Signal(int, int)
    """Two people of a finding are two."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._purposes = QComboBox()
        self._list = QTreeWidget()
        self._merge = QPushButton(self.tr("Mer&ge these two…"))
        self._apart = QPushButton(self.tr("T&wo different people"))
        self._read_only = False
        self._close = QToolButton()
        heading = QLabel(self.tr("C&hecks for"))

        heading.setBuddy(self._purposes)
        self._purposes.setAccessibleName(self.tr("Purpose of the list"))
        self._purposes.addItem(self.tr("the lists in general"), "")
        for purpose in PURPOSES:
            self._purposes.addItem(purpose.name, purpose.key)
        self._list.setAccessibleName(self.tr("Findings"))
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setFrameShape(QTreeWidget.Shape.NoFrame)
        set_icon(self._close, "close")
        self._close.setAutoRaise(True)
        self._close.setAccessibleName(self.tr("Close the checks"))

        self._purposes.currentIndexChanged.connect(lambda _row: self.purpose_changed.emit())
        self._list.itemActivated.connect(self._on_activated)
        self._list.currentItemChanged.connect(lambda _now, _before: self._show_choices())
        self._merge.clicked.connect(lambda: self._decide(self.merge_wanted))
        self._apart.clicked.connect(lambda: self._decide(self.apart_wanted))
        self._close.clicked.connect(self.closed)

        head = QHBoxLayout()
        head.setContentsMargins(GRID, GRID // 2, GRID // 2, GRID // 2)
        head.addWidget(heading)
        head.addWidget(self._purposes)
        head.addStretch(1)
        head.addWidget(self._merge)
        head.addWidget(self._apart)
        self._show_choices()
        head.addWidget(self._close)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addWidget(self._list, 1)

    @property
    def purpose(self) -> Purpose | None:
        """What the lists are checked for; None for what every list needs."""
        key = self._purposes.currentData()
        return next((p for p in PURPOSES if p.key == key), None)

    def choose_purpose(self, key: str) -> None:
        """Check for this purpose; "" for none."""
        self._purposes.setCurrentIndex(max(self._purposes.findData(key), 0))

    def take_focus(self) -> None:
        """Put the cursor on the first finding."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        group = self._list.topLevelItem(0)
        first = group.child(0) if group is not None else None
        if first is not None:
            self._list.setCurrentItem(first)
            self._list.scrollToTop()

    def show_findings(self, findings: Sequence[Finding], sides: Mapping[int, Side]) -> None:
        """Show the findings, the gravest group first; the cursor stays on its finding."""
        current = self._list.currentItem()
        kept = current.data(0, _FINDING) if current is not None else None
        self._list.clear()
        icons = severity_icons()
        grouped: defaultdict[Severity, list[Finding]] = defaultdict(list)
        for finding in findings:
            grouped[finding.severity].append(finding)
        for severity in Severity:
            if grouped[severity]:
                self._add_group(severity, grouped[severity], sides, icons[severity], kept)
        if not findings:
            item = QTreeWidgetItem([self.tr("Nothing found. The lists are complete for this.")])
            item.setIcon(0, icon("check-circle", colour=current_theme().good))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._list.addTopLevelItem(item)

    def _add_group(
        self,
        severity: Severity,
        findings: Sequence[Finding],
        sides: Mapping[int, Side],
        picture: QIcon,
        kept: object,
    ) -> None:
        title = {
            Severity.ERROR: self.tr("To be put right"),
            Severity.WARNING: self.tr("To be looked at"),
            Severity.INFO: self.tr("Good to know"),
        }[severity]
        group = QTreeWidgetItem([f"{title} ({len(findings)})"])
        font = QFont(self._list.font())
        font.setBold(True)
        group.setFont(0, font)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._list.addTopLevelItem(group)
        for finding in findings:
            item = QTreeWidgetItem([_text(finding, sides)])
            item.setIcon(0, picture)
            item.setToolTip(0, item.text(0))
            item.setData(0, _FINDING, finding)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{title}: {finding.message}")
            group.addChild(item)
            if finding == kept:
                self._list.setCurrentItem(item)
        group.setExpanded(True)

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether nothing can be decided here."""
        self._read_only = read_only
        self._show_choices()

    def _show_choices(self) -> None:
        """Offer to decide on the current finding, where it is about two people."""
        finding = self._current()
        about_two = finding is not None and finding.other_id is not None and not self._read_only
        self._merge.setVisible(about_two)
        self._apart.setVisible(about_two)

    def _current(self) -> Finding | None:
        item = self._list.currentItem() if self._list.currentIndex().isValid() else None
        finding = item.data(0, _FINDING) if item is not None else None
        return finding if isinstance(finding, Finding) else None

    def _decide(self, wanted: SignalInstance) -> None:
        finding = self._current()
        if finding is not None and finding.other_id is not None:
            wanted.emit(finding.other_id, finding.delegate_id)

    def _on_activated(self, item: QTreeWidgetItem, _column: int) -> None:
        finding = item.data(0, _FINDING)
        if isinstance(finding, Finding) and finding.delegate_id is not None:
            self.jump_wanted.emit(finding.delegate_id, finding.field)


def severity_icons() -> dict[Severity, QIcon]:
    """One icon per severity, different in shape as well as in colour."""
    theme = current_theme()
    return {
        Severity.ERROR: icon("error", colour=theme.error),
        Severity.WARNING: icon("warning", colour=theme.warning),
        Severity.INFO: icon("info", colour=theme.accent),
    }


def doubted(findings: Sequence[Finding]) -> frozenset[int]:
    """Everybody who may be on the list twice."""
    two = [finding for finding in findings if finding.other_id is not None]
    return frozenset(i for f in two for i in (f.delegate_id, f.other_id) if i is not None)


def markers(findings: Sequence[Finding]) -> dict[int, Marker]:
    """What the table shows beside each person: the gravest icon, all findings in words."""
    icons = severity_icons()
    of_person: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.delegate_id is not None and finding.severity is not Severity.INFO:
            of_person[finding.delegate_id].append(finding)
    # The findings come with the gravest first.
    return {
        person: Marker(icons[found[0].severity], "\n".join(f.message for f in found))
        for person, found in of_person.items()
    }


def _text(finding: Finding, sides: Mapping[int, Side]) -> str:
    side = sides.get(finding.side_id) if finding.side_id is not None else None
    return f"{side['code']} · {finding.message}" if side else finding.message
