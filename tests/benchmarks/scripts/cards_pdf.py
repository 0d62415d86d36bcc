"""Cards drawn as a PDF, from plain values to the file on the disk; or so many empty pages.

    cards_pdf.py badge|plate COUNT     cards_pdf.py empty COUNT

Prints the processor seconds of the drawing alone, without the start of Python and Qt.
"""

import sys
import tempfile
import time
from pathlib import Path

_GIVEN = ("Anil", "Sunita", "Алексей", "Ольга", "राघव", "Harpreet Singh", "Zulfiya", "Дмитрий")
_FAMILY = ("Venkataraman", "Mukherjee", "Shcherbakov", "Подъячев", "मेनन", "Khabibullin", "Rao")
_POSTS = ("Joint Secretary", "Deputy Director", "Заместитель директора Департамента", "Adviser")
_BODIES = (
    "Department for Promotion of Industry and Internal Trade, Ministry of Commerce and Industry",
    "Министерство промышленности и торговли Российской Федерации",
    "Ministry of Mines",
)
_SIDES = ("Indian Side / Индийская Сторона", "Russian Side / Российская Сторона")
_EVENT = (
    "India-Russia Working Group on Modernisation and Industrial Cooperation\n"
    "11th Session · New Delhi · 6 August 2025"
)


def cards(kind_name: str, count: int, target: Path) -> float:
    """Processor seconds for `count` cards of a kind, laid out and written."""
    from rapporteur.documents.pdf.cards import cards_printout
    from rapporteur.documents.pdf.engine import prepare, write_pdf
    from rapporteur.domain.papers.cards import Card, CardKind, CardPost, CardSheet

    kind = CardKind(kind_name)
    made = tuple(
        Card(
            str(n), kind, f"{_GIVEN[n % 8]} {_FAMILY[n % 7]} {n}", f"{_FAMILY[n % 7]} {n}",
            (CardPost(_POSTS[n % 4], _BODIES[n % 3]),), _SIDES[n % 2], n % 2 + 1,
        )
        for n in range(count)
    )  # fmt: skip
    prepare()
    started = time.process_time()
    write_pdf(cards_printout(CardSheet(kind, "Cards", _EVENT, made)), target)
    return time.process_time() - started


def empty(count: int, target: Path) -> float:
    """Processor seconds for `count` empty pages drawn by Qt alone."""
    from PySide6.QtGui import QGuiApplication, QPageSize, QPainter, QPdfWriter

    application = QGuiApplication([])
    started = time.process_time()
    writer = QPdfWriter(str(target))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    for _ in range(count - 1):
        writer.newPage()
    painter.end()
    taken = time.process_time() - started
    application.shutdown()
    return taken


what, number = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "out.pdf"
    print(empty(int(number), file) if what == "empty" else cards(what, int(number), file))
