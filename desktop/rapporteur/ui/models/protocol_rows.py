"""Which paragraphs the list shows: filtered, and without what stands under folded headings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum

from rapporteur.domain.protocol import BRACKETED, HEADING, OUT_OF_STEP, PARAGRAPH
from rapporteur.services.protocol.desk import Line
from rapporteur.services.search import Query


class Only(Enum):
    """Of what state the paragraphs are that are shown."""

    ALL = ""
    OPEN = "open"
    BRACKETED = "bracketed"
    OUT_OF_STEP = "out_of_step"


@dataclass(frozen=True, slots=True)
class Filter:
    """What is wanted. `heading` is the id of one, `sub_group` a uuid; 0 and "" for all."""

    text: str = field(default="", repr=False)
    only: Only = Only.ALL
    heading: int = 0
    sub_group: str = ""
    without_withdrawn: bool = False

    @property
    def active(self) -> bool:
        """Whether anything but withdrawn paragraphs may be left out."""
        return bool(self.text.strip() or self.only.value or self.heading or self.sub_group)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list. Of a heading: how many open paragraphs stand under it, whether they are
    folded away, and whether it is `found` itself or stands there for what is under it.
    """

    line: Line
    open: int = 0
    standing: int = 0
    folded: bool = False
    found: bool = True

    @property
    def heading(self) -> bool:
        """Whether this is a heading."""
        return self.line.paragraph["kind"] == HEADING

    @property
    def id(self) -> int:
        """The id of the paragraph."""
        return self.line.id


def rows_of(
    lines: Sequence[Line], wanted: Filter, folded: Collection[int], *, keep: int = 0
) -> list[Row]:
    """The rows in order. While a filter is on nothing is folded, and a heading is shown with
    what the filter lets through under it. `keep` is the paragraph on which somebody works: it
    stays although the filter would hide it now.
    """
    query = Query(wanted.text)
    shown = [line for line in lines if line.id == keep or _passes(line, wanted, query)]
    let_through = {line.id for line in shown}
    if wanted.active:
        under = {line.heading for line in shown}
        shown = [line for line in lines if line.id in under or line.id in let_through]
        folded = ()
    counts = _counts(lines)
    rows = []
    for line in shown:
        if line.heading in folded:
            continue
        open_, standing = counts.get(line.id, (0, 0))
        rows.append(Row(line, open_, standing, line.id in folded, line.id in let_through))
    return rows


def is_out_of_step(line: Line) -> bool:
    """Whether one of its texts lags behind another."""
    return any(line.paragraph.language_state(code) == OUT_OF_STEP for code in line.texts)


def counts_of(lines: Sequence[Line]) -> dict[Only, int]:
    """How many paragraphs each filter of state would show."""
    standing = [line for line in lines if not line.paragraph.withdrawn]
    numbered = [line for line in standing if line.paragraph["kind"] == PARAGRAPH]
    return {
        Only.ALL: len(numbered),
        Only.OPEN: sum(line.paragraph.open for line in numbered),
        Only.BRACKETED: sum(line.paragraph["state"] == BRACKETED for line in standing),
        Only.OUT_OF_STEP: sum(is_out_of_step(line) for line in standing),
    }


def _passes(line: Line, wanted: Filter, query: Query) -> bool:
    one = line.paragraph
    if wanted.without_withdrawn and one.withdrawn:
        return False
    if wanted.only is not Only.ALL and one.withdrawn:
        return False
    if wanted.only is Only.OPEN and not (one["kind"] == PARAGRAPH and one.open):
        return False
    if wanted.only is Only.BRACKETED and one["state"] != BRACKETED:
        return False
    if wanted.only is Only.OUT_OF_STEP and not is_out_of_step(line):
        return False
    if wanted.heading and wanted.heading not in (line.heading, line.id):
        return False
    if wanted.sub_group and one["sub_group"] != wanted.sub_group:
        return False
    return not query or query.matches(line.key)


def _counts(lines: Sequence[Line]) -> dict[int, tuple[int, int]]:
    """Open and standing paragraphs under each heading."""
    found: dict[int, tuple[int, int]] = {}
    for line in lines:
        if line.heading and line.paragraph["kind"] == PARAGRAPH and not line.paragraph.withdrawn:
            open_, standing = found.get(line.heading, (0, 0))
            found[line.heading] = (open_ + line.paragraph.open, standing + 1)
    return found
