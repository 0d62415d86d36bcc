"""References from one paragraph of the Protocol to another: "para 12" means a paragraph, not 12.

In the file a text names the other paragraph by its identity, `{para:UUID}`. People read and
type numbers; so renumbering keeps every reference right. A number that is said to be of another
Protocol ("para 12 of the Protocol of the 10th Session") stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

GONE = "?"
"""What is shown where the paragraph that was meant bears no number any more."""

_TOKEN = re.compile(r"\{para:([0-9a-f-]{36})\}")
_WORDS = (
    r"\b(?:paragraphs?|paras?\.?)",
    r"\b(?:пункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?|пп?\.)",
    r"(?:पैराग्राफ|पैरा|अनुच्छेद)",
)
_NUMBERS = r"\d+(?:(?:\s*[,–-]\s*|\s+(?:and|to|or|и|или|по|और|या)\s+)\d+)*"
_ELSEWHERE = r"(?!\d)(?!\s+(?:of\s+the\s+(?:Session\s+)?Protocol|Протокола))"
_SAID = re.compile(rf"(?:{'|'.join(_WORDS)})\s+({_NUMBERS}){_ELSEWHERE}", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def shown(text: str, numbers: Mapping[str, int]) -> str:
    """The text as people read it; GONE stands for a paragraph without a number."""
    return _TOKEN.sub(lambda found: str(numbers.get(found[1], GONE)), text)


def bound(text: str, numbers: Mapping[str, int]) -> str:
    """The text as it is stored: numbers of paragraphs that exist become references to them."""
    by_number = {number: uuid for uuid, number in numbers.items()}

    def bind(found: re.Match[str]) -> str:
        start = found.start(1) - found.start()
        said = _NUMBER.sub(lambda one: _token(by_number, one[0]), found[1])
        return found[0][:start] + said

    return _SAID.sub(bind, text)


def referred(text: str) -> Iterator[str]:
    """The uuids that a stored text names, in its order."""
    return (found[1] for found in _TOKEN.finditer(text))


def _token(by_number: Mapping[int, str], number: str) -> str:
    uuid = by_number.get(int(number))
    return f"{{para:{uuid}}}" if uuid else number
