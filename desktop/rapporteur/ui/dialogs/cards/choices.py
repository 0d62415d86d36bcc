"""What stands on the cards and on which paper: the choices beside the preview, remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QWidget

from rapporteur.documents.pdf.cards import BadgeSize
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.papers.cards import CardKind, CardOptions, Scripts
from rapporteur.domain.papers.page import PaperSize
from rapporteur.ui.printing.paper import paper_size, remember_size
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID

_KEY = "cards"
_BETWEEN = "+"


class CardChoices(QWidget):
    """Says `changed` after each choice. `languages` are those of the session's texts."""

    changed = Signal()

    def __init__(
        self, settings: Settings, languages: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._kind = CardKind.PLATE

        self.form = QFormLayout(self)
        self._scripts = QComboBox()
        self._words = QComboBox()
        self._honorifics = QCheckBox(self.tr("With &honorifics"))
        self._posts = QCheckBox(self.tr("With &designation and organisation"))
        self._roles = QCheckBox(self.tr("With &role (interpreter, observer, …)"))
        self._codes = QCheckBox(self.tr("With &QR code"))
        self._badge = QComboBox()
        self._paper = QComboBox()

        self._fill(languages)
        for box in (self._scripts, self._words, self._badge, self._paper):
            box.currentIndexChanged.connect(self._on_change)
        for tick in (self._honorifics, self._posts, self._roles, self._codes):
            tick.toggled.connect(self._on_change)
        self._codes.setToolTip(
            self.tr("Holds the name, the organisation and a number to look the badge up by.")
        )
        self._assemble()

    def show_kind(self, kind: CardKind) -> None:
        """Offer what there is for `kind`, as it was chosen last."""
        self._kind = kind
        self._restore()
        badge = kind is CardKind.BADGE
        for part in (self._roles, self._codes, self._badge):
            self.form.setRowVisible(part, badge)

    def options(self) -> CardOptions:
        """What is to stand on the cards."""
        badge = self._kind is CardKind.BADGE
        return CardOptions(
            kind=self._kind,
            languages=tuple(str(self._words.currentData()).split(_BETWEEN)),
            scripts=Scripts(self._scripts.currentData()),
            honorifics=self._honorifics.isChecked(),
            posts=self._posts.isChecked(),
            roles=badge and self._roles.isChecked(),
            codes=badge and self._codes.isChecked(),
        )

    def paper(self) -> PaperSize:
        """The sheet to print on."""
        return PaperSize(self._paper.currentData())

    def badge(self) -> BadgeSize:
        """How large a badge is."""
        return BadgeSize(self._badge.currentData())

    def _fill(self, languages: Sequence[str]) -> None:
        for script, words in (
            (Scripts.LATIN_OWN, self.tr("Latin, then own script")),
            (Scripts.OWN_LATIN, self.tr("Own script, then Latin")),
            (Scripts.LATIN, self.tr("Latin only")),
            (Scripts.OWN, self.tr("Own script only")),
        ):
            self._scripts.addItem(words, script.value)
        names = {one.code: one.label for one in LANGUAGES}
        codes = list(languages) or ["en"]
        if len(codes) > 1:
            both = codes[:2]
            self._words.addItem(
                " + ".join(names.get(code, code) for code in both), _BETWEEN.join(both)
            )
        for code in codes:
            self._words.addItem(names.get(code, code), code)
        self._badge.addItem(self.tr("90 × 55 mm, for a holder"), BadgeSize.CARD.value)
        self._badge.addItem(
            self.tr("A quarter of the sheet, for a lanyard"), BadgeSize.LANYARD.value
        )
        for size in PaperSize:
            self._paper.addItem(size.value, size.value)

    def _assemble(self) -> None:
        self.form.setContentsMargins(0, 0, GRID, 0)
        self.form.setHorizontalSpacing(2 * GRID)
        self.form.setVerticalSpacing(GRID)
        for words, field in (
            (self.tr("&Names"), self._scripts),
            (self.tr("&Language"), self._words),
        ):
            self._row(words, field)
        for tick in (self._honorifics, self._posts, self._roles, self._codes):
            self.form.addRow(tick)
        self._row(self.tr("&Badge size"), self._badge)
        self._row(self.tr("P&aper"), self._paper)

    def _row(self, words: str, field: QWidget) -> None:
        label = QLabel(words)
        label.setBuddy(field)
        self.form.addRow(label, field)

    def _on_change(self) -> None:
        self._remember()
        self.changed.emit()

    def _place(self, name: str) -> str:
        return f"{_KEY}/{self._kind.value}/{name}"

    def _restore(self) -> None:
        """Show the last choices for this kind; each kind has its own."""
        boxes = {"scripts": self._scripts, "words": self._words, "badge": self._badge}
        for name, box in boxes.items():
            with QSignalBlocker(box):
                at = box.findData(self._settings.text(self._place(name)))
                box.setCurrentIndex(max(at, 0))
        with QSignalBlocker(self._paper):
            at = self._paper.findData(paper_size(self._settings).value)
            self._paper.setCurrentIndex(max(at, 0))
        usual = CardOptions.usual(self._kind, ("en",))
        ticks = {
            "honorifics": (self._honorifics, usual.honorifics),
            "posts": (self._posts, usual.posts),
            "roles": (self._roles, usual.roles),
            "codes": (self._codes, usual.codes),
        }
        for name, (tick, on) in ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(self._settings.flag(self._place(name), default=on))

    def _remember(self) -> None:
        for name, box in (("scripts", self._scripts), ("words", self._words),
                          ("badge", self._badge)):  # fmt: skip
            self._settings.set_text(self._place(name), str(box.currentData()))
        remember_size(self._settings, self.paper())
        for name, tick in (("honorifics", self._honorifics), ("posts", self._posts),
                           ("roles", self._roles), ("codes", self._codes)):  # fmt: skip
            self._settings.set_flag(self._place(name), value=tick.isChecked())
