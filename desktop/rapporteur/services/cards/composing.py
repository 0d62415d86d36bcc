"""What stands on the cards: names in two scripts, posts, sides, roles, codes.

A name is one of the forms that the sending side or the secretariat has written down, never a
new one: the Latin form is the one preferred for plates, the other is the one in the person's
own script. What a form lacks is not made up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.clocks import today_of
from rapporteur.domain.delegates import CATEGORIES, DELEGATE, Delegate
from rapporteur.domain.names import compose_name
from rapporteur.domain.papers.cards import (
    Card,
    CardKind,
    CardOptions,
    CardPost,
    CardSheet,
    Scripts,
)
from rapporteur.domain.roster_text import roster_text, written_in
from rapporteur.domain.sessions import Session, Side
from rapporteur.services import sessions
from rapporteur.services.lists import titles
from rapporteur.services.papers.wording import joined, moment_of, said, texts_of

TITLES = {
    CardKind.PLATE: {"en": "Name plates", "ru": "Таблички"},
    CardKind.BADGE: {"en": "Badges", "ru": "Бейджи"},
    CardKind.PLACE: {"en": "Place cards", "ru": "Карточки рассадки"},
}
_ORDINARY = "Member of Delegation"  # the role of most; on a badge it tells nothing
_NO_SEATS: Mapping[str, str] = {}


def card_sheet(
    db: Db,
    options: CardOptions,
    people: Sequence[Delegate],
    seats: Mapping[str, str] = _NO_SEATS,
) -> CardSheet:
    """A card for each of `people`, in their order. `seats` are numbers of chairs by uuid."""
    session = sessions.session(db)
    sides = {side.id: side for side in sessions.sides(db)}
    cards = _Cards(session, options)
    return CardSheet(
        kind=options.kind,
        title=said(TITLES[options.kind], options.languages),
        event=_event(session, options.languages[0]),
        cards=tuple(
            cards.card(person, sides[person.side_id], seats.get(person.uuid, ""))
            for person in people
        ),
    )


def names_of(values: Mapping[str, str]) -> tuple[str, str]:
    """The name in Latin letters and in the person's own script; "" for a form that is not there.

    Without a form preferred for plates the Latin parts are put together, without a patronymic,
    which is not usual there.
    """
    whole = compose_name(values)
    in_latin = written_in(whole) == "en"
    latin = values.get("latin_name", "")
    if not latin and in_latin:
        latin = compose_name({**values, "patronymic": ""})
    own = values.get("native_name", "") or ("" if in_latin else whole)
    return latin, own if own != latin else ""


def reference(session: Session, side: Side, person: Delegate) -> str:
    """What a badge is looked up by, such as "11-IN-3f2a9c1b": tells nothing by itself."""
    return f"{session['ordinal']}-{side['code']}-{person.uuid[:8]}"


def file_name(db: Db, kind: CardKind, language: str, now: datetime | None = None) -> str:
    """A name for the PDF: session, kind, day."""
    session = sessions.session(db)
    day = str(today_of(session, moment_of(now)))
    words = TITLES[kind].get(language, TITLES[kind]["en"])
    name = titles.file_name([titles.ordinal(session["ordinal"], language), words, day])
    return name.removesuffix(".xlsx") + ".pdf"


class _Cards:
    """Makes cards of one kind with one set of options."""

    def __init__(self, session: Session, options: CardOptions) -> None:
        self._session = session
        self._options = options
        self._labels: dict[int, str] = {}

    def card(self, person: Delegate, side: Side, seat: str) -> Card:
        """The card of one person."""
        values = person.as_dict()
        first, second = self._names(values)
        return Card(
            uuid=person.uuid,
            kind=self._options.kind,
            first=first,
            second=second,
            posts=self._posts(values) if self._options.posts else (),
            side_label=self._label(side),
            tint=side.position,
            role=self._role(person) if self._options.roles else "",
            code=self._code(person, values, side) if self._options.codes else "",
            seat=seat,
        )

    def _names(self, values: Mapping[str, str]) -> tuple[str, str]:
        latin, own = (self._addressed(name, values) for name in names_of(values))
        scripts = self._options.scripts
        first, second = (
            (latin, own) if scripts in {Scripts.LATIN_OWN, Scripts.LATIN} else (own, latin)
        )
        if not first:
            return second, ""
        return first, second if scripts in {Scripts.LATIN_OWN, Scripts.OWN_LATIN} else ""

    def _addressed(self, name: str, values: Mapping[str, str]) -> str:
        """The name with its honorific, where that is wanted and of the same script."""
        title = values.get("honorific", "")
        fits = title and name and written_in(title) == written_in(name)
        if not self._options.honorifics or not fits or name.startswith(f"{title} "):
            return name
        return f"{title} {name}"

    def _posts(self, values: Mapping[str, str]) -> tuple[CardPost, ...]:
        """Designation and organisation per language; what is the same in two stands once."""
        known: set[str] = set()
        found = []
        for code in self._options.languages:
            texts = [roster_text(values, key, code) for key in ("designation", "organisation")]
            new = [text if text not in known else "" for text in texts]
            known.update(new)
            if any(new):
                found.append(CardPost(*new))
        return tuple(found)

    def _label(self, side: Side) -> str:
        if side.id not in self._labels:
            words = (titles.side_title(side, code) for code in self._options.languages)
            self._labels[side.id] = joined(words, " / ")
        return self._labels[side.id]

    def _role(self, person: Delegate) -> str:
        """The role that sets somebody apart; the category of support staff without one."""
        role = person["role"]
        if role and role != _ORDINARY:
            field = DELEGATE["role"]
            return joined((field.shown(role, code) for code in self._options.languages), " / ")
        support = next(choice for choice in CATEGORIES if choice.code == "support")
        if role or person["category"] != support.code:
            return ""
        return joined((support.text(code) for code in self._options.languages), " / ")

    def _code(self, person: Delegate, values: Mapping[str, str], side: Side) -> str:
        """Name, organisation, reference: what the badge says in letters, and nothing else."""
        latin, own = names_of(values)
        organisation = roster_text(values, "organisation", self._options.languages[0])
        lines = (latin or own, organisation, reference(self._session, side, person))
        return "\n".join(line for line in lines if line)


def _event(session: Session, language: str) -> str:
    days = titles.session_days(session["start_date"], session["end_date"], language)
    second = (titles.ordinal(session["ordinal"], language), session.text("city", language), days)
    return joined((texts_of(session, "working_group", (language,)), joined(second, " · ")), "\n")
