"""What can be chosen of a document, as rows of a form; remembered for each document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.papers.page import PaperSize
from rapporteur.domain.papers.protocol import Layout
from rapporteur.services import sessions
from rapporteur.services.columns import column_sets
from rapporteur.services.documents.options import Option, Options
from rapporteur.services.lists.freezing import last_frozen
from rapporteur.services.papers.sittings import sittings_named
from rapporteur.services.seating.reading import plans
from rapporteur.services.workspace import Db
from rapporteur.ui.printing.paper import paper_size, remember_size
from rapporteur.ui.screens.documents.template_choice import TemplateChoice
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID

_ONE_LANGUAGE_FIRST = frozenset({"roster", "gate-pass"})
"""Documents that are usually written in one language, a sheet of its own for each further one."""


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to choose from in the open file."""

    languages: tuple[str, ...]
    sides: tuple[tuple[str, str], ...]  # code and name
    columns: tuple[tuple[str, str], ...]  # key and name
    sittings: tuple[str, ...]
    plans: tuple[str, ...]
    frozen: bool  # whether a list has been frozen


def read_material(db: Db) -> Material:
    """What the file has."""
    return Material(
        languages=sessions.session(db).language_codes or ("en",),
        sides=tuple((side["code"], side.name()) for side in sessions.sides(db)),
        columns=tuple((one.key, one.name) for one in column_sets.column_sets(db)),
        sittings=tuple(sittings_named(db)),
        plans=tuple(plan["name"] for plan in plans(db)),
        frozen=bool(last_frozen(db)),
    )


class ChoicesForm(QWidget):
    """The rows for one document at a time."""

    changed = Signal()
    """Another choice: the document is to be made anew."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._key = ""
        self._offered: frozenset[Option] = frozenset()
        self._templates: Sequence[Path] = ()
        self._material = Material((), (), (), (), (), frozen=False)
        tr = self.tr
        self._boxes: dict[Option, QComboBox] = {}
        self._ticks: dict[Option, QCheckBox] = {}
        self.sheets = QComboBox()
        self._rows = QFormLayout(self)

        for option, label in (
            (Option.COPY, tr("Cop&y of")),
            (Option.LANGUAGES, tr("&Languages")),
            (Option.LANGUAGE, tr("&Language")),
            (Option.LAYOUT, tr("Languages sta&nd")),
            (Option.SIDE, tr("S&ide")),
            (Option.COLUMNS, tr("Col&umns")),
            (Option.SITTING, tr("Sitti&ng")),
            (Option.PLAN, tr("Seati&ng plan")),
        ):
            self._add_box(option, label)
        for option, words in (
            (Option.ONE_LIST, tr("&Both sides in one list")),
            (Option.FROZEN, tr("As the list was fro&zen")),
            (Option.DRAFT, tr("Wor&king draft: brackets and states shown")),
            (Option.INITIALS, tr("A line for &initials on each page")),
            (Option.EMPTY, tr("E&mpty, to be filled in by hand")),
            (Option.CODES, tr("With a &QR code")),
            (Option.CHANGED, tr("Only what changed since the last print")),
        ):
            self._add_tick(option, words)
        self.template = TemplateChoice(settings)
        self._rows.addRow(tr("Word template"), self.template)
        self._rows.addRow(tr("Paper"), self.sheets)
        for size in PaperSize:
            self.sheets.addItem(size.value, size)
        self.sheets.setCurrentIndex(self.sheets.findData(paper_size(settings)))
        self.sheets.activated.connect(self._on_size)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setVerticalSpacing(GRID)
        self._rows.setHorizontalSpacing(GRID)
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)

    def show_material(self, material: Material) -> None:
        """There is something else to choose from; what is chosen stays as far as it is there."""
        self._material = material
        if self._key:
            self.show_document(self._key, self._offered, self._templates)

    def show_document(
        self, key: str, offered: frozenset[Option], templates: Sequence[Path] = ()
    ) -> None:
        """Show the rows of a document with the last choices for it.

        `templates` are the own ones that its Word form may be made of.
        """
        self._key, self._offered, self._templates = key, offered, templates
        for option, box in self._boxes.items():
            entries = self._entries(option) if option in offered else []
            with QSignalBlocker(box):
                box.clear()
                for words, data in entries:
                    box.addItem(words, data)
                kept = box.findData(self._kept(option))
                box.setCurrentIndex(kept if kept >= 0 else self._usual(option, box))
            self._rows.setRowVisible(box, len(entries) > 1)
        for option, tick in self._ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(self._kept(option) == "yes")
            possible = option is not Option.FROZEN or self._material.frozen
            self._rows.setRowVisible(tick, option in offered and possible)

        self.template.show_templates(key, templates)
        self._rows.setRowVisible(self.template, bool(templates))

    def own_template(self) -> Path | None:
        """The official's own template for Word, or None for the program's."""
        return self.template.path()

    def options(self) -> Options:
        """What is chosen for the document that is shown."""
        sitting = self._chosen(Option.SITTING)
        languages = self._chosen(Option.LANGUAGES) or self._chosen(Option.LANGUAGE)
        return Options(
            languages=tuple(languages.split(",")) if languages else (),
            copy=self._chosen(Option.COPY),
            side=self._chosen(Option.SIDE),
            columns=self._chosen(Option.COLUMNS) or "public",
            one_list=self._ticked(Option.ONE_LIST),
            as_frozen=self._ticked(Option.FROZEN),
            layout=Layout(self._chosen(Option.LAYOUT) or Layout.COLUMNS.value),
            draft=self._ticked(Option.DRAFT),
            initials=self._ticked(Option.INITIALS),
            sitting=int(sitting) if sitting else None,
            empty=self._ticked(Option.EMPTY),
            codes=self._ticked(Option.CODES),
            changed=self._ticked(Option.CHANGED),
            plan=self._chosen(Option.PLAN),
        )

    def paper(self) -> PaperSize:
        """The sheet of paper that pages are laid out for."""
        size = self.sheets.currentData()
        return size if isinstance(size, PaperSize) else PaperSize.A4

    def _add_box(self, option: Option, label: str) -> None:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)
        box.activated.connect(lambda: self._on_chosen(option))
        self._boxes[option] = box
        self._rows.addRow(label, box)

    def _add_tick(self, option: Option, words: str) -> None:
        tick = QCheckBox(words)
        tick.toggled.connect(lambda: self._on_chosen(option))
        self._ticks[option] = tick
        self._rows.addRow(tick)

    def _entries(self, option: Option) -> Sequence[tuple[str, str]]:
        """What a box offers: words and the value remembered."""
        tr, found = self.tr, self._material
        if option is Option.LANGUAGES:
            return _language_entries(found.languages, several=True)
        if option is Option.LANGUAGE:
            return _language_entries(found.languages, several=False)
        if option is Option.SIDE:
            return [(tr("Both sides"), ""), *((name, code) for code, name in found.sides)]
        if option is Option.COPY:
            return [(name, code) for code, name in found.sides]
        if option is Option.COLUMNS:
            return [(name, key) for key, name in found.columns]
        if option is Option.PLAN:
            return [(name, name) for name in found.plans]
        if option is Option.SITTING:
            every = (tr("All sittings"), "")
            return [every, *((name, str(at)) for at, name in enumerate(found.sittings, 1))]
        return [
            (tr("Beside each other"), Layout.COLUMNS.value),
            (tr("One after the other"), Layout.SEQUENCE.value),
        ]

    def _usual(self, option: Option, box: QComboBox) -> int:
        """What is shown where nothing was chosen yet."""
        if option is Option.LANGUAGES and self._key not in _ONE_LANGUAGE_FIRST:
            return max(box.findData(",".join(self._material.languages)), 0)
        if option is Option.COLUMNS:
            return max(box.findData("public"), 0)
        return 0

    def _kept(self, option: Option) -> str | None:
        """The last choice; None where there was none yet, for "" is one."""
        kept = self._settings.text(f"documents/{self._key}/{option.value}", "?")
        return None if kept == "?" else kept

    def _chosen(self, option: Option) -> str:
        if option not in self._offered:
            return ""
        return str(self._boxes[option].currentData() or "")

    def _ticked(self, option: Option) -> bool:
        tick = self._ticks[option]
        return option in self._offered and self._rows.isRowVisible(tick) and tick.isChecked()

    def _on_chosen(self, option: Option) -> None:
        tick = self._ticks.get(option)
        ticked = "yes" if tick is not None and tick.isChecked() else "no"
        value = self._chosen(option) if tick is None else ticked
        self._settings.set_text(f"documents/{self._key}/{option.value}", value)
        self.changed.emit()

    def _on_size(self) -> None:
        remember_size(self._settings, self.paper())
        self.changed.emit()


def _language_entries(codes: Sequence[str], *, several: bool) -> list[tuple[str, str]]:
    """Each language, and where several may stand together every order of some of them."""
    named: Mapping[str, str] = {one.code: one.label for one in LANGUAGES}
    most = len(codes) if several else 1
    return [
        (" + ".join(named.get(code, code) for code in chosen), ",".join(chosen))
        for count in range(1, most + 1)
        for chosen in permutations(codes, count)
        if count < 3 or chosen == tuple(codes)
    ]
