"""Lists come in by paste, several at once, and as texts that nobody has named the encoding of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from tests.exchange.test_web_table import EXCEL
from tests.sample_sessions import sample_session

from rapporteur.domain.importing import RowState
from rapporteur.domain.workbook import Reading
from rapporteur.services import delegates
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.importing.assistant import COLUMNS, FILE, PREVIEW, ImportAssistant
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme

Opener = Callable[..., ImportAssistant]
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def bridge(tmp_path: Path, qapp: QApplication) -> Iterator[FileBridge]:
    apply_theme(qapp, "light")
    workspace = sample_session(tmp_path / "session.rapporteur")
    found = FileBridge(workspace)
    yield found
    found.close()
    QApplication.clipboard().clear()


@pytest.fixture
def opener(bridge: FileBridge, tmp_path: Path, qtbot: QtBot) -> Opener:
    def opened(*files: Path) -> ImportAssistant:
        found = ImportAssistant(bridge, Settings(tmp_path / "settings.ini"), files)
        qtbot.addWidget(found)
        with qtbot.waitActive(found):
            found.show()
            found.activateWindow()
        return found

    return opened


def button(dialog: ImportAssistant, *beginnings: str) -> QPushButton:
    """The visible button whose text begins so."""
    buttons = dialog.findChildren(QPushButton)
    return next(b for b in buttons if b.text().startswith(beginnings) and b.isVisible())


def press_next(dialog: ImportAssistant, qtbot: QtBot) -> None:
    """Press Next, or Import on the last page, and wait for what it sets going."""
    following = button(dialog, "&Next", "&Import")
    qtbot.waitUntil(following.isEnabled, timeout=30_000)
    qtbot.keyClick(following, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=30_000)


def shown(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def choose_side(dialog: ImportAssistant, qtbot: QtBot, name: str) -> None:
    choice = next(b for b in dialog.findChildren(QRadioButton) if b.text() == name)
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Space)
    assert choice.isChecked()


def people(bridge: FileBridge) -> set[str]:
    return {p["family_name"] for p in bridge.read(delegates.list_delegates)}


def press_paste(dialog: ImportAssistant, qtbot: QtBot) -> None:
    """Press the button by its letter; it takes a moment, as if a finger had pressed it."""
    with qtbot.waitSignal(dialog.file_page.paste_wanted, timeout=5000):
        qtbot.keyClick(dialog, Qt.Key.Key_P, ALT)


def copy(html: str = "", text: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    data.setText(text or "x")
    QApplication.clipboard().setMimeData(data)


def a_list(path: Path, *names: str, encoding: str = "utf-8", separator: str = ";") -> Path:
    lines = [("Name", "Designation"), *((name, "Director") for name in names)]
    path.write_bytes("".join(separator.join(line) + "\r\n" for line in lines).encode(encoding))
    return path


@pytest.mark.parametrize("way", ["button", "page", "field"])
def test_a_table_copied_in_excel_is_pasted_and_comes_in(
    opener: Opener, bridge: FileBridge, qtbot: QtBot, way: str
) -> None:
    copy(EXCEL, "1\tShri Anil Rao\r\n")
    dialog = opener()
    assert not button(dialog, "&Next").isEnabled()
    if way == "button":
        press_paste(dialog, qtbot)
    elif way == "page":
        qtbot.keyClick(button(dialog, "&Choose"), Qt.Key.Key_V, CONTROL)
    else:
        sender = dialog.file_page.findChild(QComboBox)
        assert sender is not None
        sender.setFocus()
        line = sender.lineEdit()
        assert line is not None
        qtbot.keyClick(line, Qt.Key.Key_V, CONTROL)
        assert line.text() == ""
    source = dialog.file_page.source()
    assert source is not None
    assert source.name.startswith("Pasted table 20")
    assert dialog.file_page.sent_by() == "", "nobody is called “Pasted table”"
    choose_side(dialog, qtbot, "India")
    press_next(dialog, qtbot)
    assert dialog.step == COLUMNS
    assert dialog.draft.plan.reading == Reading("table", "utf-8")
    states = {row.row.values["family_name"]: row.state for row in dialog.draft.plan.rows}
    assert states["Verma"] is RowState.DOUBTFUL or "withdrawn" in str(
        [r.row.values for r in dialog.draft.plan.rows]
    ), "she is crossed out"
    press_next(dialog, qtbot)
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        press_next(dialog, qtbot)
    rao = next(
        p for p in bridge.read(delegates.list_delegates)
        if (p["family_name"], p["given_name"]) == ("Rao", "Anil")
    )  # fmt: skip
    assert (rao["passport_number"], rao["phone"]) == ("00123456", "919810000001")


def test_words_pasted_into_a_field_stay_words(opener: Opener, qtbot: QtBot) -> None:
    copy(text="Ministry of Mines")
    dialog = opener()
    sender = dialog.file_page.findChild(QComboBox)
    assert sender is not None
    line = sender.lineEdit()
    assert line is not None
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_V, CONTROL)
    assert dialog.file_page.sent_by() == "Ministry of Mines"
    assert dialog.file_page.source() is None
    press_paste(dialog, qtbot)
    assert "no table on the clipboard" in shown(dialog)
    assert dialog.file_page.source() is None


def test_lines_with_tabs_are_a_table_too(opener: Opener, qtbot: QtBot) -> None:
    copy(text="Name\tDesignation\nAnil Rao\tDirector\nAsha Verma\tAdviser\n")
    dialog = opener()
    choose_side(dialog, qtbot, "India")
    press_paste(dialog, qtbot)
    press_next(dialog, qtbot)
    assert dialog.draft.plan.reading == Reading("text", "utf-8", "\t")
    assert len(dialog.draft.plan.rows) == 2


def test_a_file_typed_after_a_paste_is_the_one_that_is_read(opener: Opener, qtbot: QtBot) -> None:
    copy(EXCEL)
    dialog = opener()
    press_paste(dialog, qtbot)
    line = dialog.file_page._path
    line.selectAll()
    qtbot.keyClicks(line, "list.csv")
    assert dialog.file_page.path() == Path("list.csv")


def test_three_lists_dropped_at_once_come_in_one_after_the_other(
    opener: Opener, bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    before = people(bridge)
    dialog = opener()
    data = QMimeData()
    lists = [
        a_list(tmp_path / "Mines.csv", "Anil Zaveri", "Asha Zutshi"),
        tmp_path / "broken.xlsx",
        a_list(tmp_path / "Steel.txt", "Ravi Zope", encoding="utf-16", separator="\t"),
    ]
    lists[1].write_bytes(b"PK\x03\x04 and nothing else")
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in lists])
    where, copied = QPointF(dialog.rect().center()), Qt.DropAction.CopyAction
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(dialog, QDragEnterEvent(where.toPoint(), copied, data, left, plain))
    QApplication.sendEvent(dialog, QDropEvent(where, copied, data, left, plain))
    said = QSignalSpy(bridge.said)
    assert "List 1 of 3" in shown(dialog)
    assert dialog.file_page.sent_by() == "Mines"
    choose_side(dialog, qtbot, "India")
    for _ in range(3):
        press_next(dialog, qtbot)
    assert dialog.step == FILE, "the next list begins"
    assert dialog.isVisible()
    assert "List 2 of 3" in shown(dialog)
    assert "Mines.csv: 2 added" in shown(dialog)
    assert (said.at(0)[0].text, said.at(0)[0].undo) == ("Mines.csv: 2 added", True)
    assert dialog.file_page.sent_by() == "broken"

    press_next(dialog, qtbot)
    assert dialog.step == FILE
    assert "damaged" in shown(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_K, ALT)
    qtbot.waitUntil(lambda: "List 3 of 3" in shown(dialog), timeout=5000)
    assert "List 3 of 3" in shown(dialog)
    assert "broken.xlsx was skipped" in shown(dialog)
    assert not button(dialog, "S&kip").isEnabled(), "nothing waits behind the last one"

    choose_side(dialog, qtbot, "India")  # each list has a sender and a side of its own
    press_next(dialog, qtbot)
    assert dialog.draft.plan.reading == Reading("text", "utf-16", "\t")
    press_next(dialog, qtbot)
    assert dialog.step == PREVIEW
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        press_next(dialog, qtbot)
    assert people(bridge) - before == {"Zaveri", "Zutshi", "Zope"}
    bridge.undo()
    assert people(bridge) - before == {"Zaveri", "Zutshi"}, "each list is a step of its own"
    bridge.undo()
    assert people(bridge) == before


def test_cancel_in_the_middle_keeps_what_came_in(
    opener: Opener, bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opener(
        a_list(tmp_path / "a.csv", "Anil Zaveri", "Ravi Zope"),
        a_list(tmp_path / "b.csv", "Asha Zutshi", "Om Zola"),
    )
    choose_side(dialog, qtbot, "India")
    for _ in range(3):
        press_next(dialog, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert {"Zaveri", "Zope"} <= people(bridge)
    assert not {"Zutshi", "Zola"} & people(bridge)


def boxes(dialog: ImportAssistant) -> tuple[QComboBox, QComboBox]:
    """Encoding and separator, where they are shown."""
    row = dialog.columns_page._reading
    assert row.isVisible()
    return row._encodings, row._separators


def test_another_encoding_is_chosen_by_hand_and_kept_with_the_list(
    opener: Opener, bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    text = "Фамилия;Имя;Должность\nЩукин;Алексей;Советник\nКим;Ольга;Эксперт\n"
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode("cp1251"))
    dialog = opener(path)
    choose_side(dialog, qtbot, "Russia")
    press_next(dialog, qtbot)
    encodings, separators = boxes(dialog)
    assert (encodings.currentData(), separators.currentData()) == ("cp1251", ";")

    encodings.setFocus()
    qtbot.keyClick(encodings, Qt.Key.Key_Down)  # KOI8-R
    qtbot.waitUntil(lambda: not dialog.busy, timeout=10_000)
    assert (encodings.currentData(), separators.currentData()) == ("koi8-r", ";")
    assert dialog.step == COLUMNS
    assert encodings.isVisible(), "also where no list is found in that"
    qtbot.keyClick(encodings, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=10_000)
    assert dialog.draft.plan.reading == Reading("text", "cp1251", ";")
    assert {r.row.values["family_name"] for r in dialog.draft.plan.rows} == {"Щукин", "Ким"}
    press_next(dialog, qtbot)
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        press_next(dialog, qtbot)
    assert {"Щукин", "Ким"} <= people(bridge)


def test_an_encoding_in_which_it_is_no_text_leaves_the_reading_as_it_was(
    opener: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Имя;Должность\nЩукин;Советник\nКим;Эксперт\n".encode("cp866"))
    dialog = opener(path)
    choose_side(dialog, qtbot, "Russia")
    press_next(dialog, qtbot)
    encodings, _ = boxes(dialog)
    encodings.setFocus()
    for _ in range(7):
        qtbot.keyClick(encodings, Qt.Key.Key_Up)
        qtbot.waitUntil(lambda: not dialog.busy, timeout=10_000)
        if "no text in the encoding" in shown(dialog):
            break
    assert "no text in the encoding" in shown(dialog)
    assert dialog.step == COLUMNS
    received = dialog._received
    assert received is not None
    assert encodings.currentData() == received.book.reading.encoding


def test_a_workbook_shows_no_encoding(opener: Opener, qtbot: QtBot) -> None:
    formats = Path(__file__).parents[1] / "samples" / "lists" / "formats"
    dialog = opener(formats / "crossed.xls")
    choose_side(dialog, qtbot, "India")
    press_next(dialog, qtbot)
    assert dialog.step == COLUMNS
    assert not dialog.columns_page._reading.isVisible()
    assert dialog.draft.plan.reading == Reading("xls")
