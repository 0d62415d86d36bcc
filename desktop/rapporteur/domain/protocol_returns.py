"""What a Protocol that came back would change, paragraph by paragraph, before anything is done.

Three texts meet: as it was sent, as it is here now, as they sent it back. What only they have
changed is offered; what both have changed is a conflict, and nobody merges it but a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from rapporteur.domain.protocol import Snapshot
from rapporteur.domain.returned_protocol import ReturnedRemark


class ReturnState(Enum):
    """What a line of the preview is; the order is that of their chips."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    MOVED = "moved"
    CONFLICT = "conflict"
    DOUBTFUL = "doubtful"
    SAME = "same"


class ReturnAction(Enum):
    """What is done with a line that is accepted."""

    NOTHING = "nothing"
    EDIT = "edit"
    ADD = "add"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class ReturnedWording:
    """One paragraph in one language. Numbers of paragraphs are those of today.

    `sent` is None where no version says what was sent. `ours_stored` and `theirs_stored` are
    the texts as the file holds them, with references in the place of numbers.
    """

    ours: str = field(repr=False)
    theirs: str = field(repr=False)
    sent: str | None = field(repr=False)
    ours_stored: str = field(repr=False)
    theirs_stored: str = field(repr=False)
    conflict: bool = False

    @property
    def changes(self) -> bool:
        """Whether taking it would change our text."""
        return self.ours_stored != self.theirs_stored


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One paragraph: what they did with it, and what accepting it does.

    `after` is the paragraph behind which a new or a moved one stands, "" at the beginning.
    `reasons` say in words what is doubtful or worth a look. `accepted` is the default.
    """

    state: ReturnState
    action: ReturnAction
    uuid: str
    number: str
    kind: str
    texts: Mapping[str, ReturnedWording] = field(repr=False)
    paragraph_id: int | None = None
    after: str = ""
    moved: bool = False
    reasons: tuple[str, ...] = ()
    remarks: tuple[ReturnedRemark, ...] = field(default=(), repr=False)
    tracked: int = 0

    @property
    def takes_effect(self) -> bool:
        """Whether accepting it changes anything."""
        return self.action is not ReturnAction.NOTHING or self.moved

    @property
    def accepted(self) -> bool:
        """Whether it is taken unless somebody decides otherwise."""
        certain = {ReturnState.CHANGED, ReturnState.NEW, ReturnState.GONE, ReturnState.MOVED}
        return self.takes_effect and self.state in certain


@dataclass(frozen=True, slots=True)
class ReturnPlan:
    """All lines in the order of the text. `base` is the version they worked on, if any is known.

    `remarks` are comments that stand at no paragraph. `from_side` is the uuid of their side.
    """

    name: str
    sha256: str
    from_side: str
    base: Snapshot | None
    languages: tuple[str, ...]
    marked: bool
    lines: tuple[ReturnLine, ...] = field(repr=False)
    remarks: tuple[ReturnedRemark, ...] = field(default=(), repr=False)
    notices: tuple[str, ...] = ()

    def counts(self) -> Counter[str]:
        """How many lines are of each state."""
        return Counter(line.state.value for line in self.lines)

    @property
    def default(self) -> frozenset[int]:
        """The places of the lines that are taken unless somebody decides otherwise."""
        return frozenset(at for at, line in enumerate(self.lines) if line.accepted)


@dataclass(frozen=True, slots=True)
class ReturnResult:
    """What was done: how many paragraphs, and how many comments became remarks."""

    changed: int = 0
    added: int = 0
    withdrawn: int = 0
    moved: int = 0
    remarks: int = 0
