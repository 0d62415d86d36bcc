"""The dialog that prints cards: which kind, for whom, what stands on them, what has changed.

On the left the choices, in the middle a sheet as it will come out, on the right who gets a card
and why. What was printed is remembered in the file, as a step of its own, once it really was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rapporteur.documents.pdf.cards import cards_printout, grid
from rapporteur.documents.pdf.engine import Printout
from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.cards import CardChanges, CardKind, CardSheet
from rapporteur.domain.papers.page import PaperSize
from rapporteur.services import sessions
from rapporteur.services.cards.composing import card_sheet, file_name
from rapporteur.services.cards.printed import changes, printed_at, remember
from rapporteur.services.lists.titles import short_moment
from rapporteur.services.seating.reading import plans
from rapporteur.services.workspace import Db
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.cards import people
from rapporteur.ui.dialogs.cards.choices import CardChoices
from rapporteur.ui.dialogs.cards.reasons import ReasonList
from rapporteur.ui.dialogs.cards.writing import write_cards
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.printing.preview import Preview
from rapporteur.ui.printing.printing import print_document
from rapporteur.ui.saving import PDF, ask_where, folder_for, remember_folder
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar
from rapporteur.ui.workers import Job, Stopped

_KEY = "cards"


class CardsDialog(RememberedDialog):
    """Stays open after a print, so that the badges may follow the plates.

    `selected` are the people chosen on the screen; `start` is the entry to begin with, such as
    the key of a seating plan.
    """

    def __init__(
        self,
        bridge: FileBridge,
        settings: Settings,
        selected: Sequence[int] = (),
        *,
        kind: CardKind | None = None,
        start: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, QSize(150 * GRID, 84 * GRID), parent)
        self.setWindowTitle(self.tr("Name plates, badges, place cards"))
        self._bridge = bridge
        self._settings = settings
        self._selected = tuple(selected)
        self._job: Job | None = None
        self._sheet = CardSheet(CardKind.PLATE, "", "", ())
        self._changes = CardChanges((), (), ())
        session = bridge.read(sessions.session)

        self._bar = MessageBar()
        self._kind = QComboBox()
        self._people = QComboBox()
        self._changed = QCheckBox(self.tr("Only what &changed since the last print"))
        self._last = QLabel()
        self._choices = CardChoices(settings, session.language_codes)
        self._preview = Preview(settings)
        self._heading = QLabel()
        self._reasons = ReasonList()
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.print_button = self._buttons.addButton(self.tr("&Print…"), role)
        self.pdf_button = self._buttons.addButton(self.tr("&Save as PDF…"), role)

        self._kind.currentIndexChanged.connect(self._on_kind)
        self._people.currentIndexChanged.connect(self.refresh)
        self._changed.toggled.connect(self.refresh)
        self._choices.changed.connect(self.refresh)
        self._reasons.wanted.connect(self._on_wanted)
        self.print_button.clicked.connect(lambda _checked: self._on_print())
        self.pdf_button.clicked.connect(lambda _checked: self._on_save())
        self._buttons.rejected.connect(self.reject)
        bridge.changed.connect(self._on_file_changed)

        self._fill(kind, start)
        self._assemble()
        self._on_kind()
        self._kind.setFocus()

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._job is not None

    @property
    def sheet(self) -> CardSheet:
        """The cards that a print would have now."""
        return self._sheet

    @property
    def sheets(self) -> int:
        """How many sheets of paper are shown; 0 until they are laid out."""
        return self._preview.pages.page_count

    def kind(self) -> CardKind:
        """The kind of card chosen."""
        return CardKind(self._kind.currentData())

    def choose(self, kind: CardKind, people_key: str = "") -> None:
        """Choose a kind, and whom the cards are for."""
        self._kind.setCurrentIndex(self._kind.findData(kind.value))
        if people_key:
            self._people.setCurrentIndex(max(self._people.findData(people_key), 0))

    def refresh(self) -> None:
        """Compose everything anew and show it."""
        try:
            sheet, self._changes, last = self._bridge.read(self._compose)
        except UserError as error:
            self._show_error(error)
            return
        needed = self._changes.to_print
        self._changed.setEnabled(bool(last))
        if self._changed.isChecked() and last:
            sheet = replace(sheet, cards=tuple(c for c in sheet.cards if c.uuid in needed))
        self._sheet = sheet
        self._last.setText(
            self.tr("Last printed {0}; changed since: %n", "", len(needed)).format(last)
            if last
            else self.tr("Not printed yet.")
        )
        self._reasons.show_changes(self._changes, [card.uuid for card in sheet.cards])
        self._heading.setText(self._count_words())
        if sheet.cards:
            self._preview.show_document(self._making(self._choices.paper()))
        else:
            self._preview.show_words(self._heading.text())
        self._show_buttons()

    def reject(self) -> None:
        """Close. A file being written is finished first: it takes a moment."""
        if self._job is None:
            super().reject()

    def done(self, result: int) -> None:
        self._preview.stop()
        self._settings.save_parts(f"{_KEY}/dialog", self._parts)
        self._settings.set_text(f"{_KEY}/kind", self.kind().value)
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            event.ignore()
            return
        self._preview.stop()
        super().closeEvent(event)

    # ------------------------------------------------------------------------ making it up

    def _fill(self, kind: CardKind | None, start: str) -> None:
        for one, words in (
            (CardKind.PLATE, self.tr("Name plates")),
            (CardKind.BADGE, self.tr("Badges")),
            (CardKind.PLACE, self.tr("Place cards")),
        ):
            self._kind.addItem(words, one.value)
        known = kind.value if kind is not None else self._settings.text(f"{_KEY}/kind")
        with QSignalBlocker(self._kind), QSignalBlocker(self._people):
            self._kind.setCurrentIndex(max(self._kind.findData(known), 0))
            sides, made = self._bridge.read(lambda db: (sessions.sides(db), plans(db)))
            for key, name in people.entries(sides, made, len(self._selected)):
                self._people.addItem(self._entry(key, name), key)
            many = people.SELECTED if len(self._selected) > 1 else people.EVERYBODY
            self._people.setCurrentIndex(self._people.findData(start or many))

    def _entry(self, key: str, name: str) -> str:
        if key == people.SELECTED:
            return self.tr("%n chosen people", "", int(name))
        if key == people.EVERYBODY:
            return self.tr("Everybody who comes")
        if key.startswith(people.PLAN):
            return self.tr("Seated: {0}").format(name)
        return name

    def _assemble(self) -> None:
        for label in (self._last, self._heading):
            label.setWordWrap(True)
        kind_label = QLabel(self.tr("&Kind"))
        kind_label.setBuddy(self._kind)
        people_label = QLabel(self.tr("F&or"))
        people_label.setBuddy(self._people)
        form = self._choices.form
        form.insertRow(0, kind_label, self._kind)
        form.insertRow(1, people_label, self._people)
        form.insertRow(2, self._changed)
        form.insertRow(3, self._last)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(GRID, 0, 0, 0)
        column.addWidget(self._heading)
        column.addWidget(self._reasons, 1)
        for part in (self._choices, self._preview, right):
            self._parts.addWidget(part)
        self._preview.setMinimumWidth(36 * GRID)
        right.setMinimumWidth(26 * GRID)
        self._parts.setChildrenCollapsible(False)
        self._parts.setStretchFactor(1, 1)
        self._parts.setHandleWidth(1)
        if not self._settings.restore_parts(f"{_KEY}/dialog", self._parts):
            self._parts.setSizes([40 * GRID, 68 * GRID, 36 * GRID])
        self.print_button.setDefault(True)
        page = QVBoxLayout(self)
        page.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        page.setSpacing(GRID)
        page.addWidget(self._bar)
        page.addWidget(self._parts, 1)
        page.addWidget(self._buttons)

    # ------------------------------------------------------------------------ what is shown

    def _compose(self, db: Db) -> tuple[CardSheet, CardChanges, str]:
        found = people.wanted(db, str(self._people.currentData()), self._selected)
        sheet = card_sheet(db, self._choices.options(), found.people, found.seats)
        last = printed_at(db, sheet.kind)
        if last:
            last = short_moment(sessions.session(db), datetime.fromisoformat(last))
        return sheet, changes(db, sheet), last

    def _making(self, size: PaperSize) -> Callable[[Callable[[], bool]], Printout]:
        """What lays the cards out, in whichever thread they are wanted."""
        sheet, badge = self._sheet, self._choices.badge()
        return lambda _outdated: cards_printout(sheet, size, badge)

    def _count_words(self) -> str:
        count = len(self._sheet.cards)
        if not count:
            return (
                self.tr("Nothing has changed since the last print.")
                if self._changed.isChecked() and self._changes.same
                else self.tr("Nobody is chosen who comes.")
            )
        on_one = grid(self._sheet.kind, self._choices.paper(), self._choices.badge()).count
        sheets = self.tr("%n sheets", "", -(-count // on_one))
        return self.tr("%n cards on {0}", "", count).format(sheets)

    def _show_buttons(self) -> None:
        ready = bool(self._sheet.cards) and not self.busy
        self.print_button.setEnabled(ready)
        self.pdf_button.setEnabled(ready)

    def _on_kind(self) -> None:
        self._choices.show_kind(self.kind())
        self.refresh()

    def _on_file_changed(self) -> None:
        if not self.busy:
            self.refresh()

    def _on_wanted(self, uuid: str) -> None:
        """Show the sheet on which somebody stands."""
        at = next((n for n, card in enumerate(self._sheet.cards) if card.uuid == uuid), None)
        if at is not None:
            on_one = grid(self._sheet.kind, self._choices.paper(), self._choices.badge()).count
            self._preview.pages.go_to(at // on_one + 1)

    # ------------------------------------------------------------------- out of the program

    def _on_save(self) -> None:
        language = self._choices.options().languages[0]
        name = self._bridge.read(lambda db: file_name(db, self.kind(), language))
        path = ask_where(self, self.windowTitle(), folder_for(self._settings) / name, PDF)
        if path is None or self.busy:
            return
        self._bar.hide()
        making, sheet = self._making(self._choices.paper()), self._sheet
        self._job = Job(lambda control: write_cards(path, lambda: making(control.cancelled)), self)
        self._job.done.connect(lambda _nothing: self._on_written(path, sheet))
        self._job.failed.connect(self._on_failed)
        self._job.stopped.connect(self._release)
        self._show_buttons()
        self._job.start()

    def _on_print(self) -> None:
        """Ask for the printer, and print beside the window."""
        sheet, badge = self._sheet, self._choices.badge()
        size = self._choices.paper()
        self._bar.hide()

        def laying(chosen: PaperSize, _cancelled: Callable[[], bool]) -> Printout:
            return cards_printout(sheet, chosen, badge)

        count = -(-len(sheet.cards) // grid(sheet.kind, size, badge).count)
        try:
            printed = print_document(self, sheet.title, size, count, laying)
        except UserError as error:
            self._show_error(error)
            return
        except Stopped:
            printed = 0
        if printed >= count:
            self._on_made(sheet, self.tr("%n cards printed.", "", len(sheet.cards)))
        elif printed:
            words = self.tr("Not all sheets were printed, so the print is not remembered.")
            self._bar.show_notice(Notice(words, Tone.WARNING))

    def _on_written(self, path: Path, sheet: CardSheet) -> None:
        self._release()
        remember_folder(self._settings, path)
        words = self.tr("%n cards written to {0}.", "", len(sheet.cards)).format(path.name)
        self._on_made(sheet, words, path)

    def _on_made(self, sheet: CardSheet, words: str, path: Path | None = None) -> None:
        """The cards are on paper or on the disk: remember that, and say what is left to do."""
        away = self._changes.take_away
        if away:
            names = ", ".join(gone.name for gone in away)
            words += " " + self.tr("Take away: {0}.").format(names)
        if self._bridge.read_only:
            words += " " + self.tr("This file is only viewed, so the print is not remembered.")
        else:
            label = self.tr("print of %n cards", "", len(sheet.cards))
            taken = [gone.row_id for gone in away]
            self._bridge.perform(label, lambda db: (remember(db, sheet, taken),))
        self._bridge.say(words, Tone.DONE, file=path)
        self._bar.show_notice(Notice(words, Tone.DONE, file=path))
        self.refresh()

    def _on_failed(self, error: UserError) -> None:
        self._release()
        self._show_error(error)

    def _show_error(self, error: UserError) -> None:
        self._bar.show_notice(Notice.of(error))

    def _release(self) -> None:
        self._job = None
        self._show_buttons()
