"""Words that every paper bears around its text, the same in Word, in PDF and in a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

DRAFT: Mapping[str, str] = {
    "en": "Working draft – not for signature",
    "ru": "Рабочий проект – не для подписания",
    "hi": "कार्य मसौदा – हस्ताक्षर के लिए नहीं",
}
INITIALS: Mapping[str, str] = {"en": "Initials", "ru": "Парафы", "hi": "आद्याक्षर"}
PAGE_OF: Mapping[str, tuple[str, str]] = {
    "en": ("Page", "of"),
    "ru": ("Стр.", "из"),
    "hi": ("पृष्ठ", "/"),
}
"""What stands before the number of a page, and before the number of pages."""


def joined(texts: Iterable[str]) -> str:
    """What is there of `texts`, once each: beside each other, or below where one has lines."""
    said = tuple(dict.fromkeys(text for text in texts if text))
    return ("\n" if any("\n" in text for text in said) else " / ").join(said)


def draft(languages: Sequence[str]) -> str:
    """The mark of a working draft, in each language."""
    return joined(DRAFT.get(code, DRAFT["en"]) for code in languages)


def initials(languages: Sequence[str]) -> str:
    """The word before the lines for initials, in each language."""
    return joined(INITIALS.get(code, INITIALS["en"]) for code in languages)


def page_words(languages: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The words around the number of a page, once for each language that has its own."""
    return tuple(dict.fromkeys(PAGE_OF.get(code, PAGE_OF["en"]) for code in languages))


def page_of(languages: Sequence[str], number: int | str, count: int | str) -> str:
    """The words for the number of a page, in each language."""
    return joined(f"{page} {number} {of} {count}" for page, of in page_words(languages))
