"""How alike two people on paper are: their names word by word, and what else speaks for or against.

Works on folded text (`folding.plain`, then `folding.loose`), so script, case, accents, order and
scheme of transliteration have gone before anything is compared here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from rapporteur.services.folding import loose, plain, skeleton

Tokens = tuple[str, ...]

_WORD = re.compile(r"[a-z0-9]+")
_NO_DIGIT = re.compile(r"\D")
# A letter by itself, or two with a dot: "Ю.", "Yu.", "A". Devanagari writes initials as syllables.
_INITIAL = re.compile(r"(?<!\w)(?:[A-Za-z\u00c0-\u024f\u0400-\u04ff](?!\w)|[A-Z][a-z](?=\.))")
_NAME_FORMS = ("native_name", "latin_name", "passport_name")

# Letters of scholarly transliteration (ISO 9, GOST 7.79, UNGEGN), which lose their sound with
# their marks, and an X that stands for х; a name with any of them is looked at both ways.
_SCHOLARLY = str.maketrans(
    {"š": "sh", "č": "ch", "ž": "zh", "ŝ": "sh", "û": "yu", "â": "ya", "è": "e", "ȟ": "kh"}
)
_SCHOLARS = re.compile("[ščžŝûâȟ]|\\bx", re.IGNORECASE)
_X_FIRST = re.compile(r"\bx", re.IGNORECASE)

# Ivanov and Ivanova, Petrovsky and Petrovskaya: two people, however near the letters.
_WOMAN_OF = (("ov", "ova"), ("ev", "eva"), ("in", "ina"), ("ski", "skaia"), ("tski", "tskaia"))

SAME = 100
_REWRITTEN = 96  # equal but for vowels, aspirates or schemes of transliteration
_FITTING_INITIAL = 86
_NEAR = 0.75  # share of letters that agree in a word that may be misspelt
_RELATED = 0.6  # the same for a word with the same consonants
_MISSING_WORD = 4
_MISSING_AND_MISSPELT = 15
_FAMILY_MISSING = 30
_SAME_POST = 10  # of few people it is said in the same words what they do and where


class Paper(NamedTuple):
    """One person as far as comparing goes; everything folded, empty where unknown.

    `forms` are the ways in which the name is given, each as its words in the order as written;
    `sorted_forms` the same without the order. A tuple, since a long list makes very many.
    """

    forms: tuple[Tokens, ...]
    sorted_forms: frozenset[Tokens]
    family: frozenset[str]
    passport: str
    email: str
    phone: str
    born: str
    organisation: str
    designation: str

    @property
    def contacts(self) -> int:
        """Which contacts are known, as bits: 1 an e-mail, 2 a telephone."""
        return (1 if self.email else 0) | (2 if self.phone else 0)


@dataclass(frozen=True, slots=True)
class Likeness:
    """From 0 to 100, and the reason in words."""

    score: int
    reason: str


NOT_ALIKE = Likeness(0, "")
SHARED_MAILBOX = "another name, but the same e-mail"


def name_tokens(text: str) -> Tokens:
    """The words of a name in folded form; an initial is one letter, also where Ю is Yu."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    tokens: list[str] = []
    for word in text.split():
        tokens += _tokens(word)
    return tuple(tokens)


@lru_cache(maxsize=50_000)  # by word: given names come again and again, whole names do not
def _tokens(word: str) -> Tokens:
    if len(word) == 1 or not word.isalpha():
        word = _INITIAL.sub(lambda found: loose(plain(found.group()))[:1], word)
    return tuple(_WORD.findall(loose(plain(word))))


def paper(values: Mapping[str, str]) -> Paper:
    """Fold what is compared of a person, given by field key."""
    get = values.get
    family = name_tokens(get("family_name", ""))
    rest = name_tokens(f"{get('given_name', '')} {get('patronymic', '')}")
    forms = [family + rest, *(name_tokens(form) for key in _NAME_FORMS if (form := get(key, "")))]
    whole = f"{get('family_name', '')} {get('given_name', '')} {get('patronymic', '')}"
    if _SCHOLARS.search(whole):
        forms.append(name_tokens(_spoken(whole)))
    distinct = {tuple(sorted(form)): form for form in forms if form}
    passport = get("passport_number", "")
    return Paper(
        forms=tuple(distinct.values()),
        sorted_forms=frozenset(distinct),
        family=frozenset(word for word in family if len(word) > 1) if rest else frozenset(),
        passport="".join(_WORD.findall(plain(passport))) if passport else "",
        email=get("email", "").strip().casefold(),
        phone=_NO_DIGIT.sub("", get("phone", ""))[-10:],
        born=get("date_of_birth", ""),
        organisation=_text(get("organisation", "")),
        designation=_text(get("designation", "")),
    )


def _spoken(name: str) -> str:
    """A name in scholarly transliteration with the letters that newspapers write."""
    composed = unicodedata.normalize("NFC", name).lower()
    return _X_FIRST.sub("kh", composed.translate(_SCHOLARLY))


def compare(one: Paper, other: Paper) -> Likeness:
    """How probable it is that both are one person.

    A likeness of names alone is enough to ask; telephone and e-mail that both differ, another
    passport or another date of birth say that they are two people of one name.
    """
    if one.passport and one.passport == other.passport:
        return Likeness(99, "same passport number")
    # Written out: this is asked of every two people who share a lead, and mostly ends here.
    email = one.email == other.email if one.email and other.email else None
    phone = one.phone == other.phone if one.phone and other.phone else None
    organisation = _agree(one.organisation, other.organisation)
    same_post = bool(organisation) and bool(_agree(one.designation, other.designation))
    apart = email is False or phone is False
    if apart and not same_post and _two_people(email, phone, organisation):
        return NOT_ALIKE
    born = _agree(one.born, other.born)
    if not email and not phone and (born is False or _agree(one.passport, other.passport) is False):
        return NOT_ALIKE
    if apart and not (email or phone or born) and not one.sorted_forms & other.sorted_forms:
        return NOT_ALIKE  # only the very same name and post outweigh contacts that differ
    name, how = _names(one, other)
    if not name:
        return _by_contacts(one, other) if email else NOT_ALIKE
    for agrees, what in ((email, "e-mail"), (phone, "telephone"), (born, "date of birth")):
        if agrees:
            return Likeness(min(99, name + 10), f"{how}, same {what}")
    if apart:
        where = "post" if same_post else "organisation"
        return Likeness(name - (8 if same_post else 20), f"{how}, same {where}")
    return (
        Likeness(min(99, name + _SAME_POST), f"{how}, same post")
        if same_post
        else Likeness(name, how)
    )


def _two_people(email: bool | None, phone: bool | None, organisation: bool | None) -> bool:
    """Whether contacts that differ outweigh what agrees: mailboxes and telephones are shared.

    Within one organisation somebody may well have a new mailbox, as long as nothing is known of
    the telephone.
    """
    if organisation and (email is None or phone is None):
        return False
    return not (email or phone) or organisation is False


def _by_contacts(one: Paper, other: Paper) -> Likeness:
    """The likeness of two people of one mailbox whose names are nothing alike."""
    if one.phone and other.phone:
        both = "same e-mail and telephone"
        return Likeness(76, both) if one.phone == other.phone else NOT_ALIKE
    return Likeness(75, SHARED_MAILBOX) if _own_mailbox(one, other) else NOT_ALIKE


def _own_mailbox(one: Paper, other: Paper) -> bool:
    """Whether a mailbox is named after one of two people, and so hardly that of an office."""
    owner = loose(plain(one.email.partition("@")[0]))
    words = {word for form in (*one.forms, *other.forms) for word in form}
    return any(len(word) > 3 and word in owner for word in words)


def _names(one: Paper, other: Paper) -> tuple[int, str]:
    """The best likeness of any form of one name with any of the other, and how they differ."""
    if one.sorted_forms & other.sorted_forms:
        return SAME, "same name"
    best, how = 0, ""
    for a in one.forms:
        for b in other.forms:
            score, found = compare_names(a, b)
            if score > best and len(a) != len(b) and _family_left_out(one, other, a, b):
                score -= _FAMILY_MISSING
            if score > best:
                best, how = score, found
    return best, how


def compare_names(a: Tokens, b: Tokens) -> tuple[int, str]:
    """How alike two names are, 0 to 100, and in which way they differ; order does not count."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == len(long) and sorted(a) == sorted(b):
        return SAME, "same name"
    if len(short) != len(long) and _spaced_differently(short, long):
        return _REWRITTEN, "same name, spaced differently"
    left = list(long)
    total = weight = whole = near = 0
    initials = exact = False
    for word in sorted(short, key=len, reverse=True):
        at, score = _best(word, left)
        if not score:
            return 0, ""
        found = left.pop(at)
        length = max(len(word), 2)
        total += score * length
        weight += length
        if len(word) > 1 and len(found) > 1:
            whole += 1
            near += score < _REWRITTEN
            exact = exact or score == SAME
        else:
            initials = True
    if not whole or near > 1 or len(short) == 1 < len(long):
        return 0, ""
    how = "same name, written differently"
    unsaid = sum(len(word) > 1 for word in left)
    if initials and (unsaid > 1 or (unsaid and not exact)):
        return 0, ""  # "Martin R.", "Renato R. Martino": too little is left that agrees
    score = round(total / weight) - _MISSING_WORD * len(left)
    if near:
        how = "similar name"
        score -= _MISSING_AND_MISSPELT if left else 0
    elif initials:
        how = "name with initials"
    elif left:
        how = "part of the name missing"
    return score, how


def _spaced_differently(short: Tokens, long: Tokens) -> bool:
    """Whether a word of one name was cut in two in the other: Kadykov, Kady Kov.

    The second half may have been taken for the family name, so the words may be turned round.
    """
    joined = "".join(short)
    if sum(map(len, long)) != len(joined):
        return False
    turns = {"".join(short[at:] + short[:at]) for at in range(len(short))}
    return any("".join(long[at:] + long[:at]) in turns for at in range(len(long)))


def _best(word: str, words: list[str]) -> tuple[int, int]:
    """Which of `words` is most like `word`, and how much, 0 to 100."""
    best, best_at = 0, -1
    for at, other in enumerate(words):
        score = _word(word, other)
        if score > best:
            best, best_at = score, at
    return best_at, best


@lru_cache(maxsize=100_000)
def _word(a: str, b: str) -> int:
    """How alike two words are, 0 to 100."""
    if a == b:
        return SAME
    if len(a) == 1 or len(b) == 1:
        return _FITTING_INITIAL if initial(a) == initial(b) else 0
    likeness = OSA.normalized_similarity(a, b, score_cutoff=_RELATED)
    if not likeness or _couple(a, b):
        return 0
    if skeleton(a) == skeleton(b) and (likeness >= _NEAR or len(skeleton(a)) > 2):
        return _REWRITTEN
    return round(likeness * SAME) if likeness >= _NEAR and min(len(a), len(b)) > 3 else 0


def initial(word: str) -> str:
    """The letter that an initial of a word has; C is K before it is known what follows."""
    return "k" if word[0] == "c" else word[0]


def _couple(a: str, b: str) -> bool:
    """Whether two words are the family name of a man and of a woman."""
    for man, woman in _WOMAN_OF:
        for x, y in ((a, b), (b, a)):
            if x.endswith(man) and y.endswith(woman) and x[: -len(man)] == y[: -len(woman)]:
                return True
    return False


def _family_left_out(one: Paper, other: Paper, a: Tokens, b: Tokens) -> bool:
    """Whether a family name is what the shorter name lacks: Anil Kumar, Anil Kumar Sharma."""
    if _spaced_differently(*sorted((a, b), key=len)):
        return False
    short, longer = (a, other) if len(a) < len(b) else (b, one)
    return any(not any(_word(word, w) for w in short) for word in longer.family)


def _agree(a: str, b: str) -> bool | None:
    """Whether two values are equal; None where one is not known."""
    return a == b if a and b else None


@lru_cache(maxsize=20_000)
def _text(text: str) -> str:
    return " ".join(_WORD.findall(plain(text)))
