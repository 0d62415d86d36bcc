"""A document that was written is opened again before it takes the place of another."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree


def damage(path: Path, texts: Iterable[str]) -> str:
    """What is wrong with the document at `path`, or "" where it opens and holds all `texts`.

    Every part is read to its end, so that the packer's checksums are compared. White space is
    not compared. OSError comes from reading.
    """
    try:
        with zipfile.ZipFile(path) as package:
            if (bad := package.testzip()) is not None:
                return f"the part {bad} is damaged"
        body = docx.Document(str(path)).element.body
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError,
            etree.XMLSyntaxError, OpcError) as error:  # fmt: skip
        return str(error) or type(error).__name__
    said = _folded("".join(piece.text or "" for piece in body.iter(qn("w:t"))))
    missing = sum(_folded(text) not in said for text in texts)
    return f"{missing} of the texts are not in it" if missing else ""


def _folded(text: str) -> str:
    return "".join(text.split())
