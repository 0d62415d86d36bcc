"""The facts of a session in one text file: what `rapporteur new --facts` and the sample read.

TOML, described in resources/samples/README.md. Everything is checked before anything is made,
and a refusal names the file, the line, the table and the key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.editing import clean_text
from rapporteur.domain.errors import UserError
from rapporteur.domain.names import split_name
from rapporteur.domain.sessions import SESSION, SIDE, SIDE_PRESETS, split_list
from rapporteur.domain.subgroups import SUB_GROUP
from rapporteur.paths import resource
from rapporteur.services.facts.day import DAY_TABLES, DayFacts, DayReader, Draft, Names
from rapporteur.services.facts.reading import CODES, FactsReader

SAMPLE = "samples/eleventh-session.toml"
EARLIER_SAMPLE = "samples/tenth-session.toml"

_MAX_BYTES = 20_000_000
_NAME_PARTS = frozenset({"family_name", "given_name", "patronymic", "name_order"})
_TABLES = ("session", "sides", "sub_groups", "delegates", *DAY_TABLES)
_DEFAULT_LANGUAGES = "en; ru"
_GROUP_KEYS = frozenset({"lead_first", "lead_second", "remarks"})

_SYNTAX_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class SubGroupName:
    """The name of a sub-group per language of the texts; English is needed."""

    en: str
    ru: str = ""
    hi: str = ""
    uuid: str = field(default="", compare=False)


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
    day: DayFacts = field(default_factory=DayFacts, repr=False)


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


def sample_facts(name: str = SAMPLE) -> Facts:
    """The facts of a sample session that comes with the program, the 11th unless named."""
    return load_facts(resource(name))


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
    return _SessionReader(text, name).facts(document)


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


class _SessionReader(FactsReader):
    """Turns one parsed document into Facts and knows where in the text each key stands."""

    def facts(self, document: Mapping[str, object]) -> Facts:
        self.known("", 0, document, _TABLES)
        session = self._session(document.get("session"))
        sides = self.tables("sides", document.get("sides", []))
        if len(sides) != 2:
            raise self.error(
                "", 0, "sides", "missing", f"There must be two sides, not {len(sides)}."
            )
        first, second = (self._side(i, table) for i, table in enumerate(sides))
        self._pair(first, second)
        codes = (first["code"].casefold(), second["code"].casefold())
        codes_as_given = (first["code"], second["code"])
        honorifics = (first.get("honorifics", ""), second.get("honorifics", ""))
        delegates = [
            DelegateFacts(side, self._delegate(where, at, table, split_list(honorifics[side])))
            for where, at, side, table in self._people(document, sides, codes)
        ]
        given = document.get("sub_groups", [])
        groups = self._sub_groups(given)
        names = Names(
            [group.en for group in groups],
            [person.values["family_name"] for person in delegates],
            codes_as_given,
        )
        days = DayReader(self, document, names)
        own = self._own_facts(given, days)
        return Facts(session, (first, second), groups, tuple(delegates), days.day(own))

    def _own_facts(self, given: object, days: DayReader) -> dict[str, Draft]:
        """Co-leads and remarks of the sub-groups that are tables."""
        tables = given if isinstance(given, list) else []
        return {
            table["en"]: days.draft(
                "sub_groups",
                at,
                {"name_en": table["en"], **{k: v for k, v in table.items() if k in _GROUP_KEYS}},
                SUB_GROUP,
            )
            for at, table in enumerate(tables)
            if isinstance(table, dict) and table.keys() & _GROUP_KEYS
        }

    def _session(self, table: object) -> dict[str, str]:
        if not isinstance(table, dict):
            raise self.error("", 0, "session", "missing", "The table [session] is missing.")
        values = {"languages": _DEFAULT_LANGUAGES} | self.values("session", 0, table, SESSION)
        values.setdefault("end_date", values.get("start_date", ""))
        self.required("session", 0, values, SESSION)
        if contradiction := check_dates(values):
            raise self.error("session", 0, "end_date", "dates", contradiction)
        if values.get("time_zone") and not known_time_zone(values["time_zone"]):
            problem = "This is no time zone of the tz database, such as Asia/Kolkata."
            raise self.error("session", 0, "time_zone", "value", problem)
        return values

    def _side(self, at: int, table: Mapping[str, object]) -> dict[str, str]:
        own = {k: v for k, v in table.items() if k not in {"preset", "delegates"}}
        values: dict[str, str] = {}
        if (wanted := table.get("preset")) is not None:
            known = {preset.country.casefold(): preset for preset in SIDE_PRESETS}
            if not isinstance(wanted, str) or wanted.casefold() not in known:
                names = ", ".join(preset.country for preset in SIDE_PRESETS)
                raise self.error("sides", at, "preset", "value", f"The presets are: {names}.")
            values |= known[wanted.casefold()].values
        values |= self.values("sides", at, own, SIDE, extra=("preset", "delegates"))
        self.required("sides", at, values, SIDE)
        return values

    def _pair(self, first: Mapping[str, str], second: Mapping[str, str]) -> None:
        """What must not be equal on both sides."""
        for key, problem in (
            ("code", "Both sides have the same code."),
            ("host", "Both sides are the host; one of them at most can be."),
            ("ours", "Both sides are ours; one of them at most can be."),
        ):
            if first.get(key) and first.get(key, "").casefold() == second.get(key, "").casefold():
                raise self.error("sides", 1, key, "value", problem)

    def _people(
        self,
        document: Mapping[str, object],
        sides: Sequence[Mapping[str, object]],
        codes: tuple[str, str],
    ) -> Iterator[tuple[str, int, int, dict[str, object]]]:
        """Each delegate's table: where it stands, which one there, its side, its content."""
        at = 0
        for side, table in enumerate(sides):
            for person in self.tables("sides.delegates", table.get("delegates", [])):
                yield "sides.delegates", at, side, person
                at += 1
        for at, person in enumerate(self.tables("delegates", document.get("delegates", []))):
            rest = dict(person)
            code = rest.pop("side", None)
            if not isinstance(code, str) or code.casefold() not in codes:
                raise self.error(
                    "delegates", at, "side", "value", "Name the side by its code."
                )  # fmt: skip
            yield "delegates", at, codes.index(code.casefold()), rest

    def _delegate(
        self, where: str, at: int, table: dict[str, object], honorifics: tuple[str, ...]
    ) -> dict[str, str]:
        full = table.pop("full_name", "")
        values = self.values(where, at, table, DELEGATE, extra=("full_name", "side"))
        if full:
            if not isinstance(full, str):
                raise self.error(where, at, "full_name", "value", "Write it in quotation marks.")
            if doubled := _NAME_PARTS & values.keys():
                problem = f"Give either full_name or {', '.join(sorted(doubled))}."
                raise self.error(where, at, "full_name", "value", problem)
            parts = split_name(clean_text(full), honorifics)
            found = {key: getattr(parts, key) for key in (*sorted(_NAME_PARTS), "honorific")}
            values = {key: text for key, text in found.items() if text} | values
        self.required(where, at, values, DELEGATE)
        return values

    def _sub_groups(self, given: object) -> tuple[SubGroupName, ...]:
        if not isinstance(given, list):
            raise self.error("", 0, "sub_groups", "value", "Sub-groups are a list of names.")
        found = []
        for at, item in enumerate(given):
            names = item if isinstance(item, dict) else {"en": item}
            self.known("sub_groups", at, names, (*CODES, *_GROUP_KEYS, "uuid"))
            names = {key: text for key, text in names.items() if key not in _GROUP_KEYS}
            if not all(isinstance(text, str) for text in names.values()) or not names.get("en"):
                problem = "A sub-group has at least an English name, in quotation marks."
                raise self.error("sub_groups", at, "en", "value", problem)
            found.append(SubGroupName(**{code: clean_text(names[code]) for code in names}))
        return tuple(found)
