"""What an editor suggests for a field: the side's own usage, and what is already on the lists.

Suggestions never restrict: every field they stand beside takes free text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.fields import Field, Kind
from rapporteur.domain.sessions import Side, split_list
from rapporteur.domain.subgroups import SubGroup

# Free texts that many people of one delegation share.
_SHARED = frozenset(
    {
        "organisation",
        "organisation_native",
        "citizenship",
        "contact_person",
        "arrival_flight",
        "arrival_terminal",
        "departure_flight",
        "departure_terminal",
        "met_by",
        "car",
        "hotel",
    }
)
_LANGUAGES = ("English", "Russian", "Hindi")
_MOST = 40


class Presets:
    """Suggestions per field and side, made new when sides, sub-groups or people change."""

    def __init__(
        self,
        sides: Mapping[int, Side] | None = None,
        sub_groups: Sequence[SubGroup] = (),
        people: Mapping[int, Delegate] | None = None,
    ) -> None:
        self._sides = sides or {}
        self._sub_groups = tuple(group.name_en for group in sub_groups)
        self._people = people or {}

    def of(self, field: Field, side_id: int | None) -> tuple[str, ...]:
        """Suggestions for `field` of somebody of a side; () where there are none."""
        side = self._sides.get(side_id) if side_id is not None else None
        if field.key == "honorific":
            return split_list(side["honorifics"]) if side else ()
        if field.key == "rank":
            return split_list(side["ranks"]) if side else ()
        if field.key == "sub_groups":
            return self._sub_groups
        if field.key == "languages":
            return _LANGUAGES
        if field.kind is Kind.PRESET:
            return tuple(choice.label for choice in field.choices)
        return self._in_use(field.key, side_id) if field.key in _SHARED else ()

    def for_delegate(self, delegate_id: int, field: Field) -> tuple[str, ...]:
        """Suggestions for a field of somebody on the list."""
        delegate = self._people.get(delegate_id)
        return self.of(field, delegate.side_id if delegate else None)

    def _in_use(self, key: str, side_id: int | None) -> tuple[str, ...]:
        """Values on the side's list, the most frequent first."""
        found = Counter(
            d[key] for d in self._people.values() if d[key] and side_id in {None, d.side_id}
        )
        return tuple(value for value, _ in found.most_common(_MOST))
