from __future__ import annotations

from pathlib import Path

import pytest

from rapporteur.__main__ import main, names_command


@pytest.mark.parametrize("word", ["sample", "import", "imprt", "--version", "-h"])
def test_words_that_are_commands(
    word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert names_command(word)


@pytest.mark.parametrize("word", ["11th.rapporteur", "--offscreen", "folder/session", "/a/b"])
def test_words_that_lead_to_the_window(word: str) -> None:
    assert not names_command(word)


def test_a_file_without_a_suffix_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "session").touch()
    assert not names_command("session")


def test_a_mistyped_command_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["imprt", "list.xlsx"]) == 2
    assert "imprt" in capsys.readouterr().err
