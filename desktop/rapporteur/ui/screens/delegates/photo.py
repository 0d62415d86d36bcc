"""The photo of a person: dropped, pasted or chosen, shown small in the head of the form."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from rapporteur.ui.icons import set_icon

SIZE = QSize(60, 76)
# The service refuses more; reading a film by mistake must not fill the memory first.
_MAX_BYTES = 20_000_000
_SUFFIXES = ("*.jpg", "*.jpeg", "*.png", "*.webp")


class PhotoButton(QToolButton):
    """A picture that takes another one by drop, Ctrl+V or from its menu."""

    given = Signal(bytes, str)
    """The bytes of a picture, and the name of its file."""

    removed = Signal()

    unreadable = Signal(str)
    """What was given cannot be read, in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_photo = False
        self.setAccessibleName(self.tr("Photo"))
        self.setFixedSize(SIZE.width() + 8, SIZE.height() + 8)
        self.setAcceptDrops(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        menu = QMenu(self)
        menu.addAction(self.tr("Choose a &file…"), self._choose)
        menu.addAction(self.tr("&Paste"), self._paste)
        self._remove = menu.addAction(self.tr("&Remove"), self.removed.emit)
        self.setMenu(menu)
        self.show_photo(None)

    def show_photo(self, data: bytes | None) -> None:
        """Show a picture, or that there is none."""
        image = QImage.fromData(data) if data else QImage()
        self._has_photo = not image.isNull()
        self._remove.setEnabled(self._has_photo)
        if self._has_photo:
            ratio = self.devicePixelRatioF()
            scaled = image.scaled(
                SIZE * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            shown = QPixmap.fromImage(scaled)
            shown.setDevicePixelRatio(ratio)
            self.setProperty("iconName", None)
            self.setIcon(QIcon(shown))
            self.setIconSize(SIZE)
            self.setToolTip(self.tr("Photo. Drop, paste or choose another one."))
        else:
            set_icon(self, "photo")
            self.setIconSize(QSize(24, 24))
            self.setToolTip(self.tr("Drop a photo here, paste it, or choose a file."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.key() == Qt.Key.Key_Delete and self._has_photo:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Ctrl+V and Del on the photo are the photo's, not the table's.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Paste) or event.key() == Qt.Key.Key_Delete)
        ):
            event.accept()
            return True
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _has_picture(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._take(event.mimeData()):
            event.acceptProposedAction()

    def _choose(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Photo"), "", self.tr("Pictures") + f" ({' '.join(_SUFFIXES)})"
        )
        if path:
            self._read(Path(path))

    def _paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData(QClipboard.Mode.Clipboard)
        if not self._take(data):
            self.unreadable.emit(self.tr("There is no picture on the clipboard."))

    def _take(self, data: QMimeData) -> bool:
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if files:
            self._read(Path(files[0]))
            return True
        if not data.hasImage():
            return False
        image = data.imageData()
        if isinstance(image, QImage):
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            # Not QImage.save: its format is bytes to the type checker and text to the library.
            QImageWriter(buffer, QByteArray(b"PNG")).write(image)
            self.given.emit(bytes(buffer.data().data()), "photo.png")
        return True

    def _read(self, path: Path) -> None:
        try:
            if path.stat().st_size > _MAX_BYTES:
                self.unreadable.emit(self.tr("This file is too large for a photo."))
                return
            self.given.emit(path.read_bytes(), path.name)
        except OSError as error:
            reason = error.strerror or self.tr("unknown reason")
            self.unreadable.emit(self.tr("The photo cannot be read: {why}.").format(why=reason))


def _has_picture(data: QMimeData) -> bool:
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())
