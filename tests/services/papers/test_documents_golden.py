"""The text of every Word document of the sample session, as a person has read and approved it.

After a wanted change run `python -m tests.services.papers.test_documents_golden` and read what
has changed in tests/golden/documents.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from tests.services.papers.conftest import NOW

from rapporteur.services.documents.catalogue import make
from rapporteur.services.documents.options import Options
from rapporteur.services.documents.writing import write
from rapporteur.services.facts import sample_facts
from rapporteur.services.sessions import create_session
from rapporteur.services.workspace import Workspace

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"

CASES = {
    "roster-en": ("roster", Options(languages=("en",), side="IN")),
    "roster-ru": ("roster", Options(languages=("ru",), side="RU")),
    "roster-hi-one-list": ("roster", Options(languages=("hi",), one_list=True)),
    "agenda": ("agenda", Options()),
    "run-sheet": ("run-sheet", Options(languages=("en",))),
    "sub-groups": ("sub-groups", Options()),
    "actions": ("actions", Options(languages=("ru", "en"))),
    "attendance-empty": ("attendance", Options(sitting=1, empty=True, languages=("en",))),
    "press-note-en": ("press-note", Options(languages=("en",))),
    "press-note-ru": ("press-note", Options(languages=("ru",))),
    "report-en": ("report", Options(languages=("en",))),
    "report-ru": ("report", Options(languages=("ru",))),
}


def text_of(path: Path) -> str:
    """What a document says, line by line: its edges, its paragraphs with their styles, its rows."""
    document = docx.Document(str(path))
    section = document.sections[0]
    lines = [f"top: {p.text}" for p in section.header.paragraphs if p.text]
    lines += _body(document)
    lines += [f"foot: {p.text}" for p in section.footer.paragraphs if p.text]
    return "\n".join(lines) + "\n"


def _body(document: Document) -> Iterator[str]:
    for piece in document.iter_inner_content():
        if isinstance(piece, Paragraph):
            if piece.text:
                yield f"{piece.style.name}: {_line(piece.text)}" if piece.style else piece.text
        elif isinstance(piece, Table):
            for row in piece.rows:
                cells = list(dict.fromkeys((cell._tc, cell.text) for cell in row.cells))
                yield "| " + " | ".join(_line(text) for _, text in cells)


def _line(text: str) -> str:
    return text.replace("\n", " / ").replace("\t", " ")


def written(workspace: Workspace, case: str, folder: Path) -> str:
    key, options = CASES[case]
    with workspace.read() as db:
        made = make(db, key, options, now=NOW)
    return text_of(write(made, folder / f"{case}.docx").path)


@pytest.mark.parametrize("case", CASES)
def test_documents_say_what_was_approved(sample, tmp_path, case):
    approved = (GOLDEN / f"{case}.txt").read_text(encoding="utf-8")
    assert written(sample, case, tmp_path) == approved


def test_nothing_else_is_approved():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(CASES)


def approve() -> None:
    """Write what the documents say now."""
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "sample.rapporteur")
        with workspace.edit("New session") as db:
            create_session(db, sample_facts())
        for case in CASES:
            text = written(workspace, case, Path(folder))
            (GOLDEN / f"{case}.txt").write_text(text, encoding="utf-8")
        workspace.close()


if __name__ == "__main__":
    approve()
