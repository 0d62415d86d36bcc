"""Verification of texts: both languages beside each other, paragraph by paragraph.

The machine marks what it can compare; a person reads, puts right what is wrong on the spot, and
says that the texts are in step. Everything is done by keyboard: next paragraph, next finding,
verified.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain import protocol as rules
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.verification.texts import Weight
from rapporteur.services.protocol import paragraphs, verifying
from rapporteur.services.protocol.verifying import Material, Verified
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.protocol.verified_texts import VerifiedTexts
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.icons import icon
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID, current_theme
from rapporteur.ui.widgets.message_bar import MessageBar
from rapporteur.ui.workers import Latest

_HELD = Qt.ItemDataRole.UserRole
_WORDS = 60  # letters of a text shown in the list


class VerificationDialog(RememberedDialog):
    """Walks through the Protocol; what is edited here is saved as everywhere."""

    jump_wanted = Signal(int, str)
    """Paragraph and field to be shown on the screen of the Protocol; the dialog has closed."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(140 * GRID, 90 * GRID), parent)
        self.setWindowTitle(self.tr("Verification of texts"))
        self._bridge = bridge
        self._material: Material | None = None
        self._found: dict[int, Verified] = {}
        self._beside = Latest(self._read, self._on_read, self._on_not_read, self)

        self._bar = MessageBar()
        self._summary = QLabel(self.tr("Comparing the texts…"))
        self._progress = QProgressBar()
        self.only = QCheckBox(self.tr("&Only what is to be looked at"))
        self.list = QListWidget()
        self.texts = VerifiedTexts(bridge.read(paragraphs.protocol).languages)
        self.verified = QPushButton(self.tr("&Verified, go on (Ctrl+Enter)"))
        self.show_it = QPushButton(self.tr("Show in the &Protocol"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)

        self.only.toggled.connect(self._fill)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.texts.edited.connect(self._on_edited)
        self.verified.clicked.connect(self._on_verified)
        self.show_it.clicked.connect(self._on_show)
        buttons.rejected.connect(self.reject)
        for keys, work in (
            ("Ctrl+Return", self._on_verified),
            ("Ctrl+Enter", self._on_verified),
            ("F8", lambda: self._turn(1)),
            ("Shift+F8", lambda: self._turn(-1)),
            ("Alt+Down", lambda: self._step(1)),
            ("Alt+Up", lambda: self._step(-1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(work)

        self._lay_out(buttons)
        for button in (self.verified, self.show_it):
            button.setAutoDefault(False)
        self.list.setFocus()
        self._beside.ask()

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        self.list.setAccessibleName(self.tr("Paragraphs"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._progress.setTextVisible(False)
        self._progress.setMaximumHeight(GRID)
        self._progress.setAccessibleName(self.tr("Texts in step"))
        head = QHBoxLayout()
        head.addWidget(self._summary, 1)
        head.addWidget(self.only)
        parts = QSplitter()
        parts.addWidget(self.list)
        parts.addWidget(self.texts)
        parts.setStretchFactor(1, 1)
        parts.setChildrenCollapsible(False)
        parts.setSizes([34 * GRID, 100 * GRID])
        buttons.addButton(self.verified, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.show_it, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addLayout(head)
        column.addWidget(self._progress)
        column.addWidget(parts, 1)
        column.addWidget(buttons)

    def done(self, result: int) -> None:
        self.texts.commit()
        self._beside.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._beside.stop()  # Qt does not call `done` for a dialog that was never shown
        super().closeEvent(event)

    def go_to(self, paragraph_id: int) -> None:
        """Choose a paragraph; nothing happens where it is not in the list."""
        for row in range(self.list.count()):
            if self._at(row).paragraph_id == paragraph_id:
                self.list.setCurrentRow(row)

    # Reading -------------------------------------------------------------------------

    def _read(self) -> tuple[Material, list[Verified]]:
        """Everything, beside the window: names are looked for in every paragraph."""
        material = self._bridge.read(verifying.gather)
        return material, verifying.verify_all(material)

    def _on_read(self, found: tuple[Material, list[Verified]]) -> None:
        self._material, verified = found
        self._found = {one.paragraph_id: one for one in verified}
        self._fill()
        if self.list.currentItem() is None and self.list.count():
            self._go_to_first()

    def _on_not_read(self, error: UserError) -> None:
        self._bar.show_notice(Notice(str(error), Tone.ERROR))

    def _go_to_first(self) -> None:
        """Begin with what is to be looked at, at the top where nothing is."""
        rows = range(self.list.count())
        wanted = next((row for row in rows if self._needs_a_look(self._at(row))), 0)
        self.list.setCurrentRow(wanted)

    def _look_again(self, paragraph_id: int) -> None:
        """Compare one paragraph anew, after it was edited or marked."""
        material = self._material
        if material is None:
            return
        now = self._bridge.read(paragraphs.protocol)
        one = now.by_id(paragraph_id)
        if one is not None:
            self._found[paragraph_id] = verifying.verify_one(material, now, one)
            for row in range(self.list.count()):
                if self._at(row).paragraph_id == paragraph_id:
                    self._dress(self.list.item(row), self._found[paragraph_id])
        self._summarise()

    # The list ------------------------------------------------------------------------

    def _fill(self) -> None:
        chosen = self._current()
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._found.values():
            if self.only.isChecked() and not self._needs_a_look(one):
                continue
            item = QListWidgetItem()
            self._dress(item, one)
            self.list.addItem(item)
            if chosen is not None and one.paragraph_id == chosen.paragraph_id:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._summarise()
        if self.list.currentItem() is None and self.list.count() and chosen is not None:
            self.list.setCurrentRow(0)
        self._on_chosen(self.list.currentItem())

    def _dress(self, item: QListWidgetItem, one: Verified) -> None:
        theme = current_theme()
        words = " ".join(next(iter(one.texts.values()), "").split())[:_WORDS]
        item.setText(f"{one.number or '–'}   {words}")
        item.setData(_HELD, one)
        count = len(one.findings)
        grave = any(finding.weight is Weight.ERROR for finding in one.findings)
        if count:
            item.setIcon(icon("error" if grave else "warning", colour=_colour(grave=grave)))
            said = self.tr("%n findings", "", count)
        elif one.in_step:
            item.setIcon(icon("check-circle", colour=theme.good))
            said = self.tr("in step")
        else:
            item.setIcon(icon("circle", colour=theme.muted))
            said = self.tr("not verified yet")
        item.setToolTip(said)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {said}")

    def _summarise(self) -> None:
        all_, step = len(self._found), sum(one.in_step for one in self._found.values())
        findings = sum(len(one.findings) for one in self._found.values())
        said = self.tr("{step} of {all} texts are in step").format(step=step, all=all_)
        marked = self.tr("%n findings", "", findings)
        self._summary.setText(f"{said} · {marked}")
        self._progress.setRange(0, max(all_, 1))
        self._progress.setValue(step)

    def _needs_a_look(self, one: Verified) -> bool:
        return bool(one.findings) or not one.in_step

    def _at(self, row: int) -> Verified:
        held: Verified = self.list.item(row).data(_HELD)
        return held

    def _current(self) -> Verified | None:
        row = self.list.currentRow()
        return self._at(row) if row >= 0 else None

    # Slots ---------------------------------------------------------------------------

    def _on_chosen(self, _item: QListWidgetItem | None = None) -> None:
        one = self._current()
        self.texts.show_texts(one)
        self.texts.set_read_only(read_only=self._bridge.read_only)
        self.verified.setEnabled(one is not None and not self._bridge.read_only)
        self.show_it.setEnabled(one is not None)

    def _on_edited(self, key: str, old: str, new: str, merge: str) -> None:
        one = self.texts.shown
        if one is None:
            return
        label = self.tr("text of paragraph {number}").format(number=one.number or "–")
        edits = {key: FieldEdit(old, new)}
        try:
            self._bridge.edit(
                label, lambda db: paragraphs.edit(db, one.paragraph_id, edits), merge=merge
            )
        except UserError as error:
            self.texts.refuse(key, str(error))
            return
        self._look_again(one.paragraph_id)
        self.texts.show_again(self._found[one.paragraph_id])

    def _on_verified(self) -> None:
        if not self.verified.isEnabled() or not self.texts.commit():
            return
        one = self._current()
        if one is None:
            return
        languages = [code for code, text in one.texts.items() if text.strip()]
        label = self.tr("texts of paragraph {number} verified").format(number=one.number or "–")
        done = self._bridge.perform(
            label,
            lambda db: paragraphs.set_language_state(
                db, [one.paragraph_id], rules.IN_STEP, languages
            ),
        )
        if done is not None:
            self._look_again(one.paragraph_id)
            self._step(1)

    def _turn(self, way: int) -> None:
        """The next finding, of this paragraph or of the next one that has any, round the end."""
        if self.texts.turn(way) or not self.texts.commit():
            return
        count = self.list.count()
        rows = ((self.list.currentRow() + way * on) % count for on in range(1, count))
        wanted = next((row for row in rows if self._at(row).findings), None)
        if wanted is not None:
            self.list.setCurrentRow(wanted)
        self.texts.turn(way, round_the_end=True)

    def _step(self, way: int) -> None:
        if self.texts.commit():
            row = self.list.currentRow() + way
            if 0 <= row < self.list.count():
                self.list.setCurrentRow(row)
                self.texts.take_focus()

    def _on_show(self) -> None:
        one = self._current()
        if one is not None and self.texts.commit():
            self.reject()
            self.jump_wanted.emit(one.paragraph_id, self.texts.field)


def _colour(*, grave: bool) -> str:
    theme = current_theme()
    return theme.error if grave else theme.warning
