"""Making the lines of a plan, and saying in what two records differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rapporteur.domain.carrying import CarryLine, Part
from rapporteur.domain.fields import Field, Record
from rapporteur.services.search import search_key


def make_line(
    part: Part,
    key: str,
    name: str,
    detail: str = "",
    *,
    search: str = "",
    choosable: bool = False,
    chosen: bool | None = None,
    **more: Any,
) -> CarryLine:
    """A line; what may be chosen is proposed unless `chosen` says otherwise."""
    return CarryLine(
        part,
        key,
        " ".join(name.split()),
        " ".join(detail.split()),
        choosable=choosable,
        chosen=choosable if chosen is None else chosen,
        search=search or search_key(f"{name}\n{detail}"),
        **more,
    )


def differing(one: Record, other: Record, fields: Iterable[Field]) -> str:
    """The labels of the fields in which two records differ."""
    return ", ".join(dict.fromkeys(f.label for f in fields if one[f.key] != other[f.key]))
