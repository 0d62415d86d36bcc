"""The door: a command goes to the command line, everything else to the window."""

from __future__ import annotations

import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run `rapporteur`; the exit code is 0 done, 1 refused, 2 wrong usage.

    The window's libraries are imported only when a window is wanted.
    """
    words = sys.argv[1:] if arguments is None else arguments
    if words and names_command(words[0]):
        from rapporteur import cli  # noqa: PLC0415 - late: the window starts without it

        return cli.main(words)
    from rapporteur import app  # noqa: PLC0415 - late: brings Qt

    return app.main(words)


def names_command(word: str) -> bool:
    """Whether the first word is, or was meant to be, a command and not a file to open.

    A bare word that is no file is a command with a slip in it: the command line says so, where
    a window would open only to miss the file.
    """
    if word.startswith("-"):
        return word in {"-h", "--help", "--version"}
    path = Path(word)
    return not path.suffix and len(path.parts) == 1 and not path.exists()


if __name__ == "__main__":
    sys.exit(main())
