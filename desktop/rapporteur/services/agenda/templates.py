"""The ten items with which such a session mostly begins [custom], made in one step.

Under the reports stands a sub-item for each sub-group with its co-leads; opening, adoption,
signing and closing are led by the two heads where they are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session as Db

from rapporteur.domain.agenda import AgendaItem
from rapporteur.domain.heads import is_head
from rapporteur.domain.origins import english_ordinal
from rapporteur.domain.sessions import Session
from rapporteur.services import delegates, sessions
from rapporteur.services.agenda.editing import add_item, last_sitting
from rapporteur.services.agenda.placing import Spot

REPORT_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Typical:
    """An item as it is usual; `led` by the heads of both delegations."""

    kind: str
    en: str
    ru: str
    minutes: int
    led: bool = False


TYPICAL = (
    Typical("opening", "Opening remarks by the co-chairs", "Вступительное слово сопредседателей",
            10, led=True),
    Typical("adoption", "Introduction of the delegations and adoption of the agenda",
            "Представление делегаций и утверждение повестки дня", 10, led=True),
    Typical("review", "Review of the implementation of the Protocol of the {previous} Session",
            "Ход выполнения Протокола {previous} заседания", 30),
    Typical("report", "Reports of the sub-groups", "Доклады подгрупп", 0),
    Typical("emerging", "Emerging areas of cooperation", "Новые направления сотрудничества", 20),
    Typical("presentation", "Presentations by industry", "Презентации компаний", 20),
    Typical("other", "Other matters", "Прочие вопросы", 10),
    Typical("next", "Date and place of the next session",
            "Дата и место проведения следующего заседания", 5),
    Typical("signing", "Adoption and signing of the Session Protocol",
            "Утверждение и подписание Протокола заседания", 10, led=True),
    Typical("closing", "Closing remarks by the co-chairs",
            "Заключительное слово сопредседателей", 5, led=True),
)  # fmt: skip


def add_typical(db: Db) -> list[AgendaItem]:
    """Add the ten items to the last sitting, which is made where there is none."""
    session = sessions.session(db)
    spot: Spot = (last_sitting(db).id, None)
    leads = _heads(db)
    made: list[AgendaItem] = []
    for typical in TYPICAL:
        item = add_item(db, _values(typical, session, leads), spot)
        made.append(item)
        if typical.kind == "report":
            made += _reports(db, session, item)
    return made


def _values(typical: Typical, session: Session, leads: Mapping[str, str]) -> dict[str, str]:
    previous = session["previous_ordinal"]
    english = english_ordinal(previous) if previous else "previous"
    russian = f"{previous}-го" if previous else "предыдущего"
    values = {"kind": typical.kind, "title_en": typical.en.format(previous=english)}
    if "ru" in session.language_codes:
        values["title_ru"] = typical.ru.format(previous=russian)
    if typical.minutes:
        values["planned_minutes"] = str(typical.minutes)
    return values | (dict(leads) if typical.led else {})


def _reports(db: Db, session: Session, item: AgendaItem) -> list[AgendaItem]:
    made = []
    for group in sessions.sub_groups(db):
        names = {f"title_{code}": group[f"name_{code}"] for code in session.language_codes}
        values = {
            **names,
            "title_en": group["name_en"],
            "kind": "report",
            "planned_minutes": str(REPORT_MINUTES),
            "sub_group": group.uuid,
            "lead_first": group["lead_first"],
            "lead_second": group["lead_second"],
        }
        made.append(add_item(db, values, (None, item.id)))
    return made


def _heads(db: Db) -> dict[str, str]:
    """The heads of the delegations as leads, those of them that are named."""
    places = {side.id: side.position for side in sessions.sides(db)}
    found: dict[str, str] = {}
    for person in delegates.list_delegates(db, withdrawn=False):
        key = "lead_first" if places[person.side_id] == 1 else "lead_second"
        if is_head(person["role"]):
            found.setdefault(key, person.uuid)
    return found
