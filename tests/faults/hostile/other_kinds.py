"""A1 to A3 for the kinds that are no .xlsx: open documents, texts, pages, old workbooks."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.faults.hostile.workbooks import packed

_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_NOISE = random.Random(9).randbytes(60_000).hex()
_MANY = 999_999_999


def document(body: str, before: str = "") -> bytes:
    """An open document whose one sheet has `body` as its content."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {_SPACES}>'
        f'<office:body><office:spreadsheet><table:table table:name="S">{body}</table:table>'
        f"</office:spreadsheet></office:body><!--{_NOISE}--></office:document-content>"
    )
    return packed({"mimetype": _MIME, "content.xml": content.encode()})


def cell(text: str = "Name", more: str = "") -> str:
    """A cell of an open document."""
    start = f'<table:table-cell office:value-type="string"{more}>'
    return f"{start}<text:p>{text}</text:p></table:table-cell>"


def row(cells: str, more: str = "") -> str:
    """A row of an open document."""
    return f"<table:table-row{more}>{cells}</table:table-row>"


FIRST = row(cell())
_REPEATED_ROW = f' table:number-rows-repeated="{_MANY}"'
_REPEATED_COLUMN = f' table:number-columns-repeated="{_MANY}"'
_SPANS = f' table:number-columns-spanned="{_MANY}" table:number-rows-spanned="{_MANY}"'

# What it is, the ending of its name, how it is made, and what the door may say; "" is a book.
KINDS: dict[str, tuple[str, Callable[[], bytes], set[str]]] = {
    "ods, a document type": ("ods", lambda: document(FIRST, "<!DOCTYPE x>"), {"dtd"}),
    "ods, laughs": (
        "ods",
        lambda: document(row(cell("&a;")), '<!DOCTYPE x [<!ENTITY a "ha">]>'),
        {"dtd"},
    ),
    "ods, empty rows": (
        "ods", lambda: document(FIRST + row("<table:table-cell/>", _REPEATED_ROW)), {""},
    ),
    "ods, a row for ever": (
        "ods", lambda: document(FIRST + row(cell(), _REPEATED_ROW)), {"", "cells"},
    ),
    "ods, a cell for ever": (
        "ods", lambda: document(FIRST + row(cell(more=_REPEATED_COLUMN))), {"", "cells"},
    ),
    "ods, a block for ever": (
        "ods",
        lambda: document(FIRST + row(cell(more=_REPEATED_COLUMN), _REPEATED_ROW)),
        {"", "cells"},
    ),
    "ods, spans": ("ods", lambda: document(row(cell(more=_SPANS)) + FIRST * 100), {""}),
    "ods, many spans": (
        "ods",
        lambda: document(row(cell(more=_SPANS)) * 20_000),
        {"", "bomb"},
    ),
    "ods, blanks": (
        "ods",
        lambda: document(row(cell(f'<text:s text:c="{_MANY}"/>' * 20_000))),
        {""},
    ),
    "ods, sheets in sheets": (
        "ods",
        lambda: document('<table:table table:name="x">' * 3000 + "</table:table>" * 3000),
        {"", "sheets", "damaged"},
    ),
    "ods, cells in cells": (
        "ods",
        lambda: document(row("<table:table-cell>" * 20_000 + "</table:table-cell>" * 20_000)),
        {"", "damaged", "bomb"},
    ),
    "a line without an end": ("csv", lambda: b"a" * 19_000_000, {"one_line"}),
    "separators without an end": ("csv", lambda: b";" * 19_000_000, {"one_line"}),
    "lines without an end": ("csv", lambda: b"a\n" * 9_000_000, {"cells"}),
    "empty lines without an end": ("csv", lambda: b"\n" * 19_000_000 + b"a;b", {"one_line"}),
    "quotes without an end": ("csv", lambda: b'"a;' * 5_000_000, {"one_line"}),
    "a quote that is not closed": (
        "csv", lambda: b'Name;Post\n"' + b"a;b\n" * 2_000_000, {"cells"},
    ),
    "zeros in a text": ("csv", lambda: b"Name;Post\na\x00b;c\n" * 1000, {"unknown"}),
    "a page, spans": (
        "html",
        lambda: b"<table><tr><td colspan=%d rowspan=%d>Name</table>" % (_MANY, _MANY),
        {"", "cells"},
    ),
    "a page, many spans": (
        "html",
        lambda: b"<table>" + b"<tr><td colspan=700 rowspan=60000>a</td></tr>" * 20_000,
        {"", "cells"},
    ),
    "a page, tables in tables": (
        "html", lambda: b"<html>" + b"<table><tr><td>" * 200_000, {"container"},
    ),
    "a page, endless tags": ("html", lambda: b"<table>" + b"<td " * 4_000_000, {"unpacked"}),
    "a page, attributes": (
        "html", lambda: b"<table><td " + b"a=1 " * 4_000_000 + b">x</table>", {"unpacked"},
    ),
    "a page, signs": (
        "html", lambda: b"<table><tr><td>" + b"&" * 9_000_000 + b"</table>", {"unpacked"},
    ),
    "a page, comments": ("html", lambda: b"<table><tr><td>x" + b"<!--" * 4_000_000, {"unpacked"}),
}  # fmt: skip
