"""The Session Protocol in Word: what stands where, how it looks, and how its last page is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from tests.documents.word.office import converted, fonts, needs_office, page_texts, printed
from tests.documents.word.papers import CLOSING, SIGNED, WORDS, protocol

from rapporteur.documents.word.check import damage
from rapporteur.documents.word.marks import untouched
from rapporteur.documents.word.protocol import FIELDS, TEMPLATES, write_protocol
from rapporteur.documents.word.templates import shipped, unknown_fields
from rapporteur.domain.papers.page import PaperSize
from rapporteur.domain.papers.protocol import Annex, BlockKind, Layout
from rapporteur.domain.papers.sheet import PaperColumn, PaperRow, PaperSheet, SheetHead
from rapporteur.domain.protocol_marks import read_mark
from rapporteur.paths import resource

BOTH = [Layout.COLUMNS, Layout.SEQUENCE]
IDS = ["columns", "sequence"]


def written(tmp_path, paper, **more):
    write_protocol(paper, tmp_path / "protocol.docx", **more)
    return docx.Document(str(tmp_path / "protocol.docx"))


def lines(root) -> list[tuple[str, str]]:
    """The style and the text of every paragraph, in their order."""
    said = {qn("w:t"): None, qn("w:tab"): "\t", qn("w:br"): "\n"}
    found = []
    for paragraph in root.iter(qn("w:p")):
        pieces = [said[piece.tag] or piece.text or "" for piece in paragraph.iter(*said)
                  if piece.getparent().tag == qn("w:r")]  # fmt: skip
        found.append((paragraph.style, "".join(pieces)))
    return found


@pytest.mark.parametrize("layout", BOTH, ids=IDS)
def test_the_templates_name_only_fields_that_there_are(layout):
    known = [name for name, _ in FIELDS]
    assert unknown_fields(shipped(TEMPLATES[layout]), known) == ()


def test_columns_put_the_languages_beside_each_other(tmp_path):
    document = written(tmp_path, protocol(2))
    (table,) = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0][0].startswith("PROTOCOL\nof the 11th Session")
    assert cells[0][1].startswith("ПРОТОКОЛ\n11-го заседания")
    assert cells[1] == [WORDS["en"], WORDS["ru"]]
    assert cells[2] == ["1 Mining", "1 Горная промышленность"]
    assert cells[3][0] == f"1.\t{WORDS['en']} {WORDS['en']}"
    assert cells[3][1] == f"1.\t{WORDS['ru']} {WORDS['ru']}"
    assert cells[5] == [CLOSING["en"], CLOSING["ru"]]
    assert cells[6] == [
        f"For the {name} Side\nCo-Chair\nЗа {ru} Сторону\nСопредседатель\n{'_' * 28}\n{who}\n{same}"
        for name, ru, who, same in (
            ("Indian", "Индийскую", "Amardeep Singh Bhatia", "Амардип Сингх Бхатия"),
            ("Russian", "Российскую", "A. V. Gruzdev", "А. В. Груздев"),
        )
    ]
    assert damage(tmp_path / "protocol.docx", [CLOSING["en"], CLOSING["ru"]]) == ""
    assert damage(tmp_path / "protocol.docx", ["not there"]) == "1 of the texts are not in it"
    assert untouched(tmp_path / "protocol.docx")


def test_sequence_puts_one_whole_text_after_the_other(tmp_path):
    document = written(tmp_path, protocol(2, ("ru", "en"), Layout.SEQUENCE))
    found = [text for _, text in lines(document.element.body) if text]
    half = len(found) // 2
    assert found[0] == "ПРОТОКОЛ"
    assert found[half] == "PROTOCOL"
    assert found[2] == WORDS["ru"]
    assert found[half - 3 :: -1][0] == "За Российскую Сторону\nСопредседатель"
    assert [t for t in found if t.startswith("For the")] == [
        "For the Indian Side\nCo-Chair", "For the Russian Side\nCo-Chair",
    ]  # fmt: skip


def test_styles_are_real_and_named_after_what_a_block_is(tmp_path):
    document = written(tmp_path, protocol(2))
    by_id = {style.style_id: style.name for style in document.styles}
    used = {by_id[style] for style, _ in lines(document.element.body) if style}
    assert used == {
        "Protocol Title", "Protocol Subtitle", "Protocol Opening", "Protocol Heading",
        "Protocol Paragraph", "Protocol Closing", "Protocol Signature", "Protocol Signature Line",
        "Protocol Signatory", "Table Place",
    }  # fmt: skip


def test_bookmarks_name_paragraph_and_language_and_the_edges_of_the_text(tmp_path):
    document = written(tmp_path, protocol(2))
    body = document.element.body
    names = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    marks = [read_mark(name) for name in names]
    assert None not in marks
    assert [(m.edge, m.uuid[-1:], m.language) for m in marks if m] == [
        ("begin", "", "en"), ("begin", "", "ru"),
        ("", "1", "en"), ("", "1", "ru"), ("", "2", "en"), ("", "2", "ru"),
        ("end", "", "en"), ("end", "", "ru"),
    ]  # fmt: skip
    starts = [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkStart"))]
    assert starts == [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkEnd"))]


def test_three_languages_and_one_fill_the_same_table(tmp_path):
    for languages in (("en", "ru", "hi"), ("hi",)):
        document = written(tmp_path, protocol(2, languages))
        (table,) = document.tables
        spans = {
            len(row.findall(qn("w:tc"))): sum(
                int(c.tcPr.find(qn("w:gridSpan")).get(qn("w:val")))
                if c.tcPr.find(qn("w:gridSpan")) is not None else 1
                for c in row.findall(qn("w:tc"))
            )
            for row in table._tbl.findall(qn("w:tr"))
        }  # fmt: skip
        assert set(spans) == {len(languages), 2}
        assert set(spans.values()) == {len(table.columns)}


DRAFT = "The Sides agreed [to meet [in March][in June] 2026] and ] more."


def test_a_draft_shows_brackets_states_and_what_it_is(tmp_path):
    paper = protocol(1, draft=True, initials=True)
    note = "In brackets, proposed by the Indian Side"
    blocks = [
        replace(one, texts=(DRAFT, "Стороны"), notes=note) if one.number else one
        for one in paper.blocks
    ]
    document = written(tmp_path, replace(paper, blocks=tuple(blocks)))
    header = document.sections[0].header.paragraphs[0].text
    assert header == "Working draft – not for signature / Рабочий проект – не для подписания"
    footer = [paragraph.text for paragraph in document.sections[0].footer.paragraphs]
    assert footer[0].startswith("Initials / Парафы ____")
    shaded = [
        ("".join(t.text for t in run.iter(qn("w:t"))),
         run.rPr.find(qn("w:shd")).get(qn("w:fill")))
        for run in document.element.body.iter(qn("w:r"))
        if run.rPr is not None and run.rPr.find(qn("w:shd")) is not None
    ]  # fmt: skip
    assert shaded == [
        ("[to meet ", "FFF2CC"), ("[in March][in June]", "FFD966"), (" 2026]", "FFF2CC"),
        ("]", "F8B4B4"),
    ]  # fmt: skip
    cells = [cell.text for cell in document.tables[0].rows[3].cells]
    assert cells == [f"1.\t{DRAFT}\n{note}", "1.\tСтороны"]


def test_a_note_of_a_draft_stays_with_its_paragraph(tmp_path):
    paper = protocol(3, layout=Layout.SEQUENCE, draft=True)
    blocks = tuple(replace(one, notes="Agreed") if one.number else one for one in paper.blocks)
    document = written(tmp_path, replace(paper, blocks=blocks))
    noted = [p for p in document.paragraphs if p.style.name == "Protocol Paragraph"]
    assert len(noted) == 6
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in noted)


def test_the_clean_version_has_none_of_it(tmp_path):
    paper = protocol(1)
    blocks = [replace(one, texts=(DRAFT, "Стороны"), notes="In brackets") for one in paper.blocks]
    document = written(tmp_path, replace(paper, blocks=tuple(blocks)))
    assert document.sections[0].header.paragraphs[0].text == ""
    assert [p.text for p in document.sections[0].footer.paragraphs] == [
        "Protocol of the 11th Session · Page  of  · Стр.  из "
    ]
    codes = [field.get(qn("w:instr")).strip()
             for field in document.sections[0].footer._element.iter(qn("w:fldSimple"))]  # fmt: skip
    assert codes == ["PAGE", "NUMPAGES"] * 2
    assert next(document.element.body.iter(qn("w:shd")), None) is None
    assert "In brackets" not in " ".join(text for _, text in lines(document.element.body))


def sheet(portrait: bool, language: str = "en", rows: int = 30) -> PaperSheet:
    head = SheetHead(language, ("body",), "Composition of the delegation", (), "",
                     datetime(2025, 8, 6, tzinfo=UTC))  # fmt: skip
    columns = (PaperColumn("No.", 6.0, centred=True), PaperColumn("Name", 40.0))
    parts = tuple(PaperRow((str(n), f"Person {n}")) for n in range(1, rows + 1))
    return PaperSheet("tab", head, "As of 5 August 2025", columns, parts, portrait=portrait)


ANNEXES = (
    Annex(("Annex 1", "Приложение 1"), (sheet(True), sheet(False, "ru"))),
    Annex(("Annex 2", "Приложение 2"), (sheet(True, rows=80),)),
)


def test_annexes_stand_on_sheets_of_their_own(tmp_path):
    document = written(tmp_path, protocol(2, annexes=ANNEXES), size=PaperSize.LETTER)
    sizes = [(round(s.page_width.mm), round(s.page_height.mm)) for s in document.sections]
    assert sizes == [(216, 279), (216, 279), (279, 216), (216, 279)]
    texts = [text for style, text in lines(document.element.body) if style == "AnnexTitle"]
    assert texts == ["Annex 1", "Приложение 1", "Annex 2"]
    assert len(document.tables) == 4
    assert all(section.header.is_linked_to_previous for section in list(document.sections)[1:])


def test_an_own_template_is_taken_with_its_size(tmp_path):
    own = docx.Document(str(shipped("protocol-columns")))
    own.sections[0].page_width = 9_144_000
    own.styles["Protocol Paragraph"].font.size = 152_400
    own.save(str(tmp_path / "own.docx"))
    document = written(tmp_path, protocol(2), template=tmp_path / "own.docx")
    assert document.sections[0].page_width == 9_144_000
    assert document.styles["Protocol Paragraph"].font.size == 152_400


def test_an_emblem_in_the_header_of_an_own_template_stays(tmp_path):
    own = docx.Document(str(shipped("protocol-sequence")))
    run = own.sections[0].header.paragraphs[0].add_run()
    run.add_picture(str(resource("pictures/room.png")), width=900_000)
    own.save(str(tmp_path / "own.docx"))
    paper = protocol(2, layout=Layout.SEQUENCE)
    document = written(tmp_path, paper, template=tmp_path / "own.docx")
    (picture,) = document.sections[0].header._element.iter(qn("a:blip"))
    part = document.sections[0].header.part.related_parts[picture.get(qn("r:embed"))]
    assert part.blob == resource("pictures/room.png").read_bytes()


@needs_office
def test_a_template_that_another_program_saved_is_filled_alike(tmp_path):
    for layout in BOTH:
        own = tmp_path / "own" / f"{TEMPLATES[layout]}.docx"
        own.parent.mkdir(exist_ok=True)
        converted([shipped(TEMPLATES[layout])], own.parent, "docx:MS Word 2007 XML")
        paper = protocol(3, layout=layout)
        expected = [text for _, text in lines(written(tmp_path, paper).element.body)]
        found = [text for _, text in
                 lines(written(tmp_path, paper, template=own).element.body)]  # fmt: skip
        assert [text for text in found if text] == [text for text in expected if text]


# --------------------------------------------------------------------------- as it is printed


def last_page_is_kept(pages: list[str], languages: tuple[str, ...]) -> bool:
    """Whether each page with a signature bears a piece of a numbered paragraph as well."""
    signed = [page for page in pages if SIGNED[0][languages[0]][0] in page]
    pieces = {"en": "exchange of technical", "ru": "обмен технической"}
    return bool(signed) and all(pieces[languages[0]] in page for page in signed)


def check_lengths(tmp_path: Path, lengths: Iterable[int]) -> None:
    papers = [(layout, count) for count in lengths for layout in Layout]
    paths = []
    for layout, count in papers:
        paths.append(tmp_path / f"{layout.value}-{count}.docx")
        write_protocol(protocol(count, ("en", "ru"), layout), paths[-1])
    lonely = []
    for (layout, _), pdf in zip(papers, printed(paths, tmp_path), strict=True):
        pages = page_texts(pdf)
        codes = ("en", "ru") if layout is Layout.SEQUENCE else ("en",)
        lonely += [pdf.stem for code in codes if not last_page_is_kept(pages, (code,))]
        assert SIGNED[1]["ru"][2] in pages[-1], f"{pdf.stem}: a page behind the signatures"
    assert not lonely, "closing formula and signatures alone on a page"


@needs_office
def test_signatures_never_stand_alone_on_a_page(tmp_path):
    check_lengths(tmp_path, (7, 24, 45))


@needs_office
@pytest.mark.proof
@pytest.mark.timeout(900)
@pytest.mark.parametrize("first", range(5, 61, 8))
def test_signatures_never_stand_alone_on_a_page_at_any_length(tmp_path, first):
    check_lengths(tmp_path, range(first, min(first + 8, 61)))


@needs_office
def test_printed_whole_in_three_scripts(tmp_path):
    paper = protocol(20, ("en", "ru", "hi"), draft=True, initials=True, annexes=ANNEXES)
    texts = tuple(" ".join([WORDS[code]] * 30) for code in paper.languages)
    long = replace(paper.blocks[1], kind=BlockKind.PARAGRAPH, number="21", texts=texts)
    paper = replace(paper, blocks=(*paper.blocks[:-1], long, paper.blocks[-1]))
    write_protocol(paper, tmp_path / "draft.docx")
    (pdf,) = printed([tmp_path / "draft.docx"], tmp_path)
    pages = page_texts(pdf)
    assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1))
    assert all("WORKING DRAFT" in page.upper() for page in pages)
    whole = "".join(" ".join(pages).split())
    for number in range(1, 22):
        assert whole.count(f"{number}.TheSides") >= 1
    assert whole.count("exchangeoftechnical") == sum(
        block.texts[0].count("exchange of technical") for block in paper.blocks
    )
    found = fonts(pdf)
    assert all(found.values()), f"not embedded: {found}"
    assert any("Devanagari" in name or "Nirmala" in name for name in found), found
    assert "\ufffd" not in whole
    first = next(n for n, page in enumerate(pages) if "Annex 1" in page)
    assert "Person 1 " in pages[first]
    assert SIGNED[0]["en"][2] in pages[first - 1]
    assert "Приложение 1" in pages[first + 1]
