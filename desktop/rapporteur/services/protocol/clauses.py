"""The clause library of a session: the program's clauses, overlaid by those of the file.

A row of the file with the key of a program's clause stands in its place, or hides it; a row
without a key is a clause of one's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session as Db

from rapporteur.domain.clauses import (
    PROGRAM_CLAUSES,
    filled,
    names_of_sides,
    names_of_signing,
    speaks_of_one_side,
    spliced,
)
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.protocol import CLAUSE_EFFECTS, COMMITMENT, TASK, Clause, Paragraph
from rapporteur.domain.sessions import Side
from rapporteur.services import sessions, stored
from rapporteur.services.protocol import paragraphs
from rapporteur.services.search import Query, search_key
from rapporteur.services.stored import CLAUSES

_CODES = tuple(language.code for language in LANGUAGES)
_EFFECTS = {choice.code: f"{choice.label}\n{choice.label_ru}" for choice in CLAUSE_EFFECTS}
_PROGRAM = {clause.key: clause for clause in PROGRAM_CLAUSES}


@dataclass(frozen=True, slots=True)
class LibraryClause:
    """A clause as the library has it, with names in braces. `key` names it in all functions here.

    `own` was made in this file; `changed` is one of the program's with other words.
    """

    key: str
    effect: str
    texts: Mapping[str, str] = field(repr=False)
    own: bool = False
    changed: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ClauseOffer:
    """A clause ready to be inserted, with everything filled in.

    `side` is the uuid of the side of which it speaks, "" for none; such a clause is offered once
    for each side.
    """

    key: str
    effect: str
    texts: Mapping[str, str] = field(repr=False)
    side: str = ""

    @property
    def commits(self) -> bool:
        """Whether what it says is to be done by somebody."""
        return self.effect in {COMMITMENT, TASK}


def library(db: Db) -> tuple[LibraryClause, ...]:
    """All clauses in their order, hidden ones included: the program's, then one's own."""
    rows = stored.read(db, CLAUSES)
    by_key = {row["key"]: row for row in rows if row["key"]}
    found = []
    for clause in PROGRAM_CLAUSES:
        row = by_key.get(clause.key)
        if row is None:
            found.append(LibraryClause(clause.key, clause.effect, clause.texts))
            continue
        texts, hidden = _texts(row), bool(row["hidden"])
        changed = texts != dict(clause.texts) or row["effect"] != clause.effect
        found.append(
            LibraryClause(clause.key, row["effect"], texts, changed=changed, hidden=hidden)
        )
    found += [
        LibraryClause(row.uuid, row["effect"], _texts(row), own=True, hidden=bool(row["hidden"]))
        for row in rows
        if row["key"] not in _PROGRAM
    ]
    return tuple(found)


def find(db: Db, typed: str = "") -> list[ClauseOffer]:
    """The clauses in which every typed word occurs, in any language.

    Where words begin with what was typed comes first; without anything typed all of them come,
    in the order of the library.
    """
    query = Query(typed)
    found: list[tuple[int, int, ClauseOffer]] = []
    for place, offer in enumerate(offers(db)):
        key = "\n".join(search_key(text) for text in offer.texts.values() if text)
        effect = search_key(_EFFECTS.get(offer.effect, ""))
        if query.matches(f"{key}\n{effect}"):
            rank = 0 if query.begins(key) else 1 if query.matches(key) else 2
            found.append((rank if query else 0, place, offer))
    return [offer for _rank, _place, offer in sorted(found, key=lambda one: one[:2])]


def offers(db: Db) -> list[ClauseOffer]:
    """All clauses that are not hidden, ready to be inserted; our own side before the other."""
    session, both = sessions.session(db), sessions.sides(db)
    signing = {code: names_of_signing(session, code) for code in _CODES}
    ours_first = sorted(both, key=lambda side: not side["ours"])
    found = []
    for clause in library(db):
        if clause.hidden:
            continue
        if not speaks_of_one_side(clause.texts.values()):
            found.append(_offer(clause, signing))
            continue
        for side in ours_first:
            (other,) = [one for one in both if one.id != side.id]
            found.append(_offer(clause, signing, side, other))
    return found


def insert(
    db: Db, offer: ClauseOffer, paragraph_id: int, at: Mapping[str, int | None] | None = None
) -> Paragraph:
    """Put a clause into a paragraph, in all languages at once; within one edit.

    `at` gives the place per language in the text as people read it; where it gives none, the
    clause comes at the end. A language in which the clause has no text is left alone.
    """
    now, places = paragraphs.protocol(db), at or {}
    paragraph = stored.get(db, stored.PARAGRAPHS, paragraph_id)
    edits = {}
    for code in now.languages:
        if clause := offer.texts.get(code, ""):
            old = now.text(paragraph, code)
            new = spliced(old, places.get(code), clause)
            edits[f"text_{code}"] = FieldEdit(old, new)
    return paragraphs.edit(db, paragraph_id, edits) if edits else paragraph


def new_paragraph(db: Db, offer: ClauseOffer, after: int | None = None) -> Paragraph:
    """A new paragraph that begins with a clause, behind `after`."""
    languages = paragraphs.protocol(db).languages
    texts = {f"text_{code}": offer.texts.get(code, "") for code in languages}
    return paragraphs.add(db, texts, after=after)


def create(db: Db, values: Mapping[str, str]) -> LibraryClause:
    """Add a clause of one's own: canonical values, `text_en` and so on, and `effect`."""
    given = {key: text for key, text in values.items() if key not in {"key", "hidden"}}
    if not any(text.strip() for key, text in given.items() if key.startswith("text_")):
        raise UserError(
            "clause.empty",
            "A clause needs words in one language at least.",
            safe="Nothing was added.",
            place="text_en",
        )
    (row,) = stored.create(db, CLAUSES, [given])
    return _of_key(db, row.uuid)


def edit(db: Db, key: str, edits: Mapping[str, FieldEdit]) -> LibraryClause:
    """Change a clause; one of the program's gets words of this session, which `restore` undoes."""
    stored.update(db, CLAUSES, _row_of(db, key).id, edits)
    return _of_key(db, key)


def hide(db: Db, key: str) -> None:
    """Offer a clause no more."""
    stored.set_fields(db, CLAUSES, {_row_of(db, key).id: {"hidden": "yes"}})


def restore(db: Db, key: str) -> None:
    """Offer a clause again; one of the program's with the words that it came with."""
    row = _row_of(db, key)
    if key in _PROGRAM:
        stored.remove(db, CLAUSES, [row.id])
    else:
        stored.set_fields(db, CLAUSES, {row.id: {"hidden": ""}})


def remove(db: Db, key: str) -> None:
    """Take a clause of one's own away; one of the program's is hidden instead."""
    if key in _PROGRAM:
        hide(db, key)
    else:
        stored.remove(db, CLAUSES, [_row_of(db, key).id])


def _offer(
    clause: LibraryClause,
    signing: Mapping[str, Mapping[str, str]],
    side: Side | None = None,
    other: Side | None = None,
) -> ClauseOffer:
    texts = {}
    for code, text in clause.texts.items():
        names = dict(signing[code])
        if side is not None and other is not None:
            names |= names_of_sides(side, other, code)
        texts[code] = filled(text, names)
    return ClauseOffer(clause.key, clause.effect, texts, side.uuid if side else "")


def _texts(row: Clause) -> dict[str, str]:
    return {code: row[f"text_{code}"] for code in _CODES}


def _of_key(db: Db, key: str) -> LibraryClause:
    for clause in library(db):
        if clause.key == key:
            return clause
    raise stored.gone()


def _row_of(db: Db, key: str) -> Clause:
    """The row of a clause; one of the program's gets its row where it has none yet."""
    for row in stored.read(db, CLAUSES):
        if key in (row["key"], row.uuid):
            return row
    if key not in _PROGRAM:
        raise stored.gone()
    clause = _PROGRAM[key]
    values = {f"text_{code}": text for code, text in clause.texts.items()}
    (made,) = stored.create(db, CLAUSES, [{"key": key, "effect": clause.effect, **values}])
    return made
