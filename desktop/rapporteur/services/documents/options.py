"""What can be chosen of a document, and a document that is ready to be written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from rapporteur.domain.papers.cards import CardSheet
from rapporteur.domain.papers.note import NotePaper
from rapporteur.domain.papers.protocol import Layout, ProtocolPaper
from rapporteur.domain.papers.seating import SeatingPaper
from rapporteur.domain.papers.sheet import PaperSheet

DOCX, PDF, XLSX = "docx", "pdf", "xlsx"

Paper = Sequence[PaperSheet] | NotePaper | ProtocolPaper | CardSheet | SeatingPaper
"""Everything that a document can be."""


class Option(Enum):
    """What a document understands, named as on the command line."""

    COPY = "copy"  # whose copy of the Protocol
    LANGUAGES = "languages"  # several, beside each other or one after the other
    LANGUAGE = "language"  # one alone
    SIDE = "side"
    COLUMNS = "columns"
    ONE_LIST = "one-list"
    FROZEN = "as-frozen"
    LAYOUT = "layout"
    DRAFT = "draft"
    INITIALS = "initials"
    SITTING = "sitting"
    EMPTY = "empty"
    PEOPLE = "people"
    CHANGED = "changed"  # only cards that differ from those printed last
    PRINTED = "printed"  # cards written count as printed
    CODES = "codes"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Options:
    """The choices for one document; each document takes those that it understands.

    `languages` are codes in the order wanted, () for those of the session. `copy` and `side`
    are codes of sides, "" for none. `sitting` counts from 1. `people` are uuids of delegates,
    () for all who are coming. Without a `layout` a Protocol of several languages stands in columns.
    `plan` is the name of a seating plan, "" for the first. `printed` notes cards in the session's
    file as printed, for the next `changed`; whoever writes them does that, making them does not.
    """

    languages: tuple[str, ...] = ()
    copy: str = ""
    side: str = ""
    columns: str = "public"
    one_list: bool = False
    as_frozen: bool = False
    layout: Layout | None = None
    draft: bool = False
    initials: bool = False
    sitting: int | None = None
    empty: bool = False
    people: tuple[str, ...] = ()
    changed: bool = False
    printed: bool = False
    codes: bool = False
    plan: str = ""


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document as plain values. Nothing in it needs the session's file any more.

    `name` is that of its file, without an ending; `entries` how many lines, people or
    paragraphs it has; `missing` what it could not say, in words. `workbook` writes it as a
    workbook that can come back, where there is such a one.
    """

    key: str
    paper: Paper = field(repr=False)
    name: str
    languages: tuple[str, ...]
    entries: int
    missing: tuple[str, ...] = ()
    internal: bool = False
    workbook: Callable[[Path], None] | None = None
