"""Carrying out a plan: everything that was chosen comes over in one edit.

The plan is made anew in the edit, from what the file holds now, so nothing that was shown a
minute ago is taken for the truth. Records keep their uuid; what is here already is not touched,
but where the plan says so.
"""

from __future__ import annotations

from sqlalchemy.orm import Session as Db

from rapporteur.domain.carrying import (
    CarryChoice,
    CarryPlan,
    CarryReport,
    Fate,
    Part,
    Reason,
)
from rapporteur.domain.delegates import PROVISIONAL
from rapporteur.domain.sessions import join_list, split_list
from rapporteur.domain.subgroups import SUB_GROUP
from rapporteur.services import stored
from rapporteur.services.carrying.action_taking import take_actions
from rapporteur.services.carrying.agenda_taking import take_agenda, take_review
from rapporteur.services.carrying.contents import Contents, contents, refuse_other
from rapporteur.services.carrying.planning import (
    carried_fields,
    inherited_values,
    make_plan,
    side_values,
)
from rapporteur.services.carrying.tally import Taking
from rapporteur.services.columns.column_sets import take
from rapporteur.services.delegates import create_delegates
from rapporteur.storage.history import bulk_update
from rapporteur.storage.tables import SessionRow, SideRow


def take_over(db: Db, old: Contents, choice: CarryChoice | None = None) -> CarryReport:
    """Take the chosen pieces of `old` into the session of this file, and say what became of all.

    Raises UserError "session.none", and "carry.*" where `old` is no previous session of this
    one; nothing is changed then.
    """
    here = contents(db)
    refuse_other(old, here)
    choice = choice or CarryChoice()
    return carry_out(db, old, here, make_plan(old, here, choice), choice)


def carry_out(
    db: Db, old: Contents, here: Contents, plan: CarryPlan, choice: CarryChoice
) -> CarryReport:
    """Write what was chosen; `here` is what the file holds in this very edit."""
    chosen = plan.proposed() if choice.chosen is None else choice.chosen
    taking = Taking(db, old, here, plan, chosen)
    _take_texts(taking)
    take(db, [s for s in old.column_sets if taking.wants(f"set:{s.key}")])
    _take_delegates(taking, choice)
    _take_sub_groups(taking)
    _take_topics(taking)
    take_agenda(taking)
    reviewed = take_review(taking)
    take_actions(taking, reviewed)
    _take_reports(taking)
    return taking.report()


def _take_texts(taking: Taking) -> None:
    """The texts of the session and of the sides that are empty here."""
    old, here, db = taking.old, taking.here, taking.db
    if taking.wants("session"):
        bulk_update(db, SessionRow, {here.session.id: inherited_values(old, here)})
    by_id = here.side_of
    for one in old.sides:
        if taking.wants(f"side:{one.uuid}"):
            side_id = taking.places.side_ids[one.id]
            bulk_update(db, SideRow, {side_id: side_values(one, by_id[side_id])})


def _take_delegates(taking: Taking, choice: CarryChoice) -> None:
    """The chosen people, in the order of their side, behind those who are here."""
    keys = [f.key for f in carried_fields(choice)]
    names = _names_of_groups(taking)
    for side in taking.old.sides:
        people = [
            d
            for d in taking.old.delegates
            if d.side_id == side.id and taking.wants(f"delegate:{d.uuid}")
        ]
        rows = []
        for person in sorted(people, key=lambda d: d.position):
            values = {key: person[key] for key in keys if person[key]}
            values["status"] = PROVISIONAL  # nobody has said yet that they come to this session
            groups = [names.get(name, name) for name in split_list(person["sub_groups"])]
            rows.append(values | ({"sub_groups": join_list(groups)} if groups else {}))
        uuids = [d.uuid for d in sorted(people, key=lambda d: d.position)]
        create_delegates(taking.db, taking.places.side_ids[side.id], rows, uuids=uuids)
        taking.places.delegates |= {uuid: uuid for uuid in uuids}


def _names_of_groups(taking: Taking) -> dict[str, str]:
    """The English names of sub-groups there, by which people name them, as they are here."""
    here = {group.uuid: group.name_en for group in taking.here.sub_groups}
    return {
        group.name_en: here[uuid]
        for group in taking.old.sub_groups
        if (uuid := taking.places.sub_groups.get(group.uuid)) in here
    }


def _take_sub_groups(taking: Taking) -> None:
    known = taking.places
    rows, uuids = [], []
    for group in taking.old.sub_groups:
        key = f"{Part.SUB_GROUPS.value}:{group.uuid}"
        if not taking.wants(key):
            continue
        values = group.as_dict()
        for lead in ("lead_first", "lead_second"):
            values[lead] = known.delegates.get(group[lead], "")
            if group[lead] and not values[lead]:
                taking.note(key, Reason.NO_LEAD, taking.person_name(group[lead]))
        rows.append(known.turned(values, SUB_GROUP))
        uuids.append(group.uuid)
    stored.create(taking.db, stored.SUB_GROUPS, rows, uuids=uuids)
    known.sub_groups |= {uuid: uuid for uuid in uuids}


def _take_topics(taking: Taking) -> None:
    known = taking.places
    rows, uuids = [], []
    for topic in taking.old.topics:
        key = f"{Part.TOPICS.value}:{topic.uuid}"
        if not taking.wants(key):
            continue
        group = known.sub_groups.get(topic["sub_group"], "")
        if topic["sub_group"] and not group:
            taking.note(key, Reason.NO_SUB_GROUP, taking.group_name(topic["sub_group"]))
        rows.append({**topic.as_dict(), "sub_group": group})
        uuids.append(topic.uuid)
    stored.create(taking.db, stored.TOPICS, rows, uuids=uuids)


def _take_reports(taking: Taking) -> None:
    """What the sub-groups reported then, kept under the number of that session."""
    old, known, db = taking.old, taking.places, taking.db
    here_ids = {group.uuid: group.id for group in stored.read(db, stored.SUB_GROUPS)}
    there = {group.id: group for group in old.sub_groups}
    present = {update.uuid: update.id for update in taking.here.updates}
    for update in old.updates:
        key = f"report:{update.uuid}"
        if not taking.wants(key):
            continue
        values = update.as_dict()
        values["agreed_side"] = known.sides.get(update["agreed_side"], "")
        if update.uuid in present:
            stored.set_fields(db, stored.UPDATES, {present[update.uuid]: values})
            continue
        group = there[update.sub_group_id]
        group_id = here_ids.get(known.sub_groups.get(group.uuid, ""))
        if group_id is None:
            taking.note(key, Reason.NO_SUB_GROUP, group.name(), Fate.LEFT)
            continue
        stored.create(
            db, stored.UPDATES, [values], uuids=[update.uuid], sub_group_id=group_id,
            session_ordinal=update.session_ordinal or old.session["ordinal"],
        )  # fmt: skip
