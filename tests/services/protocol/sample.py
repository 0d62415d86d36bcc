"""The sample session without a Protocol, and shortcuts to look at one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.sample_sessions import sample_session

from rapporteur.domain.editing import FieldEdit
from rapporteur.services import stored
from rapporteur.services.actions.reading import actions
from rapporteur.services.protocol import paragraphs
from rapporteur.services.protocol.paragraphs import Protocol
from rapporteur.services.workspace import Workspace


def bare_sample(path: Path) -> Workspace:
    """A file of the 11th Session whose Protocol is still to be written."""
    path.write_bytes(_bare())
    return Workspace.open(path)


@cache
def _bare() -> bytes:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "bare.rapporteur"
        workspace = sample_session(path)
        with workspace.edit("No Protocol yet") as db:
            held = stored.read(db, stored.PARAGRAPHS)
            paragraphs.remove(db, [one.id for one in held])
            own = [action.id for action in actions(db) if not action.inherited]
            stored.set_fields(
                db, stored.ACTION_ITEMS, {row_id: {"paragraph": ""} for row_id in own}
            )
        workspace.close()
        return path.read_bytes()


def protocol_of(workspace: Workspace) -> Protocol:
    with workspace.read() as db:
        return paragraphs.protocol(db)


def by_slot(workspace: Workspace, slot: str):
    """The one paragraph whose slot begins like this and ends like that: "subgroup:*:text"."""
    first, _, last = slot.partition("*")
    (found,) = [
        one
        for one in protocol_of(workspace).paragraphs
        if one["slot"].startswith(first) and one["slot"].endswith(last)
    ]
    return found


def typed(workspace: Workspace, paragraph, language: str, text: str) -> None:
    """Somebody types another text into a paragraph."""
    with workspace.edit("Type") as db:
        now = paragraphs.protocol(db)
        old = now.text(now.by_id(paragraph.id), language)
        paragraphs.edit(db, paragraph.id, {f"text_{language}": FieldEdit(old, text)})


def where(workspace: Workspace) -> dict[str, str]:
    """What the action items say of their paragraphs, by number of the item."""
    with workspace.read() as db:
        return {one["number"]: one["paragraph"] for one in actions(db) if one["paragraph"]}
