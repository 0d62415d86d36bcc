"""A form bound to the file: one record of any catalogue, each accepted field a step of its own.

The form keeps no value: it offers what was typed to the service, and shows what the file
answers when its owner hands it the record as it is now.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from rapporteur.domain.directory import Directory
from rapporteur.domain.editing import Conflict, FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Field, Record
from rapporteur.services import stored as stored_service
from rapporteur.services.stored import Stored
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.forms.form import CatalogueForm
from rapporteur.ui.forms.reference import ReferenceEditor

R = TypeVar("R", bound=Record)

Save = Callable[[Any, int, Mapping[str, FieldEdit]], object]


class RecordForm(CatalogueForm, Generic[R]):
    """All typed fields of one record. `show_record` starts another, `refresh_record` follows.

    `label(field, record)` names the step in the journal; `save(db, id, edits)` writes it, by
    default `services.stored.update`.
    """

    def __init__(
        self,
        bridge: FileBridge,
        stored: Stored[R],
        label: Callable[[Field, R], str],
        parent: QWidget | None = None,
        *,
        without: Collection[str] = (),
        save: Save | None = None,
    ) -> None:
        super().__init__(stored.catalogue, parent, without=without)
        self._bridge = bridge
        self._stored = stored
        self._label = label
        self._save = save
        self.record: R | None = None
        self.accepted.connect(self._on_accepted)

    def show_record(self, record: R | None) -> None:
        """Show another record, or the same again; what was typed is accepted before."""
        same = record is not None and self.record is not None and record.id == self.record.id
        if same:
            self.refresh_record(record)
            return
        self.commit()
        self.record = record
        self.start(record.as_dict() if record is not None else {})
        self.setEnabled(record is not None)

    def refresh_record(self, record: R | None) -> None:
        """The file holds this now; half-typed fields are left alone."""
        self.record = record
        if record is not None:
            self.refresh(record.as_dict())

    def set_directory(self, directory: Directory) -> None:
        """What the references may name."""
        for row in self.rows.values():
            if isinstance(row.editor, ReferenceEditor):
                row.editor.set_directory(directory)

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Other labels by field key: those of a side's field with its name."""
        for key, title in titles.items():
            if key in self.rows:
                self.rows[key].set_title(title)

    def show_languages(self, codes: Collection[str]) -> None:
        """Show the fields of these languages alone; English, where it is required, stays."""
        for key, row in self.rows.items():
            code = key.rpartition("_")[2]
            if code in ("en", "ru", "hi") and f"_{code}" == key[-3:]:
                row.setVisible(code in codes or row.field.required)

    def _on_accepted(self, key: str, old: str, new: str, merge: str) -> None:
        record = self.record
        if record is None:
            return
        save = self._save
        edits = {key: FieldEdit(old, new)}
        label = self._label(self.catalogue[key], record)
        step = f"{self.catalogue.entity}.{record.id}.{merge}" if merge else ""

        def write(db: Any) -> object:
            if save is not None:
                return save(db, record.id, edits)
            return stored_service.update(db, self._stored, record.id, edits)

        try:
            self._bridge.edit(label, write, merge=step)
        except Conflict as conflict:
            self.refuse(key, str(conflict))
            self.rows[key].offer(self.tr("Take the other value"), self.rows[key].editor.revert)
        except UserError as error:
            self.refuse(key, str(error))
