"""Marks square brackets and references in the text while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from rapporteur.domain.brackets import Bracket, Fault, faults, has_brackets, pairs
from rapporteur.domain.paragraph_refs import Mention, mentions
from rapporteur.ui.theme import current_theme


class BracketHighlighter(QSyntaxHighlighter):
    """Brackets on a ground that is stronger the deeper they stand; halves without the other in
    the colour of faults with a wave; references to paragraphs underlined.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._text = ""
        self.pairs: list[Bracket] = []
        self.faults: list[Fault] = []
        self.mentions: list[Mention] = []
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        self._read()
        block = self.currentBlock()
        start, end = block.position(), block.position() + len(text)
        for one in self.pairs:
            first, last = max(one.start, start), min(one.end, end)
            if first < last:
                self.setFormat(first - start, last - first, _ground(one.depth))
        for one in self.pairs:
            for place in (one.start, one.end - 1):
                if start <= place < end:
                    self.setFormat(place - start, 1, _sign(one.depth))
        for fault in self.faults:
            if start <= fault.place < end:
                self.setFormat(fault.place - start, 1, _fault())
        for mention in self.mentions:
            if start <= mention.start < end:
                self._underline(mention.start - start, mention.end - mention.start)

    def _read(self) -> None:
        """What stands in the whole text; a change in one line may concern the others."""
        text = self.document().toPlainText()
        if text == self._text:
            return
        self._text = text
        before = (self.pairs, self.faults)
        found = has_brackets(text)
        self.pairs = pairs(text) if found else []
        self.faults = faults(text) if found else []
        self.mentions = mentions(text)
        several = self.document().blockCount() > 1
        if several and (len(before[0]), len(before[1])) != (len(self.pairs), len(self.faults)):
            self._again.start()

    def _underline(self, start: int, length: int) -> None:
        look = QTextCharFormat(self.format(start))
        look.setFontUnderline(True)
        look.setForeground(QColor(current_theme().link))
        self.setFormat(start, length, look)


def _ground(depth: int) -> QTextCharFormat:
    theme = current_theme()
    look = QTextCharFormat()
    ground = QColor(theme.warning_ground)
    if depth > 1:
        shade = QColor(theme.warning)
        share = 0.15 * min(depth - 1, 3)
        ground = QColor(
            round(ground.red() * (1 - share) + shade.red() * share),
            round(ground.green() * (1 - share) + shade.green() * share),
            round(ground.blue() * (1 - share) + shade.blue() * share),
        )
    look.setBackground(ground)
    return look


def _sign(depth: int) -> QTextCharFormat:
    look = _ground(depth)
    look.setForeground(QColor(current_theme().warning))
    look.setFontWeight(QFont.Weight.Bold)
    return look


def _fault() -> QTextCharFormat:
    theme = current_theme()
    look = QTextCharFormat()
    look.setForeground(QColor(theme.error))
    look.setBackground(QColor(theme.error_ground))
    look.setFontWeight(QFont.Weight.Bold)
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(QColor(theme.error))
    return look
