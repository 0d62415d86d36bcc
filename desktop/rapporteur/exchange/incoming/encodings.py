"""In which encoding a text was written, where nothing says so. Runs in the reading process.

Texts with a mark at their beginning say it themselves, and what is UTF-8 from end to end is
UTF-8. For the old Cyrillic encodings each letter is weighed: the wrong encoding turns a Russian
word into rare letters, capitals inside words and signs that no list holds. That decides on two
or three names already, where general detectors, made for whole pages, still guess.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from rapporteur.domain.workbook import ENCODINGS
from rapporteur.exchange.incoming.limits import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENOUGH = 50_000  # bytes that are weighed; a list says soon enough what it is

# Letters of Russian from frequent to rare, as running text has them.
_BY_FREQUENCY = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_WEIGHTS = {letter: 4.0 - place * 0.22 for place, letter in enumerate(_BY_FREQUENCY)}
_USUAL_SIGNS = frozenset("№«»–—“”„’…\u00a0°§")
_WESTERN = frozenset("äöüßàâáãåæçèéêëìíîïñòóôõøùúûýÿœšž")
_BAD_SIGN = -4.0
_CAPITAL_INSIDE = -3.0
_TWO_SCRIPTS = -4.0
_FOREIGN_LETTER = -1.5
_PLAIN = re.compile(r"[^\x00-\x7f]+")


def find_encoding(data: bytes) -> str:
    """One of ENCODINGS; the likeliest where several are possible."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if (wide := _wide(data)) != "":
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        telling = data[max(error.start - 1, 0) :][:_ENOUGH]
        scores = {name: _score(text) for name, text in _candidates(telling)}
        return max(scores, key=lambda name: scores[name])
    return "utf-8"


def decode(data: bytes, encoding: str) -> tuple[str, int]:
    """The text and the number of places that are no text in `encoding`, shown as U+FFFD.

    Refused "no_text" where hardly anything is text in it.
    """
    if encoding not in ENCODINGS:
        raise Refused("no_text")
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    broken = text.count("\ufffd")
    odd = broken + sum(text.count(chr(code)) for code in range(9))
    if odd > len(text) // 10:
        raise Refused("no_text")
    return text, broken


def _wide(data: bytes) -> str:
    """ "utf-16-le" or "utf-16-be" for two-byte text without a mark, else ""."""
    if len(data) < 2 or b"\x00" not in data[:_ENOUGH]:
        return ""
    start = data[: _ENOUGH & ~1]
    shares = {name: _text_share(start, name) for name in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 0.9 else ""


def _text_share(data: bytes, encoding: str) -> float:
    text = data.decode(encoding, "replace")
    usual = sum(
        c in "\t\r\n" or " " <= c <= "~" or "\u00a0" <= c <= "\u024f" or "\u0400" <= c <= "\u052f"
        or "\u0900" <= c <= "\u097f" or "\u2010" <= c <= "\u2122"
        for c in text
    )  # fmt: skip
    return usual / max(len(text), 1)


def _candidates(data: bytes) -> Iterable[tuple[str, str]]:
    for name in ("cp1251", "koi8-r", "cp866", "cp1252"):
        yield name, data.decode(name, "replace")


def _score(text: str) -> float:
    """How much the letters outside ASCII look like words of a list."""
    total = 0.0
    for found in _PLAIN.finditer(text):
        before = text[found.start() - 1] if found.start() else " "
        after = text[found.end()] if found.end() < len(text) else " "
        total += _weigh(found.group(), _is_latin(before), _is_latin(after))
    return total


def _weigh(run: str, latin_before: bool, latin_after: bool) -> float:
    total, previous = 0.0, ""
    for letter in run:
        weight = _WEIGHTS.get(letter.lower())
        if weight is not None:
            total += weight
            if letter.isupper() and previous.islower():
                total += _CAPITAL_INSIDE
            previous = letter
        elif letter.lower() in _WESTERN:
            # In Western names such letters stand alone among plain ones.
            total += 1.0 if len(run) <= 2 and (latin_before or latin_after) else _BAD_SIGN
            previous = ""
        else:
            usual = letter in _USUAL_SIGNS
            total += 0.0 if usual else _FOREIGN_LETTER if letter.isalpha() else _BAD_SIGN
            previous = ""
    glued = (latin_before and run[0]) or (latin_after and run[-1]) or ""
    if glued.lower() in _WEIGHTS:
        total += _TWO_SCRIPTS
    return total


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
