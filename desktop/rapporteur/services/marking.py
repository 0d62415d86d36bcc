"""Where in a text a search hit stands, so that the screen can mark it, in whatever script.

`Query` searches folded texts; here a hit is followed back to the letters that people see. Where
folding changes the number of letters ("щ" becomes "shch") the mark covers whole letters; where it
cannot be followed at all (Devanagari, the schemes of transliteration) it covers the word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapporteur.domain.editing import clean_text
from rapporteur.services.folding import loose, plain

_WORD = re.compile(r"\S+")
_BEFORE = 24  # letters kept before the first hit of a long text


@dataclass(frozen=True, slots=True)
class Marked:
    """A text of one line with the places of the hits in it, as (first, behind the last)."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


def marked(text: str, query: str, room: int = 0) -> Marked:
    """`text` on one line with every word of `query` marked where it occurs.

    With `room` the text is cut to about so many letters around the first hit, with dots.
    """
    line = " ".join(text.split())
    wanted = [(word, loose(word)) for word in plain(clean_text(query)).split()]
    marks = _marks(line, wanted)
    if not room or len(line) <= room:
        return Marked(line, marks)
    first = marks[0][0] if marks else 0
    start = max(0, min(first - _BEFORE, len(line) - room))
    if start:
        start = line.rfind(" ", 0, start) + 1
    end = min(len(line), start + room)
    before, behind = "…" if start else "", "…" if end < len(line) else ""
    shift = len(before) - start
    kept = tuple((a + shift, min(b, end) + shift) for a, b in marks if start <= a < end)
    return Marked(before + line[start:end] + behind, kept)


def _marks(line: str, wanted: Sequence[tuple[str, str]]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for token in _WORD.finditer(line):
        seen = token.group()
        folded, level = _folded(seen)
        for word, levelled in wanted:
            if word in folded:
                found.append(_letters(token.start(), seen, folded, word))
            elif levelled in level:
                found.append(token.span())
    return _joined(found)


@lru_cache(maxsize=20_000)
def _folded(word: str) -> tuple[str, str]:
    """A word in plain letters, and with the schemes levelled: the same words come again."""
    folded = plain(word)
    return folded, loose(folded)


def _letters(start: int, seen: str, folded: str, word: str) -> tuple[int, int]:
    """The letters of a word that fold to what was typed; the whole word where that is unknown."""
    each = [plain(letter) for letter in seen]
    if "".join(each) != folded:
        return start, start + len(seen)
    first = folded.find(word)
    last = first + len(word)
    place, begin, end = 0, 0, len(seen)
    for at, letters in enumerate(each):
        if place <= first:
            begin = at
        place += len(letters)
        if place >= last:
            end = at + 1
            break
    return start + begin, start + end


def _joined(marks: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The marks in their order, overlapping ones as one."""
    found: list[tuple[int, int]] = []
    for first, end in sorted(marks):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((first, end))
    return tuple(found)
