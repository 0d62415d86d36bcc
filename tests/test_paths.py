"""Folders of this person and files of the program, in every layout the program is shipped in."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rapporteur import paths

FOLDERS = [paths.config_dir, paths.data_dir, paths.log_dir, paths.cache_dir, paths.temp_dir]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda function: function.__name__)
def test_a_folder_is_made_in_the_persons_own_home(
    folder: Callable[[], Path], isolated_folders: Path
) -> None:
    made = folder()
    assert made.is_dir()
    assert made.is_relative_to(isolated_folders)


@pytest.mark.skipif(os.name != "posix", reason="mode bits mean nothing on Windows")
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda function: function.__name__)
def test_nobody_else_can_look_in_even_where_the_folder_stood_open(
    folder: Callable[[], Path],
) -> None:
    folder().chmod(0o755)
    assert stat.S_IMODE(folder().stat().st_mode) == 0o700


def test_the_folders_do_not_mix() -> None:
    assert len({folder() for folder in FOLDERS}) == len(FOLDERS)


def test_a_resource_of_the_checkout_is_found() -> None:
    assert paths.resource("icons/add.svg").read_text("utf-8").endswith("</svg>\n")
    assert paths.resource("fonts").is_dir()


def test_an_installed_wheel_has_its_resources_inside(tmp_path: Path, monkeypatch) -> None:
    package = tmp_path / "site-packages" / "rapporteur"
    (package / "resources" / "icons").mkdir(parents=True)
    (package / "resources" / "icons" / "add.svg").touch()
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert paths.resource("icons/add.svg") == package / "resources" / "icons" / "add.svg"


def test_a_frozen_bundle_comes_first(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "only-here").touch()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("only-here") == tmp_path / "resources" / "only-here"


def test_a_missing_resource_says_what_to_do() -> None:
    with pytest.raises(paths.MissingResourceError, match=r"icons/nothing\.svg.*install .* again"):
        paths.resource("icons/nothing.svg")


def test_a_missing_resources_folder_says_what_to_do(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "a" / "b" / "paths.py"))
    with pytest.raises(paths.MissingResourceError, match="install Rapporteur again"):
        paths.resource("icons/add.svg")


@pytest.mark.parametrize("relative", ["/etc/hosts", "../pyproject.toml", "icons\\add.svg"])
def test_a_way_out_of_the_resources_is_a_mistake(relative: str) -> None:
    with pytest.raises(ValueError, match="not a path inside"):
        paths.resource(relative)
