"""The facts of a session in one text file: what `rapporteur new --facts` and the sample read.

TOML, described in resources/samples/README.md. Everything is checked before anything is made,
and a refusal names the file, the line, the table and the key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.editing import clean_text
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Catalogue, Field, Kind
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.names import split_name
from rapporteur.domain.sessions import SESSION, SIDE, SIDE_PRESETS, join_list, split_list
from rapporteur.paths import resource
from rapporteur.services.values import canonical

SAMPLE = "samples/eleventh-session.toml"

_MAX_BYTES = 20_000_000
_CODES = tuple(language.code for language in LANGUAGES)
_NAME_PARTS = frozenset({"family_name", "given_name", "patronymic", "name_order"})
_NOT_GIVEN = frozenset({Kind.IMAGE, Kind.MOMENT, Kind.REFERENCE})
_TABLES = ("session", "sides", "sub_groups", "delegates")
_DEFAULT_LANGUAGES = "en; ru"

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\s]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r'\s*"?([\w-]+)"?\s*(?:\.[\w.]+\s*)?=')
_SYNTAX_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class SubGroupName:
    """The name of a sub-group per language of the texts; English is needed."""

    en: str
    ru: str = ""
    hi: str = ""


@dataclass(frozen=True, slots=True)
class DelegateFacts:
    """A delegate to be created. `side` is 0 or 1; `values` are canonical, by field key."""

    side: int
    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything needed to make a session. All values are canonical, by field key.

    `delegates` stand in protocol order within their side.
    """

    session: Mapping[str, str]
    sides: tuple[Mapping[str, str], Mapping[str, str]]
    sub_groups: Sequence[SubGroupName] = ()
    delegates: Sequence[DelegateFacts] = field(default=(), repr=False)


def load_facts(path: Path) -> Facts:
    """Read `path`. Raises UserError "facts.*" with file, line and key; nothing is made then."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise UserError(
            "facts.unreadable",
            f"The facts file {path} cannot be read: {error.strerror}.",
            safe="Nothing was made.",
            advice="Check the name and the rights of the file.",
        ) from error
    if len(data) > _MAX_BYTES:
        raise UserError(
            "facts.too_large",
            f"The facts file {path} is larger than {_MAX_BYTES // 1_000_000} MB.",
            safe="Nothing was made.",
            advice="Import long lists of delegates as workbooks instead.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(
            "facts.encoding",
            f"The facts file {path} is not UTF-8 text (line {line}).",
            safe="Nothing was made.",
            advice="Save it with the encoding UTF-8.",
            place=f"{path.name}:{line}",
        ) from error
    return parse_facts(text, path.name)


def sample_facts() -> Facts:
    """The facts of the sample session that comes with the program."""
    return load_facts(resource(SAMPLE))


def parse_facts(text: str, name: str = "facts") -> Facts:
    """Like `load_facts`, for text already in hand; `name` stands in the messages."""
    text = text.replace("\r\n", "\n")
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(error, text, name) from error
    except RecursionError as error:
        raise UserError(
            "facts.syntax", f"{name} is nested too deeply.", safe="Nothing was made."
        ) from error
    return _Reader(text, name).facts(document)


def check_dates(values: Mapping[str, str]) -> str:
    """What contradicts in the dates of a session, as a sentence; "" where nothing does."""
    start, end = values.get("start_date", ""), values.get("end_date", "")
    if start and end and end < start:
        return "The last day lies before the first day."
    previous = values.get("previous_date", "")
    if start and previous and previous >= start:
        return "The previous session does not lie before this one."
    return ""


def known_time_zone(name: str) -> bool:
    """Whether the tz database of this computer has the zone `name`."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _syntax_error(error: tomllib.TOMLDecodeError, text: str, name: str) -> UserError:
    shown = str(error)
    found = _SYNTAX_PLACE.search(shown)
    line = int(found.group(1)) if found and found.group(1) else text.count("\n") + 1
    return UserError(
        "facts.syntax",
        f"{name}, line {line}: {_SYNTAX_PLACE.sub('', shown)}.",
        safe="Nothing was made.",
        advice="Texts stand in quotation marks, and each key appears once per table.",
        place=f"{name}:{line}",
    )


class _Reader:
    """Turns one parsed document into Facts and knows where in the text each key stands."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = _key_lines(text)

    def facts(self, document: Mapping[str, object]) -> Facts:
        self._known("", 0, document, _TABLES)
        session = self._session(document.get("session"))
        sides = self._tables("sides", document.get("sides", []))
        if len(sides) != 2:
            raise self._error(
                "", 0, "sides", "missing", f"There must be two sides, not {len(sides)}."
            )
        first, second = (self._side(i, table) for i, table in enumerate(sides))
        self._pair(first, second)
        codes = (first["code"].casefold(), second["code"].casefold())
        honorifics = (first.get("honorifics", ""), second.get("honorifics", ""))
        delegates = [
            DelegateFacts(side, self._delegate(where, at, table, split_list(honorifics[side])))
            for where, at, side, table in self._people(document, sides, codes)
        ]
        groups = document.get("sub_groups", [])
        return Facts(session, (first, second), self._sub_groups(groups), tuple(delegates))

    def _session(self, table: object) -> dict[str, str]:
        if not isinstance(table, dict):
            raise self._error("", 0, "session", "missing", "The table [session] is missing.")
        values = {"languages": _DEFAULT_LANGUAGES} | self._values("session", 0, table, SESSION)
        values.setdefault("end_date", values.get("start_date", ""))
        self._required("session", 0, values, SESSION)
        if contradiction := check_dates(values):
            raise self._error("session", 0, "end_date", "dates", contradiction)
        if values.get("time_zone") and not known_time_zone(values["time_zone"]):
            problem = "This is no time zone of the tz database, such as Asia/Kolkata."
            raise self._error("session", 0, "time_zone", "value", problem)
        return values

    def _side(self, at: int, table: Mapping[str, object]) -> dict[str, str]:
        own = {k: v for k, v in table.items() if k not in {"preset", "delegates"}}
        values: dict[str, str] = {}
        if (wanted := table.get("preset")) is not None:
            known = {preset.country.casefold(): preset for preset in SIDE_PRESETS}
            if not isinstance(wanted, str) or wanted.casefold() not in known:
                names = ", ".join(preset.country for preset in SIDE_PRESETS)
                raise self._error("sides", at, "preset", "value", f"The presets are: {names}.")
            values |= known[wanted.casefold()].values
        values |= self._values("sides", at, own, SIDE, extra=("preset", "delegates"))
        self._required("sides", at, values, SIDE)
        return values

    def _pair(self, first: Mapping[str, str], second: Mapping[str, str]) -> None:
        """What must not be equal on both sides."""
        for key, problem in (
            ("code", "Both sides have the same code."),
            ("host", "Both sides are the host; one of them at most can be."),
            ("ours", "Both sides are ours; one of them at most can be."),
        ):
            if first.get(key) and first.get(key, "").casefold() == second.get(key, "").casefold():
                raise self._error("sides", 1, key, "value", problem)

    def _people(
        self,
        document: Mapping[str, object],
        sides: Sequence[Mapping[str, object]],
        codes: tuple[str, str],
    ) -> Iterator[tuple[str, int, int, dict[str, object]]]:
        """Each delegate's table: where it stands, which one there, its side, its content."""
        at = 0
        for side, table in enumerate(sides):
            for person in self._tables("sides.delegates", table.get("delegates", [])):
                yield "sides.delegates", at, side, person
                at += 1
        for at, person in enumerate(self._tables("delegates", document.get("delegates", []))):
            rest = dict(person)
            code = rest.pop("side", None)
            if not isinstance(code, str) or code.casefold() not in codes:
                raise self._error(
                    "delegates", at, "side", "value", "Name the side by its code."
                )  # fmt: skip
            yield "delegates", at, codes.index(code.casefold()), rest

    def _delegate(
        self, where: str, at: int, table: dict[str, object], honorifics: tuple[str, ...]
    ) -> dict[str, str]:
        full = table.pop("full_name", "")
        values = self._values(where, at, table, DELEGATE, extra=("full_name", "side"))
        if full:
            if not isinstance(full, str):
                raise self._error(where, at, "full_name", "value", "Write it in quotation marks.")
            if doubled := _NAME_PARTS & values.keys():
                problem = f"Give either full_name or {', '.join(sorted(doubled))}."
                raise self._error(where, at, "full_name", "value", problem)
            parts = split_name(clean_text(full), honorifics)
            found = {key: getattr(parts, key) for key in (*sorted(_NAME_PARTS), "honorific")}
            values = {key: text for key, text in found.items() if text} | values
        self._required(where, at, values, DELEGATE)
        return values

    def _sub_groups(self, given: object) -> tuple[SubGroupName, ...]:
        if not isinstance(given, list):
            raise self._error("", 0, "sub_groups", "value", "Sub-groups are a list of names.")
        found = []
        for at, item in enumerate(given):
            names = item if isinstance(item, dict) else {"en": item}
            self._known("sub_groups", at, names, _CODES)
            if not all(isinstance(text, str) for text in names.values()) or not names.get("en"):
                problem = "A sub-group has at least an English name, in quotation marks."
                raise self._error("sub_groups", at, "en", "value", problem)
            found.append(SubGroupName(**{code: clean_text(names[code]) for code in names}))
        return tuple(found)

    def _tables(self, key: str, given: object) -> list[dict[str, object]]:
        if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
            raise self._error("", 0, key, "value", f"Write each of them as a table [[{key}]].")
        return given

    def _values(
        self,
        where: str,
        at: int,
        table: Mapping[str, object],
        catalogue: Catalogue,
        extra: Collection[str] = (),
    ) -> dict[str, str]:
        """The canonical values of one table; languages in a sub-table are spread over the keys."""
        keys = [f.key for f in catalogue if f.kind not in _NOT_GIVEN]
        stems = {k[:-3] for k in keys if k.endswith("_en")}
        allowed = [*keys, *sorted(stems), *extra]
        values: dict[str, str] = {}
        self._known(where, at, table, allowed)
        for key, given in table.items():
            texts = {key: given}
            if key in stems:
                spread = given if isinstance(given, dict) else {"en": given}
                self._known(where, at, spread, _CODES, inside=key)
                texts = {f"{key}_{code}": text for code, text in spread.items()}
            for name, text in texts.items():
                if name in values:
                    raise self._error(where, at, key, "value", f"{name} is given twice.")
                values[name] = self._canonical(where, at, key, catalogue[name], text)
        return {key: text for key, text in values.items() if text}

    def _canonical(self, where: str, at: int, key: str, target: Field, given: object) -> str:
        text = _as_text(target, given)
        if text is None:
            raise self._error(where, at, key, "value", _EXPECTED.get(target.kind, _QUOTED))
        try:
            if target.kind is Kind.LIST and isinstance(given, list) and not target.choices:
                return text  # an array says by itself where its parts end
            return canonical(target, text)
        except UserError as error:
            raise self._error(where, at, key, "value", f"{error.message} {error.advice}") from error

    def _required(
        self, where: str, at: int, values: Mapping[str, str], catalogue: Catalogue
    ) -> None:
        for needed in catalogue:
            if needed.required and not values.get(needed.key):
                problem = f"The key {needed.key} ({needed.label}) is missing."
                raise self._error(where, at, needed.key, "missing", problem)

    def _known(
        self,
        where: str,
        at: int,
        table: Mapping[str, object],
        allowed: Collection[str],
        inside: str = "",
    ) -> None:
        for key in table:
            if key not in allowed:
                near = get_close_matches(key, list(allowed), n=1, cutoff=0.5)
                hint = f"; the nearest known key is {near[0]}" if near else ""
                problem = f"The key {key} is not known here{hint}."
                raise self._error(where, at, inside or key, "unknown_key", problem)

    def _error(self, where: str, at: int, key: str, code: str, problem: str) -> UserError:
        """A refusal that says where: the line of the key, or of its table's heading."""
        places = ((where, at, key), (where, at, ""), ("", 0, where))
        line = next((self.lines[known] for known in places if known in self.lines), 0)
        place = f"{self.name}, line {line}" if line else self.name
        table = f" [{where}{f' {at + 1}' if where not in {'', 'session'} else ''}] {key}:"
        return UserError(
            f"facts.{code}",
            f"{place}:{table if where else ''} {problem}",
            safe="Nothing was made.",
            advice="Correct the facts file and try again.",
            place=f"{self.name}:{line}" if line else self.name,
        )


_QUOTED = "Write the value in quotation marks."
_EXPECTED = {
    Kind.DATE: "This is a date, such as 2025-08-06.",
    Kind.TIME: 'This is a time of day, such as 18:05:00 or "18:05".',
    Kind.NUMBER: "This is a whole number.",
    Kind.FLAG: "This is true or false.",
    Kind.LIST: 'This is a list of texts, such as ["one", "two"].',
}


def _as_text(target: Field, given: object) -> str | None:
    """The TOML value as text to be read, or None where its type does not fit the field."""
    if isinstance(given, str):
        return given
    match target.kind, given:
        case Kind.DATE, datetime():
            return given.date().isoformat()
        case Kind.DATE, date():
            return given.isoformat()
        case Kind.TIME, time():
            return given.strftime("%H:%M")
        case Kind.FLAG, bool():
            return "yes" if given else ""
        case Kind.NUMBER, int() if not isinstance(given, bool):
            return str(given)
        case Kind.LIST, list() if all(isinstance(item, str) for item in given):
            return join_list([clean_text(item) for item in given])
    return None


def _key_lines(text: str) -> dict[tuple[str, int, str], int]:
    """Line by (table, how many of its name came before, key), as far as lines show it.

    Only for messages: a key hidden in a text of several lines may lead to a wrong line, never
    to a wrong value.
    """
    found: dict[tuple[str, int, str], int] = {}
    seen: dict[str, int] = {}
    table, at = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = "".join(header.group(2).split())
            at = seen.get(table, 0)
            seen[table] = at + 1
            found[(table, at, "")] = number
        elif key := _KEY.match(line):
            found.setdefault((table, at, key.group(1)), number)
    return found
