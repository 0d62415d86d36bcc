"""Versions of the Protocol that are kept, mostly as they were sent to the other side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy.orm import Session as Db

from rapporteur.domain import protocol_versions as versions
from rapporteur.domain.clocks import zone_of
from rapporteur.domain.dates import parse_date
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.protocol import SNAPSHOT, Snapshot
from rapporteur.domain.protocol_versions import KeptParagraph, ParagraphDifference
from rapporteur.domain.sessions import Session
from rapporteur.services import stored
from rapporteur.services.protocol import paragraphs
from rapporteur.services.stored import SNAPSHOTS
from rapporteur.services.values import canonical

Version = Snapshot | None
"""A version that was kept; None is the Protocol as it stands."""


def keep(
    db: Db,
    name: str,
    sent_to: str = "",
    languages: Sequence[str] = (),
    *,
    remarks: str = "",
    now: datetime | None = None,
    content: Sequence[KeptParagraph] | None = None,
) -> Snapshot:
    """Keep the Protocol as it stands, or other paragraphs as a version of it.

    `sent_to` is the uuid of a side, "" where it was not sent. Texts are kept in every language;
    `languages` are those that went out, all without any. `now` is when it was sent, with a zone.
    Raises UserError "protocol.nothing" where there is nothing to keep, "protocol.no_name".
    """
    chosen = name.strip()
    if not chosen:
        raise UserError(
            "protocol.no_name",
            "A version needs a name.",
            safe="Nothing was kept yet.",
            advice="Give it one by which you will know it, such as “Draft 2 to the Russian Side”.",
            place="name",
        )
    texts = present(db) if content is None else content
    if not texts:
        raise UserError(
            "protocol.nothing",
            "The Protocol has no paragraph yet.",
            safe="Nothing was kept.",
            advice="Assemble the draft or write a paragraph first.",
        )
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    row = {
        "name": canonical(SNAPSHOT["name"], chosen),
        "sent_at": moment.isoformat(timespec="seconds"),
        "sent_to": sent_to,
        "languages": "; ".join(languages or paragraphs.protocol(db).languages),
        "remarks": canonical(SNAPSHOT["remarks"], remarks),
    }
    (made,) = stored.create(db, SNAPSHOTS, [row], content=[_mapping(one) for one in texts])
    return made


def day_sent(session: Session, text: str) -> datetime | None:
    """The moment that a typed day means, at noon of the session's place; None for "", that is now.

    Raises UserError "protocol.day".
    """
    if not text.strip():
        return None
    found = parse_date(text.strip())
    if found is None:
        raise UserError(
            "protocol.day",
            "The day on which it was sent cannot be read.",
            safe="Nothing was kept yet.",
            advice="Leave it empty for now, or type a date with its year, such as 5.8.2025.",
            place="day",
        )
    return datetime.combine(found.value, time(12), zone_of(session))


def snapshots(db: Db) -> list[Snapshot]:
    """The versions kept, the latest first."""
    return stored.read(db, SNAPSHOTS)[::-1]


def rename(db: Db, snapshot_id: int, old: str, new: str) -> Snapshot:
    """Give a version another name, from the one its user saw. Raises Conflict."""
    value = canonical(SNAPSHOT["name"], new)
    return stored.update(db, SNAPSHOTS, snapshot_id, {"name": FieldEdit(old, value)})


def remove(db: Db, ids: Collection[int]) -> int:
    """Forget versions; how many went. Undo brings them back."""
    return stored.remove(db, SNAPSHOTS, ids)


def present(db: Db) -> list[KeptParagraph]:
    """The Protocol as it stands, as a version."""
    now = paragraphs.protocol(db)
    return [
        KeptParagraph(
            one.uuid,
            one["kind"],
            now.number(one),
            one["state"],
            {code: now.text(one, code) for code in now.languages},
        )
        for one in now.paragraphs
    ]


def texts_of(db: Db, version: Version) -> list[KeptParagraph]:
    """The paragraphs of a version."""
    return present(db) if version is None else versions.kept(version.content)


def difference(db: Db, before: Version, after: Version, language: str) -> list[ParagraphDifference]:
    """Two versions compared, paragraph by paragraph; see `protocol_versions.difference`."""
    return versions.difference(texts_of(db, before), texts_of(db, after), language)


def _mapping(one: KeptParagraph) -> dict[str, Any]:
    texts = {f"text_{code}": text for code, text in one.texts.items()}
    row = {"uuid": one.uuid, "kind": one.kind, "number": one.number, "state": one.state}
    return {**row, **texts}
