"""The action items of a previous session: what is inherited, what is closed, what has moved on.

Every item of the old file has a line, whatever its status. One that came over before is compared:
progress reported there since, and a closing there, are offered; what was changed here stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rapporteur.domain.actions import (
    ACTION_ITEM,
    ACTION_STATES,
    DONE,
    IN_PROGRESS,
    OPEN,
    PROGRESS,
    ActionItem,
    ProgressEntry,
)
from rapporteur.domain.carrying import CarryLine, Fate, Part, Reason
from rapporteur.domain.dates import shown_date
from rapporteur.domain.origins import Origin
from rapporteur.domain.paragraph_refs import GONE
from rapporteur.services.carrying.contents import Contents
from rapporteur.services.carrying.lines import differing, make_line
from rapporteur.services.carrying.matching import Places
from rapporteur.services.folding import plain
from rapporteur.services.search import search_key

# What makes the item what it is. Status, remarks and references belong to each session.
_COMPARED = tuple(
    f for f in ACTION_ITEM
    if f.key.startswith(("text_", "body_", "person_", "due_")) or f.key == "number"
)  # fmt: skip
_STEPS = {OPEN: 0, "": 0, IN_PROGRESS: 1}


def action_lines(old: Contents, here: Contents, places: Places) -> Iterator[CarryLine]:
    """The lines of the action items, in the order of the old table."""
    by_uuid = {action.uuid: action for action in here.actions}
    typed = {_folded(a): a["number"] or a["text_en"] for a in here.actions if _folded(a)}
    for action in old.actions:
        other = by_uuid.get(action.uuid)
        if other is not None:
            yield from _since(action, other, old, here, places)
        elif action.closed:
            reason = Reason.DONE if action["status"] == DONE else Reason.DROPPED
            yield _line(action, fate=Fate.LEFT, reason=reason, said=_closing(action))
        elif (same := typed.get(_folded(action))) is not None:
            yield _line(
                action, choosable=True, chosen=False, said=same, or_else=Reason.THERE_AS
            )  # fmt: skip
        else:
            yield _line(action, choosable=True)
    known = {action.uuid for action in old.actions}
    for action in here.actions:
        if action["origin_ordinal"] == old.session["ordinal"] and action.uuid not in known:
            yield _line(action, fate=Fate.DIFFERS, reason=Reason.GONE_THERE)


def unfinished(plan_chosen: frozenset[str], old: Contents) -> list[ActionItem]:
    """The items that come over, in the order of the old table."""
    return [a for a in old.actions if f"action:{a.uuid}" in plan_chosen and not a.closed]


def new_progress(
    action: ActionItem, other: ActionItem, old: Contents, here: Contents
) -> list[ProgressEntry]:
    """What was reported of an item there and is not here."""
    present = {entry.uuid for entry in here.progress_of.get(other.id, ())}
    return [e for e in old.progress_of.get(action.id, ()) if e.uuid not in present]


def origin_of(action: ActionItem, old: Contents) -> Origin:
    """Where an item was agreed first, as far as it is known."""
    if action["origin"]:
        return Origin.parsed(action["origin"])
    ordinal = action["origin_ordinal"] or old.session["ordinal"]
    return Origin(ordinal, paragraph=named_paragraph(action), item=action["number"])


def reviewed_as(action: ActionItem, old: Contents) -> Origin:
    """By what an item is called under the review: its paragraph in the Protocol under review."""
    if paragraph := named_paragraph(action):
        return Origin(old.session["ordinal"], paragraph=paragraph)
    return origin_of(action, old)


def named_paragraph(action: ActionItem) -> str:
    """The paragraph of its session's Protocol; "" where that paragraph bears no number any more."""
    return "" if GONE in action["paragraph"] else action["paragraph"]


def _since(
    action: ActionItem, other: ActionItem, old: Contents, here: Contents, places: Places
) -> Iterator[CarryLine]:
    """What differs since an item came over."""
    said = False
    entries = new_progress(action, other, old, here)
    if entries:
        days = ", ".join(shown_date(entry["date"]) for entry in entries)
        yield _line(
            action, "progress", fate=Fate.UPDATED, reason=Reason.PROGRESS, said=days,
            choosable=True,
        )  # fmt: skip
        said = True
    if action.closed and not other.closed:
        yield _line(
            action, "status", fate=Fate.UPDATED, reason=Reason.CLOSED_SINCE,
            said=f"{status_word(action['status'])} {_closing(action)}".strip(), choosable=True,
        )  # fmt: skip
        said = True
    elif not other.closed and _STEPS.get(action["status"], 0) > _STEPS.get(other["status"], 0):
        yield _line(
            action, "status", fate=Fate.UPDATED, reason=Reason.STATUS_SINCE,
            said=status_word(action["status"]), choosable=True, chosen=bool(entries),
        )  # fmt: skip
        said = True
    turned = places.turned(action.as_dict(), ACTION_ITEM)
    labels = [f.label for f in _COMPARED if turned[f.key] != other[f.key]]
    here_entries = {entry.uuid: entry for entry in here.progress_of.get(other.id, ())}
    if any(
        differing(entry, here_entries[entry.uuid], PROGRESS)
        for entry in old.progress_of.get(action.id, ())
        if entry.uuid in here_entries
    ):
        labels.append("Progress")
    if labels:
        yield _line(
            action, "differs", fate=Fate.DIFFERS, reason=Reason.HERE_OTHERWISE,
            said=", ".join(dict.fromkeys(labels)),
        )  # fmt: skip
    elif not said:
        yield _line(action, fate=Fate.THERE, reason=Reason.THERE)


def _line(action: ActionItem, kind: str = "action", **more: Any) -> CarryLine:
    name = " ".join(part for part in (action["number"], action["text_en"]) if part)
    bodies = [action[key] for key in ("body_first", "body_second") if action[key]]
    due = action["due_words"] or shown_date(action["due_date"])
    detail = " · ".join((*bodies, *([due] if due else ()), status_word(action["status"])))
    people = (action["person_first"], action["person_second"], action["paragraph"])
    texts = (name, action["text_ru"], action["text_hi"], detail, *people, action["origin"])
    search = search_key("\n".join(text for text in texts if text))
    key = f"{kind}:{action.uuid}"
    return make_line(Part.ACTIONS, key, name, detail, search=search, **more)


def status_word(code: str) -> str:
    """The label of a status, in small letters within a sentence."""
    return next((c.label for c in ACTION_STATES if c.code == (code or OPEN)), code).lower()


def _closing(action: ActionItem) -> str:
    day = shown_date(action["closed_on"])
    return f"on {day}" if day else ""


def _folded(action: ActionItem) -> str:
    return " ".join(plain(action["text_en"]).split())
