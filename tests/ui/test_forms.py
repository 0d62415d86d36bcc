"""Field editors: accept once, explain what cannot be read, leave half-typed text alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fields import Kind
from rapporteur.ui.forms.form import CatalogueForm

Accepted = list[tuple[str, str, str, str]]


@pytest.fixture
def form(themed: QApplication, qtbot: QtBot) -> CatalogueForm:
    """The form of a delegate, with the keyboard."""
    shown = CatalogueForm(DELEGATE)
    qtbot.addWidget(shown)
    shown.resize(700, 900)
    shown.start({"family_name": "Menon", "passport_number": "Z1234567", "status": "confirmed"})
    shown.show()
    shown.activateWindow()
    qtbot.waitActive(shown)
    return shown


@pytest.fixture
def accepted(form: CatalogueForm) -> Accepted:
    """What the form has accepted so far."""
    found: Accepted = []
    form.accepted.connect(lambda *what: found.append(what))
    return found


def _enter(form: CatalogueForm, key: str, text: str) -> QWidget:
    form.go_to(key)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(text)
    return form.rows[key].editor


def test_leaving_a_field_accepts_it_once(form: CatalogueForm, accepted: Accepted) -> None:
    _enter(form, "family_name", "Щукин")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    assert accepted == [("family_name", "Menon", "Щукин", "")]


def test_a_date_is_read_as_people_type_it(form: CatalogueForm, accepted: Accepted) -> None:
    editor = _enter(form, "arrival_date", "5 авг 2025")
    press(Qt.Key.Key_Return)
    assert accepted == [("arrival_date", "", "2025-08-05", "")]
    assert editor.typed() == "5 Aug 2025"


def test_what_cannot_be_read_stays_and_is_explained(
    form: CatalogueForm, accepted: Accepted
) -> None:
    editor = _enter(form, "arrival_date", "31.2.2025")
    press(Qt.Key.Key_Tab)
    assert accepted == []
    assert editor.typed() == "31.2.2025"
    assert "not a date" in form.rows["arrival_date"].message


def test_escape_brings_back_what_the_file_holds(form: CatalogueForm, accepted: Accepted) -> None:
    editor = _enter(form, "family_name", "Men")
    form.refresh({"family_name": "Menon-Rao"})
    assert editor.typed() == "Men", "half-typed text is left alone"
    press(Qt.Key.Key_Escape)
    assert editor.typed() == "Menon-Rao"
    assert accepted == []


def test_a_refused_value_stays_and_the_old_one_is_still_the_base(
    form: CatalogueForm, accepted: Accepted
) -> None:
    form.accepted.connect(lambda key, *_rest: form.refuse(key, "Somebody was faster."))
    editor = _enter(form, "family_name", "Rao")
    press(Qt.Key.Key_Return)
    assert (editor.value, editor.typed()) == ("Menon", "Rao")
    assert form.rows["family_name"].message == "Somebody was faster."


def test_a_masked_value_is_nowhere_until_asked_for(form: CatalogueForm, accepted: Accepted) -> None:
    editor = form.rows["passport_number"].editor
    assert "Z1234567" not in editor.input.text()
    form.go_to("passport_number")
    press(Qt.Key.Key_Tab)
    assert accepted == [], "dots are not a value"
    form.go_to("passport_number")
    press(Qt.Key.Key_Space)
    assert editor.input.text() == "Z1234567"
    form.start({"passport_number": "Z7654321"})
    assert "Z7654321" not in editor.input.text(), "the next person is covered again"


def test_a_long_text_is_saved_while_typing_as_one_step(
    form: CatalogueForm, accepted: Accepted, qtbot: QtBot
) -> None:
    _enter(form, "remarks", "Needs a ramp")
    qtbot.waitUntil(lambda: len(accepted) == 1, timeout=4_000)
    type_text(" and a chair")
    press(Qt.Key.Key_Tab)
    assert [new for _key, _old, new, _merge in accepted] == [
        "Needs a ramp",
        "Needs a ramp and a chair",
    ]
    assert len({merge for *_rest, merge in accepted}) == 1
    assert accepted[0][3]


def test_the_wheel_over_a_list_without_focus_changes_nothing(
    form: CatalogueForm, accepted: Accepted, qtbot: QtBot
) -> None:
    editor = form.rows["status"].editor
    before = editor.typed()
    form.go_to("family_name")
    form.ensureWidgetVisible(editor)
    qtbot.wait(10)
    event_point = editor.rect().center()
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    wheel = QWheelEvent(
        QPointF(event_point),
        QPointF(editor.mapToGlobal(event_point)),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor.input, wheel)
    assert (editor.typed(), accepted) == (before, [])


def test_every_field_that_is_typed_has_a_row(form: CatalogueForm) -> None:
    assert set(form.rows) == {f.key for f in DELEGATE if f.kind is not Kind.IMAGE}
