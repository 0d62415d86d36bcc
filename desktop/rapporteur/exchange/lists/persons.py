"""The name of one person out of the cells of a row, with what was joined to it taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapporteur.domain.names import NameParts, compose_name, is_honorific, split_name
from rapporteur.exchange.lists.joined import (
    people_named,
    post_and_organisation,
    script,
    two_scripts,
    without_number,
    without_role,
)
from rapporteur.exchange.lists.texts import is_unconfirmed, uncapitalised
from rapporteur.exchange.lists.vocabulary import is_designation, is_organisation

PARTS = ("honorific", "family_name", "given_name", "patronymic", "name_order")
SOURCES = ("name_and_designation", "full_name")
OTHER_FORMS = ("native_name", "latin_name", "passport_name")
_SERVICE = re.compile(r"(I[AFPR]S|IRAS|IES|IDAS|ICAS|IFoS|Retd\.?)\s*,\s*(.+)", re.DOTALL)
_JOINTS = (re.compile(r"\s*,\s*"), re.compile(r"\s+[-–—]\s+"), re.compile(r"\s*\((?=[^()]+\)$)"))


@dataclass(slots=True)
class Person:
    """The parts found. `problems` are codes with sentences; `unconfirmed` where it says TBC."""

    values: dict[str, str] = field(default_factory=dict)
    derived: set[str] = field(default_factory=set)
    source: str = ""
    problems: list[tuple[str, str]] = field(default_factory=list)
    unconfirmed: bool = False
    faults: list[str] = field(default_factory=list)


def find_person(values: dict[str, str], honorifics: Iterable[str]) -> Person:
    """Tell the parts of the name. `values` are the cells of one row by target, as read."""
    person = Person()
    family, given = values.get("family_name", ""), values.get("given_name", "")
    if family or given:
        person.source = "family_name" if family else "given_name"
        person.unconfirmed = is_unconfirmed(family or given)
        _take_honorific(person, values, honorifics)
    for source in SOURCES:
        if text := values.get(source, ""):
            _from_joined(person, source, text, values, honorifics)
            break
    if not person.source:
        for source in OTHER_FORMS:
            if text := values.get(source, ""):
                person.source = source
                _take(person, split_name(text, honorifics), values)
                break
    words = person.values.get("family_name", family).partition(",")[0]
    if suggestion := uncapitalised(words.split()):
        text = f"“{words}” is written in capitals; “{suggestion}” could be meant for the Protocol."
        person.problems.append(("capitals", text))
    return person


def _from_joined(
    person: Person, source: str, text: str, values: dict[str, str], honorifics: Iterable[str]
) -> None:
    """A whole name in one cell, perhaps with the post and the organisation behind it."""
    if (several := people_named(text)) > 1:
        person.faults.append(f"The cell names {several} people; give each a row in the list.")
    text = without_number(text)
    if halves := two_scripts(text):
        text = halves[0]
        _take_other_form(person, halves[1], values, honorifics)
    name, post, organisation = split_post(text, joined=source == "name_and_designation")
    post, role = without_role(post)
    if post and not organisation and not values.get("organisation"):
        post, organisation = post_and_organisation(post)
    if role and not values.get("role"):
        person.values["role"] = role
        person.derived.add("role")
    if is_unconfirmed(name):
        person.unconfirmed = True
        person.values.setdefault("family_name", name)
        person.derived.add("family_name")
        person.source = source
        return
    if not person.source:
        person.source = source
        _take(person, split_name(name, honorifics), values)
    elif not values.get("given_name") and values.get("family_name"):
        parts = split_name(name, honorifics)
        if parts.family_name == values["family_name"]:
            _take(person, parts, values)
    for key, found in (("designation", post), ("organisation", organisation)):
        if found and not values.get(key):
            person.values[key] = found
            person.derived.add(key)
        elif found and found != values[key]:
            why = f"“{found}” stands beside the name, “{values[key]}” in its own column."
            person.problems.append(("text_beside_name", why))


def _take_other_form(
    person: Person, text: str, values: dict[str, str], honorifics: Iterable[str]
) -> None:
    """The same name in another script, which stood in the same cell."""
    key = "latin_name" if script(text) == "latin" else "native_name"
    if not values.get(key):
        parts = split_name(text, honorifics)
        person.values[key] = compose_name({name: getattr(parts, name) for name in PARTS[1:]})
        person.derived.add(key)


def _take(person: Person, parts: NameParts, values: dict[str, str]) -> None:
    for key in PARTS:
        found = getattr(parts, key)
        if found and not values.get(key):
            person.values[key] = found
            person.derived.add(key)


def _take_honorific(person: Person, values: dict[str, str], honorifics: Iterable[str]) -> None:
    """A form of address that stands in front of the family or given name in its cell."""
    for key in ("given_name", "family_name"):
        words = values.get(key, "").split()
        count = len(words) - 1
        while count > 0 and not is_honorific(" ".join(words[:count]), honorifics):
            count -= 1
        if count > 0 and len(words[0].rstrip(".")) > 1:
            person.values[key] = " ".join(words[count:])
            person.derived.add(key)
            if not values.get("honorific"):
                person.values["honorific"] = " ".join(words[:count])
                person.derived.add("honorific")
            return


def split_post(text: str, *, joined: bool) -> tuple[str, str, str]:
    """Name, designation and organisation out of one cell; "" for what is not there.

    `joined` where the heading promises a name and a designation; otherwise the name is only
    taken apart where the rest clearly speaks of a post or an organisation.
    """
    lines = [line.strip(" ,;") for line in text.split("\n")]
    rest = [line for line in lines[1:] if line]
    if rest and (joined or any(is_designation(r) or is_organisation(r) for r in rest)):
        if not is_honorific(lines[0]):
            name, post, organisation = split_post(lines[0], joined=False)
            more = rest[:-1] if len(rest) > 1 and _is_body(rest[-1]) else rest
            organisation = organisation or (rest[-1] if more is not rest else "")
            if len(more) == 1 and not post and is_organisation(more[0]):
                more, organisation = _line_after_name(more[0], organisation)
            return name, ", ".join(filter(None, (post, *more))), organisation
        lines = [f"{lines[0]} {rest[0]}", *rest[1:]]
        return split_post("\n".join(lines), joined=joined)
    plain = " ".join(text.split())
    for joint in _JOINTS:
        found = joint.search(plain)
        if found is None:
            continue
        name, post = plain[: found.start()], plain[found.end() :].strip()
        if plain[found.start() : found.end()].endswith("("):
            post = post.rstrip(") ")
        if service := _SERVICE.match(post):
            name, post = f"{name}, {service.group(1)}", service.group(2)
        if is_designation(post) or (joined and len(name.split()) > 1):
            return name, post, ""
    return plain, "", ""


def _is_body(line: str) -> bool:
    """Whether the last line of name, post and body is the body."""
    return is_organisation(line) or not (
        is_designation(line) or any(c in "@0123456789" for c in line)
    )


def _line_after_name(line: str, organisation: str) -> tuple[list[str], str]:
    """A line such as "Director, Ministry of Mines": the post before, the organisation after."""
    post, _, after = line.partition(",")
    if is_designation(post) and is_organisation(after) and not organisation:
        return [post.strip()], after.strip()
    return ([], line) if not is_designation(line) and not organisation else ([line], organisation)
