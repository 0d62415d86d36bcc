"""The delegates screen as widgets: names for assistive programs, no markup, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from tests import keys
from tests.ui import bait, sweep

from rapporteur.domain.checks import PURPOSES
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fields import Kind
from rapporteur.services import delegates as service
from rapporteur.services import sessions
from rapporteur.services.workspace import Workspace
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.models.delegate_columns import all_columns
from rapporteur.ui.screens.delegates import DelegatesScreen
from rapporteur.ui.screens.delegates.checks import ChecksPanel
from rapporteur.ui.screens.delegates.columns import ColumnChooser
from rapporteur.ui.screens.delegates.form import DelegateForm
from rapporteur.ui.screens.delegates.header import PersonHeader
from rapporteur.ui.screens.delegates.pasting import PasteDialog, new_people
from rapporteur.ui.screens.delegates.table import DelegateTable
from rapporteur.ui.settings import Settings


@pytest.fixture
def screen(
    themed: QApplication, sample_path: Path, settings: Settings, qtbot: QtBot
) -> Iterator[DelegatesScreen]:
    bridge = FileBridge(Workspace.open(sample_path))
    shown = DelegatesScreen(bridge, settings)
    qtbot.addWidget(shown)
    shown.resize(1180, 700)
    shown.load()
    shown.show()
    shown.activateWindow()
    qtbot.waitActive(shown)
    qtbot.waitUntil(lambda: shown.findChild(DelegateForm) is not None)  # follows the first paint
    yield shown
    shown.save_state()
    bridge.close()


def test_every_input_has_a_name_and_is_reached_by_tab(
    screen: DelegatesScreen, qtbot: QtBot
) -> None:
    screen.findChild(ChecksPanel).show()
    qtbot.wait(50)
    assert sweep.nameless(screen) == []
    assert sweep.unreachable(screen) == []
    assert sweep.doubled_mnemonics(screen) == []
    assert sweep.cut_off(screen) == []


def test_the_form_needs_no_sideways_scrolling_on_a_small_screen(screen: DelegatesScreen) -> None:
    form = screen.findChild(DelegateForm)
    screen.resize(1100, 620)  # 1366 by 768 without navigation, menus and status line
    QApplication.processEvents()
    right = form.mapToGlobal(form.rect().bottomRight()).x()
    for key in form.field_keys():
        field = form.field_input(key)
        assert field.mapToGlobal(field.rect().bottomRight()).x() <= right, key


def test_column_chooser_names_every_field_once(themed: QApplication, qtbot: QtBot) -> None:
    chooser = ColumnChooser(("full_name",))
    qtbot.addWidget(chooser)
    chooser.show()
    assert sweep.nameless(chooser) == []
    assert sweep.cut_off(chooser) == []


def test_markup_in_every_field_is_shown_as_text(
    screen: DelegatesScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    lure = bait.Bait(tmp_path)
    texts = {Kind.TEXT, Kind.PRESET, Kind.LONG, Kind.LIST, Kind.EMAIL, Kind.PHONE}
    values = {f.key: lure.text.replace(";", "") for f in DELEGATE if f.kind in texts}
    with screen.bridge.workspace.edit("bait") as db:
        india, _russia = sessions.sides(db)
        first = service.create_delegate(db, india.id, values)
        unnamed = dict.fromkeys(("patronymic", "native_name", "latin_name", "passport_name"), "")
        named = {**values, **unnamed, "family_name": "Kapoorov", "given_name": "Arun"}
        service.create_delegate(db, india.id, named)
    screen.findChild(DelegateTable).model().show_columns([f.key for f in all_columns()])
    panel = screen.findChild(ChecksPanel)
    panel.show()
    panel.choose_purpose(PURPOSES[0].key)
    screen.show_record(first.id, "remarks")
    form = screen.findChild(DelegateForm)
    form.begin_new(first.side_id)
    for key, text in (("family_name", "Kapoorov"), ("given_name", "Arun")):
        form.field_input(key).setFocus()
        keys.type_text(text)
    qtbot.waitUntil(lambda: bool(form.similar()))
    assert not lure.seen_in(form)
    screen.show_record(first.id)
    for widget in (screen, screen.findChild(PersonHeader)):
        assert not lure.seen_in(widget)
    assert bait.rendered_as_markup(screen) == []
    for tip in bait.hover(screen.findChild(DelegateTable).viewport()):
        assert not lure.seen_in(tip)


def test_markup_in_pasted_cells_is_shown_as_text(
    screen: DelegatesScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    lure = bait.Bait(tmp_path)
    sides = screen.bridge.read(sessions.sides)
    rows = (("Name", "Designation"), ("Shri Arun Kapoor", lure.text))
    people, left_out = new_people(rows, sides, sides[0].id)
    dialog = PasteDialog(people, [], {}, [*left_out, lure.text])
    qtbot.addWidget(dialog)
    dialog.show()
    assert not lure.seen_in(dialog)
    assert bait.rendered_as_markup(dialog) == []
    assert any(lure.text in label.text() for label in dialog.findChildren(QLabel))
    assert sweep.nameless(dialog) == []
