"""The sample session, made anew for each test that changes it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rapporteur.services.facts import sample_facts
from rapporteur.services.sessions import create_session
from rapporteur.services.workspace import Workspace

NOW = datetime(2025, 8, 7, 9, 0, tzinfo=UTC)
"""The day after the sample session."""


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample session's file, closed."""
    path = tmp_path_factory.mktemp("sample") / "sample.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        create_session(db, sample_facts())
    workspace.close()
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of the sample session, open for editing."""
    path = tmp_path / "session.rapporteur"
    shutil.copy(sample_file, path)
    workspace = Workspace.open(path)
    yield workspace
    workspace.close()


@pytest.fixture(autouse=True)
def application(qapp):
    """PDFs would make an application without windows, and other tests need one with."""
    return qapp
