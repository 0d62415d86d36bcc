"""This computer and its processes: enough to tell whether the holder of a lease is still alive.

A process number alone is not enough, since numbers are used again: a mark of the process's
start goes with it. Where a system gives no such mark, a process counts as alive.
"""

from __future__ import annotations

import ctypes
import getpass
import os
import platform
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where a process runs: the computer, its identity, and its present run since power-on."""

    computer: str
    machine: str
    boot: str


def this_place() -> Place:
    """The computer that this program runs on."""
    # The two files are Linux's; elsewhere the network card's number serves, and no boot mark.
    machine = _read("/etc/machine-id") or f"{uuid.getnode():x}"
    return Place(platform.node(), machine, _read("/proc/sys/kernel/random/boot_id"))


def this_user() -> str:
    """The name under which the person at this computer is known to it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return "unknown"


def _read(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


if sys.platform == "linux":

    def start_mark(pid: int) -> str | None:
        """What distinguishes process `pid` from others of that number; "" if there is none.

        None where this system does not tell.
        """
        # Fields after the program's name, which may hold spaces and brackets: see proc(5).
        fields = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
        if len(fields) < 20 or fields[0] in {"Z", "X"}:  # a zombie has ended, too
            return ""
        return fields[19]

elif sys.platform == "win32":

    def start_mark(pid: int) -> str | None:
        """What distinguishes process `pid` from others of that number; "" if there is none.

        None where this system does not tell.
        """
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if not handle:
            # 87 (invalid parameter) means that there is no such process; else we may not look.
            return "" if ctypes.get_last_error() == 87 else None
        try:
            times = [ctypes.c_ulonglong() for _ in range(4)]
            pointers = [ctypes.byref(time) for time in times]
            if not kernel.GetProcessTimes(ctypes.c_void_p(handle), *pointers):
                return None
            return str(times[0].value)
        finally:
            kernel.CloseHandle(ctypes.c_void_p(handle))

else:

    def start_mark(pid: int) -> str | None:  # noqa: ARG001 - the same call on every system
        """None: this system does not tell when a process began."""
        return None


def own_mark() -> str:
    """The start mark of this process; "" where the system gives none."""
    return start_mark(os.getpid()) or ""
