"""Templates for tests: Word files made of a few lines, and files with parts put in by hand."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx


def template(
    path: Path, *lines: str, header: str = "", rows: tuple[tuple[str, ...], ...] = ()
) -> Path:
    """A .docx file whose paragraphs are `lines`, with a table of `rows` below them."""
    document = docx.Document()
    for text in lines:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.save(str(path))
    return path


def repacked(path: Path, changed: dict[str, tuple[bytes, bytes] | bytes]) -> Path:
    """The file with parts replaced, or with one piece of a part replaced by another."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, change in changed.items():
        if isinstance(change, tuple):
            assert change[0] in parts[name]
            parts[name] = parts[name].replace(*change)
        else:
            parts[name] = change
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def texts(path: Path) -> list[str]:
    """The texts of the paragraphs of the body, those of tables after the others."""
    document = docx.Document(str(path))
    found = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        found += [cell.text for row in table.rows for cell in row.cells]
    return found
