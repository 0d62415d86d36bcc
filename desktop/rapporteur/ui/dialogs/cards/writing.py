"""Cards and plans written as PDF: laid out and written in one thread, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rapporteur.documents.pdf.engine import Printout, write_pdf
from rapporteur.exchange.outgoing.output import DamagedOutputError, replace_file


def write_cards(path: Path, making: Callable[[], Printout]) -> None:
    """Lay out what `making` makes and write it; what was at `path` stays until it is whole.

    Raises UserError "export.*".
    """
    printout = making()
    replace_file(path, lambda part: write_pdf(printout, part), _check)


def _check(path: Path) -> None:
    whole = path.read_bytes()
    if not whole.startswith(b"%PDF-") or not whole.rstrip().endswith(b"%%EOF"):
        raise DamagedOutputError("it is no whole PDF")
