"""Cards on paper: nothing cut, whatever the name; letters shaped, fonts embedded."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QRawFont, QTextLayout
from tests.documents.pdf.reading import MM, fonts, image, texts, written

from rapporteur.documents.pdf import faces
from rapporteur.documents.pdf.cards import BadgeSize, cards_printout, grid
from rapporteur.documents.pdf.engine import mm, prepare
from rapporteur.documents.pdf.faces import Face
from rapporteur.documents.pdf.lettering import Line, font
from rapporteur.domain.papers.cards import Card, CardKind, CardOptions, CardPost, CardSheet
from rapporteur.domain.papers.page import PaperSize
from rapporteur.services import delegates, sessions
from rapporteur.services.cards.composing import card_sheet
from rapporteur.services.facts import sample_facts
from rapporteur.services.workspace import Workspace

LATIN = "Venkatanarasimharajuvaripeta Thiruvenkatanathan Subrahmanyeswararao"
CYRILLIC = "Александрова-Преображенская Константинополина Всеволодовна-Мстиславовна"
DEVANAGARI = "श्रीनिवासवेंकटनरसिंहराजुवारिपेटा तिरुवेंकटनाथन् सुब्रह्मण्येश्वरराव कृष्णमूर्ति"
UNBROKEN = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessen"
KINDS = [
    (CardKind.PLATE, BadgeSize.CARD),
    (CardKind.BADGE, BadgeSize.CARD),
    (CardKind.BADGE, BadgeSize.LANYARD),
    (CardKind.PLACE, BadgeSize.CARD),
]
LANGUAGES = [("en",), ("en", "ru")]


def made(kind: CardKind, first: str, second: str = "", **values: str) -> Card:
    post = CardPost(values.pop("designation", "Director"), values.pop("organisation", "Ministry"))
    return Card("u", kind, first, second, (post,), "Indian Side / Индийская Сторона", 1, **values)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = Workspace.create(tmp_path_factory.mktemp("cards") / "sample.rapporteur")
    with workspace.edit("New session") as db:
        sessions.create_session(db, sample_facts())
    yield workspace
    workspace.close()


def sample_sheet(
    workspace: Workspace, kind: CardKind, languages: tuple[str, ...], *, codes: bool = False
) -> CardSheet:
    badge = kind is CardKind.BADGE
    options = CardOptions(kind, languages, roles=badge, codes=codes and badge)
    with workspace.read() as db:
        people = delegates.list_delegates(db)
        seats = {} if badge else {person.uuid: f"IN {person.position}" for person in people}
        return card_sheet(db, options, people, seats)


def laid_out(card: Card, event: str, size: PaperSize, badge: BadgeSize) -> Face:
    prepare()
    found = grid(card.kind, size, badge)
    height = found.height / 2 if found.tent else found.height
    return faces.lay_out(card, event, mm(found.width), mm(height))


def ink(line: Line) -> QRectF:
    """Where the letters of a line really are."""
    metrics = QFontMetricsF(font(line.size, bold=line.bold))
    return metrics.tightBoundingRect(line.text).translated(line.x, line.y)


def faults(face: Face, wanted: list[str]) -> list[str]:
    """What is cut, overlaps or is missing."""
    found = []
    safe = QRectF(face.safe.x, face.safe.y, face.safe.width, face.safe.height)
    areas = [(line, ink(line)) for line in face.lines]
    for line, area in areas:
        hang = line.size * 0.1  # the tail of a J reaches under the edge
        if not safe.adjusted(-hang, -2, hang, 2).contains(area):
            found.append(f"outside: {line.text} {area} {safe}")
        if area.top() < line.top - 2 or area.bottom() > line.bottom + 2:
            found.append(f"higher than its line: {line.text}")
    for at, (line, area) in enumerate(areas):
        for other, its in areas[at + 1 :]:
            if area.intersects(its.adjusted(1, 1, -1, -1)):
                found.append(f"{line.text} over {other.text}")
        if face.code:
            box = face.code_box
            if area.intersects(QRectF(box.x, box.y, box.width, box.height)):
                found.append(f"{line.text} under the code")
    shown = " ".join(line.text for line in face.lines)
    found += [f"missing: {text}" for text in wanted if " ".join(text.split()) not in shown]
    return found


def texts_of(card: Card, event: str) -> list[str]:
    texts = [card.first, card.second, card.side_label, card.role, card.seat]
    if card.kind is CardKind.BADGE:
        texts += [text for post in card.posts for text in (post.designation, post.organisation)]
        texts.append(event)
    else:
        texts += [text for p in card.posts for text in (p.designation, p.organisation)]
    return [text for text in texts if text]


@pytest.mark.parametrize(("kind", "badge"), KINDS)
@pytest.mark.parametrize("languages", LANGUAGES)
@pytest.mark.parametrize("codes", [False, True])
def test_everybody_of_the_sample_stands_whole_on_every_card(
    sample: Workspace, kind: CardKind, badge: BadgeSize, languages: tuple[str, ...], codes: bool
) -> None:
    sheet = sample_sheet(sample, kind, languages, codes=codes)
    assert len(sheet.cards) == 81
    for size in PaperSize:
        for card in sheet.cards:
            face = laid_out(card, sheet.event, size, badge)
            assert faults(face, texts_of(card, sheet.event)) == []


@pytest.mark.parametrize(("kind", "badge"), KINDS)
@pytest.mark.parametrize("name", [LATIN, CYRILLIC, DEVANAGARI, UNBROKEN])
@pytest.mark.parametrize("code", ["", "Name\nMinistry\n11-IN-3f2a9c1b"])
def test_the_longest_names_are_made_smaller_and_broken_never_cut(
    kind: CardKind, badge: BadgeSize, name: str, code: str
) -> None:
    assert len(name) >= 60
    long = "Заместитель директора Департамента международного сотрудничества и модернизации " * 2
    post = {"designation": long.strip(), "organisation": long.strip().upper()}
    code, seat = (code, "") if kind is CardKind.BADGE else ("", "IN 12")
    for card in (
        made(kind, name, name[::-1] if name == UNBROKEN else CYRILLIC, code=code),
        made(kind, name, DEVANAGARI, code=code, seat=seat, **post),
        made(kind, name, role="Interpreter / Переводчик" if code else "", code=code),
    ):
        face = laid_out(card, "Event " * 20, PaperSize.A4, badge)
        assert faults(face, texts_of(card, "Event " * 20)) == []


@pytest.mark.parametrize(("kind", "badge"), KINDS)
def test_ordinary_names_are_as_large_as_the_card_allows(kind: CardKind, badge: BadgeSize) -> None:
    least = {CardKind.PLATE: 60, CardKind.BADGE: 15, CardKind.PLACE: 20}[kind]
    face = laid_out(made(kind, "Raghav Menon", "राघव मेनन"), "", PaperSize.A4, badge)
    (line,) = [line for line in face.lines if line.text == "Raghav Menon"]
    assert line.size / 10 >= least
    assert line.size == max(other.size for other in face.lines)


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize(("kind", "badge"), KINDS)
def test_sheets_have_as_many_cards_as_the_paper_holds(
    sample: Workspace, tmp_path: Path, kind: CardKind, badge: BadgeSize, size: PaperSize
) -> None:
    expected = {
        (CardKind.PLATE, BadgeSize.CARD): {PaperSize.A4: 1, PaperSize.LETTER: 1},
        (CardKind.BADGE, BadgeSize.CARD): {PaperSize.A4: 10, PaperSize.LETTER: 8},
        (CardKind.BADGE, BadgeSize.LANYARD): {PaperSize.A4: 4, PaperSize.LETTER: 4},
        (CardKind.PLACE, BadgeSize.CARD): {PaperSize.A4: 6, PaperSize.LETTER: 4},
    }[kind, badge][size]
    found = grid(kind, size, badge)
    assert found.count == expected
    assert found.left >= 0
    assert found.top >= 0
    sheet = sample_sheet(sample, kind, ("en",))
    reader = written(cards_printout(sheet, size, badge), tmp_path / "a.pdf")
    assert len(reader.pages) == -(-81 // expected)
    box = reader.pages[0].mediabox
    assert (float(box.width) > float(box.height)) is (kind is CardKind.PLATE)
    short, long = sorted((float(box.width) / MM, float(box.height) / MM))
    assert (short, long) == pytest.approx(size.millimetres, abs=0.3)


@pytest.mark.parametrize("kind", CardKind)
def test_every_letter_is_embedded_in_our_fonts_and_every_name_can_be_read_back(
    sample: Workspace, tmp_path: Path, kind: CardKind
) -> None:
    sheet = sample_sheet(sample, kind, ("en", "ru"))
    reader = written(cards_printout(sheet), tmp_path / "badges.pdf")
    embedded = fonts(reader)
    assert embedded
    assert all(embedded.values())
    assert all("NotoSans" in name for name in embedded)
    whole = unicodedata.normalize("NFKC", " ".join(texts(reader)))  # "fi" is one sign
    for card in sheet.cards:
        for name in (card.first, card.second):
            if name.isascii() or name[0] in "АБВГДЕЁЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ":
                assert name in whole


@pytest.mark.parametrize("text", [LATIN, CYRILLIC, DEVANAGARI, "क्षत्रिय ज्ञान श्री"])
def test_letters_come_from_the_shipped_fonts_without_a_box(text: str) -> None:
    prepare()
    for bold in (False, True):
        layout = QTextLayout(text, font(300, bold=bold))
        layout.beginLayout()
        layout.createLine().setLineWidth(1e9)
        layout.endLayout()
        for run in layout.glyphRuns():
            raw: QRawFont = run.rawFont()
            assert raw.familyName().startswith("Noto Sans")
            assert 0 not in run.glyphIndexes(), "a letter that the font does not have"


def test_devanagari_is_shaped() -> None:
    """Conjuncts are one sign: fewer glyphs than letters."""
    prepare()
    layout = QTextLayout("क्षत्रिय", font(300))
    layout.beginLayout()
    layout.createLine().setLineWidth(1e9)
    layout.endLayout()
    assert sum(len(run.glyphIndexes()) for run in layout.glyphRuns()) < len("क्षत्रिय")


def test_a_plate_is_read_from_both_sides_and_folds_in_its_middle() -> None:
    sheet = CardSheet(CardKind.PLATE, "Plates", "", (made(CardKind.PLATE, "Raghav Menon"),))
    drawn = image(cards_printout(sheet), 0, 36.0)
    width, height = drawn.width(), drawn.height()

    def dark(x: int, y: int) -> bool:
        return drawn.pixelColor(x, y).lightness() < 140

    near = {(x, y) for x in range(width) for y in range(height // 2 + 3, height) if dark(x, y)}
    far = {(x, y) for x in range(width) for y in range(height // 2 - 3) if dark(x, y)}
    assert len(near) > 500
    turned = {(width - 1 - x, height - 1 - y) for x, y in far}
    assert len(near ^ turned) < len(near) * 0.25, "the far half is the near one upside down"
    fold = [
        x
        for x in range(width)
        if any(drawn.pixelColor(x, height // 2 + at).lightness() < 254 for at in (-1, 0, 1))
    ]
    assert fold
    assert min(fold) < width * 0.1
    assert max(fold) > width * 0.9


def test_a_side_is_told_by_its_label_and_its_colour() -> None:
    prepare()
    one = laid_out(made(CardKind.BADGE, "A"), "", PaperSize.A4, BadgeSize.CARD)
    assert "Indian Side" in " ".join(line.text for line in one.lines)
    assert {bar.colour for bar in one.bars} >= {faces.GROUNDS[1], faces.MARKS[1]}


def test_names_of_a_line_keep_their_words_together_where_a_space_does_not_break() -> None:
    name = "Anna\u00a0Maria Александрова-Преображенская-Мстиславская"
    face = laid_out(made(CardKind.BADGE, name), "", PaperSize.A4, BadgeSize.CARD)
    names = [line.text for line in face.lines if line.bold][1:]
    assert any("Anna\u00a0Maria" in text for text in names)
    sizes = [line.size for line in face.lines]
    assert all(size > 0 for size in sizes)
    assert all(a.y < b.y for a, b in pairwise(line for line in face.lines if line.text in names))


def test_nobody_to_print_is_an_empty_sheet() -> None:
    sheet = CardSheet(CardKind.BADGE, "Badges", "", ())
    assert len(cards_printout(sheet).pages) == 1
