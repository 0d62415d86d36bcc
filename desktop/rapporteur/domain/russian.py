"""Russian cases of the names that stand in the session's data in the nominative.

Only what follows a rule is put into another case: the adjectives before one of the known nouns
of such bodies, that noun, and names of cities. Whatever does not is left to its caller, who then
says it in words that need no case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapporteur.domain.sessions import Side

# The noun that the adjectives before it agree with, and its genitive.
_NOUNS = {
    "группа": "группы",
    "комиссия": "комиссии",
    "подкомиссия": "подкомиссии",
    "подгруппа": "подгруппы",
    "сторона": "стороны",
    "комитет": "комитета",
    "подкомитет": "подкомитета",
    "совет": "совета",
    "форум": "форума",
    "заседание": "заседания",
}
_HUSHING = "жчшщц"
_SIDE = {"nom": "Сторона", "gen": "Стороны", "dat": "Стороне", "acc": "Сторону",
         "ins": "Стороной", "prep": "Стороне"}  # fmt: skip
_CITY = re.compile(r"^г(?:\.|ород\s)\s*")
# Names that do not change, and those whose vowel goes when they do (Орёл, Елец).
_UNSURE = re.compile(r"(?:[иоуэыею]|оа|ёл|ец)$", re.IGNORECASE)
_SOFT_MASCULINE = frozenset({"Ярославль", "Севастополь", "Ставрополь", "Симферополь"})


def genitive(name: str) -> str:
    """The name of a body in the genitive; "" where its noun is not known or a word has no rule.

    "Российско-Индийская рабочая группа по торговле" is "Российско-Индийской рабочей группы по
    торговле"; what follows the noun stays.
    """
    words = name.split(" ")
    for at, word in enumerate(words):
        if (found := _NOUNS.get(word.casefold())) is not None:
            before = [_genitive_adjective(one) for one in words[:at]]
            if not all(before):
                return ""
            noun = _cased(word, found)
            return " ".join((*before, noun, *words[at + 1 :]))
    return ""


def in_city(name: str) -> str:
    """Where something is held, "г. Москве" after "в"; a name without a rule as it stands."""
    plain = _CITY.sub("", name.strip())
    return f"г. {_prepositional(plain)}" if plain else ""


def feminine(adjective: str, case: str) -> str:
    """A Russian adjective of «Сторона» in another case than the nominative it is stored in.

    `case` is "nom", "gen", "dat", "acc", "ins" or "prep". What has no such ending stays as it is.
    """
    if case == "nom":
        return adjective
    if case == "acc":
        for end, other in (("ая", "ую"), ("яя", "юю")):
            if adjective.endswith(end):
                return adjective.removesuffix(end) + other
        return adjective
    return (_genitive_adjective(adjective) if adjective.endswith(("ая", "яя")) else "") or adjective


def side_in(side: Side, case: str) -> str:
    """«Индийскую Сторону»; «Сторону (Индия)» where no adjective is known."""
    noun, adjective = _SIDE[case], feminine(side["adjective_ru"], case)
    return f"{adjective} {noun}" if adjective else f"{noun} ({side.name('ru')})"


def changed_forms(side: Mapping[str, str]) -> dict[str, str]:
    """The Russian adjective of a side by case: "nom", "gen", "dat", "acc", "ins", "prep"."""
    return {case: feminine(side["adjective_ru"], case) for case in _SIDE}


def _prepositional(name: str) -> str:
    if " " in name or "," in name or _UNSURE.search(name):
        return name
    if name.endswith("ия"):
        return f"{name[:-1]}и"
    if name.endswith(("а", "я")) or name in _SOFT_MASCULINE:
        return f"{name[:-1]}е"
    if name.endswith("ь"):
        return f"{name[:-1]}и"
    return f"{name}е" if name[-1:] in "бвгджзклмнпрстфхцчшщ" else name


def _genitive_adjective(word: str) -> str:
    """The genitive singular of an adjective in the nominative; "" for any other word."""
    stem, ending = word[:-2], word[-2:].casefold()
    if not stem:
        return ""
    if ending == "ая":
        return stem + ("ей" if stem[-1].casefold() in _HUSHING else "ой")
    if ending == "яя":
        return stem + "ей"
    if ending in {"ый", "ой", "ое"}:
        return stem + "ого"
    if ending == "ее":
        return stem + "его"
    if ending == "ий":
        return stem + ("ого" if stem[-1].casefold() in "кгх" else "его")
    return ""


def _cased(model: str, word: str) -> str:
    if model.isupper():
        return word.upper()
    return word.capitalize() if model[:1].isupper() else word
