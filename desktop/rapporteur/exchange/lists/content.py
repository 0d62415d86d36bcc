"""What the contents of a column look like, where its heading is missing or means two things."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import pairwise

from rapporteur.domain.dates import parse_date
from rapporteur.domain.delegates import CATEGORIES, SEXES, STATUSES
from rapporteur.domain.fields import Choice
from rapporteur.domain.names import is_honorific, split_name
from rapporteur.domain.workbook import CellValue
from rapporteur.exchange.lists.headings import fold_heading
from rapporteur.exchange.lists.joined import without_number
from rapporteur.exchange.lists.persons import split_post
from rapporteur.exchange.lists.sides import SideNames
from rapporteur.exchange.lists.vocabulary import (
    is_about_list,
    is_designation,
    is_organisation,
    is_role,
    leads_with_post,
)

EMAIL = re.compile(r"[^\s@;,<>]+@[^\s@;,<>]+\.[^\s@;,<>]{2,}")
_PHONE = re.compile(r"\+?[\d\s()./-]{7,24}(?:\s*(?:ext|доб)\.?\s*\d+)?")
_PASSPORT = re.compile(r"[A-ZА-Я]{1,2}[\s№-]*\d{6,8}|\d{2}\s?\d{2}?\s?(?:№|No\.?|N)?\s?\d{6,7}")
_ROOM = re.compile(r"[A-Z]?\d{1,4}[A-ZА-Я]?")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_.'’‘-]*[.'’‘-]?(?:[^\W\d_]+[.'’-]?)*,?")
_SAMPLE = 150


def looks_like_name(text: str) -> bool:
    """Whether `text` could be somebody's full name: two to six capitalised words, no digits."""
    words = text.split()
    if not 2 <= len(words) <= 7 or len(text) > 70:
        return False
    if (
        is_organisation(text)
        or is_about_list(text)
        or (is_designation(text) and not is_honorific(words[0]))
    ):
        return False
    if any("\u0900" <= c <= "\u097f" for c in text):
        return not any(c.isdigit() for c in text)
    capital = sum(word[0].isupper() for word in words)
    return all(map(_word_of_name, words)) and capital >= min(2, len(words))


def names_with_post(text: str) -> bool:
    """Whether `text` is a person's name with the post behind it, as lines of a letter have it."""
    name, post, _ = split_post(without_number(text), joined=False)
    return bool(post) and looks_like_name(name)


def _word_of_name(word: str) -> bool:
    return bool(_NAME_WORD.fullmatch(word.strip("()")))


class Profile:
    """Up to 150 values of one column. `share` says how many of them could be of a field."""

    def __init__(self, values: Sequence[CellValue], sides: SideNames) -> None:
        self.values = [v for v in values if v is not None and str(v).strip()][:_SAMPLE]
        self._texts = [str(v).strip() for v in self.values]
        self._sides = sides
        self._shares: dict[str, float] = {}

    def share(self, target: str) -> float:
        """From 0 to 1; 0 for fields that cannot be told by their contents."""
        if target not in self._shares:
            self._shares[target] = self._measure(target) if self.values else 0.0
        return self._shares[target]

    def _measure(self, target: str) -> float:
        if target == "number":
            return self._numbered()
        if target in {"date_of_birth", "arrival_date", "departure_date", "passport_expiry"}:
            return sum(map(_is_date, self.values)) / len(self.values)
        test = self._test(target)
        return sum(map(test, self._texts)) / len(self._texts) if test else 0.0

    def _test(self, target: str) -> Callable[[str], bool] | None:
        """The question to ask of each text."""
        tests: dict[str, Callable[[str], bool]] = {
            "email": lambda t: bool(EMAIL.search(t)),
            "phone": is_phone,
            "office_phone": is_phone,
            "honorific": is_honorific,
            "full_name": looks_like_name,
            "name_and_designation": names_with_post,
            "given_name": lambda t: len(t.split()) <= 2 and not is_designation(t),
            "family_name": lambda t: len(t.split()) == 1,
            "designation": lambda t: is_designation(t) and not is_role(t),
            "organisation": lambda t: is_organisation(t) and not leads_with_post(t),
            "role": is_role,
            "side": lambda t: self._sides.named(t) is not None,
            "citizenship": lambda t: self._sides.named(t) is not None,
            "passport_number": lambda t: bool(_PASSPORT.fullmatch(t)),
            "room": lambda t: bool(_ROOM.fullmatch(t)),
            "sex": lambda t: _is_choice(t, SEXES),
            "status": lambda t: _is_choice(t, STATUSES),
            "category": lambda t: _is_choice(t, CATEGORIES),
        }
        return tests.get(target)

    def _numbered(self) -> float:
        """The share of whole numbers that follow the one before."""
        found = (re.fullmatch(r"(\d{1,6})[.)]?", text) for text in self._texts)
        numbers = [int(match.group(1)) for match in found if match]
        if len(numbers) < 2:
            return 0.5 if numbers else 0.0
        steps = sum(0 < after - before <= 3 for before, after in pairwise(numbers))
        return steps / (len(numbers) - 1) * len(numbers) / len(self._texts)

    def patronymics(self) -> float:
        """The share of texts that are a family name with given name and patronymic."""
        parts = [split_name(text) for text in self._texts]
        full = sum(bool(p.family_name and p.given_name and p.patronymic) for p in parts)
        return full / len(parts) if parts else 0.0

    def birth_years(self) -> bool:
        """Whether the dates in the column lie as dates of birth do."""
        years = [v.year for v in self.values if isinstance(v, date)]
        years += [p.value.year for t in self._texts if (p := parse_date(t, earliest=1930))]
        return bool(years) and sum(1925 <= year <= 2010 for year in years) > 0.8 * len(years)


def is_phone(text: str) -> bool:
    """Whether `text` begins with a telephone number."""
    first = re.split(r"[;,\n]", text)[0].strip()
    return bool(_PHONE.fullmatch(first)) and 7 <= sum(c.isdigit() for c in first) <= 16


def _is_date(value: CellValue) -> bool:
    return isinstance(value, date | datetime) or (
        isinstance(value, str) and parse_date(value) is not None
    )


def _is_choice(text: str, choices: tuple[Choice, ...]) -> bool:
    return choice_code(text, choices) != ""


def choice_code(text: str, choices: tuple[Choice, ...]) -> str:
    """The code of the choice that `text` is a label or a synonym of, or ""."""
    folded = fold_heading(text)
    for choice in choices:
        known = (choice.code, choice.label, choice.label_ru, *choice.synonyms)
        if folded in {fold_heading(word) for word in known if word}:
            return choice.code
    return ""


def picked(text: str, choices: tuple[Choice, ...]) -> str:
    """The code of the choice that `text` is the very label of; else `text`."""
    return next((c.code for c in choices if text in {c.label, c.label_ru}), text)
