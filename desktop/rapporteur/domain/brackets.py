"""Square brackets: text that the sides have not agreed on, "[by the end of 2026]".

Brackets may stand inside brackets. Two or more that follow each other, with nothing but blanks
or a slash between them, are options of which one is kept: "[March][June] 2026".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_BETWEEN = re.compile(r"\s*/?\s*")
_BLANKS = " \u00a0"
_ONE_STOP_AT_END = re.compile(r"[^.]\.$")
_ONE_STOP_AT_START = re.compile(r"\.(?!\.)")


@dataclass(frozen=True, slots=True)
class Bracket:
    """One pair: `start` is the place of "[", `end` the place after "]". `depth` counts from 1."""

    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A bracket without its other half, at `place`; `closing` where it is a "]"."""

    place: int
    closing: bool


@dataclass(frozen=True, slots=True)
class Options:
    """Brackets side by side, from `start` to `end`: what each holds. A single one is an option
    that is kept or dropped."""

    start: int
    end: int
    texts: tuple[str, ...] = field(repr=False)


def pairs(text: str) -> list[Bracket]:
    """All pairs in the order in which they open; halves without the other are left out."""
    return sorted(_read(text)[0], key=lambda one: one.start)


def faults(text: str) -> list[Fault]:
    """The halves that stand alone, in their order."""
    return sorted(_read(text)[1], key=lambda one: one.place)


def has_brackets(text: str) -> bool:
    """Whether any bracket stands in the text, whole or half."""
    return "[" in text or "]" in text


def options(text: str) -> list[Options]:
    """The options of the text, outer ones before those inside them."""
    found: list[Options] = []
    by_depth: dict[int, list[Bracket]] = {}
    for one in pairs(text):
        by_depth.setdefault(one.depth, []).append(one)
    for level in by_depth.values():
        run: list[Bracket] = []
        for one in level:
            if run and not _BETWEEN.fullmatch(text, run[-1].end, one.start):
                found.append(_options(text, run))
                run = []
            run.append(one)
        found.append(_options(text, run))
    return sorted(found, key=lambda one: (one.start, -one.end))


def resolved(text: str, chosen: Options, keep: int | None) -> str:
    """The text with one of the options in their place, without its brackets; None drops all.

    Where nothing is left, the blank before it goes as well; where two full stops would meet, that
    of an abbreviation and that of the sentence («[до конца 2026 г.].»), one goes. No other letter
    changes.
    """
    kept = chosen.texts[keep] if keep is not None else ""
    before, after = text[: chosen.start], text[chosen.end :]
    if kept.strip():
        return before + _joined(kept, after)
    if not before.strip() or not after.strip():
        return (before.rstrip(_BLANKS) + after.lstrip(_BLANKS)) if before + after else ""
    if before[-1] in _BLANKS and after[0] in f"{_BLANKS},.;:)]":
        before = before.rstrip(_BLANKS)
        return _joined(before, after) if before[-1:] != "(" else before + after.lstrip(_BLANKS)
    return before + (after.lstrip(_BLANKS) if before[-1] in "([\n" else after)


def _joined(before: str, after: str) -> str:
    """One behind the other, with one full stop where both bring theirs."""
    doubled = _ONE_STOP_AT_END.search(before) and _ONE_STOP_AT_START.match(after)
    return before + (after[1:] if doubled else after)


def _options(text: str, run: list[Bracket]) -> Options:
    inner = tuple(text[one.start + 1 : one.end - 1] for one in run)
    return Options(run[0].start, run[-1].end, inner)


def _read(text: str) -> tuple[list[Bracket], list[Fault]]:
    found: list[Bracket] = []
    open_: list[int] = []
    alone: list[Fault] = []
    for place, letter in enumerate(text):
        if letter == "[":
            open_.append(place)
        elif letter == "]":
            if open_:
                found.append(Bracket(open_.pop(), place + 1, len(open_) + 1))
            else:
                alone.append(Fault(place, closing=True))
    return found, alone + [Fault(place, closing=False) for place in open_]
