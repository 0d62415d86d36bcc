"""The pane that compares: the words of now with those of a former point in time, or the report
to the last session beside them. What went is struck through, what came is underlined.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.subgroups import UPDATE_PARTS, SubGroupUpdate
from rapporteur.domain.wording_diff import Wording, compare, is_changed, words_of
from rapporteur.services.subgroups import updates, versions
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.forms.choice import QuietCombo
from rapporteur.ui.icons import set_icon
from rapporteur.ui.screens.subgroups.looks import state_words
from rapporteur.ui.theme import GRID, current_theme
from rapporteur.ui.widgets.compared_text import write_pieces
from rapporteur.ui.wording import ordinal


class ComparePane(QWidget):
    """A list of what to compare with, and all parts of the form compared."""

    closed = Signal()

    def __init__(self, bridge: FileBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._update: SubGroupUpdate | None = None
        self._group = 0
        self._languages: tuple[str, ...] = ("en",)
        self._earlier: list[SubGroupUpdate] = []
        self._shown: dict[str, str] = {}

        label = QLabel(self.tr("Compare &with"))
        self.choice = QuietCombo()
        self.summary = QLabel()
        self.text = QTextBrowser()
        self._close = QToolButton()

        label.setBuddy(self.choice)
        self.choice.setAccessibleName(self.tr("Compare with"))
        self.summary.setWordWrap(True)
        self.text.setAccessibleName(self.tr("Comparison"))
        self.text.setOpenLinks(False)
        set_icon(self._close, "close")
        self._close.setToolTip(self.tr("Close the comparison (Ctrl+Shift+W)"))
        self._close.setAccessibleName(self.tr("Close the comparison"))
        self._close.setAutoRaise(True)
        self._close.clicked.connect(self.closed)
        self.choice.activated.connect(lambda _row: self._draw())

        head = QHBoxLayout()
        head.addWidget(label)
        head.addStretch(1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.choice)
        column.addWidget(self.summary)
        column.addWidget(self.text, 1)
        self.setMinimumWidth(30 * GRID)

    def show_update(
        self, group: int, update: SubGroupUpdate | None, languages: tuple[str, ...]
    ) -> None:
        """Compare this update; what it is compared with stays, where it is still there."""
        same, kept = group == self._group, self.choice.currentData()
        self._group, self._update, self._languages = group, update, languages
        self._earlier = self._bridge.read(lambda db: updates.earlier(db, group)) if group else []
        self._fill()
        at = self.choice.findData(kept) if same and kept is not None else -1
        if at >= 0:
            self.choice.setCurrentIndex(at)
        self._draw()

    def _fill(self) -> None:
        """Former wordings, then the reports to earlier sessions."""
        self.choice.clear()
        update = self._update
        best = None
        if update is not None:
            found = self._bridge.read(lambda db: versions.points(db, update.id))
            best = self._bridge.read(lambda db: versions.best_point(db, update, found))
            for point in found:
                words = state_words(point.state, "", ()) if point.milestone else point.label
                sign = "◆ " if point.milestone else ""
                moment = point.at.astimezone().strftime("%d.%m.%Y %H:%M")
                self.choice.addItem(f"{sign}{moment} – {words}", f"step:{point.step}")
            if found:
                first = found[-1].step - 1
                self.choice.addItem(self.tr("Before the first change"), f"step:{first}")
        for report in self._earlier:
            said = self.tr("Report to the {ordinal} Session").format(
                ordinal=ordinal(report.session_ordinal)
            )
            self.choice.addItem(said, f"report:{report.id}")
            self.choice.addItem(
                self.tr("{report}, word by word").format(report=said), f"words:{report.id}"
            )
        if best is not None:
            self.choice.setCurrentIndex(self.choice.findData(f"step:{best.step}"))
        self.choice.setEnabled(self.choice.count() > 0)

    def _draw(self) -> None:
        kind, _, number = str(self.choice.currentData() or "").partition(":")
        update = self._update
        now = {key: update[key] for key in updates.PART_KEYS} if update is not None else {}
        before: dict[str, str] = {}
        if kind == "step" and update is not None:
            before = self._bridge.read(lambda db: versions.wording(db, update, int(number)))
        elif kind:
            report = next(r for r in self._earlier if r.id == int(number))
            before = {key: report[key] for key in updates.PART_KEYS}
        self._write(before, before if kind == "report" else now, nothing=not kind)

    def _write(self, before: dict[str, str], now: dict[str, str], *, nothing: bool) -> None:
        self.text.clear()
        if nothing:
            self.summary.setText(
                self.tr(
                    "There is nothing to compare with yet. Each change of the text from now on "
                    "can be chosen here, and so can reports to earlier sessions."
                )
            )
            return
        cursor = self.text.textCursor()
        came = went = 0
        for part in UPDATE_PARTS:
            title = QTextCharFormat()
            title.setFontWeight(QFont.Weight.Bold)
            title.setForeground(QColor(current_theme().text))
            cursor.insertText(updates.part_title(part) + "\n", title)
            for code in self._languages:
                key = f"{part}_{code}"
                pieces = compare(before.get(key, ""), now.get(key, ""))
                came += words_of(pieces, Wording.ADDED)
                went += words_of(pieces, Wording.REMOVED)
                quiet = QTextCharFormat()
                quiet.setForeground(QColor(current_theme().muted))
                mark = " ≠" if is_changed(pieces) else ""
                cursor.insertText(f"{_language(code)}{mark}\n", quiet)
                if pieces:
                    write_pieces(cursor, pieces)
                else:
                    cursor.insertText("–", quiet)
                cursor.insertText("\n\n", QTextCharFormat())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        if before == now:
            words = self.tr("No difference: these are the words as they stand here.")
        else:
            words = self.tr("Words added: {came}, underlined. Words gone: {went}, struck through.")
        self.summary.setText(words.format(came=came, went=went))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._group and not self._bridge.closed:
            self._draw()


def _language(code: str) -> str:
    return next((choice.label for choice in LANGUAGES if choice.code == code), code)
