"""Builds the templates of Word documents that are shipped with the program.

    python3 packaging/templates.py [FOLDER]     default: resources/templates

They are ordinary .docx files with fields, and anybody may edit a copy of one in Word; here they
are made in a way that can be repeated: a second run makes the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT / "packaging")]

from docx.document import Document  # noqa: E402
from docx.oxml import parse_xml  # noqa: E402
from docx.oxml.ns import nsdecls, qn  # noqa: E402
from docx.oxml.xmlchemy import BaseOxmlElement  # noqa: E402
from docx.shared import Cm, Pt  # noqa: E402

import list_templates  # noqa: E402 - the program's own folders are known from here on
from template_parts import (  # noqa: E402
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
    save,
    table,
)

FOLDER = ROOT / "resources" / "templates"
_LINE_TO_SIGN = "_" * 28


# ------------------------------------------------------------------------- the Session Protocol


def _protocol_styles(document: Document, *, columns: bool) -> None:
    body = LEFT if columns else BOTH
    gap = 5.0 if columns else 6.0
    copy = add_style(document, "Protocol Copy", size=9, align=RIGHT, colour=GREY, after=6)
    copy.paragraph_format.page_break_before = None if columns else True
    add_style(document, "Protocol Title", size=14, bold=True, align=CENTRE, after=4, keep=True)
    add_style(document, "Protocol Subtitle", bold=True, align=CENTRE, after=10, keep=True)
    add_style(document, "Protocol Opening", align=body, after=gap)
    add_style(document, "Protocol Heading", bold=True, align=LEFT if columns else CENTRE,
              before=8, after=gap, keep=True)  # fmt: skip
    paragraph = add_style(document, "Protocol Paragraph", align=body, after=gap)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.9 if columns else 1.25))
    add_style(document, "Protocol Closing", align=body, before=6, after=gap, keep=True)
    add_style(document, "Protocol Signature", bold=True, align=LEFT, before=6, keep=True)
    add_style(document, "Protocol Signature Line", align=LEFT, before=24, keep=True)
    add_style(document, "Protocol Signatory", align=LEFT, keep=True)
    note = add_style(document, "Protocol Note", size=8.5, italic=True, colour=GREY, after=gap)
    note.paragraph_format.keep_together = True
    add_style(document, "Annex Title", size=12, bold=True, align=RIGHT, after=4, keep=True)
    add_style(document, "Annex Heading", bold=True, align=CENTRE, after=4, keep=True)
    add_style(document, "Annex Line", size=10, align=LEFT, after=3)
    add_style(document, "Table Head", size=9.5, bold=True, align=CENTRE, keep=True)
    add_style(document, "Table Band", size=10, bold=True, before=2, after=2, keep=True)
    add_style(document, "Table Text", size=9.5)
    place = add_style(document, "Table Place", size=1)
    place.paragraph_format.line_spacing = Pt(1)
    add_style(document, "Page Edge", size=9, align=CENTRE, colour=GREY)
    mark = add_style(document, "Draft Mark", size=10, bold=True, align=CENTRE, colour=DRAFT_INK)
    mark.font.all_caps = True
    add_style(document, "Initials", size=9, align=RIGHT)


def _protocol_edges(document: Document) -> None:
    put_edges(
        document,
        [line(document, "{% if draft %}{{ draft_words }}{% endif %}", "Draft Mark")],
        [
            line(document, "{%p if initials %}"),
            line(document, "{{ initials_words }} ____________ / ____________", "Initials"),
            line(document, "{%p endif %}"),
            line(
                document,
                "{{ footer }}{% for one in pages %} · {{ one.page }} ⟦PAGE⟧ {{ one.of }} "
                "⟦NUMPAGES⟧{% endfor %}",
                "Page Edge",
            ),
        ],
    )


def protocol_columns() -> Document:
    """The Session Protocol, its languages beside each other, paragraph by paragraph."""
    document = new_document(11)
    _protocol_styles(document, columns=True)
    _protocol_edges(document)

    def tag(text: str) -> list[list[BaseOxmlElement]]:
        return [[line(document, text)]]

    def each(loop: str, *cell: tuple[str, str]) -> list[list[BaseOxmlElement]]:
        return [
            [line(document, f"{{%tc for {loop} %}}")],
            [line(document, text, style) for text, style in cell],
            [line(document, "{%tc endfor %}")],
        ]

    note = (
        ("{%p if block.notes and loop.first %}", "Normal"),
        ("{{ block.notes }}", "Protocol Note"),
        ("{%p endif %}", "Normal"),
    )
    texts = "text in block.texts"
    rows = [
        each("title in titles", ("{{ title.name }}", "Protocol Title"),
             ("{{ title.rest }}", "Protocol Subtitle")),
        tag("{%tr for block in blocks %}"),
        tag('{%tr if block.kind == "heading" %}'),
        each(texts, ("{{ text }}", "Protocol Heading")),
        tag('{%tr elif block.kind == "paragraph" %}'),
        each(texts, ("{{ block.number }}\t{{ text }}", "Protocol Paragraph"), *note),
        tag('{%tr elif block.kind == "closing" %}'),
        each(texts, ("{{ text }}", "Protocol Closing"), *note),
        tag("{%tr else %}"),
        each(texts, ("{{ text }}", "Protocol Opening"), *note),
        tag("{%tr endif %}"),
        tag("{%tr endfor %}"),
        each(
            "signature in signatures",
            ("{%p for head in signature.heads %}", "Normal"),
            ("{{ head }}", "Protocol Signature"),
            ("{%p endfor %}", "Normal"),
            (_LINE_TO_SIGN, "Protocol Signature Line"),
            ("{%p for name in signature.names %}", "Normal"),
            ("{{ name }}", "Protocol Signatory"),
            ("{%p endfor %}", "Normal"),
        ),
    ]  # fmt: skip
    made = table(Cm(16.5), 2, rows, divided=True)
    for cell in made[-1].findall(qn("w:tc")):  # no line between the signatures
        cell.tcPr.append(parse_xml(
            f'<w:tcBorders {nsdecls("w")}><w:left w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'
        ))  # fmt: skip
    put(
        document,
        line(document, "{%p if copy %}"),
        line(document, "{{ copy }}", "Protocol Copy"),
        line(document, "{%p endif %}"),
        made,
        line(document, "", "Table Place"),
    )
    return document


def protocol_sequence() -> Document:
    """The Session Protocol, the whole text in one language after the other."""
    document = new_document(12)
    _protocol_styles(document, columns=False)
    _protocol_edges(document)
    signature = table(
        Cm(16.5),
        2,
        [
            [
                [line(document, "{%tc for signature in language.signatures %}")],
                [
                    line(document, "{{ signature.head }}", "Protocol Signature"),
                    line(document, _LINE_TO_SIGN, "Protocol Signature Line"),
                    line(document, "{{ signature.name }}", "Protocol Signatory"),
                ],
                [line(document, "{%tc endfor %}")],
            ]
        ],
    )
    pieces = [
        ("{%p for language in languages %}", "Normal"),
        ("{{ language.copy }}", "Protocol Copy"),
        ("{{ language.title.name }}", "Protocol Title"),
        ("{{ language.title.rest }}", "Protocol Subtitle"),
        ("{%p for block in language.blocks %}", "Normal"),
        ('{%p if block.kind == "heading" %}', "Normal"),
        ("{{ block.text }}", "Protocol Heading"),
        ('{%p elif block.kind == "paragraph" %}', "Normal"),
        ("{{ block.number }}\t{{ block.text }}", "Protocol Paragraph"),
        ('{%p elif block.kind == "closing" %}', "Normal"),
        ("{{ block.text }}", "Protocol Closing"),
        ("{%p else %}", "Normal"),
        ("{{ block.text }}", "Protocol Opening"),
        ("{%p endif %}", "Normal"),
        ("{%p if block.notes %}", "Normal"),
        ("{{ block.notes }}", "Protocol Note"),
        ("{%p endif %}", "Normal"),
        ("{%p endfor %}", "Normal"),
    ]
    put(document, *(line(document, text, style) for text, style in pieces), signature,
        line(document, "{%p endfor %}"), line(document, "", "Table Place"))  # fmt: skip
    return document


TEMPLATES: dict[str, Callable[[], Document]] = {
    "protocol-columns": protocol_columns,
    "protocol-sequence": protocol_sequence,
    "list": list_templates.list_,
    "note": list_templates.note,
}


def build(folder: Path) -> list[Path]:
    """Write all templates into `folder` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, maker in TEMPLATES.items():
        made.append(folder / f"{name}.docx")
        save(maker(), made[-1])
    return made


if __name__ == "__main__":
    for written in build(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(written)
