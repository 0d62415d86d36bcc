"""The order of people: who of them moved, and where those of a newer list belong.

Plain numbers in, plain numbers out: nothing here knows what a delegate is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence


def in_step(places: Sequence[float]) -> frozenset[int]:
    """Indexes of as many `places` as possible that rise from one to the next.

    The others are those that have to move so that the whole rises: the fewest possible.
    """
    ends: list[float] = []  # the lowest place with which a rising run of each length ends
    at: list[int] = []  # whose place that is
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            at.append(index)
        else:
            ends[length], at[length] = place, index
    found: set[int] = set()
    index = at[-1] if at else -1
    while index >= 0:
        found.add(index)
        index = before[index]
    return frozenset(found)


def placed(order: Sequence[int], walk: Iterable[tuple[int, bool]]) -> list[int]:
    """`order` with some people put where a list has them: right behind those before them there.

    `walk` are the people of the list in its order, each with whether they stay where they are;
    who does not stay may be new. Before the first who stays go those who come before them.
    Whoever stands in the list twice has the first place.
    """
    known = set(order)
    first: dict[int, bool] = {}
    for key, keeps in walk:
        first.setdefault(key, keeps)
    stays = [(key, keeps) for key, keeps in first.items() if not keeps or key in known]
    moving = {key for key, keeps in stays if not keeps}
    ahead: dict[int, list[int]] = {}
    behind: defaultdict[int, list[int]] = defaultdict(list)
    waiting: list[int] = []
    anchor: int | None = None
    for key, keeps in stays:
        if keeps:
            if anchor is None:
                ahead[key], waiting = waiting, []
            anchor = key
        elif anchor is None:
            waiting.append(key)
        else:
            behind[anchor].append(key)
    found: list[int] = []
    for key in order:
        if key not in moving:
            found += [*ahead.get(key, ()), key, *behind.get(key, ())]
    return found + waiting
