"""Whether a paragraph begins as those of a Protocol do: the Sides, or one of them, and a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapporteur.domain.sessions import Side

_OPENED = r"^[\s\[(«“\"]*"
_BOTH = {
    "en": (r"(?:The |Both )?(?:two )?Sides", r"(?:The )?Co-?[Cc]hairs"),
    "ru": (r"(?:Обе )?Стороны", r"Сопредседатели"),
    "hi": (r"दोनों पक्ष\S*", r"पक्षों\S*", r"सह-अध्यक्षों\S*"),
}
_ONE = {"en": r"(?:The )?{} Side", "ru": r"{} Сторона", "hi": r"{} पक्ष"}
_VERB = r"[\])»”\"]*[\s\[(]+(?:[^\W\d_]|\[)"


def begins_with_sides(text: str, language: str, sides: Sequence[Side]) -> bool:
    """Whether the text begins with the Sides, one Side or the Co-Chairs, and a word follows.

    Brackets before and round the words do not matter. True for a language of which the program
    does not know how its Sides are called.
    """
    if language not in _BOTH:
        return True
    named = [_ONE[language].format(re.escape(_adjective(side, language))) for side in sides]
    subjects = "|".join((*_BOTH[language], *named))
    return re.match(rf"{_OPENED}(?:{subjects}){_VERB}", text) is not None


def _adjective(side: Side, language: str) -> str:
    return side[f"adjective_{language}"] or side.name(language)
