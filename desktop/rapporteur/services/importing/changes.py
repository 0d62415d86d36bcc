"""What a row of a list would change about a person who is already there.

Two kinds of lists are told apart. In a list from outside an empty cell says nothing, and what is
only written differently (spaces in a telephone number, capitals in a name) is no change. In our
own list that comes back edited, every cell speaks: what was deleted there is deleted here.

Both know what the other end last said (`then`: of our own list what it held when it was written,
of a sender's list what the sender's last list held). A value that is still the same there has
not been edited there, so whatever was done to it here stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.fields import Field, Kind
from rapporteur.domain.importing import CellChange
from rapporteur.domain.names import compose_name
from rapporteur.domain.roster_text import (
    FULL_NAME,
    NAME_PARTS,
    form_for,
    renamed,
    stands_for,
    written_in,
)
from rapporteur.domain.sessions import split_list
from rapporteur.domain.workbook import Layout, ListRow

_LANGUAGES = ("en", "ru", "hi")
_ROUTED = ("designation", "organisation")
_NOT_A_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes, and the labels of the fields that were edited here and there."""

    changes: tuple[CellChange, ...] = ()
    conflicts: tuple[str, ...] = ()


def compare_received(
    row: ListRow, person: Delegate, said: Mapping[str, str] | None = None
) -> Comparison:
    """What a row of a list from outside changes; `said` is what its sender last said."""
    current = person.as_dict()
    wanted = {k: v for k, v in row.values.items() if v and k in current}
    if all(current[key] == value for key, value in wanted.items()):
        return Comparison()
    _route_name(wanted, current)
    base = dict(said or {})
    for values in (wanted, base):  # what was last said may have been said in the other script
        _route_posts(values, current, row.values)
    return _settled(wanted, current, base, row.derived)


def compare_own(
    row: ListRow,
    layout: Layout,
    person: Delegate,
    then: Mapping[str, str] | None = None,
    honorifics: Iterable[str] = (),
) -> Comparison:
    """What a row of our own list changes; `then` are the fields that were different then."""
    current = person.as_dict()
    base = {**current, **(then or {})}
    columns = {c.target: c.heading for c in layout.columns if c.target}
    wanted: dict[str, str] = {}
    derived: set[str] = set()
    if FULL_NAME in columns:
        text = row.original.get(columns[FULL_NAME], "")
        wanted |= _name_edited(text, base, columns, honorifics)
        derived |= wanted.keys() - {"native_name", "latin_name"}
    for key, heading in columns.items():
        if key not in DELEGATE:
            continue
        field, text = DELEGATE[key], row.original.get(heading, "")
        if stands_for(field, base, text, columns):
            continue
        value = _read_back(field, row.values.get(key, ""), text)
        if value is not None:
            wanted[form_for(base, key, value, columns) if value else key] = value
    # A date cell may have said more than a date: its time goes to a column the list lacks.
    wanted |= {
        k: row.values[k] for k in row.derived - set(NAME_PARTS) - columns.keys() if row.values[k]
    }
    return _settled(wanted, current, base, frozenset(derived))


def same_value(field: Field, one: str, other: str) -> bool:
    """Whether two values say the same, however they are written."""
    if one == other:
        return True
    if not one or not other:
        return False
    if field.kind is Kind.PHONE:
        return _digits(one) == _digits(other)
    if field.kind is Kind.LIST:
        return set(split_list(one)) == set(split_list(other))
    if field.kind is Kind.EMAIL or field.key in {"passport_number", "honorific", "passport_name"}:
        return _bare(one) == _bare(other)
    return one.split() == other.split()


def same_words(one: str, other: str) -> bool:
    """Whether two names have the same words, whatever their order and case."""
    return sorted(_words(one)) == sorted(_words(other))


def _route_name(wanted: dict[str, str], current: Mapping[str, str]) -> None:
    """Leave the parts of the name alone where the list only writes the name another way."""
    sent = compose_name(wanted)
    if not sent:
        return
    parts = [key for key in NAME_PARTS if key != "honorific"]
    forms = [compose_name(current), current["native_name"], current["latin_name"]]
    known = any(same_words(sent, form) for form in forms if form)
    form = FULL_NAME if known else form_for(current, FULL_NAME, sent, wanted)
    if known or form != FULL_NAME:
        for key in parts:
            wanted.pop(key, None)
    if form != FULL_NAME:
        wanted[form] = sent
        return
    if not known:
        # The new name is one whole: a part that it no longer has goes.
        wanted |= {key: wanted.get(key, "") for key in parts}
    title = wanted.get("honorific", "")
    if title and current["honorific"] and written_in(title) != written_in(current["honorific"]):
        del wanted["honorific"]


def _route_posts(
    values: dict[str, str], current: Mapping[str, str], columns: Iterable[str]
) -> None:
    """Put post and body where their script belongs."""
    for key in _ROUTED:
        if values.get(key) and (form := form_for(current, key, values[key], columns)) != key:
            values.setdefault(form, values.pop(key))


def _name_edited(
    text: str,
    base: Mapping[str, str],
    columns: Mapping[str, str],
    honorifics: Iterable[str],
) -> dict[str, str]:
    """The fields of the name that an edited text gives; a name is never deleted by a list."""
    if not text.strip() or stands_for(DELEGATE[FULL_NAME], base, text, columns):
        return {}
    plain = " ".join(text.split())
    form = form_for(base, FULL_NAME, plain, columns)
    if form == FULL_NAME:
        return renamed(base, plain, honorifics)
    title = base.get("honorific", "")
    return {form: plain.removeprefix(f"{title} ") if title else plain}


def _read_back(field: Field, value: str, text: str) -> str | None:
    """The value that an edited cell holds; None where it cannot be read, "" where it is empty."""
    if not text.strip():
        return None if field.required else ""
    for choice in field.choices:
        if any(choice.text(language) == text.strip() for language in _LANGUAGES):
            return choice.code
    return value or None


def _settled(
    wanted: Mapping[str, str],
    current: Mapping[str, str],
    base: Mapping[str, str],
    derived: frozenset[str] | set[str],
) -> Comparison:
    changes, conflicts = [], []
    for key in DELEGATE.keys:
        if key not in wanted:
            continue
        field, new, old = DELEGATE[key], wanted[key], current[key]
        if same_value(field, old, new):
            continue
        if key in base:
            if same_value(field, base[key], new):
                continue
            if not same_value(field, base[key], old):
                conflicts.append(field.label)
        changes.append(CellChange(key, old, new, key in derived))
    return Comparison(tuple(changes), tuple(conflicts))


def _words(text: str) -> list[str]:
    return _NOT_A_WORD.sub(" ", text.casefold().replace("ё", "е")).split()


def _bare(text: str) -> str:
    return _NOT_A_WORD.sub("", text).casefold()


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
