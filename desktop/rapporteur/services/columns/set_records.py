"""A column set as plain values, for a row of the file and for the defaults of a computer.

Reading believes nothing: what is of another form counts as absent, and what is left has to pass
`permitted`, so that no file makes a private field leave that nobody has decided about.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapporteur.domain.column_sets import SET_TEXTS, ColumnSet, permitted
from rapporteur.domain.editing import clean_text
from rapporteur.domain.fields import Privacy
from rapporteur.domain.languages import LANGUAGES

_CODES = frozenset(language.code for language in LANGUAGES)
_CLASSES = {one.value: one for one in Privacy}


def plain_values(found: ColumnSet) -> dict[str, Any]:
    """What describes a set, its key left out, in a form that JSON can hold."""
    return {
        **found.texts(),
        "fields": list(found.fields),
        "privacy": sorted(one.value for one in found.privacy),
        "headings": {key: dict(words) for key, words in found.headings.items()},
    }


def from_plain(key: str, values: Mapping[str, Any]) -> ColumnSet:
    """The set that `values` describe, as far as it is permitted; perhaps without any column."""
    texts = {field.key: _text(values.get(field.key)) for field in SET_TEXTS}
    honorific = texts.pop("honorific") == "yes"
    return permitted(
        ColumnSet(
            key=key,
            fields=tuple(text for text in _list(values.get("fields")) if isinstance(text, str)),
            privacy=frozenset(
                _CLASSES[text]
                for text in _list(values.get("privacy"))
                if isinstance(text, str) and text in _CLASSES
            ),
            honorific=honorific,
            headings=_headings(values.get("headings")),
            **texts,
        )
    )


def _headings(value: object) -> dict[str, dict[str, str]]:
    found = {}
    for key, words in _dict(value).items():
        own = {code: _text(text) for code, text in _dict(words).items() if code in _CODES}
        if any(own.values()):
            found[str(key)] = {code: text for code, text in own.items() if text}
    return found


def _text(value: object) -> str:
    return clean_text(value) if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _dict(value: object) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}
