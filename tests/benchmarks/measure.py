"""Run one command as a fresh process and take one figure from it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

Unit = Literal["wall", "printed", "processor", "peak", "memory", "count"]

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = Path(__file__).parent / "scripts"
_LOOK = 0.01  # seconds between two looks at the memory in use


def measure(arguments: Sequence[str], unit: Unit) -> float:
    """Seconds from start to end ("wall"), or the number that the command prints last:

    seconds ("printed", "processor"), bytes ("peak"), or a "count". "memory" is the most that
    the command and all processes it starts hold at one moment, in bytes: what an import takes
    is that of the program and of the process that reads the file, together. Pages that both
    share count twice, against us. CalledProcessError where the command fails.
    """
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "desktop"), str(ROOT)]),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "QT_LOGGING_RULES": "*=false",
        "PYTHONDONTWRITEBYTECODE": "",
    }
    command = [sys.executable, *arguments]
    started = time.perf_counter()
    most = 0
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        while unit == "memory" and process.poll() is None:
            most = max(most, _in_use(process.pid))
            time.sleep(_LOOK)
        printed, _ = process.communicate()
    wall = time.perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return {"wall": wall, "memory": float(most)}.get(unit) or float(printed.split()[-1])


def _in_use(process: int) -> int:
    """The memory that a process and its descendants hold now (Linux)."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        tasks = Path(f"/proc/{process}/task").iterdir()
        children = [int(c) for task in tasks for c in (task / "children").read_text().split()]
    except (OSError, IndexError):
        return 0  # it has ended meanwhile
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(map(_in_use, children))


def script(name: str, *arguments: object) -> list[str]:
    """The command line of one script of this folder."""
    return [str(SCRIPTS / f"{name}.py"), *(str(a) for a in arguments)]
