"""Python's search for cyclic garbage, held off while a long list is worked through."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Hold:
    """How many are holding the collector off, in all threads: it is one for the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holders = 0
        self._ran_before = False

    @property
    def held(self) -> bool:
        return self._holders > 0

    def take(self) -> None:
        with self._lock:
            if not self._holders:
                self._ran_before = gc.isenabled()
                gc.disable()
            self._holders += 1

    def release(self) -> None:
        with self._lock:
            self._holders -= 1
            if self._holders:
                return
            # What was made meanwhile would count as young, and be looked through once for each
            # of the three generations. Frozen and thawed, it is among the old at once.
            gc.freeze()
            gc.unfreeze()
            if self._ran_before:
                gc.enable()


_HOLD = _Hold()


@contextmanager
def no_collection() -> Iterator[None]:
    """Hold off the collector, for all threads; also a decorator.

    A list of ten thousand people is a million texts, tuples and dicts that all stay. Python
    looks through them for cycles again and again while they are made, a fifth of the time of an
    import, and can find none: they are plain values that refer to nothing but plain values, and
    what is dropped is freed at once by its count of references. Garbage of the window waits
    until the last holder is done.
    """
    _HOLD.take()
    try:
        yield
    finally:
        _HOLD.release()


def collect_due() -> int:
    """Search as deep as Python itself would by now; -1 where nothing was due, else how deep.

    For who has taken the search over from Python. While it is held off, nothing is due.
    """
    depth = -1
    if not _HOLD.held:
        for generation, count in enumerate(gc.get_count()):
            if count <= gc.get_threshold()[generation]:
                break
            depth = generation
    if depth >= 0:
        gc.collect(depth)
    return depth
