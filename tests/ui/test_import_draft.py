"""What the user has decided in a preview stays with the people it was decided about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot
from tests.services.test_import_versions import ALL, MINES, Desk, Row, book, fresh

from rapporteur.domain.importing import Answer, RowState, Verdict
from rapporteur.domain.names import compose_name
from rapporteur.domain.suggestions import Suggestion
from rapporteur.services.importing import imports
from rapporteur.ui.dialogs.importing import preview_page
from rapporteur.ui.dialogs.importing.wording import ImportWording
from rapporteur.ui.models.import_draft import ImportDraft
from rapporteur.ui.models.import_rows import PreviewModel

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
SAME, OTHER = Answer(Verdict.SAME), Answer(Verdict.OTHER)
MORE = tuple(
    (f"Person{letter} Family{letter}", f"Post {letter}", f"+9122000000{number:02}")
    for number, letter in enumerate("ABCDEFGHIJKL")
)
EVERYBODY = (*ALL, *MORE)
INITIALS = (("A. Rao", "", ""), ("L. Bose", "", ""))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A session whose last list has two people with initials, who were said to be known."""
    workspace = fresh(tmp_path / "session.rapporteur")
    desk = Desk(workspace)
    desk.take(EVERYBODY)
    draft = drafted(desk, [*INITIALS, *EVERYBODY[2:]])
    draft.answer({0: SAME, 1: SAME})
    desk.commit(draft.plan, draft.accepted)
    yield desk
    workspace.close()


def drafted(desk: Desk, rows: Sequence[Row]) -> ImportDraft:
    with desk.workspace.read() as db:
        known = imports.gather(db, book(rows), side="IN", sender=MINES, as_version=True)
    plan = imports.plan_with(known, book(rows), sender=MINES)
    return ImportDraft(plan, {person.id: person for person in known.people}, known)


def gone(draft: ImportDraft) -> dict[str, bool]:
    """Who is gone, and whether this is to be taken."""
    return {
        compose_name(row.row.values): at in draft.accepted
        for at, row in enumerate(draft.plan.rows)
        if row.state is RowState.REMOVED
    }


def turn(draft: ImportDraft, name: str, *, yes: bool) -> None:
    (at,) = [at for at, row in enumerate(draft.plan.rows)
             if row.state is RowState.REMOVED and compose_name(row.row.values) == name]  # fmt: skip
    draft.accept([at], yes=yes)


def test_who_was_unticked_stays_so_when_an_answer_brings_others(desk: Desk) -> None:
    draft = drafted(desk, [*INITIALS, *ALL[2:5], *MORE])
    draft.answer({1: OTHER})
    turn(draft, "Leela Bose", yes=False)
    draft.answer({0: OTHER})
    assert gone(draft) == {"Kabir Puri": True, "Leela Bose": False, "Arvind Rao": True}
    draft.answer({1: SAME})
    draft.answer({1: OTHER})
    assert gone(draft) == {"Kabir Puri": True, "Leela Bose": False, "Arvind Rao": True}


def test_lines_that_an_answer_takes_away_are_no_longer_counted(desk: Desk) -> None:
    draft = drafted(desk, [*INITIALS, *EVERYBODY[2:], ("TARA GILL", "Guest", "")])
    words = ImportWording().last_button(draft)
    draft.answer({1: OTHER})
    draft.answer({1: SAME})
    assert max(draft.accepted) < len(draft.plan.rows)
    assert ImportWording().last_button(draft) == words
    draft.take(Suggestion.CAPITALS)
    assert draft.plan.rows[-1].row.values["family_name"] == "Gill"


def test_the_table_shows_who_is_gone_after_an_answer(qapp: object, desk: Desk) -> None:
    draft = drafted(desk, [*INITIALS, *ALL[2:5], *MORE])
    model = PreviewModel()
    QAbstractItemModelTester(model, FATAL)
    model.set_draft(draft, ())

    def shown() -> list[str]:
        rows = [draft.plan.rows[at] for at in model.plan_rows()]
        return [compose_name(row.row.values) for row in rows if row.state is RowState.REMOVED]

    for answer, names in [
        ({1: OTHER}, ["Kabir Puri", "Leela Bose"]),
        ({0: OTHER}, ["Kabir Puri", "Arvind Rao", "Leela Bose"]),
        ({1: SAME, 0: SAME}, ["Kabir Puri"]),
    ]:
        draft.answer(answer)
        model.refresh()
        assert shown() == names
        assert model.rowCount() == len(draft.plan.rows)


# ------------------------------------------------------------------ planned again


def test_planned_again_nothing_decided_is_lost(desk: Desk) -> None:
    rows = [*INITIALS, *ALL[2:5], *MORE[1:], ("TARA GILL", "Guest", ""), ("Imran Khann", "", "")]
    former = drafted(desk, rows)
    doubt = len(rows) - 1
    assert former.plan.rows[doubt].state is RowState.DOUBTFUL
    former.take(Suggestion.CAPITALS)
    former.answer({1: OTHER})
    former.pass_over(doubt)
    former.accept([len(rows) - 2], yes=False)
    turn(former, "Kabir Puri", yes=False)
    again = drafted(desk, rows)
    assert again.keep(former) == 0
    assert again.plan.rows == former.plan.rows
    assert again.accepted == former.accepted
    assert again.open_doubts() == former.open_doubts() == []


def test_planned_again_it_is_said_what_does_not_fit_any_more(desk: Desk) -> None:
    rows = [*INITIALS, *ALL[2:5], *MORE]
    former = drafted(desk, rows)
    former.answer({1: OTHER})
    turn(former, "Kabir Puri", yes=False)
    former.accept([2], yes=False)  # the same: nothing to decide
    changed = [INITIALS[0], ("L. Basu", "", ""), *ALL[2:], *MORE]
    assert drafted(desk, changed).keep(former) == 2
    desk.edit("Leela Bose", "designation", "Commissioner")
    assert drafted(desk, rows).keep(former) == 1


# ------------------------------------------------------------------ many at once


def test_space_on_many_rows_is_one_decision(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = [(name, f"{post} I", phone) for name, post, phone in MORE]
    draft = drafted(desk, [*INITIALS, *ALL[2:], *newer])
    counted: list[object] = []
    faulty_rows = preview_page.faulty_rows
    monkeypatch.setattr(preview_page, "faulty_rows",
                        lambda plan: counted.append(plan) or faulty_rows(plan))  # fmt: skip
    page = preview_page.PreviewPage()
    qtbot.addWidget(page)
    page.show_draft(draft, ())
    assert len(counted) == 1
    said = QSignalSpy(page.changed)
    page.rows.selectAll()
    changed = {at for at, row in enumerate(draft.plan.rows) if row.state is RowState.CHANGED}
    assert changed == draft.accepted
    assert len(changed) == 12
    qtbot.keyClick(page.rows, Qt.Key.Key_Space)
    assert draft.accepted == set()
    assert said.count() == 1
    qtbot.keyClick(page.rows, Qt.Key.Key_Space)
    assert draft.accepted == changed
    draft.answer({1: OTHER})
    page._refresh()
    assert len(counted) == 1, "decisions of the user make no row faulty"
