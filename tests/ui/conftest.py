"""A themed application, and a window with the sample session open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rapporteur.services import sessions
from rapporteur.services.facts import sample_facts
from rapporteur.services.workspace import Workspace
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme, load_fonts
from rapporteur.ui.window import MainWindow


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample session as a file, made once."""
    path = tmp_path_factory.mktemp("sample") / "sample.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        sessions.create_session(db, sample_facts())
    workspace.close()
    return path.read_bytes()


@pytest.fixture(scope="session")
def shipped_fonts(qapp: QApplication) -> None:
    """Our fonts, registered once: each registration makes Qt measure everything anew."""
    load_fonts()


@pytest.fixture
def themed(qapp: QApplication, shipped_fonts: None) -> QApplication:
    """The application with our fonts and the light theme."""
    apply_theme(qapp, "light")
    return qapp


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of nobody."""
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def window(themed: QApplication, settings: Settings, qtbot: QtBot) -> Iterator[MainWindow]:
    """The main window, shown, with no file open."""
    shown = MainWindow(settings, size=QSize(1280, 800))
    shown.show()
    shown.activateWindow()
    qtbot.waitActive(shown)
    yield shown
    shown.close()
    shown.deleteLater()
    # Without a running loop nothing that was thrown away would ever go.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def sample_path(tmp_path: Path, sample_file: bytes) -> Path:
    """A copy of the sample session."""
    path = tmp_path / "sample.rapporteur"
    path.write_bytes(sample_file)
    return path


@pytest.fixture
def open_window(window: MainWindow, sample_path: Path) -> MainWindow:
    """The main window with the sample session open."""
    window.desk.open(sample_path)
    assert window.page is not None
    return window
