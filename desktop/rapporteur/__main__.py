"""The door: a command goes to the command line, everything else to the window."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run `rapporteur`; the exit code is 0 done, 1 refused, 2 wrong usage.

    The window's libraries are imported only when a window is wanted.
    """
    words = sys.argv[1:] if arguments is None else arguments
    if words and (words[0] in COMMANDS or words[0] in {"-h", "--help", "--version"}):
        from rapporteur import cli  # noqa: PLC0415  late: the window starts without it

        return cli.main(words)
    from rapporteur import app  # noqa: PLC0415  late: brings Qt

    return app.main(words)


COMMANDS = frozenset({"new", "import", "export", "check", "sample"})

if __name__ == "__main__":
    sys.exit(main())
