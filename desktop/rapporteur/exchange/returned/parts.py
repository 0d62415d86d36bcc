"""Which text of a returned document is which paragraph: by the marks that went out with it.

A mark says which paragraph a text belongs to; the text itself is the whole paragraph of the
document, since words typed before or behind a bookmark stand outside it. What has no mark and
stands between the title and the signatures was added. Numbers in front of a text, notes of the
working draft, titles, signatures and annexes are no text of a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rapporteur.domain.editing import clean_text
from rapporteur.domain.protocol_marks import Mark, read_mark
from rapporteur.domain.returned_protocol import (
    ReturnedProtocol,
    ReturnedRemark,
    ReturnedText,
    WordDocument,
    WordLine,
)

# Styles of the program's own documents that no text of a paragraph stands in.
_NOTES = frozenset({"Protocol Note", "Draft Mark", "Page Edge", "Initials"})
_FURNITURE = ("Protocol Title", "Protocol Subtitle", "Protocol Signat", "Annex ", "Table ")

_NUMBER = re.compile(r"\s*(\d{1,3})(?:[.)]+\s+|[.)]*\s*\t\s*)")
_ONLY_NUMBER = re.compile(r"\s*(\d{0,3})[.)\s]*")
_BLANKS = re.compile(r" {2,}")
_SHARE = 4  # one letter in so many makes a text one of another script
_SCRIPTS = {"en": re.compile("[A-Za-z]"), "ru": re.compile("[А-Яа-яЁё]"),
            "hi": re.compile("[\u0900-\u097f]")}  # fmt: skip


def returned_protocol(document: WordDocument) -> ReturnedProtocol:
    """Sort the paragraphs of a document by the marks in it; by nothing where it has none."""
    pieces = [piece for at, line in enumerate(document.lines) for piece in _pieces(at, line)]
    marked = any(piece.mark is not None and piece.mark.uuid for piece in pieces)
    sorted_ = _Marked(pieces).sorted() if marked else list(_unmarked(pieces))
    return ReturnedProtocol(
        document.name,
        document.sha256,
        marked,
        tuple(_texts(sorted_)),
        tuple(_remarks(document, sorted_)),
        document.notices,
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """What of one line belongs together: from `start` to `end`, with the number cut off."""

    at: int  # of the line in the document
    line: WordLine = field(repr=False)
    start: int
    end: int
    mark: Mark | None = None
    number: str = ""
    language: str = ""
    after: str = ""
    sure: bool = True

    @property
    def text(self) -> str:
        cleaned = clean_text(self.line.text[self.start : self.end], lines=True)
        return _BLANKS.sub(" ", cleaned) if self.line.deleted else cleaned

    @property
    def uuid(self) -> str:
        return self.mark.uuid if self.mark is not None else ""

    @property
    def heading(self) -> bool:
        name = self.line.style.casefold()
        return "heading" in name or "заголовок" in name


def _pieces(at: int, line: WordLine) -> list[_Piece]:
    """One piece for each of our marks in a line; one without a mark where there is none."""
    if line.style in _NOTES:
        return []
    found = [(mark, a, b) for name, a, b in line.marks if (mark := read_mark(name)) is not None]
    if edges := [mark for mark, _, _ in found if mark.edge]:
        return [_Piece(at, line, 0, 0, edges[0], language=edges[0].language)]
    filled = [(mark, a) for mark, a, b in found if a < b]
    if not filled and line.text.strip():
        filled = [(mark, a) for mark, a, _ in found[:1]]
    if not filled:
        number, start = _number(line.text)
        return [_Piece(at, line, start, len(line.text), number=number)]
    filled.sort(key=lambda one: one[1])
    pieces = []
    ends = [a for _, a in filled[1:]] + [len(line.text)]
    for place, ((mark, start), end) in enumerate(zip(filled, ends, strict=True)):
        number, first = _number(line.text, start) if not place else ("", start)
        pieces.append(
            _Piece(at, line, first, end, mark, number, mark.language, sure=len(filled) == 1)
        )
    return pieces


def _number(text: str, start: int = 0) -> tuple[str, int]:
    """The number in front of a text whose mark begins at `start`, and where the text begins."""
    if start and (found := _ONLY_NUMBER.fullmatch(text, 0, start)):
        return found[1], start
    found = _NUMBER.match(text)
    return (found[1], found.end()) if found else ("", 0)


class _Marked:
    """The pieces of a document with marks, as they follow each other in each language."""

    def __init__(self, pieces: Iterable[_Piece]) -> None:
        self._pieces = list(_without_echoes(pieces))
        self._seen = {(one.uuid, one.language) for one in self._pieces if one.uuid}
        self._columns = self._languages_of_columns()
        self._edges = self._edges_of_languages()
        self._rows: dict[tuple[int, int], str] = {}
        for one in self._pieces:
            if one.uuid and one.line.table:
                self._rows.setdefault((one.line.table, one.line.row), one.uuid)

    def sorted(self) -> list[_Piece]:
        """Every piece that is a text of the Protocol, with its language and its place."""
        found = []
        flowing = ""  # the language of the text outside of tables
        last: dict[str, str] = {}
        for one in self._pieces:
            if one.mark is not None:
                flowing = flowing if one.line.table else one.language
            language = one.language or self._language(one, flowing)
            if not language or (one.mark is not None and one.mark.edge):
                continue
            if not one.uuid and not self._inside(one, language):
                continue
            piece = replace(one, language=language, after=last.get(language, ""))
            if not one.uuid and (beside := self._beside(one, language)):
                piece = replace(piece, mark=Mark(language, uuid=beside))
            if piece.uuid:
                last[language] = piece.uuid
            if piece.text:
                found.append(piece)
        return found

    def _language(self, one: _Piece, flowing: str) -> str:
        if not one.line.table:
            return flowing
        return self._columns.get((one.line.table, one.line.cell), "")

    def _languages_of_columns(self) -> dict[tuple[int, int], str]:
        votes: dict[tuple[int, int], Counter[str]] = {}
        for one in self._pieces:
            if one.mark is not None and one.line.table:
                place = (one.line.table, one.line.cell)
                votes.setdefault(place, Counter())[one.language] += 1
        return {place: found.most_common(1)[0][0] for place, found in votes.items()}

    def _edges_of_languages(self) -> dict[str, tuple[int, int]]:
        """The first and the last line of the text in each language."""
        found: dict[str, tuple[int, int]] = {}
        for one in self._pieces:
            if one.mark is not None and one.mark.uuid:
                first, last = found.get(one.language, (one.at, one.at))
                found[one.language] = (min(first, one.at), max(last, one.at))
        for one in self._pieces:
            if one.mark is None or not one.mark.edge or one.language not in found:
                continue
            first, last = found[one.language]
            begin = one.mark.edge == "begin"
            found[one.language] = (one.at, last) if begin else (first, max(last, one.at))
        return found

    def _inside(self, one: _Piece, language: str) -> bool:
        first, last = self._edges.get(language, (1, 0))
        return first < one.at < last

    def _beside(self, one: _Piece, language: str) -> str:
        """The paragraph in whose row a text without a mark stands, where its own is missing."""
        beside = self._rows.get((one.line.table, one.line.row), "") if one.line.table else ""
        return "" if (beside, language) in self._seen else beside


def _without_echoes(pieces: Iterable[_Piece]) -> Iterable[_Piece]:
    """Drop marks that only end at the beginning of a line, which happens to a whole paragraph."""
    seen: set[tuple[str, str]] = set()
    for one in pieces:
        key = (one.uuid, one.language)
        if one.uuid and key in seen and not _goes_on(one):
            number, start = _number(one.line.text)
            yield replace(one, mark=None, language="", number=number, start=start)
            continue
        seen.add(key)
        yield one


def _goes_on(one: _Piece) -> bool:
    """Whether the mark of a piece covers any text of its line."""
    return any(a < b and read_mark(name) == one.mark for name, a, b in one.line.marks)


def _unmarked(pieces: Iterable[_Piece]) -> Iterable[_Piece]:
    """Every line with words in it, by the script it is written in."""
    for one in pieces:
        language = _language_of(one.text)
        if language and not one.line.style.startswith(_FURNITURE):
            yield replace(one, language=language)


def _language_of(text: str) -> str:
    """The language by its script, "" without letters. A Russian text may be full of Latin names,
    but no English one begins with a Cyrillic letter or holds a share of them."""
    found = {code: len(pattern.findall(text)) for code, pattern in _SCRIPTS.items()}
    letters = sum(found.values())
    other = max(("ru", "hi"), key=lambda code: found[code])
    first = next((letter for letter in text if letter.isalpha()), "")
    if letters and (found[other] * _SHARE >= letters or _SCRIPTS[other].match(first)):
        return other
    return "en" if letters else ""


def _texts(pieces: Sequence[_Piece]) -> list[ReturnedText]:
    """Pieces as texts; those of one paragraph that follow each other are its lines."""
    found: list[ReturnedText] = []
    for one in pieces:
        before = next((t for t in reversed(found) if t.language == one.language), None)
        if one.uuid and before is not None and before.uuid == one.uuid:
            found[found.index(before)] = replace(
                before, text=f"{before.text}\n{one.text}",
                tracked=before.tracked + one.line.inserted + one.line.deleted,
            )  # fmt: skip
            continue
        found.append(
            ReturnedText(
                one.language, one.text, one.uuid, one.after, one.number, one.heading,
                one.line.table * 1_000_000 + one.line.row if one.line.table else 0,
                one.line.inserted + one.line.deleted, one.sure,
            )
        )  # fmt: skip
    return found


def _remarks(document: WordDocument, pieces: Sequence[_Piece]) -> list[ReturnedRemark]:
    """The comments, each at the paragraph beside which it begins."""
    places: dict[str, tuple[int, int, str]] = {}
    for at, line in enumerate(document.lines):
        for number, start, end in line.remarks:
            places.setdefault(number, (at, start, line.text[start:end]))
    found = []
    for one in document.remarks:
        at, start, quote = places.get(one.number, (-1, 0, ""))
        here = [piece for piece in pieces if piece.at == at]
        piece = next((p for p in here if p.start <= start < max(p.end, p.start + 1)), None)
        piece = piece or (here[0] if here else None)
        found.append(
            ReturnedRemark(
                clean_text(one.author),
                clean_text(one.text, lines=True),
                clean_text(quote),
                piece.uuid if piece else "",
                piece.language if piece else "",
            )
        )
    return found
