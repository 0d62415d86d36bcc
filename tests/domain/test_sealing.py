"""The number of a seal: it stays the same in later versions, and tells every change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from rapporteur.domain.sealing import digest

CONTENT: dict[str, list[dict[str, Any]]] = {
    "seal": [
        {"signed_on": "2025-08-06", "place_en": "New Delhi", "signer_first": "A", "digest": "1:0",
         "reopened_at": "2025-08-07T10:00:00+00:00", "reason": "A slip"},
        {"signed_on": "2025-08-08", "place_en": "New Delhi", "signer_first": "B", "digest": "1:1"},
    ],
    "session": [{"id": 1, "uuid": "s", "ordinal": "11", "city_ru": "Нью-Дели"}],
    "delegate": [
        {"id": 1, "uuid": "d", "side_id": 1, "position": 1, "family_name": "Menon",
         "designation": "[Secretary]", "passport_number": "Z1"},
    ],
    "protocol_snapshot": [{"id": 1, "uuid": "n", "content": [{"uuid": "p", "text_en": "x"}]}],
}  # fmt: skip
NUMBER = "1:989bc1105b8598623e657f104071fd3c88d034ffd4bb5662fac08b457c05c447"


def number(content: dict[str, list[dict[str, Any]]]) -> str:
    def read(table: str, columns: Sequence[str]) -> list[list[Any]]:
        return [[row.get(name, "") for name in columns] for row in content.get(table, [])]

    return digest(read)


def changed(table: str, row: int, **values: Any) -> dict[str, list[dict[str, Any]]]:
    rows = [{**one, **values} if at == row else one for at, one in enumerate(CONTENT[table])]
    return {**CONTENT, table: rows}


def test_the_number_is_the_same_in_every_version_of_the_program() -> None:
    """A file that was sealed stays sealed: change what is counted, and old seals break."""
    assert number(CONTENT) == NUMBER


@pytest.mark.parametrize(
    "content",
    [
        changed("delegate", 0, passport_number=""),
        changed("delegate", 0, diet="vegetarian", hotel="Imperial", phone="+7"),
        changed("seal", 1, digest="1:2", reopened_at="2025-08-09", reason="Another"),
        changed("protocol_snapshot", 0, content='[{"text_en": "x", "uuid": "p"}]'),
        changed("session", 0, city_hi="", remarks=None),
    ],
)
def test_what_may_change_does_not_count(content: dict[str, list[dict[str, Any]]]) -> None:
    assert number(content) == NUMBER


@pytest.mark.parametrize(
    "content",
    [
        changed("delegate", 0, designation="[ Secretary]"),
        changed("delegate", 0, designation="", organisation="[Secretary]"),
        changed("delegate", 0, position=2),
        changed("delegate", 0, uuid="e"),
        changed("session", 0, city_ru="Нью‑Дели"),
        changed("seal", 0, reason="None"),
        changed("seal", 1, signed_on="2025-08-09"),
        changed("protocol_snapshot", 0, content=[{"uuid": "p", "text_en": "y"}]),
        {**CONTENT, "seal": CONTENT["seal"][1:]},
        {**CONTENT, "action_item": [{"id": 1, "uuid": "a"}]},
    ],
)
def test_everything_else_does(content: dict[str, list[dict[str, Any]]]) -> None:
    assert number(content) != NUMBER
