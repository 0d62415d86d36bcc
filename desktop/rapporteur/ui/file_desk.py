"""Where files are fetched and put: opening, making, copying, taking over.

Every refusal is explained in a box with what one can do next as its buttons. Nothing here is
imported before the first paint: the database comes with the first file.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from rapporteur import paths
from rapporteur.domain.errors import UserError
from rapporteur.ui.plain import error_box
from rapporteur.ui.settings import Settings

if TYPE_CHECKING:
    from rapporteur.domain.column_sets import ColumnSet
    from rapporteur.services.facts import Facts
    from rapporteur.services.workspace import Backup, FileInUse, Workspace

SUFFIX = ".rapporteur"
_SAMPLE = f"Sample session{SUFFIX}"
_EARLIER_SAMPLE = f"sample-10th-session{SUFFIX}"


class FileDesk(QObject):
    """Gets a `Workspace` for the window, whatever stands in the way."""

    opened = Signal(object)
    """A `Workspace` that is ready to be shown."""

    refused = Signal()
    """Nothing was opened; the window shows again what it showed before."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings

    def warm_up(self) -> None:
        """Load the database library while the user looks at the start screen."""
        module = "rapporteur.services.workspace"
        threading.Thread(target=import_module, args=(module,), daemon=True).start()

    def choose(self) -> None:
        """Ask for a file and open it."""
        name, _filter = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a session"), self.folder(), self.filters()
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open `path` for editing, or as the user decides where that is impossible."""
        self._open(path, "EDIT")

    def open_sample(self, earlier: bool = False) -> None:
        """Open the sample session, or the one before it, making it the first time."""
        path = paths.data_dir() / (_EARLIER_SAMPLE if earlier else _SAMPLE)
        if path.exists():
            self.open(path)
            return
        from rapporteur.services import facts  # noqa: PLC0415 - late, as above

        self._create(path, facts.sample_facts(facts.EARLIER_SAMPLE if earlier else facts.SAMPLE))

    def new_session(self) -> bool:
        """Run the assistant and open the session it describes.

        True where the user would rather begin with what a previous session has left.
        """
        from rapporteur.ui.dialogs.new_session import NewSession  # noqa: PLC0415 - late

        assistant = NewSession(self._settings, self.folder(), self._window)
        if assistant.exec():
            self._create(assistant.path(), assistant.facts(), self.kept_sets())
        return assistant.from_previous

    def save_copy(self, workspace: Workspace) -> Path | None:
        """Ask for a name and write everything there; the path, or None."""
        start = workspace.path.with_name(f"{workspace.path.stem} (copy){SUFFIX}")
        name, _filter = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save a copy"),
            str(start),
            self.filters(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return None
        target = Path(name)
        if target.suffix.casefold() != SUFFIX:
            target = target.with_name(target.name + SUFFIX)
        try:
            with _waiting():
                workspace.save_copy(target)
        except UserError as error:
            error_box(self._window, self.tr("Save a copy"), error).exec()
            return None
        return target

    def edit_copy(self, path: Path) -> None:
        """Copy a file that cannot be edited, and open the copy."""
        from rapporteur.services.workspace import OpenMode, Workspace  # noqa: PLC0415 - late

        try:
            source = Workspace.open(path, OpenMode.VIEW)
        except UserError as error:
            self._explain(path, error)
            return
        try:
            target = self.save_copy(source)
        finally:
            source.close()
        if target is not None:
            self.open(target)

    # Internals -----------------------------------------------------------------------

    def _open(self, path: Path, mode: str) -> None:
        from rapporteur.services.workspace import (  # noqa: PLC0415 - late
            FileInUse,
            OpenMode,
            Workspace,
        )

        try:
            with _waiting():
                workspace = Workspace.open(path, OpenMode[mode])
        except FileInUse as error:
            self._ask_holder(path, error)
        except UserError as error:
            self._explain(path, error)
        else:
            self._settings.set_text("files/folder", str(path.parent))
            self.opened.emit(workspace)

    def kept_sets(self) -> tuple[ColumnSet, ...]:
        """The column sets of this computer; none, and a word about it, where they are damaged."""
        from rapporteur.services.columns.set_defaults import default_sets  # noqa: PLC0415 - late

        try:
            return default_sets()
        except UserError as error:
            error_box(self._window, self.tr("New session"), error).exec()
            return ()

    def _create(self, path: Path, facts: Facts, sets: tuple[ColumnSet, ...] = ()) -> None:
        from rapporteur.services import sessions  # noqa: PLC0415 - late
        from rapporteur.services.workspace import Workspace  # noqa: PLC0415 - late

        try:
            with _waiting():
                workspace = Workspace.create(path)
                try:
                    with workspace.edit(self.tr("New session")) as db:
                        sessions.create_session(db, facts, sets)
                except BaseException:
                    # An empty file of that name would only stand in the way of the next try.
                    workspace.close()
                    path.unlink(missing_ok=True)
                    raise
        except UserError as error:
            error_box(self._window, self.tr("New session"), error).exec()
            self.refused.emit()
            return
        self._settings.set_text("files/folder", str(path.parent))
        self.opened.emit(workspace)

    def _ask_holder(self, path: Path, error: FileInUse) -> None:
        from rapporteur.ui.dialogs.in_use import Answer, InUse, TakeOver  # noqa: PLC0415 - late

        answer = InUse(path, error, self._window).ask()
        if answer is Answer.VIEW:
            self._open(path, "VIEW")
        elif answer is Answer.COPY:
            self.edit_copy(path)
        elif answer is Answer.TAKE_OVER and TakeOver(path, error, self._window).exec():
            self._open(path, "TAKE_OVER")
        else:
            self.refused.emit()

    def _explain(self, path: Path, error: UserError) -> None:
        """Say why a file cannot be opened; offer its newest good backup where there is one."""
        box = error_box(self._window, self.tr("The file cannot be opened"), error)
        restore = forget = None
        backup = _backup_of(error)
        if backup is not None:
            restore = box.addButton(
                self.tr("&Restore the backup"), QMessageBox.ButtonRole.AcceptRole
            )
        elif error.code == "file.missing":
            forget = box.addButton(
                self.tr("&Remove from the list"), QMessageBox.ButtonRole.DestructiveRole
            )
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Close))
        box.exec()
        if restore is not None and backup is not None and box.clickedButton() is restore:
            self._restore(path, backup)
            return
        if forget is not None and box.clickedButton() is forget:
            self._settings.forget_recent(str(path))
        self.refused.emit()

    def _restore(self, path: Path, backup: Backup) -> None:
        from rapporteur.services.workspace import Workspace  # noqa: PLC0415 - late

        try:
            Workspace.restore_damaged(path, backup)
        except UserError as error:
            error_box(self._window, self.tr("Restore"), error).exec()
            self.refused.emit()
        else:
            self.open(path)

    def folder(self) -> str:
        """Where to look first: the last folder, else the documents, as far as they exist."""
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        # A stick may have been taken out, and a plain Linux has no Documents.
        known = (self._settings.text("files/folder"), documents)
        return next((name for name in known if name and Path(name).is_dir()), str(Path.home()))

    def filters(self) -> str:
        """The kinds of files that a file dialog offers."""
        return self.tr("Rapporteur sessions (*{suffix});;All files (*)").format(suffix=SUFFIX)


def _backup_of(error: UserError) -> Backup | None:
    from rapporteur.services.workspace import FileDamaged  # noqa: PLC0415 - late

    return error.backup if isinstance(error, FileDamaged) else None


@contextmanager
def _waiting() -> Iterator[None]:
    """Show the clock while the disk works."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()
