"""JSON as the file stores it: every script readable, no spaces.

An import writes tens of thousands of small objects of texts, most of them twice: as a value and
in the history. So objects are put together from their members, in half the time of a general
encoder, and what was made once is taken as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from json import JSONEncoder
from json.encoder import encode_basestring
from typing import Any

_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class JsonText(str):
    """JSON made before, which stands for its value wherever that is to be written."""

    __slots__ = ()


def compact_json(value: Any) -> str:
    """`value` as JSON. Of a `JsonText` the text itself."""
    if type(value) is JsonText:
        return str(value)
    return compact_object(value) if type(value) is dict else _encode(value)


def compact_object(members: Mapping[str, Any]) -> str:
    """`members` as a JSON object; a value that is a `JsonText` is put in as it is."""
    parts = [
        f"{_key(key)}{encode_basestring(value) if type(value) is str else compact_json(value)}"
        for key, value in members.items()
    ]
    return f"{{{','.join(parts)}}}"


@lru_cache(maxsize=2_000)  # names of fields and headings of columns: few, and again and again
def _key(name: str) -> str:
    return f"{encode_basestring(name)}:"
