"""A list comes in through the assistant, with the keyboard: read, corrected, seen, undone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.sample_sessions import sample_session

from rapporteur.domain.importing import RowState
from rapporteur.services import delegates, sessions
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.importing.assistant import COLUMNS, FILE, PREVIEW, ImportAssistant
from rapporteur.ui.models.import_rows import NAME, TAKE
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme

LISTS = Path(__file__).parents[1] / "samples" / "lists"
BAIT = "#ff00ff"
Opener = Callable[..., ImportAssistant]


@pytest.fixture
def bridge(tmp_path: Path, qapp: QApplication) -> Iterator[FileBridge]:
    apply_theme(qapp, "light")
    workspace = sample_session(tmp_path / "session.rapporteur")
    found = FileBridge(workspace)
    yield found
    found.close()


@pytest.fixture
def opener(bridge: FileBridge, tmp_path: Path, qtbot: QtBot) -> Opener:
    def opened(path: Path | None = None) -> ImportAssistant:
        found = ImportAssistant(bridge, Settings(tmp_path / "settings.ini"), path)
        qtbot.addWidget(found)
        with qtbot.waitActive(found):
            found.show()
            found.activateWindow()
        return found

    return opened


def next_button(dialog: ImportAssistant) -> QPushButton:
    """The button that leads on: "Next", at the end "Import 80 people"."""
    buttons = dialog.findChildren(QPushButton)
    return next(b for b in buttons if b.text().startswith(("&Next", "&Import")))


def press_next(dialog: ImportAssistant, qtbot: QtBot) -> None:
    """Press Next, and wait until the file is read."""
    button = next_button(dialog)
    qtbot.waitUntil(button.isEnabled, timeout=30_000)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=30_000)


def shown(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def choose_side(dialog: ImportAssistant, qtbot: QtBot, name: str) -> None:
    button = next(b for b in dialog.findChildren(QRadioButton) if b.text() == name)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert button.isChecked()


def people(bridge: FileBridge) -> int:
    return len(bridge.read(delegates.list_delegates))


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_a_messy_list_comes_in_and_one_undo_takes_it_back(
    opener: Opener, bridge: FileBridge, qtbot: QtBot
) -> None:
    truth = json.loads((LISTS / "messy-80.truth.json").read_text(encoding="utf-8"))
    before = bridge.read(delegates.list_delegates)
    said = QSignalSpy(bridge.said)
    dialog = opener(LISTS / "messy-80.xlsx")
    choose_side(dialog, qtbot, "Russia")
    press_next(dialog, qtbot)
    assert dialog.step == COLUMNS
    assert "Fee" in shown(dialog.columns_page), "a column without a field is named"
    assert dialog.draft.plan.layout.header_rows == tuple(truth["header_rows"])
    press_next(dialog, qtbot)
    assert dialog.step == PREVIEW
    assert people(bridge) == len(before), "nothing is written before Import"

    taken = len(dialog.draft.accepted)
    doubtful = dialog.draft.in_state(RowState.DOUBTFUL)
    assert taken + len(doubtful) == len(truth["records"])
    qtbot.keyClick(dialog, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(dialog.draft.accepted) == taken + len(doubtful), timeout=5000)
    table = dialog.preview_page.rows
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    wanted = len(dialog.draft.accepted)
    assert wanted == len(truth["records"]) - 1

    painted: list[bool] = []

    def while_written(_changed: object) -> None:
        painted.append("Writing" in shown(dialog))

    bridge.changed.connect(while_written)
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        press_next(dialog, qtbot)
    assert painted == [True], "what happens is said while it happens"
    bridge.changed.disconnect(while_written)
    assert people(bridge) == len(before) + wanted
    notice = said.at(0)[0]
    assert (notice.text, notice.undo) == (
        f"messy-80.xlsx: {wanted} added, 1 left out",
        True,
    )
    bridge.undo()
    after = bridge.read(delegates.list_delegates)
    assert [(p.uuid, p.values) for p in after] == [(p.uuid, p.values) for p in before]


def test_going_back_and_on_again_keeps_what_was_chosen(
    opener: Opener, bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = [("No.", "Name", "Post"), (1, "Devika Sen", "Expert"), (2, "Omkar Pillai", "Expert"),
            (3, "Rohan Zutshi", "Adviser")]  # fmt: skip
    dialog = opener(workbook(tmp_path / "three.xlsx", *rows))
    choose_side(dialog, qtbot, "India")
    press_next(dialog, qtbot)
    press_next(dialog, qtbot)
    dialog.preview_page.rows.selectRow(1)
    qtbot.keyClick(dialog.preview_page.rows, Qt.Key.Key_Space)
    assert dialog.draft.accepted == {0, 2}

    (back,) = [b for b in dialog.findChildren(QPushButton) if b.text() == "&Back"]

    def back_to_the_file_and_on() -> None:
        for _ in range(2):
            qtbot.keyClick(back, Qt.Key.Key_Space)
        assert dialog.step == FILE
        press_next(dialog, qtbot)

    back_to_the_file_and_on()
    press_next(dialog, qtbot)
    assert dialog.step == PREVIEW
    assert dialog.draft.accepted == {0, 2}
    assert "were not kept" not in shown(dialog)
    # Somebody types the person in meanwhile: then the row is no longer the one that was left out.
    with bridge.workspace.edit("New") as db:
        side = sessions.side_by_code(db, "IN").id
        values = {"family_name": "Pillai", "given_name": "Omkar", "designation": "Expert"}
        delegates.create_delegate(db, side, values)
    back_to_the_file_and_on()
    assert "Your choices for rows that differ now were not kept: 1." in shown(dialog)


def test_a_wrong_column_is_corrected_and_remembered_for_the_sender(
    opener: Opener, bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    path = workbook(
        tmp_path / "Mines.xlsx",
        ("Name", "Designation", "Wing"),
        ("Asha Verma", "Director", "Exploration"),
        ("Ravi Iyengar", "Deputy Director", "Safety"),
    )
    dialog = opener(path)
    choose_side(dialog, qtbot, "India")
    press_next(dialog, qtbot)
    box = dialog.columns_page.view.header.box(3)
    assert box is not None
    assert box.key() != "remarks"
    box.setFocus()
    line = box.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "Remarks")
    qtbot.keyClick(QApplication.activePopupWidget() or line, Qt.Key.Key_Return)
    assert box.key() == "remarks"
    assert dialog.step == COLUMNS, "Enter in a box only chooses the field"
    press_next(dialog, qtbot)
    press_next(dialog, qtbot)
    added = bridge.read(delegates.list_delegates)
    assert {p["remarks"] for p in added if p["family_name"] in {"Verma", "Iyengar"}} == {
        "Exploration",
        "Safety",
    }

    again = opener(path)
    assert again.file_page.sent_by() == "Mines"
    press_next(again, qtbot)
    known = again.columns_page.view.header.box(3)
    assert known is not None
    assert known.key() == "remarks"


def test_where_no_list_is_found_the_user_shows_its_header(
    opener: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    path = workbook(
        tmp_path / "odd.xlsx",
        ("x", "y"),
        ("qq", "ww"),
        ("zz", 5),
    )
    dialog = opener(path)
    choose_side(dialog, qtbot, "India")
    press_next(dialog, qtbot)
    assert dialog.step == COLUMNS
    text = shown(dialog)
    assert "No list" in text
    assert "Nothing was imported" in text
    button = next_button(dialog)
    assert not button.isEnabled()
    spin = dialog.columns_page.findChild(QSpinBox)
    assert spin is not None
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, "2")
    qtbot.keyClick(spin, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: dialog.draft.plan.layout.header_rows == (2,), timeout=10_000)
    assert dialog.columns_page.view.header.box(1) is not None


def test_a_file_that_is_no_workbook_is_refused_in_words(
    opener: Opener, bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"Dear colleagues, please find attached")
    dialog = opener(path)
    press_next(dialog, qtbot)
    assert dialog.step == FILE
    assert "letter.xlsx" in shown(dialog)
    assert "session" in shown(dialog).casefold()
    assert dialog.isVisible()


def test_escape_stops_the_reading_and_the_dialog_stays(opener: Opener, qtbot: QtBot) -> None:
    dialog = opener(LISTS / "inc5-parties-1992.xlsx")
    button = next_button(dialog)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert dialog.busy
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=10_000)
    assert dialog.isVisible()
    assert dialog.step == FILE
    assert "Nothing was changed" in shown(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_an_issue_leads_to_its_row_and_a_row_to_its_issues(opener: Opener, qtbot: QtBot) -> None:
    dialog = opener(LISTS / "messy-80.xlsx")
    choose_side(dialog, qtbot, "India")
    press_next(dialog, qtbot)
    press_next(dialog, qtbot)
    page = dialog.preview_page
    index, wanted = next((i, row) for i, row in enumerate(dialog.draft.issues()) if row[1])
    page.issues.setFocus()
    page.issues.selectRow(index)
    current = page.rows.currentIndex()
    row = dialog.draft.plan.rows[wanted[1] or 0].row.row
    assert current.siblingAtColumn(TAKE).data() == str(row)
    assert f"Row {row}" in shown(page.pane)

    page.rows.setFocus()
    page.rows.setCurrentIndex(page.rows.model().index(0, NAME))
    page.rows.setCurrentIndex(current.siblingAtColumn(NAME))
    selected = page.issues.selectionModel().selectedRows(0)
    assert [i.data() for i in selected] == [f"{wanted[0].sheet}!{wanted[0].cell}"]


def test_a_dropped_file_is_the_one_to_be_read(opener: Opener, tmp_path: Path) -> None:
    dialog = opener()
    button = next_button(dialog)
    assert not button.isEnabled()
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "Ministry of Steel.xlsx"))])
    where = QPointF(dialog.rect().center())
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(where.toPoint(), copy, dropped, left, plain)
    QApplication.sendEvent(dialog, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(dialog, QDropEvent(where, copy, dropped, left, plain))
    assert dialog.file_page.path() == tmp_path / "Ministry of Steel.xlsx"
    assert dialog.file_page.sent_by() == "Ministry of Steel"
    assert button.isEnabled()


def holds_bait(widget: QWidget) -> bool:
    """Whether the bait's colour, which no theme has, was drawn anywhere."""
    image = widget.grab().toImage()
    bait = QColor(BAIT).rgb()
    size = image.size()
    return any(
        image.pixel(x, y) == bait
        for y in range(0, size.height(), 4)
        for x in range(0, size.width(), 4)
    )


def test_a_picture_in_a_name_is_never_opened(opener: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    """Bait in every cell, the headings and the file name: all of it is shown as it stands."""
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(QColor(BAIT))
    assert picture.save(str(tmp_path / "bait.png"))
    bait = f"<img src='{(tmp_path / 'bait.png').as_uri()}'>"
    path = workbook(
        tmp_path / "<b>list.xlsx",
        ("Name", "Designation", f"{bait} heading", "Passport No.", "Date of birth"),
        (f"{bait} Verma", f"<b>{bait}</b>", bait, bait, f"13/13/1980 {bait}"),
        ("Ravi Iyengar", f"<h1>{bait}</h1>", "x", "Z1", "1 May 1980"),
    )
    dialog = opener(path)
    choose_side(dialog, qtbot, "India")
    for step in (FILE, COLUMNS, PREVIEW):
        assert dialog.step == step
        dialog.preview_page.set_masked(False)
        dialog.columns_page.set_masked(False)
        assert not holds_bait(dialog)
        for label in dialog.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText, label.text()
        assert not [w.toolTip() for w in dialog.findChildren(QWidget) if "<" in w.toolTip()]
        if step != PREVIEW:
            press_next(dialog, qtbot)
    assert len(dialog.draft.plan.rows) == 2
    for line in range(2):
        dialog.preview_page.rows.selectRow(line)
        assert not holds_bait(dialog)


def test_the_bait_would_be_seen(qtbot: QtBot, tmp_path: Path) -> None:
    """The proof of the proof: a label that reads markup shows the picture."""
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(QColor(BAIT))
    assert picture.save(str(tmp_path / "bait.png"))
    label = QLabel(f"<img src='{tmp_path / 'bait.png'}'>")
    qtbot.addWidget(label)
    label.ensurePolished()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.show()
    assert holds_bait(label)
