"""Every screen and dialog of the frame: named, reachable, no key twice, nothing cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QSize
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.protocols import clear_protocol, write_protocol
from tests.ui import sweep

from rapporteur.domain.action_sheets import Entry, LineState, PlannedLine, SheetPlan
from rapporteur.domain.comparison import ComparedRow, Comparison, Difference
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.importing import CellChange, Move
from rapporteur.domain.papers.cards import CardKind
from rapporteur.domain.papers.page import PaperSize
from rapporteur.domain.returned_protocol import ReturnedProtocol, ReturnedRemark, ReturnedText
from rapporteur.domain.sessions import Side
from rapporteur.domain.workbook import Book, Column, Layout, ListRow, Sheet
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.carrying.contents import Contents, contents
from rapporteur.services.carrying.founding import NextSession, plan_next
from rapporteur.services.facts import EARLIER_SAMPLE, sample_facts
from rapporteur.services.importing import imports
from rapporteur.services.lists import freezing
from rapporteur.services.lists.comparison import ListRows
from rapporteur.services.protocol import assembling, paragraphs, returning, snapshots
from rapporteur.services.subgroups.form_import import FormPlan, PartChange
from rapporteur.services.workspace import Db, Workspace
from rapporteur.ui.dialogs.about import AboutDialog
from rapporteur.ui.dialogs.asking.missing import MissingDialog
from rapporteur.ui.dialogs.asking.template import TemplateDialog
from rapporteur.ui.dialogs.backups import BackupsDialog
from rapporteur.ui.dialogs.cards.dialog import CardsDialog
from rapporteur.ui.dialogs.carrying.next_session import NextSessionDialog
from rapporteur.ui.dialogs.carrying.report import CarryReportDialog
from rapporteur.ui.dialogs.carrying.take_over import TakeOverDialog
from rapporteur.ui.dialogs.column_sets.editor import ColumnSetsEditor
from rapporteur.ui.dialogs.documents.pack import PackDialog
from rapporteur.ui.dialogs.documents.templates import TemplatesDialog
from rapporteur.ui.dialogs.export_roster import ExportDialog
from rapporteur.ui.dialogs.exporting.actions import ActionsExport
from rapporteur.ui.dialogs.exporting.agenda import AgendaExport
from rapporteur.ui.dialogs.exporting.attendance import AttendanceExport
from rapporteur.ui.dialogs.find_person import FindPerson
from rapporteur.ui.dialogs.freezing.corrigendum import CorrigendumDialog
from rapporteur.ui.dialogs.freezing.freeze import FreezeDialog
from rapporteur.ui.dialogs.help import HelpWindow
from rapporteur.ui.dialogs.implementation.preview import ReturnedTableDialog
from rapporteur.ui.dialogs.importing.assistant import COLUMNS, FILE, PREVIEW, ImportAssistant
from rapporteur.ui.dialogs.journal import JournalDialog
from rapporteur.ui.dialogs.keys import KeysDialog
from rapporteur.ui.dialogs.merge import MergeDialog
from rapporteur.ui.dialogs.new_session import NewSession
from rapporteur.ui.dialogs.protocol.assemble import AssembleDialog
from rapporteur.ui.dialogs.protocol.clauses import ClausesDialog
from rapporteur.ui.dialogs.protocol.compare import CompareVersionsDialog
from rapporteur.ui.dialogs.protocol.returned import ReturnedProtocolDialog
from rapporteur.ui.dialogs.protocol.send import KeepVersionDialog
from rapporteur.ui.dialogs.received.comparison import ComparisonDialog
from rapporteur.ui.dialogs.received.lists import ReceivedListsDialog
from rapporteur.ui.dialogs.received.sheet import KeptListDialog
from rapporteur.ui.dialogs.seating.dialog import SeatingDialog
from rapporteur.ui.dialogs.session_settings import SessionSettings
from rapporteur.ui.finding.palette import Palette
from rapporteur.ui.meeting.entry_card import ACTION, ITEM, PARAGRAPH
from rapporteur.ui.meeting.side_panel import ATTENDANCE, SPEAKERS
from rapporteur.ui.meeting.window import MeetingWindow
from rapporteur.ui.screens.subgroups.form_preview import FormPreview
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme
from rapporteur.ui.window import MainWindow

Make = Callable[[MainWindow], QWidget]
TempPaths = pytest.TempPathFactory


def _assistant(page: int) -> Make:
    def make(window: MainWindow) -> QWidget:
        dialog = NewSession(window.settings, str(window.page.bridge.workspace.path.parent), window)
        for _ in range(page):
            dialog.next.click()
        return dialog

    return make


def _settings(tab: int) -> Make:
    def make(window: MainWindow) -> QWidget:
        dialog = SessionSettings(window.bridge, window.settings, window)
        dialog.tabs.setCurrentIndex(tab)
        return dialog

    return make


def _corrigendum(window: MainWindow) -> QWidget:
    """With a change of each side of the list, so that the table is shown."""
    side = window.bridge.read(sessions.sides)[0]
    window.bridge.edit("freeze", lambda db: freezing.freeze(db, side.id))
    people = window.bridge.read(lambda db: delegates.list_delegates(db, side.id))
    window.bridge.edit("withdraw", lambda db: delegates.withdraw(db, [people[0].id]))
    dialog = CorrigendumDialog(window.bridge, window.settings, 0, window)
    window.bridge.undo()
    window.bridge.undo()
    return dialog


def _start(window: MainWindow) -> QWidget:
    window.close_file()
    return window


def _screen(key: str) -> Make:
    def make(window: MainWindow) -> QWidget:
        window.page.show_screen(key)
        return window

    return make


def _no_protocol(window: MainWindow) -> QWidget:
    window.bridge.edit("clear", clear_protocol)
    window.page.show_screen("protocol")
    return window


def _clauses(window: MainWindow) -> QWidget:
    """The texts with the palette of clauses over them."""
    _protocol(window)
    window.page.current.clauses.open_palette()
    return window


def _assemble(window: MainWindow) -> QWidget:
    window.bridge.edit("Protocol", write_protocol)
    differences = window.bridge.read(assembling.differing)
    return AssembleDialog(differences, window.settings, window)


def _protocol(window: MainWindow) -> QWidget:
    """The Protocol at a bracket, with everything unfolded."""
    window.bridge.edit("Protocol", write_protocol)
    window.page.show_screen("protocol")
    screen = window.page.current
    screen.show_record(screen.model.rows[3].id, "text_en")
    screen.pane.columns["en"].place_caret(40)
    screen.pane.more.setChecked(True)
    return window


def _document(key: str) -> Make:
    def make(window: MainWindow) -> QWidget:
        window.page.show_screen("documents")
        window.page.current.show_record(1, key)
        return window

    return make


def _update_form(window: MainWindow) -> QWidget:
    """A filled form in which both have changed a part, and whose reference is gone."""
    changes = (
        PartChange("work_en", "Ours", "Theirs", "C9", True),
        PartChange("work_ru", "", "Их текст", "C10", False),
    )
    plan = FormPlan(1, "Mining", False, changes, 6)
    return FormPreview(plan, "Mining.xlsx", window.settings, window)


def _import(step: int) -> Make:
    """The import assistant with several texts, at one of its pages."""

    def make(window: MainWindow) -> QWidget:
        folder = window.page.bridge.workspace.path.parent
        for name in ("Mines.csv", "Steel.csv"):
            rows = "Name;Designation\nAnil Zaveri;Director\nAsha Zutshi;Adviser\n"
            (folder / name).write_text(rows, "utf-8")
        lists = [folder / "Mines.csv", folder / "Steel.csv"]
        dialog = ImportAssistant(window.bridge, window.settings, lists, window)
        for _ in range(step):
            dialog._next.click()
            while dialog.busy:
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        assert dialog.step == step
        return dialog

    return make


def _version(window: MainWindow) -> QWidget:
    """The preview of a newer list, with all that can be asked and offered at once."""
    folder = window.page.bridge.workspace.path.parent
    head = "Name;Designation;E-mail"
    first = ("Anil Zaveri;Director;", "Asha Zutshi;Adviser;", "Omkar Yechury;Expert;",
             "Jaya Wadhwani;Secretary;", "Rohan Quraishi;Clerk;", "Tara Mirchandani;Expert;",
             "Devika Ludhiani;Expert;")  # fmt: skip
    second = ("Asha Zutshi;Adviser;", "Anil Zaveri;Commissioner;", "Omkar Yechuri;Expert;",
              "Rohan Quraishi;Clerk;", "Tara Mirchandani;Expert;", "Devika Ludhiani;Expert;",
              "VIKRAM PILLAI;Expert;", ";Somebody;no mail")  # fmt: skip
    for name, rows in (("Ports 1.csv", first), ("Ports 2.csv", second)):
        (folder / name).write_text("\n".join((head, *rows)), "utf-8")

    def take(db: Db) -> None:
        path = folder / "Ports 1.csv"
        plan = imports.plan(db, read_book(path), side="IN", sender="Ports")
        imports.commit(db, plan, None, path.read_bytes())

    window.bridge.edit("Import", take)
    dialog = ImportAssistant(window.bridge, window.settings, folder / "Ports 2.csv", window)
    for _ in range(PREVIEW):
        dialog._next.click()
        while dialog.busy:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    counts = dialog.draft.plan.counts()
    assert min(counts[k] for k in ("new", "changed", "moved", "removed", "doubtful")) > 0, counts
    dialog.preview_page._go_to_doubt()
    return dialog


def _purpose(window: MainWindow) -> QWidget:
    """The editor with the question for the purpose open."""
    editor = ColumnSetsEditor(window.bridge, window.settings, "public", window)
    editor.chooser.question.ask(DELEGATE["passport_number"])
    return editor


def _kept_list(window: MainWindow) -> QWidget:
    cells = (("No.", "Name", "Passport No."), (1, "Arvind Rao", "P1234567"))
    sheets = (Sheet("First", False, cells), Sheet("Second", False, cells))
    columns = (Column(2, "Name", "full_name"), Column(3, "Passport No.", "passport_number"))
    layout = Layout("First", (1,), 2, 2, columns)
    row = ListRow(2, {"family_name": "Rao"}, {}, {})
    rows = ListRows("list 1 from Ministry of Mines", (layout,), (row,))
    return KeptListDialog(window.settings, Book("list.xlsx", "", sheets), rows, window)


# A line of every kind, with a reason and with what differs.
COMPARED = Comparison(
    "list 1 from Ministry of Mines, 4 Aug 2025",
    "list 2 from Ministry of Mines, 5 Aug 2025",
    tuple(
        ComparedRow(
            kind, f"Person {number}", "", number, "", number,
            (CellChange("designation", "Director", "Joint Secretary"),), Move(7, 3),
            "May be row 4, written otherwise.",
        )
        for number, kind in enumerate(Difference, 1)
    ),
)  # fmt: skip


def _two(window: MainWindow) -> tuple[Delegate, Delegate]:
    """Two people of both sides, of whom one has passport data."""
    people = window.bridge.read(delegates.list_delegates)
    return people[1], people[-1]


def _sides(window: MainWindow) -> dict[int, Side]:
    return {side.id: side for side in window.bridge.read(sessions.sides)}


def _find_person(window: MainWindow) -> QWidget:
    return FindPerson(
        _two(window), _sides(window), window.settings, window, words="Who on the list is this?"
    )


def _cards(kind: CardKind) -> Make:
    def make(window: MainWindow) -> QWidget:
        dialog = CardsDialog(window.bridge, window.settings, [1, 2], kind=kind, parent=window)
        while not dialog.sheets:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        return dialog

    return make


def _seating(window: MainWindow) -> QWidget:
    """With somebody who has no seat."""
    dialog = SeatingDialog(window.bridge, window.settings, window)
    dialog.new_plan()
    dialog.free_person(window.bridge.read(delegates.list_delegates)[3].uuid)
    return dialog


def _palette(window: MainWindow) -> QWidget:
    palette = Palette(window, window.page)
    palette.open_over()
    palette.typed.setText("min")
    return palette


def _meeting(open_part: Callable[[MeetingWindow], None] = lambda _window: None) -> Make:
    """Meeting mode at the sample's first item, with a part of it open."""

    def make(window: MainWindow) -> QWidget:
        window.settings.set_flag("meeting/windowed", value=True)
        window.page.meeting.open()
        meeting = window.page.meeting.window
        meeting.resize(1280, 800)
        open_part(meeting)
        return meeting

    return make


def _tenth() -> Contents:
    """What the sample of the session before holds."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        workspace = Workspace.create(Path(folder) / "10.rapporteur")
        with workspace.edit("New session") as db:
            sessions.create_session(db, sample_facts(EARLIER_SAMPLE))
        with workspace.read() as db:
            found = contents(db, "10.rapporteur")
        workspace.close()
    return found


def _next_session(step: int) -> Make:
    def make(window: MainWindow) -> QWidget:
        folder = str(window.page.bridge.workspace.path.parent)
        dialog = NextSessionDialog(_tenth(), folder, lambda *_: None, window.settings, window)
        for _ in range(step):
            dialog.next.click()
        assert dialog.step == step
        return dialog

    return make


def _carry_report(window: MainWindow) -> QWidget:
    plan = plan_next(_tenth(), NextSession({"start_date": "2025-08-06"}))
    report = plan.as_report(plan.proposed())
    return CarryReportDialog(report, Path(), window.settings, window)


def _returned_table(window: MainWindow) -> QWidget:
    """A table with a row of every state."""
    lines = tuple(
        PlannedLine(
            "Action items", row, state, f"11/{row:02}", "Study the wind tunnel", row,
            (CellChange("status", "open", "done"),),
            Entry("2025-08-06", "Report handed over", "done", "Ministry of Mines"),
            "The session has changed the status since the table was sent.",
        )
        for row, state in enumerate(LineState, 1)
    )  # fmt: skip
    plan = SheetPlan("table.xlsx", "Ministry of Mines", lines)
    return ReturnedTableDialog(window.bridge, window.settings, plan, window)


def _versions(make: Make) -> Make:
    """A dialog about versions, with a Protocol of which one is kept and which has changed since."""

    def prepared(window: MainWindow) -> QWidget:
        if not window.bridge.read(lambda db: stored.read(db, stored.PARAGRAPHS)):
            window.bridge.edit("Protocol", write_protocol)
        if not window.bridge.read(snapshots.snapshots):
            side = window.bridge.read(returning.other_side)
            window.bridge.edit("Keep", lambda db: snapshots.keep(db, "Draft 1", side))
            window.bridge.edit("Add", lambda db: paragraphs.add(db, {"text_en": "One more."}))
        return make(window)

    return prepared


def _returned_protocol(window: MainWindow) -> QWidget:
    """A document without marks, with a text of theirs and a comment on one of ours."""
    one = window.bridge.read(snapshots.present)[2]
    texts = (
        ReturnedText("en", f"{one.text('en')} Theirs", one.uuid),
        ReturnedText("en", "Theirs alone", "", one.uuid),
    )
    remarks = (ReturnedRemark("N. Orlova", "Why?", "Sides", one.uuid, "en"),)
    found = ReturnedProtocol("back.docx", "0" * 64, True, texts, remarks, ("Pictures: 1.",))
    return ReturnedProtocolDialog(window.bridge, window.settings, found, b"", window)


PLACES: dict[str, Make] = {
    "meeting mode": _meeting(),
    **{
        f"meeting mode, {kind}": _meeting(lambda w, kind=kind: w.open_card(kind))
        for kind in (ACTION, PARAGRAPH, ITEM)
    },
    "meeting mode, speakers": _meeting(lambda w: w.open_side(SPEAKERS)),
    "meeting mode, attendance": _meeting(lambda w: w.open_side(ATTENDANCE)),
    "start": _start,
    "overview": _screen("overview"),
    "agenda": _screen("agenda"),
    "actions": _screen("actions"),
    "attendance": _screen("attendance"),
    "protocol, nothing yet": _no_protocol,
    "protocol": _protocol,
    "protocol, clauses": _clauses,
    "assembling the draft": _assemble,
    "clause library": lambda w: ClausesDialog(w.bridge, w.settings, w),
    "sub-groups": _screen("subgroups"),
    **{f"documents, {key}": _document(key) for key in ("roster", "agenda", "press-note")},
    "filled form": _update_form,
    **{f"assistant {page + 1}": _assistant(page) for page in range(5)},
    **{f"settings {tab + 1}": _settings(tab) for tab in range(4)},
    "import file": _import(FILE),
    "import columns": _import(COLUMNS),
    "import of a version": _version,
    "journal": lambda w: JournalDialog(w.bridge, w.settings, w),
    "freeze": lambda w: FreezeDialog(w.bridge, w.settings, w),
    "corrigendum": _corrigendum,
    "corrigendum, nothing frozen": lambda w: CorrigendumDialog(w.bridge, w.settings, 0, w),
    "backups": lambda w: BackupsDialog(w.bridge, w.settings, w),
    "search over everything": _palette,
    "keys": lambda w: KeysDialog(w.menus.all_actions(), w.settings, w),
    "help": lambda w: HelpWindow(w.settings, w),
    "about": AboutDialog,
    "column sets": lambda w: ColumnSetsEditor(w.bridge, w.settings, "visa", w),
    "purpose of a private column": _purpose,
    "received lists": lambda w: ReceivedListsDialog(w.bridge, w.settings, w),
    "a received list": _kept_list,
    "comparison of lists": lambda w: ComparisonDialog(w.settings, COMPARED, Path(), w),
    "blank template": lambda w: TemplateDialog(w.bridge, w.settings, w),
    "missing data": lambda w: MissingDialog(w.bridge, w.settings, w),
    "merging two entries": lambda w: MergeDialog(_two(w), _sides(w), w.settings, w),
    "somebody on the list": _find_person,
    **{f"next session {step + 1}": _next_session(step) for step in range(2)},
    "take over": lambda w: TakeOverDialog(w.bridge, _tenth(), w.settings, w),
    "report of a carry-over": _carry_report,
    "session pack": lambda w: PackDialog(w.bridge, w.settings, PaperSize.A4, w),
    "templates": lambda w: TemplatesDialog(w.settings, "agenda", w),
    "export": lambda w: ExportDialog(w.bridge, w.settings, w),
    "export of the agenda": lambda w: AgendaExport(w.bridge, w.settings, w),
    "export of action items": lambda w: ActionsExport(w.bridge, w.settings, w),
    "export of attendance": lambda w: AttendanceExport(w.bridge, w.settings, w),
    "a returned table": _returned_table,
    "badges": _cards(CardKind.BADGE),
    "name plates": _cards(CardKind.PLATE),
    "seating plan, none yet": lambda w: SeatingDialog(w.bridge, w.settings, w),
    "seating plan": _seating,
    "versions of the Protocol": _versions(lambda w: KeepVersionDialog(w.bridge, w.settings, w)),
    "two versions compared": _versions(lambda w: CompareVersionsDialog(w.bridge, w.settings, w)),
    "a returned Protocol": _versions(_returned_protocol),
}


@pytest.mark.parametrize("name", ["dark", "contrast"])
def test_the_whole_window_takes_another_theme(
    open_window: MainWindow, themed: QApplication, name: str
) -> None:
    light = open_window.grab().toImage()
    apply_theme(themed, name)
    other = open_window.grab().toImage()
    points = [(x, y) for x in range(4, light.width(), 40) for y in range(4, light.height(), 40)]
    same = [point for point in points if light.pixel(*point) == other.pixel(*point)]
    assert len(same) < len(points) / 20, "large parts did not hear of the new theme"


def test_a_nameless_input_is_found(open_window: MainWindow) -> None:
    """The sweep itself must be able to fail."""
    stranger = QLineEdit(open_window)
    stranger.move(QPoint(10, 10))
    stranger.show()
    assert len(sweep.nameless(open_window)) == 1


def test_closing_leaves_no_file_open(open_window: MainWindow, sample_path: Path) -> None:
    open_window.close_file()
    Workspace.open(sample_path).close()


@pytest.fixture(scope="module")
def frame(
    qapp: QApplication, shipped_fonts: None, sample_file: bytes, tmp_path_factory: TempPaths
) -> Iterator[MainWindow]:
    """One window for the whole sweep: opening the session for each place would take minutes."""
    folder = tmp_path_factory.mktemp("sweep")
    path = folder / "sample.rapporteur"
    path.write_bytes(sample_file)
    apply_theme(qapp, "light")
    window = MainWindow(Settings(folder / "settings.ini"), size=QSize(1280, 800))
    window.show()
    window.desk.open(path)
    assert window.page is not None
    yield window
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="module", params=PLACES)
def place(request: pytest.FixtureRequest, frame: MainWindow) -> Iterator[QWidget]:
    """One place of the program, on the screen; made once for all that is asked of it."""
    widget = PLACES[request.param](frame)
    widget.show()
    assert QTest.qWaitForWindowExposed(widget)
    QCoreApplication.processEvents()  # a text set last is laid out in the next round
    yield widget
    if widget is not frame:
        widget.close()
        widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    elif frame.page is None:
        frame.desk.open(Path(frame.settings.recent_files()[0].path))


def test_a_place_is_fit_for_keyboard_and_assistive_programs(place: QWidget) -> None:
    assert sweep.inputs(place), "a place without inputs is not worth a sweep"
    assert sweep.nameless(place) == []
    assert sweep.unreachable(place) == []
    assert sweep.doubled_mnemonics(place) == []


def test_nothing_is_cut(place: QWidget, qapp: QApplication, qtbot: QtBot) -> None:
    assert sweep.cut_off(place) == []
    normal, size = qapp.font(), place.size()
    large = QFont(normal)
    large.setPointSizeF(normal.pointSizeF() * 1.5)
    qapp.setFont(large)
    try:
        place.resize(size * 1.5)
        qtbot.wait(20)
        QCoreApplication.processEvents()  # as above
        assert sweep.cut_off(place) == []
    finally:
        qapp.setFont(normal)
        place.resize(size)
