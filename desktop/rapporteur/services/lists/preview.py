"""How a list would look: the first few people as the roster prints them, and how wide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session as Db

from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.fields import Field, Kind
from rapporteur.exchange.outgoing.roster_page import column_widths, page_scale
from rapporteur.services import delegates, sessions
from rapporteur.services.lists import titles
from rapporteur.services.lists.exports import person_texts

PEOPLE = 5
_MEASURED = 50  # people; they decide how wide the columns stand


@dataclass(frozen=True, slots=True)
class ListPreview:
    """The head of a list. `widths` are in characters, `scale` in per cent of the full size on
    A4, 0 where the list takes several pages in width.
    """

    title: str
    columns: tuple[Field, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    scale: int


def list_preview(db: Db, columns: ColumnSet, language: str = "en") -> ListPreview:
    """The first people of the session in `columns`, those who have withdrawn left out.

    Only the top of the list is read, so that it is quick with any number of people.
    """
    fields = columns.columns()
    names = {side.id: side for side in sessions.sides(db)}
    people = delegates.list_delegates(db, first=_MEASURED, withdrawn=False)
    rows = []
    places: dict[int, int] = {}
    for person in people:
        place = places[person.side_id] = places.get(person.side_id, 0) + 1
        fixed = {"number": str(place), "side": names[person.side_id].name(language)}
        texts = person_texts(person, columns, fields, language, fixed)
        rows.append(tuple(_printed(f, t, language) for f, t in zip(fields, texts, strict=True)))
    headings = tuple(f.title(language) for f in fields)
    widths = column_widths(fields, headings, rows)
    first = names[people[0].side_id] if people else None
    parts = (titles.side_title(first, language) if first else "", columns.heading(language))
    return ListPreview(
        title=" · ".join(part for part in parts if part),
        columns=fields,
        headings=headings,
        rows=tuple(rows[:PEOPLE]),
        widths=tuple(widths),
        scale=page_scale(widths),
    )


def _printed(field: Field, text: str, language: str) -> str:
    """A canonical value as a spreadsheet shows it."""
    if field.kind is not Kind.DATE:
        return field.shown(text, language)
    try:
        return f"{date.fromisoformat(text):%d.%m.%Y}"
    except ValueError:
        return text
