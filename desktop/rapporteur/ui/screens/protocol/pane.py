"""The right half: one paragraph with all its texts, its state, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.brackets import Options, options
from rapporteur.domain.directory import Directory
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.protocol import CLOSED, HEADING, PARAGRAPH, PROTOCOL_PARAGRAPH
from rapporteur.services.protocol.desk import Desk, Line
from rapporteur.ui.forms.choice import QuietCombo
from rapporteur.ui.forms.reference import ReferenceEditor
from rapporteur.ui.forms.rows import FormRow
from rapporteur.ui.screens.protocol import looks
from rapporteur.ui.screens.protocol.links import SourceLinks
from rapporteur.ui.screens.protocol.strip import WritingStrip
from rapporteur.ui.screens.protocol.text_column import TextColumn
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.flow_layout import FlowLayout

_SOURCE = ("kind", "agenda_item", "sub_group", "action_item", "record")


class ParagraphPane(QWidget):
    """Texts, state and sources of one paragraph. The owner writes what is accepted."""

    accepted = Signal(str, str, str, str)
    """Key, value started from, value wanted, merge key."""

    state_wanted = Signal(str)
    side_wanted = Signal(str)
    """A uuid, "" for both sides."""

    step_wanted = Signal(str)
    """A language whose text shall count as in step, or as a draft again."""

    resolve_wanted = Signal(str, int, int, list)
    """A language, the place of the options among those of its text, which one is kept (-1 for
    none), and the other languages in which the same option is kept."""

    reference_wanted = Signal(int)
    """The number of a paragraph that a text refers to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line: Line | None = None
        self.language = "en"
        self._languages: tuple[str, ...] = ("en",)
        self._read_only = False
        self._directory: Directory | None = None
        self._heading = QLabel()
        self.state = QuietCombo()
        self.side = QuietCombo()
        self.links = SourceLinks()
        self.texts = QSplitter(Qt.Orientation.Horizontal)
        self.columns = {
            language.code: TextColumn(language.code, PROTOCOL_PARAGRAPH[f"text_{language.code}"])
            for language in LANGUAGES
        }
        self.strip = WritingStrip()
        self.more = QToolButton()
        self.rows = {key: FormRow(PROTOCOL_PARAGRAPH[key]) for key in (*_SOURCE, "remarks")}
        self._details = QScrollArea()
        self._connect()
        self._arrange()

    def _connect(self) -> None:
        self.state.activated.connect(lambda at: self.state_wanted.emit(self.state.itemData(at)))
        self.side.activated.connect(lambda at: self.side_wanted.emit(self.side.itemData(at)))
        for row in (*self.rows.values(), *self.columns.values()):
            self._join(row)
        for code, column in self.columns.items():
            column.step_wanted.connect(self.step_wanted)
            column.caret_moved.connect(self._on_caret)
            column.box.reference_clicked.connect(self.reference_wanted)
            column.box.verticalScrollBar().valueChanged.connect(
                lambda _value, code=code: self._scroll_along(code)
            )
        self.strip.options.resolved.connect(self._on_resolved)
        self.strip.options.left.connect(lambda: self.go_to(f"text_{self.language}"))
        self.more.toggled.connect(self._details.setVisible)

    def _join(self, row: FormRow) -> None:
        editor = row.editor
        editor.accepted.connect(
            lambda key, old, new: self.accepted.emit(key, old, new, editor.merge)
        )

    def _arrange(self) -> None:
        font = self._heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setBold(True)
        self._heading.setFont(font)
        self.state.setAccessibleName(self.tr("State between the sides"))
        self.state.setMinimumContentsLength(16)
        for code in looks.STATES:
            self.state.addItem(f"{looks.state_shape(code)} {looks.state_words(code)}", code)
        self.side.setAccessibleName(self.tr("Proposed by"))
        self.side.setMinimumContentsLength(10)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        # In line with the texts, which have this much of the frame between them at each side.
        head.setContentsMargins(GRID // 2, 0, GRID // 2, 0)
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self.side)
        head.addWidget(self.state)
        for column in self.columns.values():
            self.texts.addWidget(column)
        self.texts.setChildrenCollapsible(False)
        self.texts.setHandleWidth(1)
        self.texts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.more.setText(self.tr("Source and remarks"))
        self.more.setCheckable(True)
        self.more.setAutoRaise(True)
        self._fill_details()
        page = QVBoxLayout(self)
        page.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        page.setSpacing(GRID)
        page.addLayout(head)
        page.addWidget(self.links)
        page.addWidget(self.texts, 3)
        page.addWidget(self.strip)
        page.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        page.addWidget(self._details, 2)
        self.setMinimumWidth(44 * GRID)

    def _fill_details(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        sources = QWidget()
        flow = FlowLayout(sources, spacing=GRID, justified=True)
        for key in _SOURCE:
            flow.addWidget(self.rows[key])
        column.addWidget(sources)
        column.addWidget(self.rows["remarks"])
        column.addStretch(1)
        self._details.setWidget(body)
        self._details.setWidgetResizable(True)
        self._details.setFrameShape(QFrame.Shape.NoFrame)
        self._details.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._details.hide()

    # -------------------------------------------------------------------- the owner's

    @property
    def paragraph_id(self) -> int:
        """The paragraph shown; 0 for none."""
        return self.line.id if self.line is not None else 0

    def show_line(self, line: Line, desk: Desk, *, read_only: bool) -> None:
        """Show a paragraph; where it is the one shown, half-typed texts are left alone.

        The owner has had everything accepted before it shows another one.
        """
        same = line.id == self.paragraph_id
        self.line, self._read_only = line, read_only
        self._show_languages(desk.languages)
        values = line.paragraph.as_dict()
        values |= {f"text_{code}": text for code, text in line.texts.items()}
        for key, row in self._all_rows():
            if isinstance(row.editor, ReferenceEditor) and desk.directory is not self._directory:
                row.editor.set_directory(desk.directory)
            if same:
                row.editor.refresh(values[key])
            else:
                row.offer("")
                row.editor.start(values[key])
                if isinstance(row, TextColumn):
                    row.visited = False
            row.editor.set_read_only(read_only)
        self._directory = desk.directory
        for code in desk.languages:
            state = line.paragraph.language_state(code)
            self.columns[code].show_state(state, read_only=read_only)
        self._show_head(line, desk)
        agreed = line.paragraph["state"] in CLOSED
        self.strip.show_words(agreed=agreed, read_only=read_only)
        self.links.show_line(line, desk)
        if not same:
            self._on_caret(self.language)

    def commit(self) -> bool:
        """Accept what is typed in every field; False where one cannot be."""
        refused = [key for key, row in self._all_rows() if not row.editor.commit()]
        return not refused

    def go_to(self, key: str) -> None:
        """Put the cursor in a field."""
        row = dict(self._all_rows()).get(key)
        if row is None:
            return
        if key in self.rows:
            self.more.setChecked(True)
            self._details.ensureWidgetVisible(row, GRID, 2 * GRID)
        row.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focused_column(self) -> TextColumn | None:
        """The text in which the cursor stands."""
        return next((c for c in self._shown_columns() if c.box.hasFocus()), None)

    def column(self) -> TextColumn:
        """The text in which the cursor stands or stood last."""
        return self.focused_column() or self.columns[self.language]

    def caret_of(self, code: str) -> int | None:
        """The place of the cursor in a text; None where nobody has put one there."""
        column = self.columns[code]
        return column.caret if column.visited else None

    def refuse(self, key: str, message: str) -> FormRow | None:
        """Say at a field why the file did not take its value; the row, for an offer."""
        row = dict(self._all_rows()).get(key)
        if row is not None:
            row.editor.refuse(message)
        return row

    def choose_option(self) -> bool:
        """Lead to the options at the cursor, else to the next ones; False where there are none."""
        if self._read_only or not (self.strip.offers_options or self._to_next_options()):
            return False
        self.strip.options.take_focus()
        return True

    # ------------------------------------------------------------------------ internals

    def _all_rows(self) -> Iterator[tuple[str, FormRow]]:
        for code in self._languages:
            yield f"text_{code}", self.columns[code]
        yield from self.rows.items()

    def _shown_columns(self) -> list[TextColumn]:
        return [self.columns[code] for code in self._languages]

    def _show_languages(self, codes: tuple[str, ...]) -> None:
        if codes == self._languages:
            return
        self._languages = codes
        if self.language not in codes:
            self.language = codes[0]
        for at, code in enumerate(codes):
            self.texts.insertWidget(at, self.columns[code])
        for code, column in self.columns.items():
            column.setVisible(code in codes)
        each = max(self.texts.width(), len(codes)) // len(codes)
        self.texts.setSizes([each] * self.texts.count())

    def _show_head(self, line: Line, desk: Desk) -> None:
        kind = line.paragraph["kind"]
        name = looks.kind_words(kind)
        self._heading.setText(f"{name} {line.number}".strip() if kind == PARAGRAPH else name)
        wanted = [("", self.tr("Both sides")), *((s.uuid, s.name()) for s in desk.sides)]
        if [self.side.itemData(at) for at in range(self.side.count())] != [u for u, _ in wanted]:
            self.side.clear()
            for uuid, text in wanted:
                self.side.addItem(text, uuid)
        self.side.setCurrentIndex(max(self.side.findData(line.paragraph["proposed_by"]), 0))
        self.state.setCurrentIndex(self.state.findData(line.paragraph["state"]))
        self.state.setEnabled(not self._read_only)
        self.side.setEnabled(not self._read_only)
        self.side.setVisible(kind != HEADING)

    def _on_caret(self, code: str) -> None:
        """Offer the options at the cursor of the text in which one types."""
        column = self.columns[code]
        if code not in self._languages:
            return
        if column.box.hasFocus():
            self.language = code
        elif code != self.language:
            return
        found = self.options_at_caret() if not self._read_only else None
        if found is None:
            self.strip.show_hints()
        else:
            self.strip.show_options(found, self._alike(found))

    def options_at_caret(self) -> Options | None:
        """The innermost options in which the cursor stands."""
        column = self.columns[self.language]
        if not column.box.marks.pairs:
            return None
        found = [
            one for one in options(column.box.toPlainText())
            if one.start <= column.caret <= one.end
        ]  # fmt: skip
        return min(found, key=lambda one: one.end - one.start, default=None)

    def _to_next_options(self) -> bool:
        """Put the cursor into the next options of its text, else of another one."""
        for code in (self.language, *(code for code in self._languages if code != self.language)):
            column = self.columns[code]
            found = options(column.box.toPlainText()) if column.box.marks.pairs else []
            if found:
                ahead = [one for one in found if one.start >= column.caret]
                self.language = code
                column.place_caret(min(ahead or found, key=lambda one: one.start).start)
                self._on_caret(code)
                return self.strip.offers_options
        return False

    def _alike(self, chosen: Options) -> list[str]:
        """The other languages whose text has the same options at the same place."""
        own = options(self.columns[self.language].box.toPlainText())
        shape = [len(one.texts) for one in own]
        return [
            code
            for code in self._languages
            if code != self.language
            and [len(one.texts) for one in options(self.columns[code].box.toPlainText())] == shape
        ] if chosen in own else []  # fmt: skip

    def _on_resolved(self, keep: int, together: bool) -> None:
        found = self.options_at_caret()
        if found is not None:
            others = self._alike(found) if together else []
            at = options(self.columns[self.language].box.toPlainText()).index(found)
            self.resolve_wanted.emit(self.language, at, keep, others)

    def _scroll_along(self, code: str) -> None:
        """The other texts follow the one that is scrolled, each by its own length."""
        own = self.columns[code].box
        if not own.hasFocus() and not own.underMouse():
            return
        bar = own.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        for other in self._shown_columns():
            if other.code != code:
                its = other.box.verticalScrollBar()
                its.setValue(round(share * its.maximum()))
