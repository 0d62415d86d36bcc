"""The list of sub-groups and who sits in them.

Delegates' lists name a sub-group by its English name, as the lists that came in do. A sub-group
that gets another name takes its members with it; one that goes leaves no trace in them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from sqlalchemy.orm import Session as Db

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.sessions import join_list, split_list
from rapporteur.domain.subgroups import SUB_GROUP, TOPIC, SubGroup
from rapporteur.services import delegates, referring, stored
from rapporteur.services.stored import SUB_GROUPS, TOPICS


def create(db: Db, name_en: str, after: int | None = None) -> SubGroup:
    """Add a sub-group behind the one with the id `after`, or at the end.

    Raises UserError "sub_group.name" where one has this name already.
    """
    _refuse_taken(db, name_en, None)
    (made,) = stored.create(db, SUB_GROUPS, [{"name_en": name_en}])
    order = [group.id for group in stored.read(db, SUB_GROUPS) if group.id != made.id]
    place = order.index(after) + 1 if after in order else len(order)
    stored.arrange(db, SUB_GROUPS, [*order[:place], made.id, *order[place:]])
    return stored.get(db, SUB_GROUPS, made.id)


def update(db: Db, group_id: int, edits: Mapping[str, FieldEdit]) -> SubGroup:
    """Change fields of a sub-group; its members follow it to another English name.

    Raises UserError "sub_group.name" for a name that is empty or taken, Conflict as ever.
    """
    before = stored.get(db, SUB_GROUPS, group_id)
    if "name_en" in edits:
        _refuse_taken(db, edits["name_en"].new, group_id)
    after = stored.update(db, SUB_GROUPS, group_id, edits)
    if after.name_en != before.name_en:
        _each_list(
            db,
            lambda names: [after.name_en if name == before.name_en else name for name in names],
        )
    return after


def move(db: Db, group_id: int, step: int) -> bool:
    """Exchange a sub-group with its neighbour above (-1) or below (1); whether there was one."""
    order = [group.id for group in stored.read(db, SUB_GROUPS)]
    if group_id not in order:
        raise stored.gone()
    at = order.index(group_id)
    other = at + step
    if not 0 <= other < len(order):
        return False
    order[at], order[other] = order[other], order[at]
    stored.arrange(db, SUB_GROUPS, order)
    return True


def remove(db: Db, group_id: int) -> int:
    """Take a sub-group away with what it reported; how many records referred to it.

    Its topics become emerging areas, members stay on their lists, and agenda and action items
    lose the reference. Undo brings all of it back.
    """
    group = stored.get(db, SUB_GROUPS, group_id)
    members = _each_list(db, lambda names: [name for name in names if name != group.name_en])
    touched = referring.release(db, SUB_GROUP.entity, [group.uuid])
    stored.remove(db, SUB_GROUPS, [group_id])
    left = [one.id for one in stored.read(db, SUB_GROUPS)]
    stored.arrange(db, SUB_GROUPS, left)
    return members + touched


def members(db: Db, group: SubGroup) -> list[Delegate]:
    """Who sits in a sub-group and is coming, by side and protocol order."""
    return [
        person
        for person in delegates.list_delegates(db, withdrawn=False)
        if group.name_en in split_list(person["sub_groups"])
    ]


def add_members(db: Db, group_id: int, ids: Collection[int]) -> int:
    """Let these delegates sit in a sub-group; how many did not before."""
    name = stored.get(db, SUB_GROUPS, group_id).name_en
    return _change(db, ids, lambda names: names if name in names else [*names, name])


def remove_members(db: Db, group_id: int, ids: Collection[int]) -> int:
    """Let these delegates sit in a sub-group no longer; how many did."""
    name = stored.get(db, SUB_GROUPS, group_id).name_en
    return _change(db, ids, lambda names: [other for other in names if other != name])


def rename_topic(db: Db, topic_id: int, edits: Mapping[str, FieldEdit]) -> None:
    """Change fields of a topic; updates in which it is ticked follow to another English title.

    Raises UserError "topic.title" for a title that is empty or taken, Conflict as ever.
    """
    before = stored.get(db, TOPICS, topic_id)["title_en"]
    if "title_en" in edits:
        _refuse_title(db, edits["title_en"].new, topic_id)
    after = stored.update(db, TOPICS, topic_id, edits)["title_en"]
    if before != after:
        _each_tick(db, lambda titles: [after if title == before else title for title in titles])


def add_topic(db: Db, title_en: str, group: SubGroup | None) -> int:
    """Add a topic to a sub-group, or an emerging area; its id.

    Raises UserError "topic.title" for a title that is empty or taken.
    """
    _refuse_title(db, title_en, None)
    values = {"title_en": title_en, "sub_group": group.uuid if group is not None else ""}
    (made,) = stored.create(db, TOPICS, [values])
    return made.id


def remove_topic(db: Db, topic_id: int) -> int:
    """Take a topic away, also out of this session's updates that name it; how many went."""
    topic = stored.get(db, TOPICS, topic_id)
    title = topic["title_en"]
    _each_tick(db, lambda titles: [other for other in titles if other != title])
    referring.release(db, TOPIC.entity, [topic.uuid])
    return stored.remove(db, TOPICS, [topic_id])


def _refuse_taken(db: Db, name: str, but: int | None) -> None:
    if not name:
        raise UserError(
            "sub_group.name",
            "A sub-group needs an English name.",
            safe="The former name is kept.",
            advice="Lists of delegates name it by this; write one.",
            place="name_en",
        )
    taken = (group.name_en.casefold() for group in stored.read(db, SUB_GROUPS) if group.id != but)
    if name.casefold() in taken or ";" in name:
        raise UserError(
            "sub_group.name",
            "There is a sub-group of this name already."
            if ";" not in name
            else "The name of a sub-group cannot have a semicolon.",
            safe="Nothing was changed.",
            advice="Lists of delegates name sub-groups by their names; choose another.",
            place="name_en",
        )


def _refuse_title(db: Db, title: str, but: int | None) -> None:
    """Updates tick topics by their English titles, in a list: each needs one of its own."""
    taken = {one["title_en"].casefold() for one in stored.read(db, TOPICS) if one.id != but}
    problem = ""
    if not title:
        problem = "A topic needs an English title."
    elif ";" in title:
        problem = "The title of a topic cannot have a semicolon."
    elif title.casefold() in taken:
        problem = "There is a topic of this title already."
    if problem:
        raise UserError(
            "topic.title",
            problem,
            safe="Nothing was changed.",
            advice="Updates name topics by their English titles; choose another.",
            place="title_en",
        )


def _each_tick(db: Db, change: Callable[[Sequence[str]], Sequence[str]]) -> None:
    """Rewrite the ticked topics of this session's updates."""
    edits: dict[int, dict[str, str]] = {}
    for update_ in stored.read(db, stored.UPDATES, session_ordinal=""):
        value = join_list(change(split_list(update_["topics"])))
        if value != update_["topics"]:
            edits[update_.id] = {"topics": value}
    stored.set_fields(db, stored.UPDATES, edits)


def _each_list(db: Db, change: Callable[[Sequence[str]], Sequence[str]]) -> int:
    """Rewrite the sub-groups of all delegates, the withdrawn too; how many differ now."""
    return _change(db, {d.id for d in delegates.list_delegates(db) if d["sub_groups"]}, change)


def _change(db: Db, ids: Collection[int], change: Callable[[Sequence[str]], Sequence[str]]) -> int:
    edits: dict[int, dict[str, FieldEdit]] = {}
    for person in delegates.delegates_by_id(db, ids):
        held = person["sub_groups"]
        value = join_list(change(split_list(held)))
        if value != held:
            edits[person.id] = {"sub_groups": FieldEdit(held, value)}
    return delegates.update_delegates(db, edits)
