"""What the message bar says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from rapporteur.domain.errors import UserError


class Tone(Enum):
    """How loudly the message bar speaks."""

    DONE = "done"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """A message for the bar above the screen. `undo` offers to take the last step back;
    `file` is a file just written, which the bar offers to open, or its folder.
    """

    text: str
    tone: Tone = Tone.INFO
    undo: bool = False
    file: Path | None = None

    @staticmethod
    def of(error: UserError, more: str = "") -> Notice:
        """A refusal, each of its sentences on a line of its own."""
        lines = (error.message, error.safe, error.advice, more)
        return Notice("\n".join(line for line in lines if line), Tone.ERROR)
