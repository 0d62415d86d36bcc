"""The sets kept on a computer: for new sessions, and robust against whatever stands in the file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rapporteur import paths
from rapporteur.domain.column_sets import COLUMN_SETS, ColumnSet, column_set, with_heading
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Privacy
from rapporteur.services.columns.set_defaults import default_sets, forget_default, keep_default

PRESS = with_heading(
    ColumnSet("press", "Press", "Пресса", "", ("full_name", "organisation"), title_hi="सूची"),
    "full_name", "ru", "Гость",
)  # fmt: skip


def file() -> Path:
    return paths.config_dir() / "column-sets.json"


def test_what_is_kept_comes_back_whole() -> None:
    assert default_sets() == ()
    keep_default(PRESS)
    for found in COLUMN_SETS:
        keep_default(found)
    assert default_sets() == (PRESS, *COLUMN_SETS)
    keep_default(replace(PRESS, fields=("full_name",)))
    assert default_sets()[0].fields == ("full_name",)
    forget_default("press")
    assert default_sets() == COLUMN_SETS
    assert [path.name for path in file().parent.iterdir()] == [file().name]


def test_a_set_of_the_same_name_is_replaced() -> None:
    keep_default(PRESS)
    keep_default(replace(PRESS, key="press-2", name="PRESS"))
    assert [found.key for found in default_sets()] == ["press-2"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b'{"form": 2, "sets": []}',
        b'{"form": 1, "sets": {}}',
        b"[" * 100_000,
    ],
)
def test_a_file_that_cannot_be_understood_is_said_in_words_and_set_aside(content: bytes) -> None:
    file().write_bytes(content)
    with pytest.raises(UserError) as refused:
        default_sets()
    assert refused.value.code == "column_sets.unreadable"
    assert str(file()) in refused.value.message
    assert refused.value.safe
    assert refused.value.advice
    keep_default(PRESS)
    assert default_sets() == (PRESS,)
    aside = file().with_name("column-sets.unreadable-1.json")
    assert aside.read_bytes() == content


def test_a_folder_in_the_place_of_the_file_is_said_in_words() -> None:
    file().mkdir()
    with pytest.raises(UserError):
        default_sets()


def test_a_kept_set_is_refused_what_the_domain_refuses() -> None:
    with pytest.raises(UserError, match="needs a purpose"):
        keep_default(replace(PRESS, fields=("passport_number",), privacy=frozenset(Privacy)))
    assert default_sets() == ()


def test_tampered_entries_carry_nothing_that_they_do_not_state() -> None:
    """By hand somebody adds a passport number; neither class nor purpose is there."""
    keep_default(PRESS)
    document = json.loads(file().read_text("utf-8"))
    document["sets"][0]["fields"].append("passport_number")
    document["sets"] += [{"key": 3}, "press", {"key": "empty", "fields": []}]
    file().write_text(json.dumps(document), encoding="utf-8")
    assert default_sets() == (PRESS,)
    document["sets"][0]["privacy"] = ["public", "identity"]
    file().write_text(json.dumps(document), encoding="utf-8")
    assert default_sets()[0].fields == PRESS.fields
    document["sets"][0]["purpose"] = "Visas"
    file().write_text(json.dumps(document), encoding="utf-8")
    assert default_sets()[0].fields == (*PRESS.fields, "passport_number")


def test_a_folder_that_takes_no_files_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_default(column_set("public"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", full)
        with pytest.raises(UserError, match="No space left") as refused:
            keep_default(PRESS)
    assert refused.value.code == "column_sets.not_written"
    assert default_sets() == (column_set("public"),)
    assert [path.name for path in file().parent.iterdir()] == [file().name]
