"""A process that looks at a session file with the rights of an ordinary person.

Nothing is write-protected from the superuser, under whom tests may run.
"""

from __future__ import annotations

import os
from multiprocessing.connection import Connection
from pathlib import Path

from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.storage.tables import DelegateRow

NOBODY = 65534


def look(path: Path, home: Path, pipe: Connection) -> None:
    """Open the file for editing; send the reason why it is for viewing, and a name in it."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = str(home)
    if os.geteuid() == 0:
        # Whatever is imported late must be there: the interpreter may be out of reach below.
        Workspace.open(path, OpenMode.VIEW).close()
        for place in home.rglob("*"):
            os.chown(place, NOBODY, NOBODY)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    workspace = Workspace.open(path)
    with workspace.read() as db:
        pipe.send((workspace.read_only_reason, db.get_one(DelegateRow, 1).family_name))
    workspace.close()
