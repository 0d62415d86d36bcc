"""The sample session as a file: made once in a process, and copied for each test."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from rapporteur.services import sessions
from rapporteur.services.facts import sample_facts
from rapporteur.services.workspace import Workspace


def sample_session(path: Path) -> Workspace:
    """The sample session in a new file, open for editing."""
    path.write_bytes(sample_bytes())
    return Workspace.open(path)


@cache
def sample_bytes() -> bytes:
    """What the file of the sample session holds."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "sample.rapporteur"
        workspace = Workspace.create(path)
        with workspace.edit("New session") as db:
            sessions.create_session(db, sample_facts())
        workspace.close()
        return path.read_bytes()
