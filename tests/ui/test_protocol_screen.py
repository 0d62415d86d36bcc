"""The Protocol screen at the real window: list, filters, texts, brackets, references, states."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text
from tests.protocols import clear_protocol, write_protocol

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.protocol import (
    AGREED,
    BRACKETED,
    DRAFT,
    IN_STEP,
    PROPOSED,
    WITHDRAWN,
    Paragraph,
)
from rapporteur.services import actions, sessions, stored
from rapporteur.services.protocol import assembling, clauses, paragraphs, signing
from rapporteur.services.protocol.assembling import Decision, Kind
from rapporteur.services.workspace import Db
from rapporteur.ui.dialogs.protocol.assemble import AssembleDialog
from rapporteur.ui.dialogs.protocol.clauses import ClausesDialog
from rapporteur.ui.models.protocol_list import ProtocolListModel
from rapporteur.ui.models.protocol_rows import Only
from rapporteur.ui.screens.protocol.lines import spoken
from rapporteur.ui.screens.protocol.screen import ProtocolScreen
from rapporteur.ui.window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screen(open_window: MainWindow) -> ProtocolScreen:
    page = open_window.page
    assert page is not None
    page.bridge.edit("Protocol", write_protocol)
    page.show_screen("protocol")
    found = page.current
    assert isinstance(found, ProtocolScreen)
    found.list.setFocus()
    return found


def _ids(screen: ProtocolScreen) -> list[int]:
    return [row.id for row in screen.model.rows]


def _held(screen: ProtocolScreen, paragraph_id: int) -> Paragraph:
    return screen.bridge.read(lambda db: stored.get(db, stored.PARAGRAPHS, paragraph_id))


def _text(screen: ProtocolScreen, paragraph_id: int, code: str = "en") -> str:
    found = screen.bridge.read(paragraphs.protocol)
    paragraph = found.by_id(paragraph_id)
    assert paragraph is not None
    return found.text(paragraph, code)


def _caret(screen: ProtocolScreen, words: str, code: str = "en") -> None:
    """Put the cursor into a text, behind the first letter of these words."""
    screen.pane.go_to(f"text_{code}")
    column = screen.pane.columns[code]
    column.place_caret(column.box.toPlainText().index(words) + 1)


def test_the_list_obeys_qt(screen: ProtocolScreen, qtmodeltester: ModelTester) -> None:
    model = ProtocolListModel(spoken)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show(screen.model.rows)
    assert model.rowCount() == 10
    model.show(screen.model.rows[2:5])
    assert model.row_of(screen.model.rows[3].id) == 1


def test_a_row_says_in_words_what_is_drawn(screen: ProtocolScreen) -> None:
    said = [spoken(row) for row in screen.model.rows]
    assert said[3].startswith("Paragraph 2: The Sides agreed")
    assert "In brackets · proposed by IN · English draft · Russian draft" in said[3]
    assert "Russian out of step" in said[5]
    assert "Russian missing" in said[6]
    assert "2 of 2 paragraphs open" in said[4]


def test_filters_narrow_and_esc_brings_all_back(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.bar.show_only(Only.BRACKETED)
    assert _ids(screen) == [ids[1], ids[3]]
    screen.bar.show_only(Only.OUT_OF_STEP)
    assert _ids(screen) == [ids[4], ids[5]]
    screen.focus_filter()
    press(Qt.Key.Key_Escape)
    assert _ids(screen) == ids
    type_text("подгруп")
    assert _ids(screen) == [ids[4], ids[5]]
    assert screen.list.current_id == ids[5]  # what was found, not the heading above it
    press(Qt.Key.Key_Escape)
    screen.bar.without_withdrawn.setChecked(True)
    assert ids[7] not in _ids(screen)


def test_headings_fold_and_move_with_what_is_under_them(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[1]])
    press(Qt.Key.Key_Left)
    assert _ids(screen) == [*ids[:2], *ids[4:]]
    press(Qt.Key.Key_Down, ALT)
    press(Qt.Key.Key_Right)
    assert _ids(screen) == [ids[0], ids[4], ids[1], ids[2], ids[3], *ids[5:]]
    screen.bridge.undo()
    assert _ids(screen) == ids


def test_moving_keeps_references_right(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    assert "para 1]" in _text(screen, ids[3])
    screen.list.select([ids[2]])
    press(Qt.Key.Key_Down, ALT)
    assert "para 2]" in _text(screen, ids[3])
    assert "п. 2]" in _text(screen, ids[3], "ru")


def test_what_is_typed_is_saved_as_one_step(screen: ProtocolScreen, qtbot: QtBot) -> None:
    ids = _ids(screen)
    screen.list.select([ids[5]])
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_End, CTRL)
    type_text(" Soon.")
    qtbot.waitUntil(lambda: _text(screen, ids[5]).endswith("Soon."), timeout=5_000)
    type_text(" Very.")
    screen.finish_editing()
    assert _text(screen, ids[5]).endswith("Soon. Very.")
    assert screen.bridge.history.undo_label == "Text (English) of para 3"
    screen.bridge.undo()
    assert _text(screen, ids[5]).endswith("prepare a plan.")


def test_leaving_for_another_paragraph_saves_into_the_right_one(screen: ProtocolScreen) -> None:
    """Both are empty: what was typed into the one must not be taken for the other's."""
    press(Qt.Key.Key_N, CTRL)
    first = screen.list.current_id
    press(Qt.Key.Key_N, CTRL)
    second = screen.list.current_id
    screen.list.select([first])
    press(Qt.Key.Key_F2)
    type_text("Words")
    screen.list.select([second])
    assert screen.pane.paragraph_id == second
    assert screen.pane.columns["en"].box.toPlainText() == ""
    assert _text(screen, first) == "Words"
    assert _text(screen, second) == ""


def test_a_paragraph_stays_in_sight_while_it_is_typed_in(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.bar.show_only(Only.BRACKETED)
    screen.list.select([ids[3]])
    screen.go_to_text()
    press(Qt.Key.Key_A, CTRL)
    type_text("No brackets at all.")
    screen.finish_editing()
    screen.pane.go_to("text_ru")
    press(Qt.Key.Key_A, CTRL)
    type_text("Без скобок.")
    screen.finish_editing()
    assert _held(screen, ids[3])["state"] == PROPOSED
    assert screen.list.current_id == ids[3]
    assert screen.pane.columns["ru"].box.hasFocus()


def test_options_are_resolved_in_all_languages_at_once(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[3]])
    _caret(screen, "June")
    press(Qt.Key.Key_F8)
    type_text("2")
    assert _text(screen, ids[3]).startswith("The Sides agreed to sign by the end of June 2026 [")
    assert "до конца июня 2026" in _text(screen, ids[3], "ru")
    assert screen.pane.columns["en"].box.hasFocus()
    assert screen.bridge.history.undo_label == "para 2: dropped “March”"
    assert _held(screen, ids[3])["state"] == BRACKETED
    _caret(screen, "as in")
    press(Qt.Key.Key_Return, ALT)
    type_text("0")
    assert _text(screen, ids[3]) == "The Sides agreed to sign by the end of June 2026."
    assert _held(screen, ids[3])["state"] == PROPOSED
    screen.bridge.undo()
    screen.bridge.undo()
    assert "[марта][июня]" in _text(screen, ids[3], "ru")


def test_the_options_key_finds_them_from_the_list_too(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[2]])
    press(Qt.Key.Key_F8)
    assert screen.list.hasFocus()  # there are none
    screen.list.select([ids[3]])
    press(Qt.Key.Key_F8)
    type_text("2")
    assert "end of June 2026 [" in _text(screen, ids[3])
    press(Qt.Key.Key_F8)
    type_text("0")
    assert _text(screen, ids[3]) == "The Sides agreed to sign by the end of June 2026."
    assert _text(screen, ids[3], "ru").endswith("до конца июня 2026 г.")


def test_blanks_before_the_text_mislead_nobody(screen: ProtocolScreen) -> None:
    """They are not stored, so the brackets stand elsewhere in what is."""
    ids = _ids(screen)
    screen.list.select([ids[3]])
    screen.go_to_text()
    press(Qt.Key.Key_Home, CTRL)
    type_text("   ")
    _caret(screen, "June")
    press(Qt.Key.Key_F8)
    type_text("1")
    assert _text(screen, ids[3]).startswith("The Sides agreed to sign by the end of March 2026 [")


def test_options_of_another_shape_are_resolved_alone(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[3]])
    _caret(screen, "марта", "ru")
    press(Qt.Key.Key_End, CTRL)
    type_text(" [ещё]")
    _caret(screen, "June")
    assert not screen.pane.strip.options.together.isVisible()
    press(Qt.Key.Key_F8)
    type_text("1")
    assert "end of March 2026" in _text(screen, ids[3])
    assert "[марта][июня]" in _text(screen, ids[3], "ru")


def test_texts_in_step_stay_so_when_resolved_alike(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[3]])
    press(Qt.Key.Key_Return, CTRL)
    assert _held(screen, ids[3])["step_ru"] == IN_STEP
    _caret(screen, "June")
    press(Qt.Key.Key_F8)
    type_text("1")
    held = _held(screen, ids[3])
    assert (held["step_en"], held["step_ru"]) == (IN_STEP, IN_STEP)


def test_a_bracket_alone_is_named_with_its_place(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[5]])
    _caret(screen, "plan")
    type_text("[")
    column = screen.pane.columns["en"]
    assert [fault.closing for fault in column.faults()] == [False]
    assert column._faults.isVisible()
    assert "line 1, letter" in column._faults.text()


def test_brackets_are_put_round_what_is_chosen(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[5]])
    screen.go_to_text()
    press(Qt.Key.Key_Home, CTRL)
    press(Qt.Key.Key_Right, CTRL | SHIFT)
    press(Qt.Key.Key_B, CTRL)
    screen.finish_editing()
    assert _text(screen, ids[5]).startswith("[The ]Sides")
    assert _held(screen, ids[5])["state"] == BRACKETED


def test_a_reference_is_followed_and_left_again(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[3]])
    _caret(screen, "para 1")
    column = screen.pane.columns["en"]
    column.place_caret(column.box.toPlainText().index("para 1") + 6)
    press(Qt.Key.Key_F12)
    assert screen.pane.paragraph_id == ids[2]
    press(Qt.Key.Key_F12, SHIFT)
    assert screen.pane.paragraph_id == ids[3]
    assert column.caret == column.box.toPlainText().index("para 1") + 6


def test_states_by_key_and_the_count_of_open_ones(
    screen: ProtocolScreen, open_window: MainWindow
) -> None:
    ids = _ids(screen)
    assert screen.summary() == "4 of 5 paragraphs open"
    screen.list.select([ids[5], ids[6]])
    press(Qt.Key.Key_4, ALT)
    assert [_held(screen, one)["state"] for one in ids[5:7]] == [AGREED, AGREED]
    assert screen.summary() == "2 of 5 paragraphs open"
    assert screen.progress.words.text() == "2 of 5 paragraphs open"
    screen.list.select([ids[3]])
    press(Qt.Key.Key_4, ALT)
    assert _held(screen, ids[3])["state"] == BRACKETED
    assert "brackets" in open_window.messages._text.text()


def test_the_next_open_one_is_found_round_the_end(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[0]])
    seen = []
    for _ in range(5):
        press(Qt.Key.Key_F4)
        seen.append(screen.list.current_id)
    assert seen == [ids[3], ids[5], ids[6], ids[9], ids[3]]
    press(Qt.Key.Key_F4, SHIFT)
    assert screen.list.current_id == ids[9]


def test_a_language_that_is_added_gets_as_much_room(screen: ProtocolScreen) -> None:
    languages = FieldEdit("en; ru", "en; ru; hi")
    screen.bridge.edit("Hindi", lambda db: sessions.update_session(db, {"languages": languages}))
    QCoreApplication.processEvents()
    widths = [screen.pane.columns[code].width() for code in ("en", "ru", "hi")]
    assert max(widths) - min(widths) < 8


def test_a_text_is_brought_into_step(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[5]])
    screen.pane.go_to("text_ru")
    press(Qt.Key.Key_Return, CTRL)
    assert _held(screen, ids[5])["step_ru"] == IN_STEP
    press(Qt.Key.Key_Return, CTRL)
    assert _held(screen, ids[5])["step_ru"] == DRAFT


def test_withdrawing_and_bringing_back(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[5], ids[6]])
    press(Qt.Key.Key_Delete)
    assert _held(screen, ids[6])["state"] == WITHDRAWN
    assert screen.count() == 3
    press(Qt.Key.Key_R, CTRL | SHIFT)
    assert _held(screen, ids[6])["state"] == PROPOSED


def test_a_new_paragraph_comes_behind_the_chosen_one(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[5]])
    press(Qt.Key.Key_N, CTRL)
    type_text("The Sides reaffirmed.")
    screen.finish_editing()
    made = screen.list.current_id
    assert _ids(screen)[6] == made
    assert _held(screen, made)["text_en"] == "The Sides reaffirmed."
    assert _held(screen, made)["sub_group"] == _held(screen, ids[5])["sub_group"]


def test_links_lead_to_where_a_paragraph_comes_from(
    screen: ProtocolScreen, open_window: MainWindow
) -> None:
    ids = _ids(screen)
    screen.list.select([ids[2]])
    labels = [button.toolTip() for button in screen.pane.links._buttons]
    assert labels[0].startswith("Agenda item: ")
    assert labels[1] == "Referred to by para 2"
    screen.pane.links._buttons[1].click()
    assert screen.pane.paragraph_id == ids[3]
    screen.list.select([ids[5]])
    screen.pane.links._buttons[0].click()
    assert open_window.page is not None
    assert open_window.page.current.key == "subgroups"


def test_a_clause_goes_into_all_languages_and_offers_an_action_item(
    screen: ProtocolScreen, qtbot: QtBot
) -> None:
    screen.list.select([_ids(screen)[5]])
    press(Qt.Key.Key_N, CTRL)
    made = screen.list.current_id
    press(Qt.Key.Key_Space, CTRL)
    palette = screen.clauses.palette
    assert palette.isVisible()
    type_text("договор")
    offers = palette.offers()
    assert offers[0].commits
    press(Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert _text(screen, made) == "The Sides agreed to"
    assert _text(screen, made, "ru").startswith("Стороны договорились")
    assert screen.pane.columns["en"].box.hasFocus()
    assert screen.bridge.history.undo_label.startswith("clause")
    type_text("prepare a plan of training by the end of 2026.")
    screen.finish_editing()
    strip = screen.pane.strip
    assert strip.currentWidget() is strip.offer
    press(Qt.Key.Key_T, CTRL)
    assert strip.offer.bodies[0].hasFocus()
    type_text("Ministry of Mines")
    press(Qt.Key.Key_Return)
    uuid = _held(screen, made)["action_item"]
    (item,) = screen.bridge.read(lambda db: stored.read(db, stored.ACTION_ITEMS, uuid=uuid))
    assert item["body_first"] == "Ministry of Mines"
    assert item["due_date"] == "2026-12-31"
    assert item["paragraph"].startswith("para 4")
    assert "Prepare a plan of training" in item["text_en"]
    assert screen.pane.columns["en"].box.hasFocus()
    assert strip.currentWidget() is strip.hints


def test_esc_refuses_the_action_item(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[9]])
    screen.go_to_text()
    press(Qt.Key.Key_T, CTRL)
    strip = screen.pane.strip
    assert strip.currentWidget() is strip.offer
    press(Qt.Key.Key_Escape)
    assert strip.currentWidget() is strip.hints
    assert not _held(screen, ids[9])["action_item"]


def test_the_palette_goes_away_with_esc(screen: ProtocolScreen) -> None:
    screen.list.select([_ids(screen)[5]])
    screen.go_to_text()
    press(Qt.Key.Key_F9)
    type_text("xyzxyz")
    assert screen.clauses.palette.offers() == []
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert not screen.clauses.palette.isVisible()
    assert screen.pane.columns["en"].box.hasFocus()


def test_a_clause_comes_in_at_the_cursor(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[5]])
    _caret(screen, " to prepare")
    press(Qt.Key.Key_F9)
    type_text("took note")
    press(Qt.Key.Key_Return)
    assert "took note of to prepare" in _text(screen, ids[5])
    assert _text(screen, ids[5], "ru").rstrip(". ").endswith("приняли к сведению")


def test_clauses_are_edited_hidden_and_restored(screen: ProtocolScreen) -> None:
    dialog = ClausesDialog(screen.bridge, screen.settings, screen)
    dialog.filter.setText("сведению")
    assert dialog.list.count() == 1
    dialog.form.rows["text_en"].editor.input.setPlainText("took due note of")
    dialog.form.commit()
    assert [o.texts["en"] for o in screen.bridge.read(lambda db: clauses.find(db, "due note"))]
    dialog.hide_it.click()  # restores: the words were changed
    assert not screen.bridge.read(lambda db: clauses.find(db, "due note"))
    dialog.hide_it.click()
    assert not screen.bridge.read(lambda db: clauses.find(db, "took note"))
    assert dialog.list.item(0).font().strikeOut()
    dialog.hide_it.click()
    assert screen.bridge.read(lambda db: clauses.find(db, "took note"))
    dialog.new.click()
    dialog.form.rows["text_en"].editor.input.setPlainText("The Sides deplored")
    dialog.accept()
    assert screen.bridge.read(lambda db: clauses.find(db, "deplored"))
    dialog.deleteLater()


def test_rows_are_dragged_to_another_place(screen: ProtocolScreen) -> None:
    ids, model = _ids(screen), screen.model
    data = model.mimeData([model.index(5), model.index(2)])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, 9, 0, QModelIndex())
    moved = [*ids[:2], *ids[3:5], *ids[6:9], ids[2], ids[5], ids[9]]
    assert _ids(screen) == moved
    assert screen.bridge.history.undo_label == "place of 2 paragraphs"
    data = model.mimeData([model.index(0)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 10, 0, QModelIndex())
    assert _ids(screen) == [*moved[1:], moved[0]]


def test_somebody_elses_words_are_not_overwritten(screen: ProtocolScreen) -> None:
    ids = _ids(screen)
    screen.list.select([ids[5]])
    screen.go_to_text()
    press(Qt.Key.Key_End, CTRL)
    type_text(" Mine.")
    old = _text(screen, ids[5])
    edit = {"text_en": FieldEdit(old, f"{old} Theirs.")}
    screen.bridge.edit("other", lambda db: paragraphs.edit(db, ids[5], edit))
    column = screen.pane.columns["en"]
    assert column.box.toPlainText().endswith("Mine.")
    screen.finish_editing()
    assert "changed meanwhile" in column.message
    assert _text(screen, ids[5]).endswith("Theirs.")
    column._offer.click()
    assert column.box.toPlainText().endswith("Theirs.")


def test_a_word_changed_in_an_agreed_paragraph_is_said(
    screen: ProtocolScreen, open_window: MainWindow
) -> None:
    ids = _ids(screen)
    screen.list.select([ids[2]])
    assert screen.pane.strip.hints.text().startswith("Agreed:")
    screen.go_to_text()
    press(Qt.Key.Key_End, CTRL)
    type_text(" More.")
    screen.finish_editing()
    assert _held(screen, ids[2])["state"] == PROPOSED
    assert "Para 1 had been agreed" in open_window.messages._text.text()
    screen.list.select([ids[0]])
    press(Qt.Key.Key_4, ALT)
    screen.go_to_text()
    type_text("On. ")
    screen.finish_editing()
    assert "“The 11th Session was held" in open_window.messages._text.text()


def test_how_many_are_open_is_seen_from_every_screen(
    screen: ProtocolScreen, open_window: MainWindow, qtbot: QtBot
) -> None:
    said: list[str] = []
    page = open_window.page
    assert page is not None
    page.summary_changed.connect(said.append)
    page.show_screen("subgroups")
    assert said[-1] == "updates received: 3 of 4 · 4 of 5 paragraphs open"


def test_a_sealed_file_is_read_and_not_changed(screen: ProtocolScreen) -> None:
    bridge, ids = screen.bridge, _ids(screen)
    screen.list.select([ids[3]])

    def seal(db: Db) -> None:
        stored.create(db, stored.SEALS, [{"signed_on": "2025-08-06",
                                          "sealed_at": "2025-08-06T15:00:00+00:00"}])  # fmt: skip

    bridge.edit("sealed", seal)
    assert bridge.read_only
    assert screen.pane.columns["en"].box.isReadOnly()
    assert not screen.pane.state.isEnabled()
    assert not screen.pane.columns["en"].step.isEnabled()
    assert not screen.model.flags(screen.model.index(3)) & Qt.ItemFlag.ItemIsDragEnabled
    press(Qt.Key.Key_N, CTRL)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Down, ALT)
    assert _ids(screen) == ids
    screen.list.select([ids[3]])
    _caret(screen, "June")
    assert not screen.pane.strip.offers_options
    type_text("x")
    screen.finish_editing()
    assert "x" not in _text(screen, ids[3])
    signing.reopen(bridge.workspace, "A date was wrong", "me")
    assert not screen.pane.columns["en"].box.isReadOnly()


def test_links_that_go_leave_the_window_active(
    screen: ProtocolScreen, open_window: MainWindow, qtbot: QtBot
) -> None:
    """A button without a parent would become a window, and take the activity along."""
    screen.list.select([_ids(screen)[2]])
    press(Qt.Key.Key_F, CTRL)
    for words in ("подгруп", "prepare"):
        type_text(words)
        screen.list.select([screen.model.rows[-1].id])
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_F, CTRL)
        qtbot.wait(100)
    assert open_window.isActiveWindow()


def test_the_empty_screen_offers_the_first_steps(open_window: MainWindow) -> None:
    page = open_window.page
    assert page is not None
    page.bridge.edit("clear", clear_protocol)
    page.show_screen("protocol")
    screen = page.current
    assert isinstance(screen, ProtocolScreen)
    assert screen.empty.isVisible()
    screen.empty.assemble.click()
    assert screen.summary() == "37 of 37 paragraphs open"
    screen.bridge.undo()
    assert screen.empty.isVisible()
    screen.empty.new.click()
    assert screen.pane.columns["en"].box.hasFocus()
    type_text("First words.")
    screen.finish_editing()
    assert screen.summary() == "1 of 1 paragraphs open"


def test_assembling_again_overwrites_nothing_by_itself(screen: ProtocolScreen) -> None:
    """Of a draft whose sources and whose words have both changed."""
    bridge = screen.bridge
    bridge.edit("clear", clear_protocol)
    bridge.edit("draft", assembling.assemble)
    by_slot = {line.paragraph["slot"]: line for line in (screen.desk.lines if screen.desk else ())}
    texts = [line for slot, line in by_slot.items() if slot.endswith(":text")]
    groups = bridge.read(lambda db: stored.read(db, stored.UPDATES, session_ordinal=""))
    mine = next(u for u in groups if u["protocol_text_en"] and u["protocol_text_en"] in
                [line.texts["en"] for line in texts])  # fmt: skip
    edited = next(line for line in texts if line.texts["en"] == mine["protocol_text_en"])

    def change(db: Db) -> None:
        old = mine["protocol_text_en"]
        edit = {"protocol_text_en": FieldEdit(old, old.replace("The Sides", "Both Sides"))}
        stored.update(db, stored.UPDATES, mine.id, edit)
        new = {"text_en": FieldEdit(old, old + " Noted by hand.")}
        paragraphs.edit(db, edited.id, new)
        item = stored.read(db, stored.ACTION_ITEMS)[-1]
        actions.create_action(db, {"text_en": "To hold a fair", "text_ru": "Провести ярмарку",
                                   "agenda_item": item["agenda_item"]})  # fmt: skip

    bridge.edit("change", change)
    left = bridge.read(assembling.differing)
    dialog = AssembleDialog(left, screen.settings, screen)
    kinds = {one.slot: one.kind for one in left}
    assert kinds[edited.paragraph["slot"]] is Kind.CHANGED
    assert Kind.NEW in kinds.values()
    assert edited.paragraph["slot"] not in dialog.decisions
    row = list(kinds).index(edited.paragraph["slot"])
    dialog.list.setCurrentRow(row)
    shown = dialog.text.toPlainText()
    assert "as it was edited here" in shown
    assert "Noted by hand." in shown
    assert "Both" in shown
    dialog.keep.click()
    assert dialog.decisions[edited.paragraph["slot"]] is Decision.KEEP
    decisions = dialog.decisions
    dialog.deleteLater()
    bridge.edit("take", lambda db: assembling.take(db, decisions))
    assert _text(screen, edited.id).endswith("Noted by hand.")
    assert bridge.read(assembling.differing) == []
    assert any("fair" in row.line.text() for row in screen.model.rows)


def test_a_state_waits_for_a_text_that_the_file_refuses(screen: ProtocolScreen) -> None:
    paragraph = _ids(screen)[2]
    screen.list.select([paragraph])
    held = _held(screen, paragraph)
    screen.pane.go_to("text_en")
    screen.pane.columns["en"].box.setPlainText("word " * 8_000)
    screen.pane.state_wanted.emit(AGREED)
    assert _held(screen, paragraph) == held
    assert screen.pane.columns["en"].box.toPlainText().startswith("word word")
    assert screen.pane.state.currentData() == held["state"]
