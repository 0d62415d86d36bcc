"""Documents as LibreOffice shows them: pages, fonts, texts."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader

from rapporteur.paths import resource

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)

_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{folder}</dir>
<match target="pattern"><test name="family"><string>Nirmala UI</string></test>
<edit name="family" mode="prepend" binding="strong"><string>Noto Sans Devanagari</string></edit>
</match>
</fontconfig>
"""


def printed(paths: Sequence[Path], folder: Path) -> list[Path]:
    """The documents as PDF, made in one go, with the program's fonts beside those of the system."""
    converted(paths, folder, "pdf")
    return [folder / f"{path.stem}.pdf" for path in paths]


def converted(paths: Sequence[Path], folder: Path, kind: str) -> None:
    """Put the documents into `folder` as files of another kind, under the same names."""
    config = folder / "fonts.conf"
    config.write_text(_FONTS.format(folder=resource("fonts")))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless",
         "--convert-to", kind, "--outdir", str(folder), *map(str, paths)],
        check=True, capture_output=True, timeout=280,
        env=os.environ | {"FONTCONFIG_FILE": str(config), "HOME": str(folder)},
    )  # fmt: skip


def page_texts(pdf: Path) -> list[str]:
    """The text of each page, with single blanks."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages]


def fonts(pdf: Path) -> dict[str, bool]:
    """The names of the fonts of a PDF, and whether each is embedded."""
    found = {}
    for page in PdfReader(pdf).pages:
        for name in page["/Resources"].get("/Font", {}).values():
            font = name.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            about = inner["/FontDescriptor"].get_object()
            embedded = any(key in about for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            found[str(font["/BaseFont"]).split("+")[-1]] = embedded
    return found
