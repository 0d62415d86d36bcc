"""The attendance sheet of a sitting: filled from what was noted, or empty to be filled by hand.

Names and posts stand as in the public list, by side in protocol order; nothing else about a
person goes onto the sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.domain.agenda import Sitting
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.meeting import ATTENDANCE, ATTENDANCE_STATES, Attendance
from rapporteur.domain.papers.sheet import PaperBand, PaperColumn, PaperRow, PaperSheet, SheetHead
from rapporteur.domain.roster_text import FULL_NAME, roster_text
from rapporteur.domain.sessions import Side
from rapporteur.exchange.outgoing.paper_page import write_paper
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.lists import titles
from rapporteur.services.papers.sittings import sitting_line, sitting_name
from rapporteur.services.papers.wording import (
    heading_lines,
    joined,
    languages_of,
    moment_of,
    paper_name,
    said,
)

TITLE = {"en": "Attendance", "ru": "Явочный лист"}
_COLUMNS = (
    ({"en": "No.", "ru": "№"}, 6.0, True),
    ({"en": "Name", "ru": "Фамилия, имя, отчество"}, 34.0, False),
    ({"en": "Designation, organisation", "ru": "Должность, организация"}, 48.0, False),
)
_SHORT = {  # what stands above the boxes
    "present": {"en": "Present", "ru": "Присут."},
    "absent": {"en": "Absent", "ru": "Отсут."},
    "excused": {"en": "Excused", "ru": "Уваж. причина"},
}
_FULL_BOX, _EMPTY_BOX = "☒", "☐"
_SIGNATURE = {"en": "Remarks, signature", "ru": "Примечания, подпись"}
_NOBODY = {"en": "not noted", "ru": "не отмечено"}
_TIMES = ("arrived", "left")


def attendance_sheets(
    db: Db,
    sitting: int | None = None,
    language: str = "",
    *,
    empty: bool = False,
    now: datetime | None = None,
) -> list[PaperSheet]:
    """One sheet for each sitting, or for the one with the number `sitting`, counted from 1.

    With `empty` nothing that was noted stands in it. Raises UserError "export.no_sitting".
    """
    session = sessions.session(db)
    languages = languages_of(session, language)
    moment = moment_of(now)
    sides = sessions.sides(db)
    people = {side.id: delegates.list_delegates(db, side.id, withdrawn=False) for side in sides}
    sheets: list[PaperSheet] = []
    for one in _chosen(db, sitting):
        noted: dict[int, Attendance] = {}
        if not empty:
            found = stored.read(db, stored.ATTENDANCES, sitting_id=one.id)
            noted = {record.delegate_id: record for record in found}
        parts: list[PaperBand | PaperRow] = []
        for side in sides:
            side_name = joined((titles.side_title(side, code) for code in languages), " / ")
            parts.append(PaperBand(_band(side_name, side, people, noted, languages)))
            parts += _rows(people[side.id], noted, languages[0], known=bool(noted))
        leading = languages[0]
        title = said(TITLE, languages)
        head = SheetHead(
            language=leading,
            heading=heading_lines(session, languages),
            title=joined((title, sitting_line(one, languages)), "\n"),
            letter=(),
            footer=joined(
                (titles.ordinal(session["ordinal"], leading), TITLE.get(leading, TITLE["en"]),
                 sitting_name(one, (leading,))), " · "),
            made=moment,
        )  # fmt: skip
        taken = [sheet.tab for sheet in sheets]
        sheets.append(
            PaperSheet(
                tab=titles.tab_name(sitting_name(one, (leading,)), taken),
                head=head,
                stamp="" if empty else titles.stamp(session, moment, leading),
                columns=_columns(languages),
                parts=tuple(parts),
                indented=1,
                tall=True,
            )
        )
    return sheets


def export_attendance(
    db: Db, path: Path, sitting: int | None = None, language: str = "", *, empty: bool = False
) -> int:
    """Write the sheets to `path` and return how many sittings they are of."""
    sheets = attendance_sheets(db, sitting, language, empty=empty)
    write_paper(path, sheets)
    return len(sheets)


def attendance_name(
    db: Db, sitting: int | None = None, language: str = "", now: datetime | None = None
) -> str:
    """A file name: session, paper, sitting where it is of one, day."""
    session = sessions.session(db)
    leading = languages_of(session, language)[0]
    named = sitting_name(_chosen(db, sitting)[0], (leading,)) if sitting is not None else ""
    words = TITLE.get(leading, TITLE["en"])
    return paper_name(session, [words, named], moment_of(now), leading)


def _chosen(db: Db, number: int | None) -> Sequence[Sitting]:
    found = stored.read(db, stored.SITTINGS)
    chosen = found if number is None else found[number - 1 : number] if number > 0 else []
    if not chosen:
        raise UserError(
            "export.no_sitting",
            "There is no sitting yet." if not found else f"There is no sitting {number}.",
            safe="No file was written.",
            advice="Enter the sittings with the agenda first."
            if not found
            else f"The sittings are numbered from 1 to {len(found)}.",
        )
    return chosen


def _columns(languages: Sequence[str]) -> tuple[PaperColumn, ...]:
    between = " /\n"
    boxes = (PaperColumn(said(_SHORT[state.code], languages, between), 11.0, centred=True)
             for state in ATTENDANCE_STATES)  # fmt: skip
    times = (
        PaperColumn(
            joined((ATTENDANCE[key].title(code) for code in languages), between), 10.0, centred=True
        )
        for key in _TIMES
    )
    return (
        *(PaperColumn(said(words, languages, between), width, centred)
          for words, width, centred in _COLUMNS),
        *boxes,
        *times,
        PaperColumn(said(_SIGNATURE, languages, between), 26.0),
    )  # fmt: skip


def _rows(
    people: Sequence[Delegate], noted: Mapping[int, Attendance], language: str, *, known: bool
) -> list[PaperRow]:
    """The people of one side; without anything noted, boxes to be ticked by hand."""
    rows = []
    for number, person in enumerate(people, 1):
        values = person.as_dict()
        name = roster_text(values, FULL_NAME, language, honorific=True)
        post = joined(
            (roster_text(values, key, language) for key in ("designation", "organisation")), ", "
        )
        record = noted.get(person.id)
        state = record["state"] if record is not None else ""
        boxes = (_FULL_BOX if state == s.code else _EMPTY_BOX for s in ATTENDANCE_STATES)
        times = (record[key] if record is not None else "" for key in _TIMES)
        remark = record["remarks"] if record is not None else ""
        cells = (str(number), name, post, *boxes, *times, remark)
        rows.append(PaperRow(cells, faint=known and state not in ("", "present")))
    return rows


def _band(
    name: str,
    side: Side,
    people: Mapping[int, Sequence[Delegate]],
    noted: Mapping[int, Attendance],
    languages: Sequence[str],
) -> str:
    """The side, with how many of it were there where anything was noted."""
    everybody = people[side.id]
    if not noted:
        return f"{name} · {len(everybody)}"
    states = Counter(noted[p.id]["state"] if p.id in noted else "" for p in everybody)
    parts = [
        f"{said(_words(state.code), languages)} {states[state.code]}" for state in ATTENDANCE_STATES
    ]
    if states[""]:
        parts.append(f"{said(_NOBODY, languages)} {states['']}")
    return f"{name} · {len(everybody)}: {', '.join(parts).lower()}"


def _words(code: str) -> Mapping[str, str]:
    found = next(state for state in ATTENDANCE_STATES if state.code == code)
    return {"en": found.label, "ru": found.label_ru}
