"""The comparison of two versions of the Protocol as a paper: what differs, by paragraph."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.documents.word.check import damage
from rapporteur.documents.word.comparison import compared, write_comparison
from rapporteur.domain.papers.sheet import PaperColumn, PaperRow, PaperSheet, SheetHead
from rapporteur.domain.protocol import PROTOCOL_PARAGRAPH
from rapporteur.domain.protocol_versions import Fate, ParagraphDifference
from rapporteur.exchange.outgoing.output import DamagedOutputError, replace_file
from rapporteur.services import sessions
from rapporteur.services.lists import titles
from rapporteur.services.papers.wording import heading_lines, joined, moment_of
from rapporteur.services.protocol import snapshots
from rapporteur.services.protocol.snapshots import Version

_TITLE = {"en": "Comparison of two versions", "ru": "Сопоставление двух редакций"}
_PRESENT = {"en": "the text as it stands", "ru": "текущий текст"}
_HEADS = {"en": ("No.", "What", "Text"), "ru": ("№", "Изменение", "Текст")}
_LEGEND = {
    "en": "Underlined: added. Struck through: gone.",
    "ru": "Подчёркнуто — добавлено. Зачёркнуто — исключено.",
}
_FATES = {
    "en": {Fate.CHANGED: "changed", Fate.NEW: "new", Fate.WITHDRAWN: "withdrawn", Fate.SAME: ""},
    "ru": {Fate.CHANGED: "изменён", Fate.NEW: "новый", Fate.WITHDRAWN: "снят", Fate.SAME: ""},
}
_MOVED = {"en": "moved", "ru": "перемещён"}


def export_comparison(
    db: Db,
    path: Path,
    before: Version,
    after: Version,
    language: str,
    *,
    now: datetime | None = None,
) -> int:
    """Write what differs between two versions, in one language; how many paragraphs.

    Raises UserError "export.*" where the file cannot be written.
    """
    sheet = comparison_sheet(db, before, after, language, now=now)

    def check(part: Path) -> None:
        if problem := damage(part, [sheet.head.title]):
            raise DamagedOutputError(problem)

    replace_file(path, lambda part: write_comparison(sheet, part), check)
    return len(sheet.parts)


def comparison_sheet(
    db: Db,
    before: Version,
    after: Version,
    language: str,
    *,
    now: datetime | None = None,
) -> PaperSheet:
    """The same as a paper; the words around the texts are in the language of the texts."""
    words = language if language in _TITLE else "en"
    session = sessions.session(db)
    moment = moment_of(now)
    named = [str(one["name"]) if one is not None else _PRESENT[words] for one in (before, after)]
    found = [one for one in snapshots.difference(db, before, after, language) if one.differs]
    head = SheetHead(
        language=words,
        heading=heading_lines(session, (words,)),
        title=_TITLE[words],
        letter=(" → ".join(named), _LEGEND[words]),
        footer=joined((titles.ordinal(session["ordinal"], words), _TITLE[words]), " · "),
        made=moment,
    )
    widths = (8, 18, 90)
    return PaperSheet(
        tab=titles.tab_name(_TITLE[words], ()),
        head=head,
        stamp=titles.stamp(session, moment, words),
        columns=tuple(
            PaperColumn(text, width) for text, width in zip(_HEADS[words], widths, strict=True)
        ),
        parts=tuple(_row(one, words) for one in found),
        portrait=True,
    )


def _row(one: ParagraphDifference, words: str) -> PaperRow:
    numbers = [part.number for part in (one.before, one.now) if part is not None]
    what = [_FATES[words][one.fate], _MOVED[words] if one.moved else ""]
    if one.before is not None and one.now is not None and one.state_changed:
        state = PROTOCOL_PARAGRAPH["state"]
        labels = [
            next(c.text(words) for c in state.choices if c.code == part.state)
            for part in (one.before, one.now)
        ]
        what.append(" → ".join(labels))
    number = " → ".join(dict.fromkeys(text for text in numbers if text))
    return PaperRow((number, joined(what, "\n"), compared(one.segments)))
