"""Both clocks of a piece of work: what passes on the wall, and what the processor works for it."""

from __future__ import annotations

import os
import time
from typing import NamedTuple


class Clocks(NamedTuple):
    """Seconds. `processor` is that of this process and of those it started that have ended."""

    wall: float
    processor: float

    @classmethod
    def now(cls) -> Clocks:
        """What both say now."""
        return cls(time.perf_counter(), sum(os.times()[:4]))

    def since(self, earlier: Clocks) -> Clocks:
        """What has passed since `earlier`."""
        return Clocks(self.wall - earlier.wall, self.processor - earlier.processor)
