"""Every sample list imports as its truth says, cell by cell."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.exchange.lists import SAMPLES, take_in

FIELDS = {
    "title": "honorific", "family": "family_name", "given": "given_name", "native": "native_name",
    "capacity": "role", "position": "designation", "institution": "organisation",
    "email": "email", "phone": "phone", "arrival": "arrival_date",
    "departure": "departure_date", "subgroups": "sub_groups",
}  # fmt: skip
TARGETS = {**FIELDS, "no": "number", "delegation": "side", "fee": ""}
TRUTHS = [*sorted((SAMPLES / "suite").glob("*.json")), SAMPLES / "messy-80.truth.json"]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@pytest.mark.parametrize("truth_path", TRUTHS, ids=lambda p: p.name.split(".")[0])
def test_made_list_as_its_truth(truth_path: Path) -> None:
    truth = json.loads(truth_path.read_text(encoding="utf-8"))
    found = take_in(truth_path.with_name(truth["file"]))
    assert found.layout.sheet == truth["sheet"]
    assert list(found.layout.header_rows) == truth["header_rows"]
    columns = {column.index: column.target for column in found.layout.columns}
    assert columns == {index: TARGETS[name] for name, index in truth["columns"].items()}
    assert len(found.layout.unmapped) == 1
    people = [row for row in found.rows if row.skipped in {"", "other_side"}]
    assert [row.row for row in people] == [record["row"] for record in truth["records"]]
    for row, record in zip(people, truth["records"], strict=True):
        expected = {key: record[name] for name, key in FIELDS.items() if record[name]}
        values = {key: row.values[key] for key in FIELDS.values() if key in row.values}
        assert _digits(values.pop("phone", "")) == _digits(expected.pop("phone", ""))
        assert values == expected
        assert not row.faults
        assert not row.doubts


def test_fee_is_kept_with_the_row_though_it_has_no_field() -> None:
    found = take_in(SAMPLES / "suite" / "en-clean.xlsx")
    assert found.layout.unmapped == ("Fee (CHF)",)
    assert found.rows[2].original["Fee (CHF)"] == "0"


def test_real_list_of_1992() -> None:
    found = take_in(SAMPLES / "inc5-parties-1992.xlsx")
    assert found.layout.mapping == {
        "Delegation": "side", "Honorific": "honorific", "Name": "full_name",
        "Job title": "designation", "Division": "organisation", "Affiliation": "organisation",
    }  # fmt: skip
    assert len(found.rows) == 1168
    assert {row.side for row in found.people} == {"IN", "RU"}
    assert not any(row.faults or row.doubts for row in found.rows)
    wensley = next(r for r in found.rows if "Wensley" in r.values["family_name"])
    assert wensley.values["organisation"] == (
        "International Organizations and Legal Division, Department of Foreign Affairs and Trade"
    )
    assert (wensley.values["honorific"], wensley.values["given_name"]) == ("Ms", "Penelope")
    assert {"family_name", "given_name"} <= wensley.derived
    assert wensley.skipped == "other_side"
