"""Where lists go that leave the program: the folder last used, the ending of the name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from rapporteur.ui.plain import message_box
from rapporteur.ui.settings import Settings

_FOLDER = "export/folder"
_ENDING = ".xlsx"
PDF = ".pdf"
DOCX = ".docx"


def folder_for(settings: Settings) -> Path:
    """Where the last list went; at first the person's documents, as far as they exist."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    known = (settings.text(_FOLDER), QStandardPaths.writableLocation(place))
    return next((Path(name) for name in known if name and Path(name).is_dir()), Path.home())


def remember_folder(settings: Settings, path: Path) -> None:
    """The next list goes where this one went."""
    settings.set_text(_FOLDER, str(path.parent))


def with_ending(path: Path, ending: str = _ENDING) -> Path:
    """The path of a file with this ending, a workbook's, whatever was typed."""
    return path if path.suffix.casefold() == ending else path.with_name(f"{path.name}{ending}")


def ask_where(parent: QWidget, title: str, start: Path, ending: str = _ENDING) -> Path | None:
    """Ask for the name of a workbook, a PDF or a Word document; None where the user gives none.

    The file dialog asks before a file of the name typed is replaced. Where the ending is added
    only afterwards, that is another file, and asking is up to us.
    """
    translate = QCoreApplication.translate
    filters = {
        _ENDING: translate("Saving", "Excel workbooks (*.xlsx)"),
        PDF: translate("Saving", "PDF documents (*.pdf)"),
        DOCX: translate("Saving", "Word documents (*.docx)"),
    }[ending]
    found, _ = QFileDialog.getSaveFileName(parent, title, str(start), filters)
    if not found:
        return None
    path = with_ending(Path(found), ending)
    if path == Path(found) or not path.exists():
        return path
    text = translate("Saving", "{0} is there already. Replace it?").format(path.name)
    box = message_box(parent, title, text)
    box.setIcon(QMessageBox.Icon.Question)
    replace = box.addButton(translate("Saving", "&Replace"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return path if box.clickedButton() is replace else None
