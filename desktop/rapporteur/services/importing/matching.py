"""Who a row of a list is: somebody already there, somebody new, or somebody to ask about.

Certain is only the reference of our own lists, and a name that is the same, with nothing that
speaks against it, within one side. Everything near that is a doubt with its reason in words.
Two people of one name whose data contradict each other stay two people. What was decided about
a doubt for an earlier list holds for the next one, as long as nothing speaks against it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from rapporteur.domain.cancelling import Check, checked, go_on
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.importing import Remembered, Verdict
from rapporteur.domain.names import compose_name, full_name
from rapporteur.domain.roster_text import written_in
from rapporteur.domain.workbook import ListRow
from rapporteur.services.folding import plain
from rapporteur.services.importing.likeness import compare, paper
from rapporteur.services.names import NameIndex

_WORD = re.compile(r"[a-z0-9]+")
# Common names crowd a long list: then only the rarer leads are followed, so that the time stays
# in proportion to the list. Passport, telephone, e-mail and the whole name always lead.
_MANY = 30_000
_CROWD, _CROWD_OF_MANY = 150, 12
_OTHER_FORMS = ("native_name", "latin_name")


@dataclass(frozen=True, slots=True)
class Match:
    """What is known of one row. Without `delegate` and `reason` it is somebody new.

    `twin` is the index of another row that is, or may be, the same person. `rivals` are the
    ids of others who may be meant. `verdict` is what was decided for an earlier list.
    """

    delegate: Delegate | None = None
    reason: str = ""
    own: bool = False  # known by the reference of our own list
    twin: int | None = None
    rivals: tuple[int, ...] = ()
    verdict: Verdict | None = None


class _Fit(Enum):
    """What the data of two people of one name say."""

    SAME = 3
    UNKNOWN = 2  # nothing speaks for or against
    WEAK = 1  # another post and other contacts
    OTHER = 0  # another date of birth or another passport


class _Taken(NamedTuple):
    """A remembered "same person" that holds for a row, with what decides between several."""

    fit: int
    repeats: bool  # the very row that was decided on
    differences: int  # from what the session has now
    person: Delegate


def match_rows(
    rows: Sequence[tuple[ListRow, int]],
    delegates: Iterable[Delegate],
    owners: Mapping[int, Delegate],
    said: Mapping[int, Mapping[str, str]] | None = None,
    remembered: Iterable[Remembered] = (),
    *,
    expected: Container[int] = frozenset(),
    check: Check = go_on,
) -> list[Match]:
    """Find out who the rows are; the answers in the order of `rows`.

    `rows` come with the id of their side. `owners` gives the delegate of rows of our own lists,
    by index of the row. `said` is what the sender last said of each delegate, by id.
    `remembered` are the decisions of earlier lists, the latest last. Of a newer version of a
    list, `expected` are the ids of those on the last one. `check` is called now and then and may
    raise.
    """
    matcher = _Matcher(rows, tuple(delegates), said or {})
    matcher.expected = expected
    matcher.by_reference(owners)
    matcher.look_up(remembered)
    matcher.by_name()
    matcher.by_decision()
    matcher.by_likeness(check)
    return [matcher.found.get(i, Match()) for i in range(len(rows))]


class _Matcher:
    def __init__(
        self,
        rows: Sequence[tuple[ListRow, int]],
        people: Sequence[Delegate],
        said: Mapping[int, Mapping[str, str]],
    ) -> None:
        self._rows = rows
        self._people = people
        self._said = said
        self.expected: Container[int] = frozenset()
        self.found: dict[int, Match] = {}
        self._claimed: dict[int, int] = {}  # id of the delegate -> index of the row
        self._keys = [name_key(row.values) for row, _ in rows]
        self._taken: dict[int, list[_Taken]] = {}  # decided: this row is one of these
        self._apart: dict[int, set[int]] = {}  # decided: this row is none of these

    def by_reference(self, owners: Mapping[int, Delegate]) -> None:
        """Rows of our own list; one that was typed over with somebody else is asked about."""
        seen: defaultdict[int, list[int]] = defaultdict(list)
        for index, delegate in owners.items():
            seen[delegate.id].append(index)
        for indexes in seen.values():
            delegate = owners[indexes[0]]
            keys = name_keys(delegate)
            # A copied row has the reference too; the person is the one who has the name.
            best = next((i for i in indexes if self._keys[i] in keys), indexes[0])
            row = self._rows[best][0]
            if self._keys[best] and self._keys[best] not in keys and not _alike(row, delegate):
                name = compose_name(row.values)
                reason = (
                    f"This row was written for {_called(delegate)} and now holds {name}: "
                    "another person?"
                )
                self.found[best] = Match(delegate, reason)
            else:
                self.found[best] = Match(delegate, own=True)
            self._claimed[delegate.id] = best

    def look_up(self, remembered: Iterable[Remembered]) -> None:
        """Find which decisions of earlier lists hold for which rows.

        Of several about one person (namesakes have the same key) the one whose row fits best
        counts, and of equal ones the latest.
        """
        by_key: defaultdict[str, list[Remembered]] = defaultdict(list)
        for decision in remembered:
            by_key[decision.name_key].append(decision)
        if not by_key:
            return
        people = {person.id: person for person in self._people}
        namesakes: defaultdict[str, list[Delegate]] = defaultdict(list)
        for person in self._people:
            for key in name_keys(person) & by_key.keys():
                namesakes[key].append(person)
        for index, (row, side) in enumerate(self._rows):
            key = self._keys[index]
            if index in self.found or key not in by_key:
                continue
            best: dict[int, tuple[tuple[int, int], Remembered]] = {}
            for decision in by_key[key]:
                who = people.get(decision.delegate_id)
                if who is None or who.side_id != side:
                    continue
                rank = self._holds(row.values, who, decision)
                if rank[0] <= _Fit.WEAK.value:
                    continue
                if who.id not in best or rank >= best[who.id][0]:
                    best[who.id] = (rank, decision)
            self._decide(index, best, people, [p for p in namesakes[key] if p.side_id == side])

    def _holds(
        self, values: Mapping[str, str], person: Delegate, decision: Remembered
    ) -> tuple[int, int]:
        """How well a row fits the one that was decided on: a fit, and the fewer differences."""
        by_row = _fit(values, _Values(decision.base), {})
        differences = -_differences(values, _Values(decision.base))
        if decision.verdict is Verdict.OTHER or by_row is _Fit.OTHER:
            return by_row.value, differences
        by_person = _fit(values, person, self._said.get(person.id, {}))
        if by_person is _Fit.OTHER:
            return by_person.value, differences
        return max(by_row.value, by_person.value), differences

    def _decide(
        self,
        index: int,
        best: Mapping[int, tuple[tuple[int, int], Remembered]],
        people: Mapping[int, Delegate],
        namesakes: Iterable[Delegate],
    ) -> None:
        """Keep what was decided about one row, of each delegate the decision that fits best."""
        values = self._rows[index][0].values
        taken: list[_Taken] = []
        for number, ((fit, _), decision) in best.items():
            if decision.verdict is Verdict.OTHER:
                self._apart.setdefault(index, set()).add(number)
            else:
                person = people[number]
                repeats = dict(decision.base) == values
                taken.append(_Taken(fit, repeats, _differences(values, person), person))
        # Somebody who by now has this very name, and more of the data, is nearer.
        rivals = (
            _fit(values, person, self._said.get(person.id, {})).value
            for person in namesakes
            if person.id not in best
        )
        nearest = max(rivals, default=0)
        taken = [one for one in taken if one.fit >= nearest]
        if taken:
            self._taken[index] = sorted(taken, key=lambda one: (-one.fit, one.differences))

    def by_decision(self) -> None:
        """Rows of which it was decided who they are. Somebody who has a row already has two.

        Of several such rows the one comes first that is nearest to the session: the others are
        those whose values were not wanted.
        """
        order = sorted(
            self._taken.items(),
            key=lambda item: (item[1][0].repeats, item[1][0].differences, item[0]),
        )
        for index, taken in order:
            person = next(
                (t.person for t in taken if t.person.id not in self._claimed), taken[0].person
            )
            twin = self._claimed.setdefault(person.id, index)
            found = Match(person, verdict=Verdict.SAME)
            self.found[index] = found if twin == index else replace(found, twin=twin)

    def by_name(self) -> None:
        """People of one name within one side, the pairs that agree best first."""
        groups: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for index, (_, side) in enumerate(self._rows):
            if index not in self.found and self._keys[index] and index not in self._taken:
                groups[side, self._keys[index]].append(index)
        there: defaultdict[tuple[int, str], list[Delegate]] = defaultdict(list)
        for person in self._people:
            for key in name_keys(person):
                if (person.side_id, key) in groups:
                    there[person.side_id, key].append(person)
        for group, indexes in groups.items():
            self._pair(indexes, there[group])
            if len(indexes) > 1:
                self._twice(indexes)

    def _pair(self, indexes: Sequence[int], people: Sequence[Delegate]) -> None:
        free = [p for p in people if p.id not in self._claimed]
        pairs = [
            (_fit(self._rows[i][0].values, p, self._said.get(p.id, {})), i, p)
            for i in indexes
            for p in free
            if p.id not in self._apart.get(i, ())
        ]
        for fit, index, person in sorted(pairs, key=lambda t: (-t[0].value, t[1], t[2].position)):
            if person.id in self._claimed:
                continue
            if index in self.found:
                if fit is _Fit.WEAK and self.found[index].reason:
                    doubt = self.found[index]
                    self.found[index] = replace(doubt, rivals=(*doubt.rivals, person.id))
                continue
            alone = len(indexes) == len(people) == 1
            if fit in {_Fit.SAME, _Fit.UNKNOWN} or (alone and self._goes_on(index, person)):
                self.found[index] = Match(person)
                self._claimed[person.id] = index
            elif fit is _Fit.WEAK:
                reason = f"{_called(person)} has the same name, but another post and contacts."
                self.found[index] = Match(person, reason)
            elif alone and person.id in self.expected:
                # One name on both lists is rather a correction than a namesake: ask.
                data = "another passport or date of birth"
                reason = f"{_called(person)} has the same name on the last list, but {data}."
                self.found[index] = Match(person, reason)

    def _goes_on(self, index: int, person: Delegate) -> bool:
        """Whether somebody of the last list stands in the next one with another post.

        One sender, one name on both lists, and nothing but the post that differs.
        """
        values = self._rows[index][0].values
        contacts = [_agree(values, person, key) for key in ("email", "phone")]
        named = " " in self._keys[index]
        other = _fit(values, person, {}) is _Fit.OTHER
        return person.id in self.expected and named and False not in contacts and not other

    def _twice(self, indexes: Sequence[int]) -> None:
        """Rows of one name: each is compared with those before it."""
        for at, index in enumerate(indexes):
            if index in self.found:
                continue
            for earlier in (*indexes[:at], *(i for i in indexes[at:] if i in self.found)):
                if earlier == index:
                    continue
                row, other = self._rows[index][0], self._rows[earlier][0]
                likeness = compare(paper(row.values), paper(other.values))
                if likeness.score:
                    reason = f"Also in row {other.row}: {likeness.reason}."
                    self.found[index] = Match(reason=reason, twin=earlier)
                    break

    def by_likeness(self, check: Check) -> None:
        """Names that are only near to somebody there, or to an earlier row of the list."""
        left = [i for i in range(len(self._rows)) if i not in self.found and self._keys[i]]
        if not left:
            return
        sides = {self._rows[i][1] for i in left}
        people = {p.id: p for p in self._people if p.side_id in sides}
        crowd = _CROWD if len(left) + len(people) < _MANY else _CROWD_OF_MANY
        indexes = {
            side: NameIndex((p for p in people.values() if p.side_id == side), crowd=crowd)
            for side in sides
        }
        # A row that is a doubt already may have a twin further down.
        doubts = {i for i, found in self.found.items() if found.reason and found.delegate is None}
        for i in checked(sorted({*left, *doubts}), check):
            row, side = self._rows[i]
            if i in doubts:
                if side in indexes:
                    indexes[side].add(-1 - i, row.values)
                continue
            # Rows are filed under negative numbers, so that they are not taken for people.
            apart = self._apart.get(i, ())
            near = [one for one in indexes[side].meet(-1 - i, row.values)
                    if one.delegate_id not in apart]  # fmt: skip
            if near:
                found = self._near(near[0].delegate_id, near[0].reason, people)
                rivals = (one.delegate_id for one in near[1:] if one.delegate_id > 0)
                self.found[i] = replace(found, rivals=tuple(rivals))

    def _near(self, number: int, why: str, people: Mapping[int, Delegate]) -> Match:
        if number < 0:
            twin = -1 - number
            return Match(reason=f"Also in row {self._rows[twin][0].row}: {why}.", twin=twin)
        person = people[number]
        claimed = self._claimed.get(number)
        also = f", who is in row {self._rows[claimed][0].row}" if claimed is not None else ""
        return Match(person, f"May be {_called(person)}{also}: {why}.", twin=claimed)


def name_key(values: Mapping[str, str]) -> str:
    """The words of a name, folded and sorted: equal for all ways to write one name."""
    parts = (values.get(k, "") for k in ("family_name", "given_name", "patronymic"))
    return _key(" ".join(parts))


def name_keys(person: Delegate) -> set[str]:
    """The keys of all forms of a person's name."""
    keys = {name_key({k: person[k] for k in ("family_name", "given_name", "patronymic")})}
    keys.update(_key(person[form]) for form in _OTHER_FORMS if person[form])
    return keys - {""}


def _key(text: str) -> str:
    return " ".join(sorted(_WORD.findall(plain(text))))


def _alike(row: ListRow, person: Delegate) -> bool:
    """Whether an edited name is still that of the person it was written for."""
    return any(
        compare(
            paper({"family_name": compose_name(row.values)}), paper({"family_name": form})
        ).score
        for form in (full_name(person), *(person[key] for key in _OTHER_FORMS))
        if form
    ) or _shares_a_word(name_key(row.values), name_keys(person))


def _shares_a_word(key: str, keys: Iterable[str]) -> bool:
    """A person who marries changes the family name, a correction changes one word."""
    words = {word for word in key.split() if len(word) > 2}
    return any(words & set(other.split()) for other in keys)


class _Values(dict[str, str]):
    """The values of a row, "" for what it did not have; read like those of a delegate."""

    def __missing__(self, key: str) -> str:
        return ""


def _fit(values: Mapping[str, str], person: Delegate | _Values, said: Mapping[str, str]) -> _Fit:
    """What the data of a row say about somebody of the same name.

    A post that its sender repeats is the same, even where it was corrected here since.
    """
    passport = _agree(values, person, "passport_number")
    born = _agree(values, person, "date_of_birth")
    if passport:
        return _Fit.SAME
    if born is False or (passport is False and not born):
        return _Fit.OTHER
    contacts = [_agree(values, person, key) for key in ("email", "phone")]
    if born or True in contacts:
        return _Fit.SAME
    post = [_post_agrees(values, person, said, key) for key in ("designation", "organisation")]
    if False in contacts:
        return _Fit.SAME if all(post) else _Fit.WEAK
    if True in post:
        return _Fit.SAME
    return _Fit.WEAK if False in post else _Fit.UNKNOWN


def fits_as_well(
    values: Mapping[str, str],
    person: Delegate,
    other: Delegate,
    said: Mapping[int, Mapping[str, str]],
) -> bool:
    """Whether the data of a row say no less for `person` than for `other`, of the same name."""
    one, two = (_fit(values, who, said.get(who.id, {})) for who in (person, other))
    return one is not _Fit.OTHER and one.value >= two.value


def _differences(values: Mapping[str, str], person: Delegate | _Values) -> int:
    """In how many fields that both know they differ."""
    return sum(1 for key, value in values.items() if value and person[key] not in {"", value})


def _agree(values: Mapping[str, str], person: Delegate | _Values, key: str) -> bool | None:
    one, other = values.get(key, ""), person[key]
    if not one or not other:
        return None
    return one == other or _bare(one) == _bare(other)


def _post_agrees(
    values: Mapping[str, str], person: Delegate | _Values, said: Mapping[str, str], key: str
) -> bool | None:
    """Compared within one script only: a translation is neither the same nor another."""
    text = values.get(key, "")
    if text and text == person[key]:
        return True
    known = [form for form in (person[key], person[f"{key}_native"], said.get(key, "")) if form]
    same_script = [form for form in known if written_in(form) == written_in(text)]
    if not text or not same_script:
        return None
    return any(_bare(text) == _bare(form) for form in same_script)


def _bare(text: str) -> str:
    return "".join(_WORD.findall(plain(text)))


def _called(person: Delegate) -> str:
    return f"No. {person.position}, {full_name(person)}"
