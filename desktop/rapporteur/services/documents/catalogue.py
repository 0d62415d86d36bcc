"""The catalogue of documents: what each is, what can be chosen, in which formats it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.errors import UserError
from rapporteur.services.documents import making, making_cards
from rapporteur.services.documents.making_protocol import make_protocol
from rapporteur.services.documents.options import DOCX, PDF, XLSX, MadeDocument, Option, Options
from rapporteur.services.papers.wording import moment_of


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of document. `title` and `about` are English, as the window shows them.

    `formats` are the endings in which it is written, the usual one first; `templates` the names
    of the templates behind its Word form.
    """

    key: str
    title: str
    about: str
    options: frozenset[Option]
    formats: tuple[str, ...]
    make: Callable[[Db, Options, datetime], MadeDocument]
    templates: tuple[str, ...] = ()


_TABLE = (DOCX, PDF, XLSX)
_TEXT = (DOCX, PDF)
_ROSTER = frozenset({Option.SIDE, Option.LANGUAGES, Option.ONE_LIST, Option.FROZEN})
_CARDS = frozenset({Option.SIDE, Option.LANGUAGES, Option.PEOPLE, Option.CHANGED, Option.PRINTED})

DOCUMENTS: tuple[Document, ...] = (
    Document(
        "protocol", "Session Protocol", "In the copy of one side, or a working draft.",
        frozenset({Option.COPY, Option.LANGUAGES, Option.LAYOUT, Option.DRAFT, Option.INITIALS}),
        _TEXT, make_protocol, ("protocol-columns", "protocol-sequence"),
    ),
    Document(
        "roster", "Delegation list", "The delegates of one side or of both, with chosen columns.",
        _ROSTER | {Option.COLUMNS}, _TABLE, making.make_roster, ("list",),
    ),
    Document(
        "agenda", "Agenda", "The public agenda.",
        frozenset({Option.LANGUAGES}), _TABLE, making.make_agenda, ("list",),
    ),
    Document(
        "run-sheet", "Run sheet", "What happens when, for the secretariat alone.",
        frozenset({Option.LANGUAGES}), _TABLE, making.make_run_sheet, ("list",),
    ),
    Document(
        "sub-groups", "Sub-group updates", "What each sub-group reports, a sheet for each.",
        frozenset({Option.LANGUAGES}), _TABLE, making.make_sub_groups, ("list",),
    ),
    Document(
        "actions", "Action table", "Who does what by when, and how far it is.",
        frozenset({Option.LANGUAGES}), _TABLE, making.make_actions, ("list",),
    ),
    Document(
        "attendance", "Attendance sheet", "Boxes to tick for everybody, for each sitting.",
        frozenset({Option.LANGUAGES, Option.SITTING, Option.EMPTY}), _TABLE,
        making.make_attendance, ("list",),
    ),
    Document(
        "gate-pass", "List for gate passes", "With passport data, for the security of the venue.",
        _ROSTER, _TABLE, making.make_gate_pass, ("list",),
    ),
    Document(
        "plates", "Name plates", "Tents for the table, a name in two scripts.",
        _CARDS, (PDF,), making_cards.make_plates,
    ),
    Document(
        "badges", "Badges", "Several on a sheet, the side by label and colour.",
        _CARDS | {Option.CODES}, (PDF,), making_cards.make_badges,
    ),
    Document(
        "place-cards", "Place cards", "For a meal, or for the seats of a seating plan.",
        _CARDS | {Option.PLAN}, (PDF,), making_cards.make_place_cards,
    ),
    Document(
        "seating", "Seating plan", "The negotiation table from above.",
        frozenset({Option.LANGUAGE, Option.PLAN}), (PDF,), making_cards.make_seating,
    ),
    Document(
        "press-note", "Press note", "What may be told of the session, on one page.",
        frozenset({Option.LANGUAGE}), _TEXT, making.make_press_note, ("note",),
    ),
    Document(
        "report", "Report to the Commission", "What the session did, and what is left to do.",
        frozenset({Option.LANGUAGE}), _TEXT, making.make_report, ("note",),
    ),
)  # fmt: skip


def document(key: str) -> Document:
    """The document with this key; UserError "document.unknown" names those there are."""
    for found in DOCUMENTS:
        if found.key == key:
            return found
    raise UserError(
        "document.unknown",
        f"There is no document {key}.",
        safe="No file was written.",
        advice=f"The documents are: {', '.join(one.key for one in DOCUMENTS)}.",
    )


def make(db: Db, key: str, options: Options, *, now: datetime | None = None) -> MadeDocument:
    """The document as it stands now. UserError where there is nothing to write yet."""
    return document(key).make(db, options, moment_of(now))
