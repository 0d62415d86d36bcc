"""What the value reader does not tell: hidden rows, strike-through, merged cells, leading zeros.

One streamed pass over the XML of a sheet, with patterns instead of a tree: a million cells cost
no more memory than one chunk. Cells are looked at one by one only where the workbook has a
format that asks for it, or an error value. Runs in the reading process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import join, normpath
from xml.parsers import expat

from rapporteur.exchange.incoming.limits import Limits, Refused
from rapporteur.exchange.incoming.near_cells import (
    Place,
    column_number,
    measure,
    whole,
    whole_elements,
)
from rapporteur.exchange.incoming.package import Package
from rapporteur.exchange.incoming.strict_xml import UnusualXml, complete, rewritten, usual
from rapporteur.exchange.lists.addresses import column_letters

_NS = rb"(?:\w+:)?"
_ROW = re.compile(rb"<" + _NS + rb"row\b[^<>]*>")
_ROW_NUMBER = re.compile(rb"<" + _NS + rb'row\b[^<>]*?\br="(\d+)"')
# The same where no element has a prefix: eight times faster, since it begins with fixed letters.
_PLAIN_ROW_NUMBER = re.compile(rb'<row\b[^<>]*?\br="(\d+)"')
# Rows and cells that do not say where they are: they follow the one before.
_NO_PLACE = tuple(re.compile(p + rb'(?! r=")[ />]') for p in (rb"<c", rb"<row"))
_NO_PLACE_PREFIXED = re.compile(rb'<\w+:(?:c|row)(?! r=")[ />]')
# Of a text that is kept elsewhere, anything but its number there.
_NO_STRING = re.compile(rb' t="s"[^<>]*>\s*<(?:\w+:)?v(?: [^<>]*)?>(?!\d+\s*</)')
_ABSURD = re.compile(rb'r="(?:[A-Z]{4}|[A-Z]{0,3}\d{8})')  # farther away than any sheet goes
_COLUMN = re.compile(rb"<" + _NS + rb"col\b[^<>]*>")
_MERGE = re.compile(
    rb"<" + _NS + rb'mergeCell\b[^<>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_FORMULA = re.compile(rb"<" + _NS + rb"f[ >/]")
_NO_RESULT = re.compile(
    rb"<" + _NS + rb'c\b(?:(?! t="str")[^<>])*><' + _NS + rb"f\b[^<]*(?:</" + _NS + rb"f>)?\s*"
    rb"(?:<" + _NS + rb"v\s*/>|<" + _NS + rb"v></" + _NS + rb"v>)?\s*</" + _NS + rb"c>"
)
_WALK = re.compile(
    rb"<" + _NS + rb"(row|c)\b([^<>]*)>(?:<" + _NS + rb"f\b[^<]*(?:</" + _NS + rb"f>)?)?"
    rb"(?:<" + _NS + rb"v>([^<]{1,40})</)?"
)
_REFERENCE = re.compile(rb'\br="([A-Z]{0,3})(\d+)"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_SPAN = re.compile(rb'\bmin="(\d+)"[^<>]*\bmax="(\d+)"|\bmax="(\d+)"[^<>]*\bmin="(\d+)"')
_MOST_MERGES = 50_000
_MOST_ERRORS = 100_000


@dataclass(slots=True)
class Styles:
    """The cell formats that matter, by their index: struck ones, and number formats with zeros."""

    struck: set[bytes] = field(default_factory=set)
    zeros: dict[bytes, str] = field(default_factory=dict)


@dataclass(slots=True)
class Details:
    """What one pass over a sheet found; rows and columns from 1."""

    last_row: int = 0
    last_column: int = 0
    far: bool = False  # cells with values lie outside the limits, and do not count above
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: list[tuple[int, int]] = field(default_factory=list)
    shown: list[tuple[int, int, str]] = field(default_factory=list)
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    without_result: int = 0


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet: its name as shown, whether it is hidden, and its part in the container."""

    name: str
    hidden: bool
    part: str


def sheet_parts(package: Package, limits: Limits) -> list[SheetPart]:
    """The worksheets of the workbook in their order; charts and macro sheets are left aside."""
    targets, others = _relations(package)
    found: list[tuple[str, str, str]] = []

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation_id = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            found.append((attributes.get("name", ""), attributes.get("state", ""), relation_id))
        elif {"name", "sheetId"} <= attributes.keys():  # a sheet under the name of something else
            raise Refused("damaged")

    _parse(package.part("xl/workbook.xml"), sheet)
    if not found:
        raise Refused("damaged")
    if len(found) > limits.sheets:
        raise Refused("sheets", limits.sheets)
    parts: list[SheetPart] = []
    for name, state, relation_id in found:
        if relation_id in others:
            continue
        path = normpath(join("/xl", targets.get(relation_id, "")))[1:]
        if path not in package.names:  # a list that is not there must not read as an empty one
            raise Refused("damaged")
        parts.append(SheetPart(name, state in {"hidden", "veryHidden"}, path))
    if len({part.part for part in parts}) < len(parts):  # one part for many sheets is a bomb
        raise Refused("container")
    return parts


def _relations(package: Package) -> tuple[dict[str, str], set[str]]:
    """Where the worksheets lie, by the id of the relation, and the ids of all other relations."""
    targets: dict[str, str] = {}
    others: set[str] = set()

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            targets[attributes.get("Id", "")] = attributes.get("Target", "")
        elif tag == "Relationship":
            others.add(attributes.get("Id", ""))

    _parse(package.part("xl/_rels/workbook.xml.rels"), relation)
    return targets, others


def read_styles(package: Package) -> Styles:
    """Find the formats that strike a cell through or show a number with leading zeros."""
    styles, formats = Styles(), dict[str, str]()
    struck_fonts: set[int] = set()
    fonts, cells, section = -1, -1, ""

    def element(tag: str, attributes: dict[str, str]) -> None:
        nonlocal fonts, cells, section
        if tag in {"fonts", "cellXfs", "cellStyleXfs", "dxfs", "numFmts", "fills"}:
            section = tag
        elif tag == "numFmt" and section == "numFmts":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "font" and section == "fonts":
            fonts += 1
        elif tag == "strike" and section == "fonts":
            if attributes.get("val", "1") not in {"0", "false"}:
                struck_fonts.add(fonts)
        elif tag == "xf" and section == "cellXfs":
            cells += 1
            if int(attributes.get("fontId", "0") or 0) in struck_fonts:
                styles.struck.add(b"%d" % cells)
            code = formats.get(attributes.get("numFmtId", ""), "")
            if code and shown_number(code, 0) is not None:
                styles.zeros[b"%d" % cells] = code

    _parse(package.part("xl/styles.xml"), element)
    return styles


def shown_number(code: str, number: int) -> str | None:
    """The text that a number format such as "00000" or "+0" makes of a whole number.

    None for a format that does not change the digits in substance, and for any format with
    decimals, thousands, dates or conditions.
    """
    plain = re.sub(r'\\(.)|"([^"]*)"', lambda m: m.group(1) or m.group(2) or "", code)
    if not re.fullmatch(r"[+()\- /0-9#A-Z№]*[0#]", plain) or re.search(r"[1-9]", plain):
        return None
    if not (plain.count("0") > 1 or plain.startswith("+")) or number < 0:
        return None
    digits, out = list(str(number)), []
    places = sum(c in "0#" for c in plain)
    for character in reversed(plain):
        if character not in "0#":
            out.append(character)
            continue
        places -= 1
        if digits:
            out.append(digits.pop())
        elif character == "0":
            out.append("0")
        if not places:
            out.extend(reversed(digits))
            digits = []
    return "".join(reversed(out)).strip()


def read_details(package: Package, part: str, styles: Styles, limits: Limits) -> Details:
    """One pass over a sheet; what lies outside the limits does not count as used."""
    try:
        return _details(lambda: usual(package.unpack(part)), styles, limits)
    except UnusualXml:
        return _details(lambda: rewritten(package.unpack(part)), styles, limits)


def _details(
    unpacked: Callable[[], Iterator[bytes]], styles: Styles, limits: Limits, *, every: bool = False
) -> Details:
    """`every` cell is looked at; else only where the workbook or a chunk gives a reason."""
    found = Details()
    every = every or bool(styles.struck or styles.zeros)
    place = Place()
    odd, cells = False, 0
    for chunk in whole_elements(unpacked()):
        odd = odd or _is_odd(chunk)
        if odd:
            cells += chunk.count(b"<c ") + chunk.count(b"<c>") + chunk.count(b":c ")
            if cells > limits.cells:
                raise Refused("cells", limits.cells)
        found.last_column = _last_column(chunk, found.last_column)
        numbers = (_ROW_NUMBER if b":row" in chunk else _PLAIN_ROW_NUMBER).findall(chunk)
        found.last_row = max(found.last_row, max(map(whole, numbers), default=0))
        # Most lists have no formula, and two plain searches say so sooner than the pattern.
        if (b"<f" in chunk or b":f" in chunk) and _FORMULA.search(chunk):
            found.without_result += len(_NO_RESULT.findall(chunk))
        if _NO_STRING.search(chunk):  # the value reader would take the first text there is
            raise Refused("damaged")
        if b"hidden=" in chunk:
            _find_hidden(chunk, found, limits)
        if b"mergeCell" in chunk:
            _find_merged(chunk, found)
        error = b't="e"' in chunk
        if error and odd and not every:  # where it stands depends on all that came before
            return _details(unpacked, styles, limits, every=True)
        if every or error or place.row:
            _walk(chunk, styles, found, place, limits)
    if odd or found.last_row > limits.rows or found.last_column > limits.columns:
        found.last_row, found.last_column, found.far = measure(unpacked(), limits)
    return found


def _is_odd(chunk: bytes) -> bool:
    """Whether a row or a cell stands beyond all counting, or does not say where it is."""
    if _ABSURD.search(chunk) is not None:
        return True
    if any(pattern.search(chunk) is not None for pattern in _NO_PLACE):
        return True
    return b":row" in chunk and _NO_PLACE_PREFIXED.search(chunk) is not None


def check_strings(package: Package, name: str, limits: Limits) -> None:
    """Refuse more texts than a list can have; each of them takes its room in memory."""
    count = 0
    for chunk in complete(package.unpack(name)):
        count += chunk.count(b"<si") + chunk.count(b":si")
        if count > limits.strings:
            raise Refused("strings", limits.strings)


def _last_column(chunk: bytes, known: int) -> int:
    """The last column that a cell in `chunk` stands in, or `known` where that is further right.

    Only references further right are looked for: after the first row there is none any more, so
    a million cells leave no million texts behind.
    """
    at = 0
    while further := _right_of(known).search(chunk, at):
        at = further.end()
        before = chunk[further.start() - 1 : further.start()]
        if not (before.isalnum() or before == b"_"):
            known = column_number(further.group(1))
    return known


@lru_cache(maxsize=128)
def _right_of(column: int) -> re.Pattern[bytes]:
    """Finds a reference to a cell right of `column`: of column 28, AB, that is r="AC1"."""
    letters = column_letters(column).encode() if column else b"@"  # the letter before A
    longer = [rb"[A-Z]{%d,3}" % (len(letters) + 1)] if len(letters) < 3 else []
    as_long = [
        letters[:at] + rb"[%c-Z]" % (letters[at] + 1) + rb"[A-Z]{%d}" % (len(letters) - at - 1)
        for at in range(len(letters))
        if letters[at : at + 1] < b"Z"
    ]
    return re.compile(rb'r="(' + b"|".join(as_long + longer or [b"(?!)"]) + rb')\d+"')


def _parse(xml: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    """Call `start` with the local name and the attributes of every element."""
    if not xml:
        return
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, found: start(tag.rpartition(":")[2], found)
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise Refused("damaged") from error


def _find_hidden(chunk: bytes, found: Details, limits: Limits) -> None:
    for tag in _ROW.findall(chunk):
        if _HIDDEN.search(tag) and (at := _REFERENCE.search(tag)):
            found.hidden_rows.add(min(whole(at.group(2)), limits.rows + 1))
    for tag in _COLUMN.findall(chunk):
        if _HIDDEN.search(tag) and (span := _SPAN.search(tag)):
            bounds = span.groups()[:2] if span[1] else span.groups()[:1:-1]
            first, last = (min(whole(n), limits.columns) for n in bounds)
            found.hidden_columns.update(range(first, last + 1))


def _find_merged(chunk: bytes, found: Details) -> None:
    for left, top, right, bottom in _MERGE.findall(chunk):
        if len(found.merged) < _MOST_MERGES:
            found.merged.append((int(top), column_number(left), int(bottom), column_number(right)))


def _walk(chunk: bytes, styles: Styles, found: Details, place: Place, limits: Limits) -> None:
    """Look at every cell, from `place` on."""
    for kind, attributes, value in _WALK.findall(chunk):
        place.move(kind, attributes)
        if kind == b"row" or not place.is_near(limits):
            continue
        row, column = place.row, place.column
        if b't="e"' in attributes and len(found.errors) < _MOST_ERRORS:
            found.errors.setdefault(row, {})[column] = value.decode("utf-8", "replace")
        style = _STYLE.search(attributes)
        if style is None:
            continue
        if style.group(1) in styles.struck:
            found.struck.append((row, column))
        if value.isdigit() and b" t=" not in attributes.replace(b' t="n"', b""):
            code = styles.zeros.get(style.group(1))
            text = shown_number(code, int(value)) if code else None
            if text is not None and text != value.decode():
                found.shown.append((row, column, text))
