"""What was typed and not saved comes back, once, and never over what somebody else wrote."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.agendas import lay_agenda

from rapporteur.domain.editing import MAX_LENGTH
from rapporteur.services import stored
from rapporteur.services.meeting import entries, unsaved
from rapporteur.services.meeting.unsaved import Unsaved, draft_key, entry_key, notes_key
from rapporteur.services.stored import ACTION_ITEMS, AGENDA_ITEMS

NOW = datetime(2025, 8, 6, 5, 0, tzinfo=UTC)


@pytest.fixture
def item(desk):
    with desk.workspace.edit("agenda") as db:
        return lay_agenda(db)[0]


def opened(desk):
    with desk.workspace.read() as db:
        return Unsaved.of(db, desk.workspace.path)


def restored(desk):
    """As after a kill: another life of the program opens the file."""
    kept = opened(desk)
    with desk.workspace.edit("restore") as db:
        found = unsaved.restore(db, kept, NOW)
    for key in found.keys:
        kept.drop(key)
    kept.close()
    return found


def notes(desk, item):
    with desk.workspace.read() as db:
        return entries.notes_of(db, item.id)


def write(desk, item, text):
    with desk.workspace.edit("notes") as db:
        entries.write_notes(db, item.id, notes_in(db, item), text)


def notes_in(db, item):
    return stored.get(db, AGENDA_ITEMS, item.id)["notes"]


def test_each_key_is_there_without_closing_anything(desk, item):
    kept = opened(desk)
    for length in range(1, 6):
        kept.keep(notes_key(item.uuid), {"notes": "तह Ж"[:length]})
    assert restored(desk).notes == 1
    assert notes(desk, item) == "तह Ж"
    assert restored(desk) == unsaved.Rescued(), "once is enough"


def test_a_save_that_arrived_before_the_kill_is_continued(desk, item):
    kept = opened(desk)
    kept.keep(notes_key(item.uuid), {"notes": "one"}, "")
    write(desk, item, "one")
    kept.keep(notes_key(item.uuid), {"notes": "one two"}, "one")
    assert restored(desk).beside == 0
    assert notes(desk, item) == "one two"


def test_a_deletion_counts_as_typed(desk, item):
    write(desk, item, "one two")
    kept = opened(desk)
    kept.keep(notes_key(item.uuid), {"notes": "one"}, "one two")
    restored(desk)
    assert notes(desk, item) == "one"


def test_what_somebody_else_wrote_stays_above(desk, item):
    kept = opened(desk)
    kept.keep(notes_key(item.uuid), {"notes": "mine"}, "")
    write(desk, item, "theirs")
    assert restored(desk).beside == 1
    assert notes(desk, item) == "theirs\n\nmine"


def test_a_line_cut_short_leaves_the_one_before(desk, item):
    kept = opened(desk)
    kept.keep(notes_key(item.uuid), {"notes": "whole"}, "")
    path = kept._path
    kept.keep(notes_key(item.uuid), {"notes": "whole and more"}, "")
    content = path.read_bytes()
    for cut in range(len(content.splitlines(keepends=True)[0]), len(content) - 1):
        path.write_bytes(content[:cut])
        assert opened(desk).kept[notes_key(item.uuid)].values == {"notes": "whole"}


def test_after_saving_nothing_is_left_on_the_disk(desk, item):
    kept = opened(desk)
    kept.keep(notes_key(item.uuid), {"notes": "secret"}, "")
    kept.drop(notes_key(item.uuid))
    assert kept._path.read_bytes() == b""
    kept.close()
    assert not kept._path.exists()


def test_a_large_file_is_written_anew_and_stays_whole(desk, item):
    kept = opened(desk)
    text = "x" * 20_000
    for n in range(100):
        kept.keep(notes_key(item.uuid), {"notes": f"{text}{n}"}, "")
    assert kept._path.stat().st_size < 1_100_000
    restored(desk)
    assert notes(desk, item) == f"{text}99"


def test_a_draft_stays_until_it_is_wanted(desk, item):
    kept = opened(desk)
    kept.keep(draft_key("action", item.uuid), {"text_en": "half a sen"})
    restored(desk)
    assert opened(desk).kept[draft_key("action", item.uuid)].values == {"text_en": "half a sen"}


@pytest.mark.parametrize("arrived", [False, True])
def test_an_accepted_entry_is_there_once(desk, item, arrived):
    kept = opened(desk)
    values = {"text_en": "Send the list", "text_ru": "", "due_words": "2026"}
    kept.keep(entry_key(), {**values, "item": item.uuid, "entry": entries.ACTION})
    if arrived:
        with desk.workspace.edit("x") as db:
            entries.add_action(db, item.id, values)
    assert restored(desk).entries == (not arrived)
    with desk.workspace.read() as db:
        assert [a["text_en"] for a in stored.read(db, ACTION_ITEMS)] == ["Send the list"]
    assert not opened(desk).kept


def test_what_no_cell_could_hold_stays_kept(desk, item):
    kept = opened(desk)
    kept.keep(notes_key(item.uuid), {"notes": "x" * (MAX_LENGTH + 1)}, "")
    assert restored(desk).notes == 0
    assert notes_key(item.uuid) in opened(desk).kept


def test_a_folder_that_cannot_be_written_keeps_nobody_from_typing(desk, item):
    kept = opened(desk)
    kept._path.mkdir()
    kept.keep(notes_key(item.uuid), {"notes": "one"}, "")
    assert not kept.working
    kept.drop(notes_key(item.uuid))
