"""The agenda: sittings, items and sub-items, with their numbers and times.

Numbers are computed from the order until the agenda has been circulated, then frozen in the
items' `number`. Fields whose privacy is INTERNAL belong to the run sheet and never stand in the
public agenda.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapporteur.domain.fields import Catalogue, Choice, Field, Group, Kind, Privacy, Record
from rapporteur.domain.languages import per_language

PLANNED = ""
CURRENT = "current"
DONE = "done"
POSTPONED = "postponed"

ITEM_KINDS = (
    Choice("opening", "Opening", "Открытие"),
    Choice("adoption", "Adoption of the agenda", "Утверждение повестки дня"),
    Choice("review", "Review of the previous Protocol", "Ход выполнения предыдущего Протокола"),
    Choice("report", "Report of a sub-group", "Доклад подгруппы"),
    Choice("emerging", "Emerging area", "Новое направление"),
    Choice("presentation", "Industry presentation", "Презентация компании"),
    Choice("other", "Other matters", "Прочее"),
    Choice("next", "Next session", "Следующее заседание"),
    Choice("signing", "Signing of the Protocol", "Подписание Протокола"),
    Choice("closing", "Closing", "Закрытие"),
)

ITEM_STATES = (
    Choice(CURRENT, "Being discussed", "Обсуждается"),
    Choice(DONE, "Done", "Рассмотрен"),
    Choice(POSTPONED, "Postponed", "Отложен"),
)

INTERPRETATIONS = (
    Choice("consecutive", "Consecutive", "Последовательный перевод"),
    Choice("none", "None needed", "Без перевода"),
)

SITTING = Catalogue(
    "sitting",
    (
        Group("sitting", "Sitting", "Заседание"),
        Group("remarks", "Remarks", "Примечания"),
    ),
    (
        *per_language("title", "Title", "Название", "sitting", width=28),
        Field("date", "Day", "День", "sitting", Kind.DATE, width=12),
        Field("start_time", "Start", "Начало", "sitting", Kind.TIME, width=8),
        Field("end_time", "End", "Окончание", "sitting", Kind.TIME, width=8),
        *per_language("room", "Room", "Зал", "sitting", width=24),
        Field("remarks", "Remarks", "Примечания", "remarks", Kind.LONG, width=48,
              privacy=Privacy.INTERNAL),
    ),
)  # fmt: skip

AGENDA_ITEM = Catalogue(
    "agenda_item",
    (
        Group("item", "Item", "Пункт"),
        Group("people", "Who leads it", "Кто ведёт"),
        Group("time", "Time", "Время"),
        Group("internal", "Run sheet (internal)", "Рабочий план (внутренний)"),
        Group("run", "On the day (internal)", "В ходе заседания (внутреннее)"),
    ),
    (
        *per_language("title", "Title", "Название", "item", required=True, width=60),
        Field("kind", "Kind", "Вид", "item", Kind.CHOICE, choices=ITEM_KINDS, width=24),
        Field("number", "Number", "Номер", "item", width=8,
              help="Computed until the agenda has been circulated, then kept."),
        Field("late", "Added after circulation", "Добавлен после рассылки", "item", Kind.FLAG,
              width=6),
        Field("sub_group", "Sub-group", "Подгруппа", "people", Kind.REFERENCE, width=28,
              refers_to="sub_group"),
        Field("lead_first", "Lead", "Ведёт", "people", Kind.REFERENCE, width=32,
              refers_to="delegate", of_side=1),
        Field("lead_second", "Lead", "Ведёт", "people", Kind.REFERENCE, width=32,
              refers_to="delegate", of_side=2),
        Field("presenters", "Presented by", "Докладчики", "people", width=40),
        Field("planned_minutes", "Planned minutes", "Минут по плану", "time", Kind.NUMBER, width=8),
        Field("fixed_start", "Not before", "Не раньше", "time", Kind.TIME, width=8,
              help="For an item that begins at a fixed time, such as the signing."),
        Field("interpretation", "Interpretation", "Перевод", "time", Kind.CHOICE,
              choices=INTERPRETATIONS, width=22, privacy=Privacy.INTERNAL,
              empty="As for the session"),
        Field("run_remarks", "Remarks for the run sheet", "Примечания для рабочего плана",
              "internal", Kind.LONG, width=60, privacy=Privacy.INTERNAL),
        Field("notes", "Notes taken in the room", "Записи в зале", "internal", Kind.LONG, width=60,
              privacy=Privacy.INTERNAL),
        Field("state", "State", "Состояние", "run", Kind.CHOICE, choices=ITEM_STATES, width=16,
              privacy=Privacy.INTERNAL, empty="Planned"),
        Field("began_at", "Taken up", "Начат", "run", Kind.MOMENT, width=16,
              privacy=Privacy.INTERNAL),
        Field("ended_at", "Ended", "Окончен", "run", Kind.MOMENT, width=16,
              privacy=Privacy.INTERNAL),
        Field("spent", "Seconds spent before", "Секунд до этого", "run", Kind.NUMBER, width=8,
              privacy=Privacy.INTERNAL,
              help="Before it was taken up last: an item may be returned to."),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sitting(Record):
    """One meeting of the session in a room. `position` is its place, from 1."""

    position: int


@dataclass(frozen=True, slots=True)
class AgendaItem(Record):
    """An item of the agenda, or a sub-item of `parent_id`.

    An item of no sitting waits in the parking lot. `position` counts from 1 among the items of
    the same sitting (or of the parking lot), or among the sub-items of the same item; a sub-item
    belongs to the sitting of its item and has None of its own.
    """

    sitting_id: int | None
    parent_id: int | None
    position: int
