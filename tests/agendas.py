"""An agenda for tests of the session day: ten items, the reports of four sub-groups below one."""

from __future__ import annotations

from rapporteur.domain.agenda import AgendaItem
from rapporteur.domain.editing import FieldEdit
from rapporteur.services import sessions, stored
from rapporteur.services.stored import (
    ACTION_ITEMS,
    AGENDA_ITEMS,
    MEETING_RECORDS,
    SITTINGS,
    SPEAKERS,
    SUB_GROUPS,
)
from rapporteur.services.workspace import Db

TITLES = (
    ("opening", "Opening remarks by the co-chairs", "Вступительное слово сопредседателей", 10),
    ("adoption", "Adoption of the agenda", "Утверждение повестки дня", 5),
    ("review", "Review of the implementation of the Protocol of the 10th Session",
     "О ходе выполнения Протокола 10-го заседания", 20),
    ("report", "Reports of the sub-groups", "Доклады подгрупп", 0),
    ("emerging", "Emerging areas of co-operation", "Новые направления сотрудничества", 15),
    ("presentation", "Presentations by industry", "Презентации компаний", 15),
    ("other", "Other matters", "Прочие вопросы", 5),
    ("next", "Date and place of the next session", "Время и место следующего заседания", 5),
    ("signing", "Adoption and signing of the Protocol", "Подписание Протокола", 10),
    ("closing", "Closing remarks", "Заключительное слово", 5),
)  # fmt: skip


def lay_agenda(db: Db, times: int = 1) -> list[AgendaItem]:
    """Replace whatever agenda there is by this one, `times` over; the items in their order."""
    for kind in (SPEAKERS, MEETING_RECORDS, ACTION_ITEMS):
        stored.remove(db, kind, [record.id for record in stored.read(db, kind)])
    old = stored.read(db, AGENDA_ITEMS)
    stored.remove(db, AGENDA_ITEMS, [i.id for i in old if i.parent_id is not None])
    stored.remove(db, AGENDA_ITEMS, [i.id for i in old if i.parent_id is None])
    stored.remove(db, SITTINGS, [sitting.id for sitting in stored.read(db, SITTINGS)])
    before = FieldEdit(sessions.session(db)["interpretation"], "")
    sessions.update_session(db, {"interpretation": before, "agenda_circulated": _not_yet(db)})
    groups = stored.read(db, SUB_GROUPS)
    found: list[AgendaItem] = []
    for _ in range(times):
        (sitting,) = stored.create(
            db, SITTINGS, [{"date": "2025-08-06", "start_time": "10:00", "end_time": "13:00"}]
        )
        for place, (kind, english, russian, minutes) in enumerate(TITLES, 1):
            values = {"kind": kind, "title_en": english, "title_ru": russian}
            if minutes:
                values["planned_minutes"] = str(minutes)
            heads = {"sitting_id": sitting.id, "parent_id": None, "position": place}
            (item,) = stored.create(db, AGENDA_ITEMS, [values], **heads)
            found.append(item)
            if kind == "report":
                rows = [
                    {
                        "kind": "report", "title_en": g["name_en"], "title_ru": g["name_ru"],
                        "sub_group": g.uuid, "planned_minutes": "15",
                    }
                    for g in groups
                ]  # fmt: skip
                heads = {"sitting_id": None, "parent_id": item.id, "position": 1}
                found += stored.create(db, AGENDA_ITEMS, rows, **heads)
    return found


def _not_yet(db: Db) -> FieldEdit:
    return FieldEdit(sessions.session(db)["agenda_circulated"], "")
