"""Where a list comes from: files chosen or dropped, a table pasted; and reading it.

What is dropped on the assistant, pasted into it or chosen in its file dialog becomes a row of
sources, which are taken in one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Book, Reading
from rapporteur.exchange.incoming.clipboard import copied_list, holds_lines, holds_table
from rapporteur.exchange.incoming.reading import (
    FOUND_OUT,
    Reader,
    content_of,
    end_reader,
    read_bytes,
    start_reader,
)
from rapporteur.ui.workers import JobControl

SESSION = ".rapporteur"


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or what was pasted: then `path` is None and `content` holds it."""

    name: str
    path: Path | None = None
    content: bytes = field(default=b"", repr=False)
    reading: Reading = FOUND_OUT

    @classmethod
    def file(cls, path: Path) -> Source:
        """The file at `path`."""
        return cls(path.name, path)


@dataclass(frozen=True, slots=True)
class Received:
    """A list as received: its values and its bytes, which are kept with the session."""

    source: Source
    book: Book
    content: bytes = field(repr=False)


class ReaderInWaiting:
    """A reading process that is started while the user still chooses the list.

    It loads what it needs meanwhile, so that the list is there the sooner.
    """

    def __init__(self) -> None:
        self._reader: Reader | None = None

    def prepare(self) -> None:
        """Have one ready."""
        if self._reader is None:
            self._reader = start_reader()

    def take(self) -> Reader | None:
        """The process, which now belongs to the caller."""
        reader, self._reader = self._reader, None
        return reader

    def dismiss(self) -> None:
        """End it: no list will be read."""
        if (reader := self.take()) is not None:
            end_reader(reader)
            for pipe in (reader.stdin, reader.stdout):
                if pipe is not None:
                    pipe.close()


def receive(source: Source, control: JobControl, reader: Reader | None = None) -> Received:
    """Read a source in the guarded process. Raises UserError "workbook.…"."""
    content = source.content if source.path is None else content_of(source.path)
    unread = Received(source, Book(source.name, "", ()), content)
    return read_again(unread, source.reading, control, reader)


def read_again(
    received: Received, reading: Reading, control: JobControl, reader: Reader | None = None
) -> Received:
    """The same bytes in another reading; the file is not asked again."""
    book = read_bytes(
        received.source.name,
        received.content,
        reading=reading,
        on_progress=control.report,
        cancelled=control.cancelled,
        reader=reader,
    )
    return Received(received.source, book, received.content)


def clipboard_data() -> QMimeData:
    """What is on the clipboard; an empty one may say so by offering nothing at all."""
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if data is None else data


def files_in(data: QMimeData) -> list[Path]:
    """The files in what is dragged or pasted, without session files, which are no lists."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.casefold() != SESSION]


def offers_list(data: QMimeData) -> bool:
    """Whether files, a table or lines of text are offered."""
    if data.hasUrls():
        return bool(files_in(data))
    return holds_table(data.html()) or holds_lines(data.text())


def sources_in(data: QMimeData) -> list[Source]:
    """The sources in what was dropped or pasted. UserError "paste.empty" where there is none."""
    if files := files_in(data):
        return [Source.file(path) for path in files]
    # The local time, for the name: that is what the person at the keyboard knows it by.
    copied = copied_list(data.html(), data.text(), datetime.now().astimezone())
    return [Source(copied.name, None, copied.content, copied.reading)]


class Queue(QObject):
    """Sources that are taken in one after the other: what is given replaces what waits."""

    began = Signal(object, str)
    """A `Source` is at hand now. The words say what became of the one before; "" for the first."""

    refused = Signal(object)
    """A `UserError`: nothing of what was given is a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: tuple[Source, ...] = ()
        self._at = 0

    @property
    def place(self) -> tuple[int, int]:
        """The number of the current source, from 1, and of how many."""
        return self._at + 1, len(self._sources)

    @property
    def has_more(self) -> bool:
        """Whether another source waits."""
        return self._at + 1 < len(self._sources)

    def take_files(self, files: Path | Sequence[Path]) -> None:
        """Begin with the first of these files; the others wait."""
        self._take([Source.file(path) for path in ([files] if isinstance(files, Path) else files)])

    def take_pasted(self) -> None:
        """Begin with what is on the clipboard."""
        self.take_offered(clipboard_data())

    def take_offered(self, data: QMimeData) -> None:
        """Begin with what was dropped or pasted."""
        try:
            self._take(sources_in(data))
        except UserError as error:
            self.refused.emit(error)

    def skip(self) -> None:
        """Leave the current source out and go on to the next."""
        if self.has_more:
            name = self._sources[self._at].name
            self.go_on(self.tr("{0} was skipped; nothing of it was taken in.").format(name))

    def go_on(self, said: str) -> bool:
        """Go on to the next source; False where there is none, and all are done."""
        if not self.has_more:
            return False
        self._at += 1
        self.began.emit(self._sources[self._at], said)
        return True

    def _take(self, sources: Sequence[Source]) -> None:
        if sources:
            self._sources, self._at = tuple(sources), 0
            self.began.emit(self._sources[0], "")


def no_sheet() -> UserError:
    """What is said of a list in which there is nothing to be shown."""
    translate = QCoreApplication.translate
    return UserError(
        "import.no_sheet",
        translate("ImportAssistant", "The workbook has no sheet that could be shown."),
        safe=translate("ImportAssistant", "Nothing was changed."),
        advice=translate(
            "ImportAssistant",
            "Open it in the program it was made with, save it again, and import that.",
        ),
    )
