"""The action table as a paper: who does what by when, and how far it is.

The same lines as in the workbook that goes to the bodies, without the cells to be filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.papers.sheet import PaperColumn, PaperRow, PaperSheet
from rapporteur.exchange.implementation import marks
from rapporteur.exchange.outgoing.implementation_table import (
    ActionLine,
    ImplementationTable,
    due_text,
    heading,
)
from rapporteur.services import sessions
from rapporteur.services.implementation.tables import TITLE, body_table, whole_table
from rapporteur.services.papers.wording import (
    languages_of,
    moment_of,
    paper_name,
)

_COLUMNS = (
    (marks.NUMBER, 8.0, True),
    (marks.TEXT, 48.0, False),
    (marks.RESPONSIBLE, 34.0, False),
    (marks.DUE, 16.0, True),
    (marks.STATUS, 15.0, True),
    (marks.REPORTED, 38.0, False),
)


def action_sheet(
    db: Db,
    language: str = "",
    *,
    body: str = "",
    closed: bool = True,
    first: str = "",
    late: bool = True,
    now: datetime | None = None,
) -> PaperSheet:
    """All action items, or those of the body with the key `body`. UserError "export.no_actions".

    Items that are `closed` stand in it unless told otherwise. In the table of all, who is
    responsible on the side with the code `first` stands first. With `late` what is overdue says so.
    """
    if body:
        return as_sheet(body_table(db, body, language, closed=closed, now=now), late=late)
    return as_sheet(whole_table(db, language, closed=closed, first=first, now=now), late=late)


def as_sheet(table: ImplementationTable, *, late: bool = True) -> PaperSheet:
    """The table as it stands on paper; with `late` what is overdue says so in words.

    In a paper that is signed and kept, lateness on the day of printing has no place.
    """
    lines = table.lines if late else [replace(line, overdue=False) for line in table.lines]
    return PaperSheet(
        tab=table.tab,
        head=replace(table.head, letter=()),
        stamp=table.stamp,
        columns=tuple(
            PaperColumn(heading(key, table.languages), width, centred)
            for key, width, centred in _COLUMNS
        ),
        parts=tuple(_row(line, table.languages) for line in lines),
    )


def action_name(db: Db, language: str = "", now: datetime | None = None) -> str:
    """A file name: session, paper, day."""
    session = sessions.session(db)
    leading = languages_of(session, language)[0]
    return paper_name(session, [TITLE.get(leading, TITLE["en"])], moment_of(now), leading)


def _row(line: ActionLine, languages: Sequence[str]) -> PaperRow:
    texts = {
        marks.NUMBER: line.number,
        marks.TEXT: line.text,
        marks.RESPONSIBLE: line.responsible,
        marks.DUE: due_text(line, languages),
        marks.STATUS: line.status,
        marks.REPORTED: line.reported,
    }
    return PaperRow(tuple(texts[key] for key, _, _ in _COLUMNS))
