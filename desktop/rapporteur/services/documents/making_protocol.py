"""How the Session Protocol becomes a document, in the copy of a side or in nobody's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.papers.protocol import BlockKind
from rapporteur.services import sessions
from rapporteur.services.documents.options import MadeDocument, Options
from rapporteur.services.papers import protocol_words
from rapporteur.services.papers.protocol import protocol_paper
from rapporteur.services.papers.wording import paper_name
from rapporteur.services.protocol.paragraphs import protocol

_ENDING = ".xlsx"
_TITLE = {"en": "Session Protocol", "ru": "Протокол заседания", "hi": "सत्र का कार्यवृत्त"}
_DRAFT = {"en": "working draft", "ru": "рабочий проект", "hi": "कार्य मसौदा"}


def make_protocol(db: Db, options: Options, now: datetime) -> MadeDocument:
    """The Protocol as it stands. UserError "protocol.empty" where it has no paragraph yet."""
    paper = protocol_paper(
        db,
        side=options.copy,
        languages=options.languages,
        layout=options.layout,
        draft=options.draft,
        initials=options.initials,
        now=now,
    )
    leading = paper.languages[0]
    parts = [_said(_TITLE, leading)]
    if options.copy:
        parts.append(protocol_words.copy_of(sessions.side_by_code(db, options.copy), leading))
    if options.draft:
        parts.append(_said(_DRAFT, leading))
    name = paper_name(sessions.session(db), parts, now, leading)
    return MadeDocument(
        key="protocol",
        paper=paper,
        name=name.removesuffix(_ENDING),
        languages=paper.languages,
        entries=sum(block.kind is BlockKind.PARAGRAPH for block in paper.blocks),
        missing=_missing(db, options),
    )


def is_open(db: Db) -> bool:
    """Whether the sides have still to agree on a paragraph."""
    return protocol(db).open[0] > 0


def _missing(db: Db, options: Options) -> tuple[str, ...]:
    """What stands against signing the clean version; a working draft says it itself."""
    count, standing = protocol(db).open
    if options.draft or not count:
        return ()
    return (f"the agreement of both sides on {count} of {standing} paragraphs",)


def _said(words: Mapping[str, str], language: str) -> str:
    return words.get(language, words["en"])
