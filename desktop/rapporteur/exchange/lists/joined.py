"""Cells in which several fields stand: taken apart where it is clear, left whole where it is not.

A list that says "Должность, место работы" over a column, or "Arrival (flight, date and time)",
has several fields in every cell. The parts found are the sender's own words; nothing is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rapporteur.domain.dates import ParsedDate, parse_time
from rapporteur.domain.names import is_cyrillic, is_devanagari, is_honorific
from rapporteur.exchange.lists.vocabulary import (
    is_designation,
    is_organisation,
    is_role,
    leads_with_post,
)

_DATE = re.compile(
    r"(?<!\d)(\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d|"
    r"\d{1,2}(?:st|nd|rd|th)?[ .-]{1,2}[^\W\d_]{3,9}\.?,?[ .-]{1,2}\d{4}|"
    r"[^\W\d_]{3,9}\.? \d{1,2},? \d{4})(?!\d)(?:[^\S\n]*г\.?(?:[^\S\n]*р\.?)?(?!\w))?",
)
_TIME = re.compile(
    r"(?<![\d.])\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?![\d.])(?:\s*(?:hrs?|ч)(?!\w)\.?)?|"
    r"(?<!\d)\d{4}\s*(?:hrs?|hours)\.?",
    re.IGNORECASE,
)
_FLIGHT = re.compile(r"(?<!\w)(?:[A-ZА-Я]{2,3}|[A-Z]\d|\d[A-Z])\s?-?\s?\d{2,4}(?!\w)")
_TERMINAL = re.compile(
    r"(?<!\w)(?:T-?\d[A-Z]?|(?:terminal|терминал)\s+\w{1,2})(?!\w)", re.IGNORECASE
)
_JOURNEY_WORDS = re.compile(
    r"(?<!\w)(?:рейс\w*|в|время|дата|flight|no\.|at|time|date|hrs?)(?!\w)[.:]?", re.IGNORECASE
)
_AROUND = " \t\n,;:/|()–—-"
_JOINTS = re.compile(r"\s*[\n;]\s*|\s*,\s+|\s+[/|–—-]\s+")
_TIGHT_JOINTS = re.compile(r"\s*[\n;/|]\s*|\s*,\s+|\s+[–—-]\s+")
_SCRIPTS_APART = re.compile(r"\s*[\n/|]\s*|\s*\((?=[^()]+\)$)")
_NUMBERING = re.compile(r"^\d{1,3}\s*[.)]\s*(?=[^\W\d])")

ReadDate = Callable[[str], ParsedDate | None]


def dates_in(text: str, parse: ReadDate) -> tuple[list[str], str]:
    """The dates that stand in `text`, in ISO form, and the text without them."""
    found: list[str] = []
    rest, end = "", 0
    for match in _DATE.finditer(text):
        parsed = parse(match.group(1))
        if parsed is not None:
            found.append(parsed.value.isoformat())
            rest, end = f"{rest}{text[end : match.start()]} ", match.end()
    return found, rest + text[end:]


def journey(text: str, way: str, parse: ReadDate) -> tuple[dict[str, str], str]:
    """Date, time, flight and terminal by field key, and the text that is none of them.

    `way` is "arrival" or "departure". What stands twice in the cell is left in the text.
    """
    found: dict[str, str] = {}
    dates, rest = dates_in(text, parse)
    if len(dates) == 1:
        found[f"{way}_date"] = dates[0]
    elif dates:
        return {}, text
    for name, pattern in (("time", _TIME), ("terminal", _TERMINAL), ("flight", _FLIGHT)):
        matches = pattern.findall(rest)
        value = (parse_time(matches[0]) or "") if matches and name == "time" else "".join(matches)
        if len(matches) == 1 and value:
            found[f"{way}_{name}"] = value
            rest = pattern.sub(" ", rest)
    return found, _JOURNEY_WORDS.sub(" ", rest).strip(_AROUND)


def date_and_place(text: str, parse: ReadDate) -> tuple[str, str] | None:
    """Date and place of birth that stand together; None where that is not what `text` is."""
    dates, rest = dates_in(text, parse)
    place = " ".join(rest.split()).strip(_AROUND)
    if len(dates) != 1 or not place or any(c.isdigit() for c in place):
        return None
    return dates[0], place


def post_and_organisation(
    text: str, *, promised: bool = False, body_first: bool = False
) -> tuple[str, str]:
    """The two parts of "Director, Ministry of Mines"; all of it is the post where it is unclear.

    `promised` where the heading of the column says that both stand in it: then they may stand
    the other way round, and the body need not be one that is known by its words. `body_first`
    where the heading names the organisation before the post.
    """
    joints = list((_TIGHT_JOINTS if promised else _JOINTS).finditer(text))
    ends = [*(j.start() for j in joints[1:]), len(text)]
    pieces = [(j, text[j.end() : end]) for j, end in zip(joints, ends, strict=False)]
    for joint, piece in pieces:
        before = text[: joint.start()]
        if is_organisation(piece) and not leads_with_post(piece) and is_designation(before):
            return _line(before), _line(text[joint.end() :])
    if promised and pieces:
        first = text[: joints[0].start()]
        at = next((j for j, piece in pieces if leads_with_post(piece)), None)
        known = is_organisation(first) and not leads_with_post(first)
        if known or (body_first and at and not leads_with_post(first)):
            return (_line(text[at.end() :]), _line(text[: at.start()])) if at else ("", _line(text))
        lines = [pair for pair in pieces if "\n" in pair[0].group()]
        for joint, piece in lines or pieces:
            if _opens_a_body(piece):
                return _line(text[: joint.start()]), _line(text[joint.end() :])
    return " ".join(text.split()), ""


def _opens_a_body(piece: str) -> bool:
    """Whether a piece could be the name of a body: no degree, no further post."""
    first = piece[:1]
    name = first in "«\"“„'" or first.isupper() or is_devanagari(piece)
    return name and not leads_with_post(piece) and "." not in piece[:5]


def _line(text: str) -> str:
    """The lines of one field in one line."""
    return ", ".join(filter(None, (line.strip(" ,;") for line in text.split("\n"))))


def without_role(text: str) -> tuple[str, str]:
    """A post without the place in the delegation that stands beside it, and that place.

    "Secretary, DPIIT (Head of Delegation)" gives the two; a post that is a role as well, such
    as "Adviser", is no role here: only what speaks of the delegation is.
    """
    for pattern in (r"\s*\(([^()]+)\)$", r"[,;]\s*([^,;]+)$", r"\s+[–—-]\s+(.+)$", r"^(.+)$"):
        found = re.search(pattern, text)
        if found and is_role(found.group(1)) and _speaks_of_delegation(found.group(1)):
            return text[: found.start()].rstrip(" ,;–—-"), found.group(1).strip()
    return text, ""


def _speaks_of_delegation(text: str) -> bool:
    folded = text.casefold()
    return any(word in folded for word in ("delegat", "делегац", "chair", "сопредсед", "प्रतिनिधि"))


def without_number(text: str) -> str:
    """A name without the numbering before it: "1. Груздев" is Груздев."""
    return _NUMBERING.sub("", text, count=1) if text[:1].isdigit() else text


def two_scripts(text: str) -> tuple[str, str] | None:
    """The two halves of a cell that says one thing in two scripts; None for any other text."""
    if text.isascii():
        return None
    halves = [half.strip(" ()") for half in _SCRIPTS_APART.split(text) if half.strip(" ()")]
    if len(halves) != 2 or not all(len(half.split()) > 1 for half in halves):
        return None
    first, second = (script(half) for half in halves)
    return (halves[0], halves[1]) if first != second and "" not in (first, second) else None


def script(text: str) -> str:
    """In which script `text` is written, "" for a mixture."""
    letters = [c for c in text if c.isalpha()]
    if letters and all(c < "\u0250" for c in letters):
        return "latin"
    if is_devanagari(text):
        return "" if any(c < "\u0530" for c in letters) else "devanagari"
    return "cyrillic" if is_cyrillic(text) and all(c > "\u03ff" for c in letters) else ""


def people_named(text: str) -> int:
    """How many people a cell names line by line, each with a number or a form of address."""
    if "\n" not in text:
        return 1
    lines = [line for line in text.split("\n") if line]
    opened = [
        len(line.split()) > 1
        and (bool(_NUMBERING.match(line)) or is_honorific(line.split()[0]))
        and not is_designation(line)
        for line in lines
    ]
    scripts = {script(without_number(line)) for line in lines}
    return len(lines) if len(lines) > 1 and all(opened) and len(scripts) == 1 else 1
