"""Words of a Protocol in English and Russian: dates, counts, names that change their ending.

Where the ending of a name cannot be known, "" says so and the caller builds the sentence in
another way. Names of people are never declined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rapporteur.domain.origins import english_ordinal

WITH_PHRASES = ("en", "ru")
"""The languages in which the program has sentences of its own."""

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_COUNT_EN = ("", "one", "two", "three", "four", "five", "six", "seven", "eight")
_COUNT_RU = ("", "одном", "двух", "трёх", "четырёх", "пяти", "шести", "семи", "восьми")
_LANGUAGES_EN = {"en": "English", "ru": "Russian", "hi": "Hindi"}
_LANGUAGES_RU = {"en": "английском", "ru": "русском"}
_INFINITIVE = re.compile(r"[^\W\d_]+(?:ть|ти|чь)(?:ся|сь)?", re.IGNORECASE)
_NOUN_FIRST = re.compile(r"\S+ (?:on|of|for|between|in|with) ")
_ADJECTIVE_ENDS = (
    ("ская", "ской"), ("цкая", "цкой"), ("ная", "ной"), ("вая", "вой"), ("чая", "чей"),
    ("щая", "щей"), ("шая", "шей"), ("жая", "жей"), ("ая", "ой"), ("яя", "ей"),
)  # fmt: skip
_HEAD_NOUNS = {
    "группа": "группы", "подгруппа": "подгруппы", "комиссия": "комиссии",
    "подкомиссия": "подкомиссии", "комитет": "комитета", "подкомитет": "подкомитета",
    "совет": "совета", "форум": "форума",
}  # fmt: skip
_ENDED = re.compile(r"[.!?…।](?:[\])»”]*)$")
_UNCHANGING = re.compile(r"(?:[иоуэыею]|Дели)$", re.IGNORECASE)
_SOFT_MASCULINE = frozenset({"Ярославль", "Севастополь", "Ставрополь", "Симферополь"})


def long_date(iso: str, language: str) -> str:
    """ "6 August 2025", «6 августа 2025 г.»; text that is no date stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    month = _MONTHS[language].split()[day.month - 1]
    return f"{day.day} {month} {day.year}" + (" г." if language == "ru" else "")


def on_days(first: str, last: str, language: str) -> str:
    """ "on 6 August 2025", "from 6 to 7 August 2025"; without the preposition in Russian of one."""
    if not last or first == last:
        said = long_date(first, language)
        return f"on {said}" if language == "en" else said
    begin, end = long_date(first, language), long_date(last, language)
    if first[:7] == last[:7]:
        begin = begin.split()[0]
    elif first[:4] == last[:4]:
        begin = " ".join(begin.split()[:2])
    return f"from {begin} to {end}" if language == "en" else f"с {begin} по {end}"


def session_number(ordinal: str, language: str) -> str:
    """ "11th Session", «11-е заседание»."""
    if language == "ru":
        return f"{ordinal}-е заседание"
    return f"{english_ordinal(ordinal)} Session"


def counted(number: int, language: str) -> str:
    """A small number in words, in the prepositional case in Russian; digits beyond eight."""
    words = _COUNT_RU if language == "ru" else _COUNT_EN
    return words[number] if 0 < number < len(words) else str(number)


def joined(parts: Sequence[str], last: str) -> str:
    """ "one, two and three", `last` being the word before the last one."""
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def in_languages(codes: Sequence[str], language: str) -> str:
    """ "the English and Russian languages", «английском и русском языках»."""
    if language == "en":
        names = [_LANGUAGES_EN.get(code, code) for code in codes]
        return f"the {joined(names, 'and')} {'languages' if len(names) > 1 else 'language'}"
    adjectives = [_LANGUAGES_RU[code] for code in codes if code in _LANGUAGES_RU]
    noun = "языках" if len(adjectives) > 1 else "языке"
    said = f"{joined(adjectives, 'и')} {noun}" if adjectives else ""
    if "hi" in codes:
        said = f"{said} и языке хинди" if said else "языке хинди"
    return said


def feminine(adjective: str, case: str) -> str:
    """A Russian adjective of «Сторона» in another case than the nominative it is stored in.

    `case` is "gen", "dat", "acc", "ins" or "prep". What has no such ending stays as it is.
    """
    if case == "acc":
        for end, other in (("ая", "ую"), ("яя", "юю")):
            if adjective.endswith(end):
                return adjective.removesuffix(end) + other
        return adjective
    for end, other in _ADJECTIVE_ENDS:
        if adjective.endswith(end):
            return adjective.removesuffix(end) + other
    return adjective


def genitive_body(name: str) -> str:
    """A commission or a working group in the genitive; "" where its ending is not known.

    Only what stands before the noun changes: «рабочей группы по модернизации».
    """
    words = name.split(" ")
    at = next((at for at, word in enumerate(words) if word.casefold() in _HEAD_NOUNS), None)
    if at is None:
        return ""
    noun = words[at].casefold()
    feminine_noun = noun.endswith(("а", "я"))
    before = [_genitive(word, feminine_noun=feminine_noun) for word in words[:at]]
    if not all(before):
        return ""
    ending = _HEAD_NOUNS[noun]
    said = ending.capitalize() if words[at][0].isupper() else ending
    return " ".join([*before, said, *words[at + 1 :]])


def _genitive(word: str, *, feminine_noun: bool) -> str:
    if feminine_noun:
        return feminine(word, "gen") if word.endswith(("ая", "яя")) else ""
    for end, other in (("ый", "ого"), ("ой", "ого"), ("кий", "кого"), ("ий", "его")):
        if word.endswith(end):
            return word.removesuffix(end) + other
    return ""


def in_city(city: str) -> str:
    """«г. Москве», «г. Нью-Дели»: a city in the prepositional; as it is where unsure."""
    plain = re.sub(r"^г(?:\.|ород)\s*", "", city.strip())
    if not plain or " " in plain or "," in plain or _UNCHANGING.search(plain):
        return f"г. {plain}" if plain else ""
    if plain.endswith("ия"):
        return f"г. {plain[:-1]}и"
    if plain.endswith(("а", "я")) or plain in _SOFT_MASCULINE:
        return f"г. {plain[:-1]}е"
    if plain.endswith("ь"):
        return f"г. {plain[:-1]}и"
    return f"г. {plain}е" if plain[-1:] in "бвгджзклмнпрстфхцчшщ" else f"г. {plain}"


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends with a mark of its own."""
    whole = text.strip()
    return (
        whole if not whole or whole[-1] in ".!?…।" or whole.endswith((".]", ".»")) else f"{whole}."
    )


def one_line(text: str) -> str:
    """Lines as sentences one after the other."""
    return " ".join(sentence(line) for line in text.splitlines() if line.strip())


def continued(text: str) -> str:
    """A sentence as it goes on after others: its first letter small, unless it is an acronym."""
    if len(text) > 1 and text[0].isupper() and not text[1].isupper() and text[1] != ".":
        return text[0].lower() + text[1:]
    return text


def agreed_to(text: str, language: str, due: str = "") -> str:
    """What an action item says as what the Sides agreed: "agreed to sign the contract".

    `due` are words such as "by 31 March 2026"; in Russian they come before the verb, where no
    participle can take them for its own.
    """
    said = " ".join(text.split())
    if not said:
        return ""
    if language == "ru":
        if _INFINITIVE.fullmatch(said.split()[0].strip(",")):
            verb = "условились" if said.casefold().startswith("договорит") else "договорились"
            return " ".join(part for part in (verb, due, continued(said)) if part)
        return f"договорились о следующем: {continued(said)}{f', {due}' if due else ''}"
    comma = "," if " by " in said else ""
    when = f"{comma} {due}" if due else ""
    if said.casefold().startswith("to "):
        return f"agreed {continued(said)}{when}"
    if said.casefold().startswith(("agree ", "agreeing ")):
        return f"decided to {continued(said)}{when}"
    if _NOUN_FIRST.match(said) and not said.casefold().startswith(_VERBS_WITH_PREPOSITION):
        return f"agreed on the following: {continued(said)}{when}"
    return f"agreed to {continued(said)}{when}"


_VERBS_WITH_PREPOSITION = (
    "work ", "report ", "decide ", "proceed ", "consult ", "continue ", "cooperate ",
    "co-operate ", "engage ", "participate ", "take part ", "inform ", "follow ", "look ", "act ",
    "provide ", "apply ", "call ", "ask ", "deal ", "liaise ", "build ", "comment ", "focus ",
    "confer ", "coordinate ", "assist ", "arrange ", "prepare ", "negotiate ", "meet ", "plan ",
)  # fmt: skip


def spread(languages: Iterable[str], **texts: str) -> dict[str, str]:
    """Texts by language, for those that are wanted; "" where there is none."""
    return {code: texts.get(code, "") for code in languages}


def changed_forms(side: Mapping[str, str]) -> dict[str, str]:
    """The Russian adjective of a side by case: "nom", "gen", "dat", "acc", "ins", "prep"."""
    adjective = side["adjective_ru"]
    cases = {case: feminine(adjective, case) for case in ("gen", "dat", "acc", "ins", "prep")}
    return {"nom": adjective, **cases}
