"""Press note and report as Word documents, through the template "note" or an official's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rapporteur.documents.word.finishing import complete, set_paper
from rapporteur.documents.word.tables import word_text
from rapporteur.documents.word.templates import Value, render, shipped
from rapporteur.domain.papers.note import NotePaper
from rapporteur.domain.papers.page import PaperSize
from rapporteur.domain.papers.words import page_words

if TYPE_CHECKING:
    from docx.document import Document

TEMPLATE = "note"

FIELDS: tuple[tuple[str, str], ...] = (
    ("heading[]", "The lines above the title: the body and its session"),
    ("title", "The title of the note"),
    ("blocks[].kind", "heading, body, item or small: how a piece of the text stands"),
    ("blocks[].text", "The text of that piece"),
    ("footer", "What stands at the foot of each page: the session and the paper"),
    ("page", "The word before the number of a page"),
    ("of", "The word between the number of a page and the number of pages"),
)
"""The fields of the template, with what each means."""


def write_note(
    paper: NotePaper, path: Path, template: Path | None = None, *, size: PaperSize = PaperSize.A4
) -> None:
    """Write `paper` to `path` through `template`; None is the program's own, on paper of `size`.

    Raises UserError "template.*" where the template is wrong; OSError comes from writing.
    """

    def finish(document: Document) -> None:
        if template is None:
            set_paper(document, size, portrait=True)
        complete(document, title=paper.title, made=paper.made)

    render(template or shipped(TEMPLATE), note_values(paper), path, finish=finish)


def note_values(paper: NotePaper) -> dict[str, Value]:
    """The values of the fields."""
    [(before, between)] = page_words((paper.language,))
    return {
        "heading": [word_text(line) for line in paper.heading if line],
        "title": word_text(paper.title),
        "blocks": [
            {"kind": block.style.value, "text": word_text(block.text)} for block in paper.blocks
        ],
        "footer": word_text(paper.footer),
        "page": before,
        "of": between,
    }
