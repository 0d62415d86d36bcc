"""Text out of a cell, made fit to keep: layout removed, everything doubtful only marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# What `domain.editing` takes for no part of a text; line breaks of all kinds are dealt with before.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_BREAK = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SPACES = re.compile(r"[^\S\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_TO_CONFIRM = re.compile(
    r"(?:tb[cadn]|(?:(?:name|nominee|nomination)s? )?(?:yet )?to be (?:confirmed|announced|decided|"
    r"nominated|informed|provided|intimated|notified)(?: later)?|(?:name|nomination)? ?awaited|"
    r"vacant|(?:кандидатура |имя |фио )?(?:уточняется|согласовывается|определяется)|уточн\.?|"
    r"на (?:уточнении|согласовании)|по согласованию|"
    r"(?:кандидатура |имя |фио )?будет (?:уточнен[оа]?|сообщен[оа]?|определен[оа]?)|"
    r"не определ[её]н[ао]?|вакансия|[-–—_.?*x]+|n\.?\s?/\s?a\.?|na|nil|н/д|нет данных|"
    r"अपुष्ट|बाद में|लागू नहीं)",
    re.IGNORECASE,
)
_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
    | {"#Н/Д", "#ССЫЛКА!", "#ЗНАЧ!", "#ДЕЛ/0!", "#ИМЯ?", "#ПУСТО!", "#ЧИСЛО!", "#BLOCKED!"}
)
# Letters that look alike in both alphabets, and what the other alphabet calls them.
_LATIN = "ABCEHKMOPTXYaceopxyk"
_CYRILLIC = "АВСЕНКМОРТХУасеорхук"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)


def tidy(text: str, *, lines: bool = False) -> str:
    """`text` without layout: white space single, nothing at the ends, accents composed.

    Control characters and marks that only steer the direction of writing are removed as well.
    `lines` keeps line breaks.
    """
    if is_plain(text):
        tidied = " ".join(text.split())
        return text if tidied == text else tidied  # of equal texts one is enough to keep
    text = _CONTROL.sub("", _BREAK.sub("\n", _ESCAPED.sub(_unescaped, text)))
    text = unicodedata.normalize("NFC", text)
    if lines:
        kept = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
        return "\n".join(line for line in kept if line)
    return " ".join(text.split())


def is_plain(text: str) -> bool:
    """Whether `text` holds nothing but printable ASCII, and so nothing but blanks to tidy."""
    return text.isascii() and "_" not in text and text.isprintable()


def has_control(text: str) -> bool:
    """Whether `text` holds a character that is neither text nor layout."""
    if _CONTROL.search(text) is not None:
        return True
    return "_x" in text and any(not _unescaped(found) for found in _ESCAPED.finditer(text))


def is_unconfirmed(text: str) -> bool:
    """Whether `text` only says that the value is not known yet, or that there is none."""
    return len(text) < 40 and _TO_CONFIRM.fullmatch(text) is not None


def is_error(text: str) -> bool:
    """Whether `text` is the error value of a formula."""
    return text.startswith("#") and text.upper() in _ERRORS


def unmixed(text: str) -> str:
    """`text` with look-alike letters of the other alphabet put right; "" where none stands in it.

    Only words are touched that mix the alphabets and become pure by the exchange.
    """
    if text.isascii():
        return ""
    changed = False
    out = text
    for word in set(_WORD.findall(text)):
        latin = sum(c < "\u0250" for c in word)
        cyrillic = sum("\u0400" <= c <= "\u04ff" for c in word)
        if not latin or not cyrillic or latin + cyrillic != len(word):
            continue
        pure = word.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)
        if _pure(pure):
            out = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", pure, out)
            changed = True
    return out if changed else ""


def uncapitalised(words: Iterable[str]) -> str:
    """Names in capitals as they are usually written; "" where none of the words is in capitals."""
    found = list(words)
    if not any(_shouting(word) for word in found):
        return ""
    return " ".join("-".join(map(_capital, w.split("-"))) if _shouting(w) else w for w in found)


def _shouting(word: str) -> bool:
    return word.isupper() and sum(c.isalpha() for c in word) > 2 and "." not in word


def _capital(part: str) -> str:
    return part[:1] + part[1:].lower()


def _pure(word: str) -> bool:
    return all(c < "\u0250" for c in word) or all("\u0400" <= c <= "\u04ff" for c in word)


def _unescaped(found: re.Match[str]) -> str:
    """What a cell means by _x000D_: a line break, or a character that no text holds.

    The reader of workbooks has put right already what Excel wrote like that. So what still stands
    there was written twice over by some other program; a letter was meant as it stands.
    """
    character = chr(int(found.group(1), 16))
    if character.isprintable():
        return found.group()
    return character if character in "\r\n\t" else ""
