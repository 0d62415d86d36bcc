"""How a list was read, as it is kept with it: with this the same bytes give the same rows again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rapporteur.domain.importing import ImportPlan
from rapporteur.domain.workbook import Reading

FOUND_OUT = Reading()  # nothing was kept: the content decides


@dataclass(frozen=True, slots=True)
class Read:
    """What was decided when a list was read.

    `sheet` is None where the list spreads over several sheets; then, and for lists of which
    nothing was kept, `header_row` is None and the columns are recognised anew.
    """

    reading: Reading = FOUND_OUT
    sheet: str | None = None
    header_row: int | None = None
    columns: Mapping[int, str] = field(default_factory=dict)


def as_kept(plan: ImportPlan) -> dict[str, Any]:
    """How the list of `plan` was read, to be stored.

    `header_row` is the first row of the headings, 0 where there are none; `columns` are fields
    by column number, "" for none; `side_given` says that the list itself names no side.
    """
    how = plan.reading
    said = any(row.row.side for row in plan.rows)
    kept: dict[str, Any] = {
        "kind": how.kind, "encoding": how.encoding, "separator": how.separator,
        "side_given": not said,
    }  # fmt: skip
    if any(row.row.sheet for row in plan.rows):
        return kept | {"all_sheets": True}
    layout = plan.layout
    columns = {str(column.index): column.target for column in layout.columns}
    return kept | {"header_row": min(layout.header_rows, default=0), "columns": columns}


def from_kept(sheet: str, kept: Mapping[str, Any]) -> Read:
    """What `as_kept` stored; `sheet` is that of the received list. Nothing kept, nothing known."""
    reading = Reading(*(str(kept.get(key, "")) for key in ("kind", "encoding", "separator")))
    if kept.get("all_sheets"):
        return Read(reading)
    columns = {
        int(number): str(target)
        for number, target in dict(kept.get("columns", {})).items()
        if str(number).isdigit()
    }
    row = kept.get("header_row")
    return Read(reading, sheet or None, row if isinstance(row, int) else None, columns)
