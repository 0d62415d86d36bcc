"""One accepted field, durable and with history; or the same rows through plain sqlite3."""

import json
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from rapporteur.domain.editing import FieldEdit
from rapporteur.services import delegates
from rapporteur.services.workspace import Workspace

EDITS = 60


def ours(path: Path) -> list[float]:
    workspace = Workspace.open(path)
    with workspace.read() as db:
        person = delegates.list_delegates(db)[0]
    times, old = [], person["designation"]
    for n in range(EDITS):
        new = f"Adviser {n}"
        started = time.perf_counter()
        with workspace.edit("designation") as db:
            delegates.update_delegate(db, person.id, {"designation": FieldEdit(old, new)})
        times.append(time.perf_counter() - started)
        old = new
    workspace.close()
    return times


def plain(path: Path) -> list[float]:
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=TRUNCATE", "synchronous=FULL", "secure_delete=ON"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("CREATE TABLE peer_history (id INTEGER PRIMARY KEY, row_id, before, after)")
    (row_id,) = db.execute("SELECT min(id) FROM delegate").fetchone()
    times, old = [], ""
    for n in range(EDITS):
        new = f"Adviser {n}"
        started = time.perf_counter()
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE delegate SET designation = ? WHERE id = ?", (new, row_id))
        before, after = json.dumps({"designation": old}), json.dumps({"designation": new})
        db.execute("INSERT INTO peer_history VALUES (NULL, ?, ?, ?)", (row_id, before, after))
        db.execute("COMMIT")
        times.append(time.perf_counter() - started)
        old = new
    db.close()
    return times


with tempfile.TemporaryDirectory(dir=Path(sys.argv[2]).parent) as folder:
    copy = Path(shutil.copy(sys.argv[2], folder))
    print(median((ours if sys.argv[1] == "ours" else plain)(copy)))
