"""The README is true: its commands, options and files exist, and its example comes out so."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from rapporteur import cli
from rapporteur.domain.checks import PURPOSES
from rapporteur.domain.column_sets import COLUMN_SETS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^rapporteur (.+)$", README, re.MULTILINE)

TWO_SIDES = """
[session]
ordinal = 5
working_group = "Working Group on Climate"
start_date = 1992-02-18
[[sides]]
code = "JP"
name = "Japan"
[[sides]]
code = "DE"
name = "Germany"
"""


def test_there_are_examples() -> None:
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize("line", COMMANDS)
def test_every_example_is_right_usage(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    # Wrong options are told before the file is looked for, in a folder that is not there.
    words = [
        f"not-there/{word}" if word.endswith(".rapporteur") else word for word in shlex.split(line)
    ]
    code = cli.main(words)
    assert (code, capsys.readouterr().err != "") == (cli.REFUSED, True), "refused, but understood"


def test_every_verb_of_the_set_up_script_is_named() -> None:
    script = (ROOT / "packaging" / "dev.py").read_text("utf-8")
    verbs = set(re.findall(r"^    python3 packaging/dev\.py (\w+)", script, re.MULTILINE))
    assert len(verbs) >= 7
    named = set(re.findall(r"packaging[/\\]dev\.py (\w+)", README))
    assert (sorted(verbs - named), sorted(named - verbs)) == ([], [])


def test_every_set_of_columns_and_every_purpose_is_named() -> None:
    for command, known in (("export", COLUMN_SETS), ("check", PURPOSES)):
        row = next(line for line in README.splitlines() if line.startswith(f"| `{command} FILE"))
        missing = [found.key for found in known if f"`{found.key}`" not in row]
        assert missing == [], command


def test_every_file_it_points_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    files = [link for link in links if "://" not in link]
    files += re.findall(r"`((?:desktop|resources|tests|packaging)/[^`\s]*)`", README)
    assert [name for name in files if not (ROOT / name).exists()] == []


def test_the_two_delegations_of_the_example_come_out_as_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts, session, out = tmp_path / "f.toml", tmp_path / "s.rapporteur", tmp_path / "roster.xlsx"
    facts.write_text(TWO_SIDES, encoding="utf-8")
    example = re.search(r"`(tests/samples/lists/\S+\.xlsx)`", README)
    said = re.search(r"Here (\d+) are new, (\d+) doubtful", README)
    assert example is not None
    assert said is not None
    assert cli.main(["new", str(session), "--facts", str(facts)]) == cli.DONE
    assert cli.main(["import", str(session), str(ROOT / example[1])]) == cli.DONE
    counts = capsys.readouterr().out
    assert f"{said[1]} new" in counts
    assert f"{said[2]} doubtful" in counts
    assert cli.main(["export", str(session), "roster", str(out)]) == cli.DONE
    assert f"{said[1]} people" in capsys.readouterr().out
