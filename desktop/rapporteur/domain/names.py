"""Names of people: taken apart into their parts, and put together again without loss.

A name belongs to the sending side: nothing here changes its case, its order or its letters.
Taking apart only says which words are the honorific, the family name, the given names and the
patronymic, and in which order they stood; putting together gives back the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapporteur.domain.delegates import FAMILY_FIRST, GIVEN_FIRST
from rapporteur.domain.fields import Record


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Compared without case, dots and spaces at the ends; several may follow each other.
HONORIFICS = _words(
    "mr mrs ms miss mx messrs madam sir dame dr doctor prof professor acad academician engr "
    "shri sri sh smt shrimati shrimathi sushri kum km thiru tmt selvi "
    "his her hon'ble honble hisexcellency herexcellency excellency mme mlle madame monsieur "
    "sr sra srta señor señora dra frau herr "
    "amb ambassador col brig capt cmdr cdr cmde commodore adm lt wgcdr sqnldr "
    "ltgen ltcol majgen general colonel admiral "
    "г-н г-жа гн гжа г-да господин госпожа д-р дрр доктор проф профессор акад академик "
    "егопревосходительство еепревосходительство генерал полковник "
    "श्री श्रीमती सुश्री डॉ डा प्रो कु महामहिम माननीय"
)
# Honorifics only with their dot: without it also a name or an initial.
_WITH_DOT = _words("er ca gp rev fr hon pt adv gen maj eng")
# Honorifics only before or after another one: also somebody's initials.
_BEFORE_ANOTHER = _words("he se еп sem seme")
_AFTER_ANOTHER = _words("m retd rtd")
_NONE: frozenset[str] = frozenset()
# Honorifics where they have a cell of their own.
_ALONE = _words("m м г er he se he/mr eng gen hon")
# What may follow a name: belongs to it, and stays attached to its last word.
_AFTER_NAME = re.compile(
    r"(?:,\s*|\s+)((?:I[AFPR]S|IRAS|IES|ISS|IRTS|IDAS|ICAS|IFoS|Jr\.?|Sr\.|Ph\.?\s?D\.?|"
    r"\((?:Retd?|Rtd)\.?\)|Retd\.)(?:\s*\(.*\))?)$"
)
_PARTICLES = _words(
    "de da das do dos di del della der den van von ter ten zu la le bin ibn al el abu y e "
    "ван дер ден фон де ди дель ибн аль"
)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?\s*)+|[^\W\d_]")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]?")
# "А.В.Груздев" typed without a space.
_INITIALS_TIGHT = re.compile(r"^((?:[^\W\d_]{1,2}\.)+)([^\W\d_]{3,}\S*)$")
_PATRONYMIC = re.compile(
    r".{2,}(?:ович|евич|ьич|овна|евна|ична|инична)|ильич|.{2,}(?:ovich|evich|ovna|evna|ichna|yevna)",
    re.IGNORECASE,
)
_POINTS = re.compile(r"[.,'’()\s]")
_TURKIC = _words("оглы оглу кызы улы ogly oglu kyzy")
# Enough to tell "Алексей Груздев" from "Груздев Алексей"; a name that is not here is harmless.
_GIVEN_NAMES = _words(
    "адам александр александра алексей алена анастасия анатолий андрей анна антон антонина "
    "аркадий артем артур борис вадим валентин валентина валерий варвара василий вера вероника "
    "виктор виктория виталий владимир владислав всеволод вячеслав галина геннадий георгий герман "
    "глеб григорий дарья денис диана дина дмитрий евгений евгения екатерина елена елизавета "
    "ефим жанна зинаида зоя иван игорь илья инна иосиф ирина кирилл клавдия константин кристина "
    "ксения лариса лев леонид лидия любовь людмила май майя максим маргарита марина мария марк "
    "матвей михаил надежда наталия наталья никита николай нина оксана олег олеся ольга павел "
    "петр полина раиса ренат ринат роберт роман руслан рустам сабина светлана святослав семен "
    "сергей софия софья станислав степан тамара таисия татьяна тимур тимофей федор филипп эдуард "
    "элина эльвира эмма юлия юрий яков ян яна ярослав"
)


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of a name as they stood. `name_order` is empty where it is usual for the script."""

    honorific: str = ""
    family_name: str = ""
    given_name: str = ""
    patronymic: str = ""
    name_order: str = ""


def is_cyrillic(text: str) -> bool:
    """Whether `text` holds more Cyrillic than Latin letters."""
    if text.isascii():
        return False
    cyrillic = sum("\u0400" <= c <= "\u052f" for c in text)
    return cyrillic > sum(c.isalpha() and c < "\u0250" for c in text)


def is_devanagari(text: str) -> bool:
    """Whether `text` holds a Devanagari letter."""
    return not text.isascii() and any("\u0900" <= c <= "\u097f" for c in text)


def is_honorific(text: str, honorifics: Iterable[str] = ()) -> bool:
    """Whether the whole of `text` is a form of address, "H.E. Mr." as well as "г-жа"."""
    return _is_honorific(text, _bare_words(tuple(honorifics)))


@lru_cache(maxsize=5_000)  # asked of every given name of two words, of which few differ
def _is_honorific(text: str, extra: frozenset[str]) -> bool:
    words = text.replace("/", " ").split()
    alone = len(words) == 1 and _bare(words[0]) in _ALONE
    return bool(words) and (alone or _honorific_words(words, extra) == len(words))


def split_name(text: str, honorifics: Iterable[str] = ()) -> NameParts:
    """Tell which words of a full name are which part.

    `honorifics` are forms of address known in addition to the usual ones. Layout white space is
    not part of a name, and a missing space after initials is added; every other character of
    `text` is found again in one of the parts, except commas after a leading family name and
    brackets round an honorific.
    """
    extra = _bare_words(tuple(honorifics))
    words = _loosened(text.split(), extra)
    taken = _honorific_words(words, extra)
    if taken == len(words) and taken:
        return NameParts(honorific=" ".join(words))
    title, rest = " ".join(words[:taken]), " ".join(words[taken:]).strip(" ,;")
    if not title and (found := re.search(r"\s*\(([^()]+)\)$", rest)):
        inside = found.group(1).split()
        if _honorific_words(inside, extra) == len(inside):
            title, rest = found.group(1), rest[: found.start()]
    suffix = ""
    if found := _AFTER_NAME.search(rest):
        suffix, rest = rest[found.start() :], rest[: found.start()]
    parts = _ordered(rest.replace("\u00a0", " "), title, extra)
    return _with_suffix(parts, suffix) if suffix else parts


def compose_name(
    values: Mapping[str, str] | Callable[[str], str], *, honorific: bool = False
) -> str:
    """Put the parts together in the order of the sending side.

    `values` gives the parts by field key. Without `name_order`, Cyrillic names have the family
    name first and all others the given name first.
    """
    get = values if callable(values) else lambda key: values.get(key, "")
    family, given, patronymic = get("family_name"), get("given_name"), get("patronymic")
    order = get("name_order") or _usual_order(f"{family}{given}")
    parts = [family, given, patronymic] if order == FAMILY_FIRST else [given, patronymic, family]
    if honorific:
        parts.insert(0, get("honorific"))
    return " ".join(part for part in parts if part)


def full_name(delegate: Record, *, honorific: bool = False) -> str:
    """The composed name of a stored delegate."""
    return compose_name(delegate.__getitem__, honorific=honorific)


def _usual_order(text: str) -> str:
    return FAMILY_FIRST if is_cyrillic(text) else GIVEN_FIRST


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    return _POINTS.sub("", word.casefold()).replace("ё", "е")


@lru_cache(maxsize=64)
def _bare_words(honorifics: tuple[str, ...]) -> frozenset[str]:
    """The words of the given forms of address, without such as also open a name."""
    words = {_bare(word) for phrase in honorifics for word in phrase.split()}
    return frozenset(words - _WITH_DOT - _BEFORE_ANOTHER - _AFTER_ANOTHER) if words else _NONE


def _honorific_words(words: list[str], extra: frozenset[str]) -> int:
    """How many of the first words are honorifics."""
    taken = 0
    for word in words:
        bare = _bare(word)
        if not bare or (word.endswith(",") and not taken and len(words) > 1):
            break
        known = bare in HONORIFICS or bare in extra
        dotted = bare in _WITH_DOT and word.endswith(".")
        if not (
            known
            or dotted
            or (taken and bare in _AFTER_ANOTHER)
            or (bare in _BEFORE_ANOTHER and _opens_another(word, words[taken + 1 :], extra))
        ):
            break
        taken += 1
    return taken


def _loosened(words: list[str], extra: frozenset[str]) -> list[str]:
    """The words with a space after a form of address that was typed without: "Mrs.Sunita"."""
    for at, word in enumerate(words[:3]):
        title, dot, rest = word.partition(".")
        if len(rest) > 1 and len(title) > 1 and (_bare(title) in HONORIFICS | extra):
            return _loosened([*words[:at], title + dot, rest, *words[at + 1 :]], extra)
    return words


def _opens_another(word: str, following: list[str], extra: frozenset[str]) -> bool:
    """Whether "H.E." or "SE" opens a form of address and is not somebody's initials."""
    if not following:
        return False
    after = _bare(following[0])
    return word == "H.E." or after in _AFTER_ANOTHER or after in HONORIFICS or after in extra


def _ordered(text: str, title: str, extra: frozenset[str]) -> NameParts:
    if "," in text:
        family, _, after = text.partition(",")
        given = after.replace(",", " ").split()
        moved = _honorific_words(given, extra)
        title = " ".join(filter(None, (title, *given[:moved])))
        return _make(title, [family.strip()], given[moved:], FAMILY_FIRST)
    words = _INITIALS_TIGHT.sub(r"\1 \2", text).split()
    if len(words) < 2:
        return NameParts(title, text)
    family_at = _family_words(words)
    first = family_at.start == 0
    others = words[family_at.stop :] if first else words[: family_at.start]
    return _make(
        title, words[family_at.start : family_at.stop], others,
        FAMILY_FIRST if first else GIVEN_FIRST,
    )  # fmt: skip


def _family_words(words: list[str]) -> range:
    """Which words are the family name: always the first ones or the last ones, or none."""
    last = len(words)
    capitals = [_in_capitals(word) for word in words]
    if capitals[0] and not all(c or _is_initials(w) for c, w in zip(capitals, words, strict=True)):
        return range(capitals.index(False))
    if capitals[-1] and not all(c or _is_initials(w) for c, w in zip(capitals, words, strict=True)):
        return range(last - capitals[::-1].index(False), last)
    if _is_initials(words[0]) and not _is_initials(words[-1]):
        return range(_before_particles(words), last)
    if _is_initials(words[-1]) and not _is_initials(words[0]):
        return range(next(i for i, word in enumerate(words) if _is_initials(word)))
    if (at := _patronymic_at(words)) is not None:
        if at.stop < last:
            return range(at.stop, last)
        return range(at.start - 1) if at.start > 1 else range(last, last)
    if is_cyrillic("".join(words)):
        known = [word.casefold().replace("ё", "е") in _GIVEN_NAMES for word in words]
        first_only = range(_after_particles(words))
        return range(last - 1, last) if known[0] and not any(known[1:]) else first_only
    return range(_before_particles(words), last)


def _before_particles(words: list[str]) -> int:
    """Where the family name starts when it comes last: "van der" and the like belong to it."""
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return start


def _after_particles(words: list[str]) -> int:
    """Where the family name ends when it comes first: "Ван дер Берг" is one, "Ван Вэй" is not."""
    if words[0].casefold() not in _PARTICLES or not (words[0].islower() or words[1].islower()):
        return 1
    end = 1
    while end < len(words) - 2 and words[end] in _PARTICLES:
        end += 1
    return end + 1


def _patronymic_at(words: list[str]) -> range | None:
    """The words that are the patronymic, or None."""
    if len(words) > 3 and words[-1].casefold() in _TURKIC:
        return range(len(words) - 2, len(words))
    if len(words) == 2:
        first, second = (word.casefold().replace("ё", "е") for word in words)
        certain = first in _GIVEN_NAMES and any(name[:3] == second[:3] for name in _GIVEN_NAMES)
        return range(1, 2) if certain and _PATRONYMIC.fullmatch(second) else None
    for at in (len(words) - 1, len(words) - 2):
        if at > 0 and _PATRONYMIC.fullmatch(words[at]):
            return range(at, at + 1)
    return None


def _make(title: str, family: list[str], others: list[str], order: str) -> NameParts:
    given, patronymic = others, ""
    if len(others) > 2 and others[-1].casefold() in _TURKIC:
        given, patronymic = others[:-2], " ".join(others[-2:])
    elif len(others) > 1 and _PATRONYMIC.fullmatch(others[-1]):
        given, patronymic = others[:-1], others[-1]
    names = " ".join(family), " ".join(given)
    usual = _usual_order("".join(names)) == order
    return NameParts(title, *names, patronymic, "" if usual else order)


def _with_suffix(parts: NameParts, suffix: str) -> NameParts:
    """Attach what followed the name to whichever part stood last."""
    order = parts.name_order or _usual_order(parts.family_name + parts.given_name)
    key = "family_name"
    if order == FAMILY_FIRST and (parts.given_name or parts.patronymic):
        key = "patronymic" if parts.patronymic else "given_name"
    found = {name: getattr(parts, name) for name in NameParts.__slots__}
    found[key] += suffix
    return NameParts(**found)


def _in_capitals(word: str) -> bool:
    """Whether a word of two letters or more is written in capitals throughout, and no initials."""
    return word.isupper() and sum(c.isalpha() for c in word) > 1 and "." not in word


def _is_initials(word: str) -> bool:
    return bool(_DOTTED.fullmatch(word) or _INITIALS.fullmatch(word))
