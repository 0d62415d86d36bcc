"""The Protocol screen: paragraphs on the left, the texts of one side by side on the right.

Puts the parts together: the bar says what is wanted, the list shows it, the pane edits the chosen
paragraph, the operations write, and the file's answer comes back through `reload`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from rapporteur.domain.brackets import options
from rapporteur.domain.editing import Conflict, FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.history import Changed
from rapporteur.domain.protocol import HEADING, PARAGRAPH, PROTOCOL_PARAGRAPH
from rapporteur.domain.sessions import Side
from rapporteur.services.protocol.desk import ENTITIES, Desk, Line, desk
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.models.protocol_list import ProtocolListModel
from rapporteur.ui.models.protocol_rows import counts_of, rows_of
from rapporteur.ui.screens.base import Screen
from rapporteur.ui.screens.protocol.clause_desk import ClauseDesk
from rapporteur.ui.screens.protocol.commands import ProtocolCommands
from rapporteur.ui.screens.protocol.dialogs import ProtocolDialogs
from rapporteur.ui.screens.protocol.empty import EmptyProtocol
from rapporteur.ui.screens.protocol.filter_bar import ProtocolFilterBar
from rapporteur.ui.screens.protocol.lines import spoken
from rapporteur.ui.screens.protocol.list_view import ParagraphList
from rapporteur.ui.screens.protocol.operations import ProtocolOperations
from rapporteur.ui.screens.protocol.pane import ParagraphPane
from rapporteur.ui.screens.protocol.progress import ProgressPicture, open_words
from rapporteur.ui.screens.protocol.ways import Ways
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID


class ProtocolScreen(Screen):
    """List, filter and progress on the left, the paragraph on the right."""

    key = "protocol"
    icon_name = "protocol"

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, settings, parent)
        self._desk: Desk | None = None
        self._folded: set[int] = set()
        self._saving = False
        self.operations = ProtocolOperations(bridge, self)
        self.dialogs = ProtocolDialogs(self)
        self.ways = Ways(self)
        self.model = ProtocolListModel(spoken, self)
        self.bar = ProtocolFilterBar()
        self.list = ParagraphList(self.model)
        self.progress = ProgressPicture()
        self.pane = ParagraphPane()
        self.empty = EmptyProtocol()
        self._stack = QStackedWidget(self)
        self._across = QSplitter(Qt.Orientation.Horizontal, self._stack)
        self._right = QStackedWidget()
        self.clauses = ClauseDesk(self)
        self._connect()
        self._arrange()
        self.commands = ProtocolCommands(self)

    def _connect(self) -> None:
        self.bar.changed.connect(self._on_filter)
        self.bar.left_downward.connect(self.list.setFocus)
        self.list.chosen.connect(self._on_chosen)
        self.list.text_wanted.connect(self.go_to_text)
        self.list.fold_wanted.connect(self._fold)
        self.list.customContextMenuRequested.connect(self._on_context_menu)
        self.model.dropped.connect(self._on_dropped)
        self.progress.clicked.connect(lambda: self.ways.go_open(1))
        self.empty.new_wanted.connect(self.new_paragraph)
        self.empty.assemble_wanted.connect(self.dialogs.assemble)
        pane = self.pane
        pane.accepted.connect(self._on_accepted)
        pane.state_wanted.connect(self._set_state_of_one)
        pane.side_wanted.connect(self._set_side)
        pane.step_wanted.connect(self._toggle_step_of)
        pane.resolve_wanted.connect(self._resolve)
        pane.reference_wanted.connect(self.ways.go_to_number)
        pane.links.jump_wanted.connect(lambda area, row: self.jump_wanted.emit(area, row, ""))
        pane.links.paragraph_wanted.connect(self.ways.go_along)

    def _arrange(self) -> None:
        left = QWidget(self._across)
        column = QVBoxLayout(left)
        column.setContentsMargins(GRID, GRID, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.bar)
        column.addWidget(self.list, 1)
        column.addWidget(self.progress)
        self._across.addWidget(left)
        self._across.addWidget(self._right)
        self._right.addWidget(QWidget())
        self._right.addWidget(self.pane)
        self._across.setStretchFactor(0, 2)
        self._across.setStretchFactor(1, 3)
        self._across.setSizes([50 * GRID, 80 * GRID])
        self._across.setChildrenCollapsible(False)
        self._across.setHandleWidth(1)
        self._stack.addWidget(self._across)
        self._stack.addWidget(self.empty)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._stack)

    # ------------------------------------------------------------- what the window asks

    def title(self) -> str:
        return self.tr("Protocol")

    def count(self) -> int | None:
        return (self._desk.protocol.open[1] or None) if self._desk is not None else None

    def summary(self) -> str:
        if self._desk is None or not self._desk.protocol.open[1]:
            return ""
        return open_words(*self._desk.protocol.open)

    def standing(self) -> str:
        return self.summary()

    @property
    def desk(self) -> Desk | None:
        """Everything that is shown, as read last; None before the screen was loaded."""
        return self._desk

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the texts, the leading one first."""
        return self._desk.languages if self._desk is not None else ("en",)

    @property
    def sides(self) -> Sequence[Side]:
        """Both sides of the session."""
        return self._desk.sides if self._desk is not None else ()

    def take_focus(self) -> None:
        shown = self._stack.currentWidget()
        (self.empty if shown is self.empty else self.list).setFocus()

    def focus_filter(self) -> None:
        self.bar.take_focus()

    def finish_editing(self) -> None:
        self.pane.commit()

    def show_record(self, row_id: int, field: str = "") -> None:
        self.go_to(row_id)
        if field:
            self.pane.go_to(field)
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_document(self, files: Sequence[Path]) -> bool:
        return self.commands.versions.take(files)

    def load(self) -> None:
        self.settings.restore_parts("protocol/across", self._across)
        self.settings.restore_parts("protocol/texts", self.pane.texts)
        self.pane.more.setChecked(self.settings.flag("protocol/source"))
        self._read()

    def save_state(self) -> None:
        self.settings.save_parts("protocol/across", self._across)
        self.settings.save_parts("protocol/texts", self.pane.texts)
        self.settings.set_flag("protocol/source", value=self.pane.more.isChecked())

    def reload(self, changed: Changed) -> None:
        if self._desk is not None and changed.touches(*ENTITIES):
            others = set(ENTITIES) - {PROTOCOL_PARAGRAPH.entity}
            self._read(None if changed.touches(*others) else self._desk)

    # -------------------------------------------------------------------- commands

    def new_paragraph(self) -> None:
        """Add an empty paragraph behind the chosen one, and begin to type it."""
        self._add(PARAGRAPH)

    def new_heading(self) -> None:
        """Add a heading behind the chosen paragraph, and begin to type it."""
        self._add(HEADING)

    def withdraw(self) -> None:
        """Take the chosen paragraphs out of the text."""
        self.operations.withdraw(self._chosen())

    def bring_back(self) -> None:
        """Let the chosen paragraphs stand again."""
        self.operations.bring_back(self._chosen())

    def set_state(self, state: str) -> None:
        """Give the chosen paragraphs a state between the sides."""
        if self.pane.commit():
            self.operations.set_state(self._chosen(), state)

    def toggle_step(self) -> None:
        """In a text: this one is in step, or a draft again. In the list: all texts of the chosen
        paragraphs."""
        column = self.pane.focused_column()
        if column is not None:
            self._toggle_step_of(column.code)
        elif self._desk is not None and self._chosen():
            self.operations.toggle_step(self._chosen(), self._desk.languages)

    def enclose(self) -> None:
        """Put what is chosen in a text into brackets."""
        column = self.pane.focused_column()
        if column is not None:
            column.enclose()

    def choose_option(self) -> None:
        """Lead to the options at the cursor."""
        if not self.pane.choose_option():
            self.bridge.say(self.tr("This paragraph has no square brackets."))

    def move_chosen(self, step: int) -> None:
        """Move the chosen paragraphs past the one above or below them."""
        found = self._desk
        lines = self._chosen()
        if found is None or not lines:
            return
        ids = self._with_folded([line.id for line in lines])
        rows = self.model.rows
        places = [self.model.row_of(line.id) for line in lines]
        at = min(places) - 1 if step < 0 else max(places) + 1
        if not 0 <= at < len(rows):
            return
        if step < 0:
            self.operations.move(lines, ids, rows[at].id)
        else:
            self.operations.move(lines, ids, self._behind(self._with_folded([rows[at].id])[-1]))

    def fold_all(self) -> None:
        """Fold every heading; where one is folded, open them all."""
        headings = {
            line.id for line in (self._desk.lines if self._desk else ())
            if line.paragraph["kind"] == HEADING
        }  # fmt: skip
        self._folded = set() if self._folded & headings else headings
        self._show_rows()

    def go_to(self, paragraph_id: int) -> None:
        """Choose a paragraph, whatever the filter and the folds hide."""
        line = self._line(paragraph_id)
        if line is None:
            return
        self._folded.discard(line.heading)
        if self.model.row_of(paragraph_id) < 0:
            self._show_rows()
        if self.model.row_of(paragraph_id) < 0:
            self.bar.clear()
        self.list.select([paragraph_id])

    def go_to_text(self) -> None:
        """Put the cursor into the text in which one typed last."""
        if self.pane.line is not None:
            self.pane.go_to(f"text_{self.pane.language}")

    # ------------------------------------------------------------------ from the file

    def _read(self, known: Desk | None = None) -> None:
        found = self._desk = self.bridge.read(lambda db: desk(db, known))
        self.model.read_only = self.bridge.read_only
        self.bar.set_parts(found.lines, found.directory.of("sub_group"))
        withdrawn = sum(line.paragraph.withdrawn for line in found.lines)
        self.bar.set_counts(counts_of(found.lines), withdrawn)
        self.progress.show_lines(found.lines)
        self.empty.set_read_only(self.bridge.read_only)
        self._stack.setCurrentWidget(self._across if found.lines else self.empty)
        self._show_rows(keep=self.pane.paragraph_id)
        self._show_pane()
        self.summary_changed.emit()

    def _show_rows(self, keep: int = 0) -> None:
        if self._desk is not None:
            rows = rows_of(self._desk.lines, self.bar.wanted, self._folded, keep=keep)
            self.model.show(rows)

    def _show_pane(self) -> None:
        """The paragraph shown as it is now; another one where it is gone."""
        found = self._desk
        line = found.line(self.pane.paragraph_id) if found is not None else None
        if line is None or found is None:
            self._on_chosen()
            return
        self.pane.show_line(line, found, read_only=self.bridge.read_only)
        self.clauses.follow()
        self._show_allowed()

    def _show_allowed(self) -> None:
        withdrawn = any(line.paragraph.withdrawn for line in self._chosen())
        self.commands.show_allowed(read_only=self.bridge.read_only, withdrawn=withdrawn)

    # ------------------------------------------------------------------------- slots

    def _on_chosen(self) -> None:
        """Another paragraph is current: what is typed is accepted, then it is shown."""
        if self._saving:  # the file answers a save that the pane has not ended yet
            QTimer.singleShot(0, self, self._on_chosen)
            return
        found = self._desk
        if found is None:
            return
        current = self.list.current_id
        if current != self.pane.paragraph_id:
            self.pane.commit()
        line = self._line(current)
        if line is not None and line.id != self.pane.paragraph_id:
            self.pane.show_line(line, self._desk or found, read_only=self.bridge.read_only)
            self.clauses.follow()
        self._right.setCurrentIndex(1 if line is not None else 0)
        self._show_allowed()

    def _on_filter(self) -> None:
        self.pane.commit()
        before = self.list.current_id
        self._show_rows()
        if self.list.current_id != before:
            self.list.select([row.id for row in self.model.rows if row.found][:1])

    def _on_accepted(self, key: str, old: str, new: str, merge: str) -> None:
        line = self.pane.line
        if line is None:
            return
        self._saving = True
        try:
            self.operations.write(line, key, FieldEdit(old, new), merge)
        except Conflict as conflict:
            row = self.pane.refuse(key, str(conflict))
            if row is not None:
                row.offer(self.tr("Take the other value"), row.editor.revert)
        except UserError as error:
            self.pane.refuse(key, str(error))
        finally:
            self._saving = False

    def _set_state_of_one(self, state: str) -> None:
        if self.pane.commit() and self.pane.line is not None:
            self.operations.set_state([self.pane.line], state)
        self._show_pane()

    def _set_side(self, uuid: str) -> None:
        self.pane.commit()
        if self.pane.line is not None:
            self.operations.set_side(self.pane.line, uuid)

    def _toggle_step_of(self, language: str) -> None:
        if self.pane.commit() and self.pane.line is not None:
            self.operations.toggle_step([self.pane.line], [language])

    def _resolve(self, language: str, at: int, keep: int, others: list[str]) -> None:
        if not self.pane.commit() or self.pane.line is None:
            return
        place = options(self.pane.line.texts[language])[at].start
        self.operations.resolve(self.pane.line, language, at, keep, others)
        self.pane.go_to(f"text_{language}")
        self.pane.columns[language].place_caret(place)

    def _add(self, kind: str) -> None:
        if not self.pane.commit():
            return
        current = self.pane.line
        values = {}
        if current is not None and kind == PARAGRAPH and current.paragraph["kind"] == PARAGRAPH:
            values = {key: current.paragraph[key] for key in ("sub_group", "agenda_item")}
        after = self.list.current_id
        if after:
            after = self._with_folded([after])[-1]
        made = self.operations.add(kind, after or None, values)
        if made is not None:
            self.go_to(made.id)
            self.pane.language = self.languages[0]
            self.go_to_text()

    def _fold(self, heading: int, folded: bool) -> None:
        (self._folded.add if folded else self._folded.discard)(heading)
        self._show_rows()

    def _on_dropped(self, ids: list[int], at: int) -> None:
        lines = [line for line in map(self._line, ids) if line is not None]
        moved = self._with_folded(ids)
        row = self.model.row_at(at)
        if row is not None:
            before: int | None = row.id
        else:
            last = self.model.rows[-1].id if self.model.rows else 0
            before = self._behind(self._with_folded([last])[-1]) if last else None
        if before not in moved:
            self.operations.move(lines, moved, before)

    def _on_context_menu(self, at: QPoint) -> None:
        self.pop_up(self.list.viewport().mapToGlobal(at))

    # --------------------------------------------------------------------- internals

    def _line(self, paragraph_id: int) -> Line | None:
        return self._desk.line(paragraph_id) if self._desk is not None else None

    def _chosen(self) -> list[Line]:
        found = (self._line(one) for one in self.list.selected_ids())
        return [line for line in found if line is not None]

    def _with_folded(self, ids: list[int]) -> list[int]:
        """These paragraphs, folded headings with all that is folded away under them."""
        wanted = set(ids)
        folded = self._folded & wanted
        if self._desk is None or self.bar.wanted.active:
            return ids
        return [line.id for line in self._desk.lines if line.id in wanted or line.heading in folded]

    def _behind(self, paragraph_id: int) -> int | None:
        """What follows a paragraph in the whole Protocol; None for the last one."""
        order = [line.id for line in self._desk.lines] if self._desk is not None else []
        at = order.index(paragraph_id) + 1
        return order[at] if at < len(order) else None
