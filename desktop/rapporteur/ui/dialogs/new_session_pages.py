"""The pages of the new-session assistant: rows from the catalogues, checked page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.delegates import CONFIRMED, DELEGATE
from rapporteur.domain.fields import Field
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.names import split_name
from rapporteur.domain.sessions import SESSION, SIDE, SIDE_PRESETS, split_list
from rapporteur.services.facts import DelegateFacts
from rapporteur.ui.bridge import Tone
from rapporteur.ui.forms.form import FormSection
from rapporteur.ui.forms.rows import FormRow
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.sub_groups import SubGroupsEditor

SUFFIX = ".rapporteur"
CO_CHAIR_ROLE = "Co-Chair, Head of Delegation"

_FILE = Field("file", "Save as", "Сохранить как", "file", required=True, width=56)


class Page(QWidget):
    """One page: rows by key, a title, and a check that puts the cursor on what is missing."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.rows: dict[str, FormRow] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, GRID, 0)  # the scroll bar stands beside it
        self.column.setSpacing(2 * GRID)

    def section(self, title: str, fields: Sequence[Field], prefix: str = "") -> FormSection:
        """Rows for `fields` under a heading; `prefix` keeps apart what occurs twice."""
        rows = [FormRow(field) for field in fields]
        self.rows |= {prefix + row.key: row for row in rows}
        return FormSection(title, rows)

    def first_input(self) -> QWidget | None:
        """Where the cursor goes when the page comes; None for a page without inputs."""
        return next((r.editor.input for r in self.rows.values() if not r.isHidden()), None)

    def check(self) -> bool:
        """Accept what is typed; False, with the cursor there, where something is missing."""
        for row in self.rows.values():
            if row.isHidden():
                continue
            if not row.editor.commit():
                row.editor.setFocus()
                return False
            if row.field.required and not row.editor.value:
                text = self.tr("{field} is needed.").format(field=row.field.label)
                row.show_message(text, Tone.ERROR)
                row.editor.setFocus()
                return False
        return True

    def show_languages(self, codes: Sequence[str]) -> None:
        """Show the per-language rows of these languages only."""
        for row in self.rows.values():
            for language in LANGUAGES:
                if row.key.endswith(f"_{language.code}") and not row.field.required:
                    row.setVisible(language.code in codes)

    def values(self, prefix: str = "") -> dict[str, str]:
        """The accepted values by field key."""
        return {
            row.key: row.editor.value for name, row in self.rows.items() if name.startswith(prefix)
        }

    def start(self, values: Mapping[str, str], prefix: str = "") -> None:
        """Put values into the rows."""
        for key, value in values.items():
            if prefix + key in self.rows:
                self.rows[prefix + key].editor.start(value)


class FilePage(Page):
    """A page that also asks where the session is to be kept."""

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._folder = folder
        self._suggested = ""
        self.file = FormRow(_FILE)
        self._browse_button = QPushButton(self.tr("B&rowse…"))
        self._browse_button.setAutoDefault(False)
        self._browse_button.clicked.connect(self._browse)

    def path(self) -> Path:
        """Where the session is to be kept."""
        path = Path(self.file.editor.value).expanduser()
        if path.suffix.casefold() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        return path if path.is_absolute() else Path(self._folder) / path

    def check(self) -> bool:
        if not super().check():
            return False
        path = self.path()
        problem = ""
        if path.exists():
            problem = self.tr("There is a file of this name already. Choose another name.")
        elif not path.parent.is_dir():
            problem = self.tr("The folder {folder} does not exist.").format(folder=path.parent)
        if problem:
            self.file.show_message(problem, Tone.ERROR)
            self.file.editor.setFocus()
        return not problem

    def suggest_file(self, ordinal: str) -> None:
        """Fill in a free file name for the session with this number."""
        stem = self.tr("Session {number}").format(number=ordinal)
        path, count = Path(self._folder) / f"{stem}{SUFFIX}", 1
        while path.exists():
            count += 1
            path = Path(self._folder) / f"{stem} ({count}){SUFFIX}"
        self._suggested = str(path)
        self.file.editor.start(self._suggested)

    def add_file(self) -> None:
        """Put the row of the file at the end of the page; the number of the session names it."""
        self.rows["file"] = self.file
        self.rows["ordinal"].editor.accepted.connect(self._suggest_file)
        place = QHBoxLayout()
        place.setSpacing(GRID)
        place.addWidget(self.file)
        place.addWidget(self._browse_button)
        place.addStretch(1)
        place.setAlignment(self._browse_button, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(place)
        self.column.addStretch(1)

    def _suggest_file(self, _key: str, _old: str, new: str) -> None:
        if self.file.editor.value == self._suggested:
            self.suggest_file(new)

    def _browse(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self,
            self.tr("Keep the session as"),
            str(self.path()),
            self.tr("Rapporteur sessions (*{suffix})").format(suffix=SUFFIX),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.file.editor.start(name)


class BodyPage(FilePage):
    """Which session of which working group, in which languages, kept in which file."""

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(folder, parent)
        self.title = self.tr("Working group")

        keys = ("ordinal", "languages")
        texts = [f for f in SESSION.in_group("body") if f.key not in keys]
        head = self.section(self.tr("Session"), [SESSION[key] for key in keys])
        body = self.section(self.tr("Names, as they stand in the Protocol"), texts)
        self.column.addWidget(head)
        self.column.addWidget(body)
        self.add_file()


class PlacePage(Page):
    """When and where, and the session before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Dates and place")
        self.column.addWidget(self.section(self.tr("This session"), SESSION.in_group("place")))
        self.column.addWidget(
            self.section(self.tr("Previous session"), SESSION.in_group("previous"))
        )
        self.column.addStretch(1)

    def check(self) -> bool:
        if not super().check():
            return False
        first, last = self.rows["start_date"], self.rows["end_date"]
        if last.editor.value and last.editor.value < first.editor.value:
            last.show_message(self.tr("The last day lies before the first."), Tone.ERROR)
            last.editor.setFocus()
            return False
        return True


class SidesPage(Page):
    """The two sides, each from a preset that can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Sides")
        self.presets: list[QComboBox] = []
        grid = QGridLayout()
        grid.setSpacing(3 * GRID)
        for number, label in enumerate((self.tr("&First side"), self.tr("Se&cond side"))):
            grid.addLayout(self._side(number, label), 0, number)
            grid.setColumnStretch(number, 1)
        self.column.addLayout(grid)
        self.column.addStretch(1)
        for number, preset in enumerate(self.presets):
            preset.setCurrentIndex(number)
            self._fill(number, number)

    def check(self) -> bool:
        if not super().check():
            return False
        first, second = self.rows["0.code"], self.rows["1.code"]
        if first.editor.value.casefold() == second.editor.value.casefold():
            second.show_message(self.tr("Both sides have the same code."), Tone.ERROR)
            second.editor.setFocus()
            return False
        return True

    def first_input(self) -> QWidget | None:
        return self.presets[0]

    def side(self, number: int) -> dict[str, str]:
        """The values of the first (0) or second (1) side."""
        return self.values(f"{number}.")

    def _side(self, number: int, label: str) -> QVBoxLayout:
        preset = QComboBox()
        for known in SIDE_PRESETS:
            preset.addItem(known.country)
        preset.addItem(self.tr("Another country"))
        name = QLabel(label)
        name.setBuddy(preset)
        self.presets.append(preset)
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addWidget(name)
        column.addWidget(preset)
        for group in SIDE.groups:
            column.addWidget(self.section(group.label, SIDE.in_group(group.key), f"{number}."))
        column.addStretch(1)
        preset.currentIndexChanged.connect(lambda index: self._fill(number, index))
        for key in ("host", "ours"):
            editor = self.rows[f"{number}.{key}"].editor
            editor.accepted.connect(lambda key, _old, new: self._only_one(1 - number, key, new))
        return column

    def _fill(self, number: int, index: int) -> None:
        """Put a preset's values in; another country begins empty. Host and ours stay."""
        known = dict(SIDE_PRESETS[index].values) if index < len(SIDE_PRESETS) else {}
        kept = {"host", "ours"}
        self.start({key: known.get(key, "") for key in SIDE.keys if key not in kept}, f"{number}.")

    def _only_one(self, other: int, key: str, new: str) -> None:
        self.rows[f"{other}.{key}"].editor.start("" if new else "yes")


class PeoplePage(Page):
    """The sub-groups, and who leads each side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Co-chairs and sub-groups")
        name = Field(
            "name",
            "Name",
            "Имя",
            "person",
            width=30,
            help=self.tr("As the side writes it; it is taken apart on its own."),
        )
        keys = ("designation", "organisation")
        fields = (DELEGATE["honorific"], name, *(replace(DELEGATE[key], width=30) for key in keys))
        self.sections = [self.section("", fields, f"{number}.") for number in (0, 1)]
        self.sub_groups = SubGroupsEditor()
        grid = QGridLayout()
        grid.setSpacing(3 * GRID)
        for number, section in enumerate(self.sections):
            grid.addWidget(section, 0, number)
            grid.setColumnStretch(number, 1)
        self.sub_groups.setMinimumHeight(28 * GRID)
        self.column.addLayout(grid)
        self.column.addWidget(self.sub_groups, 1)

    def show_sides(self, sides: Sequence[Mapping[str, str]]) -> None:
        """Name the sides and offer their honorifics."""
        for number, values in enumerate(sides):
            text = self.tr("Co-chair of {side} (may be left empty)")
            self.sections[number].heading.setText(text.format(side=values["name_en"]))
            honorifics = list(split_list(values["honorifics"]))
            self.rows[f"{number}.honorific"].editor.set_suggestions(honorifics)

    def delegates(self, sides: Sequence[Mapping[str, str]]) -> list[DelegateFacts]:
        """The co-chairs that were named, as the first delegates of their sides."""
        found = []
        for number, side in enumerate(sides):
            values = self.values(f"{number}.")
            if not values["name"]:
                continue
            parts = split_name(values["name"], split_list(side["honorifics"]))
            person = {
                "honorific": values["honorific"] or parts.honorific,
                "family_name": parts.family_name,
                "given_name": parts.given_name,
                "patronymic": parts.patronymic,
                "name_order": parts.name_order,
                "designation": values["designation"],
                "organisation": values["organisation"],
                "role": CO_CHAIR_ROLE,
                "category": "official",
                "status": CONFIRMED,
            }
            kept = {key: value for key, value in person.items() if value}
            found.append(DelegateFacts(number, kept))
        return found
