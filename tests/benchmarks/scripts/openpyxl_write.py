"""The peer of an export: openpyxl's write-only mode writing the same cells bare."""

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
cells = [list(row.values) for band in roster.sheets[0].bands for row in band.rows]
started = time.perf_counter()
import openpyxl  # noqa: E402  its loading is part of what is measured

book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet()
for row in cells:
    sheet.append(row)
with tempfile.TemporaryDirectory() as folder:
    book.save(f"{folder}/out.xlsx")
print(time.perf_counter() - started)
