"""References to earlier sessions in words: "para 12 of the Protocol of the 10th Session".

A paragraph is free text as the secretariat writes it ("para 12", "п. 12", "12", "Annex 2").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_PARAGRAPH = re.compile(
    r"(?:para(?:graph|s)?\b\.?|пп?\.|пункт\w*|पैरा)?\s*(\d[\w.,()–-]*)$", re.IGNORECASE
)
_PARAGRAPHS = re.compile(
    r"(?:paragraphs|paras)\b\.?\s*(\d[\d\s,–-]*(?:\s(?:and|и)\s\d+)?)$|"
    r"(?:пп\.|пункт\w*)\s*(\d+[\s,–-][\d\s,–-]*(?:\s(?:and|и)\s\d+)?)$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:(?P<what>.+?) of the |the )?(?:Protocol of the )?(?P<number>\d+)(?:st|nd|rd|th) Session$"
)
_ORDINAL = re.compile(
    r"(?<![\w/])(\d{1,3})(st|nd|rd|th|-(?:е|ое|го|ого|му|ому|м|ом)|वें|वाँ|वीं)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something was agreed: a paragraph of a Protocol, or an item by its number.

    `words` is what was typed where it cannot be taken apart; it stands for itself then.
    """

    ordinal: str = ""
    paragraph: str = ""
    item: str = ""
    words: str = ""

    @classmethod
    def parsed(cls, text: str) -> Origin:
        """Take a reference apart again that `said` wrote in English."""
        found = _REFERENCE.match(text.strip())
        what = (found["what"] or "") if found else ""
        if found and what.startswith("item "):
            return cls(found["number"], item=what.removeprefix("item "))
        if found and what and "Protocol" in text:
            return cls(found["number"], paragraph=what)
        if found and not what and "Protocol" not in text:
            return cls(found["number"])
        return cls(words=text.strip())

    def said(self, language: str = "en") -> str:
        """The reference in `language`; in Russian in the genitive, as after «выполнение»."""
        if self.words:
            return self.words
        if language == "ru":
            end = f"{self.ordinal}-го заседания"
            if self.paragraph:
                return f"{_paragraph(self.paragraph, 'пункта {}', 'пунктов {}')} Протокола {end}"
            return f"поручения {self.item} {end}" if self.item else f"поручения {end}"
        if language == "hi":
            end = f"{self.ordinal}वें सत्र के"
            if self.paragraph:
                return f"{end} प्रोटोकॉल के {_paragraph(self.paragraph, 'पैरा {}')}"
            return f"{end} कार्य {self.item}".strip()
        end = f"{english_ordinal(self.ordinal)} Session"
        if self.paragraph:
            said = _paragraph(self.paragraph, "para {}", "paras {}")
            return f"{said} of the Protocol of the {end}"
        return f"item {self.item} of the {end}" if self.item else f"the {end}"

    def implementation(self, language: str = "en") -> str:
        """How it stands under the review item: "Implementation of para 12 of the …"."""
        said = self.said(language)
        if language == "ru":
            return f"Выполнение: {said}" if self.words else f"Выполнение {said}"
        if language == "hi":
            return f"{said} का कार्यान्वयन"
        return f"Implementation of {said}"


def english_ordinal(number: str) -> str:
    """ "11" as "11th"; text that is no number stays as it is."""
    if not number.isdigit():
        return number
    last, teens = number[-1], number[-2:-1] == "1"
    return number + ("th" if teens else {"1": "st", "2": "nd", "3": "rd"}.get(last, "th"))


def moved_on(text: str, numbers: Mapping[int, int]) -> str:
    """`text` with the ordinals of sessions replaced: a title of the last session for this one.

    Only what is written as an ordinal counts ("10th", "10-го", "10वें"): a year, a paragraph and
    the number of a room stay.
    """

    def replaced(found: re.Match[str]) -> str:
        number = numbers.get(int(found[1]))
        if number is None:
            return found[0]
        if found[2] in {"st", "nd", "rd", "th"}:
            return english_ordinal(str(number))
        return f"{number}{found[2]}"

    return _ORDINAL.sub(replaced, text)


def _paragraph(text: str, one: str, many: str = "") -> str:
    """A paragraph in another language where it is a plain number; as it was typed otherwise."""
    if many and (several := _PARAGRAPHS.match(text.strip())):
        between = {"para": "and", "пунк": "и"}[many[:4]]
        return many.format(re.sub(r"\b(?:and|и)\b", between, several[1] or several[2]))
    found = _PARAGRAPH.match(text.strip())
    return one.format(found[1]) if found else text.strip()
