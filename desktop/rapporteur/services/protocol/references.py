"""Paragraphs named from outside the Protocol: "para 12" of an action item follows its paragraph.

Inside the Protocol a text holds a reference. An action item holds words, as people read them in
the table, in exports and in the next session's file; so they are written anew, in the same edit,
whenever numbers change. An action item to which a paragraph leads (`action_item`) names it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.orm import Session as Db

from rapporteur.domain.actions import ActionItem
from rapporteur.domain.paragraph_refs import GONE, bound, renumbered
from rapporteur.domain.protocol import PROTOCOL_PARAGRAPH, numbers
from rapporteur.services import stored
from rapporteur.services.stored import ACTION_ITEMS, PARAGRAPHS

WITH_REFERENCES = tuple(
    key for key in PROTOCOL_PARAGRAPH.keys if key.startswith(("text_", "assembled_"))
)
"""The fields of a paragraph in whose texts other paragraphs are named."""

_UNDER_WAY = "rapporteur.renumbering"


@contextmanager
def renumbering(db: Db, instead: Mapping[str, str] | None = None) -> Iterator[None]:
    """Whatever changes numbers of paragraphs, or what they lead to, happens within this.

    `instead` gives, by uuid, the paragraph that is meant from now on. Within another one it does
    nothing: only the whole change counts.
    """
    if db.info.get(_UNDER_WAY):
        yield
        return
    numbers_before, named_before = _named(db)
    db.info[_UNDER_WAY] = True
    try:
        yield
    finally:
        db.info[_UNDER_WAY] = False
    numbers_after, named_after = _named(db)
    if (numbers_before, named_before) == (numbers_after, named_after):
        return
    for old, new in (instead or {}).items():
        if new in numbers_after:
            numbers_after[old] = numbers_after[new]
    changes: dict[int, dict[str, str]] = {}
    for action in stored.read(db, ACTION_ITEMS):
        text = _text(action, numbers_before, numbers_after, named_before, named_after)
        if text != action["paragraph"]:
            changes[action.id] = {"paragraph": text}
    stored.set_fields(db, ACTION_ITEMS, changes)


def bind_new(db: Db, ids: Collection[int]) -> None:
    """Let what these paragraphs say of others follow them, once all of them have their places."""
    found = stored.read(db, PARAGRAPHS)
    by_uuid = numbers(found)
    changes: dict[int, dict[str, str]] = {}
    for one in found:
        for key in WITH_REFERENCES if one.id in ids else ():
            if (text := bound(one[key], by_uuid)) != one[key]:
                changes.setdefault(one.id, {})[key] = text
    stored.set_fields(db, PARAGRAPHS, changes)


def said(found: list[int]) -> str:
    """ "para 12", or "paras 12, 14"; "" for none."""
    if not found:
        return ""
    return f"{'para' if len(found) == 1 else 'paras'} {', '.join(map(str, found))}"


def _text(
    action: ActionItem,
    numbers_before: Mapping[str, int],
    numbers_after: Mapping[str, int],
    named_before: Mapping[str, list[int]],
    named_after: Mapping[str, list[int]],
) -> str:
    text = action["paragraph"]
    by_link_before = said(named_before.get(action.uuid, []))
    by_link = said(named_after.get(action.uuid, []))
    if by_link_before and text == by_link_before:
        return by_link  # also where the paragraph is withdrawn, or leads elsewhere now
    follows = renumbered(text, numbers_before, numbers_after)
    if by_link and (not text or GONE in follows):
        return by_link
    return follows


def _named(db: Db) -> tuple[dict[str, int], dict[str, list[int]]]:
    """The numbers of all paragraphs, and those that lead to each action item, by uuid."""
    paragraphs = stored.read(db, PARAGRAPHS)
    by_uuid = numbers(paragraphs)
    named: dict[str, list[int]] = {}
    for one in paragraphs:
        if one["action_item"] and one.uuid in by_uuid:
            named.setdefault(one["action_item"], []).append(by_uuid[one.uuid])
    return by_uuid, named
