"""The templates of lists and notes; `packaging/templates.py` builds them with all others."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Cm, Pt, RGBColor

from template_parts import (
    BOTH,
    CENTRE,
    DRAFT_INK,
    GREY,
    LEFT,
    RIGHT,
    add_style,
    line,
    new_document,
    put,
    put_edges,
)

_INK = RGBColor(0x1F, 0x2A, 0x37)
_FOOTER = "{% if footer %}{{ footer }} · {% endif %}{{ page }} ⟦PAGE⟧ {{ of }} ⟦NUMPAGES⟧"


def list_() -> Document:
    """Every paper that is a table: a title block, the table, lines below it."""
    document = new_document(10)
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.6)
    add_style(document, "List Body", size=12, bold=True, align=CENTRE, after=2, keep=True)
    start = add_style(document, "List Body New Page", size=12, bold=True, align=CENTRE, after=2,
                      keep=True)  # fmt: skip
    start.paragraph_format.page_break_before = True
    add_style(document, "List Title", size=13, bold=True, align=CENTRE, before=4, after=4,
              keep=True)  # fmt: skip
    add_style(document, "List Letter", align=LEFT, after=4, keep=True)
    add_style(document, "List Stamp", size=9, italic=True, align=RIGHT, after=4, keep=True)
    add_style(document, "List Closing", size=9.5, before=3)
    place = add_style(document, "Table Place", size=1)
    place.paragraph_format.line_spacing = Pt(2)
    add_style(document, "Table Head", size=9.5, bold=True, align=CENTRE, colour=_INK, keep=True)
    add_style(document, "Table Band", size=10, bold=True, colour=_INK, before=2, after=2, keep=True)
    add_style(document, "Table Text", size=9.5)
    add_style(document, "Page Edge", size=9, align=CENTRE, colour=GREY)
    add_style(document, "Internal Mark", size=12, bold=True, align=CENTRE, colour=DRAFT_INK)
    mark = [
        line(document, "{%p if internal %}"),
        line(document, "{{ internal }}", "Internal Mark"),
        line(document, "{%p endif %}"),
    ]
    again = [
        line(document, "{%p if internal %}"),
        line(document, "{{ internal }}", "Internal Mark"),
        line(document, "{%p endif %}"),
        line(document, _FOOTER, "Page Edge"),
    ]
    put_edges(document, [*mark, line(document, "", "Page Edge")], again)
    put(
        document,
        *(
            line(document, text, style)
            for text, style in (
                ("{%p for sheet in sheets %}", "Normal"),
                ("{%p for line in sheet.heading %}", "Normal"),
                ("{%p if loop.first and not sheet.first %}", "Normal"),
                ("{{ line }}", "List Body New Page"),
                ("{%p else %}", "Normal"),
                ("{{ line }}", "List Body"),
                ("{%p endif %}", "Normal"),
                ("{%p endfor %}", "Normal"),
                ("{{ sheet.title }}", "List Title"),
                ("{%p for line in sheet.letter %}", "Normal"),
                ("{{ line }}", "List Letter"),
                ("{%p endfor %}", "Normal"),
                ("{%p if sheet.stamp %}", "Normal"),
                ("{{ sheet.stamp }}", "List Stamp"),
                ("{%p endif %}", "Normal"),
                ("{{ sheet.table }}", "Table Place"),
                ("{%p for line in sheet.closing %}", "Normal"),
                ("{{ line }}", "List Closing"),
                ("{%p endfor %}", "Normal"),
                ("{%p endfor %}", "Normal"),
            )
        ),
    )
    return document


def note() -> Document:
    """Running text in one language: the press note, the report to the Commission."""
    document = new_document(12)
    add_style(document, "Note Body", bold=True, align=CENTRE, after=2, keep=True)
    add_style(document, "Note Title", size=14, bold=True, align=CENTRE, before=8, after=12,
              keep=True)  # fmt: skip
    add_style(document, "Note Heading", bold=True, align=LEFT, before=8, after=4, keep=True)
    add_style(document, "Note Text", align=BOTH, after=6)
    item = add_style(document, "Note Item", align=LEFT, after=3)
    item.paragraph_format.left_indent = Cm(0.75)
    item.paragraph_format.first_line_indent = Cm(-0.5)
    item.paragraph_format.tab_stops.add_tab_stop(Cm(0.75))
    add_style(document, "Note Small", size=9.5, colour=GREY, before=6)
    add_style(document, "Page Edge", size=9, align=CENTRE, colour=GREY)
    put_edges(document, [line(document, "", "Page Edge")], [line(document, _FOOTER, "Page Edge")])
    put(
        document,
        *(
            line(document, text, style)
            for text, style in (
                ("{%p for line in heading %}", "Normal"),
                ("{{ line }}", "Note Body"),
                ("{%p endfor %}", "Normal"),
                ("{{ title }}", "Note Title"),
                ("{%p for block in blocks %}", "Normal"),
                ('{%p if block.kind == "heading" %}', "Normal"),
                ("{{ block.text }}", "Note Heading"),
                ('{%p elif block.kind == "item" %}', "Normal"),
                ("–\t{{ block.text }}", "Note Item"),
                ('{%p elif block.kind == "small" %}', "Normal"),
                ("{{ block.text }}", "Note Small"),
                ("{%p else %}", "Normal"),
                ("{{ block.text }}", "Note Text"),
                ("{%p endif %}", "Normal"),
                ("{%p endfor %}", "Normal"),
            )
        ),
    )
    return document
