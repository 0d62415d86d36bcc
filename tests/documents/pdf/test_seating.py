"""The drawn plan: every name whole in its chair, wherever the door and however many the chairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from tests.documents.pdf.reading import fonts, texts, written

from rapporteur.documents.pdf.engine import mm, prepare
from rapporteur.documents.pdf.lettering import font
from rapporteur.documents.pdf.seating import PlacedPlan, place, seating_printout
from rapporteur.domain.papers.page import PageLayout, PaperSize
from rapporteur.domain.papers.seating import SeatingPaper
from rapporteur.domain.seating import SeatingCustoms
from rapporteur.services import sessions
from rapporteur.services.facts import sample_facts
from rapporteur.services.seating import planning
from rapporteur.services.seating.drawing import seating_paper
from rapporteur.services.workspace import Workspace

USUAL = SeatingCustoms(rows_behind=4)
TABLES = [
    USUAL,
    replace(USUAL, at_table=25, rows_behind=1, facing_door=1),
    replace(USUAL, at_table=8, rows_behind=0, facing_door=0, numbered=False),
    replace(USUAL, at_table=5, rows_behind=6, interpreter_beside=True),
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path_factory.mktemp("plan") / "sample.rapporteur")
    with made.edit("New session") as db:
        sessions.create_session(db, sample_facts())
    yield made
    made.close()


def paper_of(workspace: Workspace, customs: SeatingCustoms, language: str) -> SeatingPaper:
    with workspace.edit("plan") as db:
        plan = planning.create_plan(db, "Plenary", customs)
    with workspace.read() as db:
        found = seating_paper(db, plan.id, language)
    workspace.undo()
    return found


def placed(paper: SeatingPaper, size: PaperSize) -> tuple[PlacedPlan, PageLayout]:
    prepare()
    layout = PageLayout(size, landscape=True)
    return place(paper, mm(layout.width), mm(layout.height)), layout


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("customs", TABLES)
def test_every_name_stands_whole_in_its_chair_and_no_chair_on_another(
    workspace: Workspace, customs: SeatingCustoms, language: str, size: PaperSize
) -> None:
    paper = paper_of(workspace, customs, language)
    plan, layout = placed(paper, size)
    page = QRectF(0, 0, mm(layout.width), mm(layout.height)).adjusted(mm(8), mm(8), -mm(8), -mm(8))
    areas = []
    for one in plan.chairs:
        box = QRectF(one.box.x, one.box.y, one.box.width, one.box.height)
        assert page.contains(box)
        areas.append(box)
        inner = QRectF(0, 0, box.height(), box.width()) if one.turned else QRectF(
            0, 0, box.width(), box.height())  # fmt: skip
        said = ""
        for line in one.lines:
            metrics = QFontMetricsF(font(line.size, bold=line.bold))
            assert inner.contains(metrics.tightBoundingRect(line.text).translated(line.x, line.y))
            said += f" {line.text}"
        assert said.split() == [*one.chair.name.split(), *one.chair.number.split()]
    for at, area in enumerate(areas):
        assert not any(area.intersects(other) for other in areas[at + 1 :])
    for line in plan.words:
        assert page.contains(QRectF(line.x, line.top, line.width, line.bottom - line.top))


def test_a_plan_on_paper(workspace: Workspace, tmp_path: Path) -> None:
    paper = paper_of(workspace, USUAL, "en")
    reader = written(seating_printout(paper), tmp_path / "plan.pdf")
    (text,) = texts(reader)
    assert "Seating plan · Plenary" in text
    assert "Russian Side" in text
    assert "Door" in text
    assert text.index("Russian Side") < text.index("Indian Side"), "who faces the door is above"
    assert all(fonts(reader).values())


def test_heads_stand_out_and_face_each_other(workspace: Workspace) -> None:
    paper = paper_of(workspace, USUAL, "en")
    heads = [chair for chair in paper.chairs if chair.head]
    assert [(chair.column, chair.row, chair.name) for chair in heads] == [
        (0, 0, "Amardeep Singh Bhatia"),
        (0, 0, "Alexey Gruzdev"),
    ]
    assert [chair.number for chair in heads] == ["1", "1"]
