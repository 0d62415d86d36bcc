"""Forms bound to the file, and references chosen by a few letters in either script."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.keys import type_text

from rapporteur.services import sessions, stored
from rapporteur.services.directory import directory
from rapporteur.services.workspace import Workspace
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.forms.record_form import RecordForm
from rapporteur.ui.wording import titles_of_sides


@pytest.fixture
def bridge(sample_path, themed):
    found = FileBridge(Workspace.open(sample_path))
    yield found
    found.close()


@pytest.fixture
def form(bridge, qtbot):
    """A form over the first sub-group of the sample."""
    made = RecordForm(bridge, stored.SUB_GROUPS, lambda field, _r: f"{field.label} of a sub-group")
    qtbot.addWidget(made)
    made.resize(600, 500)
    with bridge.workspace.read() as db:
        made.set_directory(directory(db))
        made.set_titles(titles_of_sides(made.catalogue, sessions.sides(db)))
        made.show_languages(sessions.session(db).language_codes)
        group = sessions.sub_groups(db)[0]

    def again():
        made.refresh_record(bridge.read(lambda db: stored.get(db, stored.SUB_GROUPS, group.id)))

    bridge.changed.connect(lambda _c: again())
    made.show_record(group)
    made.show()
    qtbot.waitExposed(made)
    return made


def lead(form):
    return form.rows["lead_first"].editor


def choose(form, letters):
    lead(form).input.setFocus()
    line = lead(form).input.lineEdit()
    line.selectAll()
    type_text(letters)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_a_few_letters_and_enter_choose_somebody(form, bridge):
    choose(form, "raghav men")
    assert "Menon" in lead(form).input.currentText()
    assert form.record["lead_first"] == lead(form).value != ""
    assert bridge.history.undo_label == "Co-lead of a sub-group"


def test_the_other_script_finds_the_same(form):
    choose(form, "राघव मेनन")
    assert "Menon" in lead(form).input.currentText()


def test_letters_that_name_several_or_nobody_are_refused_in_place(form):
    before = form.record["lead_first"]
    choose(form, "secretary")
    assert "Choose one" in form.rows["lead_first"].message
    assert form.record["lead_first"] == before
    choose(form, "zzz")
    assert "Choose one" in form.rows["lead_first"].message


def test_people_of_the_other_side_are_not_offered(form):
    before = form.record["lead_first"]
    choose(form, "gruzdev")
    assert form.record["lead_first"] == before
    assert "Choose one" in form.rows["lead_first"].message


def test_an_emptied_reference_names_nobody_and_undo_brings_it_back(form, bridge):
    choose(form, "raghav men")
    wanted = form.record["lead_first"]
    line = lead(form).input.lineEdit()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert form.record["lead_first"] == ""
    bridge.undo()
    assert form.record["lead_first"] == wanted
    assert "Menon" in lead(form).input.currentText()


def test_titles_name_the_side_and_languages_not_used_are_hidden(form):
    assert form.rows["lead_first"].label.text() == "Co-lead (India)"
    assert form.rows["name_ru"].isVisible()
    assert not form.rows["name_hi"].isVisible()
