"""Values and details of an OpenDocument spreadsheet (.ods). Runs in the reading process.

One streamed pass over the content: the same element that holds a value also says whether it is
struck through, repeated a million times, or merged with its neighbours. Repetition is counted
before it is carried out, and emptiness is never carried out at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from xml.parsers import expat

from rapporteur.exchange.incoming.emitting import Emit, emit_rows, plain_value
from rapporteur.exchange.incoming.limits import Limits, Refused
from rapporteur.exchange.incoming.package import Package
from rapporteur.exchange.incoming.sheet_xml import Details

_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_ENCRYPTED = b"encryption-data"
_DURATION = re.compile(r"-?PT(\d+)H(\d+)M[\d.,]*S?")
# Inside a cell but not of it: notes, pictures, what a change replaced.
_NOT_OF_THE_CELL = (
    "office:annotation office:forms table:tracked-changes table:shapes table:dde-links "
    "table:content-validations table:label-ranges table:database-ranges "
    "table:data-pilot-tables table:named-expressions"
)
_ASIDE = frozenset(_NOT_OF_THE_CELL.split())
_EMBEDDED = re.compile(r"^Object \d+/content\.xml$|\.(?:bin|ole)$")
_MOST_MERGES = 50_000

Attributes = dict[str, str]


def read_ods(package: Package, limits: Limits, emit: Emit) -> None:
    """Read every sheet of the document in `package` and emit it."""
    kind = package.raw("mimetype", 200)
    if kind and not kind.startswith(_SPREADSHEET):
        raise Refused("opendocument")
    if _ENCRYPTED in package.part("META-INF/manifest.xml"):
        raise Refused("protected")
    emit(["reading", "ods", "", ""])
    _note_companions(package, emit)
    styles = _Styles()
    _parse(package, "styles.xml", styles.start, None, None)
    content = _Content(styles, limits, emit)
    _parse(package, "content.xml", content.start, content.end, content.characters)
    if not content.is_spreadsheet:
        raise Refused("opendocument")


def _note_companions(package: Package, emit: Emit) -> None:
    """Name what came with the list, is not part of it, and was neither run nor fetched."""
    if any(name.startswith(("Basic/", "Scripts/")) for name in package.names):
        emit(["notice", "macros", 1])
    embedded = sum(_EMBEDDED.search(name) is not None for name in package.names)
    if embedded:
        emit(["notice", "embedded", embedded])


def _parse(
    package: Package,
    part: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None,
    characters: Callable[[str], None] | None,
) -> None:
    if part not in package.names:
        return
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if characters is not None:
        parser.CharacterDataHandler = characters
    try:
        for chunk in package.unpack(part):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise Refused("damaged") from error


class _Styles:
    """Which styles strike a text through, and which hide a sheet; by name, with their parents."""

    def __init__(self) -> None:
        self._own: dict[str, bool] = {}
        self._parent: dict[str, str] = {}
        self._known: dict[str, bool] = {}
        self.hidden_tables: set[str] = set()
        self.strike_at_all = False
        self._name = ""

    def start(self, tag: str, found: Attributes) -> None:
        if tag == "style:style":
            self._name = found.get("style:name", "")
            self._parent[self._name] = found.get("style:parent-style-name", "")
        elif tag == "style:text-properties":
            style = found.get("style:text-line-through-style")
            kind = found.get("style:text-line-through-type")
            if style is not None or kind is not None:
                self._own[self._name] = strikes = "none" not in {style, kind}
                self.strike_at_all |= strikes
        elif tag == "style:table-properties" and found.get("table:display") == "false":
            self.hidden_tables.add(self._name)

    def strikes(self, name: str) -> bool:
        """Whether cells or words of the style `name` are struck through."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._found(name)
        return known

    def _found(self, name: str) -> bool:
        for _ in range(20):  # parents of parents; a circle ends here
            if name in self._own:
                return self._own[name]
            name = self._parent.get(name, "")
            if not name:
                break
        return False


class _Cell:
    """One cell while it is read: made once and begun anew for each, since there are so many."""

    __slots__ = (
        "attributes", "covered", "length", "letters", "repeated", "struck_letters", "texts",
    )  # fmt: skip

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.begin({}, covered=False)

    def begin(self, attributes: Attributes, *, covered: bool) -> None:
        self.attributes, self.covered = attributes, covered
        self.repeated = _count(attributes, "table:number-columns-repeated")
        self.texts.clear()
        self.length = 0
        self.letters = self.struck_letters = 0


class _Table:
    """One sheet while it is read."""

    def __init__(self, name: str, hidden: bool) -> None:
        self.name, self.hidden = name, hidden
        self.details = Details()
        self.rows: list[list[Any]] = []
        self.column_styles: list[tuple[int, str]] = []  # last column, style
        self.columns = 0
        self.row_attributes: Attributes = {}
        self.row_repeated = 1
        self.row: list[Any] = []
        self.column = 0
        self.number = 0  # of the row that is being read, from 1
        self.struck: list[int] = []
        self.shown: list[tuple[int, str]] = []
        self.spans: list[tuple[int, int, int]] = []
        self.linked = False


class _Content:
    """Takes the elements of the content one by one and emits each sheet when it ends."""

    def __init__(self, styles: _Styles, limits: Limits, emit: Emit) -> None:
        self._styles, self._limits, self._emit = styles, limits, emit
        self._tables: list[_Table] = []
        self._cell = _Cell()
        self._in_cell = self._in_paragraph = False
        self._aside = 0
        self._spans: list[bool] = []
        self._sheets = self._cells = self._links = 0
        self.is_spreadsheet = False
        # By name, because hundreds of thousands of elements are looked up.
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "office:spreadsheet": self._start_spreadsheet,
            "table:table": self._start_table,
            "table:table-source": self._start_source,
            "table:table-column": self._start_column,
            "table:table-row": self._start_row,
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_covered,
            "text:p": self._start_paragraph,
            "text:span": self._start_span,
            "text:s": self._put_spaces,
            "text:tab": lambda _found: self._put(" "),
            "text:line-break": lambda _found: self._put("\n"),
        }
        self._ends: dict[str, Callable[[], None]] = {
            "table:table": self._end_table,
            "table:table-row": self._end_row,
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
            "text:p": self._end_paragraph,
            "text:span": self._end_span,
        }

    def start(self, tag: str, found: Attributes) -> None:
        if self._aside:
            self._aside += 1
            return
        handler = self._starts.get(tag)
        if handler is not None:
            handler(found)
        elif tag in _ASIDE or tag.startswith("draw:"):
            self._aside = 1
        elif tag.startswith("style:"):
            self._styles.start(tag, found)

    def end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
            return
        handler = self._ends.get(tag)
        if handler is not None:
            handler()

    def characters(self, text: str) -> None:
        if not self._in_paragraph or self._aside:
            return
        cell = self._cell
        if cell.length <= self._limits.text_length:  # what is over is cut in the end
            cell.texts.append(text)
            cell.length += len(text)
        if self._spans:
            letters = len(text.strip())
            cell.letters += letters
            if any(self._spans):
                cell.struck_letters += letters
        else:
            cell.letters += not text.isspace()  # words outside of any struck ones

    # What opens ----------------------------------------------------------------------

    def _start_spreadsheet(self, _found: Attributes) -> None:
        self.is_spreadsheet = True

    def _start_table(self, found: Attributes) -> None:
        hidden = found.get("table:style-name", "") in self._styles.hidden_tables
        self._tables.append(_Table(found.get("table:name", ""), hidden))

    def _start_source(self, _found: Attributes) -> None:
        if self._tables:
            self._tables[-1].linked = True

    def _start_column(self, found: Attributes) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        first = table.columns + 1
        table.columns += _count(found, "table:number-columns-repeated")
        last = min(table.columns, self._limits.columns)
        if found.get("table:visibility", "visible") != "visible":
            table.details.hidden_columns.update(range(first, last + 1))
        table.column_styles.append((last, found.get("table:default-cell-style-name", "")))

    def _start_row(self, found: Attributes) -> None:
        if self._tables:
            table = self._tables[-1]
            table.row_attributes = found
            table.row_repeated = _count(found, "table:number-rows-repeated")
            table.row, table.column = [], 0

    def _start_cell(self, found: Attributes) -> None:
        self._in_cell = bool(self._tables)
        self._cell.begin(found, covered=False)
        self._spans.clear()

    def _start_covered(self, found: Attributes) -> None:
        self._in_cell = bool(self._tables)
        self._cell.begin(found, covered=True)
        self._spans.clear()

    def _start_paragraph(self, _found: Attributes) -> None:
        self._in_paragraph = self._in_cell
        if self._in_cell and self._cell.texts:
            self._cell.texts.append("\n")

    def _start_span(self, found: Attributes) -> None:
        self._spans.append(self._styles.strikes(found.get("text:style-name", "")))

    def _put_spaces(self, found: Attributes) -> None:
        self._put(" " * min(_count(found, "text:c"), self._limits.text_length))

    def _put(self, text: str) -> None:
        if self._in_paragraph and self._cell.length <= self._limits.text_length:
            self._cell.texts.append(text)
            self._cell.length += len(text)

    # What closes ---------------------------------------------------------------------

    def _end_paragraph(self) -> None:
        self._in_paragraph = False

    def _end_span(self) -> None:
        if self._spans:
            self._spans.pop()

    def _end_cell(self) -> None:
        if not self._in_cell:
            return
        self._in_cell = self._in_paragraph = False
        table, cell = self._tables[-1], self._cell
        first = table.column + 1
        table.column += cell.repeated
        if not cell.covered:
            self._merge(table, cell, first)
            shown = "".join(cell.texts)
            value = _value(cell.attributes, shown)
            if value is not None:
                self._put_value(table, cell, value, shown)

    def _put_value(self, table: _Table, cell: _Cell, value: Any, shown: str) -> None:
        first = table.column + 1 - cell.repeated
        last = min(table.column, self._limits.columns)
        table.details.far |= table.column > self._limits.columns
        if len(table.row) < first - 1:
            table.row.extend([None] * (first - 1 - len(table.row)))
        table.row.extend([value] * (last + 1 - first))
        self._cells += max(last + 1 - first, 0)
        if self._cells > self._limits.cells:
            raise Refused("cells", self._limits.cells)
        zeros = _with_zeros(value, shown) if type(value) is int else ""
        struck = self._styles.strike_at_all and self._is_struck(table, cell, first)
        if struck or zeros:
            columns = range(first, last + 1)
            table.struck.extend(columns if struck else ())
            table.shown.extend((column, zeros) for column in columns if zeros)

    def _merge(self, table: _Table, cell: _Cell, first: int) -> None:
        if "table:number-columns-spanned" not in cell.attributes:
            return
        rows = _count(cell.attributes, "table:number-rows-spanned")
        columns = _count(cell.attributes, "table:number-columns-spanned")
        if (rows > 1 or columns > 1) and len(table.details.merged) < _MOST_MERGES:
            table.spans.append((first, rows, columns))

    def _is_struck(self, table: _Table, cell: _Cell, column: int) -> bool:
        if cell.struck_letters and cell.letters == cell.struck_letters:
            return True
        style = cell.attributes.get("table:style-name", "")
        style = style or table.row_attributes.get("table:default-cell-style-name", "")
        if not style:
            styles = (name for last, name in table.column_styles if column <= last)
            style = next(styles, "")
        return self._styles.strikes(style) if style else False

    def _end_row(self) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        first = table.number + 1
        table.number += table.row_repeated
        self._hide(table, first)
        if not table.row and not table.spans:
            return
        # A repeated row is a row that fills the sheet to its end: what is over the limit is far.
        last = min(table.number, self._limits.rows)
        if first > last:
            table.details.far |= bool(table.row)
            return
        table.details.far |= bool(table.row) and table.number > last
        self._cells += len(table.row) * (last - first)
        if self._cells > self._limits.cells:
            raise Refused("cells", self._limits.cells)
        if table.row:
            table.rows.extend([] for _ in range(first - 1 - len(table.rows)))
            table.rows.extend(list(table.row) for _ in range(last + 1 - first))
        details = table.details
        for row in range(first, last + 1):
            details.struck.extend((row, column) for column in table.struck)
            details.shown.extend((row, column, text) for column, text in table.shown)
        details.merged.extend(
            (first, left, first + rows - 1, left + columns - 1)
            for left, rows, columns in table.spans
        )
        table.struck, table.shown, table.spans = [], [], []

    def _hide(self, table: _Table, first: int) -> None:
        if table.row_attributes.get("table:visibility", "visible") != "visible":
            last = min(table.number, self._limits.rows)
            table.details.hidden_rows.update(range(first, last + 1))

    def _end_table(self) -> None:
        if not self._tables:
            return
        table = self._tables.pop()
        if table.linked:  # what another file held when it was last asked
            self._links += 1
            return
        self._sheets += 1
        if self._sheets > self._limits.sheets:
            raise Refused("sheets", self._limits.sheets)
        self._emit(["sheet", table.name, table.hidden])
        if table.details.far:
            self._emit(["notice", "far_cells", len(table.rows)])
        emit_rows(table.rows, table.details, self._limits, self._emit)


def _count(found: Attributes, key: str) -> int:
    text = found.get(key)
    if text is None:
        return 1
    return max(int(text[:10]), 1) if text.isdecimal() else 1


def _value(found: Attributes, shown: str) -> Any:
    """The value of a cell by its type; what is shown where there is no readable one."""
    match found.get("office:value-type", ""):
        case "" | "string":
            return found.get("office:string-value") or shown or None
        case "float" | "percentage" | "currency":
            try:
                number = float(found["office:value"])
            except (KeyError, ValueError):
                return shown or None
            return plain_value(number) if abs(number) < 1e300 else shown or None
        case "date":
            return _moment(found.get("office:date-value", "")) or shown or None
        case "time":
            took = _DURATION.fullmatch(found.get("office:time-value", ""))
            return f"{int(took[1]):02d}:{took[2]}" if took else shown or None
        case "boolean":
            return found.get("office:boolean-value") == "true"
        case _:
            return found.get("office:string-value") or shown or None


def _moment(text: str) -> date | datetime | None:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None


def _with_zeros(value: Any, shown: str) -> str:
    """What a format such as "00000" makes of a whole number, where it adds more than blanks."""
    if type(value) is not int or not shown.startswith(("0", "+", "(")) or shown == str(value):
        return ""
    digits = re.sub(r"[^\d]", "", shown)
    plain = re.fullmatch(r"[+()\- /\dA-Z№]{1,40}", shown) is not None
    return shown if plain and digits.lstrip("0") == str(value).lstrip("0") else ""
