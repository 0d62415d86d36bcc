"""What a Protocol says that came back from the other side as a Word document.

Plain values: which text stands for which paragraph in which language, what has been added,
what was remarked. Nothing here has been compared with the file yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WordLine:
    """One paragraph of a Word document, tracked changes taken as they are proposed.

    `marks` and `remarks` are ranges in `text`: the name of a bookmark or the number of a
    comment, from, to. `table`, `row` and `cell` count from 1, 0 outside of tables. `inserted`
    and `deleted` are how many pieces change tracking put in and took out.
    """

    text: str = field(repr=False)
    style: str = ""
    table: int = 0
    row: int = 0
    cell: int = 0
    inserted: int = 0
    deleted: int = 0
    marks: tuple[tuple[str, int, int], ...] = ()
    remarks: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class WordRemark:
    """A comment of the document, by its number there."""

    number: str
    author: str = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A document as it was read. `notices` say what was left aside."""

    name: str
    sha256: str
    lines: tuple[WordLine, ...] = field(repr=False)
    remarks: tuple[WordRemark, ...] = field(default=(), repr=False)
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedText:
    """The text of one paragraph in one language; `uuid` is "" where no mark says which.

    `after` is the marked paragraph behind which it stands, in its language; "" at the
    beginning. `number` is what was typed before the text. `row` tells texts that stand beside
    each other in a table, 0 where there is none. `tracked` counts the changes that change
    tracking proposes. `sure` is False where the place alone says which paragraph it is.
    """

    language: str
    text: str = field(repr=False)
    uuid: str = ""
    after: str = ""
    number: str = ""
    heading: bool = False
    row: int = 0
    tracked: int = 0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class ReturnedRemark:
    """A comment in the margin; `quote` are the words it stands beside."""

    author: str = field(repr=False)
    text: str = field(repr=False)
    quote: str = field(default="", repr=False)
    uuid: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedProtocol:
    """A whole document. `marked` where it carries our marks; else every uuid is ""."""

    name: str
    sha256: str
    marked: bool
    texts: tuple[ReturnedText, ...] = field(repr=False)
    remarks: tuple[ReturnedRemark, ...] = field(default=(), repr=False)
    notices: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it has any text, in the order of the document."""
        return tuple(dict.fromkeys(one.language for one in self.texts))
