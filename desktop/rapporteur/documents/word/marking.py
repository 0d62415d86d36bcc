"""Bookmarks around the texts of the Protocol, so that a returned document is read again.

A text that goes into a template is wrapped by `marked` in signs for private use; when the
template has been rendered, `set_marks` puts real bookmarks in their places. So it does not
matter how a template lays the texts out, or that somebody has made another one of it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_OPEN, _NAMED, _CLOSE = "\ue0f0", "\ue0f1", "\ue0f2"
_NO_SIGNS = dict.fromkeys(map(ord, (_OPEN, _NAMED, _CLOSE)))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIGN = re.compile(f"{_OPEN}([A-Za-z0-9_]{{1,40}}){_NAMED}|{_CLOSE}")


def marked(text: str, name: str) -> str:
    """`text` as it goes into a template, to be put into the bookmark `name`; "" stays empty.

    Signs that stand in the text itself are left out: no data may make a bookmark.
    """
    plain = text.translate(_NO_SIGNS)
    return f"{_OPEN}{name}{_NAMED}{plain}{_CLOSE}" if plain else plain


def unmarked(text: str) -> str:
    """`text` without what `marked` put around it."""
    return _SIGN.sub("", text)


def set_marks(document: Document) -> int:
    """Turn the signs in the body of a rendered document into bookmarks; how many there are.

    A text that a template shows twice is marked where it stands first.
    """
    body = document.element.body
    marks = _Marks(int(one.get(qn("w:id"), "0")) for one in body.iter(qn("w:bookmarkStart")))
    for first in list(body.iter(qn("w:t"))):
        text = first
        while (found := _SIGN.search(text.text or "")) is not None:
            text = _split(text, found, marks.element(found[1] or ""))
    return len(marks.names)


class _Marks:
    """Numbers the bookmarks, and knows which one is open."""

    def __init__(self, taken: Iterable[int]) -> None:
        self.names: set[str] = set()
        self._last = max(taken, default=0)
        self._open = False

    def element(self, name: str) -> BaseOxmlElement | None:
        """What stands for a sign: the start of `name`, the end of the open one, or nothing."""
        if not name:
            made = OxmlElement("w:bookmarkEnd") if self._open else None
            self._open = False
        elif name in self.names:
            return None
        else:
            self.names.add(name)
            self._last += 1
            self._open = True
            made = OxmlElement("w:bookmarkStart")
            made.set(qn("w:name"), name)
        if made is not None:
            made.set(qn("w:id"), str(self._last))
        return made


def _split(
    text: BaseOxmlElement, found: re.Match[str], mark: BaseOxmlElement | None
) -> BaseOxmlElement:
    """Part a run at a sign and put `mark` between; returns the text behind it."""
    run, whole = text.getparent(), text.text or ""
    behind = OxmlElement("w:r")
    if run.rPr is not None:
        behind.append(copy.deepcopy(run.rPr))
    rest = OxmlElement("w:t")
    rest.set(_SPACE, "preserve")
    rest.text = whole[found.end() :]
    behind.append(rest)
    behind.extend(list(text.itersiblings()))
    run.addnext(behind)
    if mark is not None:
        run.addnext(mark)
    text.text = whole[: found.start()]
    text.set(_SPACE, "preserve")
    if not text.text:
        run.remove(text)
        if all(child.tag == qn("w:rPr") for child in run):
            run.getparent().remove(run)
    if not rest.text and len(behind) == 1 + (run.rPr is not None):
        behind.getparent().remove(behind)
    return rest
