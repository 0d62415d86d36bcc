"""Action items: who does what by when, carried from session to session until they are closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rapporteur.domain.fields import Catalogue, Choice, Field, Group, Kind, Privacy, Record
from rapporteur.domain.languages import per_language

OPEN = "open"
IN_PROGRESS = "in_progress"
DONE = "done"
DROPPED = "dropped"

# Overdue is no status: it follows from the due date and the day on which one looks.
ACTION_STATES = (
    Choice(OPEN, "Open", "Не начато", ("open", "new", "not started", "открыто", "не начато")),
    Choice(IN_PROGRESS, "In progress", "Выполняется",
           ("in progress", "ongoing", "under way", "в работе", "выполняется")),
    Choice(DONE, "Done", "Выполнено",
           ("done", "completed", "implemented", "closed", "выполнено", "завершено", "исполнено")),
    Choice(DROPPED, "Dropped by agreement", "Снято по договорённости",
           ("dropped", "dropped by agreement", "withdrawn", "снято")),
)  # fmt: skip

ACTION_ITEM = Catalogue(
    "action_item",
    (
        Group("what", "What", "Что"),
        Group("who", "Who", "Кто"),
        Group("when", "When", "Когда"),
        Group("source", "Where it comes from", "Откуда"),
        Group("remarks", "Remarks", "Примечания"),
    ),
    (
        Field("number", "No.", "№", "what", width=8, help="Session and number, such as 11/03."),
        *per_language("text", "Action", "Поручение", "what", kind=Kind.LONG, required=True,
                      width=60),
        Field("body_first", "Responsible body", "Ответственный орган", "who", Kind.PRESET,
              width=36, of_side=1),
        Field("person_first", "Person responsible", "Ответственный исполнитель", "who",
              Kind.PRESET, width=28, of_side=1),
        Field("body_second", "Responsible body", "Ответственный орган", "who", Kind.PRESET,
              width=36, of_side=2),
        Field("person_second", "Person responsible", "Ответственный исполнитель", "who",
              Kind.PRESET, width=28, of_side=2),
        Field("due_words", "Due", "Срок исполнения", "when", width=24,
              help="A date, or words such as: end of Q1 2026."),
        Field("due_date", "Due date", "Дата срока", "when", Kind.DATE, width=12,
              help="Computed from the words; may be corrected."),
        Field("status", "Status", "Состояние", "when", Kind.CHOICE, choices=ACTION_STATES,
              width=20),
        Field("closed_on", "Closed on", "Закрыто", "when", Kind.DATE, width=12),
        Field("sub_group", "Sub-group", "Подгруппа", "source", Kind.REFERENCE, width=28,
              refers_to="sub_group"),
        Field("agenda_item", "Agenda item", "Пункт повестки дня", "source", Kind.REFERENCE,
              width=36, refers_to="agenda_item"),
        Field("paragraph", "Protocol paragraph", "Пункт Протокола", "source", width=16,
              help="Such as para 12."),
        Field("origin_ordinal", "Agreed at session", "Принято на заседании", "source",
              Kind.NUMBER, width=6,
              help="The number of the earlier session from which it was inherited."),
        Field("origin", "First agreed as", "Первоначально", "source", width=44,
              help="Such as: para 12 of the Protocol of the 10th Session."),
        Field("closing_remark", "How it was closed", "Как закрыто", "remarks", Kind.LONG, width=48),
        Field("remarks", "Remarks", "Примечания", "remarks", Kind.LONG, width=48,
              privacy=Privacy.INTERNAL),
    ),
)  # fmt: skip

PROGRESS = Catalogue(
    "progress_entry",
    (Group("progress", "Progress", "Ход исполнения"),),
    (
        Field("date", "Date", "Дата", "progress", Kind.DATE, required=True, width=12),
        Field("text", "Progress", "Ход исполнения", "progress", Kind.LONG, width=60),
        Field("status", "Status", "Состояние", "progress", Kind.CHOICE, choices=ACTION_STATES,
              width=20),
        Field("reported_by", "Reported by", "Сообщил", "progress", width=28),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActionItem(Record):
    """Who does what by when. `position` is its place in the table, from 1."""

    position: int

    @property
    def inherited(self) -> bool:
        """True for an item of an earlier session: it can be closed, never deleted."""
        return bool(self["origin_ordinal"])

    @property
    def closed(self) -> bool:
        """True where nothing is left to be done."""
        return self["status"] in (DONE, DROPPED)


@dataclass(frozen=True, slots=True)
class ProgressEntry(Record):
    """What was reported of an action item on one day."""

    action_id: int


def overdue_days(item: ActionItem, today: date) -> int:
    """By how many days an item that is not closed is late; 0 where it is not, or has no date.

    The due date itself still is in time.
    """
    due = item["due_date"]
    if not due or item.closed:
        return 0
    return max((today - date.fromisoformat(due)).days, 0)


def overdue(item: ActionItem, today: date) -> bool:
    """Whether an item that is not closed should have been done before `today`."""
    return overdue_days(item, today) > 0


def due_this_month(item: ActionItem, today: date) -> bool:
    """Whether an item that is not closed falls due in the month of `today`, late or not."""
    return bool(item["due_date"]) and not item.closed and item["due_date"][:7] == f"{today:%Y-%m}"
