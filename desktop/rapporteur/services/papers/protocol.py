"""The Session Protocol as a paper, in the copy of one side and the languages that are wanted.

The text is that of the paragraphs, in their order. Title, signatures and annexes are made here of
the session, its sides and its lists. In the copy of a side that side comes first in all of them,
and wherever the texts name both (see `domain.alternat`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.alternat import begins_with, in_order_of
from rapporteur.domain.brackets import has_brackets
from rapporteur.domain.column_sets import COLUMN_SETS
from rapporteur.domain.drafting.material import DraftMaterial
from rapporteur.domain.errors import UserError
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.papers.protocol import (
    Annex,
    BlockKind,
    Layout,
    ProtocolBlock,
    ProtocolPaper,
    SignatureBlock,
)
from rapporteur.domain.papers.sheet import PaperRow, PaperSheet
from rapporteur.domain.protocol import OPENING, PARAGRAPH, Paragraph
from rapporteur.domain.sessions import Session, Side
from rapporteur.services import delegates, sessions
from rapporteur.services.lists import titles
from rapporteur.services.papers import protocol_words as words
from rapporteur.services.papers.actions import action_sheet
from rapporteur.services.papers.agenda import public_agenda
from rapporteur.services.papers.rosters import roster_sheets
from rapporteur.services.papers.wording import joined, moment_of
from rapporteur.services.protocol.paragraphs import Protocol, protocol

_PUBLIC_LIST = next(found for found in COLUMN_SETS if found.key == "public")
_ACTION_COLUMNS = 4  # number, text, responsible, due: what follows is of the secretariat
_NOTHING_TO_ANNEX = frozenset({"export.nobody", "export.no_agenda", "export.no_actions"})
_OWN_LANGUAGES = {"IN": frozenset({"en", "hi"}), "RU": frozenset({"ru"})}
_ENGLISH = frozenset({"en"})


def protocol_paper(
    db: Db,
    *,
    side: str = "",
    languages: Sequence[str] = (),
    layout: Layout | None = None,
    draft: bool = False,
    initials: bool = False,
    now: datetime | None = None,
) -> ProtocolPaper:
    """The Protocol as it stands, in the copy of the side with the code `side`.

    "" is nobody's copy: the sides in the order of the session. `languages` are taken in their
    order; without them all of the session's, those of the side before the others. Without a
    `layout` several languages stand in columns. `draft` shows states, and whose proposal it is.
    `now` (with a zone) is the moment of the paper. Raises UserError "protocol.empty" where there
    is no paragraph yet, "protocol.language" and "side.unknown".
    """
    copy = _Copy.of(db, side, languages)
    now_standing = protocol(db)
    standing = [one for one in now_standing.paragraphs if not one.withdrawn]
    if not standing:
        raise UserError(
            "protocol.empty",
            "The Protocol has no paragraph yet.",
            safe="No file was written.",
            advice="Assemble a first draft on the Protocol screen, or write the first paragraph.",
        )
    codes, moment = copy.languages, moment_of(now)
    return ProtocolPaper(
        languages=codes,
        layout=layout or (Layout.COLUMNS if len(codes) > 1 else Layout.SEQUENCE),
        title=tuple(copy.title(code) for code in codes),
        blocks=tuple(_blocks(copy, now_standing, standing, draft=draft)),
        signatures=_signatures(db, copy),
        annexes=tuple(_annexes(db, copy, moment, draft=draft)),
        copy_of=tuple(
            words.copy_of(copy.sides[0], code) if side and draft else "" for code in codes
        ),
        footer=joined((words.footer(copy.session, code) for code in codes), " / "),
        made=moment,
        draft=draft,
        initials=initials,
    )


def copy_languages(session: Session, side: Side | None) -> tuple[str, ...]:
    """The languages of the session in the order of a side's copy: its own before the others."""
    codes = session.language_codes or ("en",)
    if side is None:
        return codes
    own = _OWN_LANGUAGES.get(side["code"].upper(), _ENGLISH)
    return tuple(sorted(codes, key=lambda code: code not in own))


@dataclass(frozen=True, slots=True)
class _Copy:
    """Whose copy it is: the sides in its order, and its languages in theirs."""

    session: Session
    sides: tuple[Side, Side]
    languages: tuple[str, ...]

    @staticmethod
    def of(db: Db, code: str, languages: Sequence[str]) -> _Copy:
        session, sides = sessions.session(db), sessions.sides_from(db, code)
        known = {language.code for language in LANGUAGES}
        if unknown := [one for one in languages if one not in known]:
            raise UserError(
                "protocol.language",
                f"There is no language “{unknown[0]}” in a Protocol.",
                advice=f"The languages are {', '.join(sorted(known))}.",
            )
        own = sides[0] if code else None
        return _Copy(
            session, sides, tuple(dict.fromkeys(languages)) or copy_languages(session, own)
        )

    def turned(self, text: str, language: str) -> str:
        """A text with the sides in the order of the copy."""
        bodies = [self.session.text(stem, language) for stem in ("working_group", "commission")]
        return in_order_of(text, self.sides, language, bodies)

    def title(self, language: str) -> tuple[str, ...]:
        """The lines of the title."""
        lines = words.title(self.session, language)
        return tuple(self.turned(line, language) for line in lines)


def _blocks(
    copy: _Copy, now: Protocol, standing: Sequence[Paragraph], *, draft: bool
) -> Iterator[ProtocolBlock]:
    by_uuid = {side.uuid: side for side in copy.sides}
    for one in _heads_in_order(copy, standing):
        notes = ""
        if draft and (one["kind"] == PARAGRAPH or any(map(has_brackets, one.values))):
            notes = words.notes(one, by_uuid.get(one["proposed_by"]), copy.languages)
        yield ProtocolBlock(
            kind=BlockKind(one["kind"] or PARAGRAPH),
            texts=tuple(copy.turned(now.text(one, code), code) for code in copy.languages),
            number=now.number(one),
            notes=notes,
            uuid=one.uuid,
        )


def _heads_in_order(copy: _Copy, standing: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, with two openings of which each begins with one side in the copy's order.

    These are the sentences that say who leads the sides, whoever wrote them.
    """
    found = list(standing)
    for at in range(len(found) - 1):
        if _opened_by(found[at], copy.sides[1]) and _opened_by(found[at + 1], copy.sides[0]):
            found[at : at + 2] = found[at + 1], found[at]
    return found


def _opened_by(one: Paragraph, side: Side) -> bool:
    return one["kind"] == OPENING and any(
        begins_with(one[f"text_{language.code}"], side, language.code) for language in LANGUAGES
    )


def _signatures(db: Db, copy: _Copy) -> tuple[SignatureBlock, SignatureBlock]:
    people = delegates.list_delegates(db, withdrawn=False)
    material = DraftMaterial(copy.session, copy.sides, people)
    first, second = (
        SignatureBlock(
            tuple(words.signature(side, material.head_of(side), code) for code in copy.languages)
        )
        for side in copy.sides
    )
    return first, second


# -------------------------------------------------------------------------------- the annexes


def _annexes(db: Db, copy: _Copy, moment: datetime, *, draft: bool) -> Iterator[Annex]:
    """The annexes by the numbers under which the text names them; without what is not there."""
    for number in range(1, 5):
        sheets: list[PaperSheet] = []
        for code in copy.languages:
            try:
                sheets += _sheets(db, copy, number, code, moment)
            except UserError as error:
                if error.code not in _NOTHING_TO_ANNEX:
                    raise
        if sheets:
            yield Annex(
                tuple(words.annex(number, copy.session, code) for code in copy.languages),
                tuple(_annexed(copy, sheet, draft=draft) for sheet in sheets),
            )


def _sheets(
    db: Db, copy: _Copy, number: int, language: str, moment: datetime
) -> Sequence[PaperSheet]:
    """The sheets of one annex: 1 and 2 the delegations, 3 the agenda, 4 the open action items."""
    if number in (1, 2):
        side = copy.sides[number - 1]
        found = roster_sheets(db, _PUBLIC_LIST, side["code"], (language,), now=moment)
        named = f"{_PUBLIC_LIST.heading(language)}\n{titles.side_title(side, language)}"
        return [replace(one, head=replace(one.head, title=named)) for one in found]
    first = copy.sides[0]["code"]
    if number == 3:
        return [public_agenda(db, language, first=first, now=moment)]
    table = action_sheet(db, language, closed=False, first=first, late=False, now=moment)
    return [_public_actions(table)]


def _public_actions(sheet: PaperSheet) -> PaperSheet:
    parts = tuple(
        replace(part, cells=part.cells[:_ACTION_COLUMNS]) if isinstance(part, PaperRow) else part
        for part in sheet.parts
    )
    return replace(sheet, columns=sheet.columns[:_ACTION_COLUMNS], parts=parts)


def _annexed(copy: _Copy, sheet: PaperSheet, *, draft: bool) -> PaperSheet:
    """A sheet as it is annexed: the sides in the order of the copy, the moment in a draft alone."""
    language = sheet.head.language
    heading = tuple(copy.turned(line, language) for line in sheet.head.heading)
    head = replace(sheet.head, heading=heading, letter=())
    return replace(sheet, head=head, stamp=sheet.stamp if draft else "")
