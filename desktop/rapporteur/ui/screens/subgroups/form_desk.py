"""Forms that go out to co-leads and come back: where they go, and what is taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from rapporteur.domain.errors import UserError
from rapporteur.domain.subgroups import SubGroup
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.outgoing.update_form import write_update_form
from rapporteur.services.subgroups import form_export, form_import, updates
from rapporteur.services.subgroups.form_import import FormPlan
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.dialogs.waiting import wait_for
from rapporteur.ui.plain import message_box
from rapporteur.ui.saving import ask_where, folder_for, remember_folder
from rapporteur.ui.screens.subgroups.form_preview import FormPreview
from rapporteur.ui.settings import Settings
from rapporteur.ui.workers import Stopped

Chosen = Callable[[], tuple[SubGroup | None, list[SubGroup]]]


class FormDesk(QObject):
    """Sends and reads the forms of the screen. `chosen` says which sub-groups there are."""

    def __init__(
        self, window: QWidget, bridge: FileBridge, settings: Settings, chosen: Chosen
    ) -> None:
        super().__init__(window)
        self._window = window
        self._bridge = bridge
        self._settings = settings
        self._chosen = chosen

    def send(self) -> None:
        """Write the form of the sub-group in front, and mark its update as requested."""
        group, _all = self._chosen()
        if group is None:
            return
        form = self._bridge.read(lambda db: form_export.form_data(db, group.id))
        start = folder_for(self._settings) / form_export.file_name(form)
        path = ask_where(self._window, self.tr("Send the form"), start)
        if path is None:
            return
        try:
            write_update_form(path, form)
        except UserError as error:
            self._bridge.report(error)
            return
        remember_folder(self._settings, path)
        self._sent([group], path)

    def send_all(self) -> None:
        """Write a workbook for each sub-group into a folder."""
        _group, everything = self._chosen()
        title = self.tr("Folder for the forms")
        found = QFileDialog.getExistingDirectory(
            self._window, title, str(folder_for(self._settings))
        )
        if not found or not everything:
            return
        forms = self._bridge.read(
            lambda db: [form_export.form_data(db, group.id) for group in everything]
        )
        there = [f for f in forms if (Path(found) / form_export.file_name(f)).exists()]
        if there and not self._agreed(
            title, self.tr("Forms of that name are in the folder already. Replace them?")
        ):
            return
        try:
            paths = form_export.write_forms(Path(found), forms)
        except UserError as error:
            self._bridge.report(error)
            return
        remember_folder(self._settings, paths[0])
        self._sent(everything, paths[0])

    def read(self) -> None:
        """Read a filled form, show what it would change, and take in what is chosen."""
        self._chosen()
        name, _filter = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Read a filled form"),
            str(folder_for(self._settings)),
            self.tr("Workbooks (*.xlsx *.xls *.ods)"),
        )
        if name:
            self.read_from(Path(name))

    def read_from(self, path: Path) -> None:
        """`read` of this file."""
        words = self.tr("Reading {0}…").format(path.name)
        try:
            book = wait_for(
                words,
                lambda control: read_book(path, cancelled=control.cancelled),
                self._window,
            )
            plan = self._bridge.read(lambda db: form_import.plan(db, book))
        except UserError as error:
            self._bridge.report(error)
            return
        except Stopped:
            self._bridge.say(self.tr("Stopped. Nothing was changed."))
            return
        dialog = FormPreview(plan, path.name, self._settings, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._take(plan, dialog.taken())
        dialog.deleteLater()

    def _take(self, plan: FormPlan, keys: frozenset[str]) -> None:
        label = self.tr("update of {name} from a form").format(name=plan.name)
        if self._bridge.perform(label, lambda db: form_import.take(db, plan, keys)) is not None:
            said = self.tr("{name}: parts taken in: {count}.").format(
                name=plan.name, count=len(keys)
            )
            self._bridge.say(said, Tone.DONE, undo=True)

    def _sent(self, sent: Sequence[SubGroup], path: Path) -> None:
        if not self._bridge.read_only:
            ids = [group.id for group in sent]
            names = ", ".join(group.name() for group in sent)
            label = self.tr("updates requested: {names}").format(names=names)
            self._bridge.perform(label, lambda db: updates.ask_for(db, ids))
        said = self.tr("Forms written: {count}, in {folder}.").format(
            count=len(sent), folder=path.parent.name
        )
        self._bridge.say(said, Tone.DONE, file=path)

    def _agreed(self, title: str, text: str) -> bool:
        box = message_box(self._window, title, text)
        replace = box.addButton(self.tr("&Replace"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is replace
