"""What is committed: nothing of one machine, and every shipped file usable."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "packaging" / "requirements.lock"
ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))
FONTS = sorted((ROOT / "resources" / "fonts").glob("*.ttf"))
SVG = "{http://www.w3.org/2000/svg}"

BINARY = {".ttf", ".png", ".qm", ".ico", ".docx", ".rapporteur",
          ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}  # fmt: skip
# The tests and licences of others may speak of addresses; the project's own text may not.
MACHINE = re.compile(
    r"(?<![\w.~$}/-])/(?:work|root|home/\w+|Users/\w+|tmp)/\w"  # a folder on somebody's machine
    r"|[A-Za-z]:\\Users\\\w"
    r"|\bfile:///(?!/)\w"
    r"|https?://[\w.:-]+/(?:simple|pypi|artifactory|nexus)\b"  # a package registry or mirror
    r"|\b(?:index-url|extra-index-url)\s*[=:]",
)


def committed_texts() -> list[Path]:
    """Text files git knows or would take; in an unpacked archive there is no git to ask."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    own = Path(__file__).resolve()  # holds the examples the patterns are tried on
    return [p for p in paths if p.suffix not in BINARY and p.is_file() and p != own]


def test_the_lock_names_no_address() -> None:
    assert "://" not in LOCK.read_text("utf-8")


def test_the_lock_pins_and_hashes_every_library() -> None:
    entries = re.split(r"\n(?=[a-z])", LOCK.read_text("utf-8"))[1:]
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[\w.]+", entry)
        assert "--hash=sha256:" in entry


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[><=;\s]", line, maxsplit=1)[0].lower() for line in asked}
    locked = set(re.findall(r"(?m)^([a-z0-9-]+)==", LOCK.read_text("utf-8")))
    assert names <= locked


def test_committed_text_is_free_of_machines_and_registries() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in committed_texts()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if MACHINE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line", ["/home/anna/x", "C:\\Users\\anna", "https://mirror.example/simple/", "index-url = x"]
)  # fmt: skip
def test_the_patterns_find_what_they_are_for(line: str) -> None:
    assert MACHINE.search(line)


@pytest.mark.parametrize("folder", ["packaging", "resources", "desktop"])
def test_folders_that_must_not_become_packages(folder: str) -> None:
    assert not (ROOT / folder / "__init__.py").exists()


def test_modules_and_functions_stay_readable() -> None:
    too_long = []
    for path in sorted((ROOT / "desktop").rglob("*.py")):
        text = path.read_text("utf-8")
        if text.count("\n") > 500:
            too_long.append(f"{path.relative_to(ROOT)}: over 500 lines")
        too_long += [
            f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: over 60 lines"
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
        ]
    assert too_long == []


@pytest.mark.parametrize("icon", ICONS, ids=lambda path: path.stem)
def test_every_icon_is_a_drawing_that_can_be_tinted(icon: Path) -> None:
    drawing = ET.parse(icon).getroot()
    assert drawing.tag == f"{SVG}svg"
    assert drawing.get("viewBox")
    assert len(drawing) > 0
    if icon.stem != "app":  # the program's own sign keeps its colours
        assert drawing.get("stroke") == "currentColor"
        colours = {part.get(key) for part in drawing.iter() for key in ("fill", "stroke")}
        assert colours <= {None, "none", "currentColor"}


def test_every_icon_has_its_origin_noted() -> None:
    noted = (ROOT / "resources" / "icons" / "README.md").read_text("utf-8")
    assert [icon.name for icon in ICONS if f"| {icon.stem} |" not in noted] == ["app.svg"]


@pytest.mark.parametrize("icon", ICONS, ids=lambda path: path.stem)
def test_qt_can_draw_every_icon(icon: Path, qapp) -> None:
    from PySide6.QtSvg import QSvgRenderer

    assert QSvgRenderer(str(icon)).isValid()


def test_qt_gives_back_every_reference_to_none_it_takes(qapp) -> None:
    # PySide6 6.12.0 does not on Python 3.11, and aborts the program when none is left.
    before = sys.getrefcount(None)
    for _ in range(1000):
        qapp.setApplicationVersion("0")
    assert abs(sys.getrefcount(None) - before) < 100


def test_the_fonts_are_the_two_families_in_two_weights(qapp) -> None:
    from PySide6.QtGui import QFontDatabase

    families = []
    for font in FONTS:
        number = QFontDatabase.addApplicationFont(str(font))
        assert number >= 0, font.name
        families += QFontDatabase.applicationFontFamilies(number)
    assert sorted(families) == ["Noto Sans", "Noto Sans", *["Noto Sans Devanagari"] * 2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("NotoSans.txt", "SIL Open Font License"),
        ("NotoSansDevanagari.txt", "SIL Open Font License"),
        ("lucide.txt", "ISC License"),
    ],
)
def test_what_others_made_carries_its_licence(text: str, words: str) -> None:
    assert words in (ROOT / "resources" / "LICENSES" / text).read_text("utf-8")
