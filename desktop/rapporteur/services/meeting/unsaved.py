"""What is typed but not saved yet, kept where no kill reaches it.

Saving to the session file may take a second on a slow share, and typing does not wait for it. So
each key leaves its text in a small file of this person's own folder, on the local disk: written
before the key has been painted, forced to the disk whenever something is saved. Once the session
file has the text, it goes. What is found there at the next opening was lost by nobody.

One line per text, newest last: a digest, then JSON. A line that a kill has cut short fails its
digest and is left out; the one before it stands.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session as Db

from rapporteur import paths
from rapporteur.domain.agenda import AgendaItem
from rapporteur.domain.editing import FieldEdit, clean_text, is_clean
from rapporteur.domain.errors import UserError
from rapporteur.services import sessions, stored
from rapporteur.services.meeting import acts, entries
from rapporteur.services.places import place_of
from rapporteur.services.stored import ACTION_ITEMS, AGENDA_ITEMS, MEETING_RECORDS, Stored

_FOLDER = "unsaved"
_LARGEST = 1_000_000  # bytes, before what is outdated is left behind
_BASES = 50
_ENTRY = "entry:"


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that was typed: the notes of an item, or the fields of a card.

    `bases` are digests of all texts that the session file may hold by what this program did.
    """

    key: str
    values: Mapping[str, str] = field(repr=False)
    bases: tuple[str, ...] = field(default=(), repr=False)


class Unsaved:
    """The file beside one session file. Everything may be called in the window's thread.

    A failure to write there must not keep anybody from typing: it is told by `working`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._live: dict[str, Kept] = {}
        self._file: int | None = None
        self._size = 0
        self.working = True

    @classmethod
    def of(cls, db: Db, path: Path) -> Unsaved:
        """The one for the session file at `path`; what a kill has left there stands in `kept`."""
        place = str(place_of(path))
        folder = paths.data_dir() / _FOLDER / sessions.session(db).uuid
        name = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        found = cls(folder / f"{name}.jsonl")
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            found._read()
        return found

    @property
    def kept(self) -> Mapping[str, Kept]:
        """What is not in the session file yet, by key."""
        return self._live

    def keep(self, key: str, values: Mapping[str, str], base: str = "") -> None:
        """Remember what stands in the editor now. `base`: what the file held when it was shown."""
        before = self._live.get(key)
        bases = before.bases if before is not None else ()
        if (digest := _digest(base)) not in bases:
            bases = (*bases, digest)[-_BASES:]
        if before is not None and before.values == values and before.bases == bases:
            return
        self._live[key] = Kept(key, dict(values), bases)
        self._append(self._live[key])

    def drop(self, key: str) -> None:
        """The session file has it, or nobody wants it any more."""
        if self._live.pop(key, None) is None:
            return
        if self._live:
            self._append(Kept(key, {}))
        else:
            self._empty()

    def sync(self) -> None:
        """Return when everything kept is on the disk: for a power cut. Safe in any thread."""
        file = self._file
        if file is not None:
            with contextlib.suppress(OSError):
                os.fsync(file)

    def close(self) -> None:
        """Let go of the file; what is not saved stays in it. One without anything is removed."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)
        if not self._live:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
                self._path.parent.rmdir()

    def _append(self, kept: Kept) -> None:
        line = _line(kept)
        try:
            if self._size + len(line) > _LARGEST:
                self._rewrite()
                return
            os.write(self._opened(), line)
            self._size += len(line)
            self.working = True
        except OSError:
            self.working = False

    def _rewrite(self) -> None:
        """Only what is live, in a new file that takes the place of the old one."""
        draft = self._path.with_suffix(".new")
        lines = b"".join(_line(kept) for kept in self._live.values())
        draft.unlink(missing_ok=True)
        file = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND, 0o600)
        try:
            os.write(file, lines)
            os.fsync(file)
        finally:
            os.close(file)
        old, self._file = self._file, None
        if old is not None:
            os.close(old)
        draft.replace(self._path)
        self._size = len(lines)
        self.working = True

    def _empty(self) -> None:
        try:
            os.ftruncate(self._opened(), 0)
            self._size = 0
        except OSError:
            self.working = False

    def _opened(self) -> int:
        if self._file is None:
            flags = os.O_CREAT | os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._file = os.open(self._path, flags, 0o600)
        return self._file

    def _read(self) -> None:
        if not self._path.exists():
            return
        for line in self._path.read_bytes().splitlines():
            kept = _parsed(line)
            if kept is None:
                continue
            if kept.values:
                self._live[kept.key] = kept
            else:
                self._live.pop(kept.key, None)
        self._size = self._path.stat().st_size


@dataclass(frozen=True, slots=True)
class Rescued:
    """What came back: how many notes were put into the file, how many beside what it held."""

    notes: int = 0
    beside: int = 0
    entries: int = 0
    keys: tuple[str, ...] = ()


def notes_key(uuid: str) -> str:
    """Under which the notes of an agenda item are kept."""
    return f"notes:{uuid}"


def draft_key(kind: str, uuid: str) -> str:
    """Under which a card that was not accepted yet is kept: its kind, and the item's uuid."""
    return f"draft:{kind}:{uuid}"


def entry_key() -> str:
    """Under which an entry is kept that was accepted and is on its way into the file."""
    return f"{_ENTRY}{uuid4()}"


def act_key() -> str:
    """Under which a mark or a step in the list of speakers is kept on its way into the file."""
    return f"{acts.KEPT}{uuid4()}"


def restore(db: Db, unsaved: Unsaved, now: datetime) -> Rescued:
    """Put the notes, entries and acts that a kill has cut off into the file.

    Where the file holds notes that nobody here has written, both texts stand, the rescued one
    below. The caller drops `keys` once the file has them; what no cell could hold stays kept.
    """
    items = {item.uuid: item for item in stored.read(db, AGENDA_ITEMS)}
    keys: list[str] = []
    notes = beside = added = 0
    for key, kept in unsaved.kept.items():
        if key.startswith(_ENTRY):
            item = items.get(kept.values.get("item", ""))
            if item is not None:
                with contextlib.suppress(UserError):  # refused: it stays kept, the others come back
                    added += _restore_entry(db, item, kept.values, now)
                    keys.append(key)
            continue
        if key.startswith(acts.KEPT):
            with contextlib.suppress(UserError):  # as in the room: refused, and said there
                added += bool(acts.do(db, kept.values))
            keys.append(key)
            continue
        item = items.get(key.removeprefix(notes_key("")))
        if item is None:
            continue
        held = item["notes"]
        text = clean_text(kept.values.get("notes", ""), lines=True)
        ours = _digest(held) in kept.bases
        if not ours and held not in text and text not in held:
            text = f"{held}\n\n{text}"
            beside += 1
        if not is_clean(text, lines=True):
            continue
        if text != held and (ours or text not in held):
            stored.update(db, AGENDA_ITEMS, item.id, {"notes": FieldEdit(held, text)})
            notes += 1
        keys.append(key)
    return Rescued(notes, beside, added, tuple(keys))


def _restore_entry(db: Db, item: AgendaItem, kept: Mapping[str, str], now: datetime) -> int:
    """Add an accepted entry, unless the kill came after the file had it; how many were added."""
    values = {key: value for key, value in kept.items() if key not in ("item", "entry")}
    action = kept["entry"] == entries.ACTION
    kind: Stored[Any] = ACTION_ITEMS if action else MEETING_RECORDS
    known = stored.read(db, kind, agenda_item=item.uuid)
    texts = {k: clean_text(v, lines=True) for k, v in values.items() if k.startswith("text_")}
    if any(all(record[k] == v for k, v in texts.items()) for record in known):
        return 0
    if action:
        entries.add_action(db, item.id, values)
    else:
        entries.add_record(db, item.id, values, now)
    return 1


def _line(kept: Kept) -> bytes:
    told = json.dumps([kept.key, dict(kept.values), list(kept.bases)], ensure_ascii=True)
    return f"{_digest(told)} {told}\n".encode("ascii")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _parsed(line: bytes) -> Kept | None:
    try:
        digest, _, told = line.decode("ascii").partition(" ")
        if digest != _digest(told):
            return None
        key, values, bases = json.loads(told)
        return Kept(key, values, tuple(bases))
    except ValueError:
        return None
