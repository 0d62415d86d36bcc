"""Reading one facts file: values made canonical, refusals that name line, table and key."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time
from difflib import get_close_matches

from rapporteur.domain.editing import clean_text
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Catalogue, Field, Kind
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.sessions import join_list
from rapporteur.services.values import canonical

CODES = tuple(language.code for language in LANGUAGES)
_NOT_GIVEN = frozenset({Kind.IMAGE, Kind.REFERENCE})

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\s]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r'\s*"?([\w-]+)"?\s*(?:\.[\w.]+\s*)?=')


class FactsReader:
    """Knows where in the text each key stands, and what a value may be."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = _key_lines(text)

    def tables(self, key: str, given: object) -> list[dict[str, object]]:
        if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
            raise self.error("", 0, key, "value", f"Write each of them as a table [[{key}]].")
        return given

    def values(
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
        self.known(where, at, table, allowed)
        for key, given in table.items():
            texts = {key: given}
            if key in stems:
                spread = given if isinstance(given, dict) else {"en": given}
                self.known(where, at, spread, CODES, inside=key)
                texts = {f"{key}_{code}": text for code, text in spread.items()}
            for name, text in texts.items():
                if name in values:
                    raise self.error(where, at, key, "value", f"{name} is given twice.")
                values[name] = self.canonical(where, at, key, catalogue[name], text)
        return {key: text for key, text in values.items() if text}

    def canonical(self, where: str, at: int, key: str, target: Field, given: object) -> str:
        text = _as_text(target, given)
        if text is None:
            raise self.error(where, at, key, "value", _EXPECTED.get(target.kind, _QUOTED))
        try:
            if target.kind is Kind.LIST and isinstance(given, list) and not target.choices:
                return text  # an array says by itself where its parts end
            return canonical(target, text)
        except UserError as error:
            raise self.error(where, at, key, "value", f"{error.message} {error.advice}") from error

    def required(
        self, where: str, at: int, values: Mapping[str, str], catalogue: Catalogue
    ) -> None:
        for needed in catalogue:
            if needed.required and not values.get(needed.key):
                problem = f"The key {needed.key} ({needed.label}) is missing."
                raise self.error(where, at, needed.key, "missing", problem)

    def known(
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
                raise self.error(where, at, inside or key, "unknown_key", problem)

    def error(self, where: str, at: int, key: str, code: str, problem: str) -> UserError:
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
    Kind.MOMENT: "This is an instant with its zone, such as 2025-07-28T12:00:00Z.",
    Kind.NUMBER: "This is a whole number.",
    Kind.FLAG: "This is true or false.",
    Kind.LIST: 'This is a list of texts, such as ["one", "two"].',
}


def _as_text(target: Field, given: object) -> str | None:
    """The TOML value as text to be read, or None where its type does not fit the field."""
    match target.kind, given:
        case _, str():
            return given
        case Kind.DATE, date():
            return given.isoformat()[:10]
        case Kind.MOMENT, datetime() if given.tzinfo is not None:
            return given.astimezone(UTC).isoformat(timespec="seconds")
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
