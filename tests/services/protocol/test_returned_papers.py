"""The program's own documents come back: each copy, layout and draft, untouched and edited."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from tests.returned_documents import (
    add_line,
    columns,
    packed,
    repacked,
    reword,
    through_libreoffice,
)
from tests.services.protocol.sample import bare_sample

from rapporteur.documents.word.protocol import write_protocol
from rapporteur.domain.papers.protocol import Layout
from rapporteur.domain.protocol_returns import ReturnPlan, ReturnState
from rapporteur.exchange.returned.reading import read_returned
from rapporteur.services.papers.protocol import protocol_paper
from rapporteur.services.protocol import assembling, returning, snapshots
from rapporteur.services.workspace import Workspace

COPIES = [
    (side, layout, draft)
    for side in ("", "IN", "RU")
    for layout in (Layout.COLUMNS, Layout.SEQUENCE)
    for draft in (True, False)
]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample with an assembled Protocol that was sent."""
    workspace = bare_sample(tmp_path_factory.mktemp("returned") / "sample.rapporteur")
    with workspace.edit("Assemble") as db:
        assembling.assemble(db)
        snapshots.keep(db, "Draft 1", returning.other_side(db))
    yield workspace
    workspace.close()


def written(work: Workspace, path: Path, side: str, layout: Layout, *, draft: bool) -> Path:
    with work.read() as db:
        write_protocol(protocol_paper(db, side=side, layout=layout, draft=draft), path)
    return path


def plan_of(work: Workspace, data: bytes) -> ReturnPlan:
    found = read_returned("back.docx", data)
    assert found.marked
    with work.read() as db:
        return returning.plan(db, found, base=returning.base_of(db, found))


def unlike(plan: ReturnPlan) -> list[tuple[str, str]]:
    return [
        (line.state.value, next(iter(line.texts.values())).theirs)
        for line in plan.lines
        if line.state is not ReturnState.SAME
    ]


@pytest.mark.parametrize(("side", "layout", "draft"), COPIES)
def test_every_copy_comes_back_as_it_went_out(
    work: Workspace, tmp_path: Path, side: str, layout: Layout, draft: bool
) -> None:
    path = written(work, tmp_path / "p.docx", side, layout, draft=draft)
    plan = plan_of(work, path.read_bytes())
    assert unlike(plan) == []
    assert len(plan.lines) > 45
    assert plan.languages == ("en", "ru")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
@pytest.mark.parametrize("layout", [Layout.COLUMNS, Layout.SEQUENCE])
def test_a_copy_that_another_program_saved_comes_back_as_it_went_out(
    work: Workspace, tmp_path: Path, layout: Layout
) -> None:
    path = written(work, tmp_path / "p.docx", "RU", layout, draft=True)
    plan = plan_of(work, through_libreoffice(path.read_bytes(), tmp_path))
    assert unlike(plan) == []
    assert len(plan.lines) > 45


@pytest.mark.parametrize("layout", [Layout.COLUMNS, Layout.SEQUENCE])
def test_words_changed_in_their_copy_are_offered_in_our_order(
    work: Workspace, tmp_path: Path, layout: Layout
) -> None:
    path = written(work, tmp_path / "p.docx", "RU", layout, draft=False)
    document = docx.Document(str(path))
    reword(document, "The Russian Side and the Indian Side are", "The Russian Side and the Indian "
           "Side, meeting in New Delhi, are")  # fmt: skip
    add_line(document, "The Sides adopted the agenda", "2.\tThe Sides welcomed the guests.")
    plan = plan_of(work, packed(document))
    assert [state for state, _ in unlike(plan)] == ["changed", "new"]
    (changed, new) = [text for _, text in unlike(plan)]
    assert changed.startswith("The Indian Side and the Russian Side, meeting in New Delhi, are")
    assert new == "The Sides welcomed the guests."


def test_the_heads_in_the_order_of_their_copy_have_not_moved(work: Workspace) -> None:
    with work.read() as db:
        version = snapshots.present(db)
    led = [at for at, one in enumerate(version) if "was led by" in one.text("en")]
    first, second = led
    version[first], version[second] = version[second], version[first]
    assert unlike(plan_of(work, packed(columns(version)))) == []


@pytest.mark.parametrize("layout", [Layout.COLUMNS, Layout.SEQUENCE])
def test_a_draft_that_lost_its_marks_and_its_styles_is_recognised_by_its_words(
    work: Workspace, tmp_path: Path, layout: Layout
) -> None:
    def strip(parts: dict[str, bytes]) -> None:
        body, styles = parts["word/document.xml"], parts["word/styles.xml"]
        parts["word/document.xml"] = re.sub(rb"<w:bookmark(Start|End)[^>]*/>", b"", body)
        parts["word/styles.xml"] = re.sub(rb'w:name w:val="[^"]*"', b'w:name w:val="x"', styles)

    path = written(work, tmp_path / "p.docx", "RU", layout, draft=True)
    found = read_returned("back.docx", repacked(path.read_bytes(), strip))
    assert not found.marked
    with work.read() as db:
        plan = returning.plan(db, found, base=returning.base_of(db, found))
    assert plan.base is not None
    assert len([line for line in plan.lines if line.state is ReturnState.SAME]) > 45
    assert {line.state for line in plan.lines} <= {ReturnState.SAME, ReturnState.DOUBTFUL}
    assert plan.counts()["doubtful"] <= 3  # notes of the draft that stand there once
