"""The pass over a sheet's XML: how far its cells reach, found without looking at each of them."""

from __future__ import annotations

import pytest

from rapporteur.exchange.incoming.sheet_xml import _last_column
from rapporteur.exchange.lists.addresses import column_letters

_EDGES = (1, 2, 25, 26, 27, 28, 51, 52, 53, 78, 676, 701, 702, 703, 704, 728, 729, 730, 18_278)


@pytest.mark.parametrize("known", [0, *_EDGES])
def test_a_cell_further_right_is_found_and_no_other(known: int) -> None:
    for column in _EDGES:
        cell = f'<row r="1"><c r="{column_letters(column)}1"/></row>'.encode()
        assert _last_column(cell, known) == max(known, column)


def test_the_furthest_of_many_cells_counts_in_whatever_order() -> None:
    cells = b'<c r="C1"/><c r="AB1"/><c r="B1"/><x:c\n r="ZZ9" s="1"/><c r="AZ1"/>'
    assert _last_column(cells, 0) == 702


def test_another_attribute_that_ends_in_r_is_no_reference() -> None:
    assert _last_column(b'<c r="B1" colour="Z9" bar="AA1" _r="AB1"/>', 0) == 2
