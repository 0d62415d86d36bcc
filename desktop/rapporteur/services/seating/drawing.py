"""A seating plan composed for paper."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.papers.seating import PaperChair, PaperSide, SeatingPaper
from rapporteur.domain.roster_text import FULL_NAME, roster_text
from rapporteur.domain.seating import Chair, chairs, column, number_of
from rapporteur.services import sessions
from rapporteur.services.cards.composing import names_of
from rapporteur.services.lists import titles
from rapporteur.services.papers.wording import heading_lines, joined, moment_of, said
from rapporteur.services.seating.reading import Seating, seating

TITLE = {"en": "Seating plan", "ru": "План рассадки", "hi": "बैठक व्यवस्था"}
_DOOR = {"en": "Door", "ru": "Дверь", "hi": "द्वार"}


def seating_paper(
    db: Db, plan_id: int, language: str = "en", *, now: datetime | None = None
) -> SeatingPaper:
    """One plan with everybody who sits; UserError "record.gone" where it is not there."""
    found = seating(db, plan_id)
    session = sessions.session(db)
    moment = moment_of(now)
    customs = found.customs
    by_place = {side.position: side for side in found.sides}
    known = {person.uuid: person for person in found.people}
    far = customs.far_side

    def side(place: int) -> PaperSide:
        return PaperSide(titles.side_title(by_place[place], language), place)

    def chair(one: Chair) -> PaperChair:
        who = known.get(found.seats.get(one, ""))
        return PaperChair(
            column=column(customs, one),
            row=one.row,
            far=one.side == far,
            name=name_on_plan(who, language) if who is not None else "",
            number=str(number_of(customs, one)) if customs.numbered else "",
            head=one.centre,
        )

    return SeatingPaper(
        language=language,
        heading=heading_lines(session, (language,)),
        title=joined((said(TITLE, (language,)), found.plan["name"]), " · "),
        far=side(far),
        near=side(3 - far),
        door=said(_DOOR, (language,)),
        door_aside=not customs.facing_door,
        chairs=tuple(chair(one) for place in (1, 2) for one in chairs(customs, place)),
        footer=titles.stamp(session, moment, language),
        made=moment,
    )


def plan_file_name(found: Seating, ordinal: str, day: str, language: str = "en") -> str:
    """A name for the PDF of a plan."""
    words = [titles.ordinal(ordinal, language), said(TITLE, (language,)), found.plan["name"], day]
    return titles.file_name(words).removesuffix(".xlsx") + ".pdf"


def name_on_plan(person: Delegate, language: str) -> str:
    """A name as it stands on a chair: in Latin as on plates, else as lists in `language` do."""
    values = person.as_dict()
    latin, own = names_of(values)
    if language == "en":
        return latin or own
    return roster_text(values, FULL_NAME, language) or latin or own
