"""Opening a Protocol that came back: chosen, read beside the window, then shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from rapporteur.domain.errors import UserError
from rapporteur.domain.returned_protocol import ReturnedProtocol
from rapporteur.exchange.returned.reading import content, read_returned
from rapporteur.exchange.returned.refusals import refusal
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.dialogs.protocol.returned import ReturnedProtocolDialog
from rapporteur.ui.dialogs.waiting import wait_for
from rapporteur.ui.saving import folder_for, remember_folder
from rapporteur.ui.settings import Settings
from rapporteur.ui.workers import JobControl, Stopped


def choose_returned(bridge: FileBridge, settings: Settings, parent: QWidget) -> bool:
    """Ask for the document, then `open_returned`; False where nothing was taken in."""
    translate = QCoreApplication.translate
    name, _ = QFileDialog.getOpenFileName(
        parent,
        translate("OpenReturned", "The Protocol that came back"),
        str(folder_for(settings)),
        translate("OpenReturned", "Word documents (*.docx *.docm);;All files (*)"),
    )
    if not name:
        return False
    remember_folder(settings, Path(name))
    return open_returned(bridge, settings, Path(name), parent)


def open_returned(bridge: FileBridge, settings: Settings, path: Path, parent: QWidget) -> bool:
    """Read the document at `path` and show what it would change; True where some was taken.

    A refusal is said in the message bar; a cancel too.
    """
    words = QCoreApplication.translate("OpenReturned", "Reading {0}…").format(path.name)

    def work(control: JobControl) -> tuple[ReturnedProtocol, bytes]:
        data = content(path)
        found = read_returned(
            path.name, data, on_progress=control.report, cancelled=control.cancelled
        )
        return found, data

    try:
        returned, data = wait_for(words, work, parent)
        if not returned.texts:
            raise refusal("no_text", path.name)
    except Stopped:
        bridge.say(QCoreApplication.translate("OpenReturned", "Stopped. Nothing was changed."))
        return False
    except UserError as error:
        if error.code == "returned.cancelled":
            bridge.say(error.message, Tone.INFO)
        else:
            bridge.report(error)
        return False
    return bool(ReturnedProtocolDialog(bridge, settings, returned, data, parent).exec())
