"""The shipped templates are what the script builds, and carry nothing of anybody's machine."""

from __future__ import annotations

import importlib.util
import re
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import docx
import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted((ROOT / "resources" / "templates").glob("*.docx"))


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("templates", ROOT / "packaging" / "templates.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_building_them_again_changes_nothing(builder, tmp_path):
    made = builder.build(tmp_path)
    assert sorted(path.name for path in made) == [path.name for path in SHIPPED]
    for path in made:
        committed = ROOT / "resources" / "templates" / path.name
        assert parts(path) == parts(committed), f"run packaging/templates.py for {path.name}"
        assert path.read_bytes() == committed.read_bytes()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_names_and_no_machine_in_them(path):
    about = docx.Document(str(path)).core_properties
    assert about.author == about.last_modified_by == about.comments == about.title == ""
    whole = b"\n".join(parts(path).values())
    assert not re.search(rb"python|Macintosh|Users|/home/|C:\\|normal\.dot", whole, re.IGNORECASE)
