"""Verification of texts: the Protocol of a file, looked through paragraph by paragraph.

What a machine can compare is compared; whoever reads marks the texts as in step afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session as Db

from rapporteur.domain import protocol as rules
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.drafting.leading import begins_with_sides
from rapporteur.domain.fields import Record
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.protocol import PARAGRAPH, Paragraph
from rapporteur.domain.sessions import TERMS, Side
from rapporteur.domain.verification.texts import Finding, Names, Weight, terms_of, verify
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.protocol.paragraphs import Protocol, protocol

_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_CODES = tuple(language.code for language in LANGUAGES)


@dataclass(frozen=True, slots=True)
class Verified:
    """One standing paragraph with what is to be looked at in it."""

    paragraph_id: int
    number: str
    texts: Mapping[str, str]
    findings: tuple[Finding, ...]
    in_step: bool  # every language has been marked so
    kind: str = PARAGRAPH


@dataclass(frozen=True, slots=True)
class Material:
    """What `verify_all` needs, read at once; the comparing may be done beside the window."""

    protocol: Protocol
    names: Sequence[Names]
    terms: Sequence[Mapping[str, str]]
    sides: Sequence[Side] = ()


def gather(db: Db) -> Material:
    """Read the Protocol, the names that are known in several languages, the defined terms."""
    session = sessions.session(db)
    known = [
        _of(session, stem, proper=True) for stem in ("working_group", "commission", "venue", "city")
    ]
    known += [_of(side, "formal_name", proper=True) for side in sessions.sides(db)]
    known += [_of(one, "name") for one in stored.read(db, stored.SUB_GROUPS)]
    known += [_of(one, "title") for one in stored.read(db, stored.TOPICS)]
    known += [_of_person(person) for person in delegates.list_delegates(db, withdrawn=False)]
    lines = session["terms"] or TERMS
    useful = [one for one in known if len([n for n in one.by_language.values() if n]) > 1]
    return Material(protocol(db), useful, terms_of(lines, _CODES), sessions.sides(db))


def verify_all(material: Material) -> list[Verified]:
    """Every standing paragraph in its order. Needs no file, so a worker may run it."""
    now = material.protocol
    return [verify_one(material, now, one) for one in now.paragraphs if not one.withdrawn]


def verify_one(material: Material, now: Protocol, one: Paragraph) -> Verified:
    """One paragraph of `now`, with the names and terms of `material`."""
    texts = {code: now.text(one, code) for code in now.languages}
    found = (*_first_words(material, one, texts), *verify(texts, material.names, material.terms))
    in_step = all(one.language_state(code) == rules.IN_STEP for code in now.languages)
    return Verified(one.id, now.number(one), texts, found, in_step, one["kind"])


def _first_words(
    material: Material, one: Paragraph, texts: Mapping[str, str]
) -> Iterator[Finding]:  # fmt: skip
    """Numbered paragraphs of a Protocol begin with the Sides, or one of them, and a verb."""
    for code, text in texts.items():
        if one.numbered and text.strip() and not begins_with_sides(text, code, material.sides):
            words = "A numbered paragraph begins with the Sides, or one of them, and a verb."
            yield Finding("first_words", Weight.DOUBT, code, 0, len(text.split()[0]), words)


def _of_person(person: Delegate) -> Names:
    """The family name in Latin letters and in Cyrillic, as far as the list has them."""
    latin, native, family = person["latin_name"], person["native_name"], person["family_name"]
    names = {"en": family if family.isascii() else " ".join(latin.split()[-1:])}
    if _CYRILLIC.search(family):
        names["ru"] = family
    elif _CYRILLIC.search(native):
        names["ru"] = native.split()[0]
    return Names(names, proper=True)


def _of(record: Record, stem: str, *, proper: bool = False) -> Names:
    values = record.as_dict()
    return Names({code: values.get(f"{stem}_{code}", "") for code in _CODES}, proper=proper)
