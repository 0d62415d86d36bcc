"""A whole import (guarded read, recognition, comparison, durable commit), or its undo."""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.clocks import Clocks

from rapporteur.exchange.incoming.reading import read_book
from rapporteur.services.importing import imports
from rapporteur.services.workspace import Workspace

what, session, roster = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
clock = "processor" if "processor" in sys.argv[4:] else "wall"
with tempfile.TemporaryDirectory() as folder:
    copy = Path(shutil.copy(session, folder))
    workspace = Workspace.open(copy)
    started = Clocks.now()
    book = read_book(roster)
    with workspace.read() as db:
        plan = imports.plan(db, book, side="IN")
    planned = Clocks.now()
    with workspace.edit("import") as db:
        imports.commit(db, plan, content=roster.read_bytes())
    committed = Clocks.now()
    if what == "undo":
        workspace.undo()
    undone = Clocks.now()
    workspace.close()
passed = {
    "import": committed.since(started),
    "commit": committed.since(planned),
    "undo": undone.since(committed),
}[what]
print(getattr(passed, clock))
