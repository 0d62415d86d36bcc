"""Two entries of one person made one: what differs, and what would stand in the entry that stays.

Nothing is decided here. The values proposed are those of the entry that stays, filled up with
what only the other has; whoever merges may choose otherwise, field by field.
"""

from __future__ import annotations

from rapporteur.domain.delegates import Delegate

SIDE = "side"
"""Stands for the side among the fields, where the two entries are of both sides."""


def differing(one: Delegate, other: Delegate) -> tuple[str, ...]:
    """The keys of the fields in which two people differ, the side first, then in order."""
    fields = tuple(
        key
        for key, a, b in zip(one.catalogue.keys, one.values, other.values, strict=True)
        if a != b
    )
    return (SIDE, *fields) if one.side_id != other.side_id else fields


def from_the_other(stays: Delegate, goes: Delegate) -> frozenset[str]:
    """The fields to be taken from the entry that goes: those that the other leaves empty."""
    return frozenset(key for key in differing(stays, goes) if key != SIDE and not stays[key])


def merged(stays: Delegate, goes: Delegate, taken: frozenset[str]) -> dict[str, str]:
    """The values of the entry that stays where those of the fields `taken` are the other's."""
    values = stays.as_dict()
    return values | {key: goes[key] for key in taken if key != SIDE}
