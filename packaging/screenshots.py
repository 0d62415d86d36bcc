"""The pictures of the README, drawn by the real window from the sample session.

    python3 packaging/dev.py screenshots [FOLDER]     default: resources/pictures

Needs no display. Settings, logs and files live in a temporary folder, and what would differ from
day to day (times of saving, recent files) is given, so that a second run draws the same pictures.
The one picture of a workbook is drawn by LibreOffice and Poppler where they are installed;
elsewhere the picture that is there is kept.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
os.environ["QT_QPA_PLATFORM"] = "offscreen"  # both are heard only before Qt is imported
os.environ["QT_SCALE_FACTOR"] = "1"
sys.path.insert(0, str(ROOT / "desktop"))

from openpyxl import Workbook as Xlsx  # noqa: E402 - after the environment is set
from openpyxl.styles import Alignment, Font  # noqa: E402
from PySide6.QtCore import QEvent, QEventLoop, QSize, Qt  # noqa: E402
from PySide6.QtGui import QImage, QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton, QWidget  # noqa: E402

from paper_pictures import papers  # noqa: E402
from rapporteur.domain.agenda import AgendaItem, Sitting  # noqa: E402
from rapporteur.domain.importing import RowState  # noqa: E402
from rapporteur.domain.meeting import PRESENT  # noqa: E402
from rapporteur.exchange.incoming.reading import read_book  # noqa: E402
from rapporteur.services import actions, attendance, delegates, sessions, stored  # noqa: E402
from rapporteur.services.facts import sample_facts  # noqa: E402
from rapporteur.services.importing import imports  # noqa: E402
from rapporteur.services.lists.corrections import export_corrections  # noqa: E402
from rapporteur.services.meeting import entries, running  # noqa: E402
from rapporteur.services.workspace import Db, Workspace  # noqa: E402
from rapporteur.ui.dialogs.column_sets.editor import ColumnSetsEditor  # noqa: E402
from rapporteur.ui.dialogs.importing.assistant import PREVIEW, ImportAssistant  # noqa: E402
from rapporteur.ui.dialogs.new_session import NewSession  # noqa: E402
from rapporteur.ui.finding.palette import Palette  # noqa: E402
from rapporteur.ui.room.window import RoomWindow  # noqa: E402
from rapporteur.ui.screens.actions.screen import ActionsScreen  # noqa: E402
from rapporteur.ui.screens.attendance import AttendanceScreen  # noqa: E402
from rapporteur.ui.screens.delegates.checks import ChecksPanel  # noqa: E402
from rapporteur.ui.screens.overview.screen import OverviewScreen  # noqa: E402
from rapporteur.ui.session_page import SessionPage  # noqa: E402
from rapporteur.ui.settings import Settings  # noqa: E402
from rapporteur.ui.theme import apply_theme, load_fonts  # noqa: E402
from rapporteur.ui.translation import install_translation  # noqa: E402
from rapporteur.ui.window import MainWindow  # noqa: E402

PICTURES = ROOT / "resources" / "pictures"
SIZE, NEW_SIZE, IMPORT_SIZE = QSize(1366, 800), QSize(896, 704), QSize(1240, 910)
SAVED_AT = datetime(2025, 8, 5, 14, 3, 7, tzinfo=UTC)
MORNING = datetime(2025, 8, 6, 6, 0, tzinfo=UTC)  # 11:30 in New Delhi
NOTES = (
    "Data of two deposits handed over; the third awaits permission.\n"
    "Российская Сторона предлагает трёхлетний план передачи технологий.\n"
    "Training of twenty specialists from September."
)
NOTED = (
    ("paragraph", {"kind": "paragraph", "text_en": "The Sides noted the progress in the exchange "
                   "of geological data."}),
    ("decision", {"kind": "decision", "text_en": "Training begins on 15 September 2025."}),
    ("action", {"text_en": "Send the list of the twenty specialists.", "due_words":
                "by 25 August 2025", "body_first": "Ministry of Mines"}),
)  # fmt: skip
PATIENCE_S = 60
COLOURS = 256

Dialog = TypeVar("Dialog", bound=QWidget)

# What people keep on the start screen of a secretariat's computer.
RECENT = (
    ("11th-session", "11th Session · New Delhi · 6 Aug 2025", "New Delhi", "2025-08-05T14:03"),
    ("10th-session", "10th Session · Moscow · 15 Oct 2024", "Moscow", "2024-10-17T09:41"),
)

# A ministry's third version of its list: titles, a blank line, names with honorifics, initials,
# capitals, a number that Excel has spoilt. The people are invented, those known and those not.
HEADINGS = (
    "Sl. No.", "Name of the Officer", "Designation", "Ministry/Department/Organisation",
    "Mobile No.", "E-mail ID", "Remarks",
)  # fmt: skip
RAILWAYS, MINES = "Railway Board, Ministry of Railways", "Ministry of Mines"
COMMERCE = "Department of Commerce, Ministry of Commerce and Industry"
LIST = (
    ("Dr. Sunita Rao", "Additional Secretary", MINES, "+91 55501 10748",
     "sunita.rao@example.org", ""),
    ("Shri Manoj Kumar Yadav", "Under Secretary", MINES, "+91 55501 12803",
     "manoj.yadav@example.org", ""),
    ("Ms. Ishita Banerjee", "Director (Critical Minerals)", MINES, "+91 55501 16502",
     "ishita.banerjee@example.org", ""),
    ("Shri S. Venkataraman", "Executive Director (Projects)", RAILWAYS, "+91 55501 11022",
     "s.venkataraman@example.org", ""),
    ("Shri Devendra Solanki", "Director (Rolling Stock)", RAILWAYS, "+91 55501 16639",
     "devendra.solanki@example.org", ""),
    ("Shri Jatinder P. S. Sandhu", "Executive Director (Rolling Stock)",
     "Railway Testing Centre, Lucknow", "", "jatinder.sandhu@example.org", ""),
    ("Smt. Anjali Mathur", "Joint Secretary", COMMERCE, "+91 55501 17000",
     "anjali.mathur@example.org", "Replaces Shri Bose"),
    ("Shri Imran Qureshi", "Deputy Secretary",
     "Ministry of Environment, Forest and Climate Change", "+91 55501 12255",
     "imran.qureshi@example.org", ""),
    ("Prof. Gurumoorthy", "Professor of Experimental Aerodynamics",
     "Centre for Wind Tunnel Research, Bengaluru", "+91 55501 12940",
     "gurumoorthy@example.org", "Vegetarian"),
    ("Dr. SHARMA Anil", "Chief Scientist", "Institute of Composite Materials, Hyderabad",
     "9.15550113E+11", "", ""),
    ("Dr. Ritu Agarwal", "Senior Scientist, Industrial Waste",
     "Institute of Environmental Engineering, Nagpur", "+91 55501 14173",
     "ritu.agarwal@example.org", ""),
    ("Shri Nitin Wagle", "Chief Executive Officer", "Konkan Industrial Parks Ltd.",
     "+91 55501 15680", "nitin.wagle@example.com", ""),
    ("Ms. Zoya Merchant", "Vice-President (Exports)", "Tapti Valley Fertilisers Ltd.",
     "+91 55501 16776", "zoya.merchant@example.com", ""),
    ("", "Interpreter", "TBC", "", "", "Name to follow"),
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Draw all pictures into the folder that is named, else into resources/pictures."""
    folder = Path(arguments[0]).resolve() if arguments else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        _live_in(Path(home))
        app = QApplication(sys.argv[:1])
        app.setCursorFlashTime(0)
        install_translation(app)
        load_fonts()
        for name, picture in _pictures(app, Path(home)):
            path = folder / f"{name}.png"
            small(picture).save(str(path), None, 0)
            print(f"{path}: {picture.width()} x {picture.height()}, {path.stat().st_size:,} bytes")
    return 0


def _live_in(home: Path) -> None:
    """Read and write nothing of the person who runs this; count hours the same everywhere."""
    names = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    for name in (*names, "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = str(home)
    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):  # not on Windows, where TZ is read at once
        time.tzset()


def _pictures(app: QApplication, home: Path) -> Iterator[tuple[str, QImage]]:
    settings = Settings(home / "settings.ini")
    settings.set_text("files/recent", json.dumps(_recent()))
    apply_theme(app, "light")
    window = MainWindow(settings, size=SIZE)
    window.menus.draw_icons()
    window.show()
    window.activateWindow()
    yield "start", _grab(window)
    with _shown(NewSession(settings, str(home), window)) as assistant:
        assistant.resize(NEW_SIZE)
        for _page in range(2):
            assistant.next.click()
        yield "new-session", _grab(assistant)

    for screen in (OverviewScreen, ActionsScreen):
        screen.clock = staticmethod(lambda: SAVED_AT)
    window.show_workspace(_sample(home / "11th-session.rapporteur"))
    yield from _day(window)
    yield from _delegates(app, window)
    with _shown(_import(window, settings, home)) as assistant:
        yield "import", _grab(assistant)
        _press(assistant, "Next doubt")
        yield "doubt", _grab(assistant)
    yield "correction-sheet", _correction_sheet(window, home)
    with _shown(_version(window, settings, home)) as assistant:
        yield "version", _grab(assistant)
    with _shown(_column_sets(window, settings)) as editor:
        yield "column-sets", _grab(editor)
    window.close()


def _day(window: MainWindow) -> Iterator[tuple[str, QImage]]:
    """The screens of the session day, and meeting mode in the middle of the morning."""
    page = window.page
    if page is None:
        raise RuntimeError("the sample session did not open")
    items = {item["title_en"]: item for item in page.bridge.read(_agenda_items)}
    for key, record in (
        ("overview", 0),
        ("agenda", items["Railway transport"].id),
        ("subgroups", page.bridge.read(sessions.sub_groups)[1].id),
        ("actions", page.bridge.read(actions.actions)[4].id),
    ):
        page.show_screen(key)
        if record:
            page.current.show_record(record)
        _wait_for(0.6)
        window.status.show_saved(SAVED_AT)
        yield key, _grab(window)
    yield from papers(window, _grab, _wait_until, SAVED_AT)
    yield from _meeting(window, page, items)
    yield from _finding(window, page)


def _meeting(
    window: MainWindow, page: SessionPage, items: dict[str, AgendaItem]
) -> Iterator[tuple[str, QImage]]:
    """Meeting mode and the room's screen in the middle of the morning; all of it taken back."""
    bridge = page.bridge
    for title, at in (("Modernisation", MORNING), ("Mining", MORNING + timedelta(minutes=28))):
        bridge.edit("On", partial(running.take_up, item_id=items[title].id, now=at))
    mining = items["Mining"].id
    bridge.edit("Notes", partial(entries.write_notes, item_id=mining, old="", new=NOTES))
    for entity, values in NOTED:
        if entity == "action":
            bridge.edit("Action", partial(entries.add_action, item_id=mining, values=values))
        else:
            bridge.edit("Record", partial(
                entries.add_record, item_id=mining, values=values, now=MORNING
            ))  # fmt: skip
    page.meeting.clock = lambda: MORNING + timedelta(minutes=41)
    page.meeting.open()
    meeting = page.meeting.window
    if meeting is None:
        raise RuntimeError("meeting mode did not open")
    meeting.showNormal()
    meeting.resize(SIZE)
    meeting.footer.show_state("Saved 12:11:00")
    yield "meeting", _grab(meeting)
    meeting.close()
    RoomWindow.clock = staticmethod(lambda: MORNING + timedelta(minutes=41))
    room = RoomWindow(bridge, window.settings, window)
    room.load()
    with _shown(room):
        room.resize(SIZE)
        yield "room", _grab(room)
    for _edit in range(len(NOTED) + 3):
        bridge.undo()


def _finding(window: MainWindow, page: SessionPage) -> Iterator[tuple[str, QImage]]:
    """Three letters at the door, and the search over everything."""
    bridge = page.bridge
    sitting = bridge.read(_sittings)[0].id
    people = bridge.read(delegates.list_delegates)
    here = [person.id for at, person in enumerate(people) if at % 7 != 3 and not person.withdrawn]
    bridge.edit("Roll", partial(
        attendance.mark, sitting_id=sitting, ids=here, state=PRESENT, now=MORNING
    ))  # fmt: skip
    page.show_screen("attendance")
    if isinstance(page.current, AttendanceScreen):
        _type(page.current.quick.line, "кру")
    window.messages.hide()
    window.status.show_saved(SAVED_AT)
    yield "attendance", _grab(window)
    bridge.undo()
    window.messages.hide()
    page.show_screen("overview")
    window.menus.everything.trigger()
    _wait_for(1.0)
    palette = window.findChild(Palette)
    if palette is None:
        raise RuntimeError("the search did not open")
    _type(palette.typed, "удобр")
    window.status.show_saved(SAVED_AT)
    yield "search", _grab(window)
    palette.close_down()


def _type(where: QWidget, text: str) -> None:
    """Type into a field, whether or not the window has the keyboard."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(where, event)


def _sittings(db: Db) -> list[Sitting]:
    return stored.read(db, stored.SITTINGS)


def _agenda_items(db: Db) -> list[AgendaItem]:
    return stored.read(db, stored.AGENDA_ITEMS)


def _delegates(app: QApplication, window: MainWindow) -> Iterator[tuple[str, QImage]]:
    page = window.page
    if page is None:
        raise RuntimeError("the sample session did not open")
    page.show_screen("delegates")
    people = page.bridge.read(delegates.list_delegates)
    page.current.show_record(people[20].id)
    page.current.show_record(people[9].id)
    window.status.show_saved(SAVED_AT)
    yield "delegates-light", _grab(window)
    apply_theme(app, "dark")
    page.current.show_record(people[56].id)
    page.current.show_record(people[48].id)
    yield "delegates-dark", _grab(window)
    apply_theme(app, "light")
    checks = next(o for o in page.current.offers if o.icon_name == "checks")
    checks.slot()
    panel = next(panel for panel in page.current.findChildren(ChecksPanel))
    panel.choose_purpose("visa")
    _wait_for(0.3)
    expiring = next(person for person in people if person["family_name"] == "Shchukin")
    page.current.show_record(expiring.id, "passport_expiry")
    yield "checks", _grab(window)
    checks.slot()


def _import(window: MainWindow, settings: Settings, home: Path) -> ImportAssistant:
    bridge = window.bridge
    if bridge is None:
        raise RuntimeError("the sample session did not open")
    path = _list(home / "Indian delegation, version 3.xlsx", LIST)
    assistant = ImportAssistant(bridge, settings, path, window)
    assistant.resize(IMPORT_SIZE)
    return _at_preview(assistant)


def _at_preview(assistant: ImportAssistant) -> ImportAssistant:
    """The assistant at its last page, the list being India's."""
    next(b for b in assistant.findChildren(QRadioButton) if b.text() == "India").click()
    button = next(b for b in assistant.findChildren(QPushButton) if b.isDefault())
    while assistant.step != PREVIEW:
        _wait_until(button.isEnabled)
        button.click()
        _wait_until(lambda: not assistant.busy)
    return assistant


def _press(dialog: QWidget, words: str) -> None:
    """Press the button whose words begin so, mnemonics aside."""
    buttons = dialog.findChildren(QPushButton)
    next(b for b in buttons if b.text().replace("&", "").startswith(words)).click()


def _correction_sheet(window: MainWindow, home: Path) -> QImage:
    """What goes back to the ministry, as a spreadsheet program shows it."""
    office, painter = shutil.which("soffice"), shutil.which("pdftoppm")
    if office is None or painter is None or window.bridge is None:
        return QImage(str(PICTURES / "correction-sheet.png"))
    book = read_book(home / "Indian delegation, version 3.xlsx")
    path = home / "back.xlsx"
    with window.bridge.workspace.read() as db:
        export_corrections(db, path, imports.plan(db, book, side="IN"), book)
    own = f"-env:UserInstallation={(home / 'office').as_uri()}"
    for command in (
        (office, own, "--headless", "--convert-to", "pdf", "--outdir", home, path),
        (painter, "-png", "-r", "110", "-singlefile", path.with_suffix(".pdf"), home / "back"),
    ):
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_S)
    page = QImage(str(path.with_suffix(".png")))
    # Below are only free lines, above only the margin.
    return page.copy(0, page.height() // 18, page.width(), page.height() * 4 // 10)


def _version(window: MainWindow, settings: Settings, home: Path) -> ImportAssistant:
    """The same ministry's next list: two swapped, one with another post, one gone, one new."""
    bridge = window.bridge
    if bridge is None:
        raise RuntimeError("the sample session did not open")
    people = [row for row in LIST[:12] if row[4]]
    book = read_book(_list(home / "Mines, 1 August.xlsx", people))
    with bridge.workspace.edit("first list") as db:
        plan = imports.plan(db, book, side="IN", sender="Ministry of Mines")
        wanted = {at for at, row in enumerate(plan.rows) if row.state is not RowState.FAULTY}
        imports.commit(db, plan, wanted)
    first, second, third, fourth, _gone, *rest = people
    post = ("Ms. Ishita Banerjee", "Joint Secretary (Critical Minerals)", *third[2:])
    new = ("Shri Arvind Rangan", "Director (Exploration)", MINES, "+91 55501 18212",
           "arvind.rangan@example.org", "")  # fmt: skip
    path = _list(home / "Mines, 4 August.xlsx", [second, first, post, fourth, *rest, new])
    assistant = ImportAssistant(bridge, settings, path, window)
    assistant.resize(IMPORT_SIZE)
    assistant.file_page.suggest("IN", "Ministry of Mines")
    return _at_preview(assistant)


def _column_sets(window: MainWindow, settings: Settings) -> ColumnSetsEditor:
    if window.bridge is None:
        raise RuntimeError("the sample session did not open")
    editor = ColumnSetsEditor(window.bridge, settings, "visa", window)
    editor.resize(IMPORT_SIZE)
    return editor


def _list(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write a ministry's list as a workbook."""
    book = Xlsx()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has no sheet")
    sheet.title = "Delegation"
    sheet.append(["COMPOSITION OF THE INDIAN DELEGATION (revised)"])
    sheet.append(["as on 4 August 2025"])
    sheet.append([])
    sheet.append(list(HEADINGS))
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.merge_cells("A1:G1")
    sheet["A1"].alignment = Alignment(horizontal="center")
    book.save(path)
    return path


def _sample(path: Path) -> Workspace:
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        sessions.create_session(db, sample_facts())
    return workspace


def _recent() -> list[dict[str, str]]:
    return [
        {"path": f"~/Sessions/{name}.rapporteur", "title": title, "place": place,
         "opened": f"{opened}:00+00:00"}
        for name, title, place, opened in RECENT
    ]  # fmt: skip


@contextmanager
def _shown(dialog: Dialog) -> Iterator[Dialog]:
    dialog.show()
    try:
        yield dialog
    finally:
        dialog.close()
        dialog.deleteLater()


def _grab(widget: QWidget) -> QImage:
    """The widget as it looks once everything that was put off has been done."""
    _wait_for(0.3)
    return widget.grab().toImage()


def _wait_for(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def _wait_until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the window is still busy")
        _wait_for(0.02)


def small(picture: QImage) -> QImage:
    """The same picture in at most 256 colours: a third of the bytes.

    The most frequent come first, but not two that nobody could tell apart: the shades of grey
    at the edges of letters would leave no place for the few pixels of a coloured mark.
    """
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(picture.constBits()).cast("I")).most_common()
    kept: list[int] = []
    nearest = 0
    while not kept or len(kept) > COLOURS:
        nearest += 4
        kept = []
        for colour, _count in counted:
            if all(_apart(colour, other) >= nearest for other in kept):
                kept.append(colour)
            if len(kept) > COLOURS:
                break
    return picture.convertToFormat(QImage.Format.Format_Indexed8, kept)


def _apart(one: int, other: int) -> int:
    """How far two colours lie apart, in steps of a channel."""
    return sum(abs((one >> bits & 0xFF) - (other >> bits & 0xFF)) for bits in (0, 8, 16))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
