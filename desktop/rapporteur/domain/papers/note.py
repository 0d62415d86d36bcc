"""A paper of running text in one language: the press note, the report to the Commission."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


class NoteStyle(Enum):
    """How a piece of a note stands on the page."""

    HEADING = "heading"
    BODY = "body"
    ITEM = "item"  # of a list, with a dash
    SMALL = "small"  # such as the words below the last line


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """One paragraph of a note."""

    style: NoteStyle
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NotePaper:
    """A whole note. `heading` are the lines above the title, the body and its session.

    `footer` goes on each page; `made` is when, with a zone.
    """

    language: str
    heading: tuple[str, ...]
    title: str
    blocks: tuple[NoteBlock, ...]
    footer: str
    made: datetime
