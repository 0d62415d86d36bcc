"""Russian cases of the names that stand in the session's data in the nominative.

Only what follows a rule is put into another case: the adjectives before one of the known nouns
of such bodies, that noun, and names of cities. Whatever does not is left to its caller, who then
says it in words that need no case.
"""

from __future__ import annotations

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
    """Where something is held, "г. Москве" after "в"; a name without a rule as it stands.

    A name that says already what it is ("г. Казань") is not touched.
    """
    if not name or "." in name or " " in name:
        return name if "." in name else f"г. {name}" * bool(name)
    return f"г. {_prepositional(name)}"


def _prepositional(name: str) -> str:
    if name.endswith("ия"):
        return name[:-1] + "и"
    if name.endswith(("а", "я")):
        return name[:-1] + "е"
    if name[-1].casefold() in "бвгджзклмнпрстфхцчшщ":
        return name + "е"
    return name  # Дели, Сочи, Токио stay; those in -ь and -ы go by their gender, which is not known


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
