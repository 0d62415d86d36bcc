"""The roll of a sitting: who is called, how each was marked, and how many of each side came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapporteur.domain.meeting import ABSENT, EXCUSED, PRESENT

LEFT = "left"
"""Somebody who was present and went away before the end; stored as present with a time."""

UNMARKED = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """How one delegate was marked at one sitting. Times are "10:05", in the session's zone."""

    state: str = UNMARKED
    arrived: str = ""
    left: str = ""
    remarks: str = field(default="", repr=False)

    @property
    def shown_state(self) -> str:
        """PRESENT, LEFT, ABSENT, EXCUSED or UNMARKED."""
        return LEFT if self.state == PRESENT and self.left else self.state


NOT_MARKED = Mark()


@dataclass(frozen=True, slots=True)
class Called:
    """A delegate as the roll calls them: a line of the list, and how it is found by typing.

    `name` stands as the delegation writes it, `other_name` in the other script. `name_key` holds
    the folded names alone, so that a name comes before an organisation; `key` all that is shown.
    """

    delegate_id: int
    uuid: str
    side: int
    number: int
    name: str = field(repr=False)
    other_name: str = field(default="", repr=False)
    designation: str = field(default="", repr=False)
    organisation: str = field(default="", repr=False)
    name_key: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    side_code: str = ""


@dataclass(frozen=True, slots=True)
class SideCount:
    """How many of one side are expected, and how each of them was marked.

    `present` are in the room now; `left` were there and went.
    """

    side: int
    coming: int = 0
    present: int = 0
    left: int = 0
    absent: int = 0
    excused: int = 0

    @property
    def unmarked(self) -> int:
        """Those about whom nothing is known yet."""
        return self.coming - self.present - self.left - self.absent - self.excused


def counted(people: Iterable[Called], marks: Mapping[int, Mark]) -> tuple[SideCount, SideCount]:
    """The counts of both sides, the first one's first."""
    found: list[dict[str, int]] = [{}, {}]
    for one in people:
        state = marks.get(one.delegate_id, NOT_MARKED).shown_state
        side = found[one.side - 1]
        side[state] = side.get(state, 0) + 1
    first, second = (
        SideCount(
            at,
            sum(states.values()),
            states.get(PRESENT, 0),
            states.get(LEFT, 0),
            states.get(ABSENT, 0),
            states.get(EXCUSED, 0),
        )
        for at, states in enumerate(found, 1)
    )
    return first, second


WAITING = "waiting"
SPEAKING = "speaking"
SPOKE = "spoke"


@dataclass(frozen=True, slots=True)
class OnList:
    """Somebody on the list of speakers. `side` is 1 or 2, or 0 for a guest of neither.

    `seconds` is how long they spoke; 0 before the end.
    """

    id: int
    name: str = field(repr=False)
    side: int = 0
    state: str = WAITING
    began_at: str = ""
    seconds: int = 0
    delegate: str = ""
    uuid: str = ""


def alternating(waiting: Sequence[OnList], last_side: int) -> list[OnList]:
    """Those who wait in turns of the sides, each side in its own order.

    `last_side` spoke last, so the other side comes first; 0 leaves the first place to whoever
    has it. Guests of neither side keep their turn between the two. Where one side has nobody
    left, the rest of the other follows.
    """
    left = list(waiting)
    ordered: list[OnList] = []
    while left:
        wanted = next((one for one in left if one.side != last_side or not one.side), left[0])
        left.remove(wanted)
        ordered.append(wanted)
        last_side = wanted.side or last_side
    return ordered


def turns(lines: Iterable[OnList]) -> dict[int, tuple[int, int]]:
    """By side: how often it has had the floor, and for how many seconds in all."""
    found: dict[int, tuple[int, int]] = {1: (0, 0), 2: (0, 0)}
    for line in lines:
        if line.state != WAITING:
            times, seconds = found.get(line.side, (0, 0))
            found[line.side] = times + 1, seconds + line.seconds
    return found
