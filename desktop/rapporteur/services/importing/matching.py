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
from typing import NamedTuple

from rapporteur.domain.cancelling import Check, checked, go_on
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.importing import Remembered, Verdict
from rapporteur.domain.names import compose_name, full_name
from rapporteur.domain.workbook import ListRow
from rapporteur.services.folding import plain
from rapporteur.services.importing.fitting import (
    PROOFS,
    Fit,
    Namesakes,
    Values,
    agree,
    differences,
    fit_of,
    proves,
    repeats,
    shared,
)
from rapporteur.services.importing.likeness import compare, paper
from rapporteur.services.names import NameIndex

_WORD = re.compile(r"[a-z0-9]+")
# Common names crowd a long list: then only the rarer leads are followed, so that the time stays
# in proportion to the list. Passport, telephone, e-mail and the whole name always lead.
_MANY = 30_000
_CROWD, _CROWD_OF_MANY = 150, 12
_OTHERS = 40  # people of one name on the other side who are looked at
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


class _Rank(NamedTuple):
    """How well a decision of an earlier list holds for a row; the greater the better."""

    sure: bool  # more than the name says that it is meant
    asks: bool  # else, a doubt comes before somebody new
    fit: int
    nearness: int


class _Taken(NamedTuple):
    """A remembered "same person" that holds for a row, with what decides between several."""

    rank: _Rank
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
    matcher.look_up(remembered, check)
    matcher.by_name(check)
    matcher.by_decision()
    matcher.by_other_side()
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
        self._lapsed: dict[int, tuple[Delegate, str]] = {}  # decided so, but now something agrees
        self._across: dict[int, Delegate] = {}  # decided: this one, who is on the other side

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

    def look_up(self, remembered: Iterable[Remembered], check: Check) -> None:
        """Find which decisions of earlier lists hold for which rows.

        Of several about one person (namesakes have the same key) the one whose row fits best
        counts, and of equal ones the latest.
        """
        latest = {
            (one.delegate_id, one.name_key, frozenset(one.base.items())): one for one in remembered
        }
        by_key: defaultdict[str, list[tuple[Remembered, Values]]] = defaultdict(list)
        for decision in latest.values():
            by_key[decision.name_key].append((decision, Values(decision.base)))
        if not by_key:
            return
        people = {person.id: person for person in self._people}
        named: defaultdict[tuple[str, int], list[tuple[Delegate, Delegate]]] = defaultdict(list)
        for person in self._people:
            for key in name_keys(person) & by_key.keys():
                named[key, person.side_id].append((person, person))
        decisions = {key: Namesakes(found) for key, found in by_key.items()}
        namesakes = {key: Namesakes(found) for key, found in named.items()}
        nobody = Namesakes[Delegate]([])
        counts: defaultdict[str, int] = defaultdict(int)
        for index, (row, side) in checked(list(enumerate(self._rows)), check):
            key = self._keys[index]
            if index in self.found or key not in by_key:
                continue
            at = counts[key]
            counts[key] += 1
            best: dict[int, tuple[_Rank, Remembered]] = {}
            for decision in decisions[key].near(row.values, at):
                who = people.get(decision.delegate_id)
                rank = self._holds(index, who, decision) if who else None
                if who and rank and (who.id not in best or rank >= best[who.id][0]):
                    best[who.id] = (rank, decision)
            if best:
                near = namesakes.get((key, side), nobody).near(row.values, at)
                self._decide(index, best, people, near)

    def _holds(self, index: int, person: Delegate, decision: Remembered) -> _Rank | None:
        """How well a row fits the one that was decided on; None where it does not.

        A name alone is no proof: others have it as well. It takes a passport, a contact or the
        post, or that the same sender says again what it said.
        """
        values, key = self._rows[index][0].values, self._keys[index]
        base = Values(decision.base)
        nearness = -differences(values, base)
        by_row = fit_of(values, base, {})
        if by_row is Fit.OTHER:
            return None
        if decision.verdict is Verdict.OTHER:
            if by_row is Fit.WEAK:
                return None
            sure = repeats(values, base) or proves(values, base, {}, body_is_enough=False)
            return _Rank(sure, False, by_row.value, nearness)
        said = self._said.get(person.id)
        by_person = fit_of(values, person, said or {})
        if by_person is Fit.OTHER:
            return None
        again = said is not None and repeats(values, base)
        again = again or (said is not None and name_key(said) == key and repeats(values, said))
        words = key.split()
        in_full = len(words) > 1 and min(map(len, words)) > 1
        enough = in_full or said is not None
        sure = (
            again
            or proves(values, base, {}, body_is_enough=enough)
            or proves(values, person, said or {}, body_is_enough=enough)
        )
        fit = max(by_row.value, by_person.value) if sure else min(by_row.value, by_person.value)
        return _Rank(sure, not sure, fit, nearness)

    def _decide(
        self,
        index: int,
        best: Mapping[int, tuple[_Rank, Remembered]],
        people: Mapping[int, Delegate],
        namesakes: Sequence[Delegate],
    ) -> None:
        """Keep what was decided about one row, of each delegate the decision that fits best."""
        row, side = self._rows[index]
        taken: list[_Taken] = []
        for number, (rank, decision) in best.items():
            person = people[number]
            if decision.verdict is Verdict.OTHER:
                others = [*namesakes, *(people[n] for n, (_, d) in best.items()
                                        if d.verdict is Verdict.SAME)]  # fmt: skip
                proof = _speaks_against(row.values, person, decision, others)
                if proof and person.side_id == side:
                    self._lapsed[index] = (person, proof)
                else:
                    self._apart.setdefault(index, set()).add(number)
            elif person.side_id != side:
                self._across[index] = person
            else:
                again = repeats(row.values, decision.base)
                taken.append(_Taken(rank, again, differences(row.values, person), person))
        # Somebody who by now has this very name, and more of the data, is nearer.
        rivals = (
            fit_of(row.values, person, self._said.get(person.id, {})).value
            for person in namesakes
            if person.id not in best
        )
        nearest = max(rivals, default=0)
        taken = [one for one in taken if one.rank.fit >= nearest]
        taken = [one for one in taken if one.rank.sure] or taken
        if taken and index not in self._lapsed:
            self._taken[index] = sorted(taken, key=lambda one: (-one.rank.fit, one.differences))

    def by_decision(self) -> None:
        """Rows of which it was decided who they are. Somebody who has a row already has two.

        Of several such rows the one comes first that is nearest to the session: the others are
        those whose values were not wanted.
        """
        for index, (person, proof) in self._lapsed.items():
            claimed = self._claimed.get(person.id)
            reason = (
                f"Was said to be another person than {_called(person)}"
                f"{self._also(person)}, but has the same {proof}."
            )
            self.found[index] = Match(person, reason, twin=claimed)
        order = sorted(
            self._taken.items(),
            key=lambda item: (item[1][0].repeats, item[1][0].differences, item[0]),
        )
        for index, taken in order:
            one = next((t for t in taken if t.person.id not in self._claimed), taken[0])
            person = one.person
            twin = self._claimed.get(person.id)
            if one.rank.sure and (twin is None or one.repeats):
                self._claimed.setdefault(person.id, index)
                self.found[index] = Match(person, verdict=Verdict.SAME, twin=twin)
                continue
            reason = (
                f"May be {_called(person)}{self._also(person)}: decided so for an earlier list, "
                "but the name alone does not say that it is the same person."
                if not one.rank.sure
                else f"May be {_called(person)}{self._also(person)}, as for an earlier list."
            )
            rivals = tuple(t.person.id for t in taken if t is not one)
            self.found[index] = Match(person, reason, twin=twin, rivals=rivals)

    def by_other_side(self) -> None:
        """Rows of somebody who, in the session, was given to the other side since.

        Only the sender's own people, and those who were decided on: of others a name on the
        other side says nothing.
        """
        left = [i for i in range(len(self._rows)) if i not in self.found and self._keys[i]]
        if not left:
            return
        wanted = {self._keys[i] for i in left}
        there: defaultdict[str, list[Delegate]] = defaultdict(list)
        for person in self._people:
            said = self._said.get(person.id)
            if said is None:
                continue
            keys = name_keys(person) | {name_key(said)}
            for key in keys & wanted:
                there[key].append(person)
        for index in left:
            row, side = self._rows[index]
            apart = self._apart.get(index, ())
            decided = self._across.get(index)
            people = [*([decided] if decided else []), *there[self._keys[index]][:_OTHERS]]
            for person in people:
                gone = person.side_id != side and person.id not in self._claimed
                said = self._said.get(person.id, {})
                if not gone or person.id in apart:
                    continue
                if fit_of(row.values, person, said) is not Fit.OTHER:
                    reason = f"{_called(person)}, is on the other side's list now."
                    self.found[index] = Match(person, reason)
                    break

    def _also(self, person: Delegate) -> str:
        claimed = self._claimed.get(person.id)
        return f", who is in row {self._rows[claimed][0].row}" if claimed is not None else ""

    def by_name(self, check: Check) -> None:
        """People of one name within one side, the pairs that agree best first."""
        groups: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for index, (_, side) in enumerate(self._rows):
            settled = index in self.found or index in self._taken or index in self._lapsed
            if self._keys[index] and not settled:
                groups[side, self._keys[index]].append(index)
        there: defaultdict[tuple[int, str], list[Delegate]] = defaultdict(list)
        for person in self._people:
            for key in name_keys(person):
                if (person.side_id, key) in groups:
                    there[person.side_id, key].append(person)
        for group, indexes in groups.items():
            self._pair(indexes, there[group], check)
            if len(indexes) > 1:
                self._twice(indexes, check)

    def _pair(self, indexes: Sequence[int], people: Sequence[Delegate], check: Check) -> None:
        free = Namesakes([(p, p) for p in people if p.id not in self._claimed])
        pairs = [
            (fit_of(self._rows[i][0].values, p, self._said.get(p.id, {})), i, p)
            for at, i in checked(list(enumerate(indexes)), check)
            for p in free.near(self._rows[i][0].values, at)
            if p.id not in self._apart.get(i, ())
        ]
        for fit, index, person in sorted(pairs, key=lambda t: (-t[0].value, t[1], t[2].position)):
            if person.id in self._claimed:
                continue
            if index in self.found:
                if fit is Fit.WEAK and self.found[index].reason:
                    doubt = self.found[index]
                    self.found[index] = replace(doubt, rivals=(*doubt.rivals, person.id))
                continue
            alone = len(indexes) == len(people) == 1
            if fit in {Fit.SAME, Fit.UNKNOWN} or (alone and self._goes_on(index, person)):
                self.found[index] = Match(person)
                self._claimed[person.id] = index
            elif fit is Fit.WEAK:
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
        contacts = [agree(values, person, key) for key in ("email", "phone")]
        named = " " in self._keys[index]
        other = fit_of(values, person, {}) is Fit.OTHER
        return person.id in self.expected and named and False not in contacts and not other

    def _twice(self, indexes: Sequence[int], check: Check) -> None:
        """Rows of one name: each is compared with those before it, and with those found."""
        papers = {index: paper(self._rows[index][0].values) for index in indexes}
        rows = Namesakes([(i, Values(self._rows[i][0].values)) for i in indexes])
        known = {index for index in indexes if index in self.found}
        for at, index in checked(list(enumerate(indexes)), check):
            if index in known:
                continue
            near = rows.near(self._rows[index][0].values, at)
            before = [i for i in near if i < index]
            for earlier in (*before, *(i for i in near if i > index and i in known)):
                likeness = compare(papers[index], papers[earlier])
                if likeness.score:
                    reason = f"Also in row {self._rows[earlier][0].row}: {likeness.reason}."
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
        reason = f"May be {_called(person)}{self._also(person)}: {why}."
        return Match(person, reason, twin=self._claimed.get(number))


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


def _speaks_against(
    values: Mapping[str, str],
    person: Delegate,
    decision: Remembered,
    others: Iterable[Delegate],
) -> str:
    """What a row shares with the person whom it was said not to be; "" for nothing new.

    What the row had when it was decided on was known then, but for a passport; and what
    somebody else of the name shares as well, says nothing.
    """
    known = shared(values, Values(decision.base))
    found = [k for k in shared(values, person) if k == "passport_number" or k not in known]
    for other in others:
        if other.id != person.id and set(found) <= set(shared(values, other)):
            return ""
    return PROOFS[found[0]] if found else ""


def _called(person: Delegate) -> str:
    return f"No. {person.position}, {full_name(person)}"
