"""Texts of a returned Protocol that bear no mark: which paragraph each is most like.

Equal words settle it. Otherwise the nearest of each pair of texts is taken, a number in common
speaks for it, and the answer is said to be unsure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from rapporteur.domain.protocol_versions import KeptParagraph
from rapporteur.domain.returned_protocol import ReturnedText

_ALIKE = 62  # of 100: share of letters in common, in their order
_SAME_NUMBER = 12  # a number in common makes up for so many
_NEARLY_EQUAL = 90
_MOST = 3000  # texts that are looked at; a Protocol of a hundred pages has fewer


@dataclass(frozen=True, slots=True)
class _Known:
    uuid: str
    number: str
    text: str


def with_paragraphs(
    texts: Sequence[ReturnedText],
    version: Iterable[KeptParagraph],
    *,
    taken: Collection[tuple[str, str]] = (),
) -> list[ReturnedText]:
    """The texts, those without a mark with the paragraph they are most like.

    `taken` names paragraphs, with a language, whose text is there already. What is like none
    keeps no paragraph.
    """
    found = list(texts)
    paragraphs = list(version)
    for language in dict.fromkeys(one.language for one in texts):
        known = [
            _Known(one.uuid, one.number, plain_words(one.text(language)))
            for one in paragraphs
            if one.text(language).strip() and (one.uuid, language) not in taken
        ]
        places = [at for at, one in enumerate(texts) if one.language == language and not one.uuid]
        for at, (uuid, sure) in _pairs(texts, places[:_MOST], known).items():
            found[at] = replace(found[at], uuid=uuid, sure=sure)
    return found


def plain_words(text: str) -> str:
    """A text as far as its words go: blanks of any kind and number count as one."""
    return " ".join(text.split())


def _pairs(
    texts: Sequence[ReturnedText], places: Sequence[int], known: Sequence[_Known]
) -> dict[int, tuple[str, bool]]:
    found: dict[int, tuple[str, bool]] = {}
    free = {one.uuid: one for one in known}
    by_words: dict[str, list[str]] = {}
    for one in known:
        by_words.setdefault(one.text, []).append(one.uuid)
    for at in places:
        if same := by_words.get(plain_words(texts[at].text)):
            found[at] = (same.pop(0), True)
            del free[found[at][0]]
    near: list[tuple[float, int, str]] = []
    for at in places:
        if at in found:
            continue
        words = plain_words(texts[at].text)
        for one in free.values():
            bonus = _SAME_NUMBER if one.number and one.number == texts[at].number else 0
            score = fuzz.ratio(words, one.text, score_cutoff=_ALIKE - bonus)
            if score:
                near.append((score + bonus, at, one.uuid))
    for score, at, uuid in sorted(near, key=lambda one: (-one[0], one[1])):
        if at not in found and uuid in free:
            found[at] = (uuid, score - _SAME_NUMBER >= _NEARLY_EQUAL)
            del free[uuid]
    return found
