"""Versions that are kept, and how two of them differ."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rapporteur.domain import protocol as rules
from rapporteur.domain.editing import Conflict, FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.protocol_versions import Fate, counts
from rapporteur.domain.wording_diff import Wording
from rapporteur.services.protocol import paragraphs, snapshots
from rapporteur.services.workspace import Workspace

WHEN = datetime(2025, 8, 5, 12, 30, tzinfo=UTC)


@pytest.fixture
def workspace(desk) -> Workspace:
    return desk.workspace


def add(workspace, **values):
    after = values.pop("after", None)
    with workspace.edit("Add") as db:
        return paragraphs.add(db, values, after=after)


def keep(workspace, name="Draft 1", **options):
    with workspace.edit("Keep") as db:
        return snapshots.keep(db, name, now=WHEN, **options)


def reword(workspace, one, language, text):
    with workspace.edit("Edit") as db:
        now = paragraphs.protocol(db)
        old = now.text(now.by_id(one.id), language)
        paragraphs.edit(db, one.id, {f"text_{language}": FieldEdit(old, text)})


def differing(workspace, before, after=None, language="en"):
    with workspace.read() as db:
        return snapshots.difference(db, before, after, language)


def test_a_version_keeps_numbers_states_and_every_language(workspace, desk):
    one = add(workspace, text_en="A", text_ru="А")
    add(workspace, kind=rules.HEADING, text_en="Mining")
    add(workspace, text_en="As in para 1, [soon]")
    kept = keep(workspace, sent_to=desk.russia.uuid, languages=["en"], remarks="by mail")
    assert (kept["name"], kept["sent_at"]) == ("Draft 1", "2025-08-05T12:30:00+00:00")
    assert (kept["sent_to"], kept["languages"], kept["remarks"]) == (
        desk.russia.uuid, "en", "by mail"
    )  # fmt: skip
    assert [(p["number"], p["text_en"], p["state"]) for p in kept.content] == [
        ("1", "A", "proposed"),
        ("", "Mining", "proposed"),
        ("2", "As in para 1, [soon]", "bracketed"),
    ]
    assert kept.content[0]["uuid"] == one.uuid
    assert kept.content[0]["text_ru"] == "А"


def test_versions_are_listed_renamed_and_removed_and_undo_brings_them_back(workspace, desk):
    add(workspace, text_en="A")
    first = keep(workspace)
    with workspace.edit("Keep") as db:
        snapshots.keep(db, "Draft 2", sent_to=desk.russia.uuid, now=WHEN.replace(day=6))
    with workspace.read() as db:
        assert [one["name"] for one in snapshots.snapshots(db)] == ["Draft 2", "Draft 1"]
    with workspace.edit("Rename") as db:
        assert snapshots.rename(db, first.id, "Draft 1", "First")["name"] == "First"
    with workspace.edit("Rename") as db, pytest.raises(Conflict):
        snapshots.rename(db, first.id, "Draft 1", "Other")
    with workspace.edit("Remove") as db:
        assert snapshots.remove(db, [first.id]) == 1
    workspace.undo()
    with workspace.read() as db:
        assert len(snapshots.snapshots(db)) == 2
        assert snapshots.snapshots(db)[1].content == first.content


def test_an_empty_protocol_or_a_version_without_a_name_is_refused(workspace):
    with workspace.edit("Keep") as db, pytest.raises(UserError) as caught:
        snapshots.keep(db, "Draft 1")
    assert caught.value.code == "protocol.nothing"
    with workspace.edit("Keep") as db, pytest.raises(UserError) as caught:
        snapshots.keep(db, "  ")
    assert (caught.value.code, caught.value.place) == ("protocol.no_name", "name")


def test_what_became_of_each_paragraph(workspace):
    kept_ = [add(workspace, text_en=text) for text in ("One", "Two words", "Three", "Four", "Five")]
    version = keep(workspace)
    reword(workspace, kept_[1], "en", "Two other words")
    with workspace.edit("…") as db:
        paragraphs.withdraw(db, [kept_[2].id])
        paragraphs.move(db, [kept_[4].id], kept_[0].id)
        paragraphs.set_state(db, [kept_[3].id], rules.AGREED)
    add(workspace, text_en="Three and a half", after=kept_[2].id)
    found = differing(workspace, version)
    assert [(d.paragraph.text("en"), d.fate, d.moved, d.state_changed) for d in found] == [
        ("Five", Fate.SAME, True, False),
        ("One", Fate.SAME, False, False),
        ("Two other words", Fate.CHANGED, False, False),
        ("Three", Fate.WITHDRAWN, False, False),
        ("Three and a half", Fate.NEW, False, False),
        ("Four", Fate.SAME, False, True),
    ]
    changed = found[2]
    assert [(s.kind, s.text) for s in changed.segments] == [
        (Wording.SAME, "Two "), (Wording.ADDED, "other "), (Wording.SAME, "words")
    ]  # fmt: skip
    assert (changed.before.number, changed.now.number) == ("2", "3")
    assert counts(found) == {
        "changed": 1, "new": 1, "withdrawn": 1, "moved": 1, "state": 1, "same": 1
    }  # fmt: skip


def test_languages_are_compared_one_by_one(workspace):
    one = add(workspace, text_en="One", text_ru="Один")
    version = keep(workspace)
    reword(workspace, one, "ru", "Один пункт")
    assert differing(workspace, version)[0].fate is Fate.SAME
    assert differing(workspace, version, language="ru")[0].fate is Fate.CHANGED


def test_a_reference_that_shows_another_number_is_no_change(workspace):
    first = add(workspace, text_en="One")
    add(workspace, text_en="Two, as in para 1")
    version = keep(workspace)
    with workspace.edit("Move") as db:
        paragraphs.add(db, {"text_en": "Zero"})
        last = paragraphs.protocol(db).paragraphs[-1]
        paragraphs.move(db, [last.id], first.id)
    found = {d.paragraph.text("en"): d for d in differing(workspace, version)}
    assert found["Two, as in para 2"].fate is Fate.SAME
    assert found["Two, as in para 2"].renumbered


def test_a_paragraph_that_was_withdrawn_and_stands_again_is_new(workspace):
    one = add(workspace, text_en="One")
    add(workspace, text_en="Two")
    with workspace.edit("…") as db:
        paragraphs.withdraw(db, [one.id])
    version = keep(workspace)
    with workspace.edit("…") as db:
        paragraphs.bring_back(db, [one.id])
    assert [d.fate for d in differing(workspace, version)] == [Fate.NEW, Fate.SAME]
    assert [d.fate for d in differing(workspace, None, version)] == [Fate.WITHDRAWN, Fate.SAME]
