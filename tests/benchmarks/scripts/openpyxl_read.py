"""The peer of an import: openpyxl's normal mode reading the file, its own import included."""

import sys

from tests.benchmarks.clocks import Clocks

started = Clocks.now()
import openpyxl  # noqa: E402  its loading is part of what is measured

book = openpyxl.load_workbook(sys.argv[1])
rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
assert rows
passed = Clocks.now().since(started)
print(passed.processor if "processor" in sys.argv[2:] else passed.wall)
