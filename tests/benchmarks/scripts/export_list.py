"""A formatted, checked and durable roster, from records to the file in its place."""

import sys
import tempfile
import time
from pathlib import Path

from rapporteur.domain.column_sets import column_set
from rapporteur.services.lists import exports
from rapporteur.services.workspace import Workspace

workspace = Workspace.open(Path(sys.argv[1]))
with workspace.read() as db:
    roster = exports.roster_data(db, column_set("public"), side="IN")
workspace.close()
started = time.perf_counter()
from rapporteur.exchange.outgoing.roster import write_roster  # noqa: E402  its loading is measured too

with tempfile.TemporaryDirectory() as folder:
    write_roster(Path(folder) / "out.xlsx", roster)
print(time.perf_counter() - started)
