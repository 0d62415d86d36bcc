"""The draft of the sample session, word for word, in both languages.

To look at it anew after a change of the words, run this test with REWRITE_GOLDEN=1.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.services.protocol.sample import bare_sample, protocol_of

from rapporteur.services.protocol import assembling

GOLDEN = Path(__file__).parents[2] / "golden"


def drafted(protocol, language):
    """The text as one reads it, paragraph by paragraph."""
    lines = []
    for one in protocol.paragraphs:
        number = protocol.number(one)
        mark = f"{number}. " if number else {"heading": "## "}.get(one["kind"], "")
        lines.append(f"{mark}{protocol.text(one, language)}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_draft_reads_as_it_did(tmp_path, language):
    workspace = bare_sample(tmp_path / "eleventh.rapporteur")
    with workspace.edit("Assemble") as db:
        assembling.assemble(db)
    found = drafted(protocol_of(workspace), language)
    workspace.close()
    kept = GOLDEN / f"protocol-draft-{language}.txt"
    if os.environ.get("REWRITE_GOLDEN"):
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")
