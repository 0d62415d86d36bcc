"""The hidden line of our own sheets: written and read again, and worth nothing once broken."""

from __future__ import annotations

import pytest

from rapporteur.domain.workbook import Book, Sheet
from rapporteur.exchange.lists.marks import (
    CORRECTION,
    TEMPLATE,
    Mark,
    field_text,
    find_mark,
    is_row_reference,
    mark_of,
    mark_text,
    row_number,
    row_reference,
    rows_in,
    with_row,
)


def sheet(name: str, mark: Mark, *, hidden: bool = False) -> Sheet:
    above = (field_text("family_name"), None, field_text(""), mark_text(mark))
    rows = (("Letter", None, None, None), above, ("Name", "What is wrong", "Fee", None))
    return Sheet(name, hidden, rows)


@pytest.mark.parametrize("sender", ["", "Министерство & Ко = 100 %", "a?b#c;d+e"])
def test_a_mark_is_read_as_it_was_written(sender):
    found = find_mark(sheet("List", Mark(TEMPLATE, "RU", sender)))
    assert found == Mark(TEMPLATE, "RU", sender, 2, {1: "family_name", 3: ""})
    assert found.header_row == 3


def test_a_book_speaks_for_all_its_sheets_only_where_they_agree():
    one, other = Mark(CORRECTION, "IN", "Mines"), Mark(CORRECTION, "RU", "Mines")
    both = mark_of(Book("b", "", (sheet("A", one), sheet("B", other))))
    assert both is not None
    assert (both.kind, both.side, both.sender) == (CORRECTION, "", "Mines")
    seen = mark_of(Book("b", "", (sheet("A", one), sheet("B", other, hidden=True))))
    assert seen is not None
    assert seen.side == "IN"
    assert mark_of(Book("b", "", (Sheet("S", False, (("Name",),)),))) is None


def test_a_row_keeps_all_lists_through_which_it_went():
    first = row_reference("ab" * 32, "Sheet", 14)
    second = row_reference("cd" * 32, "Sheet", 9)
    both = with_row(with_row("", first), second)
    assert rows_in(both) == (first, second)
    assert [row_number(row) for row in rows_in(both)] == [14, 9]
    assert is_row_reference(both)
    assert with_row("uuid@file.3", second) == "uuid@file.3", "a person is more than a row"
    assert rows_in("uuid@file.3") == ()


@pytest.mark.parametrize("broken", ["list:", "list:ab", "list:ab.cd.x", "list:ab.cd." + "9" * 40])
def test_a_row_that_somebody_has_tampered_with_has_no_number(broken):
    assert row_number(broken) == 0
