"""What of the previous session stands in this file already, and under which identity.

Whoever came over once is known by the uuid. A sub-group that was typed anew or a person who came
with a new list is met by name, so that references find them and nobody stands there twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.fields import Catalogue, Record
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.names import full_name
from rapporteur.services.carrying.contents import Contents
from rapporteur.services.folding import loose, plain

R = TypeVar("R", bound=Record)

_SECOND = {"_first": "_second", "_second": "_first"}


@dataclass
class Places:
    """By the uuid there, the uuid here. It grows while pieces come over.

    `swapped` is true where the side that is first there is second here.
    """

    swapped: bool
    side_ids: Mapping[int, int]
    sides: Mapping[str, str]
    sub_groups: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    delegates: dict[str, str] = field(default_factory=dict)

    def turned(self, values: Mapping[str, str], catalogue: Catalogue) -> dict[str, str]:
        """`values` with what belongs to the first and the second side in its place here."""
        if not self.swapped:
            return dict(values)
        return {
            (_other(key) if key in catalogue and catalogue[key].of_side else key): value
            for key, value in values.items()
        }


def match(old: Contents, here: Contents) -> Places:
    """Find what is here already. The two are sessions between the same sides."""
    by_code = {side["code"].casefold(): side for side in here.sides}
    pairs = [(side, by_code[side["code"].casefold()]) for side in old.sides]
    places = Places(
        swapped=any(one.position != other.position for one, other in pairs),
        side_ids={one.id: other.id for one, other in pairs},
        sides={one.uuid: other.uuid for one, other in pairs},
    )
    places.sub_groups = _met(old.sub_groups, here.sub_groups, lambda r: _texts(r, "name"))
    places.topics = _met(old.topics, here.topics, lambda r: _texts(r, "title"))
    for side in old.sides:
        places.delegates |= _met(
            [d for d in old.delegates if d.side_id == side.id],
            [d for d in here.delegates if d.side_id == places.side_ids[side.id]],
            _names,
        )
    present = {person.uuid for person in here.delegates}  # on whichever side they stand by now
    places.delegates |= {d.uuid: d.uuid for d in old.delegates if d.uuid in present}
    return places


def _other(key: str) -> str:
    ending = next(end for end in _SECOND if key.endswith(end))
    return key.removesuffix(ending) + _SECOND[ending]


def _met(old: Sequence[R], here: Sequence[R], keys: Callable[[R], Iterable[str]]) -> dict[str, str]:
    """Pairs by uuid; of the others those that share a text which is nobody else's."""
    present = {record.uuid for record in here}
    found = {record.uuid: record.uuid for record in old if record.uuid in present}
    left = [record for record in here if record.uuid not in found]
    wanted = [record for record in old if record.uuid not in found]
    often = Counter(key for record in left for key in set(keys(record)))
    asked = Counter(key for record in wanted for key in set(keys(record)))
    by_key = {key: record.uuid for record in left for key in keys(record) if often[key] == 1}
    taken: set[str] = set()
    for record in wanted:
        for key in keys(record):
            uuid = by_key.get(key)
            if uuid is not None and uuid not in taken and asked[key] == 1:
                found[record.uuid] = uuid
                taken.add(uuid)
                break
    return found


def _texts(record: Record, stem: str) -> list[str]:
    return [
        plain(text)
        for language in LANGUAGES
        if (text := " ".join(record[f"{stem}_{language.code}"].split()))
    ]


def _names(person: Delegate) -> list[str]:
    """A person's names, each with its words in one order: lists have them in any."""
    texts = (full_name(person), person["latin_name"], person["native_name"])
    return [" ".join(sorted(loose(plain(text)).split())) for text in texts if text.strip()]
