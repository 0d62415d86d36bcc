"""The report to the Commission: what the session did and what it left to be done.

Longer than the press note and told by the same sentences. Texts of the sub-groups and action
items stand in it as they were written; none of the secretariat's own remarks does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.actions import ActionItem, overdue
from rapporteur.domain.clocks import today_of
from rapporteur.domain.meeting import DECISION
from rapporteur.domain.note import counting, phrases
from rapporteur.domain.papers.note import NoteBlock, NotePaper, NoteStyle
from rapporteur.domain.protocol import Paragraph
from rapporteur.domain.roster_text import written_in
from rapporteur.domain.subgroups import AGREED_BOTH, SubGroup, SubGroupUpdate
from rapporteur.services import sessions, stored
from rapporteur.services.lists import titles
from rapporteur.services.papers.telling import Note, Telling, ended, public
from rapporteur.services.papers.wording import (
    heading_lines,
    joined,
    moment_of,
    paper_name,
)
from rapporteur.services.protocol.committing import offer_action
from rapporteur.services.protocol.paragraphs import protocol
from rapporteur.services.subgroups import updates


def report(db: Db, language: str = "en", *, now: datetime | None = None) -> Note:
    """The report as it stands now, and what it lacks. UserError "note.language"."""
    telling = Telling(db, language, moment_of(now))
    blocks = [
        *_texts(NoteStyle.BODY, [telling.held(), *telling.chairs(), *telling.progress()]),
        *_texts(NoteStyle.BODY, [*telling.groups_reported(), *telling.signing()]),
        *_delegations(telling),
        *_results(telling),
        *_decisions(telling),
        *_commitments(telling),
        *_actions(telling),
        *_under(telling.phrases.next_session, NoteStyle.BODY, telling.next_session()),
    ]
    words = telling.phrases.report
    ordinal = titles.ordinal(public(telling.session, "ordinal"), language)
    commission = public(telling.session, f"commission_{language}")
    paper = NotePaper(
        language=language,
        heading=tuple(
            dict.fromkeys(
                line for line in (commission, *heading_lines(telling.session, (language,))) if line
            )
        ),
        title=words,
        blocks=tuple(blocks),
        footer=f"{ordinal} · {words}",
        made=telling.moment,
    )
    return Note(paper, tuple(telling.missing))


def report_name(db: Db, language: str = "en", now: datetime | None = None) -> str:
    """A file name: session, paper, day."""
    words = phrases.PHRASES.get(language, phrases.PHRASES["en"]).report
    return paper_name(sessions.session(db), [words], moment_of(now), language)


def _texts(style: NoteStyle, texts: Sequence[str]) -> list[NoteBlock]:
    return [NoteBlock(style, ended(text)) for text in texts if text]


def _under(heading: str, style: NoteStyle, texts: Sequence[str]) -> list[NoteBlock]:
    """Texts under a heading; nothing at all where there are none."""
    found = _texts(style, texts)
    return [NoteBlock(NoteStyle.HEADING, heading), *found] if found else []


def _delegations(telling: Telling) -> list[NoteBlock]:
    lines = []
    for side in telling.sides:
        counts = telling.composition(side)
        total = sum(counts.values())
        if not total:
            telling.note_missing(f"the delegates of the {titles.side_title(side, 'en')}")
            continue
        named = [
            counting.counted(counts[code], forms, telling.language)
            for code, forms in phrases.CATEGORY_FORMS.items()
            if counts[code]
        ]
        lines.append(
            telling.phrases.composition.format(
                side=titles.side_title(side, telling.language),
                people=counting.counted(total, phrases.DELEGATES, telling.language),
                categories=f" ({', '.join(named)})" if named else "",
            )
        )
    return _under(telling.phrases.delegations, NoteStyle.ITEM, lines)


def _results(telling: Telling) -> list[NoteBlock]:
    """What each sub-group reported, in its own words."""
    written = updates.all_of_this_session(telling.db)
    blocks: list[NoteBlock] = []
    for group in telling.reporting():
        texts = _of_group(telling, group, written.get(group.id))
        if texts:
            heading = telling.phrases.results.format(name=telling.group_name(group))
            blocks += _under(heading, NoteStyle.ITEM, texts)
    return blocks


def _of_group(telling: Telling, group: SubGroup, update: SubGroupUpdate | None) -> list[str]:
    if update is None:
        return []
    if update["state"] != AGREED_BOTH:
        telling.note_missing(f"the agreement of both sides to the update of {group.name()}")
    said = telling.phrases
    texts = []
    for stem, phrase in (
        ("work", said.work),
        ("obstacles", said.obstacles),
        ("proposals", said.proposals),
    ):
        text = public(update, f"{stem}_{telling.language}")
        if text:
            texts.append(phrase.format(text))
        elif public(update, f"{stem}_en") or public(update, f"{stem}_ru"):
            telling.note_missing(f"the text of {group.name()} ({stem}) {telling.in_language}")
    if met := public(update, "met_on"):
        if written_in(met) != telling.language:
            telling.note_missing(f"the meetings of {group.name()} {telling.in_language}")
        texts.insert(0, said.met.format(met))
    return texts


def _decisions(telling: Telling) -> list[NoteBlock]:
    """The decisions that were taken down in the room."""
    texts = []
    for record in stored.read(telling.db, stored.MEETING_RECORDS):
        if public(record, "kind") != DECISION:
            continue
        text = public(record, f"text_{telling.language}")
        if text:
            texts.append(text)
        else:
            telling.note_missing(f"a decision {telling.in_language}")
    return _under(telling.phrases.decisions, NoteStyle.ITEM, texts)


def _commitments(telling: Telling) -> list[NoteBlock]:
    """The paragraphs of the Protocol that both sides agreed and that commit somebody."""
    found = protocol(telling.db)
    open_ones, standing = found.open
    if not standing:
        telling.note_missing("the Session Protocol")
    elif open_ones:
        telling.note_missing(f"the agreement on {open_ones} of {standing} paragraphs")
    texts = []
    for paragraph in found.paragraphs:
        if paragraph.open or not paragraph.numbered or not _commits(telling.db, paragraph):
            continue
        number = found.number(paragraph)
        text = found.text(paragraph, telling.language)
        if text:
            texts.append(telling.phrases.commitment.format(number=number, text=text))
        else:
            telling.note_missing(f"the text of paragraph {number} {telling.in_language}")
    return _under(telling.phrases.commitments, NoteStyle.ITEM, texts)


def _commits(db: Db, paragraph: Paragraph) -> bool:
    """Whether an action item follows from a paragraph, or one would by its words."""
    return bool(public(paragraph, "action_item")) or offer_action(db, paragraph.id) is not None


def _actions(telling: Telling) -> list[NoteBlock]:
    """The action items: those of earlier sessions in numbers, those of this one by name."""
    items = stored.read(telling.db, stored.ACTION_ITEMS)
    inherited = [item for item in items if item.inherited]
    own = [item for item in items if not item.inherited]
    said = telling.phrases
    blocks = []
    if inherited:
        line = said.inherited_line.format(**_counts(telling, inherited))
        blocks += _under(said.inherited, NoteStyle.BODY, [line])
    if own:
        line = said.actions_line.format(**_counts(telling, own))
        blocks += _under(said.actions, NoteStyle.BODY, [line])
        blocks += _texts(NoteStyle.ITEM, [_action(telling, item) for item in own])
    else:
        telling.note_missing("action items of this session")
    return blocks


def _counts(telling: Telling, items: Sequence[ActionItem]) -> dict[str, str]:
    """How many items there are, and how many are in which state."""
    today = today_of(telling.session, telling.moment)
    states = Counter(public(item, "status") or "open" for item in items)
    late = sum(overdue(item, today) for item in items)
    named = [
        f"{words[telling.language]} – {states[code]}"
        for code, words in phrases.STATES.items()
        if states[code]
    ]
    counts = ", ".join(named)
    if late:
        counts += f"; {phrases.OVERDUE[telling.language]} – {late}"
    return {
        "items": counting.counted(len(items), phrases.ITEMS, telling.language),
        "counts": counts,
    }


def _action(telling: Telling, item: ActionItem) -> str:
    """One action item: what, who, when."""
    said = telling.phrases
    text = public(item, f"text_{telling.language}") or public(item, "text_en")
    if not public(item, f"text_{telling.language}"):
        telling.note_missing(f"the action item {public(item, 'number')} {telling.in_language}")
    who = joined((public(item, "body_first"), public(item, "body_second")), "; ")
    day = public(item, "due_date")
    when = titles.session_days(day, day, telling.language) or public(item, "due_words")
    if not when:
        telling.note_missing(f"the due date of {public(item, 'number')}")
    for what, words in (("responsible bodies", who), ("due dates", when)):
        if words and written_in(words) != telling.language:
            telling.note_missing(f"{what} of action items {telling.in_language}")
    return ended(
        said.action.format(number=public(item, "number"), text=text)
        + (said.responsible.format(who=who) if who else "")
        + (said.due.format(when=when) if when else "")
    )
