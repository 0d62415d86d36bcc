from __future__ import annotations

from datetime import date

from rapporteur.domain.checks import purpose
from rapporteur.domain.editing import FieldEdit
from rapporteur.services import delegates
from rapporteur.services.checking import findings

TODAY = date(2025, 7, 1)


def codes(desk, key: str | None = None) -> list[tuple[str, str]]:
    with desk.workspace.read() as db:
        people = {d.id: d["family_name"] for d in delegates.list_delegates(db)}
        found = findings(db, purpose(key) if key else None, today=TODAY)
    return [(f.code, people.get(f.delegate_id or 0, "")) for f in found]


def test_the_lists_of_a_file_are_checked(desk):
    assert codes(desk) == [
        ("head.missing", "India1"),
        ("head.missing", "Russia1"),
        ("parity.number", ""),
    ]


def test_a_person_entered_again_in_another_script_is_found_until_withdrawn(desk):
    values = {"family_name": "Груздев", "given_name": "Алексей"}
    again = {"family_name": "Gruzdev", "given_name": "Alexey"}
    with desk.workspace.edit("Twice") as db:
        delegates.create_delegate(db, desk.russia.id, values)
        second = delegates.create_delegate(db, desk.russia.id, again)
    assert ("person.twice", "Gruzdev") in codes(desk)
    with desk.workspace.edit("Withdraw") as db:
        delegates.withdraw(db, [second.id])
    assert "person.twice" not in [code for code, _ in codes(desk)]


def test_a_purpose_asks_for_its_data(desk):
    with desk.workspace.edit("Head") as db:
        for name in ("India1", "Russia1"):
            edits = {"role": FieldEdit("", "Head of Delegation")}
            delegates.update_delegate(db, desk.named(name).id, edits)
    lacking = [name for code, name in codes(desk, "visa") if code == "missing"]
    assert lacking == ["Russia1", "Russia2", "Russia3"]
