"""The commands about frozen lists: freezing one, and the corrigendum to it."""

from __future__ import annotations

import argparse

from rapporteur.cli.commands import DONE, WrongUsage, open_file
from rapporteur.cli.reports import as_json, count
from rapporteur.domain.clocks import zone_of
from rapporteur.domain.errors import UserError


def freeze_list(chosen: argparse.Namespace) -> int:
    """Freeze the list of a side as it stands now."""
    from rapporteur.services import delegates, sessions  # noqa: PLC0415 - late
    from rapporteur.services.lists import freezing, titles  # noqa: PLC0415 - late

    workspace = open_file(chosen.file, edit=True)
    try:
        with workspace.read() as db:
            side, session = sessions.side_by_code(db, chosen.side), sessions.session(db)
        with workspace.edit(f"Freeze the list of {side.name()}") as db:
            frozen = freezing.freeze(db, side.id, chosen.remark)
            people = [d for d in delegates.list_delegates(db, side.id) if not d.withdrawn]
    finally:
        workspace.close()
    local = frozen.at.astimezone(zone_of(session))
    if chosen.json:
        report = {
            "side": side["code"],
            "at": local.isoformat(),
            "number": frozen.number,
            "people": len(people),
            "remark": frozen.remark,
        }
        print(as_json(report))
    else:
        moment = titles.long_moment(session, frozen.at, "en")
        print(f"{chosen.file}: the list of {side.name()} is frozen as of {moment}, "
              f"{len(people)} people.")  # fmt: skip
    return DONE


def export_corrigendum(chosen: argparse.Namespace) -> int:
    """Write what has changed on a side's list since it was last frozen."""
    if not chosen.side:
        raise WrongUsage("A corrigendum is to the list of one side: add --side CODE.")
    from rapporteur.services import sessions  # noqa: PLC0415 - brings the database
    from rapporteur.services.columns import column_sets  # noqa: PLC0415 - brings the database
    from rapporteur.services.lists import corrigendum_export, freezing  # noqa: PLC0415 - brings the database

    workspace = open_file(chosen.file, edit=False)
    try:
        with workspace.read() as db:
            try:
                columns = column_sets.column_set(db, chosen.columns)
            except UserError as error:
                raise WrongUsage(f"{error.message} {error.advice}") from error
            side = sessions.side_by_code(db, chosen.side)
            frozen = freezing.last_frozen_of(db, side)
            entries = corrigendum_export.export_corrigendum(
                db, chosen.out, frozen, columns, chosen.language or "en"
            )
    finally:
        workspace.close()
    print(f"{chosen.out}: {corrigendum_export.called(frozen.number)}, {count(entries, 'change')}, "
          f"columns {columns.key}.")  # fmt: skip
    return DONE
