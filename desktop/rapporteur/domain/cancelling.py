"""Long work that can be given up: it calls a check now and then, and what that raises ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

Check = Callable[[], None]

# Items between two checks: some ten thousandths of a second each.
_EVERY = 200


def go_on() -> None:
    """The check where nobody can give the work up."""


def checked(items: Iterable[T], check: Check) -> Iterator[T]:
    """`items`, with a check before every few hundred of them."""
    for at, item in enumerate(items):
        if at % _EVERY == 0:
            check()
        yield item
