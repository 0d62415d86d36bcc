"""What every template of Word documents is made of: an empty document, styles, lines, tables."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Sequence
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

_WHEN = datetime(2025, 1, 1, tzinfo=UTC)
GREY = RGBColor(0x59, 0x59, 0x59)
DRAFT_INK = RGBColor(0x9B, 0x1C, 0x1C)
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
LEFT, CENTRE, RIGHT, BOTH = (
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
    align: WD_ALIGN_PARAGRAPH = LEFT,
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
