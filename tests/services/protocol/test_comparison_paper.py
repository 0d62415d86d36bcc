"""The comparison of two versions as a Word document."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.services.protocol import paragraphs, snapshots
from rapporteur.services.protocol.comparison_paper import export_comparison
from rapporteur.services.workspace import Workspace


@pytest.fixture
def workspace(desk) -> Workspace:
    """A Protocol that was kept, and of which each paragraph has met another fate since."""
    work = desk.workspace
    with work.edit("Draft") as db:
        one = paragraphs.add(db, {"text_en": "The Sides\nnoted three projects.", "text_ru": "Одно"})
        two = paragraphs.add(db, {"text_en": "The Sides agreed."})
        paragraphs.add(db, {"text_en": "Nothing new here."})
        snapshots.keep(db, "Draft 1")
    with work.edit("Since") as db:
        text = "The Sides\nnoted three projects."
        edit = FieldEdit(text, text.replace("three", "four <b> & more"))
        paragraphs.edit(db, one.id, {"text_en": edit})
        paragraphs.withdraw(db, [two.id])
        paragraphs.add(db, {"text_en": "A new one."})
    return work


def export(work: Workspace, path: Path, language: str = "en") -> int:
    with work.read() as db:
        return export_comparison(db, path, snapshots.snapshots(db)[0], None, language)


def test_what_came_is_underlined_and_what_went_is_struck_through(workspace, tmp_path):
    path = tmp_path / "comparison.docx"
    assert export(workspace, path) == 3
    document = docx.Document(str(path))
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["No.", "What", "Text"]
    assert rows[1] == ["1", "changed", "The Sides\nnoted threefour <b> & more projects."]
    assert rows[2] == ["2", "withdrawn", "The Sides agreed."]
    assert rows[3] == ["3", "new", "A new one."]
    runs = [run for p in table.rows[1].cells[2].paragraphs for run in p.runs]
    assert [run.text for run in runs if run.font.strike] == ["three"]
    assert [run.text for run in runs if run.font.underline] == ["four <b> & more"]
    assert all(run.font.strike for run in table.rows[2].cells[2].paragraphs[0].runs)
    assert all(run.font.underline for run in table.rows[3].cells[2].paragraphs[0].runs)
    assert "Draft 1 → the text as it stands" in "\n".join(p.text for p in document.paragraphs)
    text = "".join(one.text or "" for one in document.element.body.iter())
    assert not [letter for letter in text if "\ue000" <= letter <= "\uf8ff"]


def test_a_language_without_changes_has_the_paragraphs_that_came_and_went(workspace, tmp_path):
    assert export(workspace, tmp_path / "ru.docx", "ru") == 2
    (table,) = docx.Document(str(tmp_path / "ru.docx")).tables
    assert [cell.text for cell in table.rows[0].cells] == ["№", "Изменение", "Текст"]


def test_a_file_that_cannot_be_written_is_said(workspace, tmp_path):
    with pytest.raises(UserError) as caught:
        export(workspace, tmp_path / "no folder" / "comparison.docx")
    assert caught.value.code.startswith("export.")
