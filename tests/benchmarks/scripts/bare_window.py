"""The peer of a cold start: a bare PySide6 program that paints an empty window with a table."""

import os
import resource
import sys

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView


class _FirstPaint(QObject):
    seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.seen = True
        return super().eventFilter(watched, event)


app = QApplication([])
window = QMainWindow()
table = QTableView()
window.setCentralWidget(table)
watch = _FirstPaint()
table.viewport().installEventFilter(watch)
window.show()
while not watch.seen:
    app.processEvents()
app.processEvents()
if sys.argv[1:] == ["memory"]:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)
os._exit(0)
