"""What is written down in the room: attendance, speakers, decisions, paragraphs, ticks."""

from __future__ import annotations

from dataclasses import dataclass

from rapporteur.domain.fields import Catalogue, Choice, Field, Group, Kind, Privacy, Record
from rapporteur.domain.languages import per_language

PRESENT = "present"
ABSENT = "absent"
EXCUSED = "excused"

PARAGRAPH = "paragraph"
DECISION = "decision"

ATTENDANCE_STATES = (
    Choice(PRESENT, "Present", "Присутствует"),
    Choice(ABSENT, "Absent", "Отсутствует"),
    Choice(EXCUSED, "Excused", "Отсутствует по уважительной причине"),
)

RECORD_KINDS = (
    Choice(PARAGRAPH, "Paragraph for the Protocol", "Пункт для Протокола"),
    Choice(DECISION, "Decision", "Решение"),
)

ATTENDANCE = Catalogue(
    "attendance",
    (Group("attendance", "Attendance", "Присутствие"),),
    (
        Field("state", "Attendance", "Присутствие", "attendance", Kind.CHOICE,
              choices=ATTENDANCE_STATES, width=14, privacy=Privacy.INTERNAL, empty="Not noted"),
        Field("arrived", "Arrived", "Прибыл", "attendance", Kind.TIME, width=8,
              privacy=Privacy.INTERNAL),
        Field("left", "Left", "Убыл", "attendance", Kind.TIME, width=8, privacy=Privacy.INTERNAL),
        Field("remarks", "Remarks", "Примечания", "attendance", width=28,
              privacy=Privacy.INTERNAL),
    ),
)  # fmt: skip

MEETING_RECORD = Catalogue(
    "meeting_record",
    (
        Group("record", "Record", "Запись"),
        Group("source", "Where it belongs", "К чему относится"),
    ),
    (
        Field("kind", "Kind", "Вид", "record", Kind.CHOICE, choices=RECORD_KINDS, width=24),
        *per_language("text", "Text", "Текст", "record", kind=Kind.LONG, width=60),
        Field("side", "Proposed by", "Предложено", "source", Kind.REFERENCE, width=18,
              refers_to="side", empty="Both sides"),
        Field("sub_group", "Sub-group", "Подгруппа", "source", Kind.REFERENCE, width=28,
              refers_to="sub_group"),
        Field("agenda_item", "Agenda item", "Пункт повестки дня", "source", Kind.REFERENCE,
              width=36, refers_to="agenda_item"),
        Field("noted_at", "Noted at", "Записано", "source", Kind.MOMENT, width=16,
              privacy=Privacy.INTERNAL),
    ),
)  # fmt: skip

SPEAKER = Catalogue(
    "speaker",
    (Group("speaker", "Speaker", "Выступающий"),),
    (
        Field("name", "Speaker", "Выступающий", "speaker", width=32,
              help="Of somebody who is on no list; else as chosen."),
        Field("delegate", "Delegate", "Член делегации", "speaker", Kind.REFERENCE, width=32,
              refers_to="delegate"),
        Field("side", "Side", "Сторона", "speaker", Kind.REFERENCE, width=18, refers_to="side"),
        Field("agenda_item", "Agenda item", "Пункт повестки дня", "speaker", Kind.REFERENCE,
              width=36, refers_to="agenda_item"),
        Field("asked_at", "Asked for the floor", "Просит слова", "speaker", Kind.MOMENT, width=16,
              privacy=Privacy.INTERNAL),
        Field("began_at", "Began", "Начал", "speaker", Kind.MOMENT, width=16,
              privacy=Privacy.INTERNAL),
        Field("ended_at", "Ended", "Закончил", "speaker", Kind.MOMENT, width=16,
              privacy=Privacy.INTERNAL),
        Field("remarks", "Remarks", "Примечания", "speaker", width=36, privacy=Privacy.INTERNAL),
    ),
)  # fmt: skip

READINESS_TICK = Catalogue(
    "readiness_tick",
    (Group("tick", "Readiness", "Готовность"),),
    (
        Field("key", "Point", "Пункт", "tick", width=20, privacy=Privacy.INTERNAL),
        Field("done", "Done", "Готово", "tick", Kind.FLAG, width=6, privacy=Privacy.INTERNAL),
        Field("remarks", "Remarks", "Примечания", "tick", width=36, privacy=Privacy.INTERNAL),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attendance(Record):
    """Whether one delegate was at one sitting, and from when to when."""

    sitting_id: int
    delegate_id: int


@dataclass(frozen=True, slots=True)
class MeetingRecord(Record):
    """A decision, or a paragraph for the Protocol, as it was taken down. In order of `position`."""

    position: int


@dataclass(frozen=True, slots=True)
class Speaker(Record):
    """Somebody who asked for the floor. `position` is the place in the list of speakers."""

    position: int


@dataclass(frozen=True, slots=True)
class ReadinessTick(Record):
    """A point of readiness that only a person can confirm, such as that plates are printed."""
