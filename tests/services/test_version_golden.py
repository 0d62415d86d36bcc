"""Two real lists of one delegation, session after session: what differs, fixed after a look.

Each line of the golden files was read against both lists by a person: who is the same, who is
new in the post, whose name was only typed otherwise (and so is asked about), who came and went.
To look at them anew after a change of the rules, run this test with REWRITE_GOLDEN=1.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from rapporteur.cli.version_reports import comparison_text, version_counts, version_lines
from rapporteur.domain.importing import ImportPlan, RowState
from rapporteur.domain.names import compose_name
from rapporteur.domain.sessions import INDIA, RUSSIA
from rapporteur.domain.workbook import Book
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.services import sessions
from rapporteur.services.facts import Facts
from rapporteur.services.importing import imports
from rapporteur.services.lists import versions
from rapporteur.services.lists.comparison import compare_lists
from rapporteur.services.workspace import Workspace

LISTS = Path(__file__).parents[1] / "samples" / "lists"
GOLDEN = Path(__file__).parents[1] / "golden"
AMERICA = {"code": "US", "name_en": "United States of America", "adjective_en": "American"}
GERMANY = {"code": "DE", "name_en": "Germany", "adjective_en": "German"}
JAPAN = {"code": "JP", "name_en": "Japan", "adjective_en": "Japanese"}
SENDER = "Secretariat of the Committee"


@pytest.fixture(scope="module")
def books() -> tuple[Book, Book]:
    return read_book(LISTS / "inc9-parties.xlsx"), read_book(LISTS / "inc10-parties.xlsx")


@pytest.fixture(
    params=[(INDIA.values, RUSSIA.values), (AMERICA, GERMANY), (JAPAN, INDIA.values)],
    ids=["india-russia", "america-germany", "japan-india"],
)
def workspace(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    found = Workspace.create(tmp_path / "session.rapporteur")
    facts = Facts(
        {"ordinal": "11", "working_group_en": "Group", "start_date": "2025-08-06",
         "languages": "en"},
        request.param,
    )  # fmt: skip
    with found.edit("New session") as db:
        sessions.create_session(db, facts)
    yield found
    found.close()


def plan_of(workspace: Workspace, book: Book) -> ImportPlan:
    with workspace.read() as db:
        return imports.plan(db, book, sender=SENDER, as_version=True)


def in_words(plan: ImportPlan, side_id: int) -> str:
    """What a list does to one side, line by line."""
    rows = tuple(row for row in plan.rows if row.side_id == side_id)
    part = ImportPlan(
        plan.file_name, plan.file_hash, plan.layout, plan.sender, rows, (), is_version=True
    )  # fmt: skip
    counts = ", ".join(f"{number} {kind}" for kind, number in version_counts(part).items())
    lines = [counts, *version_lines(part)]
    for row in rows:
        if row.state is RowState.SAME:
            lines.append(f"same      row {row.row.row:<4} {compose_name(row.row.values)}")
        if row.state is RowState.DOUBTFUL:
            name = compose_name(row.row.values)
            lines.append(f"doubtful  row {row.row.row:<4} {name}: {row.reason}")
    return "\n".join(lines) + "\n"


def check(name: str, found: str) -> None:
    path = GOLDEN / name
    if os.environ.get("REWRITE_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_the_next_session_is_the_next_version(
    workspace: Workspace, books: tuple[Book, Book]
) -> None:
    first = plan_of(workspace, books[0])
    with workspace.edit("Import") as db:
        imports.commit(db, first)
    with workspace.read() as db:
        sides = sessions.sides(db)
    plan = plan_of(workspace, books[1])
    for side in sides:
        check(f"inc9-inc10-{side['code']}.txt", in_words(plan, side.id))
    everybody = set(range(len(plan.rows)))
    with workspace.edit("Import") as db:
        imports.commit(db, plan, everybody)
    # Who was asked about came in as somebody else: so those whom they might have been are gone.
    again = plan_of(workspace, books[1])
    doubted = {row.delegate_id for row in plan.rows if row.state is RowState.DOUBTFUL}
    gone = {row.delegate_id for row in again.rows if row.state is RowState.REMOVED}
    assert gone == doubted
    others = {row.state for row in again.rows} - {RowState.REMOVED}
    assert others <= {RowState.SAME, RowState.SKIPPED}


def test_the_two_lists_beside_each_other_say_the_same(
    workspace: Workspace, books: tuple[Book, Book]
) -> None:
    with workspace.read() as db:
        sides = sessions.sides(db)
    older, newer = (versions.rows_of_file(book, sides) for book in books)
    code = "-".join(side["code"] for side in sides)
    check(f"inc9-inc10-lists-{code}.txt", comparison_text(compare_lists(older, newer)) + "\n")
