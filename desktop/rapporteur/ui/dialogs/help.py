"""The help: short pages shipped with the program, shown from those files and nothing else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtWidgets import QListWidget, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from rapporteur import paths
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.plain_style import MARKUP_PROPERTY
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID


class HelpWindow(RememberedDialog):
    """Pages at the left, text at the right; stays open beside the work."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(settings, QSize(100 * GRID, 80 * GRID), parent)
        self.setWindowTitle(self.tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = sorted(paths.resource("help").glob("*.md"))

        self.contents = QListWidget()
        self.text = _Pages()
        splitter = QSplitter()

        self.contents.currentRowChanged.connect(self._show)
        self.text.page_wanted.connect(self.show_page)

        self.contents.setAccessibleName(self.tr("Pages"))
        self.text.setAccessibleName(self.tr("Page"))
        for page in self._pages:
            self.contents.addItem(_title(page))
        splitter.addWidget(self.contents)
        splitter.addWidget(self.text)
        splitter.setSizes([26 * GRID, 74 * GRID])
        splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.addWidget(splitter)
        self.contents.setCurrentRow(0)

    def show_page(self, name: str) -> None:
        """Show the page stored as `name`, such as "03-import.md"."""
        for row, page in enumerate(self._pages):
            if page.name == name:
                self.contents.setCurrentRow(row)

    def _show(self, row: int) -> None:
        self.text.setMarkdown(self._pages[row].read_text(encoding="utf-8"))


class _Pages(QTextBrowser):
    """Loads nothing by itself: no pictures, no addresses; a link only turns the page."""

    page_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty(MARKUP_PROPERTY, True)
        self.setOpenLinks(False)
        self.anchorClicked.connect(lambda url: self.page_wanted.emit(url.fileName()))
        self.document().setDocumentMargin(2 * GRID)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        return None


def _title(page: Path) -> str:
    """The heading in the first line."""
    return page.read_text(encoding="utf-8").split("\n", 1)[0].lstrip("# ").strip()
