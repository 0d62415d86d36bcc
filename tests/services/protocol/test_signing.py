"""Signing: refused with reasons, then sealed; nothing edits a sealed file; the seal is checked."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from datetime import UTC, datetime

import pytest

from rapporteur.cli import main
from rapporteur.domain import protocol as rules
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.sealing import SEALED
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.protocol import paragraphs, signing
from rapporteur.services.workspace import OpenMode, Workspace

NOW = datetime(2025, 8, 6, 12, tzinfo=UTC)
VALUES = {
    "signed_on": "2025-08-06", "place_en": "New Delhi", "place_ru": "Нью-Дели",
    "signer_first": "A", "signer_second": "B",
    "originals": "2", "languages": "en; ru", "keeper_first": "Delhi", "keeper_second": "Moscow",
}  # fmt: skip


@pytest.fixture
def workspace(desk) -> Workspace:
    """A small session that lacks nothing but agreement on one paragraph."""
    found = desk.workspace
    with found.edit("Facts") as db:
        session = sessions.session(db)
        new = {
            "working_group_ru": "Рабочая группа", "city_en": "New Delhi", "city_ru": "Нью-Дели",
        }  # fmt: skip
        edits = {key: FieldEdit(session[key], value) for key, value in new.items()}
        sessions.update_session(db, edits)
        for side, name in zip(sessions.sides(db), ("India1", "Russia1"), strict=True):
            head = next(
                d for d in delegates.list_delegates(db, side.id) if d["family_name"] == name
            )
            delegates.update_delegate(db, head.id, {"role": FieldEdit("", "Co-Chair")})
        paragraphs.add(db, {
            "text_en": "The Sides agreed [by May].", "text_ru": "Стороны договорились.",
            "step_en": rules.IN_STEP,
        })  # fmt: skip
    return found


def agree(workspace):
    with workspace.edit("Agree") as db:
        one = paragraphs.protocol(db).paragraphs[0]
        new = FieldEdit(one["text_en"], "The Sides agreed.")
        paragraphs.edit(db, one.id, {"text_en": new})
        paragraphs.set_language_state(db, [one.id], rules.IN_STEP, ["en", "ru"])
        paragraphs.set_state(db, [one.id], rules.AGREED)


def sign(workspace, **values):
    with workspace.edit("Sign") as db:
        return signing.sign(db, {**VALUES, **values}, "tester", NOW)


def codes(workspace):
    with workspace.read() as db:
        return [one.code for one in signing.obstacles(db)]


def test_every_obstacle_is_named_and_forbids_the_signing(workspace):
    assert codes(workspace) == ["protocol.brackets", "protocol.draft"]
    with pytest.raises(UserError, match="brackets in English"):
        sign(workspace)
    agree(workspace)
    assert codes(workspace) == []
    with workspace.edit("Second") as db:
        paragraphs.add(db, {"text_en": "The Sides noted para 1]"})
        head = next(d for d in delegates.list_delegates(db) if d["family_name"] == "Russia1")
        delegates.update_delegate(db, head.id, {"role": FieldEdit("Co-Chair", "")})
    assert codes(workspace) == [
        "protocol.unbalanced", "protocol.missing", "protocol.draft", "protocol.not_agreed",
        "protocol.no_head",
    ]  # fmt: skip


def test_a_reference_to_a_withdrawn_paragraph_stands_in_the_way(workspace):
    agree(workspace)
    with workspace.edit("Second") as db:
        first = paragraphs.protocol(db).paragraphs[0]
        paragraphs.add(db, {
            "text_en": "See para 1.", "text_ru": "См. пункт 1.", "state": rules.AGREED,
            "step_en": rules.IN_STEP, "step_ru": rules.IN_STEP,
        })  # fmt: skip
    assert codes(workspace) == []
    with workspace.edit("Withdraw") as db:
        paragraphs.withdraw(db, [first.id])
    assert codes(workspace) == ["protocol.reference"]


def test_who_where_and_when_must_be_said(workspace):
    agree(workspace)
    for key in ("signed_on", "place_en", "place_ru", "signer_second"):
        with pytest.raises(UserError) as refused:
            sign(workspace, **{key: ""})
        assert (refused.value.code, refused.value.place) == ("protocol.seal", key)
    with workspace.read() as db:
        known = signing.proposed(db)
        assert signing.seal(db) is None
    assert known["signer_first"].startswith("India1")
    assert (known["originals"], known["place_ru"]) == ("2", "Нью-Дели")


def test_nothing_edits_a_sealed_file_until_it_is_reopened_with_a_reason(workspace):
    agree(workspace)
    sign(workspace)
    assert workspace.read_only
    assert workspace.sealed
    for attempt in (workspace.undo, workspace.redo, lambda: agree(workspace)):
        with pytest.raises(UserError) as refused:
            attempt()
        assert refused.value.code == "file.sealed"
    with pytest.raises(UserError, match="needs a reason"):
        signing.reopen(workspace, "  ", "tester")
    signing.reopen(workspace, "A correction agreed by both sides", "tester", NOW)
    assert not workspace.read_only
    assert workspace.journal()[0].label == "Reopened: A correction agreed by both sides"
    with workspace.read() as db:
        last = signing.seal(db)
    assert last is not None
    assert (last.holds, last["reason"]) == (False, "A correction agreed by both sides")
    agree(workspace)
    sign(workspace, signed_on="2025-08-07")
    with workspace.read() as db:
        assert len(stored.read(db, stored.SEALS)) == 2
    workspace_again = reopened_file(workspace)
    assert workspace_again.sealed
    workspace_again.close()


def reopened_file(workspace) -> Workspace:
    path = workspace.path
    workspace.close()
    return Workspace.open(path, OpenMode.EDIT)


def test_an_edit_that_waited_while_the_file_was_sealed_is_refused(workspace):
    agree(workspace)
    waiting, refused = threading.Event(), []

    def late() -> None:
        waiting.set()
        try:
            with workspace.edit("Late") as db:
                paragraphs.add(db, {"text_en": "Slipped in."})
        except UserError as error:
            refused.append(error.code)

    writer = threading.Thread(target=late)
    with workspace.edit("Sign") as db:
        writer.start()
        waiting.wait()
        writer.join(0.2)  # it has looked for a seal by now, and waits for the file
        signing.sign(db, VALUES, "tester", NOW)
    writer.join()
    assert refused == ["file.sealed"]
    with workspace.read() as db:
        assert len(paragraphs.protocol(db).paragraphs) == 1
        assert signing.is_whole(db)


def test_undoing_the_reopening_seals_the_same_content_again(workspace):
    agree(workspace)
    sign(workspace)
    signing.reopen(workspace, "By mistake", "tester", NOW)
    workspace.undo()
    assert workspace.sealed
    with workspace.read() as db:
        assert signing.is_whole(db)
    with pytest.raises(UserError, match="sealed"):
        workspace.undo()  # the signing itself


def test_signing_and_reopening_twice_is_refused(workspace):
    agree(workspace)
    sign(workspace)
    with pytest.raises(UserError) as refused:
        sign(workspace)
    assert refused.value.code == "file.sealed"
    signing.reopen(workspace, "A slip", "tester", NOW)
    with pytest.raises(UserError) as refused:
        signing.reopen(workspace, "A slip", "tester", NOW)
    assert refused.value.code == "protocol.not_sealed"
    assert workspace.journal()[0].label == "Reopened: A slip"


def test_a_text_that_looks_like_data_is_sealed_letter_by_letter(workspace, capsys):
    agree(workspace)
    with workspace.edit("Remarks") as db:
        first, second = delegates.list_delegates(db)[:2]
        delegates.update_delegate(db, first.id, {"remarks": FieldEdit("", "[" * 20_000)})
        delegates.update_delegate(db, second.id, {"remarks": FieldEdit("", "[2026]")})
    sign(workspace)
    path = workspace.path
    workspace.close()
    assert checked(path, capsys) == (0, "whole")
    tamper(path, "UPDATE delegate SET remarks = '[ 2026 ]' WHERE remarks = '[2026]'")
    assert checked(path, capsys) == (1, "broken")


def test_the_record_of_a_former_signing_is_sealed_with_the_next(workspace, capsys):
    agree(workspace)
    sign(workspace)
    signing.reopen(workspace, "A slip in para 1", "tester", NOW)
    sign(workspace, signed_on="2025-08-07")
    path = workspace.path
    workspace.close()
    whole = path.read_bytes()
    for change in (
        "UPDATE seal SET reason = 'None' WHERE id = 1",
        "UPDATE seal SET signer_first = 'Somebody' WHERE id = 1",
        "DELETE FROM seal WHERE id = 1",
    ):
        tamper(path, change)
        assert checked(path, capsys) == (1, "broken"), change
        path.write_bytes(whole)
    assert checked(path, capsys) == (0, "whole")


def test_a_copy_of_a_sealed_file_is_sealed(workspace, tmp_path, capsys):
    agree(workspace)
    sign(workspace)
    workspace.save_copy(tmp_path / "copy.rapporteur")
    assert checked(tmp_path / "copy.rapporteur", capsys) == (0, "whole")
    copy = Workspace.open(tmp_path / "copy.rapporteur")
    assert copy.sealed
    with pytest.raises(UserError, match="sealed"):
        agree(copy)
    copy.close()


def test_a_sealed_file_is_read_by_all_commands_and_written_by_none(workspace, tmp_path, capsys):
    agree(workspace)
    sign(workspace)
    path, following = workspace.path, tmp_path / "next.rapporteur"
    workspace.close()
    before = path.read_bytes()
    assert main(["carry-over", str(path), str(following), "--date", "2026-08-06"]) == 0
    assert main(["document", str(path), "protocol", str(tmp_path / "p.docx")]) == 0
    assert main(["export", str(path), "roster", str(tmp_path / "r.xlsx"), "--side", "IN"]) == 0
    capsys.readouterr()
    for refused in (
        ["freeze", "--side", "IN", str(path)],
        ["import", str(path), str(tmp_path / "r.xlsx"), "--side", "IN"],
        ["carry-over", str(following), str(path)],
    ):
        assert main(refused) == 1
    told = capsys.readouterr().err
    assert told.count("the file is sealed") >= 1
    assert path.read_bytes() == before
    made = Workspace.open(following)
    assert not made.read_only
    made.close()


# One row of what is stored, and what of it must be seen when somebody changes it.
TAMPERED = (
    "UPDATE delegate SET position = position + 100 WHERE family_name = 'India3'",
    "UPDATE delegate SET uuid = 'another' WHERE family_name = 'India3'",
    "UPDATE delegate SET side_id = (SELECT max(id) FROM side) WHERE family_name = 'India3'",
    "UPDATE delegate SET honorific = 'Dr.' WHERE family_name = 'India3'",
    "UPDATE delegate SET organisation = 'DPIIT' WHERE family_name = 'India3'",
    "UPDATE delegate SET status = 'withdrawn' WHERE family_name = 'India3'",
    "UPDATE session SET working_group_ru = 'Группа'",
    "UPDATE session SET ordinal = '12'",
    "UPDATE side SET formal_name_en = 'Republic' WHERE position = 1",
    "UPDATE side SET position = 3 - position",
    "UPDATE protocol_paragraph SET position = 9",
    "UPDATE protocol_paragraph SET state = 'withdrawn'",
    "UPDATE agenda_item SET title_en = 'x'",
    "UPDATE action_item SET due_date = '2030-01-01'",
    "DELETE FROM action_item",
    "INSERT INTO sub_group (uuid, version, position) VALUES ('u', 1, 9)",
)


def test_whatever_the_signed_paper_says_counts(workspace, capsys):
    agree(workspace)
    with workspace.edit("More") as db:
        stored.create(db, stored.AGENDA_ITEMS, [{"title_en": "Opening", "number": "1"}])
        stored.create(db, stored.ACTION_ITEMS, [{"text_en": "Send", "number": "1"}])
    sign(workspace)
    path = workspace.path
    workspace.close()
    whole = path.read_bytes()
    for change in TAMPERED:
        tamper(path, change)
        assert checked(path, capsys) == (1, "broken"), change
        path.write_bytes(whole)


def tamper(path, change):
    """Somebody works on the file with another program."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute(change).rowcount, change
        connection.commit()


def test_a_backup_cannot_take_the_place_of_a_sealed_file(workspace):
    agree(workspace)
    backup = workspace.back_up("test")
    sign(workspace)
    with pytest.raises(UserError, match="sealed"):
        workspace.restore(backup)


def checked(path, capsys):
    code = main(["check", str(path), "--json"])
    return code, json.loads(capsys.readouterr().out)["seal"]["state"]


def test_the_command_line_tells_a_whole_seal_from_a_broken_one(workspace, capsys):
    path = workspace.path
    assert checked(path, capsys) == (0, "none")
    agree(workspace)
    sign(workspace)
    assert checked(path, capsys) == (0, "whole")
    with workspace.read() as db:
        last = signing.seal(db)
        assert last is not None
        assert signing.is_whole(db)
    workspace.close()
    whole = path.read_bytes()
    for change in (
        "UPDATE protocol_paragraph SET text_ru = 'Стороны не договорились.'",
        "UPDATE seal SET signed_on = '2025-08-01'",
        "DELETE FROM delegate WHERE family_name = 'India5'",
        "UPDATE delegate SET designation = 'x' WHERE family_name = 'India2'",
    ):
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("BEGIN")
            connection.execute(change)
            connection.execute("COMMIT")
        assert checked(path, capsys) == (1, "broken"), change
        path.write_bytes(whole)
        assert checked(path, capsys) == (0, "whole")


def test_passports_can_be_erased_without_breaking_the_seal(workspace, capsys):
    agree(workspace)
    with workspace.edit("Passport") as db:
        person = delegates.list_delegates(db)[0]
        delegates.update_delegate(db, person.id, {"passport_number": FieldEdit("", "Z1234567")})
    sign(workspace)
    path = workspace.path
    workspace.close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE delegate SET passport_number = ''")
        connection.commit()
    assert checked(path, capsys) == (0, "whole")


def test_everything_that_is_stored_is_sealed_or_left_out_on_purpose():
    left_out = {"seal", "printed_card"}
    sealed = {catalogue.entity: heads for catalogue, heads in SEALED}
    assert {kind.entity for kind in stored.ALL} - left_out == set(sealed) - {
        "session", "side", "delegate"
    }  # fmt: skip
    for kind in stored.ALL:
        if kind.entity not in left_out:
            assert sealed[kind.entity] == kind.heads
