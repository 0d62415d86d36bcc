"""The reading process: takes a file on its standard input, gives plain values back.

Started by `reading.read_book` as a module. It lays down its own rights first: memory, processor
time, no new files, no new processes. The answer is one JSON list per line; no text of an error
ever leaves, only codes of the program's own.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any

from rapporteur.domain.workbook import Reading
from rapporteur.exchange.incoming.limits import DEFAULT_LIMITS, Limits, Refused

READY = "--ready"  # the argument of a process that is started before it is needed


def main() -> int:
    """Read the order (one JSON line) and the file from standard input, answer on the output."""
    source, answer = sys.stdin.buffer, sys.stdout.buffer
    line = source.readline()
    if not line:
        return 0  # it was made ready, and then nobody wanted anything read
    order = json.loads(line)
    limits, wanted = Limits(**order["limits"]), order.get("reading")
    _confine(limits)
    gc.disable()  # rows upon rows of plain values, and then the process is over

    def emit(message: list[Any]) -> None:
        line = json.dumps(message, ensure_ascii=False, separators=(",", ":"), default=_encode)
        answer.write(line.encode("utf-8", "replace") + b"\n")

    try:
        _read(source.read(), wanted, limits, emit)
        emit(["end"])
    except Refused as refused:
        emit(["refused", refused.code, refused.number])
    except MemoryError:
        emit(["refused", "memory", 0])
    except BaseException:  # noqa: BLE001 - a panic of the native reader is not an Exception
        emit(["refused", "damaged", 0])
    answer.flush()
    return 0


def _read(
    data: bytes,
    wanted: dict[str, str] | None,
    limits: Limits,
    emit: Callable[[list[Any]], None],
) -> None:
    """Read a list as it is wanted; without any wish, a Word document."""
    # Late, both: the rights are laid down before any parser is in memory.
    if wanted is None:
        from rapporteur.exchange.returned.document import read_document  # noqa: PLC0415

        read_document(data, limits, emit)
    else:
        from rapporteur.exchange.incoming.formats import read_list  # noqa: PLC0415

        read_list(data, Reading(**wanted), limits, emit)


def get_ready() -> None:
    """Load what most lists need before the order comes, under the bounds of any order."""
    _confine(DEFAULT_LIMITS)
    import rapporteur.exchange.incoming.formats  # noqa: PLC0415 - late, as in `main`
    import rapporteur.exchange.incoming.xlsx  # noqa: F401, PLC0415 - likewise


def _encode(value: object) -> list[str]:
    """Dates and times as a list of one ISO text, which no cell value can be."""
    if isinstance(value, date | datetime | time):
        return [value.isoformat()]
    raise TypeError(type(value).__name__)


def _confine(limits: Limits) -> None:
    """Give up what reading does not need. Windows has no such limits; the parent's clock has."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    seconds = int(limits.seconds) + 1
    for what, most in (
        (resource.RLIMIT_DATA, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        _, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))


def order_line(limits: Limits, wanted: Reading | None) -> bytes:
    """The first line of the standard input: the bounds, and how the list shall be read.

    Without `wanted` the file is a Word document.
    """
    order = {"limits": {f.name: getattr(limits, f.name) for f in fields(limits)}}
    if wanted is not None:
        order["reading"] = {f.name: getattr(wanted, f.name) for f in fields(wanted)}
    return json.dumps(order).encode() + b"\n"


if __name__ == "__main__":
    if READY in sys.argv[1:]:
        get_ready()
    sys.exit(main())
