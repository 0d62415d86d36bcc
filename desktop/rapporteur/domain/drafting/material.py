"""What a draft of the Protocol is made of, and the pieces of which it consists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapporteur.domain.actions import DROPPED, ActionItem
from rapporteur.domain.agenda import POSTPONED, AgendaItem
from rapporteur.domain.agenda_tree import Agenda, AgendaLine
from rapporteur.domain.brackets import has_brackets
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.heads import is_head
from rapporteur.domain.meeting import MeetingRecord
from rapporteur.domain.protocol import BRACKETED, PARAGRAPH, PROPOSED
from rapporteur.domain.readiness.points import EMPTY
from rapporteur.domain.sessions import Session, Side
from rapporteur.domain.subgroups import SubGroup, SubGroupUpdate, Topic

BLANK = "[…]"
"""Stands where the file says nothing; being a bracket, it keeps the paragraph open."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph of the draft. `slot` is its stable name, whatever its place and its text.

    `texts` are by language, "" where the data say nothing in it; `behind` are the languages in
    which a text had to borrow from another one, so that somebody must look at it.
    """

    slot: str
    texts: Mapping[str, str] = field(repr=False)
    kind: str = PARAGRAPH
    links: Mapping[str, str] = field(default_factory=dict)
    behind: frozenset[str] = frozenset()

    @property
    def state(self) -> str:
        """Proposed, or bracketed where the texts have brackets."""
        return BRACKETED if any(map(has_brackets, self.texts.values())) else PROPOSED

    def linked(self, **links: str) -> Piece:
        """The piece with these references, of which empty ones say nothing."""
        return replace(self, links={**self.links, **{k: v for k, v in links.items() if v}})


@dataclass(frozen=True, slots=True)
class DraftMaterial:
    """Everything of a file that goes into its Protocol.

    `updates` are those of this session, by the id of the sub-group; `people` all delegates.
    `placed` are the records and action items of which a paragraph written by hand speaks already.
    """

    session: Session
    sides: tuple[Side, Side]
    people: Sequence[Delegate] = field(default=(), repr=False)
    agenda: Agenda = field(default=EMPTY, repr=False)
    groups: Sequence[SubGroup] = ()
    topics: Sequence[Topic] = field(default=(), repr=False)
    updates: Mapping[int, SubGroupUpdate] = field(default_factory=dict, repr=False)
    records: Sequence[MeetingRecord] = field(default=(), repr=False)
    actions: Sequence[ActionItem] = field(default=(), repr=False)
    placed: frozenset[str] = frozenset()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the session's texts."""
        return self.session.language_codes or ("en",)

    def lines(self) -> list[AgendaLine]:
        """The items that were dealt with, in order, each before its sub-items."""
        return [line for line in self.agenda.lines() if line.item["state"] != POSTPONED]

    def leaves(self, *kinds: str) -> list[AgendaItem]:
        """The items of these kinds that are taken up themselves."""
        return [line.item for line in self.lines() if line.item["kind"] in kinds and not line.lines]

    def heading_of(self, *kinds: str) -> AgendaItem | None:
        """The first item of these kinds: what its part of the Protocol is called after."""
        return next((line.item for line in self.lines() if line.item["kind"] in kinds), None)

    def head_of(self, side: Side) -> Delegate | None:
        """Who leads a side: the first on its list whose role says so."""
        coming = [one for one in self.people if one.side_id == side.id and not one.withdrawn]
        return next((one for one in coming if is_head(one["role"])), None)

    def person(self, uuid: str) -> Delegate | None:
        """The delegate to whom a reference leads."""
        return next((one for one in self.people if one.uuid == uuid), None) if uuid else None

    def side_of(self, person: Delegate) -> Side:
        """The side on whose list a person is."""
        return next(side for side in self.sides if side.id == person.side_id)

    def own_actions(self) -> list[ActionItem]:
        """What was agreed at this session, without what was dropped again."""
        return [
            one
            for one in self.actions
            if not one.inherited and one["status"] != DROPPED and one.uuid not in self.placed
        ]

    def own_records(self) -> list[MeetingRecord]:
        """What was taken down for the Protocol."""
        return [one for one in self.records if one.uuid not in self.placed]

    def inherited(self) -> list[ActionItem]:
        """What earlier sessions left to be done."""
        return [a for a in self.actions if a.inherited]
