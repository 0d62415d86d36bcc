"""Sub-groups, their topics, and what they report: the sub-group update, a fixed form."""

from __future__ import annotations

from dataclasses import dataclass

from rapporteur.domain.fields import Catalogue, Choice, Field, Group, Kind, Privacy, Record
from rapporteur.domain.languages import per_language

REQUESTED = "requested"
RECEIVED = "received"
AGREED_ONE = "agreed_one"
AGREED_BOTH = "agreed_both"

UPDATE_STATES = (
    Choice(REQUESTED, "Requested", "Запрошена"),
    Choice(RECEIVED, "Received", "Получена"),
    Choice(AGREED_ONE, "Agreed by one side", "Согласована одной Стороной"),
    Choice(AGREED_BOTH, "Agreed by both sides", "Согласована обеими Сторонами"),
)

# The parts of the form, in its order: the stems of the fields per language.
UPDATE_PARTS = ("work", "obstacles", "proposals", "protocol_text")

SUB_GROUP = Catalogue(
    "sub_group",
    (
        Group("name", "Sub-group", "Подгруппа"),
        Group("leads", "Co-leads", "Соруководители"),
        Group("remarks", "Remarks", "Примечания"),
    ),
    (
        *per_language("name", "Name", "Название", "name", required=True, width=32),
        Field("lead_first", "Co-lead", "Соруководитель", "leads", Kind.REFERENCE, width=32,
              refers_to="delegate", of_side=1),
        Field("lead_second", "Co-lead", "Соруководитель", "leads", Kind.REFERENCE, width=32,
              refers_to="delegate", of_side=2),
        Field("remarks", "Remarks", "Примечания", "remarks", Kind.LONG, width=48,
              privacy=Privacy.INTERNAL),
    ),
)  # fmt: skip

TOPIC = Catalogue(
    "topic",
    (Group("topic", "Topic", "Тема"),),
    (
        *per_language("title", "Topic", "Тема", "topic", required=True, width=40),
        Field("sub_group", "Sub-group", "Подгруппа", "topic", Kind.REFERENCE, width=28,
              refers_to="sub_group", empty="An emerging area"),
    ),
)  # fmt: skip

UPDATE = Catalogue(
    "sub_group_update",
    (
        Group("state", "State", "Состояние"),
        Group("met", "Met on", "Встречи"),
        Group("work", "Work since the last session", "Работа с прошлого заседания"),
        Group("obstacles", "Obstacles", "Препятствия"),
        Group("proposals", "Proposals and next steps", "Предложения и дальнейшие шаги"),
        Group("protocol", "Text offered for the Protocol", "Текст для Протокола"),
        Group("remarks", "Remarks", "Примечания"),
    ),
    (
        Field("state", "State", "Состояние", "state", Kind.CHOICE, choices=UPDATE_STATES, width=22,
              privacy=Privacy.INTERNAL, empty="Not requested yet"),
        Field("agreed_side", "Agreed by", "Согласована", "state", Kind.REFERENCE, width=18,
              refers_to="side", privacy=Privacy.INTERNAL),
        Field("requested_on", "Requested on", "Запрошена", "state", Kind.DATE, width=12,
              privacy=Privacy.INTERNAL),
        Field("due_on", "Wanted by", "Ожидается к", "state", Kind.DATE, width=12,
              privacy=Privacy.INTERNAL),
        Field("received_on", "Received on", "Получена", "state", Kind.DATE, width=12,
              privacy=Privacy.INTERNAL),
        Field("met_on", "Met on", "Встречи", "met", Kind.LIST, width=48,
              help="Dates and places of the meetings since the last session, with semicolons."),
        Field("leads", "Co-leads as reported", "Соруководители по сообщению", "met", width=48,
              help="Where they differ from those of the sub-group."),
        Field("topics", "Topics", "Темы", "met", Kind.LIST, width=48),
        *per_language("work", "Work since the last session", "Работа с прошлого заседания",
                      "work", kind=Kind.LONG, width=60),
        *per_language("obstacles", "Obstacles", "Препятствия", "obstacles", kind=Kind.LONG,
                      width=60),
        *per_language("proposals", "Proposals and next steps", "Предложения и дальнейшие шаги",
                      "proposals", kind=Kind.LONG, width=60),
        *per_language("protocol_text", "Text offered for the Protocol", "Текст для Протокола",
                      "protocol", kind=Kind.LONG, width=60),
        Field("remarks", "Remarks", "Примечания", "remarks", Kind.LONG, width=48,
              privacy=Privacy.INTERNAL),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SubGroup(Record):
    """A standing body that reports to the session. `position` is its place, from 1."""

    position: int

    @property
    def name_en(self) -> str:
        """The English name, by which delegates' lists refer to it."""
        return self["name_en"]

    def name(self, language: str = "en") -> str:
        """The name in `language`; English where there is none."""
        return self.text("name", language)


@dataclass(frozen=True, slots=True)
class Topic(Record):
    """What a sub-group works on, or an emerging area where it names no sub-group."""

    position: int


@dataclass(frozen=True, slots=True)
class SubGroupUpdate(Record):
    """What a sub-group reports to one session.

    `session_ordinal` is "" for the session of the file, else the number of the earlier session
    ("10") whose report is kept beside for comparison.
    """

    sub_group_id: int
    session_ordinal: str
