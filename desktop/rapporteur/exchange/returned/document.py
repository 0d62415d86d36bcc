"""A Word document taken apart into its paragraphs, with suspicion. Runs in the reading process.

Read as a stream by the parser of the standard library, which meets no declaration of entities,
since the container refuses those. Insertions under change tracking are taken as text, deletions
are dropped, and both are counted. What is no running text (pictures, text boxes, notes, fields'
codes, hidden words) is left aside, and counted where somebody might miss it.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from xml.parsers import expat

from rapporteur.exchange.incoming.emitting import Emit
from rapporteur.exchange.incoming.limits import Limits, Refused
from rapporteur.exchange.incoming.package import Package

MOST_LINES = 20_000
MOST_TEXT = 4_000_000  # characters of the whole document
MOST_REMARKS = 2_000
LONGEST = 32_767  # characters of one paragraph: what a text of the file may have
MOST_MARKS = 200  # of one paragraph
_DEEPEST = 200  # elements inside each other

_OFFICE = "/officeDocument"
_DOCUMENT = "word/document.xml"
_LEFT_ASIDE = frozenset({
    "drawing", "pict", "object", "AlternateContent", "txbxContent", "del", "moveFrom",
    "altChunk", "footnoteReference", "endnoteReference", "pPrChange", "rPrChange", "tblPrChange",
    "sectPrChange", "tcPrChange", "trPrChange",
})  # fmt: skip
_TOLD = {
    "drawing": "pictures", "pict": "pictures", "object": "pictures", "AlternateContent": "pictures",
    "altChunk": "other_files", "footnoteReference": "footnotes", "endnoteReference": "footnotes",
}  # fmt: skip


def read_document(data: bytes, limits: Limits, emit: Emit) -> None:
    """Emit every paragraph of the Word document in `data`; Refused where it is none."""
    package = Package(data, limits)
    main, kinds = _main_part(package)
    if "macroEnabled" in kinds or any(one.endswith("vbaProject.bin") for one in package.names):
        emit(["notice", "macros", 1])
    folder, name = posixpath.split(main)
    links = _links(package, f"{folder}/_rels/{name}.rels")
    if count := sum(external for _, _, external in links):
        emit(["notice", "external_links", count])
    if count := sum("/embeddings/" in one for one in package.names):
        emit(["notice", "embedded", count])
    parts = {kind.rsplit("/", 1)[-1]: posixpath.normpath(posixpath.join(folder, target))
             for kind, target, external in links if not external}  # fmt: skip
    styles = _styles(package, parts.get("styles", ""))
    _Remarks(emit).read(package, parts.get("comments", ""))
    _Lines(emit, styles).read(package, main)
    read = {main, parts.get("styles"), parts.get("comments")}
    for other in sorted(package.names - read):
        package.check(other)


def _main_part(package: Package) -> tuple[str, str]:
    """The part with the text, and the list of the kinds of all parts."""
    kinds = package.part("[Content_Types].xml").decode("utf-8", "replace")
    for kind, target, external in _links(package, "_rels/.rels"):
        found = target.lstrip("/")
        if kind.endswith(_OFFICE) and not external and found in package.names:
            if "wordprocessingml" in kinds:
                return found, kinds
            raise Refused("workbook" if "spreadsheetml" in kinds else "no_document")
    if _DOCUMENT in package.names:
        return _DOCUMENT, kinds
    raise Refused("opendocument" if "content.xml" in package.names else "no_document")


def _links(package: Package, part: str) -> list[tuple[str, str, bool]]:
    """The relations that a part names: kind, target, whether it lies outside the document."""
    found: list[tuple[str, str, bool]] = []

    def begins(tag: str, given: Mapping[str, str]) -> None:
        if tag == "Relationship":
            kind = given.get("Type", "")
            outside = given.get("TargetMode", "").casefold() == "external"
            if not (outside and kind.endswith("/hyperlink")):
                found.append((kind, given.get("Target", ""), outside))

    _parse(package, part, begins)
    return found


def _styles(package: Package, part: str) -> dict[str, str]:
    """The name that people see of each style, by the name in the markup."""
    names: dict[str, str] = {}
    current = [""]

    def begins(tag: str, given: Mapping[str, str]) -> None:
        if tag == "style":
            current[0] = given.get("styleId", "")
        elif tag == "name" and current[0]:
            names.setdefault(current[0][:200], given.get("val", "")[:200])

    _parse(package, part, begins)
    return names


class _Remarks:
    """The comments, emitted as number, author and text."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._number, self._author, self._text = "", "", ""
        self._reading, self._count = False, 0

    def read(self, package: Package, part: str) -> None:
        _parse(package, part, self._begins, self._ends, self._says)

    def _begins(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "comment":
            self._number = given.get("id", "")[:20]
            self._author, self._text = given.get("author", "")[:200], ""
        elif tag == "p" and self._text:
            self._text += "\n"
        self._reading = tag == "t"

    def _ends(self, tag: str) -> None:
        self._reading = False
        if tag == "comment":
            self._count += 1
            if self._count > MOST_REMARKS:
                raise Refused("remarks", MOST_REMARKS)
            self._emit(["remark", self._number, self._author, self._text[:LONGEST].strip()])

    def _says(self, text: str) -> None:
        if self._reading and len(self._text) < LONGEST:
            self._text += text


class _Lines:
    """The paragraphs of the body, emitted in their order."""

    def __init__(self, emit: Emit, styles: Mapping[str, str]) -> None:
        self._emit = emit
        self._styles = styles
        self._told: Counter[str] = Counter()
        self._count = self._total = 0
        self._tables: list[list[int]] = []  # number, row, cell of the tables that are open
        self._last_table = 0
        self._marks: dict[str, str] = {}  # bookmarks that are open: number in the part, name
        self._remarks: set[str] = set()
        self._aside = 0  # how deep within something that is left aside
        self._in_body = self._reading = self._hidden = self._joined = False
        self._code: list[bool] = []  # fields that are open: whether their code is being read
        self._place = ""  # the properties being read: of a run, or of the mark of a paragraph
        self._new_line()

    def read(self, package: Package, part: str) -> None:
        _parse(package, part, self._begins, self._ends, self._says)
        for code, count in sorted(self._told.items()):
            self._emit(["notice", code, count])

    def _new_line(self) -> None:
        self._text = ""
        self._style = ""
        self._inserted = self._deleted = 0
        self._ranges: list[list[Any]] = [["m", name, 0, -1] for name in self._marks.values()]
        self._ranges += [["r", number, 0, -1] for number in sorted(self._remarks)]

    def _begins(self, tag: str, given: Mapping[str, str]) -> None:
        if self._aside or tag in _LEFT_ASIDE:
            self._begins_aside(tag, given)
            return
        if tag in {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"}:
            self._edge(tag, given)
        elif tag in {"tbl", "tr", "tc", "body"}:
            self._begins_table(tag)
        elif tag in {"rPr", "pPr"}:
            self._place += "/" + tag
        elif self._place:
            self._property(tag, given)
        else:
            self._begins_text(tag, given)

    def _begins_aside(self, tag: str, given: Mapping[str, str]) -> None:
        if tag in {"bookmarkStart", "bookmarkEnd"}:
            self._edge(tag, given)  # what was deleted keeps its mark: that is how it is known
        if not self._aside:
            if tag in _TOLD:
                self._told[_TOLD[tag]] += 1
            if tag == "del" and self._place.endswith("/pPr/rPr"):
                self._joined = True
            if tag in {"del", "moveFrom"}:
                self._deleted += 1
        self._aside += 1

    def _begins_table(self, tag: str) -> None:
        if tag == "body":
            self._in_body = True
        elif tag == "tbl":
            self._last_table += 1
            self._tables.append([self._last_table, 0, 0])
        elif self._tables:
            if tag == "tr":
                self._tables[-1][1:] = [self._tables[-1][1] + 1, 0]
            else:
                self._tables[-1][2] += 1

    def _property(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "pStyle" and self._place == "/pPr":
            self._style = self._styles.get(given.get("val", ""), given.get("val", ""))[:200]
        elif tag == "vanish" and self._place == "/rPr":
            self._hidden = given.get("val", "1") not in {"0", "false", "off"}
        elif tag == "ins" and self._place == "/pPr/rPr":
            self._inserted += 1

    def _begins_text(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "t":
            self._reading = True
        elif tag == "r":
            self._hidden = False
        elif tag in {"ins", "moveTo"}:
            self._inserted += 1
        elif tag == "fldChar":
            self._field(given.get("fldCharType", ""))
        elif tag in {"tab", "cr", "noBreakHyphen"}:
            self._add({"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}[tag])
        elif tag == "br" and given.get("type", "textWrapping") == "textWrapping":
            self._add("\n")

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._code.append(True)
        elif kind == "separate" and self._code:
            self._code[-1] = False
        elif kind == "end" and self._code:
            self._code.pop()

    def _edge(self, tag: str, given: Mapping[str, str]) -> None:
        """A bookmark or the range of a comment begins or ends here."""
        number = given.get("id", "")[:20]
        if tag == "bookmarkStart":
            name = given.get("name", "")[:80]
            if name.startswith("_") and len(self._marks) < MOST_MARKS:
                self._marks[number] = name
                self._ranges.append(["m", name, len(self._text), -1])
        elif tag == "bookmarkEnd":
            if name := self._marks.pop(number, ""):
                self._close("m", name)
        elif tag == "commentRangeStart":
            if len(self._remarks) < MOST_MARKS:
                self._remarks.add(number)
                self._ranges.append(["r", number, len(self._text), -1])
        elif number in self._remarks:
            self._remarks.discard(number)
            self._close("r", number)

    def _close(self, kind: str, name: str) -> None:
        for one in self._ranges:
            if one[0] == kind and one[1] == name and one[3] < 0:
                one[3] = len(self._text)

    def _ends(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
        elif tag in {"rPr", "pPr"}:
            self._place = self._place.removesuffix("/" + tag)
        elif tag == "p" and self._in_body:
            if self._joined:  # its mark is deleted: the next paragraph goes on in it
                self._joined = False
            else:
                self._end_line()
        elif tag == "tbl" and self._tables:
            self._tables.pop()
        self._reading = False

    def _end_line(self) -> None:
        self._count += 1
        if self._count > MOST_LINES:
            raise Refused("lines", MOST_LINES)
        ranges = [[k, name, a, len(self._text) if b < 0 else b] for k, name, a, b in self._ranges]
        table = self._tables[0] if self._tables else [0, 0, 0]
        kinds = [[one[1:] for one in ranges if one[0] == kind][:MOST_MARKS] for kind in "mr"]
        self._emit(["line", self._text, self._style, *table, self._inserted, self._deleted, *kinds])
        self._new_line()

    def _says(self, text: str) -> None:
        if self._reading and not self._aside and not any(self._code):
            if self._hidden:
                self._told["hidden"] += 1
            else:
                self._add(text)

    def _add(self, text: str) -> None:
        self._text += text
        self._total += len(text)
        if len(self._text) > LONGEST:
            raise Refused("long", LONGEST)
        if self._total > MOST_TEXT:
            raise Refused("text", MOST_TEXT)


def _ignore(_: str) -> None:
    """For what a part holds and nobody here reads."""


def _parse(
    package: Package,
    part: str,
    begins: Callable[[str, Mapping[str, str]], None],
    ends: Callable[[str], None] = _ignore,
    says: Callable[[str], None] = _ignore,
) -> None:
    """Stream one part through the parser, with the plain names of its tags and attributes."""
    if part not in package.names:
        return
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def begin(tag: str, given: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Refused("nested", _DEEPEST)
        begins(_plain(tag), {_plain(key): value for key, value in given.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        ends(_plain(tag))

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = says
    try:
        for chunk in package.unpack(part):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused("damaged") from error


def _plain(name: str) -> str:
    """The name of a tag without its namespace: there are two, of the two kinds of the format."""
    return name.rpartition(" ")[2]
