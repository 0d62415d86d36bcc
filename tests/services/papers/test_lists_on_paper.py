"""Lists as papers: the same people, columns and rules of privacy as in the workbooks."""

from __future__ import annotations

import pytest
from tests.services.papers.conftest import NOW

from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.sheet import PaperBand, PaperRow
from rapporteur.domain.subgroups import UPDATE
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.columns import column_sets
from rapporteur.services.lists.exports import roster_data
from rapporteur.services.papers.actions import action_sheet
from rapporteur.services.papers.attendance import attendance_sheets
from rapporteur.services.papers.protocol import protocol_paper
from rapporteur.services.papers.rosters import roster_sheets
from rapporteur.services.papers.subgroups import sub_group_sheets, sub_groups_name

SETS = ("public", "gate-pass", "visa", "airport", "hotel", "meals", "interpreters", "everything")


def whole(parts):
    """A list that was cut, put together again: each part begins with the same two columns."""
    first, *others = parts
    assert all(other[:2] == first[:2] for other in others)
    return [*first, *(one for other in others for one in other[2:])]


def rows(sheet):
    return [part.cells for part in sheet.parts if isinstance(part, PaperRow)]


@pytest.mark.parametrize("key", SETS)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_list_is_the_one_of_the_workbook(sample, key, language):
    with sample.read() as db:
        columns = column_sets.column_set(db, key)
        sheets = roster_sheets(db, columns, "", (language,), now=NOW)
        roster = roster_data(db, columns, "", language, now=NOW)
    headings = [f.title(language) for f in roster.columns]
    parts = len(sheets) // len(roster.sheets)
    assert (parts > 1) == (key in {"everything", "visa"})
    for at, source in enumerate(roster.sheets):
        own = sheets[at * parts : at * parts + parts]
        assert all(sheet.head.title.startswith(source.title) for sheet in own)
        assert [c.heading for c in whole([s.columns for s in own])] == headings
        shown_rows = [whole(cells) for cells in zip(*map(rows, own), strict=True)]
        assert len(shown_rows) == source.people
        for shown, person in zip(shown_rows, source.bands[0].rows, strict=True):
            for field, text, value in zip(roster.columns, shown, person.values, strict=True):
                assert bool(text) == bool(value)
                if not field.choices and field.kind.value not in ("date", "choice"):
                    assert text == value


def test_private_lists_say_so_and_public_ones_do_not(sample):
    with sample.read() as db:
        public = roster_sheets(db, column_sets.column_set(db, "public"), "IN", now=NOW)
        passes = roster_sheets(db, column_sets.column_set(db, "gate-pass"), "RU", ("ru",), now=NOW)
    assert not public[0].internal
    assert public[0].portrait
    assert public[0].head.letter == ()
    assert passes[0].internal == "ПЕРСОНАЛЬНЫЕ ДАННЫЕ – только для указанной цели"
    assert passes[0].head.letter[0] == "Назначение: Security of the venue"
    assert not passes[0].portrait


def test_several_languages_follow_each_other(sample):
    with sample.read() as db:
        sheets = roster_sheets(
            db, column_sets.column_set(db, "public"), "", ("ru", "en"), one_list=True, now=NOW
        )
    assert [sheet.head.language for sheet in sheets] == ["ru", "en"]
    assert len({sheet.tab for sheet in sheets}) == 2
    bands = [part.title for part in sheets[1].parts if isinstance(part, PaperBand)]
    assert bands == ["Indian Side", "Russian Side"]


def test_dates_stand_as_in_the_workbook(sample):
    with sample.read() as db:
        person = next(d for d in delegates.list_delegates(db) if d["passport_expiry"])
        sheets = roster_sheets(db, column_sets.column_set(db, "visa"), now=NOW)
    year, month, day = person["passport_expiry"].split("-")
    assert f"{day}.{month}.{year}" in {
        text for one in sheets for cells in rows(one) for text in cells
    }


def test_nobody_is_refused(desk):
    with desk.workspace.edit("Empty") as db:
        delegates.withdraw(db, [d.id for d in delegates.list_delegates(db)])
    with desk.workspace.read() as db, pytest.raises(UserError) as refused:
        roster_sheets(db, column_sets.column_set(db, "public"))
    assert refused.value.code == "export.nobody"


def test_a_sheet_for_each_sub_group_without_what_is_internal(sample):
    with sample.edit("Bait") as db:
        for update in stored.read(db, stored.UPDATES):
            stored.set_fields(db, stored.UPDATES, {update.id: {"remarks": "CANARY"}})
    with sample.read() as db:
        sheets = sub_group_sheets(db, "both", now=NOW)
        groups = [one.name() for one in sessions.sub_groups(db)]
        one = sub_group_sheets(db, "ru", group=sessions.sub_groups(db)[1].id, now=NOW)
        assert sub_groups_name(db, "en", NOW).startswith("11th Session - Sub-group updates")
    assert [sheet.tab for sheet in sheets] == groups
    assert [column.heading for column in sheets[0].columns] == ["Part /\nРаздел", "English",
                                                                "Russian"]  # fmt: skip
    met, leads, topics, work, *_ = rows(sheets[0])
    assert met[1].startswith("20–21 May 2025")
    assert leads[1].startswith("Smt. Kavita Deshpande (India)\n")
    assert "Carbon fibre" in topics[1]
    assert "Углеродное волокно" in topics[2]
    assert work[0] == "Work since the last session /\nРабота с прошлого заседания"
    assert work[2].startswith("Согласован перечень")
    assert rows(sheets[3])[3][1:] == ("", ""), "what was not reported is left to be written in"
    shown = str([rows(sheet) for sheet in sheets])
    assert "CANARY" not in shown
    assert UPDATE["state"].choices[0].label not in shown
    (mining,) = one
    assert mining.portrait
    assert len(mining.columns) == 2


def test_a_session_without_sub_groups_is_refused(desk):
    with desk.workspace.edit("Without") as db:
        sessions.set_sub_groups(db, [])
    with desk.workspace.read() as db, pytest.raises(UserError) as refused:
        sub_group_sheets(db)
    assert refused.value.code == "export.no_sub_groups"


def test_the_action_table_says_in_words_what_is_late(sample):
    with sample.read() as db:
        sheet = action_sheet(db, "both", now=NOW)
        items = stored.read(db, stored.ACTION_ITEMS)
    assert len(rows(sheet)) == len(items)
    assert sheet.head.letter == ()
    first = rows(sheet)[0]
    assert first[0] == "10/01"
    assert "OVERDUE / ПРОСРОЧЕНО" in first[3]
    assert all(item["remarks"] not in str(rows(sheet)) for item in items if item["remarks"])


def test_an_attendance_sheet_has_boxes_to_tick(sample):
    with sample.read() as db:
        sheets = attendance_sheets(db, 1, "both", empty=True, now=NOW)
        coming = delegates.list_delegates(db, withdrawn=False)
    (sheet,) = sheets
    assert len(rows(sheet)) == len(coming)
    assert all(cells[3:6] == ("☐", "☐", "☐") for cells in rows(sheet))
    assert sheet.tall


def test_a_signed_paper_does_not_tell_what_was_late_when_it_was_printed(sample):
    with sample.read() as db:
        paper = protocol_paper(db, side="IN", now=NOW)
    assert len(paper.annexes) == 4
    annexed = [sheet for annex in paper.annexes for sheet in annex.sheets]
    assert not any("OVERDUE" in str(rows(sheet)) for sheet in annexed)
    assert not any("ПРОСРОЧЕНО" in str(rows(sheet)) for sheet in annexed)
