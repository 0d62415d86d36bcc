"""Numbers of agenda items: computed from the order, frozen at circulation, fitted in afterwards.

Until the agenda has been circulated its numbers follow the order: 1, 2, 2.1. Then everybody has
them on paper, and they never change again. A later item takes a number that moves nobody
[custom, as numbers of articles in amended laws]:

- after the last item the next whole number: 11; after the last sub-item 4.5;
- between 3 and 4: 3a, then 3b … 3z, 3aa; between 4.2 and 4.3: 4.2a;
- before item 1: 0a, 0b; before sub-item 4.1: 4.0a;
- between 3a and 3b: 3a-1, 3a-2; between 3 and 3a: 3-1; between 3a and 3a-1: 3a-0a.

A part of a number is read as figures, letters, figures after a hyphen, letters and so on, where
nothing counts as 0; so there is always room for one more between two of them. A number that was
given once, also to an item that waits in the parking lot, is never given to another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

Part = tuple[int, ...]
Number = tuple[Part, ...]

_LETTERS = 26
_PART = re.compile(r"(\d{1,9})([a-z]{0,6})((?:-\d{1,9}[a-z]{0,6})*)\Z")
_FURTHER = re.compile(r"-(\d+)([a-z]*)")


@dataclass(frozen=True, slots=True)
class Place:
    """One item as it stands in the order: `level` 1, or 2 for a sub-item of the item above.

    `number` is the frozen one, "" where it has none yet.
    """

    key: int
    level: int
    number: str = ""


def computed(places: Sequence[Place]) -> dict[int, str]:
    """The numbers that follow from the order alone, by key."""
    found: dict[int, str] = {}
    item = sub_item = 0
    for place in places:
        if place.level == 1:
            item, sub_item = item + 1, 0
            found[place.key] = str(item)
        else:
            sub_item += 1
            found[place.key] = f"{item}.{sub_item}"
    return found


def late_numbers(places: Sequence[Place], taken: Collection[str] = ()) -> dict[int, str]:
    """Numbers for those without one, by key, so that nobody else's changes.

    `taken` are numbers given to items that do not stand in the order now.
    """
    used = {place.number for place in places if place.number} | set(taken)
    numbers = {place.key: place.number for place in places}
    found: dict[int, str] = {}
    parent: Place | None = None
    for at, place in enumerate(places):
        if place.level == 1:
            parent = place
        if numbers[place.key]:
            continue
        likes = _likes(places, at)
        own = next(i for i, like in enumerate(likes) if like is place)
        head = "" if place.level == 1 or parent is None else f"{numbers[parent.key]}."
        before = _nearest([numbers[like.key] for like in reversed(likes[:own])])
        after = _nearest([numbers[like.key] for like in likes[own + 1 :]])
        number = _fit(before, after, head, used)
        used.add(number)
        numbers[place.key] = found[place.key] = number
    return found


def sort_key(number: str) -> Number:
    """What numbers are sorted by; what is no number of ours comes last."""
    parts = [_read(part) for part in number.split(".")]
    known = tuple(part for part in parts if part is not None)
    return known if len(known) == len(parts) else ((10**10,),)


def _likes(places: Sequence[Place], at: int) -> list[Place]:
    """Those whose numbers stand in one row with this one: all items, or one item's sub-items."""
    place = places[at]
    if place.level == 1:
        return [other for other in places if other.level == 1]
    first = last = at
    while first > 0 and places[first - 1].level > 1:
        first -= 1
    while last + 1 < len(places) and places[last + 1].level > 1:
        last += 1
    return list(places[first : last + 1])


def _nearest(numbers: Sequence[str]) -> Part | None:
    """The last part of the first of these that is a number."""
    for number in numbers:
        part = _read(number.rpartition(".")[2])
        if part is not None:
            return part
    return None


def _fit(before: Part | None, after: Part | None, head: str, used: Collection[str]) -> str:
    """The first free number between two others; None is the beginning, or the end."""
    lower = before or (0,)
    upper = after
    if upper is not None and upper <= lower:
        # Moved by hand out of its order: it belongs to the one before.
        upper = (lower[0] + 1,)
    while True:
        lower = (lower[0] + 1,) if upper is None else _between(lower, upper)
        text = head + _write(lower)
        if text not in used:
            return text


def _between(lower: Part, upper: Part) -> Part:
    """A part that sorts between two others, of which the first is smaller."""
    if len(lower) > 1:
        raised = (*lower[:-1], lower[-1] + 1)
        if raised < upper:
            return raised
    zeros: Part = ()
    while (*lower, *zeros, 1) >= upper:
        zeros = (*zeros, 0)
    return (*lower, *zeros, 1)


def _write(part: Part) -> str:
    text = str(part[0])
    for at, value in enumerate(part[1:], 1):
        if at % 2:
            text += _letters(value)
        elif value or at < len(part) - 1:
            text += f"-{value}"
    return text


def _read(text: str) -> Part | None:
    found = _PART.match(text)
    if found is None:
        return None
    part = [int(found[1]), _value(found[2])]
    for figures, letters in _FURTHER.findall(found[3]):
        part += [int(figures), _value(letters)]
    while len(part) > 1 and not part[-1]:
        part.pop()
    return tuple(part)


def _letters(value: int) -> str:
    """1 is "a", 26 "z", 27 "aa"; 0 is nothing."""
    text = ""
    while value:
        value, rest = divmod(value - 1, _LETTERS)
        text = chr(ord("a") + rest) + text
    return text


def _value(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * _LETTERS + ord(letter) - ord("a") + 1
    return value
