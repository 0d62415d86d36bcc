"""Writing a document: one way in for every format, and no file overwritten that somebody edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rapporteur.documents.marks import mark_pdf, untouched
from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.cards import CardSheet
from rapporteur.domain.papers.note import NotePaper
from rapporteur.domain.papers.page import PaperSize
from rapporteur.domain.papers.protocol import ProtocolPaper
from rapporteur.domain.papers.seating import SeatingPaper
from rapporteur.domain.papers.sheet import PaperSheet
from rapporteur.exchange.outgoing.output import DamagedOutputError, refuse_target, replace_file
from rapporteur.exchange.outgoing.paper_page import write_paper
from rapporteur.services.documents.options import DOCX, PDF, XLSX, MadeDocument

_MOST_NAMES = 999  # tried beside a file that is not to be overwritten


@dataclass(frozen=True, slots=True)
class Written:
    """Where a document was written. `reason` says why not where it was wanted, "" if it was.

    `pages` are counted for a PDF; 0 where the program that opens the document counts them.
    """

    path: Path
    reason: str = ""
    pages: int = 0


def write(
    made: MadeDocument,
    target: Path,
    *,
    template: Path | None = None,
    size: PaperSize = PaperSize.A4,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Write `made` as the ending of `target` says: .docx, .pdf or .xlsx.

    A file that is there is replaced only where it is ours and nobody has changed it; otherwise
    the document is written beside it under the next free name. `template` is an official's own,
    for Word alone. Needs no session file, so that it may run beside the window's work. Raises
    UserError "document.format", "template.*" and "export.*"; what was there is then unchanged.
    """
    pages: list[int] = []
    pdf = partial(_write_pdf, made, size=size, cancelled=cancelled, pages=pages)
    write_to = _writer(made, target, template, size, pdf)
    refuse_target(target)
    path = free_place(target)
    if _ending(target) == XLSX:
        write_to(path)  # workbooks are written whole or not at all by themselves
    else:
        replace_file(path, write_to, _check_pdf if _ending(target) == PDF else _check_word)
    reason = ""
    if path != target:
        reason = (
            f"{target.name} was edited after it was written, or is not ours; it was left as it is, "
            f"and the new one stands beside it as {path.name}."
        )
    return Written(path, reason, sum(pages))


def _ending(path: Path) -> str:
    return path.suffix.casefold().removeprefix(".")


def free_place(target: Path) -> Path:
    """`target` where nothing is there or nobody has touched it, else the next name beside it."""
    for number in range(1, _MOST_NAMES):
        name = target.name if number == 1 else f"{target.stem} ({number}){target.suffix}"
        path = target.with_name(name)
        if not path.exists() or untouched(path):
            return path
    raise UserError(
        "document.names",
        f"There are {_MOST_NAMES} files named like {target.name} already.",
        safe="None of them was changed.",
        advice="Choose another name or another folder.",
    )


def _writer(
    made: MadeDocument,
    target: Path,
    template: Path | None,
    size: PaperSize,
    pdf: Callable[[Path], None],
) -> Callable[[Path], None]:
    """What writes this document in the format of `target`. UserError "document.format"."""
    ending, paper = _ending(target), made.paper
    if template is not None and ending != DOCX:
        raise _no_format("A template is for Word documents.", "Choose a name that ends in .docx.")
    if ending == PDF:
        return pdf
    if ending == DOCX and not isinstance(paper, CardSheet | SeatingPaper):
        return partial(_write_word, paper, template=template, size=size)
    if ending == XLSX and not isinstance(
        paper, CardSheet | SeatingPaper | NotePaper | ProtocolPaper
    ):
        return made.workbook or partial(write_paper, sheets=paper)
    raise _no_format(
        f"This document is not written as .{ending}." if ending else "The name has no ending.",
        "Choose a name that ends in .docx or .pdf; lists may end in .xlsx as well.",
    )


def _write_word(
    paper: Sequence[PaperSheet] | NotePaper | ProtocolPaper,
    path: Path,
    *,
    template: Path | None,
    size: PaperSize,
) -> None:
    # Word's libraries are heavy, and the window starts without them.
    if isinstance(paper, NotePaper):
        from rapporteur.documents.word.note import write_note  # noqa: PLC0415

        write_note(paper, path, template, size=size)
    elif isinstance(paper, ProtocolPaper):
        from rapporteur.documents.word.protocol import write_protocol  # noqa: PLC0415

        write_protocol(paper, path, template, size=size)
    else:
        from rapporteur.documents.word.sheets import write_sheets  # noqa: PLC0415

        write_sheets(paper, path, template, size=size)


def _write_pdf(
    made: MadeDocument,
    path: Path,
    *,
    size: PaperSize,
    cancelled: Callable[[], bool],
    pages: list[int],
) -> None:
    """Write the pages; how many there are goes into `pages`."""
    # Qt paints the pages; the command line starts without it.
    from rapporteur.documents.pdf.writing import write as write_pages  # noqa: PLC0415

    pages.append(write_pages(made.paper, path, size, cancelled=cancelled))
    mark_pdf(path)


def _check_word(path: Path) -> None:
    from rapporteur.documents.word.check import damage  # noqa: PLC0415 - as above

    if found := damage(path, ()):
        raise DamagedOutputError(found)


def _check_pdf(path: Path) -> None:
    content = path.read_bytes()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-1024:]:
        raise DamagedOutputError("it is no PDF")


def _no_format(message: str, advice: str) -> UserError:
    return UserError("document.format", message, safe="No file was written.", advice=advice)
