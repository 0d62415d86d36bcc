"""Words of a Protocol in English and Russian: dates, counts, names that change their ending.

Where the ending of a name cannot be known, "" says so and the caller builds the sentence in
another way. Names of people are never declined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
_INFINITIVE = re.compile(
    r"(?!\w*ость\b|(?:\w*част|област|сет|власт|нефт|печат|смет|пут|рол|реч|ноч|помощ)[ьи]\b)"
    r"[^\W\d_]+(?:ть|ти|чь)(?:ся|сь)?",
    re.IGNORECASE,
)
_NAMES = re.compile(r"India|Russia|Moscow|New Delhi|Инди[ийяю]|Росси|Москв|Нью-Дели")
_NOUN_FIRST = re.compile(r"\S+ (?:on|of|for|between|in|with) ")


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
    """A sentence as it goes on after others: its first letter small.

    Acronyms and the names of the two countries and their capitals keep theirs.
    """
    if _NAMES.match(text):
        return text
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
