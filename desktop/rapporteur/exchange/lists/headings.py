"""Column headings: what a title such as "Function / Должность" stands for.

All knowledge comes from the headings of the delegate's catalogue. A heading is folded, looked up
as a whole, then in its parts (two languages in one cell, something in brackets), then by the
words it contains, and at last by likeness of spelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from rapporteur.domain.delegates import DELEGATE
from rapporteur.exchange.lists.texts import unmixed

EXACT, PART, CONTAINED, ALIKE = 100, 95, 80, 75

REFERENCE = "rapporteur:ref"  # the columns of our own exports that lead back to the person
BASE = "rapporteur:base"
FIELD = "rapporteur:field:"  # with the key of a field: what the column below it holds

_FILLER = frozenset(
    {"the", "a", "of", "in", "as", "per", "for", "and", "on", "at", "to", "is", "your"}
    | {"и", "в", "на", "по", "с", "или", "का", "की", "के", "में"}
)
_SEPARATORS = re.compile(r"\s*[/|\n\r;,&]\s*|\s+(?:[-–—]|and|и|एवं|और|व)\s+")
_BRACKETS = re.compile(r"[(\[（]([^()\[\]]*)[)\]）]")
_LONGEST = 90  # characters; longer text is no heading
_SINGLE_LETTERS = re.compile(r"(?<!\w)\w(?: \w)+(?!\w)")
_ENDING = re.compile(
    "(?:ого|его|ому|ему|ыми|ими|ами|ями|ой|ей|ах|ях|ов|ев|ам|ям|ом|ем|ые|ие|ия|ии|ию|ый|ий|ая|яя|"
    "ое|ее|ую|юю|а|я|о|е|и|ы|у|ю|ь)$"
)
_SHORTEST_STEM = 4

# What a heading of a name says beside "name": in which form it is meant.
_OF_PASSPORT = frozenset(
    [
        "passport",
        "паспорт",
        "паспорта",
        "паспорте",
        "паспорту",
        "загранпаспорт",
        "загранпаспорта",
        "загранпаспорте",
        "загранпаспорту",
        "पासपोर्ट",
    ]
)
_IN_LATIN = frozenset(
    [
        "english",
        "eng",
        "latin",
        "англ",
        "английском",
        "английский",
        "латиницей",
        "латинице",
        "латинскими",
        "अंग्रेजी",
    ]
)
_IN_OWN_SCRIPT = frozenset(
    [
        "russian",
        "rus",
        "hindi",
        "cyrillic",
        "native",
        "original",
        "own",
        "рус",
        "русском",
        "русский",
        "кириллицей",
        "кириллице",
        "ориг",
        "हिंदी",
        "हिन्दी",
    ]
)
_ABOUT_FORM = frozenset(
    [
        "as",
        "in",
        "per",
        "written",
        "spelt",
        "given",
        "appearing",
        "exactly",
        "letters",
        "script",
        "language",
        "как",
        "указано",
        "согласно",
        "буквами",
        "языке",
        "на",
        "по",
        "в",
    ]
)

# One heading, several meanings: the contents of the column decide. The first is the usual one.
# Also the abbreviations that stand in no catalogue.
_AMBIGUOUS: dict[str, tuple[str, ...]] = {
    "title": ("honorific", "designation"),
    "титул": ("honorific", "designation"),
    "function": ("designation", "role"),
    "position": ("designation", "role", "number"),
    "rank": ("rank", "designation"),
    "status": ("role", "status"),
    "статус": ("role", "status"),
    "category": ("category", "role"),
    "категория": ("category", "role"),
    "номер": ("number", "passport_number", "room"),
    "number": ("number", "passport_number", "phone"),
    "имя": ("given_name", "full_name"),
    "фамилия": ("family_name", "full_name"),
    "surname": ("family_name", "full_name"),
    "country": ("side", "citizenship"),
    "страна": ("side", "citizenship"),
    "delegation": ("side", "organisation"),
    "делегация": ("side", "organisation"),
    "country organization": ("side", "organisation"),
    "страна организация": ("side", "organisation"),
    "phone": ("phone", "office_phone"),
    "phone number": ("phone", "office_phone"),
    "phone no": ("phone", "office_phone"),
    "telephone": ("phone", "office_phone"),
    "tel": ("phone", "office_phone"),
    "contact": ("phone", "email", "contact_person"),
    "contacts": ("phone", "email"),
    "контакты": ("phone", "email"),
    "телефон": ("phone", "office_phone"),
    "тел": ("phone", "office_phone"),
    "दूरभाष": ("phone", "office_phone"),
    "flight": ("arrival_flight", "departure_flight"),
    "flight no": ("arrival_flight", "departure_flight"),
    "рейс": ("arrival_flight", "departure_flight"),
    "dept": ("organisation",),
    "deptt": ("organisation",),
    "org": ("organisation",),
    "orgn": ("organisation",),
    "desig": ("designation",),
    "desgn": ("designation",),
    "mob": ("phone",),
    "ph": ("phone", "office_phone"),
    "pob": ("place_of_birth",),
    "terminal": ("arrival_terminal", "departure_terminal"),
    "терминал": ("arrival_terminal", "departure_terminal"),
}


def fold_heading(text: str) -> str:
    """The form in which headings are compared: no case, accents, punctuation or filler space."""
    plain = unicodedata.normalize("NFKD", text.replace("#", " no ").replace("&", " and "))
    letters = [
        c if c.isalnum() or unicodedata.category(c)[0] == "M" else " "
        for c in plain.casefold()
        if not ("\u0300" <= c <= "\u036f" or c == "\u093c")
    ]
    return " ".join("".join(letters).split())


def _key(text: str) -> str:
    """The folded heading without filler words and spaces, so that "E-mail" equals "Email"."""
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    """The words of a heading that count; "Ф.И.О." and "D.O.B." are one word."""
    folded = fold_heading(text)
    found = _SINGLE_LETTERS.sub(lambda m: m.group().replace(" ", ""), folded).split()
    return [w for w in found if w not in _FILLER] or found


def _stem(word: str) -> str:
    """A Russian word without its ending, so that "загранпаспорта" is met as "загранпаспорт"."""
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= _SHORTEST_STEM else word


class Headings:
    """All known headings of the catalogue, ready to be compared with."""

    def __init__(self) -> None:
        self._targets: dict[str, tuple[str, ...]] = {}
        self._words: dict[tuple[str, ...], str] = {}
        for found in (*DELEGATE.fields, *DELEGATE.derived):
            if found.key == "photo":
                continue
            for heading in (*found.headings, found.label, found.label_ru, found.label_hi):
                if heading:
                    self._add(heading, found.key)
        for heading, targets in _AMBIGUOUS.items():
            self._targets[_key(heading)] = targets
        self._seen: dict[tuple[str, bool], dict[str, int]] = {}

    def _add(self, heading: str, target: str) -> None:
        key = _key(heading)
        known = self._targets.get(key, ())
        if target not in known:
            self._targets[key] = (*known, target)
        words = tuple(map(_stem, _words(heading)))
        if len("".join(words)) > 3 or heading.isupper():
            self._words.setdefault(words, target)

    def match(self, text: str, *, fuzzy: bool = True) -> Mapping[str, int]:
        """Score from 0 to 100 by field key; empty where `text` is no known heading."""
        if (text, fuzzy) not in self._seen:
            self._seen[text, fuzzy] = self._match(text, fuzzy)
        return self._seen[text, fuzzy]

    def exact(self, text: str) -> Mapping[str, int]:
        """Like `match`, for a heading that is known as a whole."""
        return self._exact(text, EXACT)

    def _match(self, text: str, fuzzy: bool) -> dict[str, int]:
        if not text.strip() or len(text) > _LONGEST:
            return {}
        text = unmixed(text) or text
        if found := self._exact(text, EXACT):
            return found
        if found := self._form_of_name(text):
            return found
        if found := self._halves(text) or self._parts(text):
            joined = "full_name" in found and "designation" in found
            return {"name_and_designation": PART} if joined else found
        if found := self._contained(text):
            return found
        return self._alike(text) if fuzzy else {}

    def _exact(self, text: str, score: int) -> dict[str, int]:
        """The first meaning scores highest; the others stay possible."""
        targets = self._targets.get(_key(text), ())
        return {target: score - 10 * place for place, target in enumerate(targets)}

    def _form_of_name(self, text: str) -> dict[str, int]:
        """A name as in the passport, in Latin letters or in the own script: "ФИО (англ.)"."""
        words = fold_heading(text).split()
        forms = _OF_PASSPORT | _IN_LATIN | _IN_OWN_SCRIPT
        base = " ".join(w for w in words if w not in forms | _ABOUT_FORM)
        said = forms.intersection(words)
        if not said or not base or "full_name" not in self._exact(base, PART):
            return {}
        if said & _OF_PASSPORT:
            return {"passport_name": PART}
        if said & _IN_LATIN and said & _IN_OWN_SCRIPT:
            return {"full_name": PART}
        return {"latin_name" if said & _IN_LATIN else "native_name": PART}

    def _halves(self, text: str) -> dict[str, int]:
        """Two whole headings with a separator between them: "Country / Organization / Страна"."""
        for found in _SEPARATORS.finditer(text):
            left = self._exact(text[: found.start()], PART)
            right = self._exact(text[found.end() :], PART)
            if left and right:
                return _agreed([left, right])
        return {}

    def _parts(self, text: str) -> dict[str, int]:
        """The parts of a heading in several languages, or with an explanation in brackets."""
        inside = [part for part in _BRACKETS.findall(text) if part.strip()]
        outside = _SEPARATORS.split(_BRACKETS.sub(" ", text))
        found = [self._exact(part, PART) for part in outside if part.strip()]
        if not any(found):
            found = [self._exact(part, PART - 10) for part in inside]
        return _agreed([scores for scores in found if scores])

    def _contained(self, text: str) -> dict[str, int]:
        """The longest known heading whose words all stand in `text`, next to each other."""
        words = list(map(_stem, _words(text)))
        best: tuple[str, ...] = ()
        for start in range(len(words)):
            for end in range(start + 1, min(start + 5, len(words)) + 1):
                run = tuple(words[start:end])
                if run in self._words and len("".join(run)) > len("".join(best)):
                    best = run
        if not best:
            return {}
        foreign = len(words) - len(best)
        return {self._words[best]: max(CONTAINED - 6 * foreign, 40)}

    def _alike(self, text: str) -> dict[str, int]:
        """The known heading that is spelt nearly the same."""
        key = _key(text)
        if len(key) < 5:
            return {}
        found = process.extractOne(key, self._targets.keys(), scorer=fuzz.ratio, score_cutoff=84)
        if found is None:
            return {}
        score = round(ALIKE * found[1] / 100)
        return {t: score - 10 * place for place, t in enumerate(self._targets[found[0]])}


@lru_cache(maxsize=1)
def known_headings() -> Headings:
    """The headings of the catalogue; made once, since the catalogue does not change."""
    return Headings()


def _agreed(found: list[dict[str, int]]) -> dict[str, int]:
    """Scores of several parts together: a meaning that parts share beats one that stands alone."""
    total: dict[str, int] = {}
    for place, scores in enumerate(found):
        for target, score in scores.items():
            total[target] = max(total.get(target, 0), score - place)
    shared = {t for t in total if sum(t in scores for scores in found) > 1}
    if shared:
        return {t: min(s + 5, EXACT) if t in shared else s - 15 for t, s in total.items()}
    return total
