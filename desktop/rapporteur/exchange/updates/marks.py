"""The hidden marks of a form: which sub-group it belongs to, and what was sent in each cell.

What was sent stands there as a fingerprint, by which it is known whether our text has changed
since; the text itself stands in the open cell beside it.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qs, urlencode

_FORM, _CELL = "rapporteur:update?", "rapporteur:update-field?"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PRINT = re.compile(r"[0-9a-f]{16}")


def fingerprint(text: str) -> str:
    """A text in sixteen letters."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def form_text(uuid: str) -> str:
    """What the form says of itself."""
    return _FORM + urlencode({"id": uuid, "v": 1})


def read_form(text: str) -> str:
    """The uuid of the sub-group out of `form_text`; "" for any other text."""
    found = _values(text, _FORM).get("id", "").lower()
    return found if _UUID.fullmatch(found) else ""


def cell_mark(key: str, sent: str) -> str:
    """The hidden mark beside an open cell."""
    return _CELL + urlencode({"key": key, "sent": fingerprint(sent)})


def read_cell(text: str) -> tuple[str, str] | None:
    """Field key and fingerprint of what was sent, out of `cell_mark`; None for any other text."""
    said = _values(text, _CELL)
    key, sent = said.get("key", ""), said.get("sent", "")
    return (key, sent) if key and _PRINT.fullmatch(sent) else None


def _values(text: str, prefix: str) -> dict[str, str]:
    if not text.startswith(prefix) or len(text) > 500:
        return {}
    found = parse_qs(text.removeprefix(prefix), max_num_fields=9)
    return {key: values[0] for key, values in found.items()}
