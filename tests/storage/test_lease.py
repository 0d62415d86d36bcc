"""C3 and C4: one writer per file, said by a lease."""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rapporteur.domain.errors import UserError
from rapporteur.services.workspace import FileInUse, HolderWatch, OpenMode, Workspace
from rapporteur.storage import processes
from rapporteur.storage.lease import Holder, Lease, lease_path, read_holder
from rapporteur.storage.tables import DelegateRow


def write_lease(path: Path, **changes) -> Holder:
    place = processes.this_place()
    holder = Holder(
        user="officer", computer=place.computer, since=datetime(2025, 8, 6, 9, tzinfo=UTC),
        program="1.2", token="another", machine=place.machine, boot=place.boot, pid=1,
        mark=processes.start_mark(1) or "",
    )  # fmt: skip
    data = {**asdict(holder), "since": holder.since.isoformat(), **changes}
    lease_path(path).write_text(json.dumps(data), encoding="utf-8")
    found = read_holder(path)
    assert found is not None
    return found


def test_the_lease_says_who_and_goes_with_its_holder(workspace):
    holder = read_holder(workspace.path)
    assert holder.user
    assert holder.computer
    assert holder.program
    assert abs((datetime.now(UTC) - holder.since).total_seconds()) < 60
    assert lease_path(workspace.path).stat().st_mode & 0o777 == 0o600 or os.name != "posix"
    workspace.close()
    assert read_holder(workspace.path) is None


def test_the_second_opener_learns_who_has_the_file_and_may_look(workspace):
    with pytest.raises(FileInUse) as refused:
        Workspace.open(workspace.path)
    assert refused.value.code == "file.in_use"
    assert refused.value.holder.user in str(refused.value)
    assert refused.value.holder.computer in str(refused.value)
    viewer = Workspace.open(workspace.path, OpenMode.VIEW)
    with workspace.edit("Write") as db:
        db.get_one(DelegateRow, 1).rank = "Director"
    with viewer.read() as db:
        assert db.get_one(DelegateRow, 1).rank == "Director"
    viewer.close()
    with workspace.edit("Still mine") as db:
        db.get_one(DelegateRow, 1).rank = "Deputy Director"


def test_after_a_take_over_the_first_owner_stops_before_its_next_write(workspace):
    second = Workspace.open(workspace.path, OpenMode.TAKE_OVER)
    with pytest.raises(UserError) as refused, workspace.edit("Too late") as db:
        db.get_one(DelegateRow, 1).rank = "lost"
    assert refused.value.code == "file.taken_over"
    with second.edit("Mine") as db:
        assert db.get_one(DelegateRow, 1).rank == ""
        db.get_one(DelegateRow, 1).rank = "Director"
    second.close()


@pytest.mark.parametrize(
    ("changes", "alive"),
    [
        ({}, True),
        ({"pid": 2**22 + 1, "mark": "1"}, False),
        ({"mark": "123"}, False),
        ({"boot": "an earlier one"}, False),
        ({"machine": "elsewhere", "pid": 2**22 + 1}, True),
        ({"computer": "elsewhere", "pid": 2**22 + 1}, True),
    ],
    ids=["alive", "no such process", "number used again", "restarted", "other machine", "other pc"],
)
@pytest.mark.skipif(not Path("/proc/1/stat").exists(), reason="process marks of Linux")
def test_only_this_computer_knows_that_a_holder_is_gone(tmp_path, changes, alive):
    path = tmp_path / "s.rapporteur"
    assert write_lease(path, **changes).alive() is alive
    if alive:
        with pytest.raises(FileInUse):
            Lease.acquire(path)
    else:
        Lease.acquire(path).release()


def test_a_take_over_that_died_half_way_bars_nobody(tmp_path):
    path = tmp_path / "s.rapporteur"
    dead = write_lease(path, pid=2**22 + 1, mark="1")
    claim = lease_path(path).with_name(f"{lease_path(path).name}{dead.token[:8]}.next")
    claim.write_bytes(lease_path(path).read_bytes())
    Lease.acquire(path).release()
    assert list(tmp_path.glob(".~*")) == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"user": "x"}', "\x00\xff", '{"since": 5}'])
def test_an_unreadable_lease_counts_as_held_by_somebody(tmp_path, text):
    path = tmp_path / "s.rapporteur"
    lease_path(path).write_text(text, encoding="latin-1")
    with pytest.raises(FileInUse, match="somebody"):
        Lease.acquire(path)
    lease = Lease.acquire(path, take_over=True)
    lease.check()
    lease.release()


def test_silence_is_judged_by_the_readers_own_clock(tmp_path):
    path = tmp_path / "s.rapporteur"
    now = 0.0
    write_lease(path, since="1970-01-01T00:00:00+00:00")
    watch = HolderWatch(path, clock=lambda: now)
    now = 50.0
    assert not watch.may_take_over()
    write_lease(path, beat=1)
    assert watch.silent_for() == 0
    now = 109.0
    assert not watch.may_take_over()
    now = 110.0
    assert watch.may_take_over()


def test_the_heart_beats_without_touching_the_file(tmp_path):
    path = tmp_path / "s.rapporteur"
    lease = Lease.acquire(path, beat_seconds=0.02)
    deadline = time.monotonic() + 10
    while read_holder(path).beat < 3 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert read_holder(path).beat >= 3
    assert not path.exists()
    lease.check()
    lease.release()
    assert list(tmp_path.glob(".~lock*")) == []


def test_a_beat_never_takes_the_file_back(tmp_path):
    path = tmp_path / "s.rapporteur"
    first = Lease.acquire(path, beat_seconds=0.02)
    second = Lease.acquire(path, take_over=True)
    time.sleep(0.2)
    second.check()
    with pytest.raises(UserError, match="taken over"):
        first.check()
    first.release()
    assert read_holder(path) is not None
    second.release()


def test_a_deleted_lease_is_written_again(tmp_path):
    path = tmp_path / "s.rapporteur"
    lease = Lease.acquire(path)
    lease_path(path).unlink()
    lease.check()
    with pytest.raises(FileInUse):
        Lease.acquire(path)
    lease.release()


def compete(path: Path, barrier, taken) -> None:
    """One of several programs that find the lease of a dead one in the same instant."""
    for n in range(20):
        place = path.with_name(f"{n}.rapporteur")
        barrier.wait()
        try:
            lease = Lease.acquire(place)
        except FileInUse:
            taken.put(0)
        else:
            taken.put(1)
            barrier.wait()
            lease.check()
            lease.release()
            continue
        barrier.wait()


@pytest.mark.skipif(not Path("/proc/1/stat").exists(), reason="process marks of Linux")
@pytest.mark.parametrize("left_by", ["a dead program", "nobody"])
def test_of_those_who_start_in_the_same_instant_one_gets_the_file(tmp_path, left_by):
    if left_by == "a dead program":
        for n in range(20):
            write_lease(tmp_path / f"{n}.rapporteur", pid=2**22 + 1, mark="1")
    context = multiprocessing.get_context("fork")
    barrier, taken = context.Barrier(4, timeout=30), context.Queue()
    arguments = (tmp_path / "x", barrier, taken)
    rivals = [context.Process(target=compete, args=arguments) for _ in range(4)]
    for rival in rivals:
        rival.start()
    winners = sum(taken.get(timeout=60) for _ in range(80))
    for rival in rivals:
        rival.join(30)
    assert [rival.exitcode for rival in rivals] == [0] * 4
    assert winners == 20
    assert list(tmp_path.glob(".~*")) == []


def hold(path: Path, pipe) -> None:
    """Another program with the file open, until it is killed."""
    workspace = Workspace.open(path)
    pipe.send(os.getpid())
    while pipe.poll(None):
        with workspace.edit("From the other program") as db:
            db.get_one(DelegateRow, 1).rank = pipe.recv()
        pipe.send("saved")


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_two_programs_on_one_file(workspace):
    path = workspace.path
    workspace.close()
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe()
    other = context.Process(target=hold, args=(path, theirs))
    other.start()
    assert ours.recv() == other.pid
    begun = time.monotonic()
    with pytest.raises(FileInUse) as refused:
        Workspace.open(path)
    viewer = Workspace.open(path, OpenMode.VIEW)
    assert time.monotonic() - begun < 2
    assert refused.value.holder.pid == other.pid
    ours.send("Director")
    assert ours.recv() == "saved"
    with viewer.read() as db:
        assert db.get_one(DelegateRow, 1).rank == "Director"
    viewer.close()
    other.kill()
    other.join()
    # The program is gone without a word; on its own computer that is seen at once.
    again = Workspace.open(path)
    assert not again.read_only
    again.close()
