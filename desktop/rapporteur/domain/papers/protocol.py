"""The Session Protocol as it stands on paper, in the copy of one side.

Texts come in the order of the languages of the copy, and the sides in its order as well: in
the copy that a side keeps, that side comes first (the alternat). What order that is has been
decided by whoever composed the paper; a writer keeps to it and knows no sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from rapporteur.domain.papers.sheet import PaperSheet
from rapporteur.domain.papers.words import joined


class BlockKind(Enum):
    """What a block of the Protocol is; the styles of the document are named after it."""

    OPENING = "opening"  # without a number: held on, led by, composition, atmosphere
    HEADING = "heading"
    PARAGRAPH = "paragraph"  # with a number
    CLOSING = "closing"  # done at, on, in so many originals


class Layout(Enum):
    """How several languages stand in one document."""

    COLUMNS = "columns"  # beside each other, paragraph by paragraph
    SEQUENCE = "sequence"  # one whole text after the other


@dataclass(frozen=True, slots=True)
class ProtocolBlock:
    """One block in every language of the paper; "" where a language has no text yet.

    `number` is "" for what bears none. `notes` are the words of the working draft, such as
    "bracketed, proposed by the Indian Side"; "" in the clean version.
    """

    kind: BlockKind
    texts: tuple[str, ...] = field(repr=False)
    number: str = ""
    notes: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Where one side signs: per language the lines of the block, such as side, post, name."""

    lines: tuple[tuple[str, ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Annex:
    """An attachment on sheets of its own. `titles` per language, such as "Annex 1"."""

    titles: tuple[str, ...]
    sheets: tuple[PaperSheet, ...] = field(repr=False)

    def name_above(self, sheet: PaperSheet | None, languages: Sequence[str]) -> str:
        """What stands above a sheet: the title in its own language, or in all of `languages`."""
        if sheet is not None and sheet.head.language in languages:
            own = self.titles[languages.index(sheet.head.language)]
            if own:
                return own
        return joined(self.titles)


@dataclass(frozen=True, slots=True)
class ProtocolPaper:
    """The whole Protocol in one copy.

    `title` are per language the lines of the title. `draft` shows brackets and states, and says
    on each page that this is no signed text; `initials` leaves room for them on each page.
    `copy_of` says per language whose copy it is, "" in a draft that is nobody's.
    """

    languages: tuple[str, ...]
    layout: Layout
    title: tuple[tuple[str, ...], ...]
    blocks: tuple[ProtocolBlock, ...]
    signatures: tuple[SignatureBlock, SignatureBlock]
    annexes: tuple[Annex, ...]
    copy_of: tuple[str, ...]
    footer: str
    made: datetime
    draft: bool = False
    initials: bool = False
