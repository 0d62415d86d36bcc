"""Carrying over on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from rapporteur import cli
from rapporteur.services import sessions
from rapporteur.services.carrying.contents import Contents, contents_of
from rapporteur.services.facts import sample_facts
from rapporteur.services.workspace import Workspace


@pytest.fixture(scope="module")
def tenth_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tenth") / "10.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        sessions.create_session(db, sample_facts("samples/tenth-session.toml"))
    workspace.close()
    return path


@pytest.fixture
def tenth(tenth_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(tenth_file, tmp_path / "10.rapporteur"))


def carry(tenth: Path, target: Path, *more: str) -> int:
    return cli.main(["carry-over", str(tenth), str(target), *more])


def made(tenth: Path, target: Path, *more: str) -> Contents:
    assert carry(tenth, target, "--date", "6 August 2025", *more) == 0
    return contents_of(target)


def test_a_new_file_is_made_and_the_report_printed(
    tenth: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = made(
        tenth, tmp_path / "11.rapporteur", "--city", "New Delhi", "--city-ru", "Нью-Дели",
        "--time-zone", "Asia/Kolkata", "--last-day", "2025-08-07", "--venue", "Vanijya Bhawan",
    )  # fmt: skip
    wanted = {
        "ordinal": "11", "start_date": "2025-08-06", "end_date": "2025-08-07",
        "signing_date": "2025-08-07", "city_en": "New Delhi", "city_ru": "Нью-Дели",
        "time_zone": "Asia/Kolkata", "venue_en": "Vanijya Bhawan",
    }  # fmt: skip
    assert {key: held.session[key] for key in wanted} == wanted
    out = capsys.readouterr().out
    assert out.startswith("From session 10 (10.rapporteur) to session 11\n")
    assert "10/03 Name the institutes" in out
    assert "done on 12 Dec 2024" in out
    assert "Did not come over" in out


def test_number_host_and_delegates_can_be_chosen(tenth: Path, tmp_path: Path) -> None:
    held = made(
        tenth, tmp_path / "a.rapporteur", "--ordinal", "13", "--host", "ru", "--delegates", "all"
    )  # fmt: skip
    assert held.session["ordinal"] == "13"
    assert [s["code"] for s in held.sides if s["host"]] == ["RU"]
    assert held.session["time_zone"] == "Europe/Moscow"
    assert len(held.delegates) == len(contents_of(tenth).delegates)
    none = made(tenth, tmp_path / "b.rapporteur", "--delegates", "none")
    assert none.delegates == ()


def test_into_a_session_that_is_there_and_twice(
    tenth: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "11.rapporteur"
    before = made(tenth, target)
    capsys.readouterr()
    assert carry(tenth, target, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["from"], report["to"]) == ("10", "11")
    assert report["counts"]["taken"] == 0
    assert report["counts"]["there"] > 40
    fates = {line["name"][:5]: line["fate"] for line in report["lines"]}
    assert (fates["10/01"], fates["10/03"]) == ("there", "left")
    assert contents_of(target).actions == before.actions


def test_a_dry_run_writes_nothing(
    tenth: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "11.rapporteur"
    assert carry(tenth, target, "--date", "2025-08-06", "--dry-run") == 0
    assert "Nothing was written." in capsys.readouterr().out
    assert not target.exists()
    made(tenth, target, "--delegates", "none")
    capsys.readouterr()
    content = target.read_bytes()
    assert carry(tenth, target, "--delegates", "all", "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out)["counts"]["taken"] > 20
    assert target.read_bytes() == content


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([], "needs --date"),
        (["--date", "soon"], "--date"),
        (["--date", "2025-08-06", "--time-zone", "Nowhere/Here"], "no time zone Nowhere/Here"),
        (["--date", "2025-08-06", "--ordinal", "eleven"], "--ordinal"),
        (["--delegates", "some"], "some"),
    ],
)
def test_wrong_usage_is_said_and_makes_no_file(
    tenth: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    target = tmp_path / "11.rapporteur"
    assert carry(tenth, target, *more) == 2
    assert said in capsys.readouterr().err
    assert not target.exists()


def test_what_an_existing_session_says_itself_is_wrong_usage(tenth: Path, tmp_path: Path) -> None:
    target = tmp_path / "11.rapporteur"
    made(tenth, target)
    assert carry(tenth, target, "--date", "2025-09-06") == 2


def test_refusals_end_with_one_and_make_no_file(
    tenth: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "11.rapporteur"
    assert carry(tmp_path / "nowhere.rapporteur", target, "--date", "2025-08-06") == 1
    assert carry(tenth, target, "--date", "2020-08-06") == 1
    assert carry(tenth, target, "--date", "2025-08-06", "--host", "XX") == 1
    assert not target.exists()
    assert carry(tenth, tenth) == 1
    assert "this same session" in capsys.readouterr().err
