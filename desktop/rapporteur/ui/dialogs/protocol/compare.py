"""Two versions of the Protocol beside each other: what differs, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.errors import UserError
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.protocol import PROTOCOL_PARAGRAPH
from rapporteur.domain.protocol_versions import (
    Fate,
    KeptParagraph,
    ParagraphDifference,
    counts,
    difference,
    kept,
)
from rapporteur.services import sessions
from rapporteur.services.lists.titles import side_title
from rapporteur.services.protocol import paragraphs, snapshots
from rapporteur.services.protocol.snapshots import Version
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.received.tables import fit, set_up
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.forms.choice import QuietCombo
from rapporteur.ui.icons import set_icon
from rapporteur.ui.models.protocol_differences import (
    KINDS,
    TEXT,
    DifferencesModel,
    kind_word,
    numbers_words,
)
from rapporteur.ui.models.protocol_versions import version_words
from rapporteur.ui.saving import DOCX, ask_where, folder_for, remember_folder
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.chip import Chip
from rapporteur.ui.widgets.compared_text import ComparedPart, ComparedText
from rapporteur.ui.widgets.flow_layout import FlowLayout
from rapporteur.ui.widgets.message_bar import MessageBar

_PRESENT = 0  # in the place of a snapshot's id
_WIDEST = 180


class CompareVersionsDialog(RememberedDialog):
    """Paragraphs narrowed by chips on the left, the chosen one word by word on the right."""

    jump_wanted = Signal(int, str)
    """Paragraph and field to be shown on the screen of the Protocol; the dialog has closed."""

    def __init__(
        self,
        bridge: FileBridge,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        before: int = 0,
    ) -> None:
        super().__init__(settings, QSize(140 * GRID, 90 * GRID), parent)
        self.setWindowTitle(self.tr("Compare versions of the Protocol"))
        self._bridge = bridge
        self._present = bridge.read(snapshots.present)
        self._kept = {one.id: one for one in bridge.read(snapshots.snapshots)}
        self._found: Sequence[ParagraphDifference] = ()

        self.before = QuietCombo()
        self.after = QuietCombo()
        self.language = QuietCombo()
        self.summary = QLabel()
        self.chips = {kind: Chip(kind_word(kind)) for kind in KINDS}
        self.model = DifferencesModel(self)
        self.table = QTableView()
        self.text = ComparedText(self.tr("The paragraph compared word by word"))
        self.show_it = QPushButton(self.tr("Show in the &Protocol"))
        self.export = QPushButton(self.tr("&Export as a document…"))
        self._bar = MessageBar()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)

        for combo in (self.before, self.after, self.language):
            combo.activated.connect(lambda _row: self._compare())
        for chip in self.chips.values():
            chip.clicked.connect(self._show_rows)
        self.show_it.clicked.connect(self._on_show)
        self.export.clicked.connect(self._on_export)
        self.buttons.rejected.connect(self.reject)

        self._fill(before)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._on_line)
        self.table.doubleClicked.connect(lambda _index: self._on_show())
        for kind, chip in self.chips.items():
            chip.setChecked(kind != "same")
        self._compare()
        self.table.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.model.refresh()

    def _fill(self, before: int) -> None:
        sides = {one.uuid: side_title(one, "en") for one in self._bridge.read(sessions.sides)}
        for combo, name in (
            (self.before, self.tr("The earlier version")),
            (self.after, self.tr("The later version")),
        ):
            combo.setAccessibleName(name)
            combo.addItem(self.tr("The text as it stands now"), _PRESENT)
            for one in self._kept.values():
                combo.addItem(version_words(one, sides), one.id)
        chosen = before or next(iter(self._kept), _PRESENT)
        self.before.setCurrentIndex(self.before.findData(chosen))
        self.language.setAccessibleName(self.tr("Language"))
        for code in self._bridge.read(paragraphs.protocol).languages:
            label = next((one.label for one in LANGUAGES if one.code == code), code)
            self.language.addItem(label, code)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        set_up(self.table, self.tr("Paragraphs that differ"))
        set_icon(self.show_it, "right")
        for button in (self.show_it, self.export):
            button.setAutoDefault(False)
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        head = QHBoxLayout()
        for words, field, share in (
            (self.tr("&From"), self.before, 2),
            (self.tr("&To"), self.after, 2),
            (self.tr("&Language"), self.language, 0),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            head.addWidget(label)
            head.addWidget(field, share)
        font = self.summary.font()
        font.setBold(True)
        self.summary.setFont(font)
        self.summary.setWordWrap(True)
        chips = FlowLayout()
        for chip in self.chips.values():
            chips.addWidget(chip)
        legend = QLabel(self.tr("Underlined: added. Struck through: gone."))
        legend.setWordWrap(True)
        side = QWidget()
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GRID // 2)
        inside.addWidget(self.text, 1)
        inside.addWidget(legend)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.table)
        parts.addWidget(side)
        parts.setChildrenCollapsible(False)
        parts.setSizes([66 * GRID, 72 * GRID])
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addLayout(head)
        column.addWidget(self.summary)
        column.addLayout(chips)
        column.addWidget(parts, 1)
        column.addWidget(self.buttons)

    # Comparing -----------------------------------------------------------------------

    def _snapshot(self, combo: QuietCombo) -> Version:
        return self._kept.get(int(combo.currentData() or _PRESENT))

    def _version(self, combo: QuietCombo) -> list[KeptParagraph]:
        one = self._snapshot(combo)
        return self._present if one is None else kept(one.content)

    def _compare(self) -> None:
        code = str(self.language.currentData())
        self._found = difference(self._version(self.before), self._version(self.after), code)
        found = counts(self._found)
        for kind, chip in self.chips.items():
            chip.set_count(found[kind])
            chip.setVisible(found[kind] > 0)
        self.summary.setText(self._summary(found))
        self.export.setEnabled(any(one.differs for one in self._found))
        self._show_rows()

    def _summary(self, found: dict[str, int]) -> str:
        """ "9 changed, 2 new, 1 withdrawn"."""
        said = [
            words
            for kind, words in (
                ("changed", self.tr("%n changed", "", found["changed"])),
                ("new", self.tr("%n new", "", found["new"])),
                ("withdrawn", self.tr("%n withdrawn", "", found["withdrawn"])),
                ("moved", self.tr("%n moved", "", found["moved"])),
                ("state", self.tr("%n with another state", "", found["state"])),
            )
            if found[kind]
        ]
        if not self._kept:
            return self.tr("No version is kept yet: keep one when the text is sent.")
        return ", ".join(said) or self.tr("The two versions do not differ in this language.")

    def _show_rows(self) -> None:
        row = self.table.currentIndex().row()
        held = self.model.line(row).paragraph.uuid if 0 <= row < self.model.rowCount() else ""
        kinds = frozenset(kind for kind, chip in self.chips.items() if chip.isChecked())
        self.model.show(self._found, str(self.language.currentData()), kinds)
        fit(self.table, _WIDEST)
        if self.model.rowCount():
            again = max(self.model.row_of(held), 0)
            self.table.setCurrentIndex(self.model.index(again, TEXT))
        else:
            self._on_line(QModelIndex())

    def _on_line(self, current: QModelIndex, _before: QModelIndex | None = None) -> None:
        one = self.model.line(current.row()) if current.isValid() else None
        self.text.show_parts([] if one is None else [self._part(one)])
        self.show_it.setEnabled(one is not None and self._id_of(one) > 0)

    def _part(self, one: ParagraphDifference) -> ComparedPart:
        number = numbers_words(one)
        notes = []
        if one.fate is Fate.NEW:
            notes.append(self.tr("It is not in the earlier version."))
        elif one.fate is Fate.WITHDRAWN:
            notes.append(self.tr("It does not stand in the later version."))
        if one.moved:
            notes.append(self.tr("It was moved."))
        if one.renumbered:
            notes.append(self.tr("Only numbers of paragraphs that it refers to differ."))
        if one.before is not None and one.now is not None and one.state_changed:
            shown = PROTOCOL_PARAGRAPH["state"].shown
            notes.append(f"{shown(one.before.state)} → {shown(one.now.state)}")
        title = self.tr("Paragraph {number}").format(number=number) if number else ""
        kind = PROTOCOL_PARAGRAPH["kind"].shown(one.paragraph.kind)
        return ComparedPart(title or kind, one.segments, "  ·  ".join(notes))

    def save_to(self, path: Path) -> None:
        """Write what differs in the chosen language as a Word document, and say so or why not."""
        # Late: what writes Word files takes long to load, and every open file loads this dialog.
        from rapporteur.services.protocol.comparison_paper import (  # noqa: PLC0415
            export_comparison,
        )

        before, after = (self._snapshot(combo) for combo in (self.before, self.after))
        code = str(self.language.currentData())
        try:
            self._bridge.read(lambda db: export_comparison(db, path, before, after, code))
        except UserError as error:
            self._bar.show_notice(Notice(str(error), Tone.ERROR))
            return
        words = self.tr("Written: {0}").format(path.name)
        self._bar.show_notice(Notice(words, Tone.DONE, file=path))

    def _on_export(self) -> None:
        name = self.tr("Comparison {0}").format(f"{datetime.now().astimezone():%Y-%m-%d}")
        start = folder_for(self.settings) / f"{name}{DOCX}"
        if path := ask_where(self, self.tr("Export the comparison"), start, DOCX):
            remember_folder(self.settings, path)
            self.save_to(path)

    def _id_of(self, one: ParagraphDifference) -> int:
        """The paragraph in the file, 0 where it is not there any more."""
        uuid = one.paragraph.uuid
        found = self._bridge.read(paragraphs.protocol).paragraphs
        return next((p.id for p in found if p.uuid == uuid), 0)

    def _on_show(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < self.model.rowCount() and (place := self._id_of(self.model.line(row))):
            self.reject()
            self.jump_wanted.emit(place, f"text_{self.language.currentData()}")
