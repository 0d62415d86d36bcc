"""The form of one sub-group: its state, who leads it, and all parts of its update."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from rapporteur.domain.fields import Catalogue
from rapporteur.domain.subgroups import (
    AGREED_BOTH,
    AGREED_ONE,
    RECEIVED,
    REQUESTED,
    SUB_GROUP,
    UPDATE,
    UPDATE_PARTS,
)
from rapporteur.services.subgroups.overview import Desk, GroupLine
from rapporteur.ui.forms.choice import QuietCombo
from rapporteur.ui.forms.form import FormSection
from rapporteur.ui.forms.reference import ReferenceEditor
from rapporteur.ui.forms.rows import FormRow
from rapporteur.ui.screens.subgroups.looks import state_colour, state_shape, state_words
from rapporteur.ui.screens.subgroups.parts import PartSection
from rapporteur.ui.screens.subgroups.people import MembersBox, TopicsBox
from rapporteur.ui.theme import GRID
from rapporteur.ui.wording import titles_of_sides

_OF_GROUP = ("name_en", "name_ru", "name_hi", "lead_first", "lead_second")
_OF_UPDATE = ("requested_on", "due_on", "received_on")
_MEETINGS = ("met_on", "leads")


def states_of(desk: Desk) -> list[tuple[str, str, str]]:
    """What can be chosen as state: its code, the side that agreed, and how it is said."""
    found = [(state, "") for state in ("", REQUESTED, RECEIVED)]
    found += [(AGREED_ONE, side.uuid) for side in desk.sides]
    found.append((AGREED_BOTH, ""))
    return [(state, side, state_words(state, side, desk.sides)) for state, side in found]


class SubGroupForm(QScrollArea):
    """Fields of the sub-group and of its update, each a step of its own."""

    accepted = Signal(object, str, str, str, str)
    """The catalogue, key, old and new value, and what merges steps."""

    state_wanted = Signal(str, str, str)
    """State, the side that agreed, and how the state is said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group_id = 0
        self.rows: dict[tuple[str, str], FormRow] = {}
        self._heading = QLabel()
        self._warning = QLabel()
        self.state = QuietCombo()
        self.topics = TopicsBox()
        self.members = MembersBox()
        self.parts = [PartSection(part) for part in UPDATE_PARTS]

        font = self._heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setBold(True)
        self._heading.setFont(font)
        self._heading.setWordWrap(True)
        self._warning.setWordWrap(True)
        self.state.activated.connect(self._on_state)
        for section in self.parts:
            for row in section.rows.values():
                self._join(UPDATE, row)
        self._arrange()

    def _arrange(self) -> None:
        label = QLabel(self.tr("State of the &update"))
        label.setBuddy(self.state)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.state.setMinimumContentsLength(24)
        self.state.setAccessibleName(self.tr("State of the update"))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._heading)
        column.addWidget(label)
        column.addWidget(self.state, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._warning)
        self._add(column, self.tr("Dates"), UPDATE, _OF_UPDATE)
        for section in self.parts:
            column.addWidget(section)
        self._add(column, self.tr("Meetings"), UPDATE, _MEETINGS)
        lists = QHBoxLayout()
        lists.setSpacing(2 * GRID)
        lists.addWidget(self.topics, 1)
        lists.addWidget(self.members, 1)
        column.addLayout(lists)
        self._add(column, self.tr("Sub-group and co-leads"), SUB_GROUP, _OF_GROUP)
        self._add(column, self.tr("Remarks (internal)"), UPDATE, ("remarks",))
        column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(40 * GRID)

    def _add(
        self, column: QVBoxLayout, title: str, catalogue: Catalogue, keys: tuple[str, ...]
    ) -> None:
        rows = [FormRow(catalogue[key]) for key in keys]
        for row in rows:
            self._join(catalogue, row)
        column.addWidget(FormSection(title, rows))

    def _join(self, catalogue: Catalogue, row: FormRow) -> None:
        editor = row.editor
        editor.accepted.connect(
            lambda key, old, new: self.accepted.emit(catalogue, key, old, new, editor.merge)
        )
        self.rows[catalogue.entity, row.key] = row

    # -------------------------------------------------------------------- the owner's

    def show_line(self, line: GroupLine, desk: Desk, *, read_only: bool) -> None:
        """Show a sub-group; where it is the one shown, half-typed fields are left alone."""
        same = line.group.id == self.group_id
        if not same:
            self.commit()
        self.group_id = line.group.id
        values = {SUB_GROUP.entity: line.group.as_dict()}
        values[UPDATE.entity] = line.update.as_dict() if line.update is not None else {}
        titles = titles_of_sides(SUB_GROUP, desk.sides)
        languages = desk.session.language_codes
        for (entity, key), row in self.rows.items():
            if isinstance(row.editor, ReferenceEditor):
                row.editor.set_directory(desk.directory)
                row.set_title(titles.get(key, row.field.label))
            value = values[entity].get(key, "")
            if same:
                row.editor.refresh(value)
            else:
                row.offer("")
                row.editor.start(value)
            row.editor.set_read_only(read_only)
            if key.startswith("name_"):
                row.setVisible(row.field.required or key[-2:] in languages)
        for section in self.parts:
            section.show_languages(languages)
        self._show_state(line, desk, read_only=read_only)
        ticked = values[UPDATE.entity].get("topics", "")
        self.topics.show_topics(desk.topics, line.group, ticked)
        self.members.show_members(line.members, desk.sides, desk.directory)
        for box in (self.topics, self.members):
            box.setEnabled(not read_only)
        if not same:
            self.verticalScrollBar().setValue(0)

    def commit(self) -> bool:
        """Accept what is typed in every field; False where one cannot be."""
        refused = [row.key for row in self.rows.values() if not row.editor.commit()]
        return not refused

    def go_to(self, key: str) -> None:
        """Put the cursor in a field of the update, or of the sub-group."""
        for entity in (UPDATE.entity, SUB_GROUP.entity):
            row = self.rows.get((entity, key))
            if row is not None:
                self.ensureWidgetVisible(row, GRID, 4 * GRID)
                row.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _show_state(self, line: GroupLine, desk: Desk, *, read_only: bool) -> None:
        self._heading.setText(line.group.name())
        states = states_of(desk)
        if self.state.count() != len(states):
            self.state.clear()
            for _ in states:
                self.state.addItem("")
        agreed = line.update["agreed_side"] if line.update is not None else ""
        for at, (state, side, words) in enumerate(states):
            self.state.setItemText(at, f"{state_shape(state)} {words}")
            self.state.setItemData(at, (state, side, words))
            if state == line.state and side in ("", agreed):
                self.state.setCurrentIndex(at)
        self.state.setEnabled(not read_only)
        done = line.state in (AGREED_ONE, AGREED_BOTH)
        self._warning.setVisible(done)
        self._warning.setText(
            self.tr("This text is agreed. A change of its words makes it “received” again.")
        )
        palette = self._warning.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(state_colour(line.state)))
        self._warning.setPalette(palette)

    def _on_state(self, row: int) -> None:
        data = self.state.itemData(row)
        if data is not None:
            self.state_wanted.emit(*data)
