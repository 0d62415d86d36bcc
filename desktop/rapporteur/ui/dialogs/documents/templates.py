"""The templates of the Word documents: copy one out, edit it in Word, have it checked.

Own templates lie in a folder of this person's; the documents screen offers them beside the
program's own.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.errors import UserError
from rapporteur.services.documents import templates
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID

_PATH = Qt.ItemDataRole.UserRole


class TemplatesDialog(RememberedDialog):
    """Kinds above; own templates on the left, the fields of the kind on the right."""

    def __init__(self, settings: Settings, which: str = "", parent: QWidget | None = None) -> None:
        """`which` is the name of a kind, or the key of a document that it makes."""
        super().__init__(settings, QSize(110 * GRID, 76 * GRID), parent)
        self.setWindowTitle(self.tr("Templates"))

        self.kind = QComboBox()
        self.own = QListWidget()
        self._copy_out = QPushButton(self.tr("&Copy out to edit"))
        self._open = QPushButton(self.tr("&Open in Word"))
        self._check = QPushButton(self.tr("C&heck"))
        self._folder = QPushButton(self.tr("Open &folder"))
        self.fields = QTreeWidget()
        self._copy = QPushButton(self.tr("Copy the fie&ld"))
        self.said = QPlainTextEdit()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)

        self.kind.currentIndexChanged.connect(self._show_fields)
        self.own.currentItemChanged.connect(self._enable)
        self.own.itemActivated.connect(lambda _item: self._on_check())
        self._copy_out.clicked.connect(self._on_copy_out)
        self._open.clicked.connect(self._on_open)
        self._check.clicked.connect(self._on_check)
        self._folder.clicked.connect(self._on_folder)
        self._copy.clicked.connect(self._on_copy)
        self.fields.itemActivated.connect(lambda _item: self._on_copy())
        shortcut = QShortcut(QKeySequence.StandardKey.Copy, self.fields)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._on_copy)
        self._buttons.rejected.connect(self.reject)

        self._set_parts()
        self._lay_out()
        self._load(which)

    def _set_parts(self) -> None:
        self.own.setAccessibleName(self.tr("Own templates"))
        self.own.setMinimumWidth(30 * GRID)
        self.fields.setAccessibleName(self.tr("Fields"))
        self.fields.setHeaderLabels([self.tr("Field"), self.tr("Meaning"), self.tr("Example")])
        self.fields.setRootIsDecorated(False)
        self.fields.setUniformRowHeights(True)
        self.fields.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self.fields.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(False)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(2, 26 * self.fontMetrics().averageCharWidth())
        self.said.setReadOnly(True)
        self.said.setTabChangesFocus(True)
        self.said.setAccessibleName(self.tr("What the check found"))
        self.said.setMaximumHeight(16 * GRID)
        self.said.setPlaceholderText(
            self.tr("Copy a template out, edit it in Word, and check it here.")
        )

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Kind"))
        label.setBuddy(self.kind)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.kind, 1)
        own = QLabel(self.tr("O&wn templates"))
        own.setBuddy(self.own)
        left = QVBoxLayout()
        left.addWidget(own)
        left.addWidget(self.own, 1)
        for button in (self._copy_out, self._open, self._check, self._folder):
            left.addWidget(button)
        fields = QLabel(self.tr("F&ields to copy from; loops and conditions stand in the copy"))
        fields.setBuddy(self.fields)
        fields.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        right = QVBoxLayout()
        right.addWidget(fields)
        right.addWidget(self.fields, 1)
        right.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        middle = QHBoxLayout()
        middle.setSpacing(2 * GRID)
        middle.addLayout(left)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addLayout(middle, 1)
        column.addWidget(self.said)
        column.addWidget(self._buttons)

    def _load(self, which: str) -> None:
        for kind in templates.KINDS:
            self.kind.addItem(kind.title, kind.name)
        try:
            wanted = templates.kind_named(which).name
        except UserError:
            wanted = templates.KINDS[0].name
        self.kind.setCurrentIndex(self.kind.findData(wanted))
        self._show_own()

    def _show_own(self, chosen: Path | None = None) -> None:
        self.own.clear()
        for path in templates.own_templates():
            item = QListWidgetItem(path.name)
            item.setData(_PATH, path)
            self.own.addItem(item)
            if path == chosen:
                self.own.setCurrentItem(item)
        self._enable()

    def _show_fields(self) -> None:
        self.fields.clear()
        for field in templates.fields(str(self.kind.currentData())):
            item = QTreeWidgetItem([field.written, field.meaning, field.sample])
            item.setToolTip(1, field.meaning)
            item.setToolTip(2, field.sample)
            self.fields.addTopLevelItem(item)

    def _enable(self) -> None:
        chosen = self._chosen() is not None
        for button in (self._open, self._check):
            button.setEnabled(chosen)

    def _chosen(self) -> Path | None:
        found = self.own.currentIndex().data(_PATH)
        return found if isinstance(found, Path) else None

    def _on_copy_out(self) -> None:
        try:
            path = templates.copy_out(str(self.kind.currentData()))
        except UserError as error:
            self.said.setPlainText(str(error))
            return
        self._show_own(path)
        self.said.setPlainText(
            self.tr("Copied: {0}. Open it in Word, edit it, save it, and check it here.").format(
                path
            )
        )
        self.own.setFocus()

    def _on_open(self) -> None:
        if (path := self._chosen()) is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _on_folder(self) -> None:
        try:
            folder = templates.own_folder()
        except OSError as error:
            self.said.setPlainText(str(error))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_check(self) -> None:
        path = self._chosen()
        if path is None:
            return
        try:
            unknown = templates.check_template(path, str(self.kind.currentData()))
        except UserError as error:
            self.said.setPlainText(str(error))
            return
        if not unknown:
            words = self.tr("{0}: every field is known, and it may be used for {1}.")
            self.said.setPlainText(words.format(path.name, self.kind.currentText()))
            return
        lines = [self.tr("%n unknown fields:", "", len(unknown))]
        lines += [f"– {one.name}: {one.place}" for one in unknown]
        self.said.setPlainText("\n".join(lines))

    def _on_copy(self) -> None:
        field = self.fields.currentIndex().siblingAtColumn(0).data()
        if field:
            QGuiApplication.clipboard().setText(str(field))
            self.said.setPlainText(self.tr("Copied: {0}").format(field))
