"""Folding: one form for the many ways in which one name is written.

`plain` takes away case, accents and script: "Груздев", "ГРУЗДЕВ" and "Gruzdev" become "gruzdev".
`loose` also levels the schemes of transliteration, so that "Aleksei", "Alexey" and "Алексей" meet.
Both are for comparing only and are never shown or stored.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# What no one types when looking for a name: soft and hard signs, apostrophes.
_SILENT = "'’‘ʼʹ`´ьъЬЪ\u200c\u200d"


class _AsciiTable(dict[int, str]):
    """Lower-case ASCII by code point, filled as letters are met; used by str.translate."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        found = "" if letter in _SILENT else anyascii(letter).lower().replace("'", "")
        self[code] = found
        return found


_ASCII = _AsciiTable()

# Letters that look alike and stand in words of the other script by a slip of the keyboard.
_LATIN_LOOKALIKES = "ABCEHKMOPTXYaceopxykmt"
_CYRILLIC_LOOKALIKES = "АВСЕНКМОРТХУасеорхукмт"
_TO_CYRILLIC = str.maketrans(_LATIN_LOOKALIKES, _CYRILLIC_LOOKALIKES)
_TO_LATIN = str.maketrans(_CYRILLIC_LOOKALIKES, _LATIN_LOOKALIKES)
_CYRILLIC = "\u0400-\u04ff"
_MIXED = re.compile(rf"[A-Za-z][{_CYRILLIC}]|[{_CYRILLIC}][A-Za-z]")
_MIXED_WORD = re.compile(rf"[A-Za-z{_CYRILLIC}]+")

_DEVANAGARI = re.compile("[\u0900-\u0963\u0970-\u097f]+")


def plain(text: str) -> str:
    """`text` in lower-case ASCII: no case, no accents, one script. Blanks stay as they are."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if _MIXED.search(text):
        text = _MIXED_WORD.sub(_one_script, text)
    if _DEVANAGARI.search(text):
        text = _DEVANAGARI.sub(lambda run: romanise(run.group()), text)
    return text.translate(_ASCII)


# In this order. Each line is one way in which schemes or habits differ; the reason is beside it.
_LEVEL = (
    ("chtch", "sh"), ("shch", "sh"), ("sch", "sh"), ("shh", "sh"),  # щ: French, English, German
    ("tch", "ch"), ("gue", "ge"), ("gui", "gi"),  # ч and г in French
    ("dzh", "j"), ("tz", "ts"),  # дж; ц
    ("ck", "k"), ("ph", "f"), ("x", "ks"), ("w", "v"), ("q", "k"),
    ("kh", "h"),  # х
    ("jh", "j"), ("th", "t"), ("dh", "d"), ("bh", "b"), ("gh", "g"),  # aspirates of India
    ("ch", "\x01"), ("c", "k"), ("\x01", "ch"),  # Victor, Виктор
    ("oo", "u"), ("ou", "u"),
    ("yo", "e"),  # ё
    ("y", "i"), ("j", "i"), ("ii", "i"),  # й, ий, ия, я, ю
    ("ie", "e"), ("ee", "i"),  # Yelena, Dmitriyev; Sandeep
)  # fmt: skip
_DOUBLED = re.compile(r"([a-z])\1+")


def loose(folded: str) -> str:
    """A `plain` text with the schemes of transliteration levelled as well."""
    for written, common in _LEVEL:
        if written in folded:
            folded = folded.replace(written, common)
    return _DOUBLED.sub(r"\1", folded)


_NO_VOWELS = re.compile(r"[aeiouh]")


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The first letter and the consonants of a `loose` word: what survives most misspellings."""
    return word[:1] + _DOUBLED.sub(r"\1", _NO_VOWELS.sub("", word[1:]))


def _one_script(found: re.Match[str]) -> str:
    """A word of two scripts in the one that has more letters only it has."""
    word = found.group()
    if word.isascii() or not _MIXED.search(word):
        return word
    latin = sum(c.isascii() and c not in _LATIN_LOOKALIKES for c in word)
    cyrillic = sum(not c.isascii() and c not in _CYRILLIC_LOOKALIKES for c in word)
    return word.translate(_TO_LATIN if latin > cyrillic else _TO_CYRILLIC)


_CONSONANTS = {
    "क": "k", "ख": "kh", "ग": "g", "घ": "gh", "ङ": "n",
    "च": "ch", "छ": "chh", "ज": "j", "झ": "jh", "ञ": "n",
    "ट": "t", "ठ": "th", "ड": "d", "ढ": "dh", "ण": "n",
    "त": "t", "थ": "th", "द": "d", "ध": "dh", "न": "n",
    "प": "p", "फ": "ph", "ब": "b", "भ": "bh", "म": "m",
    "य": "y", "र": "r", "ल": "l", "ळ": "l", "व": "v",
    "श": "sh", "ष": "sh", "स": "s", "ह": "h",
}  # fmt: skip
_NUKTA = {"क": "q", "ख": "kh", "ग": "g", "ज": "z", "फ": "f", "ड": "r", "ढ": "rh", "य": "y"}
_VOWELS = {
    "अ": "a", "आ": "a", "इ": "i", "ई": "i", "उ": "u", "ऊ": "u", "ऋ": "ri",
    "ए": "e", "ऐ": "ai", "ओ": "o", "औ": "au", "ऑ": "o", "ऍ": "e",
}  # fmt: skip
_SIGNS = {
    "ा": "a", "ि": "i", "ी": "i", "ु": "u", "ू": "u", "ृ": "ri",
    "े": "e", "ै": "ai", "ो": "o", "ौ": "au", "ॉ": "o", "ॅ": "e",
}  # fmt: skip
_VIRAMA, _NUKTA_SIGN = "्", "़"
_NASAL, _VISARGA = "ंँ", "ः"
_INHERENT = "ə"


def romanise(word: str) -> str:
    """A Devanagari word in Latin letters as India writes names: शर्मा "sharma", राजेश "rajesh".

    The inherent vowel is silent at the end of a word and between a vowel and a syllable, unless
    it follows a conjunct (Ohala's rule of schwa deletion in Hindi).
    """
    units = _units(word.replace("ज्ञ", "ग्य").replace("सिंह", "सिंघ"))  # spoken and written Singh
    _silence(units)
    return "".join(c + v for c, v in units).replace(_INHERENT, "a")


def _units(word: str) -> list[list[str]]:
    """The word as pairs of consonant and vowel, either of which may be empty."""
    units: list[list[str]] = []
    base = ""
    for letter in word:
        if letter in _CONSONANTS:
            units.append([_CONSONANTS[letter], _INHERENT])
            base = letter
        elif letter in _VOWELS:
            units.append(["", _VOWELS[letter]])
        elif not units:
            continue
        elif letter in _SIGNS:
            units[-1][1] = _SIGNS[letter]
        elif letter == _VIRAMA:
            units[-1][1] = ""
        elif letter == _NUKTA_SIGN:
            units[-1][0] = _NUKTA.get(base, units[-1][0])
        elif letter in _NASAL:
            units[-1][1] += "n"
        elif letter in _VISARGA:
            units[-1][1] += "h"
    return units


def _silence(units: list[list[str]]) -> None:
    """Take away the inherent vowels that are not spoken, from the end to the beginning."""
    for at in range(len(units) - 1, 0, -1):
        if units[at][1] == _INHERENT and units[at - 1][1]:
            last = at == len(units) - 1
            if last or units[at + 1][1]:
                units[at][1] = ""
