"""A Protocol that came back, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from tests.returned_documents import packed, reword

from rapporteur import cli
from rapporteur.documents.word.protocol import write_protocol
from rapporteur.services.papers.protocol import protocol_paper
from rapporteur.services.protocol import paragraphs, returning, snapshots
from rapporteur.services.workspace import OpenMode, Workspace

OLD, NEW = "The Sides adopted the agenda", "The Sides discussed and adopted the agenda"


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """The sample session, whose Protocol was sent to the other side."""
    path = tmp_path / "sample.rapporteur"
    assert cli.main(["sample", str(path)]) == 0
    work = Workspace.open(path)
    with work.edit("Keep") as db:
        snapshots.keep(db, "Draft 1", returning.other_side(db))
    work.close()
    return path


@pytest.fixture
def returned(session: Path, tmp_path: Path) -> Path:
    """Their copy with a few words more."""
    path = tmp_path / "Protocol back.docx"
    work = Workspace.open(session, OpenMode.VIEW)
    with work.read() as db:
        write_protocol(protocol_paper(db, side="RU", draft=True), path)
    work.close()
    document = docx.Document(str(path))
    reword(document, OLD, NEW)
    path.write_bytes(packed(document))
    return path


def texts(session: Path) -> str:
    work = Workspace.open(session, OpenMode.VIEW)
    with work.read() as db:
        now = paragraphs.protocol(db)
        found = "\n".join(now.text(one, "en") for one in now.paragraphs)
    work.close()
    return found


def test_a_dry_run_says_what_would_be_done(session, returned, capsys):
    capsys.readouterr()
    assert cli.main(["import", str(session), str(returned), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "against “Draft 1”: " in out
    assert "1 changed" in out
    assert "Paragraph 1: changed (en). “The Sides discussed" in out
    assert out.endswith("Nothing was written.\n")
    assert NEW not in texts(session)


def test_what_only_they_have_changed_is_taken(session, returned, capsys):
    capsys.readouterr()
    assert cli.main(["import", str(session), str(returned), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["kind"] == "protocol"
    assert report["paragraphs"]["changed"] == 1
    (line,) = report["lines"]
    assert (line["number"], line["state"], line["taken"]) == ("1", "changed", True)
    assert line["texts"]["en"]["theirs"].startswith(NEW)
    assert NEW in texts(session)


def test_what_is_for_lists_alone_and_what_is_no_document_is_said(
    session, returned, tmp_path, capsys
):
    assert cli.main(["import", str(session), str(returned), "--accept", "changed"]) == 2
    assert "are for delegation lists" in capsys.readouterr().err
    other = tmp_path / "other.docx"
    other.write_bytes(b"%PDF-1.7")
    assert cli.main(["import", str(session), str(other)]) != 0
    assert "is a PDF document" in capsys.readouterr().err
