"""A4: real lists with something wrong in them; the same number gives the same file for ever.

A workbook is changed inside its parts, where a change is not caught by a checksum, or as a whole.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.hostile.workbooks import packed

LISTS = Path(__file__).parents[2] / "samples" / "lists"
# The parts that say something; the others are hit now and then.
_TELLING = re.compile(r"sheet\d+\.xml|sharedStrings|workbook\.xml|styles|content\.xml")
_TAG = re.compile(rb"<[^<>?!]+>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"<>]*)"')
_TEXT = re.compile(rb">([^<>]+)<")
_ELEMENTS = (
    rb"<c [^<>]*/>|<c [^<>]*>.*?</c>", rb"<row .*?</row>", rb"<si>.*?</si>", rb"<xf [^<>]*/>",
    rb"<sheet [^<>]*/>", rb"<v>.*?</v>", rb"<t>.*?</t>",
    rb"<table:table-cell [^<>]*>.*?</table:table-cell>", rb"<text:p>.*?</text:p>",
    rb"<table:table-row.*?</table:table-row>",
)  # fmt: skip
_NASTY = (
    b"", b"0", b"-1", b"1", b"2147483648", b"99999999999999999999", b"1e999", b"-1e-400", b"nan",
    b"inf", b"0x10", b"A1", b"XFD1048576", b"A0", b"ZZZZ9", b"1.5", b"45000.75", b"-45000", b"true",
    b"e", b"s", b"str", b"inlineStr", b"d", b"b", b"n", b"&#x0;", b"&#xD;", b"&amp;lt;", b"&bogus;",
    b"_x0041_", b"_x000D_", b" ", b"\t\n", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbf\xbe", b"=1+1",
    "\u202egnp".encode(), "\U0001f600".encode(), b"x" * 40_000, b"2025-08-06", b"#REF!",
)  # fmt: skip

_OTHERS = (".ods", ".xls", ".xlsm")
_SHARE_OF_OTHERS = 0.25
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866")

Parts = dict[str, bytes]


@dataclass(frozen=True)
class Mutant:
    """A list with something wrong in it: which list, what was done to it, and the bytes."""

    source: str
    done: tuple[str, ...]
    data: bytes


class Mutator:
    """Makes mutants out of the lists it was given."""

    def __init__(self, lists: Sequence[Path] | None = None) -> None:
        found = lists or [*sorted(LISTS.glob("suite/*.xlsx")), LISTS / "messy-80.xlsx"]
        self._lists = [(path.name, path.read_bytes()) for path in found]
        others = [path for path in sorted(LISTS.glob("formats/*")) if path.suffix in _OTHERS]
        self._others = [*((path.name, path.read_bytes()) for path in others), *_texts()]

    def mutant(self, number: int) -> Mutant:
        """The mutant with this number."""
        chance = random.Random(number)
        lists = self._others if chance.random() < _SHARE_OF_OTHERS else self._lists
        name, data = chance.choice(lists)
        done = []
        if data.startswith(b"PK") and chance.random() < 0.9:
            data, done = _in_parts(data, chance)
        if not done:
            data, done = _as_bytes(data, chance)
        return Mutant(name, tuple(done), data)


def _texts() -> list[tuple[str, bytes]]:
    """The same list as text in several encodings, and as a web page."""
    rows = [["N", "ФИО", "Должность", "Name", "E-mail"]]
    rows += [
        [
            str(n),
            f"Груздев Алексей {n}",
            'Директор; "главный"',
            f"Anil Rao {n}",
            f"a{n}@example.org",
        ]
        for n in range(1, 40)
    ]
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in rows]
    text = "\r\n".join(";".join(row) for row in quoted)
    lines = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in rows)
    page = f"<html><meta charset='utf-8'><table border=1>{lines}</table></html>"
    return [
        *((f"{name}.csv", text.encode(name)) for name in _ENCODINGS),
        ("page.html", page.encode()),
    ]


def _in_parts(data: bytes, chance: random.Random) -> tuple[bytes, list[str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    done = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        way = chance.choices(list(_WAYS), weights=[weight for weight, _ in _WAYS.values()])[0]
        _WAYS[way][1](parts, chance)
        done.append(way)
    return packed(parts), done


def _as_bytes(data: bytes, chance: random.Random) -> tuple[bytes, list[str]]:
    """The file as a whole: bytes flipped, its end or its middle gone, a piece twice."""
    kind = chance.choice(("bytes of the file", "end of the file", "middle", "piece twice", "signs"))
    first, second = sorted(chance.randrange(len(data)) for _ in range(2))
    if kind == "bytes of the file":
        return _flipped(data, chance, 20), [kind]
    if kind == "end of the file":
        return data[:second], [kind]
    if kind == "middle":
        return data[:first] + data[second:], [kind]
    if kind == "piece twice":
        return data[:second] + data[first:], [kind]
    return data[:first] + chance.choice(_NASTY) + data[first:], [kind]


def _flipped(data: bytes, chance: random.Random, most: int) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, most)):
        if out:
            out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _pick(parts: Parts, chance: random.Random) -> str:
    telling = [name for name in parts if _TELLING.search(name)]
    return chance.choice(telling if telling and chance.random() < 0.85 else list(parts))


def _bytes(parts: Parts, chance: random.Random) -> None:
    name = _pick(parts, chance)
    parts[name] = _flipped(parts[name], chance, 5)


def _cut(parts: Parts, chance: random.Random) -> None:
    name = _pick(parts, chance)
    parts[name] = parts[name][: chance.randrange(len(parts[name]) + 1)]


def _tag(parts: Parts, chance: random.Random) -> None:
    """A tag lost, twice, in another's place, or under another name."""
    name = _pick(parts, chance)
    tags = list(_TAG.finditer(parts[name]))
    if not tags:
        return
    tag, other = chance.choice(tags), chance.choice(tags)
    new = chance.choice((b"", tag.group() * 2, other.group(), tag.group().replace(b"<", b"<x", 1)))
    parts[name] = parts[name][: tag.start()] + new + parts[name][tag.end() :]


def _element(parts: Parts, chance: random.Random) -> None:
    """A whole cell, row or string lost, or twice: what stays is well-formed."""
    name = _pick(parts, chance)
    found = list(re.finditer(chance.choice(_ELEMENTS), parts[name], re.DOTALL))
    if not found:
        return
    one, other = chance.choice(found), chance.choice(found)
    new = chance.choice((b"", one.group() * 2, other.group()))
    parts[name] = parts[name][: one.start()] + new + parts[name][one.end() :]


def _attribute(parts: Parts, chance: random.Random) -> None:
    """An attribute with another value, with that of another, lost, or twice."""
    name = _pick(parts, chance)
    found = list(_ATTRIBUTE.finditer(parts[name]))
    if not found:
        return
    one, other = chance.choice(found), chance.choice(found)
    value = chance.choice((*_NASTY, other.group(2), other.group(2)))
    new = chance.choice(
        (b'%s="%s"' % (one.group(1), value), b"", b'x%s="1"' % one.group(1),
         one.group() + b" " + one.group())
        if chance.random() < 0.3
        else (b'%s="%s"' % (one.group(1), value),)
    )  # fmt: skip
    parts[name] = parts[name][: one.start()] + new + parts[name][one.end() :]


def _text(parts: Parts, chance: random.Random) -> None:
    """What stands between two tags."""
    name = _pick(parts, chance)
    found = list(_TEXT.finditer(parts[name]))
    if not found:
        return
    one, other = chance.choice(found), chance.choice(found)
    new = chance.choice((*_NASTY, other.group(1), _flipped(one.group(1), chance, 2)))
    parts[name] = parts[name][: one.start(1)] + new + parts[name][one.end(1) :]


def _lost_part(parts: Parts, chance: random.Random) -> None:
    del parts[_pick(parts, chance)]


def _part_twice(parts: Parts, chance: random.Random) -> None:
    name = _pick(parts, chance)
    parts[chance.choice((name.replace(".xml", "9.xml"), name.upper(), f"x/{name}"))] = parts[name]


def _swapped(parts: Parts, chance: random.Random) -> None:
    one, other = _pick(parts, chance), _pick(parts, chance)
    parts[one], parts[other] = parts[other], parts[one]


_WAYS: dict[str, tuple[int, Callable[[Parts, random.Random], None]]] = {
    "bytes": (14, _bytes),
    "cut": (5, _cut),
    "tag": (8, _tag),
    "element": (25, _element),
    "attribute": (28, _attribute),
    "text": (25, _text),
    "lost part": (3, _lost_part),
    "part twice": (3, _part_twice),
    "parts exchanged": (3, _swapped),
}
