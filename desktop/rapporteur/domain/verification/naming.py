"""Names and defined terms in a text, in whatever case their words stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

_WORD = re.compile(r"[\w\u0900-\u097f]+")
_PASSED_OVER = frozenset({"the", "a", "an", "of", "and", "for", "on", "in", "at", "to"})
_ENDINGS = re.compile(r"(?:ая|яя|ое|ее|ые|ие|ый|ий|ой|[аяьйоеыиую])$", re.IGNORECASE)
_FLEETING = re.compile(r"[ео](?=[цклнр]$)", re.IGNORECASE)
_SHORT, _COMMON = 4, 4  # letters of a Hindi stem, and of one that any of the words may show
_BETWEEN = r"\W{1,4}(?:\w{1,24}\W{1,3}){0,2}?"


@dataclass(frozen=True, slots=True)
class Names:
    """One thing with its name in each language: a person, a city, a sub-group, a topic.

    A `proper` name begins with a capital letter wherever it stands.
    """

    by_language: Mapping[str, str] = field(repr=False)
    proper: bool = False


def find(name: str, text: str, language: str, *, proper: bool = False) -> tuple[int, int] | None:
    """Where a name stands, its words inflected; None where it does not."""
    first, pattern = _pattern(name, language)
    plain, folded = _even(text)
    if first not in folded:
        return None
    for match in pattern.finditer(plain):
        if not proper or not text[match.start()].islower():
            return match.start(), match.end()
    return None


def answers(name: Names, text: str, language: str) -> bool:
    """Whether a text has the name; of one that is not proper any telling word will do."""
    said = name.by_language.get(language, "")
    if find(said, text, language) is not None:
        return True
    if name.proper:
        return language == "ru" and _adjective(said, text)
    _, folded = _even(text)
    words = [word for word in _words(said) if len(word) >= _COMMON]
    return any(_begins(_even(word)[1][:_COMMON]).search(folded) for word in words)


def _adjective(name: str, text: str) -> bool:
    """Whether a Russian text has the adjective of a name of one word: "московский"."""
    words = _words(name)
    if len(words) != 1 or len(words[0]) < _COMMON:
        return False
    stem = re.escape(_ENDINGS.sub("", _even(words[0])[1])[:-1])
    return re.search(rf"(?<!\w){stem}\w{{0,3}}ск\w{{1,3}}(?!\w)", _even(text)[1]) is not None


def small(term: str, text: str, language: str) -> list[tuple[int, int]]:
    """Where a defined term stands without its capital letter, and is meant as one."""
    if not any(letter.isupper() for letter in term):
        return []
    _, pattern = _pattern(term, language)
    plain, _ = _even(text)
    return [
        (match.start(), match.end())
        for match in pattern.finditer(plain)
        if match[0].islower()
        and not plain[max(0, match.start() - 1) : match.start()].startswith(("-", "‑"))
        and not (_NO_TERM.search(plain[max(0, match.start() - 14) : match.start()]))
        and not (language == "en" and " " not in match[0] and not match[0].endswith("s"))
    ]


# "со стороны", "с другой стороны", "both sides": no parties to the Protocol.
_NO_TERM = re.compile(
    r"(?<!\w)(?:со|с|в|на|обе|обеих|обеим|одной|одну|другой|другую|третьей|третьих|всех|все|каждой"
    r"|both|all|two|either|other|opposite) $",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def _even(text: str) -> tuple[str, str]:
    """A text with е for ё, which whoever types takes for the same; and its small letters."""
    even = text.replace("ё", "е").replace("Ё", "Е")
    return even, even.lower()


@lru_cache(maxsize=1024)
def _begins(letters: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(letters)}")


def _words(name: str) -> list[str]:
    words = _WORD.findall(name)
    return [word for word in words if word.casefold() not in _PASSED_OVER] or words


@lru_cache(maxsize=16384)
def _pattern(name: str, language: str) -> tuple[str, re.Pattern[str]]:
    """The beginning of the first word, folded, and what the whole name looks like."""
    words = _words(name) or [name]
    stems = [_stem(_even(word)[0], language) for word in words]
    pattern = rf"(?<!\w){_BETWEEN.join(stems)}(?![\w\u0900-\u097f])"
    first = _even(words[0])[1]
    return first[: max(1, min(len(first) - 3, 6)) if len(first) > 3 else 1], re.compile(
        pattern, re.IGNORECASE
    )


def _stem(word: str, language: str) -> str:
    """A pattern of the part that stays through the cases of a word, and its endings."""
    if language == "en":
        return rf"{re.escape(word.removesuffix('s') if len(word) > _SHORT else word)}(?:e?s)?"
    if language != "ru" or len(word) < 3:
        kept = word if len(word) <= _SHORT else word[: max(_SHORT, len(word) - 2)]
        return rf"{re.escape(kept)}[\w\u0900-\u097f]{{0,4}}"
    stem = _ENDINGS.sub("", word) if len(word) > 3 else word
    escaped = re.escape(stem)
    if len(stem) > 4 and _FLEETING.search(stem):
        escaped = rf"{re.escape(stem[:-2])}[ео]?{re.escape(stem[-1])}"
    return rf"{escaped}\w{{0,4}}"
