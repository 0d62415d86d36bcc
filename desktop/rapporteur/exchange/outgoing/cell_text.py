"""Text that any spreadsheet can hold, and how wide it stands.

A name may have come from anywhere: with control characters, halves of a surrogate pair, marks
that turn the direction of reading, or the length of a novel. One such character must not stop
a whole list from being written.
"""

from __future__ import annotations

import re
import unicodedata

LIMIT = 32_767  # characters in one cell, by Excel's specification

# Not allowed in XML 1.0, or invisible marks that make a text read as something else.
_REMOVED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_HALVES = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


_SPACE = 0.5  # width of a blank


class _Widths(dict[str, float]):
    """Widths by character, filled as characters are met."""

    def __missing__(self, character: str) -> float:
        if character.isascii():
            width = 1.0
        elif unicodedata.category(character) in {"Mn", "Cf"}:
            width = 0.0
        else:
            # Letters of other scripts stand about as wide as the average.
            width = 2.0 if unicodedata.east_asian_width(character) in "WF" else 1.1
        self[character] = width
        return width


# Advance widths of Arial and its kin, in digits.
_WIDTHS = _Widths(
    {
        letter: width
        for width, letters in (
            (0.4, "'ijlі’"),
            (0.5, " !,./:;I[\\]ft|І"),
            (0.6, '"()-`r{}“”'),
            (0.7, "*г"),
            (0.8, "^зкт"),
            (0.9, "Jcksvxyzсухчьэ"),
            (1.1, "+<=>FTZ~ЗТУъ"),
            (1.2, "&ABEKPSVXYАБВДЕЛРХЧЬжмЁ"),
            (1.3, "CDHNRUwИЙНПСЦЭЯыю"),
            (1.4, "GOQОФЪш"),
            (1.5, "MmМфщ"),
            (1.6, "%ШЫ"),
            (1.7, "WЖЩ"),
            (1.8, "@Ю—…"),
            (1.9, "№"),
        )
        for letter in letters
    }
)


def cell_text(text: str) -> str:
    """`text` as it can stand in a cell, and be read again unchanged.

    Line breaks become one kind; a tab becomes a space; characters that XML forbids and marks
    of direction are left out; half a surrogate pair becomes U+FFFD; the end of a text over
    the limit of a cell is replaced by "…".
    """
    if text.isprintable() and len(text) <= LIMIT // 2:
        return text
    plain = _BREAKS.sub("\n", text).replace("\t", " ")
    plain = _HALVES.sub("\ufffd", _REMOVED.sub("", plain))
    while len(plain) > LIMIT // 2 and (over := _units(plain) - LIMIT) > 0:
        plain = plain[: -max(over // 2, 1) - 1] + "…"
    return plain


def _units(text: str) -> int:
    """Length as Excel counts it: a character outside the first plane is two."""
    return len(text.encode("utf-16-le")) // 2


def text_width(text: str) -> float:
    """How wide one line of `text` stands, in digits of the same font."""
    return sum(map(_WIDTHS.__getitem__, text))


def wrapped(text: str, width: float) -> int:
    """How many lines `text` takes when it is broken between words at `width` digits."""
    lines = 0
    for line in text.split("\n"):
        used, lines = 0.0, lines + 1
        for word in line.split(" "):
            room = text_width(word)
            if used and used + _SPACE + room > width:
                lines, used = lines + 1, 0.0
            used += room + (_SPACE if used else 0.0)
            while used > width:  # broken inside the word
                lines, used = lines + 1, used - width
    return lines
