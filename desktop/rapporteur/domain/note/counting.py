"""Numbers with their nouns, and lists of words, in the languages of a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Forms = Mapping[str, tuple[str, ...]]
"""By language the forms of a noun: one, other in English; one, few, many in Russian."""

_WORDS = {
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "ru": ("ни одной", "одна", "две", "три", "четыре", "пять", "шесть", "семь", "восемь",
           "девять", "десять"),
}  # fmt: skip
_AND = {"en": " and ", "ru": " и "}
_ROUND_FROM = 30  # people; fewer are counted one by one


def form(number: int, forms: Sequence[str], language: str) -> str:
    """The form of a noun, or of a verb, that goes with `number`."""
    if language != "ru":
        return forms[0] if number == 1 else forms[-1]
    tens, ones = number % 100, number % 10
    if ones == 1 and tens != 11:
        return forms[0]
    if ones in (2, 3, 4) and tens not in (12, 13, 14):
        return forms[1]
    return forms[2]


def counted(number: int, forms: Forms, language: str) -> str:
    """The number in figures with its noun: "21 делегат", "2 делегата"."""
    return f"{number} {form(number, forms[language], language)}"


def in_words(number: int, language: str) -> str:
    """A small number in words, in Russian of the feminine gender; a larger one in figures."""
    words = _WORDS[language]
    return words[number] if number < len(words) else str(number)


def rounded(number: int) -> tuple[int, bool]:
    """A number of people as a note gives it, to the nearest ten, and whether it says "about"."""
    if number < _ROUND_FROM:
        return number, False
    return (number + 5) // 10 * 10, True


def enumerated(parts: Sequence[str], language: str) -> str:
    """ "a, b and c"; with semicolons where a part holds a comma or an "and" itself."""
    if any("," in part or _AND[language] in part for part in parts):
        return "; ".join(parts)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])}{_AND[language]}{parts[-1]}"
