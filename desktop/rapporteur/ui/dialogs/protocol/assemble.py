"""What assembling the Protocol anew would change, difference by difference; nothing by itself.

A tick takes the difference, no tick leaves the paragraph as it is and asks again next time. "Keep"
leaves it as well, and is not asked again.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.protocol import HEADING
from rapporteur.domain.wording_diff import Segment, Wording, compare
from rapporteur.services.protocol import assembling
from rapporteur.services.protocol.assembling import Decision, Difference, Kind, TextDifference
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.compared_text import ComparedPart, ComparedText

_SLOT = Qt.ItemDataRole.UserRole
_LETTERS = 70


class AssembleDialog(RememberedDialog):
    """After `exec` has accepted, `decisions` are what was decided, by slot."""

    def __init__(
        self,
        differences: Sequence[Difference],
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, QSize(120 * GRID, 76 * GRID), parent)
        self.setWindowTitle(self.tr("Assemble the draft again"))
        self._differences = {one.slot: one for one in differences}
        self._kept: set[str] = set()
        self._head = QLabel()
        self.list = QListWidget()
        self.text = ComparedText(self.tr("Here, as assembled, and at the source"))
        self.all = QPushButton(self.tr("Tick &all"))
        self.none = QPushButton(self.tr("Tick &none"))
        self.keep = QPushButton(self.tr("&Keep it, do not ask again"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = self._buttons.addButton(
            self.tr("&Take"), QDialogButtonBox.ButtonRole.AcceptRole
        )

        self._head.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Differences"))
        self.list.setWordWrap(True)
        self.list.installEventFilter(self)
        self.keep.setCheckable(True)
        for button in (self.all, self.none, self.keep):
            button.setAutoDefault(False)
        self.take.setDefault(True)
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.list.itemChanged.connect(self._on_ticked)
        self.all.clicked.connect(lambda: self._tick_all(on=True))
        self.none.clicked.connect(lambda: self._tick_all(on=False))
        self.keep.clicked.connect(self._on_keep)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

        self._arrange()
        self._fill()

    def _arrange(self) -> None:
        parts = QSplitter(Qt.Orientation.Horizontal)
        left = QWidget()
        under = QVBoxLayout(left)
        under.setContentsMargins(0, 0, 0, 0)
        under.addWidget(self.list, 1)
        ticks = QHBoxLayout()
        ticks.addWidget(self.all)
        ticks.addWidget(self.none)
        ticks.addStretch(1)
        under.addLayout(ticks)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.text, 1)
        beside.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        parts.addWidget(left)
        parts.addWidget(right)
        parts.setStretchFactor(1, 1)
        parts.setSizes([48 * GRID, 72 * GRID])
        parts.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._head)
        column.addWidget(parts, 1)
        column.addWidget(self._buttons)

    @property
    def decisions(self) -> dict[str, Decision]:
        """TAKE for what is ticked, KEEP for what shall not be asked again."""
        found = dict.fromkeys(self._kept, Decision.KEEP)
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.checkState() is Qt.CheckState.Checked:
                found[str(item.data(_SLOT))] = Decision.TAKE
        return found

    # ---------------------------------------------------------------------- internals

    def _fill(self) -> None:
        """What overwrites nobody's words is ticked already."""
        ticked = assembling.safe(self._differences.values())
        self.list.blockSignals(True)
        for slot, one in self._differences.items():
            item = QListWidgetItem(self._caption(one))
            item.setData(_SLOT, slot)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = slot in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        counts = {kind: sum(d.kind is kind for d in self._differences.values()) for kind in Kind}
        edited = sum(one.edited for one in self._differences.values())
        said = self.tr(
            "New at the source {new}, changed there {changed}, gone there {gone}. "
            "Nothing is written before “Take”; everything taken is one step of Undo."
        ).format(new=counts[Kind.NEW], changed=counts[Kind.CHANGED], gone=counts[Kind.GONE])
        if edited:
            said += " " + self.tr("⚠ Edited here: {0}; these are not ticked.").format(edited)
        if agreed := sum(one.agreed and not one.edited for one in self._differences.values()):
            said += " " + self.tr("⚠ Agreed: {0}; these are not ticked.").format(agreed)
        self._head.setText(said)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._count()

    def _caption(self, one: Difference) -> str:
        words = {
            Kind.NEW: self.tr("New"),
            Kind.CHANGED: self.tr("Changed"),
            Kind.GONE: self.tr("Gone"),
        }.get(one.kind, "")
        if one.slot in self._kept:
            words = self.tr("{0}, stays as it is here").format(words)
        elif one.edited:
            words = self.tr("⚠ {0}, edited here").format(words)
        elif one.agreed:
            words = self.tr("⚠ {0}, agreed here").format(words)
        where = self.tr("para {0}").format(one.number) if one.number else ""
        if one.paragraph_kind == HEADING:
            where = self.tr("heading")
        texts = (text for t in one.texts for text in (t.by_hand, t.source) if text)
        text = " ".join(next(texts, "").split())
        short = text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1].rstrip()}…"
        return " · ".join(part for part in (words, where, short) if part)

    def _show(self) -> None:
        one = self._current()
        self.keep.setEnabled(one is not None)
        if one is None:
            self.text.show_parts(())
            return
        self.keep.setChecked(one.slot in self._kept)
        parts: list[ComparedPart] = []
        for text in one.texts:
            parts += self._parts(one, text)
        self.text.show_parts(parts)

    def _parts(self, one: Difference, text: TextDifference) -> list[ComparedPart]:
        """One language: what is new; or what was assembled, what stands here, what comes."""
        name = next(c.label for c in LANGUAGES if c.code == text.language)
        if one.kind is Kind.NEW:
            under = one.under.get(text.language, "")
            where = self.tr("Under “{0}”").format(under) if under else ""
            return [ComparedPart(name, _plain(text.source, Wording.ADDED), where)]
        if one.kind is Kind.GONE:
            return [ComparedPart(name, _plain(text.by_hand, Wording.REMOVED))]
        if not text.changed:
            return [ComparedPart(self.tr("{0}: unchanged").format(name), _plain(text.by_hand))]
        if not text.edited:
            pieces = compare(text.by_hand, text.source)
            return [ComparedPart(self.tr("{0}: changed at the source").format(name), pieces)]
        titles = (
            self.tr("{0}: as it was assembled"),
            self.tr("{0}: as it was edited here"),
            self.tr("{0}: as the source has it now"),
        )
        pieces_of = (
            _plain(text.assembled),
            compare(text.assembled, text.by_hand),
            compare(text.assembled, text.source),
        )
        return [
            ComparedPart(title.format(name), pieces)
            for title, pieces in zip(titles, pieces_of, strict=True)
        ]

    def _current(self) -> Difference | None:
        chosen = self.list.currentRow()
        if chosen < 0:
            return None
        return self._differences.get(str(self.list.item(chosen).data(_SLOT)))

    def _on_keep(self) -> None:
        one, item = self._current(), self.list.currentItem()
        if one is None:
            return
        (self._kept.add if self.keep.isChecked() else self._kept.discard)(one.slot)
        if self.keep.isChecked():
            item.setCheckState(Qt.CheckState.Unchecked)
        self._caption_again(item)
        self._count()

    def _on_ticked(self, item: QListWidgetItem) -> None:
        slot = str(item.data(_SLOT))
        if item.checkState() is Qt.CheckState.Checked and slot in self._kept:
            self._kept.discard(slot)
            self._caption_again(item)
            self._show()
        self._count()

    def _caption_again(self, item: QListWidgetItem) -> None:
        self.list.blockSignals(True)
        item.setText(self._caption(self._differences[str(item.data(_SLOT))]))
        self.list.blockSignals(False)

    def _tick_all(self, *, on: bool) -> None:
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)

    def _count(self) -> None:
        taken = sum(one is Decision.TAKE for one in self.decisions.values())
        self.take.setText(self.tr("&Take {0}").format(taken) if taken else self.tr("&Close"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks as in every list; Return takes, also while the list has the focus."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self.take.click()
            return True
        return super().eventFilter(watched, event)


def _plain(text: str, kind: Wording = Wording.SAME) -> list[Segment]:
    return [Segment(kind, text)] if text else [Segment(Wording.SAME, "–")]
