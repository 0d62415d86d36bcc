"""Python's search for cyclic garbage, held off while a long list is worked through."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Hold off the collector; also a decorator.

    A list of ten thousand people is a million texts, tuples and dicts that all stay. Python
    looks through them for cycles again and again while they are made, a fifth of the time of an
    import, and can find none: they are plain values that refer to nothing but plain values, and
    what is dropped is freed at once by its count of references. It holds for the whole process,
    so garbage of the window waits a second or two; where two threads are in here, the one that
    came first lets the collector go on.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
