"""Documents and their templates on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from rapporteur import cli
from rapporteur.cli import documents
from rapporteur.services.documents.catalogue import DOCUMENTS
from rapporteur.services.documents.templates import KINDS
from rapporteur.services.facts import sample_facts
from rapporteur.services.sessions import create_session
from rapporteur.services.workspace import Workspace

# PDFs would make an application without windows, and other tests of the process need one with.
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """The sample session, closed."""
    path = tmp_path_factory.mktemp("cli") / "session.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        create_session(db, sample_facts())
    workspace.close()
    return path


def run(*arguments):
    return cli.main([str(argument) for argument in arguments])


def test_the_parser_knows_what_the_catalogue_knows():
    assert set(documents.KEYS) == {one.key for one in DOCUMENTS}
    assert tuple(kind.name for kind in KINDS) == documents.TEMPLATE_KINDS


def test_a_list_as_word(session, tmp_path, capsys):
    out = tmp_path / "состав.docx"
    assert run("document", session, "roster", out, "--side", "RU", "--languages", "ru,en") == 0
    assert capsys.readouterr().out == f"{out}: delegation list, ru, en, 35 lines.\n"
    tables = docx.Document(out).tables
    assert [len(table.rows) for table in tables] == [36, 36]
    assert tables[0].rows[1].cells[1].text == "Груздев Алексей Владимирович"


def test_private_columns_say_that_they_are(session, tmp_path, capsys):
    out = tmp_path / "gates.docx"
    assert run("document", session, "roster", out, "--columns", "gate-pass", "--side", "IN") == 0
    assert "INTERNAL" in capsys.readouterr().out
    section = docx.Document(out).sections[0]
    for edge in (section.header, section.footer):
        assert "PERSONAL DATA" in "\n".join(p.text for p in edge.paragraphs)


def test_a_pdf_without_a_display_in_a_process_of_its_own(session, tmp_path):
    """With no display and no platform named, as on a server or in a script."""
    out = tmp_path / "agenda.pdf"
    code = "import sys; from rapporteur.__main__ import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "document", session, "agenda", out, "--paper", "Letter"],
        capture_output=True, text=True, check=False, encoding="utf-8",
        env=without_display(tmp_path),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    box = PdfReader(out).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (612, 792)


def without_display(home: Path) -> dict[str, str]:
    import os

    kept = {k: v for k, v in os.environ.items()
            if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}  # fmt: skip
    return {**kept, "HOME": str(home)}


def test_the_press_note_says_what_it_lacks(session, tmp_path, capsys):
    out = tmp_path / "note.docx"
    assert run("document", session, "press-note", out, "--languages", "ru", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["file"] == str(out)
    assert "the designation of Bhatia in Russian" in report["missing"]


def test_an_edited_file_is_left_and_said(session, tmp_path, capsys):
    out = tmp_path / "agenda.docx"
    assert run("document", session, "agenda", out) == 0
    edited = docx.Document(out)
    edited.paragraphs[0].add_run(" by hand")
    edited.save(out)
    capsys.readouterr()
    assert run("document", session, "agenda", out) == 0
    said = capsys.readouterr().out
    assert "agenda (2).docx: agenda" in said
    assert "agenda.docx was edited" in said
    assert "by hand" in docx.Document(out).paragraphs[0].text


@pytest.mark.parametrize(
    "wrong",
    [
        ("agenda", "a.docx", "--columns", "visa"),
        ("agenda", "a.odt"),
        ("agenda", "a"),
        ("badges", "b.docx"),
        ("press-note", "p.docx", "--languages", "en,ru"),
        ("press-note", "p.docx", "--languages", "hi"),
        ("agenda", "a.docx", "--languages", "fr"),
        ("agenda", "a.docx", "--languages", ","),
        ("roster", "r.docx", "--columns", "no such set"),
        ("roster", "r.docx", "--side", "XX"),
        ("agenda", "a.pdf", "--template", "own.docx"),
        ("agenda", "a.docx", "--private"),
        ("roster", "r.docx", "--draft"),
        ("pack", "pack.docx"),
        ("pack", "pack.zip", "--columns", "visa"),
        ("menu", "m.docx"),
        ("agenda", "a.docx", "--paper", "A3"),
    ],
)
def test_wrong_usage_is_told_from_a_refusal(session, tmp_path, capsys, wrong):
    what, name, *options = wrong
    assert run("document", session, what, tmp_path / name, *options) == 2
    assert capsys.readouterr().err
    assert not list(tmp_path.glob("*.docx"))


def test_what_is_not_there_yet_is_refused(session, tmp_path, capsys):
    assert run("document", session, "seating", tmp_path / "s.pdf") == 1
    assert "There is no seating plan yet." in capsys.readouterr().err
    assert run("document", tmp_path / "no.rapporteur", "agenda", tmp_path / "a.docx") == 1


def test_the_pack(session, tmp_path, capsys):
    out = tmp_path / "pack.zip"
    assert run("document", session, "pack", out, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    with zipfile.ZipFile(out) as packed:
        assert set(packed.namelist()) == {one["file"] for one in report["files"]} | {"Index.docx"}
    assert {one["title"] for one in report["left_out"]} >= {"Seating plan", "List for gate passes"}


def test_a_template_is_copied_checked_and_used(session, tmp_path, capsys):
    own = tmp_path / "own.docx"
    assert run("template", "copy", "agenda", own) == 0
    assert run("template", "check", own, "list") == 0
    assert "every field is known" in capsys.readouterr().out
    edited = docx.Document(own)
    edited.add_paragraph("Office of the secretariat {{ footer }}")
    edited.save(own)
    out = tmp_path / "agenda.docx"
    assert run("document", session, "agenda", out, "--template", own) == 0
    assert docx.Document(out).paragraphs[-1].text == (
        "Office of the secretariat 11th Session · Agenda"
    )


def test_a_misspelt_field_is_named_with_its_place(session, tmp_path, capsys):
    own = tmp_path / "own.docx"
    run("template", "copy", "list", own)
    edited = docx.Document(own)
    edited.add_paragraph("Made for {{ foter }} here")
    edited.save(own)
    capsys.readouterr()
    assert run("template", "check", own, "list") == 1
    said = capsys.readouterr().out
    assert "there is no field foter" in said
    assert "Made for" in said
    assert run("document", session, "agenda", tmp_path / "a.docx", "--template", own) == 1
    assert "foter" in capsys.readouterr().err
    assert not (tmp_path / "a.docx").exists()


def test_a_template_without_its_table_is_refused(session, tmp_path, capsys):
    own = tmp_path / "own.docx"
    run("template", "copy", "list", own)
    edited = docx.Document(own)
    place = next(p for p in edited.paragraphs if "sheet.table" in p.text)
    place.runs[0].text = ""
    edited.save(own)
    capsys.readouterr()
    assert run("document", session, "agenda", tmp_path / "a.docx", "--template", own) == 1
    assert "no place for the table" in capsys.readouterr().err


def test_a_template_cannot_hide_that_a_paper_is_internal(session, tmp_path):
    own = tmp_path / "own.docx"
    run("template", "copy", "list", own)
    edited = docx.Document(own)
    for edge in (edited.sections[0].header, edited.sections[0].footer):
        for paragraph in edge.paragraphs:
            for piece in paragraph.runs:
                piece.text = ""
    edited.save(own)
    out = tmp_path / "run.docx"
    assert run("document", session, "run-sheet", out, "--template", own) == 0
    section = docx.Document(out).sections[0]
    for edge in (section.header, section.footer):
        assert "INTERNAL" in "\n".join(p.text for p in edge.paragraphs)


def test_templates_are_copied_into_the_own_folder(tmp_path, capsys):
    assert run("template", "copy", "note") == 0
    first = Path(capsys.readouterr().out.strip())
    assert run("template", "copy", "note") == 0
    second = Path(capsys.readouterr().out.strip())
    assert first.name == "note.docx"
    assert second.name == "note (2).docx"
    assert first.is_relative_to(tmp_path)


@pytest.mark.parametrize("kind", documents.TEMPLATE_KINDS)
def test_every_field_can_be_copied_with_its_meaning(kind, capsys):
    assert run("template", "fields", kind) == 0
    for line in capsys.readouterr().out.splitlines():
        written, _, rest = line.partition("  ")
        assert written.startswith("{{ ")
        assert rest.partition("; for example: ")[2], line


def test_an_unknown_kind_of_template(capsys):
    assert run("template", "fields", "menu") == 1
    assert "protocol-columns" in capsys.readouterr().err


def test_cards_count_as_printed_only_when_that_is_said(session, tmp_path, capsys):
    file = tmp_path / "session.rapporteur"
    file.write_bytes(session.read_bytes())
    before = file.read_bytes()
    ask = ("document", file, "plates", tmp_path / "plates.pdf", "--side", "RU")
    assert run(*ask) == 0
    assert file.read_bytes() == before, "without the word the file is only read"
    assert run(*ask, "--printed") == 0
    assert "Noted as printed; 35 of them new or changed." in capsys.readouterr().out
    assert run(*ask, "--changed") == 1
    assert "Nothing has changed since the last print." in capsys.readouterr().err
    assert run("document", file, "plates", tmp_path / "in.pdf", "--changed", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["entries"], report["printed"]) == (45, False), "those of the other side"


def test_cards_that_could_not_be_written_do_not_count(session, tmp_path, capsys):
    file = tmp_path / "session.rapporteur"
    file.write_bytes(session.read_bytes())
    assert run("document", file, "badges", tmp_path / "none" / "out.pdf", "--printed") != 0
    assert run("document", file, "badges", tmp_path / "out.pdf", "--changed", "--json") == 0
    assert json.loads(capsys.readouterr().out)["entries"] == 80


def test_a_list_cannot_count_as_printed(session, tmp_path, capsys):
    assert run("document", session, "roster", tmp_path / "a.docx", "--printed") == 2
    assert "--printed is not for the delegation list." in capsys.readouterr().err
