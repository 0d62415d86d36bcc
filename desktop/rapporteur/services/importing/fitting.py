"""What the data of two people of one name say: one person, two, or nothing.

Names are not compared here. `Namesakes` keeps the time in proportion where a list has hundreds
of rows of one name, or of one word that stands for a name ("Driver", "Vacant").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Generic, TypeVar

from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.roster_text import NAME_PARTS, written_in
from rapporteur.services.folding import plain

_WORD = re.compile(r"[a-z0-9]+")
_CONTACTS = ("email", "phone")
_POST = ("designation", "organisation")
_NAMES = frozenset(NAME_PARTS)
# What hardly two people share; each with how it is said.
PROOFS = {
    "passport_number": "passport number",
    "date_of_birth": "date of birth",
    "email": "e-mail",
    "phone": "telephone",
}
# People of one name who are all compared with each other; of more, only those who share
# something and the nearest in order.
_CROWD = 48
_NEAREST = 16

T = TypeVar("T")


class Fit(Enum):
    """What the data of two people of one name say."""

    SAME = 3
    UNKNOWN = 2  # nothing speaks for or against
    WEAK = 1  # another post and other contacts
    OTHER = 0  # another date of birth or another passport


class Values(dict[str, str]):
    """The values of a row, "" for what it did not have; read like those of a delegate."""

    def __missing__(self, key: str) -> str:
        return ""


def fit_of(values: Mapping[str, str], person: Delegate | Values, said: Mapping[str, str]) -> Fit:
    """What the data of a row say about somebody of the same name.

    A post that its sender repeats is the same, even where it was corrected here since.
    """
    passport = agree(values, person, "passport_number")
    born = agree(values, person, "date_of_birth")
    if passport:
        return Fit.SAME
    if born is False or (passport is False and not born):
        return Fit.OTHER
    contacts = [agree(values, person, key) for key in _CONTACTS]
    if born or True in contacts:
        return Fit.SAME
    post = [_post_agrees(values, person, said, key) for key in _POST]
    if False in contacts:
        return Fit.SAME if all(post) else Fit.WEAK
    if True in post:
        return Fit.SAME
    return Fit.WEAK if False in post else Fit.UNKNOWN


def fits_as_well(
    values: Mapping[str, str],
    person: Delegate,
    other: Delegate,
    said: Mapping[int, Mapping[str, str]],
) -> bool:
    """Whether the data of a row say no less for `person` than for `other`, of the same name."""
    one, two = (fit_of(values, who, said.get(who.id, {})) for who in (person, other))
    return one is not Fit.OTHER and one.value >= two.value


def proves(
    values: Mapping[str, str],
    person: Delegate | Values,
    said: Mapping[str, str],
    *,
    body_is_enough: bool,
) -> bool:
    """Whether something speaks for one person: a passport, a contact or the whole post.

    Where `body_is_enough`, the organisation does as well: posts change within one.
    """
    if shared(values, person):
        return True
    post, body = (_post_agrees(values, person, said, key) for key in _POST)
    contacts = [agree(values, person, key) for key in _CONTACTS]
    return bool(body) and (bool(post) or (body_is_enough and False not in contacts))


def shared(values: Mapping[str, str], person: Delegate | Values) -> list[str]:
    """The fields that hardly two people share, and that agree; the most telling first."""
    return [key for key in PROOFS if agree(values, person, key)]


def repeats(values: Mapping[str, str], base: Mapping[str, str]) -> bool:
    """Whether a row says about somebody, apart from the name, the very same as another."""
    return _data(values) == _data(base)


def differences(values: Mapping[str, str], person: Delegate | Values) -> int:
    """In how many fields that both know they differ."""
    return sum(1 for key, value in values.items() if value and person[key] not in {"", value})


def agree(values: Mapping[str, str], person: Delegate | Values, key: str) -> bool | None:
    """Whether two values are the same; None where one is not known."""
    one, other = values.get(key, ""), person[key]
    if not one or not other:
        return None
    return one == other or _bare(one) == _bare(other)


class Namesakes(Generic[T]):
    """People or rows of one name, to find those that are worth comparing with a row."""

    def __init__(self, items: Sequence[tuple[T, Delegate | Values]]) -> None:
        self._items = [item for item, _ in items]
        self.crowded = len(items) > _CROWD
        self._under: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        if self.crowded:
            for at, (_, values) in enumerate(items):
                for lead in _leads(values):
                    self._under[lead].append(at)

    def near(self, values: Mapping[str, str], at: int) -> list[T]:
        """Those to compare with a row that is number `at` of its name; all, if they are few."""
        if not self.crowded:
            return self._items
        middle = min(at, len(self._items) - 1)
        found = set(range(max(0, middle - _NEAREST), min(len(self._items), middle + _NEAREST)))
        for lead in _leads(Values(values)):
            found.update(self._under.get(lead, ())[:_NEAREST])
        return [self._items[number] for number in sorted(found)]


def _leads(values: Delegate | Values) -> Iterator[tuple[str, str]]:
    for key in PROOFS:
        if text := values[key]:
            yield key, _bare(text)
    if post := "|".join(_bare(values[key]) for key in _POST).strip("|"):
        yield "post", post


def _data(values: Mapping[str, str]) -> dict[str, str]:
    return {
        key: text for key, text in values.items() if text and key in DELEGATE and key not in _NAMES
    }


def _post_agrees(
    values: Mapping[str, str], person: Delegate | Values, said: Mapping[str, str], key: str
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
