"""Three hundred hostile texts in every place of a list and a note: no failure, the text as it was.

What no Word document can hold is left out, as `word_text` says, and nothing else is changed.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from tests.faults.hostile.strings import STRINGS, TOO_LONG

from rapporteur.documents.word.marks import untouched
from rapporteur.documents.word.note import write_note
from rapporteur.documents.word.sheets import write_sheets
from rapporteur.documents.word.tables import word_text
from rapporteur.domain.papers.note import NoteBlock, NotePaper, NoteStyle
from rapporteur.domain.papers.sheet import PaperBand, PaperColumn, PaperRow, PaperSheet, SheetHead

MADE = datetime(2025, 8, 7, tzinfo=UTC)
_LINK = re.compile(rb"<w:hyperlink|TargetMode=|<w:object|INCLUDETEXT|DDEAUTO|<w:altChunk")


def sheet(texts, *, title="Title", footer="Footer", internal=""):
    return PaperSheet(
        tab="Tab",
        head=SheetHead("en", (texts[0],), title, tuple(texts[:40]), footer, MADE),
        stamp=texts[-1],
        columns=(PaperColumn("No.", 6.0), PaperColumn("Text", 60.0)),
        parts=tuple(
            part
            for number, text in enumerate(texts)
            for part in (PaperBand(text), PaperRow((str(number), text)))
        ),
        internal=internal,
        closing=tuple(texts),
    )


def plain(text):
    """A text as it reads: what is cleaned away and how lines are broken does not count."""
    return word_text(text)


def test_rows_bands_and_lines(tmp_path):
    target = tmp_path / "list.docx"
    write_sheets([sheet(STRINGS)], target)
    found = docx.Document(target)
    (table,) = found.tables
    shown = [row.cells[1].text for row in table.rows]
    expected = ["Text"]
    for text in STRINGS:
        expected += [plain(text), plain(text)]
    assert shown == expected
    closing = [p.text for p in found.paragraphs if p.style.name == "List Closing"]
    assert closing == [plain(text) for text in STRINGS]
    assert untouched(target)
    with zipfile.ZipFile(target) as package:
        assert not any(_LINK.search(package.read(name)) for name in package.namelist())


@pytest.mark.parametrize("at", range(0, len(STRINGS), 7))
def test_titles_footers_and_the_internal_mark(tmp_path, at):
    text = STRINGS[at]
    target = tmp_path / "list.docx"
    write_sheets([sheet(("a",), title=text, footer=text, internal=text)], target)
    found = docx.Document(target)
    title = next(p.text for p in found.paragraphs if p.style.name == "List Title")
    assert title == plain(text)
    section = found.sections[0]
    if plain(text).strip():
        for edge in (section.header, section.footer):
            assert plain(text) in "\n".join(p.text for p in edge.paragraphs)


def test_notes(tmp_path):
    target = tmp_path / "note.docx"
    styles = tuple(NoteStyle)
    blocks = tuple(
        NoteBlock(styles[number % len(styles)], text) for number, text in enumerate(STRINGS)
    )
    write_note(NotePaper("ru", STRINGS[:20], "Title", blocks, "Footer", MADE), target)
    names = {"Note Heading", "Note Text", "Note Item", "Note Small"}
    shown = [p.text.removeprefix("–\t") if p.style.name == "Note Item" else p.text
             for p in docx.Document(target).paragraphs if p.style.name in names]  # fmt: skip
    assert shown == [plain(text) for text in STRINGS]


def test_texts_of_any_length(tmp_path):
    target = tmp_path / "long.docx"
    write_sheets([sheet(TOO_LONG)], target)
    assert docx.Document(target).tables[0].rows[2].cells[1].text == TOO_LONG[0]


def test_only_what_cannot_stand_in_a_document_is_cleaned():
    for text in STRINGS:
        lost = set(text) - set(word_text(text))
        kinds = {unicodedata.category(letter) for letter in lost}
        assert kinds <= {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}, (text, lost)
