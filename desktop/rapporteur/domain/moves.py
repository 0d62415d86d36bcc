"""Who has moved between two orders of a list: as few as explain the difference."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def fewest_moves(then: Sequence[int], now: Sequence[int]) -> frozenset[int]:
    """The fewest of those in both orders that must be moved to get from `then` to `now`.

    Whoever came or went in between moves nobody. The longest run that kept its order stays; of
    several the one found first, so that the answer is always the same.
    """
    place = {one: at for at, one in enumerate(then)}
    both = [one for one in now if one in place]
    # Patience: `tails[n]` ends the run of n + 1 whose end stood earliest in the old order.
    tails: list[int] = []
    runs: list[int] = []
    before: dict[int, int | None] = {}
    for one in both:
        at = bisect_left(tails, place[one])
        before[one] = runs[at - 1] if at else None
        tails[at : at + 1] = [place[one]]
        runs[at : at + 1] = [one]
    kept: set[int] = set()
    last = runs[-1] if runs else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(both) - kept
