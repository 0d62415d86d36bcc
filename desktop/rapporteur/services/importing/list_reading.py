"""How a list was read, as it is kept with it: with this the same bytes give the same rows again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rapporteur.domain.importing import ImportPlan
from rapporteur.domain.workbook import Layout, Reading

FOUND_OUT = Reading()  # nothing was kept: the content decides


@dataclass(frozen=True, slots=True)
class SheetRead:
    """How one sheet was read: the first row of its headings, and fields by column number.

    `header_row` is None for lists of which nothing was kept; it is recognised anew then.
    """

    sheet: str
    header_row: int | None = None
    columns: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """What was decided when a list was read. `sheets` are those that hold the list, in order.

    Without any, which sheets hold the list and what stands in them is recognised anew.
    """

    reading: Reading = FOUND_OUT
    sheets: tuple[SheetRead, ...] = ()


def as_kept(plan: ImportPlan) -> dict[str, Any]:
    """How the list of `plan` was read, to be stored.

    `header_row` is the first row of the headings, 0 where there are none; `columns` are fields
    by column number, "" for none; of a list that spreads over several sheets, `sheets` holds
    both for each. `side_given` says that the list itself names no side.
    """
    how = plan.reading
    said = any(row.row.side for row in plan.rows)
    kept: dict[str, Any] = {
        "kind": how.kind, "encoding": how.encoding, "separator": how.separator,
        "side_given": not said,
    }  # fmt: skip
    if plan.further:
        sheets = [{"sheet": one.sheet, **_kept(one)} for one in (plan.layout, *plan.further)]
        return kept | {"all_sheets": True, "sheets": sheets}
    return kept | _kept(plan.layout)


def from_kept(sheet: str, kept: Mapping[str, Any]) -> Read:
    """What `as_kept` stored; `sheet` is that of the received list. Nothing kept, nothing known."""
    reading = Reading(*(str(kept.get(key, "")) for key in ("kind", "encoding", "separator")))
    if kept.get("all_sheets"):
        return Read(
            reading, tuple(_sheet(str(one["sheet"]), one) for one in kept.get("sheets", ()))
        )
    return Read(reading, (_sheet(sheet, kept),) if sheet else ())


def _kept(layout: Layout) -> dict[str, Any]:
    columns = {str(column.index): column.target for column in layout.columns}
    return {"header_row": min(layout.header_rows, default=0), "columns": columns}


def _sheet(name: str, kept: Mapping[str, Any]) -> SheetRead:
    columns = {
        int(number): str(target)
        for number, target in dict(kept.get("columns", {})).items()
        if str(number).isdigit()
    }
    row = kept.get("header_row")
    return SheetRead(name, row if isinstance(row, int) else None, columns)
