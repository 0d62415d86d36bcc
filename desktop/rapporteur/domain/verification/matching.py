"""Which quantities of one language the other does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rapporteur.domain.verification.quantities import Quantity, QuantityKind


def missing(here: Sequence[Quantity], there: Sequence[Quantity]) -> Iterator[tuple[Quantity, bool]]:
    """The quantities of `here` that `there` has not, or not so often; True where it has it once.

    A date without a year is the same as one with it where the year is said there as well.
    """
    known = {(one.kind, one.value) for one in there}
    left = Counter((one.kind, one.value) for one in there)
    open_: list[Quantity] = []
    for one in sorted(here, key=lambda one: one.loose):  # what is loose takes from nobody
        key = (one.kind, one.value)
        if left[key] > 0:
            left[key] -= 1
        elif not one.loose:
            open_.append(one)
    dates = [value for (kind, value), count in left.items() if count and kind is QuantityKind.DATE]
    years = {one.value[:4] for one in (*here, *there)
             if one.kind is QuantityKind.DATE and not one.value.startswith("--")}  # fmt: skip
    said_here, said_there = _years(here), _years(there)
    both = years & said_here & said_there
    for one in sorted(open_, key=lambda one: one.start):
        same = next((date for date in dates if one.kind is QuantityKind.DATE
                     and _same_day(one.value, date, both)), None)  # fmt: skip
        if same is not None:
            dates.remove(same)
        else:
            yield one, (one.kind, one.value) in known


def _years(of: Sequence[Quantity]) -> set[str]:
    return {
        one.value[:4]
        for one in of
        if one.kind is QuantityKind.DATE
        or (one.kind is QuantityKind.NUMBER and len(one.value) == 4)
    }


def _same_day(one: str, other: str, years: set[str]) -> bool:
    """Whether two dates differ in nothing but that one leaves its year to another."""
    if one.startswith("--") == other.startswith("--"):
        return False
    short, full = (one, other) if one.startswith("--") else (other, one)
    return full[:4] in years and full[4:] == short[2:]
