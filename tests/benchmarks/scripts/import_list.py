"""A whole import (guarded read, recognition, comparison, durable commit), or its undo."""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from rapporteur.exchange.reading import read_book
from rapporteur.services import imports
from rapporteur.services.workspace import Workspace

what, session, roster = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
with tempfile.TemporaryDirectory() as folder:
    copy = Path(shutil.copy(session, folder))
    workspace = Workspace.open(copy)
    started = time.perf_counter()
    book = read_book(roster)
    with workspace.read() as db:
        plan = imports.plan(db, book, side="IN")
    planned = time.perf_counter()
    with workspace.edit("import") as db:
        imports.commit(db, plan, content=roster.read_bytes())
    committed = time.perf_counter()
    if what == "undo":
        workspace.undo()
    undone = time.perf_counter()
    workspace.close()
print(
    {"import": committed - started, "commit": committed - planned, "undo": undone - committed}[what]
)
