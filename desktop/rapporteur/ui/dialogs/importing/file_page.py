"""Step 1: which file or pasted table, from whom, and whose people it lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.sessions import Side
from rapporteur.services.importing.imports import as_known
from rapporteur.ui.dialogs.importing.intake import Source, clipboard_data, offers_list
from rapporteur.ui.icons import pixmap
from rapporteur.ui.theme import GRID, current_theme

# What file names carry besides the sender: kinds of list, versions, dates.
_NOT_SENDER = re.compile(
    r"\b(?:v(?:er(?:sion)?)?\.?\s?\d+|final|copy|new|list|delegat(?:es?|ion)|participants?|"
    r"список|делегаци[яи]|участник(?:и|ов)|\d+)\b",
    re.IGNORECASE,
)


def sender_of(file_name: str) -> str:
    """Who probably sent a file of this name: the name without dates, versions and "list"."""
    words = re.sub(r"[_\-.()\[\]]+", " ", Path(file_name).stem)
    return " ".join(_NOT_SENDER.sub(" ", words).split())


class FilePage(QWidget):
    """File, sender, side. `changed` comes with every edit of any of the three."""

    changed = Signal()

    files_chosen = Signal(list)
    """Several `Path`s were chosen at once: they are taken in one after the other."""

    paste_wanted = Signal()
    """What is on the clipboard shall be the list."""

    def __init__(self, sides: Sequence[Side], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed_sender = False
        self._chose_side = False
        self._given_sides: Mapping[str, str] = {}
        self._pasted: Source | None = None

        self._path = QLineEdit()
        self._path.setPlaceholderText(self.tr("Choose a list, or drop it on this window"))
        self._choose = QPushButton(self.tr("&Choose…"))
        self._paste = QPushButton(self.tr("&Paste a table"))
        self._paste.setToolTip(self.tr("A table copied in Excel, LibreOffice, Word or a mail"))
        self._sender = QComboBox()
        self._sender.setEditable(True)
        self._sender_hint = _hint(
            self.tr(
                "The columns you choose are remembered under this name for the next list. "
                "May stay empty."
            )
        )
        self._version = QCheckBox()
        self._version.setChecked(True)
        self._drop = DropPlace(
            self.tr("Drop lists here, or paste a copied table (Ctrl+V)"),
            self.tr(
                "Excel (.xlsx, .xlsm, .xls, .xlsb), OpenDocument (.ods), text (.csv, .txt), or a "
                "table out of Excel, Word or a mail. Macros never run. A list is only read: "
                "nothing is written before you have seen the preview, and one Undo takes the "
                "whole import back."
            ),
        )
        self._sides = QButtonGroup(self)
        self._side_row = QHBoxLayout()
        self._side_hint = _hint(
            self.tr(
                "“As the list says”: a column or a line naming a side or its country decides; "
                "rows of neither are shown as skipped."
            )
        )

        self._path.textChanged.connect(self._on_path)
        self._choose.clicked.connect(self._on_choose)
        self._paste.clicked.connect(self.paste_wanted)
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste_wanted.emit,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )  # fmt: skip
        for line in (self._path, self._sender.lineEdit()):
            line.installEventFilter(self)  # type: ignore[union-attr]  # an editable box has one
        self._sender.lineEdit().textEdited.connect(self._on_sender_typed)  # type: ignore[union-attr]  # editable: has one
        self._sender.currentTextChanged.connect(self._on_sender)
        self._version.clicked.connect(self.changed)
        self._sides.buttonClicked.connect(self._on_side)

        self._assemble(sides)

    def source(self) -> Source | None:
        """The file chosen, or the table pasted; None where there is neither."""
        if self._pasted is not None:
            return self._pasted
        text = self._path.text().strip().strip('"')
        return Source.file(Path(text).expanduser()) if text else None

    def path(self) -> Path | None:
        """The file chosen; None where nothing is entered, or something was pasted."""
        source = self.source()
        return source.path if source else None

    def set_path(self, path: Path) -> None:
        """Fill in the file, and its sender where nobody has typed one."""
        self._path.setText(str(path))

    def set_source(self, source: Source, *, another: bool = False) -> None:
        """Fill in a file or a pasted table; `another` forgets who sent the one before."""
        self._typed_sender = self._typed_sender and not another
        self._chose_side = self._chose_side and not another
        self._pasted = None
        if source.path is not None:
            self.set_path(source.path)
            return
        self._path.setText(source.name)
        self._pasted = source
        if not self._typed_sender:
            self._sender.setCurrentText("")
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A table pasted while a line has the focus is a list, and no text for that line."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
            and offers_list(clipboard_data())
        ):
            self.paste_wanted.emit()
            return True
        return super().eventFilter(watched, event)

    def sent_by(self) -> str:
        """Who sent the list, written as before where they are known; may be empty."""
        return as_known(self._sender.currentText().strip(), self._known())

    def set_senders(self, senders: Sequence[str], given_sides: Mapping[str, str]) -> None:
        """Offer these senders, with the side that was given for the last list of some of them.

        What is filled in stays.
        """
        self._given_sides = given_sides
        text = self._sender.currentText()
        self._sender.blockSignals(True)
        self._sender.clear()
        self._sender.addItems(list(senders))
        self._sender.setCurrentText(text)
        self._sender.blockSignals(False)
        self._show_version()

    def as_version(self) -> bool:
        """Whether the list shall be compared, whole, with the last one of its sender."""
        return self._is_known() and self._version.isChecked()

    def side(self) -> str:
        """The code of the side the whole list belongs to; "" where the list says it itself."""
        button = self._sides.checkedButton()
        return str(button.property("code")) if button else ""

    def suggest(self, side: str, sender: str) -> None:
        """Fill in what the list itself says; what the user has chosen or typed stays."""
        if sender and not self._typed_sender:
            self._sender.setCurrentText(sender)
        for button in self._sides.buttons():
            if side and not self.side() and button.property("code") == side:
                button.setChecked(True)

    def focus_first(self) -> None:
        """Put the cursor where one begins."""
        (self._sender if self.source() else self._choose).setFocus()

    def _assemble(self, sides: Sequence[Side]) -> None:
        for code, words in [("", self.tr("&As the list says")), *_side_words(sides)]:
            button = QRadioButton(words)
            button.setProperty("code", code)
            button.setChecked(not code)
            self._sides.addButton(button)
            self._side_row.addWidget(button)
        self._side_row.setSpacing(2 * GRID)
        self._side_row.addStretch(1)

        file_row = QHBoxLayout()
        file_row.setSpacing(GRID)
        file_row.addWidget(self._path, 1)
        file_row.addWidget(self._choose)
        file_row.addWidget(self._paste)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(GRID)
        file_label, sender_label = QLabel(self.tr("&File")), QLabel(self.tr("Sent &by"))
        file_label.setBuddy(self._path)
        sender_label.setBuddy(self._sender)
        form.addRow(file_label, file_row)
        form.addRow(sender_label, self._sender)
        form.addRow("", self._sender_hint)
        form.addRow("", self._version)
        form.addRow(self.tr("Belongs to"), self._side_row)
        form.addRow("", self._side_hint)
        for choice in self._sides.buttons():
            choice.setAccessibleDescription(self.tr("The side the list belongs to"))

        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(form)
        column.addWidget(self._drop, 1)
        self._show_version()

    def _known(self) -> list[str]:
        """Those who have sent lists before."""
        return [self._sender.itemText(i) for i in range(self._sender.count())]

    def _is_known(self) -> bool:
        """Whether a list of this sender was received before."""
        return bool(self.sent_by()) and self.sent_by() in self._known()

    def _on_sender(self) -> None:
        self._show_version()
        given = self._given_sides.get(self.sent_by(), "")
        for button in self._sides.buttons():
            if not self._chose_side and button.property("code") == given:
                button.setChecked(True)
        self.changed.emit()

    def _on_side(self) -> None:
        self._chose_side = True
        self.changed.emit()

    def _show_version(self) -> None:
        """Offer the comparison where there is a list to compare with."""
        words = self.tr("Co&mpare with the last list from {0}: show who is gone and who moved")
        self._version.setText(words.format(self.sent_by().replace("&", "&&")))
        self._version.setVisible(self._is_known())
        self._sender_hint.setVisible(not self._is_known())

    def _on_choose(self) -> None:
        start = self.path()
        found, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Import a delegation list"),
            str(start.parent) if start else "",
            ";;".join(self._filters()),
        )
        if len(found) > 1:
            self.files_chosen.emit([Path(name) for name in found])
        elif found:
            self.set_source(Source.file(Path(found[0])))

    def _filters(self) -> list[str]:
        return [
            self.tr("All lists ({0})").format(
                "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt *.html *.htm"
            ),
            self.tr("Excel workbooks ({0})").format("*.xlsx *.xlsm *.xls *.xlsb"),
            self.tr("OpenDocument spreadsheets ({0})").format("*.ods"),
            self.tr("Texts ({0})").format("*.csv *.tsv *.txt"),
            self.tr("Tables saved as web pages ({0})").format("*.html *.htm"),
            self.tr("All files ({0})").format("*"),
        ]

    def _on_path(self) -> None:
        self._pasted = None  # whoever types means a file
        path = self.path()
        if path is not None and not self._typed_sender:
            self._sender.setCurrentText(self._known_sender(sender_of(path.name)))
        self.changed.emit()

    def _on_sender_typed(self, text: str) -> None:
        self._typed_sender = bool(text)

    def _known_sender(self, guess: str) -> str:
        """The remembered sender whose name stands in the guess, else the guess."""
        fitting = [name for name in self._known() if name and name.casefold() in guess.casefold()]
        return max(fitting, key=len, default=guess)


def _side_words(sides: Sequence[Side]) -> list[tuple[str, str]]:
    return [(side["code"], side.name().replace("&", "&&")) for side in sides]


class DropPlace(QFrame):
    """A quiet place that says where a file can be dropped; the dialog itself takes the drop."""

    def __init__(self, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        heading = QLabel(title)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        hint = _hint(words)
        hint.setMaximumWidth(520)
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        column.addStretch(1)
        for label in (self._icon, heading, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            # A wrapped label centred in a layout would be squeezed to its narrowest.
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(label, 4 if label is hint else 0)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)
        self._tint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(current_theme().border), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(current_theme().alternate))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), GRID, GRID)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        colour = current_theme().muted
        self._icon.setPixmap(pixmap("import", 32, colour=colour, ratio=self.devicePixelRatioF()))


def _hint(text: str) -> QLabel:
    """A quiet line of explanation."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label
