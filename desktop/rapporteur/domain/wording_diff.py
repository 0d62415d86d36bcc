"""Two wordings of one text compared word by word, in whatever script.

Words are compared as wholes, punctuation mark by mark, and blanks never tear a change apart:
"by the end of March" against "by the end of June" is one word out and one in. What both texts
have once anchors the comparison, so that thirty thousand characters take a moment.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum


class Wording(Enum):
    """Where a piece of text stands: in both wordings, only in the old, only in the new one."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text of one kind. `text` may be of a confidential draft: not for a log."""

    kind: Wording
    text: str = field(repr=False)


# Letters with the signs that belong to them: accents, and Devanagari without its full stops.
_SIGNS = "\\w\u0300-\u036f\u0900-\u0963\u0966-\u097f\u200c\u200d"
_TOKEN = re.compile(
    rf"\d+(?:[.,:/]\d+)+"  # 6.08.2025, 2,5, 10:30: one word
    rf"|[{_SIGNS}]+(?:['’\-\u2010\u2011][{_SIGNS}]+)*"
    rf"|\s+"
    rf"|."
)
_SMALL = 40_000  # pairs of tokens that are compared one with the other

_Block = tuple[int, int, int, int]  # old from, to; new from, to


def compare(old: str, new: str) -> list[Segment]:
    """How `old` became `new`: pieces in reading order, a removed one before what replaced it.

    The same and removed pieces together are `old`, the same and added ones `new`; no two pieces
    of one kind stand side by side.
    """
    if old == new:
        return [Segment(Wording.SAME, new)] if new else []
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    # "." does not match a line break, but \s+ does: every letter is in a token.
    pieces: list[tuple[Wording, list[str]]] = []
    for same, (a, b, c, d) in _blocks(one, other):
        if same:
            pieces.append((Wording.SAME, other[c:d]))
        else:
            pieces += [(Wording.REMOVED, one[a:b]), (Wording.ADDED, other[c:d])]
    return list(_joined(_without_blank_islands(pieces)))


def is_changed(segments: Sequence[Segment]) -> bool:
    """Whether the two wordings differ."""
    return any(segment.kind is not Wording.SAME for segment in segments)


def words_of(segments: Sequence[Segment], kind: Wording) -> int:
    """How many words the pieces of one kind have; punctuation and blanks do not count."""
    return sum(
        1
        for segment in segments
        if segment.kind is kind
        for token in _TOKEN.findall(segment.text)
        if token[0].isalnum() or len(token.strip()) > 1
    )


def _blocks(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[bool, _Block]]:
    """What is the same and what is not, in order, as ranges of tokens."""
    waiting: list[tuple[bool, _Block]] = [(False, (0, len(one), 0, len(other)))]
    while waiting:
        same, (a, b, c, d) = waiting.pop()
        if same or a == b or c == d:
            if a < b or c < d:
                yield same, (a, b, c, d)
            continue
        split = _split(one, other, (a, b, c, d))
        if len(split) == 1:
            yield split[0]
        else:
            waiting += reversed(split)


def _split(one: Sequence[str], other: Sequence[str], block: _Block) -> list[tuple[bool, _Block]]:
    """A block that differs as smaller ones; the block itself where nothing in it is the same."""
    a, b, c, d = block
    head = 0
    while head < min(b - a, d - c) and one[a + head] == other[c + head]:
        head += 1
    tail = 0
    while tail < min(b - a, d - c) - head and one[b - 1 - tail] == other[d - 1 - tail]:
        tail += 1
    if head or tail:
        inner = (a + head, b - tail, c + head, d - tail)
        parts = [(True, (a, a + head, c, c + head)), (False, inner)]
        parts.append((True, (b - tail, b, d - tail, d)))
        return [(same, at) for same, at in parts if at[0] < at[1] or at[2] < at[3]]
    if (b - a) * (d - c) <= _SMALL:
        matcher = SequenceMatcher(None, one[a:b], other[c:d], autojunk=False)
        return [
            (tag == "equal", (a + i, a + j, c + k, c + m))
            for tag, i, j, k, m in matcher.get_opcodes()
        ] if matcher.quick_ratio() else [(False, block)]  # fmt: skip
    anchors = _anchors(one, other, block)
    if not anchors:
        return [(False, block)]
    parts = []
    for i, k in anchors:
        parts += [(False, (a, i, c, k)), (True, (i, i + 1, k, k + 1))]
        a, c = i + 1, k + 1
    parts.append((False, (a, b, c, d)))
    return parts


def _anchors(one: Sequence[str], other: Sequence[str], block: _Block) -> list[tuple[int, int]]:
    """Tokens that both sides have once, as many of them as keep their order (patience)."""
    a, b, c, d = block
    here, there = _once(one, a, b), _once(other, c, d)
    pairs = sorted((at, there[token]) for token, at in here.items() if token in there)
    ends: list[int] = []  # the last place in `other` of the best run of each length
    last: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length:] = [place] if length == len(ends) else [place, *ends[length + 1 :]]
        last[length:] = [index] if length == len(last) else [index, *last[length + 1 :]]
    run: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _once(tokens: Sequence[str], first: int, behind: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for at in range(first, behind):
        found[tokens[at]] = -1 if tokens[at] in found else at
    return {token: at for token, at in found.items() if at >= 0}


def _without_blank_islands(
    pieces: Sequence[tuple[Wording, list[str]]],
) -> Iterator[tuple[Wording, str]]:
    """Blanks between two changes belong to both: a phrase that was replaced is one change."""
    texts = [(kind, "".join(tokens)) for kind, tokens in pieces if tokens]
    for at, (kind, text) in enumerate(texts):
        island = (
            kind is Wording.SAME
            and text.isspace()
            and "\n" not in text
            and 0 < at < len(texts) - 1
            and _replaced(texts, at)
        )
        if island:
            yield from ((Wording.REMOVED, text), (Wording.ADDED, text))
        else:
            yield kind, text


def _replaced(texts: Sequence[tuple[Wording, str]], at: int) -> bool:
    """Whether words went and came on both sides of the blank at `at`."""
    before = [kind for kind, _ in texts[max(at - 2, 0) : at]]
    behind = [kind for kind, _ in texts[at + 1 : at + 3]]
    change = [Wording.REMOVED, Wording.ADDED]
    return before == change and behind == change


def _joined(pieces: Iterator[tuple[Wording, str]]) -> Iterator[Segment]:
    """One removed and one added piece between two that are the same."""
    out, into, same = "", "", ""
    for kind, text in pieces:
        if kind is Wording.SAME:
            yield from _change(out, into)
            out = into = ""
            same += text
            continue
        if same:
            yield Segment(Wording.SAME, same)
            same = ""
        if kind is Wording.REMOVED:
            out += text
        else:
            into += text
    yield from _change(out, into)
    if same:
        yield Segment(Wording.SAME, same)


def _change(out: str, into: str) -> Iterator[Segment]:
    if out:
        yield Segment(Wording.REMOVED, out)
    if into:
        yield Segment(Wording.ADDED, into)
