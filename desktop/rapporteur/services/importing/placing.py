"""Where the people of a newer list belong in the protocol order of their side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.importing import ImportPlan, RowState
from rapporteur.services.importing.next_version import comes_back, still_there
from rapporteur.services.importing.order import placed
from rapporteur.services.importing.senders import places_before
from rapporteur.storage.tables import DelegateRow, table_of


class VersionOrder:
    """The order after the rows `wanted` of a version; without any word for other lists.

    Who is added, moved or back stands right behind whoever comes before them in the list.
    Everybody else keeps the order that they have here.
    """

    def __init__(self, db: Db, plan: ImportPlan, wanted: Collection[int]) -> None:
        self._now: dict[int, int] = {}
        self._places: dict[int, int] = {}  # of a delegate by id, of a row by -1 - its index
        if not plan.is_version:
            return
        staying = frozenset(still_there(plan.rows, places_before(db, plan.sender)))
        walks: defaultdict[int, list[tuple[int, bool]]] = defaultdict(list)
        for index, row in enumerate(plan.rows):
            if row.side_id is None or not row.row.row or row.repeats:
                continue
            moves = row.move is not None or comes_back(row)
            if row.state in {RowState.NEW, RowState.DOUBTFUL}:
                if index in wanted:
                    walks[row.side_id].append((-1 - index, False))
            elif row.delegate_id is not None and moves and index in wanted:
                walks[row.side_id].append((row.delegate_id, False))
            elif row.delegate_id is not None and index in staying and not moves:
                walks[row.side_id].append((row.delegate_id, True))
        for side_id, walk in walks.items():
            order = self._order(db, side_id)
            self._places |= {key: at for at, key in enumerate(placed(order, walk), 1)}

    def edits(self) -> dict[int, dict[str, Any]]:
        """The new places of people who are there, by id; only those that differ."""
        return {
            key: {"position": at}
            for key, at in self._places.items()
            if key > 0 and self._now[key] != at
        }

    def position(self, index: int) -> int | None:
        """The place of the new person in the row `index`; None for the end of their side."""
        return self._places.get(-1 - index)

    def _order(self, db: Db, side_id: int) -> list[int]:
        delegate = table_of(DelegateRow).c
        rows = db.execute(
            select(delegate.id, delegate.position)
            .where(delegate.side_id == side_id)
            .order_by(delegate.position, delegate.id)
        ).all()
        self._now |= {row[0]: row[1] for row in rows}
        return [row[0] for row in rows]
