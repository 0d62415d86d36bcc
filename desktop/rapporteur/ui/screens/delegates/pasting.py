"""The small preview before a paste: what would be added or changed, and what cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain import names
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.sessions import Side, split_list
from rapporteur.domain.workbook import Layout
from rapporteur.exchange.lists.layout import recognise
from rapporteur.exchange.lists.listing import read_rows
from rapporteur.ui.models.delegate_columns import MASK
from rapporteur.ui.screens.delegates.clipboard import CellPaste, Rows, as_book
from rapporteur.ui.theme import GRID

_MOST_ROWS = 200  # more than anybody reads in a preview


@dataclass(frozen=True, slots=True)
class PastedPerson:
    """One new person: side by id, canonical values, and what is doubtful, in words."""

    side_id: int
    values: Mapping[str, str]
    doubts: tuple[str, ...] = ()


def new_people(
    rows: Rows, sides: Sequence[Side], default_side: int
) -> tuple[list[PastedPerson], list[str]]:
    """Read pasted rows with headings as new people; and which rows are left out, in words.

    Nobody where no headings are recognised. A column that names the side sends a row to it,
    all others go to `default_side`.
    """
    book = as_book(rows)
    spellings = {side["code"]: side.spellings for side in sides}
    honorifics = [word for side in sides for word in split_list(side["honorifics"])]
    try:
        layout = recognise(book, spellings)
    except UserError:
        return [], []
    if not layout.header_rows or not _names_people(layout):
        return [], []
    ids = {side["code"]: side.id for side in sides}
    people: list[PastedPerson] = []
    left_out: list[str] = []
    for row in read_rows(book, layout, spellings, honorifics=honorifics):
        said = tuple(issue.message for issue in row.issues)
        stored = {key: text for key, text in row.values.items() if key in DELEGATE and text}
        # What was copied as dots stays where it is hidden.
        stored = {key: text for key, text in stored.items() if text != MASK}
        if row.skipped or row.faults or not stored:
            left_out.append(f"{row.row}: {'; '.join(said) or row.skipped or ''}".rstrip(": "))
        else:
            people.append(PastedPerson(ids.get(row.side, default_side), stored, said))
    return people, left_out


def _names_people(layout: Layout) -> bool:
    """Whether a heading says "name": one that looks like "Post" may as well be somebody's post."""
    return any(
        column.how == "heading" and DELEGATE[column.target].group == "person"
        for column in layout.columns
        if column.target
    )


class PasteDialog(QDialog):
    """Shows what a paste would do; where both are possible, asks which is meant."""

    def __init__(
        self,
        people: Sequence[PastedPerson],
        cells: Sequence[CellPaste],
        shown: Mapping[int, Delegate],
        left_out: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Paste"))
        self._people, self._cells, self._shown = people, cells, shown
        self._as_new = QRadioButton(self.tr("Add &new delegates ({n})").format(n=len(people)))
        good = sum(not cell.fault for cell in cells)
        self._as_cells = QRadioButton(
            self.tr("&Fill the cells from the current one downward ({n})").format(n=good)
        )
        self._table = QTableWidget()
        self._note = QLabel("\n".join(left_out[:5]))
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )

        choice = QButtonGroup(self)
        choice.addButton(self._as_new)
        choice.addButton(self._as_cells)
        self._as_new.setEnabled(bool(people))
        self._as_cells.setEnabled(bool(good))
        (self._as_new if people else self._as_cells).setChecked(True)
        self._table.setAccessibleName(self.tr("Preview"))
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.verticalHeader().hide()
        self._table.horizontalHeader().setStretchLastSection(True)
        self._note.setWordWrap(True)
        self._note.setVisible(bool(left_out))
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(self.tr("&Paste"))
        ok.setEnabled(bool(people or good))

        choice.buttonToggled.connect(lambda _button, on: self._fill() if on else None)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

        page = QVBoxLayout(self)
        page.setSpacing(GRID)
        page.addWidget(self._as_new)
        page.addWidget(self._as_cells)
        page.addWidget(self._table, 1)
        page.addWidget(self._note)
        page.addWidget(self._buttons)
        self.resize(90 * GRID, 50 * GRID)
        self._fill()

    @property
    def adds(self) -> bool:
        """Whether new people are meant."""
        return self._as_new.isChecked()

    def _fill(self) -> None:
        if self.adds:
            self._fill_people()
        else:
            self._fill_cells()
        self._table.resizeColumnsToContents()

    def _fill_people(self) -> None:
        used = [f for f in DELEGATE if any(p.values.get(f.key) for p in self._people)]
        heads = [f.label for f in used]
        rows = [
            [
                MASK
                if f.privacy.masked and p.values.get(f.key)
                else f.shown(p.values.get(f.key, ""))
                for f in used
            ]
            + ["; ".join(p.doubts)]
            for p in self._people[:_MOST_ROWS]
        ]
        self._show([*heads, self.tr("To be looked at")], rows)

    def _fill_cells(self) -> None:
        rows = []
        for cell in self._cells[:_MOST_ROWS]:
            field = DELEGATE[cell.key]
            name = names.full_name(self._shown[cell.delegate_id])
            new = cell.fault or field.shown(cell.value)
            rows.append([name, field.label, field.shown(cell.old), new])
        self._show([self.tr("Name"), self.tr("Field"), self.tr("Now"), self.tr("Pasted")], rows)

    def _show(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._table.clear()
        self._table.setColumnCount(len(heads))
        self._table.setRowCount(len(rows))
        self._table.setHorizontalHeaderLabels(list(heads))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self._table.setItem(at, column, item)
