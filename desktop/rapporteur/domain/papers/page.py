"""The sheet of paper that a document is printed on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class PaperSize(Enum):
    """The two sizes that offices have, by the name under which a choice is remembered."""

    A4 = "A4"
    LETTER = "Letter"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height, upright."""
        return (210.0, 297.0) if self is PaperSize.A4 else (215.9, 279.4)


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page: its size, which way it lies, and its margins in millimetres."""

    size: PaperSize = PaperSize.A4
    landscape: bool = False
    left: float = 20.0
    top: float = 20.0
    right: float = 20.0
    bottom: float = 20.0

    @property
    def width(self) -> float:
        """Of the sheet as it lies, in millimetres."""
        return self.size.millimetres[1 if self.landscape else 0]

    @property
    def height(self) -> float:
        """Of the sheet as it lies, in millimetres."""
        return self.size.millimetres[0 if self.landscape else 1]
