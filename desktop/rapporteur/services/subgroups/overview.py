"""Everything the screen shows of all sub-groups, read at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session as Db

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.directory import Directory
from rapporteur.domain.names import full_name
from rapporteur.domain.sessions import Session, Side, split_list
from rapporteur.domain.subgroups import SubGroup, SubGroupUpdate, Topic
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.directory import directory
from rapporteur.services.search import search_key
from rapporteur.services.subgroups import updates


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One sub-group as the list shows it. `key` is what a filter looks in."""

    group: SubGroup
    update: SubGroupUpdate | None
    leads: tuple[str, str] = field(repr=False)
    members: Sequence[Delegate] = field(repr=False)
    key: str = field(repr=False)

    @property
    def state(self) -> str:
        """The state of this session's update; "" where it was not asked for yet."""
        return self.update["state"] if self.update is not None else ""


@dataclass(frozen=True, slots=True)
class Desk:
    """The session day's sub-groups: lines in order, topics, and what references may name."""

    session: Session
    sides: tuple[Side, Side]
    lines: Sequence[GroupLine]
    topics: Sequence[Topic]
    directory: Directory
    side_of: Mapping[int, int] = field(default_factory=dict)

    def line(self, group_id: int) -> GroupLine | None:
        """The line of a sub-group; None where it is gone."""
        return next((line for line in self.lines if line.group.id == group_id), None)


def desk(db: Db) -> Desk:
    """Read it all; UserError "session.none" where no session was made yet."""
    names = directory(db)
    sides = sessions.sides(db)
    people = delegates.list_delegates(db, withdrawn=False)
    members: dict[str, list[Delegate]] = {}
    for person in people:
        for name in split_list(person["sub_groups"]):
            members.setdefault(name, []).append(person)
    reports = updates.all_of_this_session(db)
    topics = stored.read(db, stored.TOPICS)
    lines = []
    for group in stored.read(db, stored.SUB_GROUPS):
        own = [topic for topic in topics if topic["sub_group"] == group.uuid]
        leads = (names.name(group["lead_first"]), names.name(group["lead_second"]))
        seated = members.get(group.name_en, [])
        update = reports.get(group.id)
        lines.append(GroupLine(group, update, leads, seated, _key(group, leads, seated, own)))
    places = {side.id: side.position for side in sides}
    return Desk(
        sessions.session(db), sides, lines, topics, names, {p.id: places[p.side_id] for p in people}
    )


def _key(
    group: SubGroup, leads: tuple[str, str], seated: Sequence[Delegate], topics: Sequence[Topic]
) -> str:
    parts = [group["name_en"], group["name_ru"], group["name_hi"], *leads]
    parts += [topic[key] for topic in topics for key in ("title_en", "title_ru", "title_hi")]
    parts += [text for d in seated for text in (full_name(d), d["native_name"], d["latin_name"])]
    return search_key("\n".join(part for part in parts if part))
