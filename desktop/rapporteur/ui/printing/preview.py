"""The preview of a document: its pages, and a line above them to turn and to enlarge."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rapporteur.ui.icons import set_icon
from rapporteur.ui.printing.page_maker import Making
from rapporteur.ui.printing.pages_view import Fit, PagesView
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID

_SIZES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_KEY = "print/zoom"


class Preview(QWidget):
    """Shows one document after the other. `stop` before it is thrown away."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

        self.pages = PagesView()
        self._page = QSpinBox()
        self._page.setAccessibleName(self.tr("Page"))
        self._page.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._of = QLabel()
        self._back = self._button("up", self.tr("Previous page"))
        self._on = self._button("down", self.tr("Next page"))
        self._smaller = QToolButton()
        self._smaller.setText("−")
        self._larger = QToolButton()
        self._larger.setText("+")
        for button, name in (
            (self._smaller, self.tr("Smaller (Ctrl+Minus in the pages)")),
            (self._larger, self.tr("Larger (Ctrl+Plus in the pages)")),
        ):
            button.setAutoRaise(True)
            button.setToolTip(name)
            button.setAccessibleName(name)
        self._zoom = QComboBox()
        self._zoom.setAccessibleName(self.tr("Size of the pages"))
        self._zoom.addItem(self.tr("Fit width"), Fit.WIDTH)
        self._zoom.addItem(self.tr("Whole page"), Fit.PAGE)
        for size in _SIZES:
            self._zoom.addItem(f"{size:.0%}", size)

        self.pages.page_changed.connect(self._show_page)
        self.pages.zoom_changed.connect(self._show_zoom)
        self._page.valueChanged.connect(self.pages.go_to)
        self._back.clicked.connect(lambda: self.pages.go_to(self.pages.page - 1))
        self._on.clicked.connect(lambda: self.pages.go_to(self.pages.page + 1))
        self._smaller.clicked.connect(lambda: self.pages.zoom_by(-1))
        self._larger.clicked.connect(lambda: self.pages.zoom_by(1))
        self._zoom.activated.connect(self._on_zoom)

        self._lay_out()
        self._restore()

    def show_document(self, making: Making) -> None:
        """Have a document made and show it."""
        self.pages.show_document(making)

    def show_words(self, words: str) -> None:
        """Show no document but say why."""
        self.pages.show_words(words)

    def stop(self) -> None:
        """Remember the size of the pages, and give up what is being made."""
        fit = self.pages.fit
        kept = fit.value if fit is not Fit.NONE else f"{self.pages.zoom:.2f}"
        self._settings.set_text(_KEY, kept)
        self.pages.stop()

    def _restore(self) -> None:
        kept = self._settings.text(_KEY, Fit.WIDTH.value)
        try:
            self.pages.set_zoom(float(kept))
        except ValueError:
            self.pages.set_fit(Fit.PAGE if kept == Fit.PAGE.value else Fit.WIDTH)
        self._show_page(0, 0)

    def _show_page(self, page: int, count: int) -> None:
        with QSignalBlocker(self._page):
            self._page.setRange(min(1, count), count)
            self._page.setValue(page)
        self._of.setText(self.tr("of %n pages", "", count) if count else self.tr("no pages"))
        if (layout := self.layout()) is not None:
            layout.activate()  # at once, or the words are cut until the next round
        self._page.setEnabled(count > 0)
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < count)

    def _show_zoom(self) -> None:
        fit, zoom = self.pages.fit, self.pages.zoom
        wanted = next(
            (
                at
                for at in range(self._zoom.count())
                if self._zoom.itemData(at) in ((fit,) if fit is not Fit.NONE else (zoom,))
            ),
            -1,
        )
        self._zoom.setCurrentIndex(wanted)
        if wanted < 0:
            self._zoom.setPlaceholderText(f"{zoom:.0%}")

    def _on_zoom(self, at: int) -> None:
        chosen = self._zoom.itemData(at)
        if isinstance(chosen, Fit):
            self.pages.set_fit(chosen)
        else:
            self.pages.set_zoom(float(chosen))

    def _button(self, drawing: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        set_icon(button, drawing)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID // 2)
        turning: tuple[QWidget, ...] = (self._back, self._on, self._page, self._of)
        sizing: tuple[QWidget, ...] = (self._smaller, self._zoom, self._larger)
        for part in turning:
            row.addWidget(part)
        row.addStretch(1)
        for part in sizing:
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.pages, 1)
