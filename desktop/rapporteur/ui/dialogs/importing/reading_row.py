"""How a text is read: its encoding and its separator, as found out, to be chosen otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from rapporteur.domain.workbook import ENCODINGS, SEPARATORS, Reading
from rapporteur.ui.theme import GRID


class ReadingRow(QWidget):
    """Shown for texts only; `picked` brings the `Reading` that the user wants instead."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Reading()

        self._encodings = QComboBox()
        self._encoding_label = QLabel(self.tr("&Encoding"))
        self._encoding_label.setBuddy(self._encodings)
        self._separators = QComboBox()
        self._separator_label = QLabel(self.tr("Sepa&rator"))
        self._separator_label.setBuddy(self._separators)

        for box in (self._encodings, self._separators):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._encodings.activated.connect(self._on_picked)
        self._separators.activated.connect(self._on_picked)

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for widget in (
            self._encoding_label, self._encodings, self._separator_label, self._separators
        ):  # fmt: skip
            row.addWidget(widget)
        row.addStretch(1)
        self.hide()

    def show_reading(self, reading: Reading) -> None:
        """Show how the list was read, for texts; hide for every other kind."""
        self._shown = reading
        self.setVisible(reading.kind == "text")
        _fill(self._encodings, ENCODINGS, self._encoding_words(), reading.encoding)
        _fill(self._separators, SEPARATORS, self._separator_words(), reading.separator)
        if not reading.separator:
            self._separators.insertItem(1, self.tr("None: one column"), "none")
            self._separators.setCurrentIndex(1)

    def _encoding_words(self) -> Mapping[str, str]:
        return {
            "": self.tr("Find out"),
            "utf-8": self.tr("Unicode (UTF-8)"),
            "utf-8-sig": self.tr("Unicode (UTF-8 with mark)"),
            "utf-16": self.tr("Unicode (UTF-16)"),
            "utf-16-le": self.tr("Unicode (UTF-16, low byte first)"),
            "utf-16-be": self.tr("Unicode (UTF-16, high byte first)"),
            "cp1251": self.tr("Cyrillic, Windows (1251)"),
            "koi8-r": self.tr("Cyrillic, KOI8-R"),
            "cp866": self.tr("Cyrillic, DOS (866)"),
            "cp1252": self.tr("Western, Windows (1252)"),
        }

    def _separator_words(self) -> Mapping[str, str]:
        return {
            "": self.tr("Find out"),
            ";": self.tr("Semicolon  ;"),
            ",": self.tr("Comma  ,"),
            "\t": self.tr("Tab"),
            "|": self.tr("Bar  |"),
        }

    def _on_picked(self) -> None:
        encoding, separator = self._encodings.currentData(), self._separators.currentData()
        wanted = Reading("text", encoding, "" if separator == "none" else separator)
        if wanted != self._shown:
            self.picked.emit(wanted)


def _fill(box: QComboBox, values: Sequence[str], words: Mapping[str, str], current: str) -> None:
    box.clear()
    for value in ("", *values):
        box.addItem(words[value], value)
    box.setCurrentIndex(max(box.findData(current), 0))
