"""Names of people across scripts and spellings: what to suggest, and who may be the same person.

Suggestions are offered beside an empty field and accepted by a person, never written by
themselves. `NameIndex` finds who may already be on the list; a match is a doubt to be shown,
never a reason to merge.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.names import compose_name, is_cyrillic, is_devanagari, split_name
from rapporteur.services.folding import skeleton
from rapporteur.services.importing.likeness import (
    SHARED_MAILBOX,
    Paper,
    Tokens,
    compare,
    initial,
    paper,
)

# Below this a likeness is not worth a person's attention.
WORTH_SHOWING = 75

# Words under which more people stand than this are no lead: looking at all of them would make
# the time grow with the square of the list.
_CROWD = 150
_WORDS = 4
# A mailbox that so many give is that of an office or of somebody who answers for the others.
_OFFICE = 3

_MALE = re.compile(r"(?:вич|ич|vich|оглы|ogly)$", re.IGNORECASE)
_FEMALE = re.compile(r"(?:вна|чна|vna|chna|кызы|kyzy)$", re.IGNORECASE)
_SIR = re.compile(r"\b(?:mr|shri|sri|г-н|господин|श्री)(?:\.|\b|$)", re.IGNORECASE)
_MADAM = re.compile(r"\b(?:mrs|ms|miss|smt|kum|sushri|г-жа|госпожа|श्रीमती|सुश्री)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who may be the same person. `score` is from 0 to 100, `reason` in words."""

    delegate_id: int
    score: int
    reason: str


def transliterate(text: str) -> str:
    """Cyrillic `text` in Latin letters after ICAO Doc 9303, as Russian passports have it."""
    # Late: reads 28 schemes at import, and most sessions never ask. It ships no types.
    import iuliia  # type: ignore[import-untyped]  # noqa: PLC0415

    return str(iuliia.ICAO_DOC_9303.translate(text))


def suggestions(values: Mapping[str, str]) -> dict[str, str]:
    """What may stand in the empty fields of a person with these `values`, by field key.

    The name in own script from parts written in it; Latin names after ICAO Doc 9303 from the
    Cyrillic one, without the patronymic, as usual on plates and in passports; the sex from the
    patronymic or the form of address.
    """
    full = compose_name(values)
    family, given = values.get("family_name", ""), values.get("given_name", "")
    own = full if full and not _is_latin(full) else values.get("native_name", "")
    cyrillic = ("", "")
    if is_cyrillic(own):
        parts = split_name(own)
        in_parts = own == full and bool(given)
        cyrillic = (family, given) if in_parts else (parts.family_name, parts.given_name)
    found = {"native_name": full if own == full else ""}
    latin = (family, given) if _is_latin(f"{family}{given}") else ("", "")
    if not all(latin):
        latin = (transliterate(cyrillic[0]), transliterate(cyrillic[1]))
    if all(latin):
        found["latin_name"] = f"{latin[1]} {latin[0]}"
    passport = tuple(map(transliterate, cyrillic)) if all(cyrillic) else latin
    if all(passport) and "." not in passport[1]:
        found["passport_name"] = " ".join(passport).upper()
    found["sex"] = _sex(values.get("patronymic", ""), own, values.get("honorific", ""))
    return {key: text for key, text in found.items() if text and not values.get(key)}


class _Register:
    """Numbers of people by lead. A lead under which a crowd stands is passed over."""

    def __init__(self) -> None:
        # Most leads lead to one person: that number stands for itself, without a list.
        self._under: dict[str, int | list[int]] = {}

    def file(self, number: int, leads: Iterable[str]) -> None:
        """Put a person under some leads, of which some may come twice."""
        under = self._under
        for lead in leads:
            found = under.get(lead)
            if found is None:
                under[lead] = number
            elif type(found) is list:
                if found[-1] != number:
                    found.append(number)
            elif found != number:
                under[lead] = [found, number]  # type: ignore[list-item]  # an int

    def count(self, lead: str) -> int:
        """How many stand under a lead."""
        found = self._under.get(lead, [])
        return len(found) if type(found) is list else 1

    def look(self, leads: Iterable[str], crowd: int, seen: set[int]) -> bool:
        """Add to `seen` who stands under the leads; whether a lead was passed over."""
        get = self._under.get
        crowded = False
        for lead in leads:
            found = get(lead)
            if found is None:
                continue
            if type(found) is not list:
                seen.add(found)  # type: ignore[arg-type]  # an int
            elif len(found) <= crowd:
                seen.update(found)
            else:
                crowded = True
        return crowded


class _Names:
    """People by the sound of their names; they are filed only when somebody looks for one."""

    def __init__(self) -> None:
        self._register = _Register()
        self._skeletons: set[str] = set()
        self._waiting: list[tuple[int, tuple[Tokens, ...]]] = []

    def add(self, number: int, forms: tuple[Tokens, ...]) -> None:
        """Take in a person with the forms of the name."""
        self._waiting.append((number, forms))

    def look(self, forms: tuple[Tokens, ...], crowd: int, seen: set[int]) -> None:
        """Add to `seen` the people whose names may be like the one with these forms."""
        for number, filed in self._waiting:
            self._register.file(number, _filed_under(filed))
            self._skeletons.update(skeleton(word) for form in filed for word in form[:_WORDS])
        self._waiting.clear()
        self._register.look(_looked_under(forms, self._skeletons), crowd, seen)


class NameIndex:
    """Finds people who may be the one asked for, in about the same time however many there are.

    People are filed under a few leads each: e-mail, telephone and passport number; the whole
    name with the organisation, the date of birth with the post; the skeleton of one word of the
    name with the ends of another. Only people who share a lead are compared. Two people who both
    give an e-mail, or both a telephone, are not looked for by the skeletons: where these contacts
    differ, only the same organisation with the same name, or the same post with the same date of
    birth, could make them one (`likeness.compare`), and those are leads of their own.
    """

    def __init__(self, delegates: Iterable[Delegate] = (), *, crowd: int = _CROWD) -> None:
        """`crowd` is how many people may stand under a lead before it is no lead any more."""
        self._crowd = crowd
        self._people: dict[int, Paper] = {}
        self._facts = _Register()
        self._names: dict[int, _Names] = {}
        for delegate in delegates:
            self.add(delegate.id, delegate.as_dict())

    def __len__(self) -> int:
        return len(self._people)

    def add(self, delegate_id: int, values: Mapping[str, str]) -> None:
        """File a person; `delegate_id` is any number that the caller knows the person by."""
        person = paper(values)
        self._file(delegate_id, person, _facts(person))

    def candidates(
        self, values: Mapping[str, str], *, exclude_id: int | None = None, limit: int = 8
    ) -> list[Match]:
        """Those who may be the person with these `values`, the likeliest first."""
        person = paper(values)
        return self._matches(person, _facts(person), exclude_id)[:limit]

    def meet(self, number: int, values: Mapping[str, str]) -> list[Match]:
        """Those filed before who may be this person, the likeliest first; then file the person."""
        person = paper(values)
        facts = _facts(person)
        matches = self._matches(person, facts)
        self._file(number, person, facts)
        return matches

    def pairs(self, delegates: Iterable[Delegate]) -> Iterator[tuple[int, Match]]:
        """File the delegates one by one; each with those filed before who may be the same."""
        for delegate in delegates:
            person = paper(delegate.as_dict())
            facts = _facts(person)
            for match in self._matches(person, facts):
                yield delegate.id, match
            self._file(delegate.id, person, facts)

    def _file(self, number: int, person: Paper, facts: Iterable[str]) -> None:
        self._people[number] = person
        self._facts.file(number, facts)
        contacts = person.contacts
        if contacts not in self._names:
            self._names[contacts] = _Names()
        self._names[contacts].add(number, person.forms)

    def _matches(
        self, person: Paper, facts: Iterable[str], exclude_id: int | None = None
    ) -> list[Match]:
        seen: set[int] = set()
        # Of a crowd with one mailbox only those of a like name are of interest.
        crowded = self._facts.look(facts, self._crowd, seen)
        for contacts, names in self._names.items():
            if crowded or not contacts & person.contacts:
                names.look(person.forms, self._crowd, seen)
        if exclude_id is not None:
            seen.discard(exclude_id)
        found = []
        for candidate in seen:
            likeness = compare(person, self._people[candidate])
            if likeness.reason == SHARED_MAILBOX and self._is_office(person.email):
                continue
            if likeness.score >= WORTH_SHOWING:
                found.append(Match(candidate, likeness.score, likeness.reason))
        found.sort(key=lambda match: (-match.score, match.delegate_id))
        return found

    def _is_office(self, email: str) -> bool:
        """Whether a mailbox is given for so many that it tells nothing of who they are."""
        return self._facts.count(f"e:{email}") >= _OFFICE


def similar(
    people: Iterable[Delegate],
    values: Mapping[str, str],
    exclude_id: int | None = None,
) -> list[Match]:
    """Those of `people` who may be the person with these `values`, the likeliest first.

    Who asks often (at every key press) keeps a `NameIndex`.
    """
    return NameIndex(people).candidates(values, exclude_id=exclude_id)


def _facts(person: Paper) -> list[str]:
    """The leads of a person apart from the sound of the name."""
    facts = [
        f"{kind}:{value}"
        for kind, value in (("e", person.email), ("t", person.phone), ("p", person.passport))
        if value
    ]
    if person.contacts and person.organisation:
        facts += [f"n:{' '.join(form)}|{person.organisation}" for form in person.sorted_forms]
        if person.born and person.designation:
            facts.append(f"b:{person.born}|{person.organisation}|{person.designation}")
    return facts


def _filed_under(forms: Iterable[Tokens]) -> Iterator[str]:
    """The leads under which somebody of this name is to be found; some may come twice."""
    for form in forms:
        yield from _common_leads(form)
        for a, b in _pairs_of_words(form):
            yield f"{a} {initial(b)}." if len(b) == 1 else f"{a} {initial(b)}?"


def _looked_under(forms: Iterable[Tokens], known: Container[str]) -> Iterator[str]:
    """The leads under which to look for somebody of this name; some may come twice.

    `known` are the skeletons of all words under which somebody stands.
    """
    for form in forms:
        yield from _common_leads(form, known)
        for a, b in _pairs_of_words(form, known):
            yield f"{a} {initial(b)}."
            if len(b) == 1:
                yield f"{a} {initial(b)}?"


def _common_leads(form: Tokens, known: Container[str] | None = None) -> Iterator[str]:
    """A misspelling changes one end of a word, so one of its two leads still holds."""
    yield "".join(sorted("".join(form)))  # "Kadykov" is also met as "Kady Kov", in any order
    if len(form) == 1:
        yield skeleton(form[0])
    for a, b in _pairs_of_words(form, known):
        if len(b) > 1:
            bones = skeleton(b)
            yield f"{a} {bones[:2]}<"
            yield f"{a} {bones[0]}{bones[-1]}>"


def _pairs_of_words(form: Tokens, known: Container[str] | None = None) -> list[tuple[str, str]]:
    """Every word's skeleton with every other word of the name; initials lead nowhere alone."""
    words = form[:_WORDS]
    pairs: list[tuple[str, str]] = []
    for at, word in enumerate(words):
        bones = skeleton(word)
        if len(word) > 1 and (known is None or bones in known):
            pairs += [(bones, other) for other in words[:at] + words[at + 1 :]]
    return pairs


def _is_latin(text: str) -> bool:
    letters = any(c.isalpha() for c in text)
    return letters and not is_cyrillic(text) and not is_devanagari(text)


def _sex(patronymic: str, own_name: str, honorific: str) -> str:
    """The sex as a stored code, where patronymic or form of address tell it; else ""."""
    patronymic = patronymic or (split_name(own_name).patronymic if is_cyrillic(own_name) else "")
    for text, male, female in ((patronymic, _MALE, _FEMALE), (honorific, _SIR, _MADAM)):
        if female.search(text):
            return "female"
        if male.search(text):
            return "male"
    return ""
