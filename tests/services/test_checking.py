from __future__ import annotations

from datetime import date

import pytest

from rapporteur.domain.checks import purpose
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.services import delegates
from rapporteur.services.checking import check_file, findings, gather
from rapporteur.services.facts import sample_facts
from rapporteur.services.importing.identity import tell_apart
from rapporteur.services.sessions import create_session, sides
from rapporteur.services.workspace import Workspace

TODAY = date(2025, 7, 1)


def codes(desk, key: str | None = None) -> list[tuple[str, str]]:
    with desk.workspace.read() as db:
        people = {d.id: d["family_name"] for d in delegates.list_delegates(db)}
        lists = gather(db)
    found = findings(lists, purpose(key) if key else None, today=TODAY)
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


@pytest.mark.parametrize("key", [None, "visa", "badges"])
def test_a_file_looked_over_without_being_opened_gives_the_same(tmp_path, key):
    path = tmp_path / "sample.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        create_session(db, sample_facts())
    with workspace.edit("Disorder") as db:
        for side in sides(db):
            delegates.order_by_rank(db, side.id)
        ids = [d.id for d in delegates.list_delegates(db)]
        delegates.withdraw(db, ids[:3])
        delegates.move_delegates(db, ids[10:13], ids[5])
        delegates.set_field(db, ids[20:24], "passport_number", "0012345")
    chosen = purpose(key) if key else None
    with workspace.read() as db:
        lists, both = gather(db), sides(db)
    expected = findings(lists, chosen)
    checked = check_file(path, chosen)  # while it is open here
    assert list(checked.findings) == expected
    assert len(expected) > 3
    assert checked.sides == both
    workspace.close()
    before = path.read_bytes()
    assert list(check_file(path, chosen).findings) == expected
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.name != "home"] == [path.name]


def test_a_file_without_a_session_is_refused_in_words(tmp_path):
    path = tmp_path / "empty.rapporteur"
    Workspace.create(path).close()
    with pytest.raises(UserError) as refused:
        check_file(path)
    assert refused.value.code == "session.none"


def test_an_edit_need_not_wait_for_the_checks(desk):
    """They work on what was read before, with those told apart."""
    values = {"family_name": "Груздев", "given_name": "Алексей"}
    again = {"family_name": "Gruzdev", "given_name": "Alexey"}
    with desk.workspace.edit("Twice") as db:
        first = delegates.create_delegate(db, desk.russia.id, values)
        second = delegates.create_delegate(db, desk.russia.id, again)
    with desk.workspace.read() as db:
        before = gather(db)
    with desk.workspace.edit("Two people") as db:
        tell_apart(db, first.id, second.id)
    with desk.workspace.read() as db:
        after = gather(db)
    desk.workspace.close()
    assert "person.twice" in [f.code for f in findings(before)]
    assert "person.twice" not in [f.code for f in findings(after)]
