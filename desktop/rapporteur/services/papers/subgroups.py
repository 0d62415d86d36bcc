"""What the sub-groups report, one sheet for each: the form that they filled, as a paper.

The state of an update, who was reminded and the secretariat's remarks stay behind: only fields
that anybody may see stand in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.errors import UserError
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.papers.sheet import PaperBand, PaperColumn, PaperRow, PaperSheet, SheetHead
from rapporteur.domain.sessions import Session, split_list
from rapporteur.domain.subgroups import UPDATE, UPDATE_PARTS, SubGroup, SubGroupUpdate
from rapporteur.services import sessions, stored
from rapporteur.services.lists import titles
from rapporteur.services.papers.agenda import People
from rapporteur.services.papers.wording import (
    heading_lines,
    joined,
    languages_of,
    moment_of,
    paper_name,
    said,
    texts_of,
)
from rapporteur.services.subgroups import updates

TITLE = {"en": "Sub-group update", "ru": "Информация подгруппы"}
_ALL = {"en": "Sub-group updates", "ru": "Информация подгрупп"}
_PART = {"en": "Part", "ru": "Раздел"}
_TOPICS = {"en": "Topics", "ru": "Темы"}
_LEADS = {"en": "Co-leads", "ru": "Соруководители"}


def sub_group_sheets(
    db: Db, language: str = "", *, group: int | None = None, now: datetime | None = None
) -> list[PaperSheet]:
    """One sheet for each sub-group, or for the one with the id `group`.

    Parts without a text stand there empty, to be written in. UserError "export.no_sub_groups".
    """
    session = sessions.session(db)
    languages = languages_of(session, language)
    groups = [one for one in sessions.sub_groups(db) if group in (None, one.id)]
    if not groups:
        raise UserError(
            "export.no_sub_groups",
            "There is no sub-group to write about.",
            safe="No file was written.",
            advice="Enter the sub-groups first.",
        )
    forms = _Forms(db, session, languages, moment_of(now))
    sheets: list[PaperSheet] = []
    for one in groups:
        sheets.append(forms.sheet(one, [sheet.tab for sheet in sheets]))
    return sheets


def sub_groups_name(db: Db, language: str = "", now: datetime | None = None) -> str:
    """A file name: session, paper, day."""
    session = sessions.session(db)
    leading = languages_of(session, language)[0]
    return paper_name(session, [_ALL.get(leading, _ALL["en"])], moment_of(now), leading)


class _Forms:
    """Everything that the forms need, read once."""

    def __init__(
        self, db: Db, session: Session, languages: tuple[str, ...], moment: datetime
    ) -> None:
        self._session = session
        self._languages = languages
        self._moment = moment
        self._sides = sessions.sides(db)
        self._people = {code: People(db, code) for code in languages}
        self._updates = updates.all_of_this_session(db)
        self._all_topics = stored.read(db, stored.TOPICS)

    def sheet(self, group: SubGroup, taken: Sequence[str]) -> PaperSheet:
        """The form of one sub-group."""
        leading = self._languages[0]
        words = {choice.code: choice for choice in LANGUAGES}
        share = 96.0 / len(self._languages)
        return PaperSheet(
            tab=titles.tab_name(group.name(leading), taken),
            head=SheetHead(
                language=leading,
                heading=heading_lines(self._session, self._languages),
                title=joined(
                    (said(TITLE, self._languages), texts_of(group, "name", self._languages, " / ")),
                    "\n",
                ),
                letter=(),
                footer=joined(
                    (titles.ordinal(self._session["ordinal"], leading), _ALL.get(leading,
                     _ALL["en"])), " · "),
                made=self._moment,
            ),
            stamp=titles.stamp(self._session, self._moment, leading),
            columns=(
                PaperColumn(said(_PART, self._languages, " /\n"), 24.0),
                *(PaperColumn(words[code].text(leading) if code in words else code, share)
                  for code in self._languages),
            ),
            parts=tuple(self._rows(group)),
            portrait=len(self._languages) == 1,
            tall=True,
        )  # fmt: skip

    def _rows(self, group: SubGroup) -> list[PaperBand | PaperRow]:
        held = self._updates.get(group.id)
        met = held["met_on"] if held else ""
        rows: list[PaperBand | PaperRow] = [
            PaperRow((self._title("met_on"), *(met for _ in self._languages))),
            self._row(_LEADS, [self._leads(group, held, code) for code in self._languages]),
            self._row(_TOPICS, [self._topics(group, held, code) for code in self._languages]),
        ]
        for part in UPDATE_PARTS:
            texts = (held[f"{part}_{code}"] if held else "" for code in self._languages)
            rows.append(PaperRow((self._title(f"{part}_en"), *texts)))
        return rows

    def _row(self, words: Mapping[str, str], texts: Sequence[str]) -> PaperRow:
        return PaperRow((said(words, self._languages, " /\n"), *texts))

    def _title(self, key: str) -> str:
        field = UPDATE[key]
        return joined(
            (field.title(code).rpartition(" (")[0] or field.title(code)
             for code in self._languages), " /\n")  # fmt: skip

    def _leads(self, group: SubGroup, held: SubGroupUpdate | None, language: str) -> str:
        if held and held["leads"]:
            return held["leads"]
        found = []
        for side, key in zip(self._sides, ("lead_first", "lead_second"), strict=True):
            if name := self._people[language].name(group[key]):
                found.append(f"{name} ({side.name(language)})")
        return "\n".join(found)

    def _topics(self, group: SubGroup, held: SubGroupUpdate | None, language: str) -> str:
        """The topics that were reported on, else those of the sub-group, in `language`."""
        own = [one for one in self._all_topics if one["sub_group"] == group.uuid]
        if not held or not held["topics"]:
            return "\n".join(one.text("title", language) for one in own)
        known = {one["title_en"]: one.text("title", language) for one in self._all_topics}
        return "\n".join(known.get(name, name) for name in split_list(held["topics"]))
