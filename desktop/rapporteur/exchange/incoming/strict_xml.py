"""XML that means the same to every reader: complete, and with nothing hidden between its tags.

The reader of values forgives a sheet that ends in the middle and would give back half a list
without a word. So each part that is read goes through a strict parser on the way. The patterns
that look for details know one way of writing a tag; what is written in another way is written
anew for them. Runs in the reading process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.parsers import expat

from rapporteur.exchange.incoming.limits import Refused

# Comments, literal sections, instructions, and attributes with other quotes or with spaces. A
# text may hold these letters too; then the writing anew was not needed and does no harm.
# By the one letter that is looked for first, since that goes ten times as fast.
_UNUSUAL = {
    b"!": (b"<!",), b"'": (b"='",), b"\t": (b"\t=", b"=\t"), b"\n": (b"\n=", b"=\n"),
    b"\r": (b"\r=", b"=\r"), b" ": (b" =", b"= "),
}  # fmt: skip

# Python's own function for this would load all that speaks to the network, for every reading.
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_VALUE = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


class UnusualXml(Exception):  # noqa: N818 - what it is; nothing is wrong with it
    """XML, but written in a way that the patterns do not know."""


def complete(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Pass the chunks of one part on; Refused "damaged" where they are not XML to the end."""
    parser = expat.ParserCreate("utf-8")
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield chunk
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused("damaged") from error


def usual(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """`complete`, and UnusualXml where patterns could only be trusted with what `rewritten`
    makes of it.
    """
    start, last = len(b"<?xml"), b""
    for chunk in complete(chunks):
        if _is_unusual(chunk) or _is_unusual(last + chunk[:1]) or chunk.find(b"<?", start) >= 0:
            raise UnusualXml
        start, last = 0, chunk[-1:]
        yield chunk


def _is_unusual(chunk: bytes) -> bool:
    marks = (m for letter, found in _UNUSUAL.items() if letter in chunk for m in found)
    return any(mark in chunk for mark in marks)


def rewritten(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same elements, attributes and texts, written in the usual way; no comments."""
    out: list[str] = []

    def begins(tag: str, attributes: Mapping[str, str]) -> None:
        found = "".join(f' {key}="{_quoted(value)}"' for key, value in attributes.items())
        out.append(f"<{tag}{found}>")

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = begins
    parser.EndElementHandler = lambda tag: out.append(f"</{tag}>")
    parser.CharacterDataHandler = lambda text: out.append(text.translate(_IN_TEXT))
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield "".join(out).encode()
            out.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused("damaged") from error
    yield "".join(out).encode()


def _quoted(value: str) -> str:
    return value.translate(_IN_VALUE)
