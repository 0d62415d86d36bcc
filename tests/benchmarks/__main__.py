"""The benchmark runner: one line per job with ours, the peer, their ratio and the target.

    python3 packaging/dev.py bench              all jobs, five pairs each
    python3 packaging/dev.py bench -n 9 filter  the jobs whose name holds "filter"

Ours and the peer run in turn (A B A B …) as fresh processes, and medians are compared: on a
noisy machine a ratio of neighbours says more than any absolute time. Long jobs are measured in
processor seconds as well, of the program and of the process that reads the file: these say
what the work costs where others use the machine, too. Nothing here is a test; a missed target
is printed, not failed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.jobs import JOBS, Job
from tests.benchmarks.material import Material
from tests.benchmarks.measure import measure


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", help="only jobs whose name holds one of these words")
    parser.add_argument("-n", "--runs", type=int, default=5, help="pairs per job (default 5)")
    wanted = parser.parse_args()
    chosen = [
        job for job in JOBS if not wanted.names or any(word in job.name for word in wanted.names)
    ]
    print(f"{'job':52} {'ours':>10} {'peer':>10} {'ratio':>7} {'target':>7}")
    with tempfile.TemporaryDirectory(prefix="rapporteur-bench-") as folder:
        material = Material(Path(folder))
        for job in chosen:
            print(_line(job, material, wanted.runs), flush=True)
    return 0


def _line(job: Job, material: Material, runs: int) -> str:
    runs = min(runs, job.most_runs)
    ours: list[float] = []
    peer: list[float] = []
    measure(job.ours(material), job.unit)  # warm the caches of the disk
    for _ in range(runs):
        ours.append(measure(job.ours(material), job.unit))
        peer.append(measure(job.peer(material), job.unit))
    ratio = median(ours) / median(peer) if median(peer) else float(median(ours) > 0)
    verdict = "" if ratio <= job.target else "  misses"
    return (
        f"{job.name:52} {_shown(median(ours), job.unit):>10} {_shown(median(peer), job.unit):>10}"
        f" {ratio:7.2f} {job.target:7.2f}{verdict}"
    )


def _shown(value: float, unit: str) -> str:
    if unit == "count":
        return f"{value:.0f}"
    return f"{value / 1e6:.0f} MB" if unit in {"peak", "memory"} else f"{value * 1000:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
