"""Run one command as a fresh process and take one figure from it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

Unit = Literal["wall", "printed", "peak"]

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = Path(__file__).parent / "scripts"


def measure(arguments: Sequence[str], unit: Unit) -> float:
    """Seconds from start to end ("wall"), or the number that the command prints last:

    seconds ("printed") or bytes ("peak"). CalledProcessError where the command fails.
    """
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "desktop"), str(ROOT)]),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "QT_LOGGING_RULES": "*=false",
        "PYTHONDONTWRITEBYTECODE": "",
    }
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    wall = time.perf_counter() - started
    return wall if unit == "wall" else float(done.stdout.split()[-1])


def script(name: str, *arguments: object) -> list[str]:
    """The command line of one script of this folder."""
    return [str(SCRIPTS / f"{name}.py"), *(str(a) for a in arguments)]
