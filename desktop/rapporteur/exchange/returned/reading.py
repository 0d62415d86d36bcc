"""Reading a Protocol that came back: the guarded door for Word documents.

As a list from outside, the document is read once, hashed, and taken apart in a separate process
that may use only so much memory and time; see `incoming.reading`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rapporteur.domain.returned_protocol import ReturnedProtocol
from rapporteur.exchange.incoming.kinds import refused_kind
from rapporteur.exchange.incoming.limits import DEFAULT_LIMITS, Limits
from rapporteur.exchange.incoming.reading import content_of, guarded
from rapporteur.exchange.incoming.worker import order_line
from rapporteur.exchange.returned.answer import DocumentAnswer
from rapporteur.exchange.returned.parts import returned_protocol
from rapporteur.exchange.returned.refusals import refusal

_MEGABYTE = 1024 * 1024

# A Protocol of fifty pages has half a megabyte of markup.
LIMITS = replace(
    DEFAULT_LIMITS, part_bytes=50 * _MEGABYTE, total_bytes=100 * _MEGABYTE,
    answer_bytes=50 * _MEGABYTE,
)  # fmt: skip


def content(path: Path, limits: Limits = LIMITS) -> bytes:
    """The bytes of the document at `path`; UserError "returned.…" where they cannot be read."""
    return content_of(path, limits, refusal)


def read_returned(
    name: str,
    data: bytes,
    *,
    limits: Limits = LIMITS,
    on_progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ReturnedProtocol:
    """What the document `name` with these bytes says of the Protocol.

    `on_progress` is told the number of paragraphs read so far, from the calling thread. Every
    refusal is a UserError "returned.…" that names the file and the reason; so is a cancel.
    """
    if len(data) > limits.file_bytes:
        raise refusal("size", name, limits.file_bytes // _MEGABYTE)
    if not data.startswith(b"PK\x03\x04"):
        raise refusal(_kind(data), name)
    answer = DocumentAnswer()
    guarded(
        answer, name, order_line(limits, None) + data, limits=limits, refuse=refusal,
        on_progress=on_progress, cancelled=cancelled,
    )  # fmt: skip
    return returned_protocol(answer.document(name, hashlib.sha256(data).hexdigest()))


def _kind(data: bytes) -> str:
    """The code of the refusal of what is no container at all."""
    code = refused_kind(data)
    if code:
        return "no_document" if code in {"unknown", "ole", "powerpoint"} else code
    return "no_document"
