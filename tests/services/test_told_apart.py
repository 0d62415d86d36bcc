"""Duplicates and homonyms of every list with a truth are told apart as stated there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.services.told_apart import REAL, TRUTHS, measured, plan_of, suspected

from rapporteur.domain.importing import ImportPlan, RowState


@pytest.mark.parametrize("truth_path", TRUTHS, ids=lambda p: p.name.split(".")[0])
def test_duplicates_are_asked_about_and_homonyms_stay_apart(truth_path: Path) -> None:
    one = measured(truth_path)
    assert one.duplicates - one.suspected == frozenset(), "a duplicate that nobody asks about"
    assert one.wrong == frozenset(), "people who are not suspected of being one"
    assert not one.suspected & one.homonyms


def test_the_truths_hold_something_to_be_told_apart() -> None:
    every = [measured(path) for path in TRUTHS]
    assert sum(len(one.duplicates) for one in every) == 38
    assert sum(len(one.homonyms) for one in every) == 8


@pytest.fixture(scope="module")
def real() -> ImportPlan:
    return plan_of(REAL)


def test_spelling_variants_of_the_real_list_are_asked_about(real: ImportPlan) -> None:
    """Two parts of one session, typed by two people: found by eye in the list itself."""
    names = {row.row.row: row.row.original["Name"] for row in real.rows}
    found = {frozenset(names[number] for number in pair) for pair in suspected(real)}
    for one, other in (
        ("Vladimir I. Kadykov", "Vladimir I. Kady Kov"),
        ("Gholam Ali Khoshroo", "Gholamali Khoshroo"),
        ("Hugo Maria Schally", "Hugo Schally"),
        ("Guennadi N. Buravkin", "Guennadi Buravkin"),
        ("Martina Palm Risse", "Martina Palm-Risse"),
        ("Ekaka Eale", "Ekake Eale"),
        ("Amor Ardhaout", "Amor Ardhaoui"),
        ("Susan Bintiaz", "Susan Biniaz"),
        ("Wang Xialong", "Wang Xiaolong"),
        ("Jean-Frangois Pulvenis", "Jean-Francois Pulvenis"),
        ("W. Mijoso", "W. R. J. Mijoso"),
        ("Luis Nino Gomez", "Luis Nino"),
    ):
        assert frozenset((one, other)) in found, (one, other)


def test_nobody_of_the_real_list_is_merged_unasked(real: ImportPlan) -> None:
    assert {row.state for row in real.rows} == {RowState.NEW, RowState.DOUBTFUL}
    assert not any(row.accepted for row in real.rows if row.state is RowState.DOUBTFUL)


def test_few_of_the_real_list_are_suspected_across_delegations(real: ImportPlan) -> None:
    """Nobody is of two delegations there, so such a pair is a wrong one."""
    of = {row.row.row: row.row.original["Delegation"] for row in real.rows}
    pairs = suspected(real)
    across = [pair for pair in pairs if len({of[number] for number in pair}) > 1]
    assert len(pairs) > 370
    assert len(across) / len(pairs) < 0.025
