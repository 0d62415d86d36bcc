"""The command line: the same use cases as the window, without one.

Exit codes: 0 done, 1 refused for the input's sake (the reason on stderr), 2 wrong usage. Heavy
libraries are imported inside the commands that need them, so that `--version` answers at once.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from rapporteur.cli.arguments import make_parser
from rapporteur.cli.commands import DONE, REFUSED, WRONG_USAGE, WrongUsage
from rapporteur.domain.errors import UserError


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; never raises for what the input holds."""
    _speak_utf8()
    parser = make_parser()
    try:
        chosen = parser.parse_args(arguments)
    except SystemExit as done:  # argparse has said why; an exit code is all that is left to tell
        return done.code if isinstance(done.code, int) else WRONG_USAGE
    command: Callable[[argparse.Namespace], int] = chosen.command
    try:
        code = command(chosen)
        _end_output()
        return code
    except WrongUsage as wrong:
        return _complain(str(wrong), WRONG_USAGE)
    except UserError as error:
        return _complain(str(error), REFUSED)
    except BrokenPipeError:  # the reader of our output has gone
        _drop_stuck_output()
        return DONE
    except OSError as error:
        _drop_stuck_output()
        place = f"{error.filename}: " if error.filename else ""
        return _complain(f"{place}{error.strerror or 'The file cannot be used'}.", REFUSED)
    except KeyboardInterrupt:
        return _complain("Stopped. What was not finished was not kept.", REFUSED)
    except Exception as fault:  # noqa: BLE001 - the last stop; a traceback could show a person's data
        return _complain(_fault(fault), REFUSED)


def _speak_utf8() -> None:
    """Write UTF-8 wherever the output goes; a Windows pipe would otherwise get the code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _end_output() -> None:
    """Bring what was printed out: a full disk or a closed pipe shows here, not after the end."""
    flush = getattr(sys.stdout, "flush", None)  # there is no output at all without a console
    if flush is not None:
        flush()


def _drop_stuck_output() -> None:
    """Let go of what cannot be printed: Python would try again at its end, and complain itself."""
    try:
        _end_output()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str, code: int) -> int:
    print(f"rapporteur: {message}", file=sys.stderr)
    return code


def _fault(fault: BaseException) -> str:
    """A fault of the program as its kind and place; its message might quote somebody's data."""
    frames = traceback.extract_tb(fault.__traceback__)[-3:]
    places = ", ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return (
        f"This is a fault of the program ({type(fault).__name__} at {places}). "
        "What was saved before is kept, and nothing half done was written. "
        "Please report this line."
    )
