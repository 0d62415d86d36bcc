"""Finding people by typing: one folded text per person, scanned at every key press.

A search key holds the text in plain ASCII and, where they differ, once more with the schemes of
transliteration levelled. So what stands on the screen is found letter by letter as it is typed,
and a name in one script is found by its spelling in another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapporteur.domain.dates import shown_date
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.editing import clean_text
from rapporteur.domain.fields import Field, Kind
from rapporteur.domain.sessions import Side
from rapporteur.services.folding import loose, plain

_NOT_DIGITS = re.compile(r"\D+")
_BARE_CONSONANT = re.compile("[\u0915-\u0939\u0958-\u095f]")
_GAPS = re.compile(r"[\s.\-]+")


def _searched(field: Field) -> bool:
    """Whether a field is text that the screen shows: not a picture, not behind dots."""
    return field.kind is not Kind.IMAGE and not field.privacy.masked


_POSITIONS = [DELEGATE.positions[field.key] for field in DELEGATE if _searched(field)]
_OF_KIND = {
    kind: [DELEGATE.positions[f.key] for f in DELEGATE if f.kind is kind and _searched(f)]
    for kind in (Kind.DATE, Kind.PHONE)
}
_CHOICES = [
    (DELEGATE.positions[f.key], {c.code: f"{c.label}\n{c.label_ru}" for c in f.choices})
    for f in DELEGATE
    if f.kind is Kind.CHOICE and _searched(f)
]


def search_key(text: str) -> str:
    """The folded form of `text` in which `Query` searches."""
    folded = plain(text)
    levelled = loose(folded)
    return folded if levelled == folded else f"{folded}\n{levelled}"


def delegate_key(delegate: Delegate, side: Side | None = None) -> str:
    """The search key of all that the screen shows of a person; passport data stay out.

    Choices are found by their label in English and Russian, dates as written out, telephone
    numbers with and without blanks, and people by the names of their side.
    """
    values = delegate.values
    parts = [text for at in _POSITIONS if (text := values[at])]
    parts += [labels[code] for at, labels in _CHOICES if (code := values[at]) in labels]
    parts += [shown_date(date) for at in _OF_KIND[Kind.DATE] if (date := values[at])]
    parts += [_NOT_DIGITS.sub("", text) for at in _OF_KIND[Kind.PHONE] if (text := values[at])]
    if side is not None:
        parts += (side["code"], side.name("en"), side.name("ru"))
    return "\n".join(map(_value_key, parts))


# Organisations, posts, flights and dates repeat from person to person.
_value_key = lru_cache(maxsize=50_000)(search_key)


def _folded_words(typed: str) -> list[str]:
    """What was typed, folded; half a syllable of Devanagari without the vowel it may not have.

    "त्र" is how "त्रिपाठी" begins, and nobody has typed the "a" that a bare consonant implies.
    """
    words = plain(typed).split()
    if _BARE_CONSONANT.match(typed[-1:]) and words and len(words[-1]) > 1:
        words[-1] = words[-1].removesuffix("a")
    return words


class Query:
    """What was typed into a filter: every word must occur, in any order and in either script."""

    def __init__(self, text: str) -> None:
        # Cleaned like what is stored: a word pasted with an invisible sign finds itself.
        words = dict.fromkeys(
            word for typed in clean_text(text).split() for word in _folded_words(typed)
        )
        self._words = [(word, loose(word)) for word in words]

    def __bool__(self) -> bool:
        return bool(self._words)

    def matches(self, key: str) -> bool:
        """Whether a search key holds every word."""
        return all(word in key or levelled in key for word, levelled in self._words)

    def begins(self, key: str) -> bool:
        """Whether every word is the beginning of a word of a search key: the better match."""
        words = f" {_GAPS.sub(' ', key)}"
        return all(f" {word}" in words or f" {level}" in words for word, level in self._words)

    def filter(self, keys: Sequence[str]) -> list[int]:
        """The indexes of the keys that hold every word, in order; all for an empty query."""
        found: list[int] | range = range(len(keys))
        for word, levelled in self._words:
            if word == levelled:
                found = [at for at in found if word in keys[at]]
            else:
                found = [at for at in found if word in keys[at] or levelled in keys[at]]
        return list(found)


def matches(key: str, query: str) -> bool:
    """Whether all words of `query` occur in a search key; `Query` is faster for many keys."""
    return Query(query).matches(key)
