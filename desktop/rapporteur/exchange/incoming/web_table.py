"""Tables copied out of another program, or saved as a web page. Runs in the reading process.

Excel, LibreOffice, Word and mail programs all put a table on the clipboard as a page of HTML,
each in its own way: classes with number formats, "mso" styles, tables inside tables for the
layout of a mail. What is shown in a cell is what is read; nothing the page refers to is fetched.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from rapporteur.domain.workbook import ENCODINGS, Reading
from rapporteur.exchange.incoming.emitting import Emit, emit_rows
from rapporteur.exchange.incoming.encodings import decode, find_encoding
from rapporteur.exchange.incoming.limits import Limits, Refused
from rapporteur.exchange.incoming.sheet_xml import Details

_LONGEST_TAG = 2_000_000  # letters; a picture may stand in one
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w\-]{1,40})", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,4000})\}")
_CLASS = re.compile(r"\.([\w-]+)\s*$")
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_UNREADABLE = re.compile(r"#{3,}|-?\d[.,]?\d*E\+\d+")  # a number that its column is too narrow for

_DEEPEST = 60  # tables in tables, and elements in a cell that strike through
_LONGEST_STYLES = 500_000
_MOST_CELLS = 300_000  # more than anybody copies; each costs a hundred times one of a workbook
_MOST_MERGES = 50_000
_STRIKING = frozenset({"s", "strike", "del"})
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "select"})
_LINES = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
_NEVER_CLOSED = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_NEVER_CLOSED.split())

Attributes = list[tuple[str, str | None]]


def read_tables(data: bytes, wanted: Reading, limits: Limits, emit: Emit) -> None:
    """Emit each table of the page as a sheet; Refused "no_table" where there is none."""
    encoding = wanted.encoding or _declared(data) or find_encoding(data)
    text, broken = decode(data, encoding)
    _refuse_endless(text)
    page = _Page(limits, _Looks.of(text))
    page.feed(_closed(text))
    page.close()
    tables = page.tables()
    if not tables:
        raise Refused("no_table")
    if len(tables) > limits.sheets:
        raise Refused("sheets", limits.sheets)
    emit(["reading", "table", encoding, ""])
    for number, table in enumerate(tables, 1):
        emit(["sheet", "Table" if len(tables) == 1 else f"Table {number}", False])
        if broken and number == 1:
            emit(["notice", "no_letters", broken])
        emit_rows(table.rows(), table.details, limits, emit)


def _declared(data: bytes) -> str:
    """The encoding that the page names, where it is one that we read and the page is in it."""
    found = _DECLARED.search(data[:8192])
    if found is None or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ""
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return ""
    if name == "utf-8":
        try:
            data.decode(name)
        except UnicodeDecodeError:
            return ""
    return name if name in ENCODINGS and not name.startswith("utf-16") else ""


def _closed(text: str) -> str:
    """The page with every "<" that begins no closed element as a letter.

    The parser would look through the whole rest of the page for the end of each of them.
    """
    last_comment = text.rfind("-->")
    parts = text.split("<")
    at, kept = len(parts[0]), [parts[0]]
    for part in parts[1:]:
        closed = ">" in part or (part.startswith("!--") and at < last_comment)
        kept.append(f"<{part}" if closed else f"&lt;{part}")
        at += len(part) + 1
    return "".join(kept)


def _style_sheets(text: str) -> str:
    """The page's own style sheets, as far as any office program would write them."""
    parts, at, low = [], 0, text.lower()
    while (start := low.find("<style", at)) >= 0 and (end := low.find("</style", start)) >= 0:
        parts.append(text[start:end])
        at = end
    return "\n".join(parts)[:_LONGEST_STYLES]


@dataclass(frozen=True, slots=True)
class _Looks:
    """The classes of the page's own style sheet that strike through, and those that hide."""

    struck: frozenset[str]
    hidden: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Looks:
        struck, hidden = set[str](), set[str]()
        for selectors, rules in _RULE.findall(_style_sheets(text)):
            names = {m.group(1) for one in selectors.split(",") if (m := _CLASS.search(one))}
            if _STRUCK.search(rules):
                struck |= names
            if _NOT_SHOWN.search(rules):
                hidden |= names
        return cls(frozenset(struck), frozenset(hidden))


@dataclass(slots=True)
class _Cell:
    """One cell: its pieces of text, and how many letters of it are struck through."""

    columns: int
    rows: int
    number: str
    struck: bool
    overflows: bool  # the text only runs over its empty neighbours, as Excel shows it
    pieces: list[str] = field(default_factory=list)
    letters: int = 0
    struck_letters: int = 0

    def text(self) -> str | None:
        """What the cell shows; the number behind it where it shows none."""
        lines = "".join(self.pieces).split("\n")
        plain = (_SPACES.sub(" ", line).strip(" ") for line in lines)
        found = "\n".join(line for line in plain if line.strip("\u00a0"))
        if self.number and _UNREADABLE.fullmatch(found):
            return self.number
        return found or None


class _Table:
    """One table: its cells at their places, spans carried out."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cells: dict[tuple[int, int], str] = {}
        self._taken: dict[int, int] = {}  # column: last row that a span from above covers
        self.details = Details()
        self.row = 0
        self.column = 0
        self.width = 0
        self.declared = 0  # columns that <col> elements have described
        self.inner: list[str] = []

    def start_row(self, *, hidden: bool) -> None:
        self.row += 1
        self.column = 0
        if self.row > self._limits.rows:
            raise Refused("cells", self._limits.cells)
        if hidden:
            self.details.hidden_rows.add(self.row)

    def describe_columns(self, number: int, *, hidden: bool) -> None:
        first, self.declared = self.declared + 1, self.declared + number
        if hidden:
            last = min(self.declared, self._limits.columns)
            self.details.hidden_columns.update(range(first, last + 1))

    def place(self, cell: _Cell) -> None:
        """Put a cell at the next free place of the row."""
        self.row = self.row or 1
        self.column += 1
        while self._taken.get(self.column, 0) >= self.row:
            self.column += 1
        left, right = self.column, min(self.column + cell.columns - 1, self._limits.columns)
        if left > self._limits.columns:
            self.details.far = True
            return
        bottom = min(self.row + cell.rows - 1, self._limits.rows)
        if bottom > self.row:
            self._taken.update(dict.fromkeys(range(left, right + 1), bottom))
        self.column = right
        text = cell.text()
        if text is None:
            return
        self.width = max(self.width, right)
        self._cells[self.row, left] = text
        spans = (right > left and not cell.overflows) or bottom > self.row
        if spans and len(self.details.merged) < _MOST_MERGES:
            self.details.merged.append((self.row, left, bottom, right))
        if cell.struck or (cell.letters and cell.letters == cell.struck_letters):
            self.details.struck.append((self.row, left))

    def rows(self) -> list[list[str | None]]:
        found: list[list[str | None]] = [[] for _ in range(self.row)]
        for (row, column), text in sorted(self._cells.items()):
            cells = found[row - 1]
            cells.extend([None] * (column - 1 - len(cells)))
            cells.append(text)
        return found

    def is_column(self) -> bool:
        """Whether it is no table but a frame around lines of text."""
        return self.width <= 1

    def lines(self) -> list[str]:
        """The texts of all cells, in order."""
        return [text for _, text in sorted(self._cells.items())]

    def __len__(self) -> int:
        return len(self._cells)


def _refuse_endless(text: str) -> None:
    """A tag or a comment of many megabytes would take a hundred times its room while it is read."""
    for start in range(0, len(text) - _LONGEST_TAG, _LONGEST_TAG):
        if text.find(">", start, start + _LONGEST_TAG) < 0:
            raise Refused("unpacked")


class _Page(HTMLParser):
    """Collects the tables of a page; of tables inside tables, each on its own."""

    def __init__(self, limits: Limits, looks: _Looks) -> None:
        super().__init__(convert_charrefs=True)
        self._limits, self._looks = limits, looks
        self._open: list[tuple[_Table, _Cell | None]] = []
        self._done: list[_Table] = []
        self._silent = 0
        self._striking: list[str] = []  # open elements of which some strike through
        self._struck = 0
        self._cells = 0

    def tables(self) -> list[_Table]:
        """All tables that hold anything, in the order in which they end."""
        while self._open:
            self._end_table()
        return [table for table in self._done if len(table)]

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in _SILENT:
            self._silent += 1
        if self._silent:
            return
        found = {name: value or "" for name, value in attrs}
        match tag:
            case "table":
                if len(self._open) >= _DEEPEST:
                    raise Refused("container")
                self._open.append((_Table(self._limits), None))
                self._leave_marks()
            case "tr":
                self._start_row(found)
            case "td" | "th":
                self._start_cell(found)
            case "col":
                if self._open:
                    number = _count(found, "span", self._limits.columns)
                    self._open[-1][0].describe_columns(number, hidden=self._hides(found))
            case "br":
                self._break_line()
            case _:
                self._start_words(tag, found)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif self._silent:
            return
        elif tag == "table":
            self._end_table()
        elif tag in {"td", "th", "tr"}:
            self._end_cell()
        else:
            if tag in self._striking:
                self._close_mark(tag)
            if tag in _LINES:
                self._break_line()

    def handle_data(self, data: str) -> None:
        if self._silent or not self._open or self._open[-1][1] is None:
            return
        cell = self._open[-1][1]
        # A line break in the page is a blank in the text; the breaks of a text are elements.
        cell.pieces.append(data.replace("\n", " "))
        letters = len(data.strip())
        cell.letters += letters
        if self._struck:
            cell.struck_letters += letters

    # Parts ---------------------------------------------------------------------------

    def _start_row(self, found: dict[str, str]) -> None:
        if self._open:
            self._end_cell()
            self._open[-1][0].start_row(hidden=self._hides(found))

    def _start_cell(self, found: dict[str, str]) -> None:
        if not self._open:
            return
        self._end_cell()
        self._cells += 1
        if self._cells > min(_MOST_CELLS, self._limits.cells):
            raise Refused("cells", _MOST_CELLS)
        cell = _Cell(
            _count(found, "colspan", self._limits.columns),
            _count(found, "rowspan", self._limits.rows),
            _number(found.get("x:num", "") or found.get("sdval", "")),
            self._strikes(found),
            "mso-ignore:colspan" in found.get("style", ""),
        )
        self._open[-1] = (self._open[-1][0], cell)

    def _end_cell(self) -> None:
        if not self._open:
            return
        table, cell = self._open[-1]
        if cell is not None:
            table.place(cell)
        self._open[-1] = (table, None)
        self._leave_marks()

    def _end_table(self) -> None:
        if not self._open:
            return
        self._end_cell()
        table, _ = self._open.pop()
        around = self._open[-1][1] if self._open else None
        if around is not None and table.is_column():
            for line in table.lines():  # a frame around lines of text: they are the cell's
                around.pieces.append(f"\n{line}\n")
                around.letters += len(line)
        else:
            self._done.append(table)

    def _start_words(self, tag: str, found: dict[str, str]) -> None:
        if tag in _LINES:
            self._break_line()
        if tag in _VOID:
            return
        strikes = tag in _STRIKING or self._strikes(found)
        if strikes or tag in self._striking:
            if len(self._striking) >= _DEEPEST:
                return
            # Both kinds are kept, so that the end of an inner <span> does not end an outer one.
            self._striking.append(tag if strikes else f" {tag}")
            self._struck += strikes

    def _close_mark(self, tag: str) -> None:
        for at in range(len(self._striking) - 1, -1, -1):
            if self._striking[at].strip() == tag:
                self._struck -= not self._striking[at].startswith(" ")
                del self._striking[at]
                return

    def _leave_marks(self) -> None:
        self._striking.clear()
        self._struck = 0

    def _break_line(self) -> None:
        if self._open and self._open[-1][1] is not None:
            self._open[-1][1].pieces.append("\n")

    def _strikes(self, found: dict[str, str]) -> bool:
        names = found.get("class", "").split()
        return _STRUCK.search(found.get("style", "")) is not None or any(
            name in self._looks.struck for name in names
        )

    def _hides(self, found: dict[str, str]) -> bool:
        names = found.get("class", "").split()
        return _NOT_SHOWN.search(found.get("style", "")) is not None or any(
            name in self._looks.hidden for name in names
        )


def _count(found: dict[str, str], key: str, most: int) -> int:
    text = found.get(key, "1").strip()
    return min(max(int(text[:7]), 1), most) if text.isdecimal() else 1


def _number(text: str) -> str:
    """The plain digits of a number that stands behind a cell, or "" where it is none."""
    try:
        value = float(text)
    except ValueError:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else text
