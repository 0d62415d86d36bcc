"""The documents screen: what is offered, what is remembered, templates, and what is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from tests.keys import press

from rapporteur.domain.papers.page import PaperSize
from rapporteur.services.documents import templates
from rapporteur.services.documents.catalogue import DOCUMENTS
from rapporteur.services.documents.options import Option
from rapporteur.ui.dialogs.documents.templates import TemplatesDialog
from rapporteur.ui.finding.commands import commands
from rapporteur.ui.screens.documents.pane import DocumentsPane
from rapporteur.ui.screens.documents.states import State, StateWords
from rapporteur.ui.screens.documents.words import PAPER_OF, groups
from rapporteur.ui.settings import Settings
from rapporteur.ui.window import MainWindow


@pytest.fixture
def pane(open_window: MainWindow) -> DocumentsPane:
    open_window.page.show_screen("documents")
    return open_window.page.current.pane


def test_every_document_of_the_catalogue_is_in_the_list() -> None:
    listed = {kind.key for group in groups() for kind in group.kinds}
    assert listed == {document.key for document in DOCUMENTS}


def test_nothing_is_built_before_somebody_looks(open_window: MainWindow) -> None:
    (screen,) = [one for one in open_window.page.screens if one.key == "documents"]
    assert screen._pane is None


def test_every_option_of_every_document_has_a_row(pane: DocumentsPane) -> None:
    form = pane.facts.choices
    for document in DOCUMENTS:
        for option in document.options - {Option.PEOPLE, Option.PRINTED}:
            assert option in form._boxes or option in form._ticks, (document.key, option)


def test_choices_are_kept_for_each_document_and_reach_it(pane: DocumentsPane) -> None:
    form = pane.facts.choices
    pane.gallery.choose("roster")
    assert pane.options.languages == ("en",)
    assert pane.options.columns == "public"
    side = form._boxes[Option.SIDE]
    side.setCurrentIndex(2)
    side.activated.emit(2)
    form._ticks[Option.ONE_LIST].setChecked(True)
    pane.gallery.choose("agenda")
    assert pane.options.side == ""
    assert not pane.options.one_list
    assert pane.options.languages == ("en", "ru")
    pane.gallery.choose("roster")
    assert pane.options.side == "RU"
    assert pane.options.one_list


def test_the_paper_is_one_for_all_documents(pane: DocumentsPane) -> None:
    box = pane.facts.choices.sheets
    box.setCurrentIndex(box.findData(PaperSize.LETTER))
    box.activated.emit(box.currentIndex())
    pane.gallery.choose("press-note")
    assert pane.paper is PaperSize.LETTER


def test_a_list_can_be_as_frozen_only_where_one_is(pane: DocumentsPane) -> None:
    pane.gallery.choose("roster")
    assert not pane.facts.choices._ticks[Option.FROZEN].isVisible()


def test_what_cannot_be_written_in_a_format_is_not_offered(
    pane: DocumentsPane, open_window: MainWindow, qtbot: QtBot
) -> None:
    writing = open_window.page.current._writing
    pane.gallery.choose("press-note")
    assert not pane.facts.buttons["xlsx"].isVisible()
    assert not writing["xlsx"].isEnabled()
    pane.gallery.choose("roster")
    assert pane.facts.buttons["xlsx"].isVisible()
    assert writing["xlsx"].isEnabled()


def test_an_internal_paper_says_so(pane: DocumentsPane, qtbot: QtBot) -> None:
    pane.gallery.choose("run-sheet")
    qtbot.waitUntil(pane.facts._internal.isVisible, timeout=20000)
    pane.gallery.choose("agenda")
    qtbot.waitUntil(lambda: not pane.facts._internal.isVisible(), timeout=20000)


@pytest.mark.usefixtures("qapp")
def test_the_state_of_a_document_in_words() -> None:
    words = StateWords()
    assert words.say(State("people", 80, sides=(45, 35))) == "45 + 35 delegates"
    assert words.say(State("items", 1)) == "1 item"
    assert words.say(State("facts", 9, missing=1)) == "1 fact missing"
    assert words.say(State("facts", 9)) == "ready"
    assert words.say(State("items", refusal="Nothing yet.")) == "Nothing yet."


def test_states_stand_beside_the_documents(pane: DocumentsPane, qtbot: QtBot) -> None:
    model = pane.gallery.model()

    def said() -> str:
        role = Qt.ItemDataRole.AccessibleTextRole
        return "\n".join(str(model.index(row, 0).data(role)) for row in range(model.rowCount()))

    qtbot.waitUntil(lambda: "Delegation lists, 45 + 35 delegates" in said(), timeout=20000)
    assert "Seating plan, There is no seating plan yet." in said()


@pytest.fixture
def dialog(themed: QApplication, settings: Settings, qtbot: QtBot) -> Iterator[TemplatesDialog]:
    shown = TemplatesDialog(settings, "press-note")
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.close()
    shown.deleteLater()


def test_a_template_is_copied_out_edited_and_checked(dialog: TemplatesDialog) -> None:
    assert dialog.kind.currentData() == "note"
    dialog._copy_out.click()
    (own,) = templates.own_templates()
    assert own.name in dialog.said.toPlainText()
    dialog._check.click()
    assert "every field is known" in dialog.said.toPlainText()
    document = docx.Document(str(own))
    document.add_paragraph("Signed by {{ nobody }}")
    document.save(str(own))
    dialog._check.click()
    assert "1 unknown field:" in dialog.said.toPlainText()
    assert "nobody" in dialog.said.toPlainText()
    dialog._copy_out.click()
    assert len(templates.own_templates()) == 2, "the edited one is left as it is"


def test_a_field_is_copied_as_it_is_written(dialog: TemplatesDialog) -> None:
    dialog.fields.setCurrentItem(dialog.fields.topLevelItem(0))
    dialog._copy.click()
    field = templates.fields("note")[0].written
    assert QGuiApplication.clipboard().text() == field
    assert field.startswith("{{ ")


def test_a_document_is_written_from_an_own_template(
    pane: DocumentsPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_window: MainWindow
) -> None:
    own = templates.copy_out("note")
    document = docx.Document(str(own))
    document.add_paragraph("Our own last line")
    document.save(str(own))
    target = tmp_path / "note.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    pane.gallery.choose("press-note")
    choice = pane.facts.choices.template
    box = choice.box
    assert choice.isVisible()
    box.setCurrentIndex(box.findData(str(own)))
    box.activated.emit(box.currentIndex())
    open_window.page.current.desk.save("docx")
    lines = [one.text for one in docx.Document(str(target)).paragraphs]
    assert "Our own last line" in lines


def test_a_template_of_the_wrong_kind_is_told_when_it_is_chosen(pane: DocumentsPane) -> None:
    wrong, edited = templates.copy_out("list"), templates.copy_out("note")
    document = docx.Document(str(edited))
    document.add_paragraph("Signed by {{ nobody }}")
    document.save(str(edited))
    torn = templates.own_folder() / "torn.docx"
    torn.write_bytes(b"no Word document")
    pane.gallery.choose("press-note")
    choice = pane.facts.choices.template

    def said(path: Path | None) -> str:
        at = choice.box.findData(str(path) if path else "")
        choice.box.setCurrentIndex(at)
        choice.box.activated.emit(at)
        return choice.said.text() if choice.said.isVisible() else ""

    assert "another kind: Lists, agenda, run sheet" in said(wrong)
    assert "names 1 field that this document has not: nobody." in said(edited)
    assert "torn.docx" in said(torn)
    assert said(None) == ""
    assert said(wrong)
    pane.gallery.choose("report")
    assert not choice.said.isVisible(), "of another document another template is chosen"
    pane.gallery.choose("press-note")
    assert "another kind" in choice.said.text()
    assert choice.said.isVisible()
    pane.gallery.choose("agenda")
    assert said(wrong) == "", "here it fits"


@pytest.mark.parametrize(("screen", "key"), [*PAPER_OF.items(), ("overview", "badges")])
def test_print_leads_to_the_document_of_the_screen(
    open_window: MainWindow, screen: str, key: str
) -> None:
    page = open_window.page
    page.show_screen("documents")
    page.current.pane.gallery.choose("badges")
    page.show_screen(screen)
    said = QSignalSpy(open_window.bridge.said)
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page.current.key == "documents"
    assert page.current.pane.document.key == key, "what no screen has stays as it was"
    assert page.current.pane.gallery.hasFocus()
    assert "Ctrl+P again prints it." in said.at(said.count() - 1)[0].text


def test_print_prints_when_one_is_there_already(
    pane: DocumentsPane, open_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QPrintDialog] = []
    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: asked.append(dialog) or 0)
    pane.gallery.choose("agenda")
    action = open_window.menus.print_out
    assert action in open_window.menus.file_menu.actions()
    action.trigger()
    assert len(asked) == 1
    (found,) = [
        one
        for one in commands(open_window.menus.all_actions(), None, print)
        if one.text == "Print…"
    ]
    found.run()
    assert len(asked) == 2
    open_window.close_file()
    assert not action.isEnabled()
