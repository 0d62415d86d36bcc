"""Word documents out of templates that an official edits in Word.

A template is a .docx file with fields such as `{{ session.ordinal }}`, and with lines that
repeat or leave out a paragraph `{%p for … %}`, a table row `{%tr if … %}` or a cell
`{%tc for … %}`; each such tag stands alone in its paragraph, row or cell. Values are plain
texts, numbers, yes or no, lists and mappings of them. What a template may say is in `sandbox`,
what it may carry in `foreign`.

A template that is wrong is refused with the place: nothing is left out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import docx
from docx.opc.exceptions import OpcError
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
from lxml import etree

from rapporteur.documents.word import field_names, fonts, marks
from rapporteur.documents.word.foreign import (
    examine,
    examine_filled,
    unreadable,
    without_links,
)
from rapporteur.documents.word.sandbox import TemplateEnvironment, TooMuchError
from rapporteur.domain.errors import UserError
from rapporteur.paths import resource

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part

Value: TypeAlias = "str | int | bool | Sequence[Value] | Mapping[str, Value]"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART_NAMES = {
    "header": "header",
    "footer": "footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
}
_END_WITH_PARAGRAPH = frozenset(f"{_W}{tag}" for tag in ("tc", "hdr", "ftr"))
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_EDGE = re.compile(r"\{[{%#]|[}%#]\}")  # where a tag begins or ends
_BARE_FIELD = re.compile(r"\{\{(?:p|r|tr|tc)\s")  # these would put bare XML into the document
_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LONGEST_TAG, _MOST_TAGS = 500, 3000
# Letters that no XML can hold, and those that docxtpl takes for a new paragraph or page.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# No union of paths: its cost grows with the square of the length of the document.
_LOST_TEXT = etree.XPath(
    "//text()[normalize-space()][parent::w:body or parent::w:hdr or parent::w:ftr or parent::w:tbl"
    " or parent::w:tr or parent::w:tc or parent::w:p or parent::w:r]",
    namespaces={"w": _W.strip("{}")},
)
_MOST_COLUMNS = 200  # of a table; Word takes 63


@dataclass(frozen=True, slots=True)
class UnknownField:
    """A field that a template names and that there is not, and where: "in a table: “…”"."""

    name: str
    place: str


def shipped(name: str) -> Path:
    """The program's own template of that name, such as "protocol-columns"."""
    return resource(f"templates/{name}.docx")


def render(
    template: Path,
    values: Mapping[str, Value],
    target: Path,
    *,
    finish: Callable[[Document], None] | None = None,
) -> None:
    """Fill `template` with `values` and save the document at `target`.

    `finish` gets the filled document before it is saved. Texts may hold line breaks and tabs;
    everything in them stands in the document as text, in the fonts and with the language of its
    script. The document bears a mark by which `marks.untouched` knows it again. Raises UserError
    "template.*" where the template is wrong, names a field that is not among `values`, or may
    not be used; nothing is at `target` then. OSError comes from writing.
    """
    examine(template)
    filled = _filling(template)
    filled.fill({key: _clean(value) for key, value in values.items()})
    without_links(filled.document)
    examine_filled(template, filled.document)
    if finish is not None:
        finish(filled.document)
    fonts.dress(filled.document)
    marks.set_mark(filled.document)
    filled.document.save(str(target))


def unknown_fields(path: Path, known: Collection[str]) -> tuple[UnknownField, ...]:
    """The fields that the template at `path` names and that are not `known`, with their places.

    `known` are whole names; the members of a list are written with brackets: "session.ordinal",
    "delegates[].name". A name of which others are made, such as "session", is known with them.
    Raises UserError "template.*" where the template cannot be read at all.
    """
    examine(path)
    found = []
    for part in _filling(path).parts():
        environment = TemplateEnvironment()
        try:
            tree = environment.parse(part.source)
        except (TemplateError, SyntaxError, RecursionError, ValueError) as error:
            raise part.explained(path, error) from error
        found += [
            UnknownField(use.written, part.place(use.line, use.written))
            for use in field_names.unknown(tree, known)
        ]
    return tuple(dict.fromkeys(found))


def _filling(template: Path) -> _Filling:
    """The template opened. Raises UserError where its parts do not fit together."""
    try:
        return _Filling(template)
    except (OpcError, LookupError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise unreadable(template) from error


def _clean(value: Value) -> Value:
    """The value with nothing in its texts that a Word document cannot hold."""
    if isinstance(value, str):
        return _UNWRITABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, Mapping):
        return {key: _clean(one) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [_clean(one) for one in value]
    return value


@dataclass(frozen=True, slots=True)
class _Source:
    """The source of one part as jinja sees it, each paragraph of the document on its own line."""

    part: Part
    named: str  # "" for the body
    source: str

    def place(self, line: int, name: str = "") -> str:
        """Where line `line` stands, in words, with some of its text: that which has `name`.

        A tag that stood alone in its paragraph follows the paragraph before it on its line.
        """
        lines = self.source.split("\n")
        before = "\n".join(lines[: max(line - 1, 0)])
        inside = len(re.findall(r"<w:tbl[ >]", before)) > before.count("</w:tbl>")
        whole = lines[line - 1] if 0 < line <= len(lines) else ""
        pieces = [re.sub(r"<[^>]*>", "", piece) for piece in whole.split("</w:p>")]
        found = next((piece for piece in pieces if name and name in piece), "".join(pieces))
        words = " ".join(found.split())
        where = "in a table" if inside else "in the text"
        where += f" of the {self.named}" if self.named else ""
        shown = words if len(words) <= 80 else f"{words[:79]}…"
        return f"{where}: “{shown}”" if words else where

    def explained(self, template: Path, error: BaseException) -> UserError:
        """The words for what jinja did not take."""
        name = str(error.message) if isinstance(error, UndefinedError) else ""
        place = self.place(_line_of(error), name)
        if isinstance(error, UndefinedError):
            problem = f"names the field “{error.message}”, which there is not"
            code = "template.unknown_field"
        elif isinstance(error, TooMuchError):
            problem, code = "goes round without end, or makes far too long a text", "template.long"
        elif isinstance(error, SecurityError):
            problem, code = "asks for something that templates may not do", "template.forbidden"
        elif isinstance(error, TemplateSyntaxError):
            problem = f"has a tag that cannot be read ({error.message})"
            code = "template.syntax"
        else:
            problem, code = "has a tag that cannot be worked out", "template.syntax"
        return _wrong(template, problem, place, code)


class _Filling:
    """A template on its way to a document: docxtpl reads the tags, every part is filled once."""

    def __init__(self, template: Path) -> None:
        self.document: Document = docx.Document(str(template))
        self._template = template
        self._engine = DocxTemplate(str(template))

    def fill(self, values: Mapping[str, Value]) -> None:
        """Fill all parts."""
        environment = TemplateEnvironment()
        for part in self.parts():
            root = self._filled(part, values, environment)
            if part.part is self.document.part:
                for number, drawing in enumerate(root.iter(_DRAWING), 1):
                    drawing.set("id", str(number))  # a loop leaves several with the same
                self.document.element.replace(self.document.element.body, root)
            elif isinstance(part.part, XmlPart):
                part.part.element[:] = list(root)
            else:  # footnotes, which python-docx keeps as bytes
                vars(part.part)["_blob"] = etree.tostring(root, encoding="UTF-8", standalone=True)

    def parts(self) -> Iterator[_Source]:
        """The parts of the document that can hold fields, the body first."""
        body = etree.tostring(self.document.element.body, encoding="unicode")
        yield self._source(self.document.part, "", body)
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for part in self.document.part.package.iter_parts():
            kind = part.content_type.rsplit(".", 1)[-1].removesuffix("+xml")
            if kind in _PART_NAMES:
                xml = etree.tostring(etree.fromstring(part.blob, parser), encoding="unicode")
                yield self._source(part, _PART_NAMES[kind], xml)

    def _source(self, part: Part, named: str, xml: str) -> _Source:
        self._refuse_tags(xml, named)
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", self._engine.patch_xml(xml))
        return _Source(part, named, source)

    def _refuse_tags(self, xml: str, named: str) -> None:
        """Tags have to end in the paragraph where they begin; docxtpl would join far too much."""
        if xml.count("{{") + xml.count("{%") > _MOST_TAGS:
            raise _wrong(self._template, "has too many tags", f"in the {named or 'text'}",
                         "template.size")  # fmt: skip
        for paragraph in etree.fromstring(xml).iter(f"{_W}p"):
            text = "".join(piece.text or "" for piece in paragraph.iter(f"{_W}t"))
            if "{" not in text and "}" not in text:
                continue
            problem = _tag_problem(text)
            if problem:
                words = " ".join(text.split())[:80]
                where = f"in the {named or 'text'}: “{words}”"
                raise _wrong(self._template, problem, where, "template.syntax")

    def _filled(
        self, part: _Source, values: Mapping[str, Value], environment: TemplateEnvironment
    ) -> etree._Element:
        try:
            xml = environment.from_string(part.source).render(values)
        except (TemplateError, SyntaxError, RecursionError, ArithmeticError, MemoryError,
                ValueError, TypeError) as error:  # fmt: skip
            raise part.explained(self._template, error) from error
        xml = self._engine.resolve_listing(re.sub(r"\n<w:p([ >])", r"<w:p\1", xml))
        try:
            root = parse_xml(xml)
        except etree.XMLSyntaxError as error:
            raise _wrong(
                self._template,
                "has tags that do not fit together: one begins in a row or a paragraph and ends "
                "elsewhere",
                f"in the {part.named or 'text'}",
                "template.structure",
            ) from error
        if lost := _LOST_TEXT(root):
            words = " ".join(str(lost[0]).split())[:80]
            raise _wrong(
                self._template,
                "has a tag for a paragraph, row or cell that does not stand alone in it",
                f"in the {part.named or 'text'}: “{words}”",
                "template.structure",
            )
        _mend(root)
        return root


def _mend(root: etree._Element) -> None:
    """Put right what tags may leave behind and Word does not open: empty rows, tables, cells."""
    for row in list(root.iter(f"{_W}tr")):
        if row.find(f"{_W}tc") is None:
            row.getparent().remove(row)
    for table in list(root.iter(f"{_W}tbl")):
        if table.find(f"{_W}tr") is None:
            table.getparent().remove(table)
        else:
            _fit_grid(table)
    for holder in (root, *root.iter(f"{_W}tc")):
        if holder.tag in _END_WITH_PARAGRAPH and (
            not len(holder) or holder[-1].tag != f"{_W}p"
        ):  # fmt: skip
            etree.SubElement(holder, f"{_W}p")


def _fit_grid(table: etree._Element) -> None:
    """Give a table as many columns as its longest row has, of the same width, if it has others."""
    grid = table.find(f"{_W}tblGrid")
    if grid is None or not len(grid):
        return
    cells = max((sum(_span(cell) for cell in row.findall(f"{_W}tc"))
                 for row in table.findall(f"{_W}tr")), default=0)  # fmt: skip
    if cells in (0, len(grid)) or cells > _MOST_COLUMNS:
        return
    width = sum(_whole(column.get(f"{_W}w", "")) for column in grid)
    grid[:] = []
    for _ in range(cells):
        etree.SubElement(grid, f"{_W}gridCol", {f"{_W}w": str(width // cells)})
    for cell in table.iterfind(f"{_W}tr/{_W}tc"):
        wide = cell.find(f"{_W}tcPr/{_W}tcW")
        if wide is not None and wide.get(f"{_W}type") == "dxa":
            wide.set(f"{_W}w", str(width // cells * _span(cell)))


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return max(1, _whole(span.get(f"{_W}val", ""))) if span is not None else 1


def _whole(text: str) -> int:
    """A measure as a template has it; 0 for one that is none."""
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _tag_problem(text: str) -> str:
    """What is wrong with the tags of a paragraph, "" where each is closed in it."""
    begun = None
    for edge in _EDGE.finditer(text):
        opens = edge.group().startswith("{")
        if opens and begun is not None:
            return "has a tag within a tag"
        if not opens and (begun is None or _CLOSED_BY[begun.group()] != edge.group()):
            return "has the end of a tag without its beginning"
        if begun is not None and edge.end() - begun.start() > _LONGEST_TAG:
            return "has a tag that is far too long"
        begun = edge if opens else None
    if begun is not None:
        return "has a tag that is not closed in its paragraph"
    if _BARE_FIELD.search(text):
        return "has a field with a letter before its name; write {{ name }}"
    return ""


def _line_of(error: BaseException) -> int:
    """The line of the source where `error` arose; 0 where that is not known."""
    if isinstance(line := getattr(error, "lineno", None), int):
        return line
    found, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def _wrong(template: Path, problem: str, place: str, code: str) -> UserError:
    return UserError(
        code,
        f"The template {template.name} {problem}: {place}.",
        safe="Nothing was written.",
        advice="Put it right in Word, or take the program's own template.",
        place=place,
    )
