from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from rapporteur import __version__, cli, paths
from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.names import full_name
from rapporteur.services import delegates
from rapporteur.services.columns import column_sets
from rapporteur.services.columns.set_defaults import forget_default, keep_default
from rapporteur.services.workspace import OpenMode, Workspace

FACTS = """
[session]
ordinal = 11
working_group = "Working Group"
start_date = 2025-08-06
[[sides]]
preset = "India"
host = true
[[sides.delegates]]
full_name = "Anil Kumar Sharma"
role = "Head of Delegation"
[[sides]]
preset = "Russia"
[[sides.delegates]]
full_name = "Груздев Алексей Владимирович"
role = "Глава делегации"
"""


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """A session file of one delegate per side."""
    facts = tmp_path / "facts.toml"
    facts.write_text(FACTS, encoding="utf-8")
    path = tmp_path / "session.rapporteur"
    assert cli.main(["new", str(path), "--facts", str(facts)]) == 0
    return path


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A list as a ministry sends it: a known person, a namesake by initials, a new one."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Состав"
    for row in (
        ["Состав делегации"],
        [],
        ["№ п/п", "Фамилия, имя, отчество", "Должность", "Организация", "Взнос"],
        [1, "Груздев Алексей Владимирович", "Заместитель Министра", "Минпромторг", 1],
        [2, "Щукина Ольга Юрьевна", "Советник", "Минпромторг", 2],
        ["Итого:", "2"],
    ):
        sheet.append(row)
    path = tmp_path / "список.xlsx"
    book.save(path)
    return path


def people(path: Path) -> list[str]:
    """The names in the file, in order."""
    workspace = Workspace.open(path, OpenMode.VIEW)
    with workspace.read() as db:
        found = [full_name(d) for d in delegates.list_delegates(db)]
    workspace.close()
    return found


def test_new_makes_a_session_and_never_overwrites(session, tmp_path, capsys):
    before = session.read_bytes()
    capsys.readouterr()
    assert cli.main(["new", str(session), "--facts", str(tmp_path / "facts.toml")]) == 1
    assert cli.main(["sample", str(session)]) == 1
    error = capsys.readouterr().err
    assert "already something" in error
    assert session.read_bytes() == before
    assert people(session) == ["Anil Kumar Sharma", "Груздев Алексей Владимирович"]


def test_facts_with_a_mistake_leave_no_file(tmp_path, capsys):
    facts = tmp_path / "facts.toml"
    facts.write_text(FACTS.replace("ordinal", "ordnal"), encoding="utf-8")
    target = tmp_path / "session.rapporteur"
    assert cli.main(["new", str(target), "--facts", str(facts)]) == 1
    assert "line 3" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir() if "session" in p.name] == []


def test_the_session_before_the_sample_can_be_made_too(tmp_path, capsys):
    assert cli.main(["sample", str(tmp_path / "tenth.rapporteur"), "--earlier"]) == 0
    assert "session 10, 29 delegates" in capsys.readouterr().out


def test_sample_makes_the_sample(tmp_path, capsys):
    target = tmp_path / "sample.rapporteur"
    assert cli.main(["sample", str(target)]) == 0
    assert "81 delegates" in capsys.readouterr().out
    assert len(people(target)) == 81


def test_import_reports_as_json_and_writes_in_one_step(session, received, capsys):
    capsys.readouterr()
    assert cli.main(["import", str(session), str(received), "--side", "ru", "--json"]) == 0
    output = capsys.readouterr()
    report = json.loads(output.out)
    assert set(report) == {"sheet", "header_row", "mapping", "unmapped", "rows", "issues"}
    assert (report["sheet"], report["header_row"]) == ("Состав", 3)
    assert report["mapping"]["Фамилия, имя, отчество"] == "full_name"
    assert report["unmapped"] == ["Взнос"]
    assert set(report["rows"]) == {"new", "changed", "same", "doubtful", "faulty", "skipped"}
    assert (report["rows"]["new"], report["rows"]["changed"]) == (1, 1)
    assert all({"cell", "code", "message"} <= set(issue) for issue in report["issues"])
    assert output.err == ""
    assert "Щукина Ольга Юрьевна" in people(session)
    workspace = Workspace.open(session)
    workspace.undo()
    workspace.close()
    assert people(session) == ["Anil Kumar Sharma", "Груздев Алексей Владимирович"]


def test_a_dry_run_changes_no_byte(session, received, capsys):
    before = session.read_bytes()
    assert cli.main(["import", str(session), str(received), "--side", "RU", "--dry-run"]) == 0
    assert "Nothing was written." in capsys.readouterr().out
    assert session.read_bytes() == before


def test_doubtful_rows_are_taken_only_when_asked(session, tmp_path, capsys):
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["ФИО", "Должность"], ["Груздев А.В.", "Советник"]):
        book.active.append(row)
    path = tmp_path / "list.xlsx"
    book.save(path)
    command = ["import", str(session), str(path), "--side", "RU", "--json"]
    assert cli.main(command) == 0
    assert len(people(session)) == 2
    assert cli.main([*command, "--accept-doubtful"]) == 0
    assert len(people(session)) == 3
    capsys.readouterr()


@pytest.mark.parametrize("content", [b"", b"not a workbook at all", b"PK\x03\x04 broken"])
def test_a_list_that_is_none_is_refused_in_words(session, tmp_path, capsys, content):
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    capsys.readouterr()
    assert cli.main(["import", str(session), str(path), "--side", "RU"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert "list.xlsx" in output.err
    assert "Traceback" not in output.err
    assert "fault of the program" not in output.err
    assert people(session) == ["Anil Kumar Sharma", "Груздев Алексей Владимирович"]


def test_an_unknown_side_or_sheet_is_refused(session, received, capsys):
    for more in (["--side", "XX"], ["--side", "RU", "--sheet", "Nope"]):
        assert cli.main(["import", str(session), str(received), *more]) == 1
    errors = capsys.readouterr().err
    assert "XX" in errors
    assert "Nope" in errors


def test_export_writes_a_workbook_that_imports_as_the_same(session, tmp_path, capsys):
    out = tmp_path / "roster.xlsx"
    assert cli.main(["export", str(session), "roster", str(out)]) == 0
    capsys.readouterr()
    assert cli.main(["import", str(session), str(out), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["rows"]["new"] == report["rows"]["changed"] == 0


def test_export_names_the_known_sets(session, tmp_path, capsys):
    out = tmp_path / "roster.xlsx"
    assert cli.main(["export", str(session), "roster", str(out), "--columns", "vsa"]) == 2
    assert "public, gate-pass, visa" in capsys.readouterr().err
    assert cli.main(["export", str(session), "roster", str(out), "--side", "XX"]) == 1
    assert not out.exists()


def test_export_takes_sets_of_the_session_by_key_or_name(session, tmp_path, capsys):
    workspace = Workspace.open(session)
    with workspace.edit("Set") as db:
        made = column_sets.create(db, "Gala dinner", "Гала-ужин")
        column_sets.set_fields(db, made.key, ("full_name", "diet"), purpose="The cook")
        column_sets.set_heading(db, made.key, "diet", "en", "What they eat")
    workspace.close()
    for name in ("gala-dinner", "Gala dinner", "гала-ужин"):
        out = tmp_path / "dinner.xlsx"
        assert cli.main(["export", str(session), "roster", str(out), "--columns", name]) == 0
        assert "columns gala-dinner." in capsys.readouterr().out
        cells = [c.value for row in openpyxl.load_workbook(out).worksheets[0] for c in row]
        assert "What they eat" in cells
        assert cli.main(["import", str(session), str(out), "--json"]) == 0
        rows = json.loads(capsys.readouterr().out)["rows"]
        assert (rows["same"], sum(rows.values())) == (2, 2)


def test_column_sets_are_listed_with_what_they_may_carry(session, capsys):
    workspace = Workspace.open(session)
    with workspace.edit("Set") as db:
        made = column_sets.create(db, "Dinner")
        column_sets.set_fields(db, made.key, ("full_name", "diet"), purpose="The cook")
    workspace.close()
    capsys.readouterr()
    assert cli.main(["column-sets", str(session), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["sets"]
    assert [one["key"] for one in found][:2] == ["public", "gate-pass"]
    assert found[-1] == {
        "key": "dinner", "name": "Dinner", "name_ru": "", "purpose": "The cook", "retention": "",
        "fields": ["full_name", "diet"], "private": ["health"], "headings": {},
    }  # fmt: skip
    assert cli.main(["column-sets", str(session)]) == 0
    text = capsys.readouterr().out
    assert "dinner: Dinner (The cook)\n    columns: full_name, diet\n" in text
    assert "    private data: health\n" in text
    assert cli.main(["column-sets", str(session.parent / "none.rapporteur")]) == 1


def test_a_new_session_begins_with_the_sets_of_the_computer(tmp_path, capsys):
    keep_default(ColumnSet("press", "Press", "", "", ("full_name", "organisation")))
    facts = tmp_path / "facts.toml"
    facts.write_text(FACTS, encoding="utf-8")
    for name in ("new", "sample"):
        path = tmp_path / f"{name}.rapporteur"
        extra = ["--facts", str(facts)] if name == "new" else []
        assert cli.main([name, str(path), *extra]) == 0
    forget_default("press")
    capsys.readouterr()
    keys = {}
    for name in ("new", "sample"):
        assert cli.main(["column-sets", str(tmp_path / f"{name}.rapporteur"), "--json"]) == 0
        keys[name] = [one["key"] for one in json.loads(capsys.readouterr().out)["sets"]]
    assert keys["new"] == [*keys["sample"], "press"]  # the sample is the same everywhere


def test_a_new_session_is_made_without_sets_that_cannot_be_read(tmp_path, capsys):
    (paths.config_dir() / "column-sets.json").write_text("{", encoding="utf-8")
    facts, path = tmp_path / "facts.toml", tmp_path / "session.rapporteur"
    facts.write_text(FACTS, encoding="utf-8")
    assert cli.main(["new", str(path), "--facts", str(facts)]) == 0
    assert "column-sets.json (damaged, or written by something else)" in capsys.readouterr().err
    assert len(people(path)) == 2


def test_check_lists_findings_and_still_ends_well(session, capsys):
    capsys.readouterr()
    assert cli.main(["check", str(session), "--purpose", "visa", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["file"] == "sound"
    (missing,) = [f for f in report["findings"] if f["code"] == "missing"]
    assert (missing["side"], missing["severity"], missing["field"]) == (
        "RU",
        "error",
        "designation",
    )
    assert cli.main(["check", str(session)]) == 0
    assert "the file is sound" in capsys.readouterr().out
    assert cli.main(["check", str(session), "--purpose", "dinner"]) == 2


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(100), b"PK\x03\x04", None])
def test_a_file_that_is_no_session_is_refused_in_words(tmp_path, capsys, content):
    path = tmp_path / "session.rapporteur"
    if content is not None:
        path.write_bytes(content)
    assert cli.main(["check", str(path)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("rapporteur: ")
    assert "fault of the program" not in error
    assert content is None or path.read_bytes() == content


POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="names and files of POSIX systems")


@POSIX_ONLY
def test_a_pipe_a_loop_and_a_long_name_are_refused_at_once(tmp_path, session, capsys):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "nowhere").symlink_to("nothing")
    for name, words in (
        ("pipe", "a device or a pipe"),
        ("loop", "cannot be opened"),
        ("nowhere", "no file"),
        ("x" * 300, "cannot be opened"),
    ):
        assert cli.main(["check", str(tmp_path / name)]) == 1
        assert words in capsys.readouterr().err
    for length in (240, 300):  # the second is no name at all, the first leaves no room for others
        assert cli.main(["sample", str(tmp_path / ("x" * length))]) == 1
        assert "too long" in capsys.readouterr().err
    assert cli.main(["import", str(session), str(tmp_path / "pipe"), "--side", "RU"]) == 1
    assert "is a pipe" in capsys.readouterr().err
    assert cli.main(["export", str(session), "roster", str(tmp_path / "pipe")]) == 1
    assert "device or a pipe" in capsys.readouterr().err


@POSIX_ONLY
def test_names_that_are_no_text_are_names_all_the_same(session, received, tmp_path, capsys):
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/odd \xff \xd0\xb0.rapporteur")
    session.rename(odd)
    listed = os.fsdecode(os.fsencode(tmp_path) + b"/list \xfe.xlsx")
    received.rename(listed)
    assert cli.main(["import", odd, listed, "--side", "RU"]) == 0
    assert cli.main(["check", odd]) == 0
    assert cli.main(["export", odd, "roster", str(tmp_path / "out.xlsx")]) == 0
    assert "fault of the program" not in capsys.readouterr().err
    workspace = Workspace.open(Path(odd))
    assert workspace.journal(limit=1)[0].label == "Import of list .xlsx"
    assert workspace.backups()
    workspace.close()


def test_a_list_never_takes_the_place_of_a_session(session, tmp_path, capsys):
    before = session.read_bytes()
    for target in (str(session), str(tmp_path), ""):
        assert cli.main(["export", str(session), "roster", target]) == 1
        error = capsys.readouterr().err
        assert "database" in error or "folder" in error
    assert session.read_bytes() == before


@POSIX_ONLY
def test_without_a_home_nothing_is_made_and_the_reason_is_said(tmp_path):
    target = tmp_path / "s.rapporteur"
    nowhere = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), "/proc/nowhere")
    done = run("-m", "rapporteur", "sample", str(target), **nowhere)
    assert done.returncode == 1
    assert b"own folder" in done.stderr
    assert not target.exists()


def test_rows_left_out_for_one_reason_share_a_line(session, tmp_path, capsys):
    book = openpyxl.Workbook()
    for row in (["Country", "Name"], ["Japan", "Kenji Mori"], ["Japan", "Aiko Abe"],
                ["India", "Ravi Nair"], ["Japan", "Emi Ito"], ["Peru", "Luz Paz"]):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    assert cli.main(["import", str(session), str(tmp_path / "list.xlsx"), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "Rows 2-3, 5: “Japan”" in said
    assert "Row 6: “Peru”" in said


@POSIX_ONLY
def test_a_console_that_is_not_there_is_no_fault(session):
    program = f"{sys.executable} -m rapporteur check '{session}'"
    environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])}
    for closed, code in ((">&-", 0), ("2>&-", 0), ("> /dev/full", 1)):
        done = subprocess.run(
            ["sh", "-c", f"{program} {closed}"],
            capture_output=True, check=False, timeout=60, env=environment,
        )  # fmt: skip
        assert done.returncode == code, closed
        assert b"fault" not in done.stderr


def test_a_file_that_is_open_elsewhere_is_looked_at_but_not_changed(session, received, capsys):
    other = Workspace.open(session)
    capsys.readouterr()
    assert cli.main(["check", str(session)]) == 0
    assert cli.main(["import", str(session), str(received), "--side", "RU", "--dry-run"]) == 0
    assert capsys.readouterr().err == ""
    before = session.read_bytes()
    assert cli.main(["import", str(session), str(received), "--side", "RU"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert re.search(r"was opened by \S+ on \S+ and has been in use since \d\d\.", output.err)
    other.close()
    assert session.read_bytes() == before


@pytest.mark.parametrize(
    "words", [["new"], ["new", "x"], ["export", "x", "protocol", "y"], ["check"], ["--nonsense"]]
)
def test_wrong_usage_is_told_apart(words, capsys):
    assert cli.main(words) == 2
    assert "usage:" in capsys.readouterr().err


def test_version_and_help(capsys):
    assert cli.main(["--version"]) == 0
    assert cli.main(["--help"]) == 0
    output = capsys.readouterr().out
    assert __version__ in output
    assert all(word in output for word in ("new", "import", "export", "check", "sample"))


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2]), **environment},
    )


def test_the_version_needs_no_heavy_library_and_no_command_needs_qt(session, received):
    heavy = "import sys; from rapporteur.__main__ import main; main({!r}); print(*sys.modules)"
    loaded = run("-c", heavy.format(["--version"])).stdout.split()
    assert b"rapporteur.cli" in loaded
    for library in (b"sqlalchemy", b"PySide6", b"openpyxl", b"rapidfuzz", b"platformdirs"):
        assert library not in loaded
    loaded = run("-c", heavy.format(["import", str(session), str(received), "--side", "RU"])).stdout
    assert b"sqlalchemy" in loaded
    assert b"PySide6" not in loaded
    loaded = run("-c", heavy.format(["check", str(session)])).stdout.split()
    assert b"rapporteur.domain.checks" in loaded
    for library in (b"openpyxl", b"sqlalchemy", b"alembic"):
        assert library not in loaded


def test_output_is_utf8_whatever_the_console_speaks(session, received):
    words = ("-m", "rapporteur", "import", str(session), str(received), "--side", "RU", "--json")
    done = run(*words, PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["sheet"] == "Состав"


@pytest.mark.skipif(os.name == "nt", reason="a shell with true")
def test_a_reader_that_goes_away_is_no_error(session):
    program = f"{sys.executable} -m rapporteur check '{session}' --purpose visa | true"
    environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])}
    done = subprocess.run(
        ["sh", "-c", program], capture_output=True, check=False, timeout=60, env=environment
    )
    assert done.stderr == b""


CANARIES = {
    "family_name": "Canaryfamily",
    "given_name": "Canarygiven",
    "passport_number": "CANARY0001",
    "email": "canary@example.org",
    "phone": "+7 000 2718281",
    "date_of_birth": "1961-02-03",
    "hotel": "Canary Hotel",
    "remarks": "canary remark",
}


def test_personal_data_never_reach_a_log_or_a_fault_report(session, capsys, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    workspace = Workspace.open(session)
    with workspace.edit("Canaries") as db:
        person = delegates.create_delegate(db, 1, CANARIES)
    for wrong in (
        lambda db: delegates.update_delegate(
            db, person.id, {"passport_number": FieldEdit("CANARY0009", "CANARY0002")}
        ),
        lambda db: delegates.set_field(db, [person.id], "arrival_date", "canary day"),
        lambda db: delegates.create_delegate(db, 999, CANARIES),
        lambda db: db.get_one(object, CANARIES["email"]),
    ):
        with pytest.raises(Exception) as caught, workspace.edit("wrong") as db:  # noqa: PT011
            wrong(db)
        logging.getLogger("test").info("refused: %s", caught.value)
        assert "anary" not in repr(person)
    workspace.close()

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"canary of {CANARIES}")

    monkeypatch.setattr("rapporteur.services.checking.check_lists", broken)
    assert cli.main(["check", str(session)]) == 1
    output = capsys.readouterr()
    assert "RuntimeError" in output.err
    written = output.out + output.err + caplog.text
    assert "refused: " in written
    for canary in (*CANARIES.values(), "CANARY0002", "canary day"):
        assert canary.casefold() not in written.casefold()
