"""F13 and the ladder: older files become new ones, whole, or stay what they were.

A stored file of each released version climbs the real ladder. What may go wrong on it is proved
with one more rung whose script lives in this test: it adds a column, rebuilds a table and changes
content.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import sqlite3
import time
from pathlib import Path

import pytest
from tests.storage.contents import agrees, contents

from rapporteur.domain.errors import UserError
from rapporteur.services import sessions
from rapporteur.services.protocol import paragraphs
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.storage import schema, triage
from rapporteur.storage.migrations import upgrade as ladder
from rapporteur.storage.migrations.upgrade import SCRIPTS, upgrade
from rapporteur.storage.tables import DelegateRow

SAMPLES = Path(__file__).parent.parent / "samples"
SAMPLE = SAMPLES / "version-1.rapporteur"

NEXT = """
import sqlalchemy as sa
from alembic import op
revision = "0005"
down_revision = "0004"
def upgrade():
    op.add_column("side", sa.Column("motto", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE side SET motto = 'Motto of ' || code")
    with op.batch_alter_table("side") as table:
        table.alter_column("ranks", new_column_name="rank_presets")
"""


@pytest.fixture
def scripts(tmp_path):
    """The released ladder with one more rung."""
    folder = tmp_path / "scripts"
    shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0005_test.py").write_text(NEXT)
    return folder


@pytest.fixture
def old_file(tmp_path):
    path = tmp_path / "old.rapporteur"
    shutil.copyfile(SAMPLE, path)
    path.chmod(0o600)
    return path


def test_every_released_version_has_its_sample():
    held = [SAMPLES / f"version-{number}.rapporteur" for number in range(1, schema.SCHEMA_VERSION)]
    assert [rows(path, "PRAGMA user_version") for path in held] == [
        [(number,)] for number in range(1, schema.SCHEMA_VERSION)
    ]


def test_a_file_of_the_second_release_keeps_lists_sets_and_decisions(tmp_path):
    path = tmp_path / "second.rapporteur"
    shutil.copyfile(SAMPLES / "version-2.rapporteur", path)
    path.chmod(0o600)
    with contextlib.closing(Workspace.open(path)) as workspace:
        assert agrees(workspace)
        held = contents(workspace)
        assert [len(held[name]) for name in ("frozen_list", "column_set", "identity_decision")] == [
            1, 1, 1
        ]  # fmt: skip
        assert workspace.redo() is not None  # a sub-group, written before sub-groups had leads
        with workspace.read() as db:
            assert [g["lead_first"] for g in sessions.sub_groups(db)][-1] == ""


def test_a_file_of_the_third_release_keeps_its_day_and_gets_a_protocol(tmp_path):
    path = tmp_path / "third.rapporteur"
    shutil.copyfile(SAMPLES / "version-3.rapporteur", path)
    path.chmod(0o600)
    with contextlib.closing(Workspace.open(path)) as workspace:
        assert agrees(workspace)
        held = contents(workspace)
        names = ("agenda_item", "meeting_record", "action_item", "progress_entry", "seal")
        assert [len(held[name]) for name in names] == [2, 2, 2, 2, 0]
        assert workspace.redo() is not None  # a topic
        with workspace.edit("Paragraph") as db:
            paragraphs.add(db, {"text_en": "The Sides noted the report."})
        with workspace.read() as db:
            assert paragraphs.protocol(db).open == (1, 1)


def rows(path: Path, statement: str) -> list[tuple]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def test_a_file_of_the_first_release_opens_and_can_be_edited(old_file):
    workspace = Workspace.open(old_file)
    assert not workspace.read_only
    assert agrees(workspace)
    with workspace.read() as db:
        assert db.get_one(DelegateRow, 1).family_name == "Менон"
    with workspace.edit("Rank") as db:
        db.get_one(DelegateRow, 1).rank = "Director"
    workspace.undo()
    workspace.undo()
    workspace.close()


def test_the_climb_keeps_every_row(old_file, scripts):
    before = rows(old_file, "SELECT id, code, ranks FROM side")
    delegates = rows(old_file, "SELECT * FROM delegate")
    upgrade(old_file, scripts=scripts, version=5)
    after = rows(old_file, "SELECT id, code, rank_presets FROM side")
    assert after == before
    assert rows(old_file, "SELECT motto FROM side") == [("Motto of IN",), ("Motto of RU",)]
    assert rows(old_file, "SELECT * FROM delegate") == delegates
    assert rows(old_file, "PRAGMA user_version") == [(5,)]
    assert rows(old_file, "SELECT version_num FROM alembic_version") == [("0005",)]
    assert rows(old_file, "PRAGMA foreign_key_check") == []


def test_a_climb_that_fails_half_way_leaves_the_old_file(old_file, scripts):
    path = scripts / "versions" / "0005_test.py"
    path.write_text(NEXT + "\n    raise RuntimeError('half way')\n")
    before = rows(old_file, "SELECT * FROM side"), rows(old_file, "SELECT sql FROM sqlite_schema")
    with pytest.raises(RuntimeError, match="half way"):
        upgrade(old_file, scripts=scripts, version=5)
    assert rows(old_file, "PRAGMA user_version") == [(1,)]
    assert before == (
        rows(old_file, "SELECT * FROM side"), rows(old_file, "SELECT sql FROM sqlite_schema")
    )  # fmt: skip


def test_a_climb_that_leads_to_lost_references_is_refused(old_file, scripts):
    path = scripts / "versions" / "0005_test.py"
    path.write_text(NEXT + "\n    op.execute('DELETE FROM side WHERE id = 1')\n")
    with pytest.raises(UserError) as refused:
        upgrade(old_file, scripts=scripts, version=5)
    assert refused.value.code == "file.upgrade"
    assert len(rows(old_file, "SELECT * FROM side")) == 2


def test_a_climb_that_leads_elsewhere_is_refused(old_file, scripts):
    with pytest.raises(UserError) as refused:
        upgrade(old_file, scripts=scripts)
    assert refused.value.code == "file.schema"
    assert rows(old_file, "SELECT version_num FROM alembic_version") == [("0001",)]


@pytest.fixture
def version_zero(old_file, monkeypatch):
    """A file of a version before the first, as if the program had had one."""
    with contextlib.closing(sqlite3.connect(old_file, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version=0")
    return old_file


def test_opening_an_older_file_backs_it_up_first(version_zero):
    workspace = Workspace.open(version_zero)
    assert [b.reason for b in workspace.backups()] == ["migration"]
    assert rows(workspace.backups()[0].path, "PRAGMA user_version") == [(0,)]
    workspace.close()
    assert rows(version_zero, "PRAGMA user_version") == [(schema.SCHEMA_VERSION,)]


def test_an_older_file_that_is_only_looked_at_stays_as_it_is(version_zero):
    before = version_zero.read_bytes()
    workspace = Workspace.open(version_zero, OpenMode.VIEW)
    assert len(contents(workspace)["delegate"]) == 2
    workspace.close()
    assert version_zero.read_bytes() == before
    assert list(version_zero.parent.glob("*-journal")) == []


def climb(path: Path, scripts: Path, pipe) -> None:
    pipe.send("begin")
    ladder.upgrade(path, scripts=scripts, version=5)


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_killed_while_climbing_the_file_is_old_or_new(old_file, scripts, tmp_path):
    context = multiprocessing.get_context("forkserver")
    seen = set()
    for attempt in range(8):
        path = tmp_path / f"{attempt}.rapporteur"
        shutil.copyfile(old_file, path)
        reader, writer = context.Pipe(duplex=False)
        process = context.Process(target=climb, args=(path, scripts, writer))
        process.start()
        reader.recv()
        time.sleep(attempt * 0.05)
        process.kill()
        process.join()
        triage.settle(path, tmp_path / "quarantine")
        (version,) = rows(path, "PRAGMA user_version")[0]
        names = {row[1] for row in rows(path, "PRAGMA table_info(side)")}
        assert ("motto" in names) == (version == 5)
        assert rows(path, "PRAGMA integrity_check") == [("ok",)]
        seen.add(version)
    assert 1 in seen
