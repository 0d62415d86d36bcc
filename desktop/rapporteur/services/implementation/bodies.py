"""Which bodies are responsible, and for what.

A body is known by its name as the action items write it; capitals and blanks do not make another
one. Where a field names several with semicolons between, each of them is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapporteur.domain.actions import ActionItem

_FIELDS = ("body_first", "body_second")
_BETWEEN = re.compile(r"[;\n]")


@dataclass(frozen=True, slots=True)
class Body:
    """A responsible body with its action items, in their order. `key` is its folded name."""

    key: str
    name: str
    items: tuple[ActionItem, ...]


def bodies_of(item: ActionItem) -> tuple[str, ...]:
    """The names of all bodies that are responsible for an item, of either side."""
    names = (" ".join(n.split()) for key in _FIELDS for n in _BETWEEN.split(item[key]))
    return tuple(dict.fromkeys(name for name in names if name))


def body_key(name: str) -> str:
    """What is the same for two spellings of one body."""
    return " ".join(name.casefold().replace("ё", "е").split())


def bodies(items: Iterable[ActionItem]) -> list[Body]:
    """All bodies of these items, in the order in which they are first named."""
    names: dict[str, str] = {}
    found: dict[str, dict[int, ActionItem]] = {}
    for item in items:
        for name in bodies_of(item):
            key = body_key(name)
            names.setdefault(key, name)
            found.setdefault(key, {})[item.id] = item
    return [Body(key, names[key], tuple(found[key].values())) for key in names]


def without_body(items: Iterable[ActionItem]) -> Sequence[ActionItem]:
    """The items for which nobody is named: they go to nobody."""
    return [item for item in items if not bodies_of(item)]
