"""References from one paragraph of the Protocol to another: "para 12" means a paragraph, not 12.

In the file a text names the other paragraph by its identity, `{para:UUID}`. People read and
type numbers; so renumbering keeps every reference right.

What is taken for a reference is decided with care, since a number that is no reference would
change by itself: after a word in the singular stands one number, or a range; after one in the
plural a list. A number that is said to be of something else ("para 12 of the Protocol of the
10th Session", «пункт 3 повестки дня») stays what it is, and so does one that begins a date or
counts something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

GONE = "?"
"""What is shown where the paragraph that was meant bears no number any more."""

_TOKEN = re.compile(r"\{para:([0-9a-f-]{36})\}")

# Not inside another word ("sub-para 3"), nor behind a full stop without a blank («и т.п. 5»).
_BEFORE = r"(?<![\w.\u2010\u2011-])(?<!т\. )"
_ONE_WORD = (
    r"(?:paragraph|para)\b\.?",
    r"пункт(?:а|у|ом|е)?\b",
    r"п\.",
    r"(?:पैराग्राफ|पैरा|अनुच्छेद)",
)
_MANY_WORDS = (
    r"(?:paragraphs|paras)\b\.?",
    r"пункт(?:ы|ов|ам|ами|ах)\b",
    r"(?:пп\.|п\.\s?п\.)",
    r"(?:पैराग्राफों|पैराओं|अनुच्छेदों)",
)
_SIGN = r"\s*(?:(?:№|Nos?\.)\s*)?"
_MONTH = (
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
)
_COUNTS = rf"(?!\s*%|\s+(?:per\s*cent|percent|процент\w*|{_MONTH})\b|\s*(?:st|nd|rd|th)\b)"
_REFERS = r"(?:\{para:[0-9a-f-]{36}\}|\?|(?<![0-9])[1-9][0-9]{0,3}(?![0-9]))"
_N = rf"{_REFERS}{_COUNTS}"
_RANGE = rf"{_N}(?:\s*[–—-]\s*{_N}|\s+(?:to|through|по)\s+{_N})?"
_AND = r"(?:and|or|и|или|और|या|&)"
_LIST = rf"{_RANGE}(?:\s*,\s*{_RANGE})*(?:\s*,?\s+{_AND}\s+{_RANGE})?"
_ELSEWHERE = (
    r"(?!\s+(?:of|to)\s+(?!(?:this|the present|the current)\b))"
    r"(?!\s+(?:(?!настоящ|данн|нынешн)[\w-]+(?:ого|его|[оеё]й|[ыи]х)\s+){0,3}"
    r"(?:протокол|соглашени|меморандум|договор|контракт|стать|ст\.|приложени|повестк|раздел|положени"
    r"|программ|план|решени|устав|постановлени|указ|закон|перечн|дорожн|заявлени|регламент|концепци"
    r"|стратеги|конвенци|кодекс|правил|инструкци|приказ|распоряжени)\w*)"
)
_SAID = re.compile(
    rf"{_BEFORE}(?:(?:{'|'.join(_MANY_WORDS)}){_SIGN}(?P<many>{_LIST})"
    rf"|(?:{'|'.join(_ONE_WORD)}){_SIGN}(?P<one>{_RANGE})){_ELSEWHERE}",
    re.IGNORECASE,
)
# "the Protocol of the 10th Session, para 12", «Протокол 10-го заседания (п. 12)»
_SAID_BEFORE = re.compile(
    r"(?:[0-9](?:st|nd|rd|th) Session|[0-9]-го заседания)\s*[,(]?\s*(?:in\s+|в\s+|см\.\s+|see\s+)?$"
    r"|(?<!इस )प्रोटोकॉल के\s+$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\{para:[^}]*\}|(?<![0-9])[1-9][0-9]{0,3}(?![0-9])")
_BARE = re.compile(rf"\s*{_LIST}\s*")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A token in the text as it is shown: its span there, and the token itself."""

    start: int
    end: int
    token: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of a paragraph in a text as people read it, from `start` to `end`."""

    start: int
    end: int
    number: int


def shown(text: str, numbers: Mapping[str, int]) -> str:
    """The text as people read it; GONE stands for a paragraph without a number."""
    return _TOKEN.sub(lambda found: str(numbers.get(found[1], GONE)), text)


def bound(text: str, numbers: Mapping[str, int]) -> str:
    """The text as it is stored: numbers of paragraphs that exist become references to them."""
    by_number = {number: uuid for uuid, number in numbers.items()}

    def bind(found: re.Match[str]) -> str:
        if _SAID_BEFORE.search(text[max(found.start() - 60, 0) : found.start()]):
            return found[0]
        group = "many" if found["many"] is not None else "one"
        start = found.start(group) - found.start()
        return found[0][:start] + _bind_numbers(found[group], by_number)

    return _SAID.sub(bind, text)


def bound_again(text: str, stored: str, numbers: Mapping[str, int]) -> str:
    """The text as it is stored after an edit of `stored`, which was shown with these numbers.

    What was a reference and was not touched stays one, whatever stands round it, and even where
    it is shown as GONE. References in `text` itself stay what they are.
    """
    before, seen = _shown_with_places(stored, numbers)
    text, own = _shown_with_places(text, numbers)
    if text == before and not own:
        return stored
    kept = dict(_untouched(before, text, seen)) | {one.start: one for one in own}
    for start in sorted(kept, reverse=True):
        one = kept[start]
        text = text[:start] + one.token + text[start + one.end - one.start :]
    return bound(text, numbers)


def bound_alone(text: str, numbers: Mapping[str, int]) -> str:
    """A reference that stands for itself, as in a table: "para 12", «п. 12», also a bare "12"."""
    if _BARE.fullmatch(text):
        return _bind_numbers(text, {number: uuid for uuid, number in numbers.items()})
    return bound(text, numbers)


def renumbered(text: str, before: Mapping[str, int], after: Mapping[str, int]) -> str:
    """A reference outside the Protocol, which is kept as it is read, once numbers have changed."""
    return shown(bound_alone(text, before), after)


def redirected(text: str, old: str, new: str) -> str:
    """The stored text with references to the paragraph `old` leading to `new`."""
    return text.replace(f"{{para:{old}}}", f"{{para:{new}}}")


def neutral(text: str) -> str:
    """The text without which paragraphs it names: equal for two that differ in numbers alone."""

    def level(found: re.Match[str]) -> str:
        group = "many" if found["many"] is not None else "one"
        start = found.start(group) - found.start()
        return found[0][:start] + _NUMBER.sub(GONE, found[group])

    return _TOKEN.sub(GONE, _SAID.sub(level, text))


def referred(text: str) -> Iterator[str]:
    """The uuids that a stored text names, in its order."""
    return (found[1] for found in _TOKEN.finditer(text))


def mentions(text: str) -> list[Mention]:
    """The numbers in a shown text that mean paragraphs of this Protocol, in their order."""
    found: list[Mention] = []
    for said in _SAID.finditer(text):
        if _SAID_BEFORE.search(text[max(said.start() - 60, 0) : said.start()]):
            continue
        group = "many" if said["many"] is not None else "one"
        start = said.start(group)
        found += [
            Mention(start + one.start(), start + one.end(), int(one[0]))
            for one in _NUMBER.finditer(said[group])
            if one[0].isdigit()
        ]
    return found


def _bind_numbers(said: str, by_number: Mapping[int, str]) -> str:
    return _NUMBER.sub(lambda one: _token(by_number, one[0]), said)


def _token(by_number: Mapping[int, str], number: str) -> str:
    uuid = by_number.get(int(number)) if number.isdecimal() else None
    return f"{{para:{uuid}}}" if uuid else number


def _shown_with_places(stored: str, numbers: Mapping[str, int]) -> tuple[str, list[_Seen]]:
    parts: list[str] = []
    seen: list[_Seen] = []
    length = at = 0
    for found in _TOKEN.finditer(stored):
        parts.append(stored[at : found.start()])
        length += found.start() - at
        said = str(numbers.get(found[1], GONE))
        seen.append(_Seen(length, length + len(said), found[0]))
        parts.append(said)
        length += len(said)
        at = found.end()
    return "".join([*parts, stored[at:]]), seen


def _untouched(before: str, after: str, seen: list[_Seen]) -> Iterator[tuple[int, _Seen]]:
    """Where in `after` the tokens stand of which nothing changed, and no digit came beside them."""
    for start, place, length in _blocks(before, after):
        for one in seen:
            if not start <= one.start <= one.end <= start + length:
                continue
            first = one.start - start + place
            last = first + one.end - one.start
            new_before = one.start == start and after[max(first - 1, 0) : first].isdigit()
            new_behind = one.end == start + length and after[last : last + 1].isdigit()
            if not (new_before or new_behind):
                yield first, one


def _blocks(before: str, after: str) -> Iterator[tuple[int, int, int]]:
    """The parts that both texts share, as (place before, place after, length)."""
    short = min(len(before), len(after))
    head = next((at for at in range(short) if before[at] != after[at]), short)
    tail = 0
    while tail < short - head and before[-tail - 1] == after[-tail - 1]:
        tail += 1
    yield 0, 0, head
    inner, other = before[head : len(before) - tail], after[head : len(after) - tail]
    for block in SequenceMatcher(None, inner, other, autojunk=False).get_matching_blocks():
        if block.size:
            yield head + block.a, head + block.b, block.size
    yield len(before) - tail, len(after) - tail, tail
