"""One ministry's list four times, in three formats and two scripts: one clean delegation.

The first comes as a workbook in English, the second as a Russian text in the encoding of
Windows, the third as an OpenDocument spreadsheet, the fourth as a workbook in English again.
Everything is done with keys; then Undo takes each version back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.exchange.test_formats import cell, ods, row
from tests.journeys.test_import import choose_side
from tests.keys import press
from tests.storage.contents import agrees

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.names import full_name
from rapporteur.services import delegates, sessions
from rapporteur.services.facts import sample_facts
from rapporteur.services.lists.provenance import provenance, source_in_words
from rapporteur.services.workspace import Workspace
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.importing.assistant import PREVIEW, ImportAssistant
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme

Line = tuple[str, str, str]

# Invented people: name, post, mailbox; the same in Russian.
PEOPLE = {
    "gruzdev": ("Alexey Gruzdev", "Груздев Алексей Викторович"),
    "sokolova": ("Irina Sokolova", "Соколова Ирина Павловна"),
    "shcherbakov": ("Dmitry Shcherbakov", "Щербаков Дмитрий Олегович"),
    "vorontsova": ("Yulia Vorontsova", "Воронцова Юлия Сергеевна"),
    "zhukovsky": ("Sergey Zhukovsky", "Жуковский Сергей Ильич"),
    "egorova": ("Natalia Egorova", "Егорова Наталья Андреевна"),
    "chaykin": ("Mikhail Chaykin", "Чайкин Михаил Юрьевич"),
    "belov": ("Pyotr Belov", "Белов Пётр Ильич"),
}
POSTS = {
    "minister": ("Deputy Minister", "Заместитель Министра"),
    "director": ("Director of Department", "Директор департамента"),
    "head": ("Head of Division", "Начальник отдела"),
    "adviser": ("Adviser", "Советник"),
    "expert": ("Expert", "Эксперт"),
}
FIRST = (
    ("gruzdev", "minister"), ("sokolova", "director"), ("shcherbakov", "head"),
    ("vorontsova", "head"), ("zhukovsky", "adviser"), ("egorova", "adviser"),
    ("chaykin", "adviser"),
)  # fmt: skip
# Chaykin is gone, Belov new.
SECOND = (*FIRST[:6], ("belov", "expert"))
# Shcherbakov stands before Sokolova.
THIRD = (FIRST[0], FIRST[2], FIRST[1], *SECOND[3:])
# Vorontsova is director now, Chaykin comes after all, Belov does not.
FOURTH = (FIRST[0], FIRST[2], FIRST[1], ("vorontsova", "director"), *FIRST[4:])

SENDER = "Ministry of Industry"


def lines(people: Sequence[tuple[str, str]], script: int) -> list[Line]:
    return [(PEOPLE[who][script], POSTS[post][script], f"{who}@minprom.example")
            for who, post in people]  # fmt: skip


def as_workbook(path: Path, people: Sequence[Line]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Delegation of the Russian Federation"])
    sheet.append([])
    sheet.append(["No.", "Name", "Designation", "E-mail"])
    for number, line in enumerate(people, 1):
        sheet.append([number, *line])
    book.save(path)
    return path


def as_text(path: Path, people: Sequence[Line]) -> Path:
    rows = [f"{number};{';'.join(line)}" for number, line in enumerate(people, 1)]
    text = "\r\n".join(["№ п/п;Ф.И.О.;Должность;Эл. почта", *rows])
    path.write_bytes(text.encode("cp1251"))
    return path


def as_ods(path: Path, people: Sequence[Line]) -> Path:
    heading = row(*map(cell, ("№ п/п", "Ф.И.О.", "Должность", "Эл. почта")))
    body = (row(cell(str(number)), *map(cell, line)) for number, line in enumerate(people, 1))
    return ods(path, heading + "".join(body))


@pytest.fixture
def bridge(tmp_path: Path, qapp: QApplication) -> Iterator[FileBridge]:
    apply_theme(qapp, "light")
    workspace = Workspace.create(tmp_path / "session.rapporteur")
    with workspace.edit("New session") as db:
        sessions.create_session(db, replace(sample_facts(), delegates=()))
    found = FileBridge(workspace)
    yield found
    found.close()


def press_default(dialog: ImportAssistant, qtbot: QtBot) -> None:
    """Press the button that leads on, and wait until what it began is done."""
    button = next(b for b in dialog.findChildren(QPushButton) if b.isDefault())
    qtbot.waitUntil(button.isEnabled, timeout=30_000)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=30_000)


def take_in(bridge: FileBridge, qtbot: QtBot, path: Path, settings: Settings) -> dict[str, int]:
    """Import a list with the keyboard; every doubt is the same person. The counts at the end."""
    dialog = ImportAssistant(bridge, settings, path)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    sender = dialog.file_page.findChild(type(dialog.file_page._sender)).lineEdit()
    sender.setFocus()
    sender.selectAll()
    qtbot.keyClicks(sender, SENDER)
    choose_side(dialog, qtbot, "Russia")
    press_default(dialog, qtbot)
    press_default(dialog, qtbot)
    assert dialog.step == PREVIEW
    dialog.preview_page.rows.setFocus()
    for _ in range(len(PEOPLE)):
        if not (waiting := len(dialog.draft.open_doubts())):
            break
        press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda w=waiting: len(dialog.draft.open_doubts()) < w, timeout=5000)
    assert not dialog.draft.open_doubts()
    counts = dialog.draft.plan.counts()
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        press_default(dialog, qtbot)
    return {state: number for state, number in counts.items() if number}


def everybody(bridge: FileBridge) -> list[Delegate]:
    return bridge.read(delegates.list_delegates)


def coming(bridge: FileBridge) -> list[str]:
    return [full_name(person) for person in everybody(bridge) if not person.withdrawn]


def test_four_versions_end_in_one_clean_delegation_and_undo_takes_each_back(
    bridge: FileBridge, tmp_path: Path, qtbot: QtBot
) -> None:
    settings = Settings(tmp_path / "settings.ini")
    english, russian = 0, 1
    files = (
        as_workbook(tmp_path / "List, 1 August.xlsx", lines(FIRST, english)),
        as_text(tmp_path / "Список 2 августа.csv", lines(SECOND, russian)),
        as_ods(tmp_path / "Список 3 августа.ods", lines(THIRD, russian)),
        as_workbook(tmp_path / "List, 4 August, final.xlsx", lines(FOURTH, english)),
    )
    expected = (
        {"new": 7},
        # Six were in doubt at first; that they are not gone is said in lines of their own.
        {"new": 1, "changed": 6, "removed": 1, "skipped": 6},
        {"same": 6, "moved": 1},
        {"same": 5, "changed": 2, "removed": 1},
    )
    states = [[(p.uuid, p.values, p.position) for p in everybody(bridge)]]
    for path, counts in zip(files, expected, strict=True):
        assert take_in(bridge, qtbot, path, settings) == counts, path.name
        states.append([(p.uuid, p.values, p.position) for p in everybody(bridge)])

    # One entry for each person, in the order and with the posts of the last list.
    assert coming(bridge) == [PEOPLE[who][english] for who, _ in FOURTH]
    assert len(everybody(bridge)) == len(PEOPLE), "nobody twice, nobody deleted"
    by_mail = {person["email"].split("@")[0]: person for person in everybody(bridge)}
    for who, post in FOURTH:
        assert by_mail[who]["designation"] == POSTS[post][english]
        if who != "chaykin":  # he stood on no Russian list
            assert by_mail[who]["native_name"] == PEOPLE[who][russian]
    assert by_mail["belov"].withdrawn

    def told(who: str) -> str:
        sources = bridge.read(lambda db: provenance(db, by_mail[who].id))
        return "\n".join(map(source_in_words, sources))

    assert told("vorontsova").count(SENDER) == 4
    assert "row 7 of list 4" in told("vorontsova").casefold()
    assert "row 5 of list 2" in told("vorontsova").casefold()
    assert "list 4" in told("belov"), "that he is no longer on it"
    assert agrees(bridge.workspace)

    for state in reversed(states[:-1]):
        bridge.undo()
        assert [(p.uuid, p.values, p.position) for p in everybody(bridge)] == state
    assert everybody(bridge) == []
    for _ in files:
        bridge.redo()
    assert [(p.uuid, p.values, p.position) for p in everybody(bridge)] == states[-1]
