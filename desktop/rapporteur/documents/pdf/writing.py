"""Every paper of the session as pages, and as a PDF: one way in for whoever writes or prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from rapporteur.documents.pdf.cards import cards_printout
from rapporteur.documents.pdf.engine import Printout, write_pdf
from rapporteur.documents.pdf.note import note_printout
from rapporteur.documents.pdf.protocol import protocol_printout
from rapporteur.documents.pdf.seating import seating_printout
from rapporteur.documents.pdf.sheets import sheets_printout
from rapporteur.domain.papers.cards import CardSheet
from rapporteur.domain.papers.note import NotePaper
from rapporteur.domain.papers.page import PaperSize
from rapporteur.domain.papers.protocol import ProtocolPaper
from rapporteur.domain.papers.seating import SeatingPaper
from rapporteur.domain.papers.sheet import PaperSheet

Paper = Sequence[PaperSheet] | NotePaper | ProtocolPaper | CardSheet | SeatingPaper
"""What can be laid out in pages."""


def lay_out(
    paper: Paper,
    size: PaperSize = PaperSize.A4,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Printout:
    """The pages of `paper` on sheets of `size`.

    To be painted in the thread that laid them out: Qt's fonts belong to one thread. Raises
    `PrintingStopped` once `cancelled` answers True.
    """
    if isinstance(paper, NotePaper):
        return note_printout(paper, size)
    if isinstance(paper, ProtocolPaper):
        return protocol_printout(paper, size)
    if isinstance(paper, CardSheet):
        return cards_printout(paper, size)
    if isinstance(paper, SeatingPaper):
        return seating_printout(paper, size)
    return sheets_printout(paper, size, cancelled=cancelled)


def write(
    paper: Paper,
    path: Path,
    size: PaperSize = PaperSize.A4,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write `paper` to `path` as PDF and return the number of pages.

    Meant to be called within `replace_file`. Raises OSError where the file cannot be written,
    and `PrintingStopped` once `cancelled` answers True.
    """
    printout = lay_out(paper, size, cancelled=cancelled)
    write_pdf(printout, path, cancelled=cancelled)
    return len(printout.pages)
