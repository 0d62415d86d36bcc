"""Which side a text names: "Indian Side", "РОССИЙСКАЯ ФЕДЕРАЦИЯ", "Делегация Республики Индия"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapporteur.exchange.lists.countries import COUNTRIES
from rapporteur.exchange.lists.headings import fold_heading
from rapporteur.exchange.lists.texts import unmixed

_AROUND = (
    "the side delegation delegations delegates of from list composition party team country "
    "members representatives participants сторона стороны делегация делегации состав список от "
    "страна участники члены представители पक्ष प्रतिनिधिमंडल के की का सदस्य"
)
_LONGEST = 12  # words; a longer text is a sentence that mentions a country


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names: the code of one side, or "" and `country` for somebody else's.

    `whole` where the text is the name and nothing else, "Russia" and not "Bank of Russia".
    """

    side: str
    country: bool = False
    whole: bool = True


class SideNames:
    """The spellings of both sides, and the other countries of the world."""

    def __init__(self, spellings: Mapping[str, tuple[str, ...]]) -> None:
        """`spellings` are all names of each side by its code."""
        self._exact: dict[str, str] = {}
        self._phrases: list[tuple[tuple[str, ...], str]] = []
        for code, texts in spellings.items():
            for text in (code, *texts):
                folded = fold_heading(text)
                core = _core(folded)
                if not core:
                    continue
                self._exact[folded] = self._exact[" ".join(core)] = code
                if len("".join(core)) > 3:
                    self._phrases.append((tuple(map(_stem, core)), code))
        self._known: dict[str, Named | None] = {}
        self._others = _countries() - set(self._exact)

    def named(self, text: str) -> Named | None:
        """The side or country that `text` is the name of; None for any other text."""
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def _find(self, text: str) -> Named | None:
        folded = fold_heading(unmixed(text) or text)
        core = _core(folded)
        if not core or len(core) > _LONGEST:
            return None
        for form in (folded, " ".join(core)):
            if form in self._exact:
                return Named(self._exact[form])
            if form in self._others:
                return Named("", country=True)
        if len(core) <= 4 and (code := self._mentioned(core)):
            return Named(code, whole=False)
        return None

    def mentioned(self, text: str) -> str:
        """The one side that a title or the name of a sheet speaks of; "" for none or both."""
        return self._mentioned(tuple(fold_heading(text).split()))

    def _mentioned(self, words: tuple[str, ...]) -> str:
        found = {code for phrase, code in self._phrases if self._stands_in(phrase, words)}
        return found.pop() if len(found) == 1 else ""

    def _stands_in(self, phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
        """Whether the phrase stands in the words, whatever the endings: Индия, Индийской."""
        width = len(phrase)
        return any(
            all(self._same(stem, word) for stem, word in zip(phrase, words[at:], strict=False))
            for at in range(len(words) - width + 1)
        )

    def _same(self, stem: str, word: str) -> bool:
        near = word.startswith(stem) and len(word) <= len(stem) + 6
        return near and word not in self._others


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(fold_heading(name) for name in COUNTRIES)


def _core(folded: str) -> tuple[str, ...]:
    """The words that name somebody, without "delegation of the" around them."""
    around = _AROUND.split()
    return tuple(w for w in folded.split() if w not in around and not w.isdigit())


def _stem(word: str) -> str:
    """A Russian word without its ending; other words whole."""
    cyrillic = "\u0400" <= word[0] <= "\u04ff"
    return word[:-1] if cyrillic and len(word) <= 6 else word[:-2] if cyrillic else word
