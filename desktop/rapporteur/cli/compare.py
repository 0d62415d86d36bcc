"""The commands about lists as received: which there are, and how two of them differ."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rapporteur.cli.commands import DONE, open_file
from rapporteur.cli.reports import as_json
from rapporteur.cli.version_reports import comparison_report, comparison_text, list_report

if TYPE_CHECKING:
    from rapporteur.services.lists.comparison import ListRows
    from rapporteur.services.workspace import Workspace


def show_lists(chosen: argparse.Namespace) -> int:
    """Say which lists were received."""
    from rapporteur.services import sessions  # noqa: PLC0415 - brings the database
    from rapporteur.services.lists.provenance import list_in_words, received_lists  # noqa: PLC0415 - late

    workspace = open_file(chosen.file, edit=False)
    try:
        with workspace.read() as db:
            lists = received_lists(db)
            codes: dict[int | None, str] = {side.id: side["code"] for side in sessions.sides(db)}
    finally:
        workspace.close()
    if chosen.json:
        print(as_json({"lists": [list_report(one, codes.get(one.side_id, "")) for one in lists]}))
        return DONE
    if not lists:
        print(f"{chosen.file}: no list was received yet.")
    for one in lists:
        print(f"{one.id:4}  {list_in_words(one)}: {one.name}, {one.people} people")
    return DONE


def compare(chosen: argparse.Namespace) -> int:
    """Compare two lists row by row; each is the number of a received list, or a file."""
    from rapporteur.services.lists.comparison import compare_lists  # noqa: PLC0415 - late

    workspace = open_file(chosen.file, edit=False)
    try:
        older, newer = (_rows(workspace, words) for words in (chosen.older, chosen.newer))
    finally:
        workspace.close()
    found = compare_lists(older, newer)
    private = chosen.show_private
    if chosen.json:
        print(as_json(comparison_report(found, private=private)))
    else:
        print(comparison_text(found, private=private))
    return DONE


def _rows(workspace: Workspace, words: str) -> ListRows:
    """The rows of a list: of the received one with this number, else of the file."""
    from rapporteur.exchange.incoming.reading import read_book  # noqa: PLC0415 - start-up time
    from rapporteur.services import sessions  # noqa: PLC0415 - brings the database
    from rapporteur.services.lists import versions  # noqa: PLC0415 - brings the database

    if words.isdecimal():
        with workspace.read() as db:
            kept = versions.kept_list(db, int(words))
        return versions.read_kept(kept)[1]
    book = read_book(Path(words))
    with workspace.read() as db:
        return versions.rows_of_file(book, sessions.sides(db))
