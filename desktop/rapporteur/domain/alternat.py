"""The alternat: in the copy that a side keeps, that side comes first wherever both are named.

Only pairs of the two sides next to each other are turned round, and only in these patterns, in
every case of Russian:

- "the Indian Side and the Russian Side", "the Indian and Russian Sides"; likewise delegations,
  co-chairs, parties and governments: «Российская Сторона и Индийская Сторона», «Российской и
  Индийской Сторон», «भारतीय पक्ष और रूसी पक्ष»;
- "India and Russia", "the Republic of India and the Russian Federation", «между Россией и Индией»,
  «भारत और रूस»; also with "the Government of" before each, «Правительство …»;
- the compound in the stored names of the two bodies, in whatever case they stand: "India-Russia
  Working Group", «Российско-Индийской рабочей группы».

Deliberately left as they are: compounds in any other name ("India-Russia Business Council"), for
it may be the proper name of a company or a treaty; short forms such as "Indo-Russian"; the two
sides named in two sentences, or with other words between them; a third country beside them
("China, India and Russia"); and adjectives of anything but the sides ("Indian and Russian
companies").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapporteur.domain.sessions import Side

_START, _END = r"(?<![\w\-–])(?<!\w,\s)", r"(?![\w\-–])"
_BLANK = r"[\s\u00a0]+"
_DASH = r"\s?[-–‑]\s?"
_AND = {"en": "and", "ru": "и", "hi": "(?:और|एवं|तथा)"}
# Who acts for a country, so that its adjective names the side.
_ACTORS = {
    "en": r"(?:Sides?|Part(?:y|ies)|delegations?|Co-?chairs?|Co-?chairmen|Governments?)",
    "ru": r"(?:Сторон\w{0,3}|делегаци\w{1,3}|сопредседател\w{1,3}|правительств\w{0,3})",
    "hi": r"(?:पक्ष\S*|प्रतिनिधिमंडल\S*|सह-अध्यक्ष\S*|सरकार\S*)",
}
_OF = {"en": rf"{_BLANK}of{_BLANK}(?:the{_BLANK})?"}  # between who acts and the country
_STEM_RU = re.compile(r"(\w+[сц]к)ая")
_ENDING_RU = re.compile(r"(?:ая|яя|ий|ый|ое|ая|[аяоеиы])$")
_STEM_LEAST = 3  # letters that have to be left of a Russian word without its ending


def in_order_of(text: str, sides: Sequence[Side], language: str, bodies: Sequence[str] = ()) -> str:
    """`text` with the first of the two `sides` before the second, wherever both are named.

    `bodies` are the stored names of the working group and the commission in `language`. What is
    in the right order already, and everything but the patterns above, stays letter for letter.
    """
    first, second = sides
    for pattern in _patterns(second, first, language, bodies):
        text = pattern.sub(_turned, text)
    return text


def begins_with(text: str, side: Side, language: str) -> bool:
    """Whether the text begins with the side: "The Indian Side …", «Индийскую Сторону …»."""
    adjective = _inflected(side[f"adjective_{language}"], language) if language in _AND else ""
    article = rf"(?:the{_BLANK})?" if language == "en" else ""
    pattern = rf"[\s\[(«“]*{article}{adjective}{_BLANK}{_ACTORS.get(language, '')}"
    return bool(adjective) and re.match(pattern, text, re.IGNORECASE) is not None


def _turned(found: re.Match[str]) -> str:
    """The match with its groups "a" and "b" in each other's place."""
    whole, start = found.group(), found.start()
    a, b = found.span("a"), found.span("b")
    return (
        whole[: a[0] - start]
        + _cased(found["b"], found["a"])
        + whole[a[1] - start : b[0] - start]
        + _cased(found["a"], found["b"])
        + whole[b[1] - start :]
    )


def _cased(word: str, like: str) -> str:
    """A word that takes the place of another, with a capital where that one had it alone."""
    if like[:1].isupper() == word[:1].isupper() or like.isupper() or word.isupper():
        return word
    return word[:1].upper() + word[1:] if like[:1].isupper() else word[:1].lower() + word[1:]


def _patterns(a: Side, b: Side, language: str, bodies: Sequence[str]) -> Iterator[re.Pattern[str]]:
    """The patterns in which side `a` stands before side `b`."""
    if language not in _AND:
        return
    joint, actor = _AND[language], _ACTORS[language]
    article = rf"(?:the{_BLANK})?" if language == "en" else ""
    between = rf"{_BLANK}{joint}{_BLANK}{article}"
    adjectives = [_inflected(side[f"adjective_{language}"], language) for side in (a, b)]
    if all(adjectives):
        yield _compiled(
            rf"{_START}(?P<a>{adjectives[0]})(?:{_BLANK}{actor},?)?{between}"
            rf"(?P<b>{adjectives[1]})(?={_BLANK}{actor})"
        )
    for stem in ("name", "formal_name"):
        names = [_inflected(side[f"{stem}_{language}"], language) for side in (a, b)]
        if all(names):
            of = _OF.get(language, _BLANK)
            yield _compiled(
                rf"{_START}(?:(?P<who>{actor}){of})?(?P<a>{names[0]}){between}"
                rf"(?(who)(?:(?P=who){of})?|)(?P<b>{names[1]}){_END}"
            )
    for one, other in _compound_words(a, b, language):
        yield from _compounds(one, other, language, bodies)


def _compound_words(a: Side, b: Side, language: str) -> Iterator[tuple[str, str]]:
    """What both sides are called in compounds; of Russian adjectives the part before «о»."""
    if language == "ru":
        stems = [_STEM_RU.fullmatch(side["adjective_ru"]) for side in (a, b)]
        if stems[0] and stems[1]:
            yield re.escape(stems[0][1]), re.escape(stems[1][1])
        return
    for stem in ("name", "adjective"):
        words = [side[f"{stem}_{language}"] for side in (a, b)]
        if all(words):
            yield re.escape(words[0]), re.escape(words[1])


def _compounds(
    one: str, other: str, language: str, bodies: Sequence[str]
) -> Iterator[re.Pattern[str]]:
    """The compound beside the word that follows it in the name of a body, in any case."""
    middle, end = (r"о", r"\w{2,3}") if language == "ru" else ("", "")
    either = rf"(?:{one}|{other}){middle}{_DASH}(?:{one}|{other}){end}"
    for body in dict.fromkeys(bodies):
        for found in re.finditer(rf"{either}{_BLANK}([\w-]+)", body, re.IGNORECASE):
            beside = _inflected(found[1], language)
            yield _compiled(
                rf"(?<![\w\-–])(?P<a>{one}){middle}{_DASH}(?P<b>{other})(?={end}{_BLANK}{beside}\b)"
            )


def _inflected(words: str, language: str) -> str:
    """A pattern for words in any case; "" for none."""
    if language != "ru":
        return _BLANK.join(re.escape(word) for word in words.split())
    return _BLANK.join(_inflected_word(word) for word in words.split())


def _inflected_word(word: str) -> str:
    stem = _ENDING_RU.sub("", word)
    stem = stem if len(stem) >= _STEM_LEAST else word
    return rf"{re.escape(stem)}[а-яё]{{0,3}}"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
