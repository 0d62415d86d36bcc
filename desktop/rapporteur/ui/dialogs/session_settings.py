"""Session settings: everything the new-session assistant asked, and more, editable at any time.

Made from the catalogues of session and side. Every accepted field is saved at once and can be
undone, as everywhere; there is nothing to confirm at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QTabWidget, QVBoxLayout, QWidget

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Record
from rapporteur.domain.history import Changed
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.sessions import SESSION, SIDE
from rapporteur.services import sessions as service
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.forms.form import CatalogueForm
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.sub_groups import SubGroupsEditor


class SessionSettings(RememberedDialog):
    """One tab for the session, one per side, one for the sub-groups."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(84 * GRID, 80 * GRID), parent)
        self.setWindowTitle(self.tr("Session settings"))
        self._bridge = bridge
        self._side_ids: list[int] = []

        self.session_form = CatalogueForm(SESSION)
        self.side_forms = [CatalogueForm(SIDE), CatalogueForm(SIDE)]
        self.sub_groups = SubGroupsEditor()
        self.tabs = QTabWidget()
        note = QLabel(self.tr("Every change is saved at once and can be undone."))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)

        self.session_form.accepted.connect(self._save_session)
        for position, form in enumerate(self.side_forms):
            form.accepted.connect(partial(self._save_side, position))
        self.sub_groups.names_changed.connect(self._save_sub_groups)
        buttons.rejected.connect(self._finish)
        bridge.changed.connect(self._on_changed)

        self.tabs.addTab(self.session_form, self.tr("Session"))
        for form in self.side_forms:
            self.tabs.addTab(form, "")
        self.tabs.addTab(_padded(self.sub_groups), self.tr("Sub-groups"))
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        column.addWidget(self.tabs, 1)
        column.addWidget(note)
        column.addWidget(buttons)
        self._show(start=True)
        for form in (self.session_form, *self.side_forms):
            form.set_read_only(read_only=bridge.read_only)
        self.sub_groups.setEnabled(not bridge.read_only)

    def done(self, result: int) -> None:
        # What is half typed when the window is closed with Esc or by its frame is saved too.
        for form in (self.session_form, *self.side_forms):
            form.commit()
        super().done(result)

    def _finish(self) -> None:
        """Close, unless a field holds something that cannot be saved."""
        for number, form in enumerate((self.session_form, *self.side_forms)):
            if not form.commit():
                self.tabs.setCurrentIndex(number)
                return
        self.accept()

    def _show(self, *, start: bool) -> None:
        with self._bridge.workspace.read() as db:
            session, sides = service.session(db), service.sides(db)
            sub_groups = service.sub_groups(db)
        self._side_ids = [side.id for side in sides]
        shown = zip((self.session_form, *self.side_forms), (session, *sides), strict=True)
        for form, record in shown:
            self._show_record(form, record, session.language_codes, start=start)
        for position, side in enumerate(sides, 1):
            self.tabs.setTabText(position, side.name().replace("&", "&&"))
        self.sub_groups.show_names(sub_groups, session.language_codes)

    @staticmethod
    def _show_record(
        form: CatalogueForm, record: Record, languages: tuple[str, ...], *, start: bool
    ) -> None:
        (form.start if start else form.refresh)(record.as_dict())
        unused = {f"_{language.code}" for language in LANGUAGES} - {f"_{c}" for c in languages}
        for key, row in form.rows.items():
            row.setVisible(key[-3:] not in unused or row.field.required)

    def _on_changed(self, changed: Changed) -> None:
        if changed.touches("session", "side", "sub_group"):
            self._show(start=changed.step == 0)

    def _save_session(self, key: str, old: str, new: str, merge: str) -> None:
        label = self.tr("{field} of the session").format(field=SESSION[key].label)
        edits = {key: FieldEdit(old, new)}
        self._save(self.session_form, key, lambda: self._edit_session(label, edits, merge))

    def _edit_session(self, label: str, edits: dict[str, FieldEdit], merge: str) -> None:
        self._bridge.edit(label, lambda db: service.update_session(db, edits), merge=merge)

    def _save_side(self, position: int, key: str, old: str, new: str, merge: str) -> None:
        label = self.tr("{field} of a side").format(field=SIDE[key].label)
        edits = {key: FieldEdit(old, new)}
        side_id = self._side_ids[position]
        self._save(
            self.side_forms[position],
            key,
            lambda: self._edit_side(label, side_id, edits, merge),
        )

    def _edit_side(self, label: str, side_id: int, edits: dict[str, FieldEdit], merge: str) -> None:
        self._bridge.edit(label, lambda db: service.update_side(db, side_id, edits), merge=merge)

    @staticmethod
    def _save(form: CatalogueForm, key: str, edit: Callable[[], None]) -> None:
        try:
            edit()
        except UserError as error:
            form.refuse(key, str(error))

    def _save_sub_groups(self) -> None:
        names, ids = self.sub_groups.names(), self.sub_groups.ids()
        self._bridge.perform(
            self.tr("Sub-groups"), lambda db: service.set_sub_groups(db, names, ids)
        )


def _padded(inner: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    column.addWidget(inner)
    return holder
