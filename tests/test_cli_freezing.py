"""Freezing, lists as frozen and corrigenda on the command line."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from rapporteur import cli
from rapporteur.services import delegates
from rapporteur.services.workspace import Workspace


@pytest.fixture
def session(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "sample.rapporteur"
    assert cli.main(["sample", str(path)]) == 0
    capsys.readouterr()
    return path


def rename_first(path: Path, designation: str) -> None:
    workspace = Workspace.open(path)
    with workspace.edit("designation") as db:
        first = delegates.list_delegates(db)[0]
        delegates.set_field(db, [first.id], "designation", designation)
    workspace.close()


def texts(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_a_freeze_is_reported_by_the_clock_of_the_session(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["freeze", str(session), "--side", "in", "--remark", "to DPIIT", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert {key: report[key] for key in ("side", "number", "people", "remark")} == {
        "side": "IN", "number": 1, "people": 45, "remark": "to DPIIT"}  # fmt: skip
    assert datetime.fromisoformat(report["at"]).utcoffset() == timedelta(hours=5, minutes=30)
    assert cli.main(["freeze", str(session), "--side", "RU"]) == 0
    assert "the list of Russia is frozen as of " in capsys.readouterr().out


def test_from_the_freeze_to_the_corrigendum(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["freeze", str(session), "--side", "IN"]) == 0
    rename_first(session, "Special Secretary")
    out = tmp_path / "out.xlsx"
    command = ["export", str(session), "corrigendum", str(out), "--side", "IN"]
    assert cli.main(command) == 0
    assert "Corrigendum No. 1, 1 change, columns public." in capsys.readouterr().out
    assert {"Reads now", "Special Secretary"} <= set(texts(out))
    assert cli.main([*command, "--language", "ru"]) == 0
    assert "Стало" in texts(out)
    frozen = ["export", str(session), "roster", str(out), "--side", "IN", "--as-frozen"]
    assert cli.main(frozen) == 0
    assert any(text.startswith("Frozen as of ") for text in texts(out))
    assert "Special Secretary" not in texts(out)


def test_what_cannot_be_is_said_and_nothing_is_written(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.xlsx"
    command = ["export", str(session), "corrigendum", str(out)]
    assert cli.main(command) == 2
    assert "add --side CODE" in capsys.readouterr().err
    assert cli.main([*command, "--side", "IN"]) == 1
    assert "has not been frozen" in capsys.readouterr().err
    assert cli.main(["export", str(session), "roster", str(out), "--as-frozen"]) == 1
    assert "has not been frozen" in capsys.readouterr().err
    assert cli.main(["freeze", str(session), "--side", "XX"]) == 1
    assert "The codes are IN and RU" in capsys.readouterr().err
    assert cli.main(["freeze", str(session), "--side", "IN"]) == 0
    capsys.readouterr()
    assert cli.main([*command, "--side", "IN"]) == 1
    assert "Nothing has changed" in capsys.readouterr().err
    assert not out.exists()
