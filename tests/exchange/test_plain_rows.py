"""Rows read by columns and rows read cell by cell: what is found of a list is the same."""

from __future__ import annotations

from datetime import date, datetime, time
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange.lists import SPELLINGS

from rapporteur.domain.workbook import Area, Book, CellValue, Column, Layout, ListRow, Sheet
from rapporteur.exchange.lists.listing import read_rows
from rapporteur.exchange.lists.plain_rows import PlainRows

_FIELDS = (
    "number", "honorific", "family_name", "given_name", "full_name", "native_name", "side",
    "designation", "organisation", "role", "category", "email", "phone", "arrival_date",
    "departure_date", "passport_number", "sub_groups", "remarks", "",
)  # fmt: skip
_NAMES = (
    "Menon",
    "RAO",
    "de Souza",
    "Груздев",
    "Рао, Анил",
    " Pal  Sen ",
    "Mr. Anil",
    "TBC",
    "Jose\u0301",
)
_ODD = (
    "ditto", '"', "-do-", "-", "12", "1.", "Total", "Total: 4", "Indian side", "France", "Experts",
    "Signature ____", "Copy to:", "Note: all", "#N/A", "_x000D_", "  ", "", "a\nb", "Name 1",
    "Name 3", "name  5", "tba", "0", "Ministry of Mines", "Sub-group on mining",
)  # fmt: skip
_USUAL = (
    "Director", "Ministry of Steel", "Expert", "a.b@example.org", "mailto:a@b.org", "6.8.2025",
    "+91 98110 12345", "2025-08-06", "07/08/25", "India", "Mining; Steel", "P1234567", "Ms.",
    "Russia",
)  # fmt: skip
_CELLS: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    st.sampled_from(_NAMES + _USUAL + _ODD),
    st.sampled_from(_NAMES + _USUAL),
    st.sampled_from([1, 7, 0.5, 45873, 10**16, True, date(2025, 8, 6), time(9, 30)]),
    st.sampled_from([datetime.fromisoformat(t) for t in ("2025-08-06 09:30", "2025-08-06")]),
)
_PERSON_FIELDS = ("family_name", "designation")


@st.composite
def _lists(draw: st.DrawFn) -> tuple[Sheet, Layout]:
    unique = draw(st.integers(0, 5)) > 0
    targets = draw(st.lists(st.sampled_from(_FIELDS), min_size=3, max_size=9, unique=unique))
    if draw(st.booleans()):
        targets = ["family_name", "designation", *(t for t in targets if t not in _PERSON_FIELDS)]
    cells = st.lists(_CELLS, max_size=len(targets) + 1).map(tuple)
    whole = st.lists(st.sampled_from(_NAMES + _USUAL), min_size=len(targets), max_size=len(targets))
    rows = draw(st.lists(st.one_of(cells, whole.map(tuple)), min_size=1, max_size=8))
    heads = [f"Name {n if unique else n // 2}" for n in range(1, len(targets) + 1)]
    place = st.tuples(st.integers(2, len(rows) + 1), st.integers(1, len(targets)))
    sheet = Sheet(
        "List",
        False,
        (tuple(heads), *rows),
        tuple(
            Area(top, left, min(top + down, len(rows) + 1), left + right)
            for (top, left), down, right in draw(
                st.lists(st.tuples(place, st.integers(0, 2), st.integers(0, 3)), max_size=2)
            )
        ),
        frozenset(row for row, _ in draw(st.lists(place, max_size=1))),
        frozenset(),
        frozenset(draw(st.lists(place, max_size=2))),
        dict.fromkeys(draw(st.lists(place, max_size=1)), "007"),
    )
    columns = [Column(n, heads[n - 1], target) for n, target in enumerate(targets, 1)]
    return sheet, Layout("List", (1,), 2, len(rows) + 1, tuple(columns))


def _read(sheet: Sheet, layout: Layout) -> tuple[ListRow, ...]:
    return read_rows(Book("list.xlsx", "", (sheet,)), layout, SPELLINGS, honorifics=("Shri",))


def _layout(rows: int, *targets: str) -> Layout:
    columns = tuple(Column(n, f"Name {n}", target) for n, target in enumerate(targets, 1))
    return Layout("List", (1,), 2, rows + 1, columns)


_HEADS = ("Name 1", "Name 2", "Name 3", "Name 4")
_POSTS = ("family_name", "given_name", "designation", "organisation")
_RAO = ("Rao", "Anil", "Director", "ONGC")


def _sheet(*rows: tuple[CellValue, ...]) -> Sheet:
    return Sheet("List", False, (_HEADS, *rows))


def _same_by_columns_and_by_cells(sheet: Sheet, layout: Layout) -> None:
    by_columns = _read(sheet, layout)
    with patch.object(PlainRows, "_row", lambda *_: None):
        by_cells = _read(sheet, layout)
    assert by_columns == by_cells
    for one, other in zip(by_columns, by_cells, strict=True):
        assert list(one.values.items()) == list(other.values.items())
        assert list(one.original.items()) == list(other.original.items())
        assert all(one.original.get(f"Name {n}") == other.original.get(f"Name {n}")
                   for n in range(12))  # fmt: skip


@pytest.mark.parametrize(
    ("targets", "rows"),
    [
        (_POSTS, [_RAO, ("Sen", "Ravi", "Clerk", "ONGC"), ("Pal", "Uma", '"', "ditto")]),
        (_POSTS, [_RAO, ("Sen", "Ravi", None, None), ("Pal", "Uma", '"', "ditto")]),
        (_POSTS, [_RAO, ("Name 1", " name  2", "Clerk", "Name 4"), _RAO]),
        (_POSTS, [_RAO, ("Total", "Total", "Total: 4", "12"), ("Pal", "Uma", "Clerk")]),
        (_POSTS, [_RAO, ("12.", "13", "Total", "7"), ("1.", "14", "Clerk", "7")]),
        (_POSTS, [_RAO, ("Copy to:", "Anil"), ("Sen", "Ravi", "Clerk", "ONGC")]),
        (("family_name", "given_name", "", ""), [_RAO, ("Pal", "Uma", "Name 3", "Name 4")]),
        (("family_name", "given_name", "side", "role"), [
            ("Rao", "Anil", "India", "Expert"), *[("Sen", "Ravi", None, "Expert")] * 4,
            ("Pal", "Uma", "Russia", "Expert"), ("Das", "Om", None, "Expert"),
        ]),
        (("family_name", "given_name", "side", "role"), [("Rao", "Anil", "France", "Expert")] * 2),
        (("family_name", "given_name", "phone", "remarks"), [
            ("Rao", "Anil", 1, True), ("Sen", "Ravi", True, 1), ("Pal", "Uma", 1.0, False),
        ]),
        (_POSTS, [_RAO, ("Experts",), _RAO, ("Ministry of Mines",), ("Pal", "Uma", "Clerk")]),
    ],
)  # fmt: skip
def test_what_is_odd_about_a_row_is_seen(
    targets: tuple[str, ...], rows: list[tuple[CellValue, ...]]
) -> None:
    _same_by_columns_and_by_cells(_sheet(*rows), _layout(len(rows), *targets))


def test_of_two_columns_with_one_heading_the_same_text_is_kept() -> None:
    columns = tuple(Column(n, "Name", target) for n, target in enumerate(_POSTS, 1))
    _same_by_columns_and_by_cells(_sheet((*_RAO[:3], None)), Layout("List", (1,), 2, 2, columns))


@settings(max_examples=600, deadline=None)
@given(_lists())
def test_a_list_read_by_columns_says_what_it_says_cell_by_cell(
    found: tuple[Sheet, Layout],
) -> None:
    _same_by_columns_and_by_cells(*found)


def test_rows_of_a_usual_list_are_read_by_columns() -> None:
    """Or what is compared above would be the same path twice."""
    rows = tuple((f"Rao{n}", "Anil", "Director", "ONGC") for n in range(2_500))
    sheet = Sheet("List", False, (_HEADS, *rows, ("Pal", "Uma", "ditto", "ditto")))
    layout = _layout(2_501, "family_name", "given_name", "designation", "organisation")
    with patch("rapporteur.exchange.lists.listing._ListReader._row", lambda *_: None):
        found = _read(sheet, layout)
    assert len(found) == 2_500
    assert found[-1].values["family_name"] == "Rao2499"
    assert found[-1].cells == {
        "family_name": "A2501", "given_name": "B2501", "designation": "C2501",
        "organisation": "D2501",
    }  # fmt: skip
    assert _read(sheet, layout)[-1].values["designation"] == "Director"
