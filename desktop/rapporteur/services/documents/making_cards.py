"""How plates, badges, place cards and the seating plan become documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session as Db

from rapporteur.domain.clocks import today_of
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.cards import CardKind, CardOptions
from rapporteur.services import delegates, sessions
from rapporteur.services.cards.composing import card_sheet, file_name
from rapporteur.services.cards.printed import changes
from rapporteur.services.documents.options import MadeDocument, Options
from rapporteur.services.seating.drawing import plan_file_name, seating_paper
from rapporteur.services.seating.reading import Seating, plans, seating

_KEYS = {CardKind.PLATE: "plates", CardKind.BADGE: "badges", CardKind.PLACE: "place-cards"}
_ENDING = ".pdf"


def make_cards(db: Db, options: Options, now: datetime, *, kind: CardKind) -> MadeDocument:
    """Cards of one kind, for everybody who is coming or for the people that were chosen.

    UserError "export.nobody" where there is nobody, or nothing has changed since the last print.
    """
    languages = options.languages or sessions.session(db).language_codes or ("en",)
    labels, people = _seated(db, options) if kind is CardKind.PLACE else ({}, _people(db, options))
    chosen = CardOptions.usual(kind, languages, codes=options.codes)
    sheet = card_sheet(db, chosen, people, labels)
    if options.changed:
        due = changes(db, sheet).to_print
        sheet = replace(sheet, cards=tuple(card for card in sheet.cards if card.uuid in due))
    if not sheet.cards:
        raise UserError(
            "export.nobody",
            "Nothing has changed since the last print." if people else "There is nobody on it.",
            safe="No file was written.",
            advice="Print all of them instead." if people else "Enter or import delegates first.",
        )
    return MadeDocument(
        key=_KEYS[kind],
        paper=sheet,
        name=file_name(db, kind, languages[0], now).removesuffix(_ENDING),
        languages=languages,
        entries=len(sheet.cards),
    )


make_plates = partial(make_cards, kind=CardKind.PLATE)
make_badges = partial(make_cards, kind=CardKind.BADGE)
make_place_cards = partial(make_cards, kind=CardKind.PLACE)


def make_seating(db: Db, options: Options, now: datetime) -> MadeDocument:
    """The seating plan of the name `options.plan`, or the first. UserError "export.no_seating"."""
    found = _plan(db, options.plan)
    if found is None:
        raise UserError(
            "export.no_seating",
            f"There is no seating plan {options.plan}." if options.plan
            else "There is no seating plan yet.",
            safe="No file was written.",
            advice="Arrange the seats in the window first.",
        )  # fmt: skip
    session = sessions.session(db)
    languages = options.languages or session.language_codes or ("en",)
    paper = seating_paper(db, found.plan.id, languages[0], now=now)
    name = plan_file_name(found, session["ordinal"], str(today_of(session, now)), languages[0])
    return MadeDocument(
        key="seating",
        paper=paper,
        name=name.removesuffix(_ENDING),
        languages=languages[:1],
        entries=len(found.seats),
    )


def _plan(db: Db, name: str) -> Seating | None:
    for plan in plans(db):
        if not name or plan["name"].casefold() == name.casefold():
            return seating(db, plan.id)
    return None


def _seated(db: Db, options: Options) -> tuple[dict[str, str], list[Delegate]]:
    """Who sits, in the order of the chairs, and their numbers; without a plan all who come."""
    found = _plan(db, options.plan)
    if found is None or not found.seats:
        return {}, _people(db, options)
    wanted = {person.uuid for person in _people(db, options)}
    return found.labels(), [person for person in found.in_order() if person.uuid in wanted]


def _people(db: Db, options: Options) -> list[Delegate]:
    """Everybody coming of the chosen side, or those of the chosen people, in protocol order."""
    side = sessions.side_by_code(db, options.side).id if options.side else None
    coming = delegates.list_delegates(db, side, withdrawn=False)
    if not options.people:
        return coming
    chosen = set(options.people)
    return [person for person in coming if person.uuid in chosen]
