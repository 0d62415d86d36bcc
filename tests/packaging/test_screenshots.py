"""The pictures of the README: made by the script, all of them, small, and not empty."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "screenshots.py"
SHOWN = re.findall(r"\(resources/pictures/([\w-]+\.png)\)", (ROOT / "README.md").read_text("utf-8"))
LARGEST = 150_000


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pictures drawn just now."""
    folder = tmp_path_factory.mktemp("pictures")
    done = subprocess.run(
        [sys.executable, SCRIPT, folder], capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_the_script_draws_what_the_readme_shows(drawn: Path) -> None:
    stored = {path.name for path in (ROOT / "resources" / "pictures").iterdir()}
    assert {path.name for path in drawn.iterdir()} == set(SHOWN) == stored


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_is_small_and_shows_something(drawn: Path, name: str) -> None:
    for folder in (drawn, ROOT / "resources" / "pictures"):
        picture = QImage(str(folder / name))
        assert (folder / name).stat().st_size < LARGEST
        assert picture.width() >= 800
        assert picture.colorCount() > 60, "a blank window has few colours"


def test_the_dark_picture_is_dark(drawn: Path) -> None:
    light, dark = (
        QImage(str(drawn / f"delegates-{name}.png")).pixelColor(400, 700).lightness()
        for name in ("light", "dark")
    )
    assert light > 200
    assert dark < 80
