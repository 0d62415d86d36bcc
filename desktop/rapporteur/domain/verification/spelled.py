"""Numbers in words and in Roman letters, put in figures so that one reader finds them all.

"two hundred" and "двести" become "200", right-aligned in as many letters as the words have, so
that every place in the text stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ENGLISH = """
1 one first once; 2 two second secondly twice both double; 3 three third thirds thirdly thrice
4 four fourth; 5 five fifth; 6 six sixth; 7 seven seventh; 8 eight eighth; 9 nine ninth
10 ten tenth; 11 eleven eleventh; 12 twelve twelfth; 13 thirteen thirteenth
14 fourteen fourteenth; 15 fifteen fifteenth; 16 sixteen sixteenth; 17 seventeen seventeenth
18 eighteen eighteenth; 19 nineteen nineteenth; 20 twenty twentieth; 30 thirty thirtieth
40 forty fortieth; 50 fifty fiftieth; 60 sixty sixtieth; 70 seventy seventieth
80 eighty eightieth; 90 ninety ninetieth; 100 hundred hundredth
"""
_HINDI = """
1 एक पहला पहली पहले; 2 दो दूसरा दूसरी दूसरे दोनों; 3 तीन तीसरा तीसरी तीसरे; 4 चार चौथा चौथी चौथे
5 पाँच पांच; 6 छह; 7 सात; 8 आठ; 9 नौ; 10 दस; 20 बीस; 100 सौ
"""
# Russian words by their stems: each takes the endings that its kind has.
_ORDINAL = "ый ий ой ого его ому ему ым им ом ем ая ей ую ое ые ых ыми"
_RUSSIAN = (
    (1, "перв", _ORDINAL), (1, "во-перв", "ых"), (1, "од", "ин на но ного ному ним ной ну"),
    (2, "втор", _ORDINAL), (2, "во-втор", "ых"), (2, "дв", "а е ух ум умя ое оих ажды"),
    (2, "вдвое", ""), (2, "об", "а е оих еих оим еим оими еими"),
    (3, "трет", "ий ьего ьему ьим ьем ья ьей ью ье ьи ьих ь и ей"), (3, "в-треть", "их"),
    (3, "тр", "и ёх ех ём ем емя ое оих ижды"), (3, "втрое", ""),
    (4, "четыр", "е ёх ех ём ем ьмя"), (4, "четверт", _ORDINAL), (4, "четвёрт", _ORDINAL),
    (40, "сорок", "а"), (90, "девяност", "о а"), (100, "ст", "о а"), (200, "дв", "ести ухсот"),
    (300, "тр", "иста ёхсот ехсот"), (400, "четыр", "еста ёхсот ехсот"),
    (500, "пят", "ьсот исот"), (600, "шест", "ьсот исот"), (700, "сем", "ьсот исот"),
    *(
        (number, stem, f"ь и ью {_ORDINAL}")
        for number, stem in (
            (5, "пят"), (6, "шест"), (9, "девят"), (10, "десят"), (11, "одиннадцат"),
            (12, "двенадцат"), (13, "тринадцат"), (14, "четырнадцат"), (15, "пятнадцат"),
            (16, "шестнадцат"), (17, "семнадцат"), (18, "восемнадцат"), (19, "девятнадцат"),
            (20, "двадцат"), (30, "тридцат"),
        )
    ),
    (7, "сем", "ь и ью"), (7, "седьм", _ORDINAL), (8, "вос", "емь ьми емью ьмой ьмого ьмая ьмом"),
    *(
        (number, stem, "ьдесят идесяти")
        for number, stem in ((50, "пят"), (60, "шест"), (70, "сем"), (80, "вос"))
    ),
    (80, "восем", "ьдесят"),
)  # fmt: skip
# "twice", "оба": they answer for a number in the other language, which need not have one.
_LOOSE = frozenset({
    "once", "twice", "thrice", "both", "double", "secondly", "thirdly", "дважды", "трижды",
    "вдвое", "втрое", "двое", "двоих", "трое", "троих", "об", "оба", "обе", "обоих", "обеих",
    "обоим", "обеим", "обоими", "обеими", "во-вторых", "в-третьих", "दोनों",
})  # fmt: skip
_COMPOUND = re.compile(
    r"(?P<number>двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти)"
    r"(?=лет|год|дн|месяч|недел|ступен|этап|кратн|уровн|тысяч)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?:во-вторых|в-третьих|во-первых)|[^\W\d_\u0900-\u097f]+|[\u0900-\u097f]+",
                    re.IGNORECASE)  # fmt: skip
_JOINT = re.compile(r"[ \u00a0\n]|[-‑–]|[ \u00a0](?:and|и)[ \u00a0]")
_HALF_AFTER = re.compile(
    r"[ \u00a0-]and[ \u00a0-]a[ \u00a0-]half(?!\w)|[ \u00a0]с[ \u00a0]половиной(?!\w)",
    re.IGNORECASE,
)
_ONE_AND_HALF = re.compile(
    r"(?<!\w)(?:пол[уо]?тор[аы]?(?:х)?|полуторн?\w{0,3}|डेढ़)(?!\w)", re.IGNORECASE
)
_NO_SECOND = re.compile(r"(?:per|a|every|each|split) $", re.IGNORECASE)
_ROMAN = re.compile(r"(?<![\w.’'])[IVXІХ]{1,7}(?![\w’'])")
_VALID = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_LETTERS = {"I": 1, "V": 5, "X": 10}
_LATIN = str.maketrans("ІХ", "IX")
_TENS, _HUNDRED = 20, 100


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number that is spelt out at `start` to `end`. A `loose` one is not missed elsewhere."""

    value: str
    start: int
    end: int
    loose: bool = False


def _table() -> dict[str, int]:
    found = {}
    for line in (_ENGLISH + _HINDI).replace(";", "\n").split("\n"):
        number, *words = line.split() or ["0"]
        found.update(dict.fromkeys(words, int(number)))
    for value, stem, endings in _RUSSIAN:
        found.update({stem + ending: value for ending in endings.split() or [""]})
    return found


_VALUES = _table()


def spelled(text: str) -> list[Spelled]:
    """All numbers in words, in their order; "twenty-five" is one of them."""
    found: list[Spelled] = []
    for match in _TOKEN.finditer(text):
        word = match[0].casefold()
        value = _VALUES.get(word)
        if value is None or (
            word == "second" and _NO_SECOND.search(text[max(0, match.start() - 6) : match.start()])
        ):
            continue
        loose = value == 1 or word in _LOOSE
        now = Spelled(str(value), match.start(), match.end(), loose)
        if found and (joined := _joined(text, found[-1], now)) is not None:
            found[-1] = joined
        else:
            found.append(now)
    found = [_with_half(text, one) for one in found]
    for half in _ONE_AND_HALF.finditer(text):
        found.append(Spelled("1.5", half.start(), half.end()))
    for part in _COMPOUND.finditer(text):
        value = _VALUES[part["number"].casefold()]
        found.append(Spelled(str(value), part.start(), part.end(), loose=True))
    return sorted(found, key=lambda one: one.start)


def in_figures(text: str, numbers: list[Spelled]) -> str:
    """The text with its spelt numbers in figures, every other letter in its place."""
    pieces, at = [], 0
    for one in numbers:
        if one.start < at:
            continue
        pieces += [text[at : one.start], one.value.rjust(one.end - one.start)]
        at = one.end
    return "".join((*pieces, text[at:]))


def romans(text: str) -> Iterator[Spelled]:
    """Numbers in Roman letters, be the X a Cyrillic one; a lone letter is loose if it may be
    another thing, such as an initial."""
    for match in _ROMAN.finditer(text):
        letters = match[0].translate(_LATIN)
        if _VALID.fullmatch(letters):
            after = text[match.end() : match.end() + 1]
            loose = len(letters) == 1 and (letters == "I" or after in (".", "-", "‑"))
            yield Spelled(str(_roman(letters)), match.start(), match.end(), loose)


def _roman(letters: str) -> int:
    values = [_LETTERS[letter] for letter in letters]
    return sum(
        -one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)
    )


def _joined(text: str, before: Spelled, now: Spelled) -> Spelled | None:
    """Two words that are one number: "twenty-five", "two hundred", "сто двадцать"."""
    if not _JOINT.fullmatch(text, before.end, now.start):
        return None
    first, second = int(before.value), int(now.value)
    plain = "and" not in text[before.end : now.start] and "и" not in text[before.end : now.start]
    after_hundreds = first >= _HUNDRED and first % _HUNDRED == 0 and second < _HUNDRED
    after_tens = first % 10 == 0 and first % _HUNDRED >= _TENS and second < 10 and plain
    if second == _HUNDRED and first < 10 and text[now.start].isascii():
        value = first * _HUNDRED
    elif after_hundreds or after_tens:
        value = first + second
    else:
        return None
    return Spelled(str(value), before.start, now.end)


def _with_half(text: str, one: Spelled) -> Spelled:
    """ "two and a half" as one number."""
    half = _HALF_AFTER.match(text, one.end)
    return Spelled(f"{one.value}.5", one.start, half.end()) if half else one
