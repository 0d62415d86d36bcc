"""What one session leaves to the next, and what becomes of each piece of it.

A `CarryLine` stands for one piece of the previous session: a sub-group, a person, an action item.
Whatever was decided, every piece has its line in the report: nothing drops out silently.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from rapporteur.domain.fields import Privacy


class Part(Enum):
    """The kinds of pieces, in the order in which they are shown."""

    SESSION = "session"
    SIDES = "sides"
    COLUMN_SETS = "column sets"
    SUB_GROUPS = "sub-groups"
    TOPICS = "topics"
    DELEGATES = "delegates"
    ACTIONS = "action items"
    AGENDA = "agenda"
    REPORTS = "reports"


PART_WORDS: dict[Part, str] = {
    Part.SESSION: "Session",
    Part.SIDES: "Sides",
    Part.COLUMN_SETS: "Sets of columns",
    Part.SUB_GROUPS: "Sub-groups",
    Part.TOPICS: "Topics",
    Part.DELEGATES: "Delegates",
    Part.ACTIONS: "Action items",
    Part.AGENDA: "Agenda",
    Part.REPORTS: "Reports of the sub-groups",
}


class Fate(Enum):
    """What becomes of a piece; the words stand in `FATE_WORDS`."""

    TAKEN = "taken"
    UPDATED = "updated"
    THERE = "there"
    DIFFERS = "differs"
    LEFT = "left"


FATE_WORDS: dict[Fate, str] = {
    Fate.TAKEN: "Came over",
    Fate.UPDATED: "Brought up to date",
    Fate.THERE: "Was here already",
    Fate.DIFFERS: "Differs here and was left as it is",
    Fate.LEFT: "Did not come over",
}


class Reason(Enum):
    """Why a piece has its fate; the words stand in `REASON_WORDS`."""

    NONE = ""
    DONE = "done"
    DROPPED = "dropped"
    NOT_CHOSEN = "not chosen"
    THERE = "there"
    THERE_AS = "there as"
    HERE_OTHERWISE = "here otherwise"
    PROGRESS = "progress"
    CLOSED_SINCE = "closed since"
    STATUS_SINCE = "status since"
    REPORT_SINCE = "report since"
    NOTHING_REPORTED = "nothing reported"
    NOT_COMING = "not coming"
    OWN_AGENDA = "own agenda"
    OF_THAT_SESSION = "of that session"
    REVIEWED_ANEW = "reviewed anew"
    UNDER_REVIEW = "under review"
    NO_SUB_GROUP = "no sub-group"
    NO_LEAD = "no lead"
    GONE_THERE = "gone there"
    PRIVATE = "private"
    BY_RULE = "by rule"
    ADDED_NAMES = "added names"


REASON_WORDS: dict[Reason, str] = {
    Reason.NONE: "",
    Reason.DONE: "done {0}",
    Reason.DROPPED: "dropped by agreement {0}",
    Reason.NOT_CHOSEN: "not chosen",
    Reason.THERE: "the same as there",
    Reason.THERE_AS: "here it is {0}",
    Reason.HERE_OTHERWISE: "otherwise than there: {0}",
    Reason.PROGRESS: "new progress there: {0}",
    Reason.CLOSED_SINCE: "closed there meanwhile: {0}",
    Reason.STATUS_SINCE: "status there: {0}",
    Reason.REPORT_SINCE: "the report was changed there since",
    Reason.NOTHING_REPORTED: "nothing was reported",
    Reason.NOT_COMING: "had withdrawn from that session",
    Reason.OWN_AGENDA: "this session has an agenda of its own",
    Reason.OF_THAT_SESSION: "belongs to that session",
    Reason.REVIEWED_ANEW: "the review lists what is inherited now",
    Reason.UNDER_REVIEW: "for review: {0}",
    Reason.NO_SUB_GROUP: "without its sub-group, which is not here: {0}",
    Reason.NO_LEAD: "without a lead who is not here: {0}",
    Reason.GONE_THERE: "no longer in the file of that session",
    Reason.PRIVATE: "without {0}",
    Reason.BY_RULE: "kept in the file of that session",
    Reason.ADDED_NAMES: "names added: {0}",
}


class Delegates(Enum):
    """Which people are proposed."""

    ALL = "all"
    HEADS = "heads"  # heads of delegation, and co-leads of sub-groups
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CarryChoice:
    """What is to come over: the keys of the lines, or None for what the plan proposes.

    `delegates` says who is proposed; `private` classes of a person come only if named.
    """

    delegates: Delegates = Delegates.HEADS
    private: frozenset[Privacy] = frozenset()
    chosen: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class CarryLine:
    """One piece. `key` names it within a plan; `said` completes the words of the reason.

    `choosable` pieces come over where they are chosen; `chosen` is what the plan proposes.
    `fate` is what becomes of the piece if it is chosen, or anyway; `or_else` says why it stays
    behind where it is not. `search` is folded text.
    """

    part: Part
    key: str
    name: str
    detail: str = ""
    fate: Fate = Fate.TAKEN
    reason: Reason = Reason.NONE
    said: str = ""
    choosable: bool = False
    chosen: bool = False
    or_else: Reason = Reason.NOT_CHOSEN
    search: str = ""

    def why_else(self) -> str:
        """What completes the words of `or_else`."""
        return "" if self.or_else is Reason.NOT_CHOSEN else self.said

    def words(self) -> str:
        """The reason in English."""
        return " ".join(REASON_WORDS[self.reason].format(self.said).split())


@dataclass(frozen=True, slots=True)
class CarryPlan:
    """What could come over from a session, before anything is written."""

    source: str  # the name of the file
    ordinal: str  # of the session it comes from
    into: str  # of the session it goes to
    lines: tuple[CarryLine, ...]

    def proposed(self) -> frozenset[str]:
        """The keys of what the plan proposes to take."""
        return frozenset(line.key for line in self.lines if line.choosable and line.chosen)

    def of(self, part: Part) -> list[CarryLine]:
        """The lines of one kind."""
        return [line for line in self.lines if line.part is part]

    def decided(self, chosen: Collection[str]) -> tuple[CarryLine, ...]:
        """The lines as they end: what could have come but was not chosen stays behind."""
        return tuple(
            replace(line, fate=Fate.LEFT, reason=line.or_else, said=line.why_else())
            if line.choosable and line.key not in chosen
            else line
            for line in self.lines
        )

    def as_report(self, chosen: Collection[str]) -> CarryReport:
        """What would become of every piece, as far as that is known before anything is written."""
        return CarryReport(self.source, self.ordinal, self.into, self.decided(chosen))


@dataclass(frozen=True, slots=True)
class CarryReport:
    """What came over, what did not, and why: a line for every piece of the previous session."""

    source: str
    ordinal: str
    into: str
    lines: tuple[CarryLine, ...]

    def counts(self) -> dict[Fate, int]:
        """How many pieces have which fate."""
        return {fate: sum(line.fate is fate for line in self.lines) for fate in Fate}

    def of(self, fate: Fate) -> list[CarryLine]:
        """The lines of one fate, in their order."""
        return [line for line in self.lines if line.fate is fate]


def report_text(report: CarryReport) -> str:
    """The report as plain English text, as the command line prints it and a file keeps it."""
    head = f"From session {report.ordinal} ({report.source}) to session {report.into}"
    counts = ", ".join(
        f"{FATE_WORDS[fate].lower()}: {number}"
        for fate, number in report.counts().items()
        if number
    )
    blocks = [f"{head}\n{counts}."]
    for fate in Fate:
        found = report.of(fate)
        if found:
            blocks.append("\n".join((FATE_WORDS[fate], *_part_lines(found))))
    return "\n\n".join(blocks) + "\n"


def _part_lines(lines: Sequence[CarryLine]) -> list[str]:
    said = []
    for part in Part:
        own = [line for line in lines if line.part is part]
        if own:
            said.append(f"  {PART_WORDS[part]} ({len(own)})")
            said += [f"    {line_text(line)}" for line in own]
    return said


def line_text(line: CarryLine, words: str | None = None) -> str:
    """One line: name, detail, and why; `words` stand for the reason's where they are given."""
    reason = line.words() if words is None else words
    text = " · ".join(" ".join(part.split()) for part in (line.name, line.detail) if part)
    return f"{text}: {reason}" if reason else text
