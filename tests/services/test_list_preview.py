"""The preview of a list shows what the workbook will hold, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import event
from tests.sample_sessions import sample_session

from rapporteur.domain.column_sets import COLUMN_SETS, ColumnSet, column_set
from rapporteur.exchange.lists.headings import REFERENCE
from rapporteur.services import delegates, sessions
from rapporteur.services.lists import exports
from rapporteur.services.lists.preview import PEOPLE, list_preview
from rapporteur.services.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = sample_session(tmp_path / "sample.rapporteur")
    yield opened
    opened.close()


def shown(value: object) -> str:
    return f"{value:%d.%m.%Y}" if hasattr(value, "year") else str(value or "")


@pytest.mark.parametrize("language", ["en", "ru", "hi"])
@pytest.mark.parametrize("columns", COLUMN_SETS, ids=lambda s: s.key)
def test_the_preview_is_the_top_of_the_list(
    workspace: Workspace, tmp_path: Path, columns: ColumnSet, language: str
) -> None:
    with workspace.read() as db:
        found = list_preview(db, columns, language)
        exports.export_roster(db, tmp_path / "list.xlsx", columns, "IN", language)
    page = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    assert page is not None
    rows = list(page.iter_rows(values_only=True))
    header = next(n for n, row in enumerate(rows) if REFERENCE in row)
    assert found.headings == rows[header][:-1]
    assert found.rows == tuple(
        tuple(map(shown, row[:-1])) for row in rows[header + 1 : header + 1 + PEOPLE]
    )
    assert found.title in {row[0] for row in rows[:header]}


def test_widths_and_scale_are_those_of_the_page(workspace: Workspace) -> None:
    with workspace.read() as db:
        public = list_preview(db, column_set("public"))
        everything = list_preview(db, column_set("everything"))
    assert len(public.widths) == len(public.columns)
    assert 50 <= public.scale <= 100
    assert everything.scale == 0


def test_without_people_there_are_headings(workspace: Workspace) -> None:
    with workspace.edit("Withdraw") as db:
        delegates.withdraw(db, [d.id for d in delegates.list_delegates(db)])
    with workspace.read() as db:
        found = list_preview(db, column_set("public"))
    assert (found.rows, len(found.widths)) == ((), 5)
    assert found.title == "Composition of the delegation"


def test_people_who_have_withdrawn_hide_nobody(workspace: Workspace) -> None:
    """However many of them stand at the top of the list."""
    with workspace.read() as db:
        side = sessions.sides(db)[0].id
    with workspace.edit("Many") as db:
        delegates.create_delegates(db, side, [{"family_name": f"N{n}"} for n in range(80)])
        everybody = delegates.list_delegates(db)
        last = next(d for d in everybody if d["family_name"] == "N79")
        delegates.withdraw(db, [d.id for d in everybody if d.id != last.id])
    with workspace.read() as db:
        found = list_preview(db, column_set("public"))
    assert [row[:2] for row in found.rows] == [("1", "N79")]


def test_only_the_top_of_the_list_is_read(workspace: Workspace) -> None:
    """However many people there are, an edit in the editor waits for fifty at most."""
    with workspace.read() as db:
        side = sessions.sides(db)[0].id
    with workspace.edit("Many") as db:
        delegates.create_delegates(db, side, [{"family_name": f"N{n}"} for n in range(400)])
    read: list[int] = []
    with workspace.read() as db:
        event.listen(
            db.get_bind(), "before_cursor_execute",
            lambda _c, _k, sql, parameters, *_: read.append(
                next(one for one in parameters if isinstance(one, int))
            ) if "LIMIT" in sql else 0,
        )  # fmt: skip
        assert len(list_preview(db, column_set("public")).rows) == PEOPLE
    assert read == [50]
