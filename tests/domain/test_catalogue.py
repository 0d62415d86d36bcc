"""The catalogue is the one description of each field: it must hold together by itself."""

from __future__ import annotations

import dataclasses

import pytest

from rapporteur.domain.actions import ACTION_ITEM, PROGRESS
from rapporteur.domain.agenda import AGENDA_ITEM, SITTING
from rapporteur.domain.column_sets import COLUMN_SETS, ColumnSet, column_set
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.fields import Catalogue, Kind, Privacy
from rapporteur.domain.meeting import ATTENDANCE, MEETING_RECORD, READINESS_TICK, SPEAKER
from rapporteur.domain.printing import PRINTED_CARD, SEAT, SEATING_PLAN
from rapporteur.domain.protocol import CLAUSE, PROTOCOL_PARAGRAPH, SEAL, SNAPSHOT
from rapporteur.domain.sessions import (
    SESSION,
    SIDE,
    SIDE_PRESETS,
    SidePreset,
    join_list,
    split_list,
)
from rapporteur.domain.subgroups import SUB_GROUP, TOPIC, UPDATE

EVERY = [
    DELEGATE, SESSION, SIDE, SITTING, AGENDA_ITEM, SUB_GROUP, TOPIC, UPDATE, ACTION_ITEM, PROGRESS,
    ATTENDANCE, MEETING_RECORD, SPEAKER, READINESS_TICK, PROTOCOL_PARAGRAPH, CLAUSE, SNAPSHOT, SEAL,
    PRINTED_CARD, SEATING_PLAN, SEAT,
]  # fmt: skip
CATALOGUES = pytest.mark.parametrize("catalogue", EVERY, ids=lambda c: c.entity)


@CATALOGUES
def test_keys_are_unique_and_groups_exist(catalogue: Catalogue) -> None:
    keys = [f.key for f in (*catalogue.fields, *catalogue.derived)]
    assert len(keys) == len(set(keys))
    assert {f.group for f in catalogue} == {g.key for g in catalogue.groups}


@CATALOGUES
def test_fields_of_a_group_stand_together(catalogue: Catalogue) -> None:
    in_groups = [f.key for g in catalogue.groups for f in catalogue.in_group(g.key)]
    assert in_groups == list(catalogue.keys)


@CATALOGUES
def test_every_field_has_its_texts(catalogue: Catalogue) -> None:
    for f in (*catalogue.fields, *catalogue.derived):
        assert f.label, f.key
        assert f.label_ru, f.key
        assert f.width >= 4, f.key
        assert bool(f.choices) or f.kind is not Kind.CHOICE, f.key


def test_no_heading_means_two_fields() -> None:
    """Two fields may only share a heading where the content decides between them."""
    decided_by_content = {"status", "title", "function", "статус"}
    seen: dict[str, str] = {}
    for f in (*DELEGATE.fields, *DELEGATE.derived):
        for heading in f.headings:
            folded = heading.casefold()
            if folded in decided_by_content:
                continue
            assert folded not in seen, f"{heading}: {seen[folded]} and {f.key}"
            seen[folded] = f.key


def test_record_answers_by_key_and_is_frozen() -> None:
    values = tuple(f"<{key}>" for key in DELEGATE.keys)
    delegate = Delegate(DELEGATE, 1, "u", 1, values, side_id=2, position=3)
    assert delegate["designation"] == "<designation>"
    assert delegate.as_dict()["photo"] == "<photo>"
    assert not delegate.withdrawn
    with pytest.raises(dataclasses.FrozenInstanceError):
        delegate.position = 4  # type: ignore[misc]  # the point of the test


@pytest.mark.parametrize("found", COLUMN_SETS, ids=lambda s: s.key)
def test_column_set_names_what_it_may_carry(found: ColumnSet) -> None:
    assert found.columns()
    assert found.purpose
    assert column_set(found.key) is found


def test_column_set_refuses_a_private_field_it_does_not_name() -> None:
    greedy = ColumnSet("greedy", "Greedy", "Жадный", "none", ("full_name", "passport_number"))
    with pytest.raises(ValueError, match="passport_number is identity"):
        greedy.columns()


def test_only_sets_that_say_so_carry_private_fields() -> None:
    private = {Privacy.IDENTITY, Privacy.CONTACT, Privacy.TRAVEL, Privacy.HEALTH}
    open_sets = {s.key for s in COLUMN_SETS if not any(c.privacy in private for c in s.columns())}
    assert {"public", "badges", "interpreters"} <= open_sets
    assert not open_sets & {"visa", "gate-pass", "everything", "airport", "hotel", "meals"}


@pytest.mark.parametrize("preset", SIDE_PRESETS, ids=lambda p: p.country)
def test_side_presets_use_known_keys(preset: SidePreset) -> None:
    values = preset.values
    assert set(values) <= set(SIDE.keys)
    assert len(split_list(values["ranks"])) == len(set(split_list(values["ranks"])))


def test_lists_round_trip() -> None:
    assert join_list(split_list(" LEGAL;  SG1;SG2; ")) == "LEGAL; SG1; SG2"
