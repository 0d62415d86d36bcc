"""The implementation table out: the whole of it, one body's, or one file for each body."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from rapporteur.domain.errors import UserError
from rapporteur.exchange.outgoing.implementation_table import (
    ImplementationTable,
    write_implementation_table,
)
from rapporteur.services.implementation import tables
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.exporting.paper import PaperDialog
from rapporteur.ui.saving import folder_for
from rapporteur.ui.settings import Settings

_KEY = "actions"
WHOLE, EACH = "whole", "each"
_BODY = "body:"  # before the key of a body


class ActionsExport(PaperDialog):
    """Writes what is to be done, to be reported on and read back."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        bodies = bridge.read(tables.bodies_now)
        self._names = {f"{_BODY}{body.key}": body.name for body in bodies}
        entries = [
            (WHOLE, self.tr("All action items")),
            (EACH, self.tr("One file for each body")),
            *self._names.items(),
        ]
        super().__init__(bridge, settings, _KEY, entries, parent)
        self.setWindowTitle(self.tr("Implementation table"))
        self._files: list[tables.BodyFile] = []
        self._items = 0
        self._closed = QCheckBox(self.tr("Also what is &done or dropped"))
        self._closed.setChecked(True)
        self.options.addRow("", self._closed)
        self._closed.toggled.connect(self.refresh)
        self._list.currentRowChanged.connect(self._on_paper)
        self.add_file_row()
        self.start()

    def heading(self) -> str:
        """Whose items they are."""
        return self._list.currentItem().text()

    def about(self) -> str:
        """How many items go out, and what may be filled in."""
        self._files, self._items = [], 0
        try:
            if self.chosen() == EACH:
                return self._about_each()
            self._items = len(self._table().lines)
        except UserError:
            return self.tr("There is no action item to write.")
        return self._fillable(self.tr("%n action items", "", self._items))

    def possible(self) -> bool:
        """Whether there is anything to write."""
        return bool(self._files) if self.chosen() == EACH else self._items > 0

    def path(self) -> Path | None:
        """The file to write; the folder where each body gets a file."""
        if self.chosen() != EACH:
            return super().path()
        text = self._path.text().strip().strip('"')
        return Path(text).expanduser() if text else None

    def replaced(self, path: Path) -> str:
        """The file, or the files of the folder, that will be replaced."""
        if self.chosen() != EACH:
            return super().replaced(path)
        there = sum((path / file.name).exists() for file in self._files)
        words = self.tr("%n files of these names are there and will be replaced.", "", there)
        return words if there else ""

    def suggested_name(self) -> str:
        """Session, paper, body, day."""
        body = self._names.get(self.chosen(), "")
        name = self._bridge.read(lambda db: tables.body_name(db, body, self.language()))
        return name.removesuffix(".xlsx") if self.chosen() == EACH else name

    def content(self) -> tuple[Callable[[Path], None], str]:
        """The table, or the tables, as plain values."""
        if self.chosen() == EACH:
            files = self._read_files()
            words = self.tr("%n implementation tables written to {0}", "", len(files))
            return partial(tables.write_files, files=files), words
        write = partial(write_implementation_table, table=self._table())
        return write, self.tr("Implementation table written to {0}")

    def _about_each(self) -> str:
        self._files = self._read_files()
        bodies = self.tr("%n files, each with what its body has to do", "", len(self._files))
        nobody = self._bridge.read(tables.items_without_body)
        left = self.tr("%n open items name no body and go to nobody.", "", nobody)
        return "\n".join([self._fillable(bodies), *([left] if nobody else [])])

    def _fillable(self, what: str) -> str:
        return self.tr(
            "{0}. Status, date and progress can be filled in; the rest is locked. "
            "What comes back is read with “Read an implementation table”."
        ).format(what)

    def _table(self) -> ImplementationTable:
        language, closed, chosen = self.language(), self._closed.isChecked(), self.chosen()
        if chosen == WHOLE:
            return self._bridge.read(
                lambda db: tables.whole_table(db, language, closed=closed)
            )  # fmt: skip
        body = chosen.removeprefix(_BODY)
        return self._bridge.read(
            lambda db: tables.body_table(db, body, language, closed=closed)
        )  # fmt: skip

    def _read_files(self) -> list[tables.BodyFile]:
        language, closed = self.language(), self._closed.isChecked()
        return self._bridge.read(lambda db: tables.body_files(db, language, closed=closed))

    def _on_paper(self) -> None:
        """The whole table tells of everything; a body is asked about what is left to do."""
        self._named_by_hand = False  # a file's name is none for a folder
        self._closed.setChecked(self.chosen() == WHOLE)
        self._file_row[0].setText(
            self.tr("&Folder") if self.chosen() == EACH else self.tr("&File")
        )  # fmt: skip

    def _on_choose(self) -> None:
        if self.chosen() != EACH:
            super()._on_choose()
            return
        start = str(folder_for(self._settings))
        found = QFileDialog.getExistingDirectory(self, self.windowTitle(), start)
        if found:
            self._named_by_hand = True
            self._path.setText(found)
