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
    texts = [
        encode_basestring(value)
        if (kind := type(value)) is str
        # A number through the encoder takes longer than all texts of a row.
        else (str(value) if kind is int or kind is JsonText else compact_json(value))
        for value in members.values()
    ]
    return _frame(tuple(members)) % tuple(texts)


@lru_cache(maxsize=4_000)  # rows of one list name the same members again and again
def _frame(names: tuple[str, ...]) -> str:
    """An object with these members, ready for their values."""
    members = ",".join(encode_basestring(name).replace("%", "%%") + ":%s" for name in names)
    return f"{{{members}}}"
