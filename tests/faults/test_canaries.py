"""P1: what people entrusted to a session stands in the session and in nothing else.

A canary stands in every field of a delegate, a photo among them. Then the program is driven
through its work and its refusals, with logging as talkative as it can be, and every byte it has
written outside the session, its backups and the lists that were asked for is searched.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from rapporteur import cli, paths
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Kind
from rapporteur.services import delegates
from rapporteur.services.columns import column_sets
from rapporteur.services.columns.set_defaults import keep_default
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.storage.engine import driver_of

# How the bytes of a letter may look where somebody wrote them.
ENCODINGS = ("utf-8", "utf-16-le", "cp1251")


def canary(key: str) -> str:
    """A text for the field `key` that stands nowhere by chance, in two scripts."""
    return f"Кенар{key.replace('_', '')}qzx"


# Fields of a fixed form have no room for a word: values that nobody's file holds by chance.
FORMED = {
    Kind.DATE: "1987-03-21",
    Kind.TIME: "03:37",
    Kind.EMAIL: "kenarqzx@example.org",
    Kind.PHONE: "+7 000 271-82-81",
}
PICTURE = b"\x89PNG\r\n\x1a\nKenarPhotoQzx"


def canaries() -> dict[str, str]:
    """A canary for every stored field that takes any text, or any of a form."""
    fixed = {Kind.CHOICE, Kind.IMAGE, Kind.FLAG, Kind.NUMBER}
    return {
        field.key: FORMED.get(field.kind, canary(field.key))
        for field in DELEGATE
        if field.kind not in fixed and not field.choices
    }


def sought() -> list[bytes]:
    """Every canary in every encoding; times alone are too short to mean anything."""
    texts = {text for text in canaries().values() if text != FORMED[Kind.TIME]}
    found = [PICTURE[8:]]
    for text in texts | {"Кенарnew", "Кенарtheirs"}:
        for encoding in ENCODINGS:
            with contextlib.suppress(UnicodeEncodeError):
                found += [text.encode(encoding), text.casefold().encode(encoding)]
    return found


def traces(folder: Path, *spared: Path) -> dict[str, bytes]:
    """Files under `folder`, those spared left out, that hold a canary, and which."""
    seen = {}
    for path in folder.rglob("*"):
        if path.is_file() and not any(path.is_relative_to(one) for one in spared):
            content = os.fsencode(path.name) + path.read_bytes()
            hit = next((bird for bird in sought() if bird in content), None)
            if hit is not None:
                seen[path.name] = hit
    return seen


@pytest.fixture
def talkative() -> Iterator[Path]:
    """The program's own log, taking everything that anybody says, the driver included."""
    handler = logging.FileHandler(paths.log_dir() / "rapporteur.log", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield Path(handler.baseFilename)
    root.setLevel(before)
    root.removeHandler(handler)
    handler.close()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder of its own with the session in it; the delegate with the canaries is on the list."""
    folder = tmp_path / "desk"
    folder.mkdir()
    path = folder / "session.rapporteur"
    assert cli.main(["sample", str(path)]) == 0
    workspace = Workspace.open(path)
    with workspace.edit("One more delegate") as db:
        person = delegates.create_delegate(db, 1, canaries())
        delegates.set_photo(db, person.id, PICTURE, "photo.png")
    workspace.close()
    return folder


def refusals(workspace: Workspace, person_id: int) -> Iterator[str]:
    """Edits that must fail, each in its own way; what was said of them."""

    def conflicting(db) -> None:
        edit = FieldEdit("Кенарtheirs", "Кенарnew")
        delegates.update_delegate(db, person_id, {"remarks": edit})

    def unclean(db) -> None:
        delegates.set_field(db, [person_id], "arrival_date", canary("remarks"))

    def to_nobody(db) -> None:
        delegates.create_delegate(db, 999, canaries())

    def on_a_full_disk(db) -> None:
        driver = driver_of(db.connection())
        (pages,) = driver.execute("PRAGMA page_count").fetchone()
        driver.execute(f"PRAGMA max_page_count={pages}")
        delegates.create_delegates(db, 1, [canaries()] * 200)

    for wrong in (conflicting, unclean, to_nobody, on_a_full_disk):
        with pytest.raises(Exception) as caught, workspace.edit("Wrong") as db:  # noqa: PT011
            wrong(db)
        logging.getLogger("rapporteur.tests").error("refused", exc_info=caught.value)
        yield f"{caught.value!r} {caught.value}"


def broken_list(folder: Path) -> Path:
    """A list with the same canaries whose last bytes are missing."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Name", "Designation", "Passport No."])
    book.active.append([canary("family_name"), canary("designation"), canary("passport_number")])
    book.save(folder / "list.xlsx")
    path = folder / "broken.xlsx"
    path.write_bytes((folder / "list.xlsx").read_bytes()[:-200])
    return path


def work_through(desk: Path) -> str:
    """Everything the command line does and refuses; what it has said on the way."""
    path, out = desk / "session.rapporteur", desk / "out.xlsx"
    broken = broken_list(desk)
    said = ""
    for words in (
        ["import", path, broken, "--side", "IN"],
        ["import", path, desk / "list.xlsx", "--side", "IN", "--sheet", "none"],
        ["export", path, "roster", path],
        ["export", path, "roster", out, "--columns", "everything"],
        ["export", path, "roster", desk / "no" / "folder.xlsx", "--columns", "everything"],
        ["check", broken],
        ["new", path, "--facts", broken],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "rapporteur", *map(str, words)],
            capture_output=True, check=False, timeout=120,
            env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[1])},
        )  # fmt: skip
        assert b"Traceback" not in done.stderr
        assert (done.returncode == 0) == (words[3:4] == [out])
        said += (done.stdout + done.stderr).decode()
    return said


def holes(text: str) -> list[bytes]:
    return [bird for bird in sought() if bird in text.encode("utf-8", "surrogatepass")]


def test_no_canary_leaves_the_session(desk, tmp_path, isolated_folders, talkative, expect_log):
    expect_log("refused")
    said = work_through(desk)
    path = desk / "session.rapporteur"
    workspace = Workspace.open(path)
    with workspace.read() as db:
        person = delegates.list_delegates(db, 1)[-1]
    assert person["remarks"] == canary("remarks")
    for words in refusals(workspace, person.id):
        said += words
    with pytest.raises(UserError) as in_use:
        Workspace.open(path)
    viewer = Workspace.open(path, OpenMode.VIEW)
    said += f"{in_use.value} {person!r} {workspace.journal()} {workspace.history()}"
    viewer.close()
    workspace.undo()
    workspace.close()
    assert holes(said) == []
    assert "refused" in talkative.read_text(encoding="utf-8")
    kept = (desk, paths.data_dir() / "backups")  # the session, its lists and its backups
    assert traces(tmp_path, *kept) == {}
    assert list(paths.temp_dir().iterdir()) == []


def test_own_sets_let_out_what_they_name_and_their_defaults_hold_nobody(desk, tmp_path, talkative):
    """A set made by the user, used from the command line, and kept for other sessions."""
    path, out = desk / "session.rapporteur", desk / "dinner.xlsx"
    fields = ("full_name", "organisation", "diet", "passport_name")
    workspace = Workspace.open(path)
    with workspace.edit("Set") as db:
        made = column_sets.create(db, "Gala dinner")
        column_sets.set_fields(db, made.key, fields, purpose="The cook")
    with workspace.read() as db:
        for found in column_sets.column_sets(db):
            keep_default(found)
    workspace.close()
    assert cli.main(["export", str(path), "roster", str(out), "--columns", "Gala dinner"]) == 0
    with zipfile.ZipFile(out) as package:
        whole = b"".join(package.read(name) for name in package.namelist()).decode()
    parts = {"honorific", "family_name", "given_name", "patronymic"}  # of the full name
    named = {canaries().get(key, canary(key)) for key in {*fields, *parts}}
    assert [t for t in canaries().values() if t in whole and t not in named] == []
    assert canary("passport_name") in whole
    assert (paths.config_dir() / "column-sets.json").stat().st_size > 1000
    assert traces(tmp_path, desk, paths.data_dir() / "backups") == {}


def two_lists(folder: Path) -> tuple[Path, Path]:
    """A list with somebody, and a later one with the passport data of the same person."""
    private = {key: text for key, text in canaries().items() if DELEGATE[key].privacy.masked}
    paths_ = folder / "first.xlsx", folder / "second.xlsx"
    for path, values in zip(paths_, ({}, private), strict=True):
        book = openpyxl.Workbook()
        assert book.active is not None
        book.active.append([*(DELEGATE[key].title("en") for key in private), "Name", "Designation"])
        book.active.append([*(values.get(key) for key in private), "Nina Testova", "Adviser"])
        # Somebody without any name: what else stands in the row is not to take its place.
        nameless = (values.get(key) if key != "passport_name" else None for key in private)
        book.active.append([*nameless, None, "Adviser"])
        book.save(path)
    return paths_


@pytest.mark.parametrize("how", [(), ("--json",)])
def test_what_is_said_of_lists_holds_no_passport_data(desk, tmp_path, talkative, capsys, how):
    path = desk / "session.rapporteur"
    first, second = two_lists(desk)
    version = ("--side", "IN", "--as-version-of", "Mines")
    capsys.readouterr()

    def said(*words: object) -> str:
        assert cli.main([str(word) for word in words]) == 0
        found = capsys.readouterr()
        return found.out + found.err

    whole = said("import", path, first, *version, *how)
    whole += said("import", path, second, *version, "--dry-run", *how)
    whole += said("compare", path, 1, second, *how)
    whole += said("import", path, second, *version, *how)
    whole += said("compare", path, 1, 2, *how)
    whole += said("lists", path, *how)
    whole += said("check", path, "--purpose", "visa", *how)
    whole += said("freeze", path, "--side", "IN", *how)
    for number, what in enumerate(
        (
            ("corrections", "IN", "--list", second),
            ("missing", "RU", "--purpose", "visa"),
            ("template", "IN"),
        )
    ):
        out = desk / f"{number}.xlsx"
        words = ("export", path, what[0], out, "--side", *what[1:])
        assert cli.main([str(word) for word in words]) == 0
        found = capsys.readouterr()
        whole += found.out + found.err
    private = {text for key, text in canaries().items() if DELEGATE[key].privacy.masked}
    assert "Nina Testova" in whole
    assert [text for text in private | {"21 Mar 1987"} if text in whole] == []
    assert traces(tmp_path, desk, paths.data_dir() / "backups") == {}
    shown = said("compare", path, 1, 2, "--show-private", *how)
    assert canary("passport_number") in shown, "or nothing was there to be hidden"


def test_a_program_that_logs_what_it_should_not_is_caught(desk, tmp_path, talkative):
    workspace = Workspace.open(desk / "session.rapporteur", OpenMode.VIEW)
    with workspace.read() as db:
        person = delegates.list_delegates(db, 1)[-1]
    workspace.close()
    logging.getLogger("rapporteur.tests").info("saved %s", person["designation"])
    found = traces(tmp_path, desk, paths.data_dir() / "backups")
    assert set(found) == {talkative.name}
    assert holes(f"saved {person['remarks']}")


def test_the_search_finds_canaries_where_they_belong(desk, tmp_path):
    assert set(traces(desk)) == {"session.rapporteur"}
    assert traces(paths.data_dir() / "backups")
