"""The invisible marks by which a Protocol that comes back from the other side is read again.

Each text stands in a bookmark that names its paragraph and its language. Word hides bookmarks
that begin with an underscore, and both Word and LibreOffice keep them when a document is edited
and saved; a name may have 40 characters. Two more kinds say where the numbered text begins and
ends, so that what the other side has added there can be told from titles and signatures.
"""

from __future__ import annotations

import re
import uuid as identities
from dataclasses import dataclass

_TEXT = re.compile(r"_p_([0-9a-f]{32})_([a-z]{2})", re.IGNORECASE)
_EDGE = re.compile(r"_q_(begin|end)_([a-z]{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a bookmark of ours says: the paragraph with this uuid, or an edge of the text.

    `edge` is "begin" (the last line of the title) or "end" (the first line of the signatures).
    """

    language: str
    uuid: str = ""
    edge: str = ""


def text_mark(uuid: str, language: str) -> str:
    """The name of the bookmark around the text of a paragraph in one language."""
    return f"_p_{uuid.replace('-', '')}_{language}"


def edge_mark(edge: str, language: str) -> str:
    """The name of the bookmark at the "begin" or "end" of the text in one language."""
    return f"_q_{edge}_{language}"


def read_mark(name: str) -> Mark | None:
    """What the name of a bookmark says; None where it is not one of ours."""
    if found := _TEXT.match(name):
        return Mark(found[2].lower(), uuid=str(identities.UUID(found[1])))
    if found := _EDGE.match(name):
        return Mark(found[2].lower(), edge=found[1].lower())
    return None
