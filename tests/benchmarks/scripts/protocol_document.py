"""A Session Protocol of 45 paragraphs in two languages as .docx, from the process's start.

`values` writes it from plain values, as the window's worker does; `file SESSION` composes it
from a session file first. `docxtpl TEMPLATE` is the peer: it fills one paragraph.
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path


def from_values(target: Path) -> None:
    """The paper is there: template, bookmarks, fonts, last page, mark."""
    from rapporteur.documents.word.protocol import write_protocol
    from rapporteur.domain.papers import protocol as paper

    said = "The Sides noted the progress and agreed to continue the exchange of documents. " * 3
    russian = "Стороны отметили ход работ и договорились продолжить обмен документами. " * 3
    blocks = [
        paper.ProtocolBlock(paper.BlockKind.PARAGRAPH, (said, russian), str(n), uuid=f"{n:032x}")
        for n in range(1, 46)
    ]
    signed = (("For the Side", "Co-Chair", "Name"), ("За Сторону", "Сопредседатель", "Имя"))
    write_protocol(
        paper.ProtocolPaper(
            languages=("en", "ru"),
            layout=paper.Layout.COLUMNS,
            title=(("PROTOCOL", "of the Session"), ("ПРОТОКОЛ", "заседания")),
            blocks=tuple(blocks),
            signatures=(paper.SignatureBlock(signed), paper.SignatureBlock(signed)),
            annexes=(),
            copy_of=("", ""),
            footer="Protocol",
            made=datetime.now(UTC),
        ),
        target,
    )


def from_file(path: Path, target: Path) -> None:
    """The session is to be opened and the paper composed, with its annexes."""
    from rapporteur.documents.word.protocol import write_protocol
    from rapporteur.services.papers.protocol import protocol_paper
    from rapporteur.services.workspace import Workspace

    workspace = Workspace.open(path)
    with workspace.read() as db:
        paper = protocol_paper(db, side="IN")
    workspace.close()
    write_protocol(paper, target)


def peer(template: Path, target: Path) -> None:
    """docxtpl as its documentation uses it."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(template)
    document.render({"text": "The Sides noted the progress."})
    document.save(target)


with tempfile.TemporaryDirectory() as folder:
    out = Path(folder) / "out.docx"
    if sys.argv[1] == "values":
        from_values(out)
    elif sys.argv[1] == "file":
        from_file(Path(sys.argv[2]), out)
    else:
        peer(Path(sys.argv[2]), out)
