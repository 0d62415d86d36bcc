"""How a person stands in a list: one text per column and language, and the way back.

A list in Russian names a Russian delegate in Russian, if that form is there, and a list in
English in Latin letters. Nothing is transliterated or translated here: only the forms that the
sending side or the secretariat have written down are chosen between. When a list comes back
edited, the same rules tell which form a text in that column stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapporteur.domain.delegates import FAMILY_FIRST, GIVEN_FIRST
from rapporteur.domain.editing import clean_text
from rapporteur.domain.fields import Field
from rapporteur.domain.names import compose_name, is_cyrillic, is_devanagari, split_name

FULL_NAME = "full_name"
NAME_PARTS = ("honorific", "family_name", "given_name", "patronymic", "name_order")

# What may stand in a column, the form as sent first. A form with a column of its own in the
# same list does not stand in for another.
_FORMS: Mapping[str, tuple[str, ...]] = {
    FULL_NAME: (FULL_NAME, "latin_name", "native_name"),
    "designation": ("designation", "designation_native"),
    "organisation": ("organisation", "organisation_native"),
}
# Where a text goes that is in another script than what is there: by column, and whether Latin.
_OTHER_SCRIPT = {
    (FULL_NAME, True): "latin_name",
    (FULL_NAME, False): "native_name",
    ("designation", False): "designation_native",
    ("organisation", False): "organisation_native",
}
_LANGUAGES = ("en", "ru", "hi")
_OTHER_LETTERS = re.compile("[\u0400-\u052f\u0900-\u097f]")


def written_in(text: str) -> str:
    """The language whose script `text` is written in: "ru", "hi", or "en" for all others."""
    if not _OTHER_LETTERS.search(text):
        return "en"
    if is_devanagari(text):
        return "hi"
    return "ru" if is_cyrillic(text) else "en"


def roster_text(
    values: Mapping[str, str],
    key: str,
    language: str,
    *,
    columns: Iterable[str] = (),
    honorific: bool = False,
) -> str:
    """What stands under the column `key` of a list in `language` for the person with `values`.

    `columns` are the keys of all columns of the list. With `honorific` a full name begins
    with it, unless it is written in another script than the name.
    """
    if key not in _FORMS:
        return values.get(key, "")
    form = _form(values, key, language, columns)
    text = _value(values, form)
    if honorific and key == FULL_NAME and (title := values.get("honorific", "")):
        same_script = written_in(title) == written_in(text)
        return f"{title} {text}".strip() if same_script or form == FULL_NAME else text
    return text


def form_for(values: Mapping[str, str], key: str, text: str, columns: Iterable[str] = ()) -> str:
    """The field that `text`, come back under the column `key`, is a new value of.

    "full_name" means the parts of the name. A text in another script than what is there does
    not take its place while the form in that script is still empty.
    """
    language = written_in(text)
    found = _form(values, key, language, columns)
    there = _value(values, found)
    if found != key or not there or written_in(there) == language:
        return found
    other = _OTHER_SCRIPT.get((key, language == "en"), key)
    return other if other not in frozenset(columns) and not values.get(other) else key


def renamed(values: Mapping[str, str], text: str, honorifics: Iterable[str] = ()) -> dict[str, str]:
    """The parts of the name once `text` stands where the full name stood.

    Where the number of words is the same, every word goes to the part that it replaces; else
    the name is taken apart anew. An honorific that is not in `text` stays as it is.
    """
    parts = split_name(text, (*honorifics, values.get("honorific", "")))
    title = parts.honorific
    words = text.split()
    words = words[len(title.split()) :] if title and text.startswith(title) else words
    found = {"honorific": title} if title else {}
    order = [key for key in _parts_in_order(values) if values.get(key)]
    owners = [key for key in order for _ in values[key].split()]
    if len(owners) == len(words):
        for key in order:
            found[key] = " ".join(
                word for word, owner in zip(words, owners, strict=True) if owner == key
            )
        return found
    return found | {key: getattr(parts, key) for key in NAME_PARTS if key != "honorific"}


def _parts_in_order(values: Mapping[str, str]) -> tuple[str, ...]:
    """The parts of the name as they follow each other in the composed name."""
    family, given = values.get("family_name", ""), values.get("given_name", "")
    usual = FAMILY_FIRST if is_cyrillic(family + given) else GIVEN_FIRST
    if (values.get("name_order") or usual) == FAMILY_FIRST:
        return ("family_name", "given_name", "patronymic")
    return ("given_name", "patronymic", "family_name")


def stands_for(field: Field, values: Mapping[str, str], text: str, columns: Iterable[str]) -> bool:
    """Whether `text` is what one of our lists, in any language, says of this person here."""
    plain = _folded(text)
    known = frozenset(columns)
    for language in _LANGUAGES:
        for honorific in (False, True):
            shown = roster_text(values, field.key, language, columns=known, honorific=honorific)
            if plain in {_folded(shown), _folded(field.shown(shown, language))}:
                return True
            if field.key != FULL_NAME:
                break
    return False


def _form(values: Mapping[str, str], key: str, language: str, columns: Iterable[str]) -> str:
    for form in _forms(key, frozenset(columns)):
        text = _value(values, form)
        if text and written_in(text) == language:
            return form
    return key


@lru_cache(maxsize=256)
def _forms(key: str, columns: frozenset[str]) -> tuple[str, ...]:
    """The forms that may stand under `key` in a list with these columns."""
    forms = _FORMS.get(key, (key,))
    free = tuple(form for form in forms if form == key or form not in columns)
    # A list that has the name in both scripts shows the name as it was sent.
    return (key,) if key == FULL_NAME and len(free) < len(forms) else free


def _value(values: Mapping[str, str], key: str) -> str:
    return compose_name(values) if key == FULL_NAME else values.get(key, "")


def _folded(text: str) -> str:
    return " ".join(clean_text(text).split())
