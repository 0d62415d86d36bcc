"""Papers that are tables, as Word documents: lists, agenda, run sheet, attendance, action table.

What stands around the table comes from a template, "list", of which an official may edit a copy;
the table itself is made here, where the template says so with {{ sheet.table }}. A paper that is
internal bears its mark at the top and the bottom of every page and above the headings, whatever
the template holds.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from rapporteur.documents.word.finishing import (
    complete,
    put_internal,
    set_paper,
    text_width,
)
from rapporteur.documents.word.tables import sheet_table, word_text
from rapporteur.documents.word.templates import Value, render, shipped
from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.page import PaperSize
from rapporteur.domain.papers.sheet import PaperSheet
from rapporteur.domain.papers.words import page_words

if TYPE_CHECKING:
    from docx.document import Document

TEMPLATE = "list"

FIELDS: tuple[tuple[str, str], ...] = (
    ("footer", "What stands at the foot of each page: the session and the paper"),
    ("internal", "The words that mark an internal paper; empty for a public one"),
    ("page", "The word before the number of a page"),
    ("of", "The word between the number of a page and the number of pages"),
    ("sheets[].first", "Yes for the first sheet of the document, which needs no new page"),
    ("sheets[].heading[]", "The lines above the title: the body and its session"),
    ("sheets[].title", "The title of the sheet"),
    ("sheets[].letter[]", "What the reader is asked to do"),
    ("sheets[].stamp", "As of when the sheet stands"),
    ("sheets[].table", "The table itself, alone in its paragraph"),
    ("sheets[].closing[]", "The lines below the table"),
)
"""The fields of the template, with what each means."""


def write_sheets(
    sheets: Sequence[PaperSheet],
    path: Path,
    template: Path | None = None,
    *,
    size: PaperSize = PaperSize.A4,
) -> None:
    """Write `sheets`, each beginning on a new page, to `path` through `template`.

    None is the program's own template, on paper of `size`; in an official's own the size is
    that of the template. Raises UserError "template.*" where the template is wrong; OSError
    comes from writing.
    """
    used = template or shipped(TEMPLATE)
    marks = [f"table{secrets.token_hex(12)}" for _ in sheets]
    internal = next((sheet.internal for sheet in sheets if sheet.internal), "")

    def finish(document: Document) -> None:
        first = sheets[0]
        set_paper(document, None if template is not None else size, portrait=first.portrait)
        for mark, sheet in zip(marks, sheets, strict=True):
            if not _put_table(document, mark, sheet):
                raise _no_table(used)
        if internal:
            put_internal(document, word_text(internal))
        complete(document, title=first.head.title, made=first.head.made)

    render(used, sheet_values(sheets, marks), path, finish=finish)


def sheet_values(sheets: Sequence[PaperSheet], marks: Sequence[str]) -> dict[str, Value]:
    """The values of the fields; `marks` stand where the tables go."""
    [(before, between)] = page_words((sheets[0].head.language,))
    return {
        "footer": word_text(_common_footer(sheets)),
        "internal": word_text(next((s.internal for s in sheets if s.internal), "")),
        "page": before,
        "of": between,
        "sheets": [
            {**_values(sheet, mark), "first": at == 0}
            for at, (sheet, mark) in enumerate(zip(sheets, marks, strict=True))
        ],
    }


def _values(sheet: PaperSheet, mark: str) -> dict[str, Value]:
    return {
        "heading": [word_text(line) for line in sheet.head.heading if line],
        "title": word_text(sheet.head.title),
        "letter": [word_text(line) for line in sheet.head.letter],
        "stamp": word_text(sheet.stamp),
        "table": mark,
        "closing": [word_text(line) for line in sheet.closing],
    }


def _common_footer(sheets: Sequence[PaperSheet]) -> str:
    """What the footers of all sheets begin with, part by part."""
    parts = [sheet.head.footer.split(" · ") for sheet in sheets]
    common = []
    for together in zip(*parts, strict=False):
        if len(set(together)) > 1:
            break
        common.append(together[0])
    return " · ".join(common)


def _put_table(document: Document, mark: str, sheet: PaperSheet) -> bool:
    """Put the table of a sheet before the paragraph that holds its mark; whether there is one.

    The paragraph stays, since Word wants one behind a table.
    """
    for paragraph in document.element.body.iter(qn("w:p")):
        for piece in paragraph.iter(qn("w:t")):
            if mark in (piece.text or ""):
                piece.text = (piece.text or "").replace(mark, "")
                paragraph.addprevious(sheet_table(document, sheet, text_width(document)))
                return True
    return False


def _no_table(template: Path) -> UserError:
    return UserError(
        "template.no_table",
        f"The template {template.name} has no place for the table.",
        safe="Nothing was written.",
        advice="Put {{ sheet.table }} into a paragraph of its own, within the loop over sheets.",
    )
