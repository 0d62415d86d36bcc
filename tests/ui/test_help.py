"""The help says what the program does: keys, menus, purposes, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence

from rapporteur import paths
from rapporteur.domain.column_sets import COLUMN_SETS
from rapporteur.ui.window import MainWindow

PAGES = sorted(paths.resource("help").glob("*.md"))


def _plain(text: str) -> str:
    return text.replace("&", "")


def _table_keys(page: str) -> set[str]:
    """The keys in the first column of the tables, such as "Ctrl+1" of "| Ctrl+1, Ctrl+2 |"."""
    cells = re.findall(r"^\| ([^|]+?) \|", page, re.MULTILINE)
    return {key.split(" in ")[0].strip() for cell in cells for key in re.split(r", (?=\S)", cell)}


def test_the_keys_page_names_every_key_there_is(open_window: MainWindow) -> None:
    portable = QKeySequence.SequenceFormat.PortableText
    keys = {
        shortcut.toString(portable)
        for action in open_window.findChildren(QAction)
        for shortcut in action.shortcuts()
    }
    assert len(keys) > 20
    named = _table_keys(paths.resource("help/20-keyboard.md").read_text("utf-8"))
    assert sorted(keys - named) == []


def test_the_keys_page_names_no_key_that_is_gone(open_window: MainWindow) -> None:
    page = paths.resource("help/20-keyboard.md").read_text("utf-8")
    frame = page.split("## In a form")[0]
    named = {key for key in _table_keys(frame) if "+" in key or re.fullmatch(r"F\d+", key)}
    keys = {
        shortcut.toString()
        for action in open_window.findChildren(QAction)
        for shortcut in action.shortcuts()
    }
    assert sorted(named - keys) == []


@pytest.mark.parametrize("page", [*PAGES, paths.resource("help").parents[1] / "README.md"],
                         ids=lambda page: page.stem)  # fmt: skip
def test_every_menu_path_exists(open_window: MainWindow, page: Path) -> None:
    menus = {
        (_plain(title), _plain(action.text()).split(": ")[0])
        for title, actions in open_window.menus.all_actions()
        for action in actions
    }
    named = re.findall(r"\*(\w+) ▸ ([^*]+)\*", page.read_text("utf-8"))
    missing = [
        f"{menu} ▸ {entry}"
        for menu, entry in named
        if not any(menu == title and text.startswith(entry) for title, text in menus)
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_to_a_page(page: Path) -> None:
    links = re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).is_file()] == []


def test_the_export_page_names_every_purpose() -> None:
    text = paths.resource("help/07-export.md").read_text("utf-8").casefold()
    words = {found.name.casefold().removesuffix(" and plates") for found in COLUMN_SETS}
    assert [word for word in sorted(words) if word not in text] == []
