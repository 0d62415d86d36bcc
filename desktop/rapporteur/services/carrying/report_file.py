"""The report of a carry-over as a text file, written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from rapporteur.domain.errors import UserError


def write_report(path: Path, text: str) -> None:
    """Write `text` as UTF-8, in the place of a file that is there.

    UserError "report.not_written" where that is impossible; what was there is unchanged then.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8-sig", newline="\r\n" if os.name == "nt" else "\n") as f:
            f.write(text)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise UserError(
            "report.not_written",
            f"The report could not be written to {path}: {error.strerror}.",
            safe="What came over is kept in the session.",
            advice="Choose another place, or copy the report.",
        ) from error
