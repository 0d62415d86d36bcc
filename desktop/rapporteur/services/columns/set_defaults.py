"""The column sets kept on this computer, with which new sessions begin.

One JSON file in this person's configuration folder. It describes columns and holds nothing of
any delegate. A session carries its own sets; what is here reaches it only when it is made, or
when somebody takes it over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from rapporteur import paths
from rapporteur.domain.column_sets import ColumnSet, checked
from rapporteur.domain.errors import UserError
from rapporteur.services.columns.set_records import from_plain, plain_values

_FILE = "column-sets.json"
_FORM = 1  # of the file
_LARGEST = 2_000_000  # bytes; nobody describes more columns than that


def default_sets() -> tuple[ColumnSet, ...]:
    """The sets kept on this computer, in their order; none where nothing was kept.

    UserError "column_sets.unreadable" where the file is there but cannot be understood.
    """
    path = _path()
    try:
        if not path.exists():
            return ()
        if path.stat().st_size > _LARGEST:
            raise _unreadable(path, "far larger than this program writes it")
        entries = _entries(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise _unreadable(path, error.strerror or "it cannot be read") from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, "damaged, or written by something else") from error
    return tuple(found for found in entries if found.fields and found.name)


def keep_default(found: ColumnSet) -> None:
    """Keep one set for sessions to come; it takes the place of one with the same key or name.

    A file that cannot be understood is set aside beside the new one. Raises UserError
    "column_sets.*" where it cannot be written; what was kept is unchanged then.
    """
    checked(found)
    try:
        kept = list(default_sets())
    except UserError:
        _set_aside()
        kept = []
    places = {one.key: place for place, one in enumerate(kept)}
    if found.key in places:
        kept[places[found.key]] = found
    else:
        kept.append(found)
    same = found.name.casefold()
    _write([one for one in kept if one.key == found.key or one.name.casefold() != same])


def forget_default(key: str) -> None:
    """Keep the set no longer; sessions that have it stay as they are. UserError as above."""
    _write([found for found in default_sets() if found.key != key])


def _entries(document: object) -> list[ColumnSet]:
    """The sets in the document; ValueError where it is none of ours."""
    match document:
        case {"form": int(form), "sets": list(sets)} if form == _FORM:
            pass
        case _:
            raise ValueError("another form")
    found: dict[str, ColumnSet] = {}
    for entry in sets:
        if isinstance(entry, dict) and isinstance(key := entry.get("key"), str) and key:
            found.setdefault(key, from_plain(key, entry))
    return list(found.values())


def _write(sets: Sequence[ColumnSet]) -> None:
    """Write the file whole or not at all: beside the old one, then in its place."""
    path = _path()
    entries = [{"key": found.key, **plain_values(found)} for found in sets]
    text = json.dumps({"form": _FORM, "sets": entries}, ensure_ascii=False, indent=1)
    part = path.with_suffix(".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise UserError(
            "column_sets.not_written",
            f"The column sets of this computer could not be written to {path}: {error.strerror}.",
            safe="What was kept before is unchanged, and so is the session.",
            advice="Make room on the disk, or ask whoever looks after this computer.",
        ) from error


def _set_aside() -> None:
    """Move the file out of the way under a name that nothing else has."""
    path, number = _path(), 1
    while (aside := path.with_name(f"{path.stem}.unreadable-{number}.json")).exists():
        number += 1
    with suppress(OSError):
        path.replace(aside)


def _path() -> Path:
    return paths.config_dir() / _FILE


def _unreadable(path: Path, what: str) -> UserError:
    return UserError(
        "column_sets.unreadable",
        f"The column sets kept on this computer are not available: {path} ({what}).",
        safe="No session is affected; each carries its own sets.",
        advice="Keep a set as default once more: the file is then set aside and made anew.",
    )
