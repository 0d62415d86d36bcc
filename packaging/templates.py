"""Builds the templates of Word documents that are shipped with the program.

    python3 packaging/templates.py [FOLDER]     default: resources/templates

They are ordinary .docx files with fields, and anybody may edit a copy of one in Word; here they
are made in a way that can be repeated: a second run makes the same bytes.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "desktop"))

import docx  # noqa: E402 - the program's own folder is known from here on
from docx.document import Document  # noqa: E402
from docx.enum.style import WD_STYLE_TYPE  # noqa: E402
from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: E402
from docx.oxml import OxmlElement, parse_xml  # noqa: E402
from docx.oxml.ns import nsdecls, qn  # noqa: E402
from docx.oxml.xmlchemy import BaseOxmlElement  # noqa: E402
from docx.shared import Cm, Pt, RGBColor  # noqa: E402
from docx.styles.style import ParagraphStyle  # noqa: E402

from rapporteur.documents.word.fonts import DEVANAGARI, DEVANAGARI_BEFORE, LATIN_CYRILLIC  # noqa: E402

FOLDER = ROOT / "resources" / "templates"
_WHEN = datetime(2025, 1, 1, tzinfo=UTC)
_GREY = RGBColor(0x59, 0x59, 0x59)
_DRAFT_INK = RGBColor(0x9B, 0x1C, 0x1C)
_LINE_TO_SIGN = "_" * 28
# Parts and styles of the empty document: its picture, and a hundred looks for tables.
_NOT_NEEDED = frozenset({"thumbnail", "customXml", "stylesWithEffects", "webSettings",
                         "numbering", "extended-properties", "theme"})  # fmt: skip
_SETTINGS = (
    f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)
_KEPT_STYLES = frozenset({"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Header",
                          "Footer"})  # fmt: skip
_LEFT, _CENTRE, _RIGHT, _BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


# ---------------------------------------------------------------- what every template is made of


def new_document(size: float) -> Document:
    """An A4 document without content, its body text of `size` points in the program's fonts."""
    document = docx.Document()
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    section.header_distance, section.footer_distance = Cm(1), Cm(1)
    _leave_out(document)
    _set_defaults(document, size)
    _name_other_font(document)
    about = document.core_properties
    about.author = about.comments = about.last_modified_by = about.title = ""
    about.created = about.modified = _WHEN.replace(tzinfo=None)
    about.revision = 1
    return document


def add_style(
    document: Document,
    name: str,
    *,
    size: float = 0,
    bold: bool = False,
    italic: bool = False,
    colour: RGBColor | None = None,
    align: WD_ALIGN_PARAGRAPH = _LEFT,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
) -> ParagraphStyle:
    """A paragraph style of the document; `keep` holds a paragraph with the one after it."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.next_paragraph_style = style
    style.font.bold, style.font.italic = bold or None, italic or None
    if size:
        style.font.size = Pt(size)
    if colour is not None:
        style.font.color.rgb = colour
    style.paragraph_format.alignment = align
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = keep or None
    properties = style.element.get_or_add_rPr()
    for plain, complex_ in (("w:b", "w:bCs"), ("w:i", "w:iCs"), ("w:sz", "w:szCs")):
        if (there := properties.find(qn(plain))) is not None:
            twin = OxmlElement(complex_)
            for key, value in there.attrib.items():
                twin.set(key, value)
            there.addnext(twin)
    return style


def line(document: Document, text: str, style: str = "Normal") -> BaseOxmlElement:
    """A paragraph, not yet anywhere. `text` may hold tabs, and ⟦PAGE⟧ for a field of Word's."""
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    named = OxmlElement("w:pStyle")
    named.set(qn("w:val"), document.styles[style].style_id)
    properties.append(named)
    paragraph.append(properties)
    for at, piece in enumerate(text.replace("⟧", "⟦").split("⟦")):
        if at % 2:
            paragraph.append(_field(piece))
            continue
        for place, words in enumerate(piece.split("\t")):
            if place:
                paragraph.append(parse_xml(f"<w:r {nsdecls('w')}><w:tab/></w:r>"))
            if words:
                run = parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve"></w:t></w:r>')
                run[0].text = words
                paragraph.append(run)
    return paragraph


def table(
    width: Cm,
    columns: int,
    rows: Sequence[Sequence[Sequence[BaseOxmlElement]]],
    *,
    divided: bool = False,
) -> BaseOxmlElement:
    """A table without borders, of so many equal columns; each cell is a list of paragraphs.

    `divided` draws a fine line between the columns.
    """
    inside = '<w:insideV w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>' if divided else ""
    share = int(width.twips) // columns
    made = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{share * columns}" w:type="dxa"/>'
        f"<w:tblBorders>{inside}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="113" w:type="dxa"/>'
        '<w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>'
        + f'<w:gridCol w:w="{share}"/>' * columns
        + "</w:tblGrid></w:tbl>"
    )
    for cells in rows:
        row = OxmlElement("w:tr")
        for cell in cells:
            row.append(
                parse_xml(
                    f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{share}" w:type="dxa"/>'
                    "</w:tcPr></w:tc>"
                )
            )
            row[-1].extend(cell)
        made.append(row)
    return made


def put(document: Document, *pieces: BaseOxmlElement) -> None:
    """Add paragraphs and tables to the body."""
    end = document.element.body.find(qn("w:sectPr"))
    for piece in pieces:
        end.addprevious(piece)


def put_edges(
    document: Document, header: Sequence[BaseOxmlElement], footer: Sequence[BaseOxmlElement]
) -> None:
    """Make paragraphs the header and the footer of every page."""
    section = document.sections[0]
    for edge, pieces in ((section.header, header), (section.footer, footer)):
        edge.is_linked_to_previous = False
        edge.part.element[:] = list(pieces)


def save(document: Document, target: Path) -> None:
    """Write the document so that a second run writes the same bytes."""
    packed = io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as made, zipfile.ZipFile(target, "w") as out:
        for entry in sorted(made.infolist(), key=lambda e: (e.filename[0] != "[", e.filename)):
            plain = zipfile.ZipInfo(entry.filename, _WHEN.timetuple()[:6])
            plain.compress_type, plain.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            plain.create_system = 3
            out.writestr(plain, made.read(entry))


def _field(code: str) -> BaseOxmlElement:
    return parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )


def _leave_out(document: Document) -> None:
    """Drop what the empty document brings along and no template needs."""
    for part in (document.part.package, document.part):
        for key, link in list(part.rels.items()):
            if link.reltype.rsplit("/", 1)[-1] in _NOT_NEEDED:
                del part.rels[key]
    document.settings.element[:] = list(parse_xml(_SETTINGS))
    for style in list(document.styles.element.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in _KEPT_STYLES:
            document.styles.element.remove(style)


def _set_defaults(document: Document, size: float) -> None:
    """Fonts, size and languages from which every style starts."""
    half = round(size * 2)
    fonts = (
        f'<w:rFonts {nsdecls("w")} w:ascii="{LATIN_CYRILLIC}" w:hAnsi="{LATIN_CYRILLIC}" '
        f'w:eastAsia="{LATIN_CYRILLIC}" w:cs="{DEVANAGARI}"/>'
    )
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    properties[:] = [
        parse_xml(fonts),
        parse_xml(f'<w:sz {nsdecls("w")} w:val="{half}"/>'),
        parse_xml(f'<w:szCs {nsdecls("w")} w:val="{half}"/>'),
        parse_xml(f'<w:lang {nsdecls("w")} w:val="en-GB" w:eastAsia="en-GB" w:bidi="hi-IN"/>'),
    ]
    spaced = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}")
    spaced[:] = []
    normal = document.styles["Normal"]
    normal.element.get_or_add_rPr()[:] = [parse_xml(fonts)]
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    normal.paragraph_format.widow_control = True


def _name_other_font(document: Document) -> None:
    """Say which font to take where the one for Devanagari is not there."""
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            vars(part)["_blob"] = (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                f"<w:fonts {nsdecls('w')}>"
                f'<w:font w:name="{LATIN_CYRILLIC}"><w:family w:val="roman"/></w:font>'
                f'<w:font w:name="{DEVANAGARI}"><w:altName w:val="{DEVANAGARI_BEFORE}"/>'
                '<w:family w:val="swiss"/></w:font></w:fonts>'
            ).encode()


# ------------------------------------------------------------------------- the Session Protocol


def _protocol_styles(document: Document, *, columns: bool) -> None:
    body = _LEFT if columns else _BOTH
    gap = 5.0 if columns else 6.0
    copy = add_style(document, "Protocol Copy", size=9, align=_RIGHT, colour=_GREY, after=6)
    copy.paragraph_format.page_break_before = None if columns else True
    add_style(document, "Protocol Title", size=14, bold=True, align=_CENTRE, after=4, keep=True)
    add_style(document, "Protocol Subtitle", bold=True, align=_CENTRE, after=10, keep=True)
    add_style(document, "Protocol Opening", align=body, after=gap)
    add_style(document, "Protocol Heading", bold=True, align=_LEFT if columns else _CENTRE,
              before=8, after=gap, keep=True)  # fmt: skip
    paragraph = add_style(document, "Protocol Paragraph", align=body, after=gap)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.9 if columns else 1.25))
    add_style(document, "Protocol Closing", align=body, before=6, after=gap, keep=True)
    add_style(document, "Protocol Signature", bold=True, align=_LEFT, before=6, keep=True)
    add_style(document, "Protocol Signature Line", align=_LEFT, before=24, keep=True)
    add_style(document, "Protocol Signatory", align=_LEFT, keep=True)
    note = add_style(document, "Protocol Note", size=8.5, italic=True, colour=_GREY, after=gap)
    note.paragraph_format.keep_together = True
    add_style(document, "Annex Title", size=12, bold=True, align=_RIGHT, after=4, keep=True)
    add_style(document, "Annex Heading", bold=True, align=_CENTRE, after=4, keep=True)
    add_style(document, "Annex Line", size=10, align=_LEFT, after=3)
    add_style(document, "Table Head", size=9.5, bold=True, align=_CENTRE, keep=True)
    add_style(document, "Table Band", size=10, bold=True, before=2, after=2, keep=True)
    add_style(document, "Table Text", size=9.5)
    place = add_style(document, "Table Place", size=1)
    place.paragraph_format.line_spacing = Pt(1)
    add_style(document, "Page Edge", size=9, align=_CENTRE, colour=_GREY)
    mark = add_style(document, "Draft Mark", size=10, bold=True, align=_CENTRE, colour=_DRAFT_INK)
    mark.font.all_caps = True
    add_style(document, "Initials", size=9, align=_RIGHT)


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
