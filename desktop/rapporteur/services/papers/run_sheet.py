"""The internal run sheet: what happens when, who speaks, what to think of. Not to be handed out.

It cannot be taken for the agenda: it says what it is on each page, in words and by its look, and
its file has another name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.domain.agenda import AGENDA_ITEM
from rapporteur.domain.agenda_tree import AgendaLine, SittingPlan
from rapporteur.domain.papers.sheet import PaperBand, PaperColumn, PaperRow, PaperSheet, SheetHead
from rapporteur.domain.timetable import span
from rapporteur.exchange.outgoing.paper_page import write_paper
from rapporteur.services import sessions, stored
from rapporteur.services.agenda.reading import agenda
from rapporteur.services.lists import titles
from rapporteur.services.papers.agenda import People, added_mark, no_items
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

TITLE = {"en": "Run sheet", "ru": "Рабочий план заседания"}
INTERNAL = {
    "en": "INTERNAL – not to be handed out",
    "ru": "ВНУТРЕННИЙ ДОКУМЕНТ – не для раздачи",
}
_IN_NAMES = {"en": "INTERNAL run sheet", "ru": "ВНУТРЕННИЙ рабочий план"}
_COLUMNS = (
    ({"en": "No.", "ru": "№"}, 8.0, True),
    ({"en": "From – to", "ru": "С – до"}, 14.0, True),
    ({"en": "Minutes: planned, with interpretation", "ru": "Минут: по плану, с переводом"},
     16.0, True),
    ({"en": "Item", "ru": "Пункт повестки дня"}, 44.0, False),
    ({"en": "Led by, speakers", "ru": "Ведут, выступают"}, 34.0, False),
    ({"en": "Remarks", "ru": "Примечания"}, 38.0, False),
    ({"en": "Notes", "ru": "Записи"}, 38.0, False),
)  # fmt: skip
_PARKED = {"en": "Not placed yet", "ru": "Вне заседаний"}
_NEEDED = {"en": "needs {0} of {1}", "ru": "требуется {0} из {1}"}
_OVER = {"en": "{} min TOO LONG", "ru": "ПРЕВЫШЕНИЕ {} мин"}
_LATE = {"en": "begins {} min after its fixed time", "ru": "на {} мин позже назначенного"}
_SPEAK = {"en": "Speakers: {}", "ru": "Выступают: {}"}


def run_sheet(db: Db, language: str = "", *, now: datetime | None = None) -> PaperSheet:
    """Everything the secretariat needs in the room, what is parked included.

    Raises UserError "export.no_agenda" where there is no item at all.
    """
    session = sessions.session(db)
    languages = languages_of(session, language)
    leading, moment = languages[0], moment_of(now)
    found = agenda(db)
    rows = _Rows(db, languages)
    parts: list[PaperBand | PaperRow] = []
    for plan in found.plans:
        parts.append(PaperBand(_sitting(plan, languages)))
        if plan.sitting["remarks"]:
            parts.append(PaperRow(("", "", "", "", "", plan.sitting["remarks"], "")))
        parts += [rows.row(line) for line in plan.all_lines()]
    if found.parked:
        parts.append(PaperBand(said(_PARKED, languages)))
        parts += [rows.row(line) for line in found.parked_lines()]
    if not any(isinstance(part, PaperRow) for part in parts):
        raise no_items()
    title = said(TITLE, languages)
    ordinal = titles.ordinal(session["ordinal"], leading)
    return PaperSheet(
        tab=titles.tab_name(_IN_NAMES.get(leading, _IN_NAMES["en"]), ()),
        head=SheetHead(
            language=leading,
            heading=heading_lines(session, languages),
            title=title,
            letter=(),
            footer=joined((ordinal, TITLE.get(leading, TITLE["en"])), " · "),
            made=moment,
        ),
        stamp=titles.stamp(session, moment, leading),
        columns=tuple(
            PaperColumn(said(words, languages, " /\n"), width, centred)
            for words, width, centred in _COLUMNS
        ),
        parts=tuple(parts),
        internal=said(INTERNAL, languages),
        indented=3,
    )


def export_run_sheet(db: Db, path: Path, language: str = "") -> int:
    """Write the run sheet to `path` and return how many items stand in it."""
    sheet = run_sheet(db, language)
    write_paper(path, [sheet])
    return sum(isinstance(part, PaperRow) and bool(part.cells[3]) for part in sheet.parts)


def run_sheet_name(db: Db, language: str = "", now: datetime | None = None) -> str:
    """A file name that says at its first look what must not be handed out."""
    session = sessions.session(db)
    leading = languages_of(session, language)[0]
    words = _IN_NAMES.get(leading, _IN_NAMES["en"])
    return paper_name(session, [words], moment_of(now), leading)


class _Rows:
    """Makes rows out of the lines of the agenda."""

    def __init__(self, db: Db, languages: Sequence[str]) -> None:
        self._languages = languages
        self._people = People(db, languages[0])
        self._speakers: dict[str, list[str]] = {}
        for speaker in stored.read(db, stored.SPEAKERS):
            name = self._people.name(speaker["delegate"]) or speaker["name"]
            if name:
                self._speakers.setdefault(speaker["agenda_item"], []).append(name)

    def row(self, line: AgendaLine) -> PaperRow:
        """One item with all that is known of it."""
        item = line.item
        title = joined(
            (texts_of(item, "title", self._languages), added_mark(line, self._languages)), "\n"
        )
        cells = (
            line.number,
            self._times(line),
            self._minutes(line),
            title,
            joined((self._people.leads(line), self._speaking(line)), "\n"),
            item["run_remarks"],
            item["notes"],
        )
        return PaperRow(cells, level=line.level - 1, strong=False)

    def _times(self, line: AgendaLine) -> str:
        hours = "–".join(part for part in (line.start, line.end) if part)
        late = _words(_LATE, self._languages).format(line.slot.late) if line.slot.late else ""
        over = _words(_OVER, self._languages).format(line.slot.over) if line.slot.over else ""
        return joined((hours, late, over, self._state(line)), "\n")

    def _state(self, line: AgendaLine) -> str:
        field = AGENDA_ITEM["state"]
        code = line.item["state"]
        return joined((field.shown(code, c) for c in self._languages), " / ") if code else ""

    def _minutes(self, line: AgendaLine) -> str:
        planned = line.item["planned_minutes"]
        real = str(line.slot.minutes) if line.slot.minutes else ""
        return joined((planned, real), " → ")

    def _speaking(self, line: AgendaLine) -> str:
        names = self._speakers.get(line.uuid, [])
        return _words(_SPEAK, self._languages).format(", ".join(names)) if names else ""


def _sitting(plan: SittingPlan, languages: Sequence[str]) -> str:
    """The sitting, and whether its items have room in it."""
    line = sitting_line(plan.sitting, languages)
    times = plan.times
    if times.length is None:
        return line
    needs = _words(_NEEDED, languages).format(span(times.needed), span(times.length))
    over = _words(_OVER, languages).format(times.over) if times.over else ""
    return f"{line} · {joined((needs, over), ', ')}"


def _words(words: Mapping[str, str], languages: Sequence[str]) -> str:
    """Words in the leading language: figures stand once."""
    return words.get(languages[0], words["en"])
