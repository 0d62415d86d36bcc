"""Lists of delegates as papers: the list that a workbook holds, to be printed and signed.

Who stands in it, under which columns and in which order is decided in `services/lists`; nothing
is added here and nothing is left out. A list with private data says on each page that it holds
them, whom it is for, and how long it may be kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.fields import Field, Kind
from rapporteur.domain.papers.sheet import PaperBand, PaperColumn, PaperRow, PaperSheet, SheetHead
from rapporteur.exchange.outgoing.roster import Roster, RosterSheet
from rapporteur.services.lists import titles
from rapporteur.services.lists.exports import roster_data

PERSONAL = {
    "en": "PERSONAL DATA – only for the stated purpose",
    "ru": "ПЕРСОНАЛЬНЫЕ ДАННЫЕ – только для указанной цели",
    "hi": "व्यक्तिगत जानकारी – केवल बताए गए प्रयोजन के लिए",
}
_PURPOSE = {"en": "Purpose: {}", "ru": "Назначение: {}", "hi": "प्रयोजन: {}"}
_RETENTION = {"en": "To be kept: {}", "ru": "Хранение: {}", "hi": "रखने की अवधि: {}"}

_PORTRAIT = 130.0  # characters; what is wider is printed across the sheet
_READABLE = 225.0  # characters; wider than that no sheet can be read
_REPEATED = 2  # columns at the beginning of each sheet of a list that is cut
_CENTRED = frozenset({Kind.NUMBER, Kind.DATE, Kind.TIME})
_NARROW = {Kind.DATE: 11.0, Kind.TIME: 8.0}
_LEAST = 5.0  # characters; a heading has room below it


def roster_sheets(
    db: Db,
    columns: ColumnSet,
    side: str = "",
    languages: Sequence[str] = ("en",),
    *,
    one_list: bool = False,
    withdrawn: bool = False,
    as_frozen: bool = False,
    now: datetime | None = None,
) -> list[PaperSheet]:
    """The list, one sheet for each side (or one with both), language after language.

    The arguments are those of `roster_data`, and so are the errors.
    """
    sheets: list[PaperSheet] = []
    for language in languages:
        roster = roster_data(
            db, columns, side, language,
            one_list=one_list, withdrawn=withdrawn, as_frozen=as_frozen, now=now,
        )  # fmt: skip
        sheets += as_sheets(roster, columns, [sheet.tab for sheet in sheets])
    return sheets


def as_sheets(roster: Roster, columns: ColumnSet, taken: Sequence[str] = ()) -> list[PaperSheet]:
    """The sheets of a list as they stand on paper; `taken` are tabs that are not to be used."""
    found: list[PaperSheet] = []
    cuts = _cuts([_column(field, roster.language) for field in roster.columns])
    for sheet in roster.sheets:
        for at, cut in enumerate(cuts, 1):
            tab = titles.tab_name(sheet.name, [*taken, *(one.tab for one in found)])
            number = f" ({at}/{len(cuts)})" if len(cuts) > 1 else ""
            made = _sheet(roster, sheet, columns, cut)
            head = replace(made.head, title=sheet.title + number)
            found.append(replace(made, tab=tab, head=head))
    return found


def _cuts(columns: Sequence[PaperColumn]) -> list[tuple[int, ...]]:
    """The columns that stand on one sheet, by their place.

    What nobody could read across one sheet is cut into several, each beginning with the same
    two columns: mostly number and name.
    """
    if sum(column.width for column in columns) <= _READABLE or len(columns) <= _REPEATED:
        return [tuple(range(len(columns)))]
    repeated = tuple(range(_REPEATED))
    room = _READABLE - sum(columns[at].width for at in repeated)
    cuts: list[tuple[int, ...]] = []
    cut: list[int] = []
    used = 0.0
    for at in range(_REPEATED, len(columns)):
        width = columns[at].width
        if cut and used + width > room:
            cuts.append((*repeated, *cut))
            cut, used = [], 0.0
        cut.append(at)
        used += width
    return [*cuts, (*repeated, *cut)]


def _sheet(
    roster: Roster, sheet: RosterSheet, columns: ColumnSet, cut: Sequence[int]
) -> PaperSheet:
    language = roster.language
    private = bool(columns.private_classes())
    fields = [roster.columns[at] for at in cut]
    parts: list[PaperBand | PaperRow] = []
    for band in sheet.bands:
        if band.title:
            parts.append(PaperBand(band.title))
        parts += [
            PaperRow(_texts([row.values[at] for at in cut], fields, language)) for row in band.rows
        ]
    shown = tuple(_column(field, language) for field in fields)
    return PaperSheet(
        tab=sheet.name,
        head=SheetHead(
            language=language,
            heading=tuple(line for line in roster.heading if line),
            title=sheet.title,
            letter=_purpose(columns, language) if private else (),
            footer=roster.footer,
            made=roster.made,
        ),
        stamp=sheet.stamp or roster.stamp,
        columns=shown,
        parts=tuple(parts),
        internal=_words(PERSONAL, language) if private else "",
        portrait=sum(column.width for column in shown) <= _PORTRAIT,
    )


def _column(field: Field, language: str) -> PaperColumn:
    heading = field.title(language)
    longest = max((len(word) for word in heading.split()), default=0)
    width = max(_NARROW.get(field.kind, float(field.width)), float(longest), _LEAST)
    return PaperColumn(heading, width, centred=field.kind in _CENTRED)


def _texts(values: Sequence[str], columns: Sequence[Field], language: str) -> tuple[str, ...]:
    return tuple(
        _day(value) if field.kind is Kind.DATE else field.shown(value, language)
        for field, value in zip(columns, values, strict=True)
    )


def _day(value: str) -> str:
    """A date as the workbook shows it, 05.03.1980; what is no date stays as it is."""
    try:
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    except ValueError:
        return value


def _purpose(columns: ColumnSet, language: str) -> tuple[str, ...]:
    lines = ((_PURPOSE, columns.purpose), (_RETENTION, columns.retention))
    return tuple(_words(words, language).format(text) for words, text in lines if text)


def _words(words: Mapping[str, str], language: str) -> str:
    return words.get(language, words["en"])
