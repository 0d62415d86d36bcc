"""The public agenda: numbers, titles, times, rooms and who leads; and nothing that is internal.

Privacy is decided here and nowhere later: what goes into a cell is named field by field, each
through `_public`, which refuses every field that is not public.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.domain.agenda_tree import Agenda, AgendaLine
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Privacy, Record
from rapporteur.domain.papers.sheet import PaperBand, PaperColumn, PaperRow, PaperSheet, SheetHead
from rapporteur.domain.roster_text import FULL_NAME, roster_text
from rapporteur.domain.sessions import Side
from rapporteur.exchange.outgoing.paper_page import write_paper
from rapporteur.services import delegates, sessions
from rapporteur.services.agenda.reading import agenda
from rapporteur.services.lists import titles
from rapporteur.services.papers.sittings import sitting_line
from rapporteur.services.papers.wording import (
    heading_lines,
    joined,
    languages_of,
    moment_of,
    paper_name,
    said,
    texts_of,
)

TITLE = {"en": "Agenda", "ru": "Повестка дня"}
ADDED = {"en": "added", "ru": "включён дополнительно"}
_NUMBER = {"en": "No.", "ru": "№"}
_TIME = {"en": "Time", "ru": "Время"}
_ITEM = {"en": "Item", "ru": "Пункт повестки дня"}
_LEADS = {"en": "Led by", "ru": "Ведут"}


def public_agenda(
    db: Db, language: str = "", *, first: str = "", now: datetime | None = None
) -> PaperSheet:
    """The agenda as anybody may see it, the leads of the side with the code `first` first.

    UserError "export.no_agenda" where no item is placed.
    """
    session = sessions.session(db)
    languages = languages_of(session, language)
    leading, moment = languages[0], moment_of(now)
    found = placed_agenda(db)
    people = People(db, leading, first)
    parts: list[PaperBand | PaperRow] = []
    for plan in found.plans:
        parts.append(PaperBand(sitting_line(plan.sitting, languages)))
        parts += [_row(line, people, languages) for line in plan.all_lines()]
    between = " /\n"
    return PaperSheet(
        tab=titles.tab_name(TITLE.get(leading, TITLE["en"]), ()),
        head=SheetHead(
            language=leading,
            heading=heading_lines(session, languages),
            title=said(TITLE, languages),
            letter=(),
            footer=joined(
                (titles.ordinal(session["ordinal"], leading), TITLE.get(leading, TITLE["en"])),
                " · ",
            ),
            made=moment,
        ),
        stamp=titles.stamp(session, moment, leading),
        columns=(
            PaperColumn(said(_NUMBER, languages, between), 8.0, centred=True),
            PaperColumn(said(_TIME, languages, between), 9.0, centred=True),
            PaperColumn(said(_ITEM, languages, between), 48.0),
            PaperColumn(said(_LEADS, languages, between), 36.0),
        ),
        parts=tuple(parts),
        portrait=True,
        indented=2,
    )


def export_agenda(db: Db, path: Path, language: str = "") -> int:
    """Write the public agenda to `path` and return how many items stand in it."""
    sheet = public_agenda(db, language)
    write_paper(path, [sheet])
    return sum(isinstance(part, PaperRow) for part in sheet.parts)


def agenda_name(db: Db, language: str = "", now: datetime | None = None) -> str:
    """A file name: session, paper, day."""
    session = sessions.session(db)
    leading = languages_of(session, language)[0]
    return paper_name(session, [TITLE.get(leading, TITLE["en"])], moment_of(now), leading)


def placed_agenda(db: Db) -> Agenda:
    """The agenda; UserError "export.no_agenda" where no item stands in a sitting."""
    found = agenda(db)
    if not any(True for _ in found.lines()):
        raise no_items()
    return found


def no_items() -> UserError:
    """What is said where there is nothing to write."""
    return UserError(
        "export.no_agenda",
        "The agenda has no item in a sitting yet.",
        safe="No file was written.",
        advice="Enter the items of the agenda first, and place them in a sitting.",
    )


class People:
    """Who leads an item: delegates who are coming, as the list in `language` writes them."""

    def __init__(self, db: Db, language: str, first: str = "") -> None:
        self._sides: Sequence[Side] = sessions.sides_from(db, first)
        self._language = language
        self._names: Mapping[str, str] = {
            person.uuid: roster_text(person.as_dict(), FULL_NAME, language, honorific=True)
            for person in delegates.list_delegates(db, withdrawn=False)
        }

    def name(self, uuid: str) -> str:
        """The name of a delegate; "" for nobody, and for somebody who is not coming."""
        return self._names.get(uuid, "")

    def leads(self, line: AgendaLine) -> str:
        """The leads of both sides, the one of the first side first, then who presents."""
        found = []
        for side in self._sides:
            key = "lead_first" if side.position == 1 else "lead_second"
            if name := self.name(_public(line.item, key)):
                found.append(f"{name} ({side.name(self._language)})")
        return joined((*found, _public(line.item, "presenters")), "\n")


def added_mark(line: AgendaLine, languages: Sequence[str]) -> str:
    """What says that an item was added after the circulation; "" for the others."""
    return f"[{said(ADDED, languages)}]" if line.late else ""


def _row(line: AgendaLine, people: People, languages: Sequence[str]) -> PaperRow:
    title = texts_of(line.item, "title", languages)
    item = joined((title, added_mark(line, languages)), "\n")
    cells = (line.number, line.start, item, people.leads(line))
    return PaperRow(cells, level=line.level - 1, strong=line.level == 1)


def _public(record: Record, key: str) -> str:
    """The value of a field that anybody may see; ValueError for any other."""
    if record.catalogue[key].privacy is not Privacy.PUBLIC:
        raise ValueError(f"{record.catalogue.entity}.{key} is not public")
    return record[key]
