"""Lists out of the session: which people, which columns, under which title.

Privacy is decided here and nowhere later: a column set hands out only the fields that it names
together with their class, and a field that nobody has classified into it stays behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.domain.clocks import today_of
from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Field
from rapporteur.domain.freezing import FrozenList
from rapporteur.domain.roster_text import roster_text
from rapporteur.domain.sessions import Side
from rapporteur.exchange.outgoing.roster import (
    Roster,
    RosterBand,
    RosterRow,
    RosterSheet,
    write_roster,
)
from rapporteur.services import delegates, sessions
from rapporteur.services.lists import references, titles
from rapporteur.services.lists.freezing import last_frozen, last_frozen_of, list_then


def roster_data(
    db: Db,
    columns: ColumnSet,
    side: str = "",
    language: str = "en",
    *,
    one_list: bool = False,
    withdrawn: bool = False,
    as_frozen: bool = False,
    now: datetime | None = None,
) -> Roster:
    """The list that a consumer gets, ready to be written.

    `side` is the code of one side; "" takes both, each on a sheet of its own, or with
    `one_list` under one title. People who have withdrawn stand in it only when asked for.
    With `as_frozen` each side stands as it did when it was last frozen, under the stamp of that
    moment; a list that is written as it is now says so where a frozen one exists. `now` (with
    a zone) is the moment of the stamp. Raises UserError "side.unknown", "export.nobody" or
    "freeze.none", ValueError where the set names a field it may not carry.
    """
    fields = columns.columns()
    session = sessions.session(db)
    chosen = _chosen(db, side)
    moment = now or datetime.now(UTC)
    frozen = _frozen(db, chosen) if as_frozen else {}
    bands = []
    for one in chosen:
        state = frozen.get(one.id)
        everybody = list_then(db, state) if state else delegates.list_delegates(db, one.id)
        people = [d for d in everybody if withdrawn or not d.withdrawn]
        marks = references.Marks.given_out(db, state.step if state else None)
        rows = _rows(people, marks, columns, one.name(language), language)
        bands.append(RosterBand(titles.side_title(one, language) if one_list else "", rows))
    listed = [(one, band) for one, band in zip(chosen, bands, strict=True) if band.rows]
    if not listed:
        raise UserError(
            "export.nobody",
            "There is nobody on the list.",
            safe="No file was written.",
            advice="Enter or import delegates first.",
        )
    heading = columns.heading(language)
    stamps = _stamps(db, [one for one, _ in listed], frozen, moment, language)
    if one_list:
        stamp = _joined(stamps, listed, language)
        tab = titles.tab_name(heading, ())
        sheets = [RosterSheet(tab, heading, tuple(band for _, band in listed), stamp)]
    else:
        sheets = _sheets(listed, heading, stamps, language)
    return Roster(
        language=language,
        heading=titles.session_lines(session, language),
        stamp=titles.stamp(session, moment, language),
        footer=f"{titles.ordinal(session['ordinal'], language)} · {heading}",
        made=moment,
        columns=fields,
        sheets=tuple(sheets),
        note=_note(columns),
    )


def export_roster(
    db: Db,
    path: Path,
    columns: ColumnSet,
    side: str = "",
    language: str = "en",
    *,
    one_list: bool = False,
    withdrawn: bool = False,
    as_frozen: bool = False,
) -> int:
    """Write a list to `path` and return how many people stand in it.

    Raises UserError "export.*"; a file that was there is then unchanged.
    """
    roster = roster_data(
        db, columns, side, language, one_list=one_list, withdrawn=withdrawn, as_frozen=as_frozen
    )  # fmt: skip
    write_roster(path, roster)
    return sum(sheet.people for sheet in roster.sheets)


def suggested_name(
    db: Db,
    columns: ColumnSet,
    side: str = "",
    language: str = "en",
    *,
    as_frozen: bool = False,
    today: date | None = None,
) -> str:
    """A file name for the list: session, side, set and day, allowed on every system.

    With `as_frozen` it says as of when, to the minute, in the place of the day.
    """
    session = sessions.session(db)
    chosen = _chosen(db, side)
    if as_frozen:
        moments = {one.at: None for one in _frozen(db, chosen).values()}
        shown = dict.fromkeys(titles.name_moment(session, at) for at in moments)
        last = f"{titles.AS_OF_IN_NAMES[language]} {', '.join(shown)}"
    else:
        last = str(today or today_of(session, datetime.now(UTC)))
    parts = [
        titles.ordinal(session["ordinal"], language),
        chosen[0].name(language) if side else "",
        columns.named(language),
        last,
    ]
    return titles.file_name(parts)


def _frozen(db: Db, chosen: Sequence[Side]) -> dict[int, FrozenList]:
    """The last freeze of each of these sides; UserError "freeze.none" where one has none."""
    return {one.id: last_frozen_of(db, one) for one in chosen}


def _stamps(
    db: Db,
    chosen: Sequence[Side],
    frozen: Mapping[int, FrozenList],
    moment: datetime,
    language: str,
) -> dict[int, str]:
    """As of when each side stands, where it is not simply the moment of the writing.

    A list as it is now is not to be taken for the frozen one of the same side.
    """
    session = sessions.session(db)
    found = {one: titles.frozen_stamp(session, state.at, language) for one, state in frozen.items()}
    known = last_frozen(db)
    for one in chosen:
        if one.id in known and one.id not in frozen:
            found[one.id] = titles.unfrozen_stamp(session, moment, language)
    return found


def _joined(
    stamps: Mapping[int, str], listed: Sequence[tuple[Side, RosterBand]], language: str
) -> str:
    """The stamps of both sides in one line; once where they are the same, or one has none."""
    each = [(side, stamps[side.id]) for side, _ in listed if side.id in stamps]
    if len({text for _, text in each}) < 2:
        return each[0][1] if each else ""
    return "; ".join(f"{titles.side_title(side, language)}: {text}" for side, text in each)


def _chosen(db: Db, code: str) -> tuple[Side, ...]:
    return (sessions.side_by_code(db, code),) if code else sessions.sides(db)


def _rows(
    people: Sequence[Delegate],
    marks: references.Marks,
    columns: ColumnSet,
    side: str,
    language: str,
) -> tuple[RosterRow, ...]:
    """The people of one side in their order, numbered from 1."""
    fields, rows = columns.columns(), []
    for number, person in enumerate(people, 1):
        fixed = {"number": str(number), "side": side}
        texts = person_texts(person, columns, fields, language, fixed)
        rows.append(RosterRow(marks.reference(person.uuid), texts))
    return tuple(rows)


def person_texts(
    person: Delegate,
    columns: ColumnSet,
    fields: Sequence[Field],
    language: str,
    fixed: Mapping[str, str],
) -> tuple[str, ...]:
    """What stands under `fields` for one person, in canonical form.

    `fixed` are the texts by field key that do not depend on who it is.
    """
    values = person.as_dict()
    keys = frozenset(columns.fields)
    return tuple(
        fixed[field.key]
        if field.key in fixed
        else roster_text(values, field.key, language, columns=keys, honorific=columns.honorific)
        for field in fields
    )


def _note(columns: ColumnSet) -> str:
    """What the properties of the file say: why it was handed out and how long it may be kept."""
    lines = (("Purpose", columns.purpose), ("Retention", columns.retention))
    return "\n".join(f"{label}: {text}" for label, text in lines if text)


def _sheets(
    listed: Sequence[tuple[Side, RosterBand]],
    heading: str,
    stamps: Mapping[int, str],
    language: str,
) -> list[RosterSheet]:
    taken: list[str] = []
    found = []
    for side, band in listed:
        taken.append(titles.tab_name(side.name(language), taken))
        title = f"{titles.side_title(side, language)} · {heading}"
        found.append(RosterSheet(taken[-1], title, (band,), stamps.get(side.id, "")))
    return found
