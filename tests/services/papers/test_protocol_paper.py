"""The Protocol of the sample as a paper: its order, the alternat of both copies, its annexes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from tests.documents.word.office import fonts, needs_office, page_texts, printed
from tests.services.protocol.sample import bare_sample

from rapporteur.documents.word.protocol import write_protocol
from rapporteur.domain.drafting.leading import begins_with_sides
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.protocol import BlockKind, Layout, ProtocolPaper
from rapporteur.domain.papers.sheet import PaperRow
from rapporteur.services import sessions, stored
from rapporteur.services.facts import sample_facts
from rapporteur.services.papers.press_note import press_note
from rapporteur.services.papers.protocol import protocol_paper
from rapporteur.services.protocol import assembling, paragraphs
from rapporteur.services.workspace import Workspace

GOLDEN = Path(__file__).parents[2] / "golden"
NOW = datetime(2025, 8, 6, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = Workspace.create(tmp_path_factory.mktemp("protocol") / "sample.rapporteur")
    with workspace.edit("New session") as db:
        sessions.create_session(db, sample_facts())
    yield workspace
    workspace.close()


def paper(work: Workspace, **more: object) -> ProtocolPaper:
    with work.read() as db:
        return protocol_paper(db, now=NOW, **more)  # type: ignore[arg-type]


def texts(one: ProtocolPaper, language: int, kind: BlockKind) -> list[str]:
    return [block.texts[language] for block in one.blocks if block.kind is kind]


def test_the_order_is_that_of_published_protocols(work):
    one = paper(work, languages=("en",))
    (title,) = one.title
    assert title[0] == "PROTOCOL"
    assert title[1] == (
        "of the 11th Session of the India-Russia Working Group on Modernisation and Industrial "
        "Cooperation"
    )
    assert title[2].startswith("of the India-Russia Intergovernmental Commission on Trade")
    assert title[3] == "(New Delhi, 6 August 2025)"
    opening = texts(one, 0, BlockKind.OPENING)
    for text, beginning in zip(opening, (
        "The 11th Session", "The Indian Side was led by Shri Amardeep Singh Bhatia",
        "The Russian Side was led by Mr. Alexey Gruzdev", "The composition of the delegations",
        "The Session was held in a friendly", "The Indian Side and the Russian Side are",
    ), strict=True):  # fmt: skip
        assert text.startswith(beginning)
    assert "was held on 6 August 2025 at Vanijya Bhawan, New Delhi" in opening[0]
    assert "at Annexes 1 and 2" in opening[3]
    assert "“the Sides”" in opening[5]
    kinds = [block.kind for block in one.blocks]
    assert kinds == sorted(kinds, key=[BlockKind.OPENING, BlockKind.HEADING, BlockKind.PARAGRAPH,
                                       BlockKind.CLOSING].index) or (
        kinds.index(BlockKind.HEADING) == len(opening) and kinds[-1] is BlockKind.CLOSING
    )  # fmt: skip
    numbered = [block for block in one.blocks if block.number]
    assert [block.number for block in numbered] == [str(n + 1) for n in range(len(numbered))]
    with work.read() as db:
        sides = sessions.sides(db)
    assert all(begins_with_sides(block.texts[0], "en", sides) for block in numbered)
    headings = texts(one, 0, BlockKind.HEADING)
    groups = ["Modernisation", "Mining", "Fertilisers", "Railway transport"]
    assert [name for name in headings if name in groups] == groups
    assert headings[-1] == "Next session"
    (closing,) = texts(one, 0, BlockKind.CLOSING)
    assert closing.startswith("Done at New Delhi on 6 August 2025 in two originals")
    assert [block.lines[0][0] for block in one.signatures] == [
        "For the Indian Side", "For the Russian Side",
    ]  # fmt: skip
    assert [annex.titles[0].split("\n")[0] for annex in one.annexes] == [
        "Annex 1", "Annex 2", "Annex 3", "Annex 4",
    ]  # fmt: skip


def test_each_side_comes_first_in_its_own_copy(work):
    indian, russian = paper(work, side="in"), paper(work, side="RU")
    assert indian.languages == ("en", "ru")
    assert russian.languages == ("ru", "en")
    assert "India-Russia Working Group" in indian.title[0][1]
    assert "Индийско-Российской рабочей группы" in indian.title[1][1]
    assert "Российско-Индийской рабочей группы" in russian.title[0][1]
    assert "Межправительственной Российско-Индийской комиссии" in russian.title[0][2]
    assert "Russia-India Working Group" in russian.title[1][1]
    led = [text for text in texts(russian, 1, BlockKind.OPENING) if "led by" in text]
    assert led[0].startswith("The Russian Side was led by")
    assert "Российская Сторона и Индийская Сторона" in texts(russian, 0, BlockKind.OPENING)[-1]
    assert "the Russia-India Working Group" in texts(russian, 1, BlockKind.OPENING)[0]
    assert [block.lines[0][0] for block in russian.signatures] == [
        "За Российскую Сторону", "За Индийскую Сторону",
    ]  # fmt: skip
    assert [sheet.head.title.split("\n")[1] for annex in russian.annexes[:2]
            for sheet in annex.sheets] == [
        "Российская Сторона", "Russian Side", "Индийская Сторона", "Indian Side",
    ]  # fmt: skip
    agenda = russian.annexes[2].sheets[1]
    leads = next(p.cells[3] for p in agenda.parts if isinstance(p, PaperRow))
    assert leads.index("(Russia)") < leads.index("(India)")
    actions = russian.annexes[3].sheets[1]
    who = next(p.cells[2] for p in actions.parts if isinstance(p, PaperRow) and
               "Indian Side" in p.cells[2] and "Russian Side" in p.cells[2])  # fmt: skip
    assert who.index("Russian Side") < who.index("Indian Side")


def test_an_assembled_draft_is_turned_as_well(tmp_path):
    workspace = bare_sample(tmp_path / "assembled.rapporteur")
    with workspace.edit("Assemble") as db:
        assembling.assemble(db)
    for side, first in (("IN", "The Indian Side"), ("RU", "The Russian Side")):
        opening = texts(paper(workspace, side=side, languages=("en",)), 0, BlockKind.OPENING)
        assert [text.startswith(f"{first} was led by") for text in opening[1:3]] == [True, False]
        assert opening[-1].startswith(f"{first} and the")
    workspace.close()


def test_numbers_and_paragraphs_are_the_same_in_both_copies(work):
    indian, russian = paper(work, side="IN"), paper(work, side="RU")
    assert [(b.number, b.uuid) for b in indian.blocks if b.number] == [
        (b.number, b.uuid) for b in russian.blocks if b.number
    ]
    assert {b.uuid for b in indian.blocks} == {b.uuid for b in russian.blocks}


def test_annexes_hold_public_columns_alone(work):
    one = paper(work, side="IN", languages=("en",))
    headings = [[column.heading for column in annex.sheets[0].columns] for annex in one.annexes]
    assert headings[0] == headings[1] == [
        "No.", "Name", "Designation", "Organisation", "Role in the delegation",
    ]  # fmt: skip
    assert headings[3] == ["No.", "Action", "Responsible", "Due"]
    assert all(sheet.stamp == "" for annex in one.annexes for sheet in annex.sheets)
    assert all(not sheet.internal for annex in one.annexes for sheet in annex.sheets)


def test_a_draft_says_states_and_the_clean_version_nothing(work):
    draft, clean = paper(work, side="RU", draft=True), paper(work, side="RU")
    assert not any(block.notes for block in clean.blocks)
    assert clean.copy_of == ("", "")
    assert draft.copy_of == ("Экземпляр Российской Стороны", "Copy of the Russian Side")
    notes = {block.notes for block in draft.blocks if block.number}
    assert {
        "Согласован", "В скобках; предложение Индийской Стороны", "Предложение Российской Стороны",
        "Предложение Индийской Стороны; текст (русский): отсутствует",
    } <= notes  # fmt: skip
    three = paper(work, languages=("en", "ru", "hi"), draft=True)
    assert "In brackets; proposed by the Russian Side; Hindi text: missing" in {
        block.notes for block in three.blocks
    }


def test_what_cannot_be_composed_is_said(work, tmp_path):
    with pytest.raises(UserError, match="The codes are IN and RU"):
        paper(work, side="XX")
    with pytest.raises(UserError, match="no language “de”"):
        paper(work, languages=("de",))
    bare = bare_sample(tmp_path / "bare.rapporteur")
    with pytest.raises(UserError, match="no paragraph yet") as caught:
        paper(bare)
    assert caught.value.code == "protocol.empty"
    bare.close()


def test_withdrawn_paragraphs_and_missing_lists_are_left_out(tmp_path):
    workspace = bare_sample(tmp_path / "other.rapporteur")
    with workspace.edit("Two paragraphs") as db:
        first = paragraphs.add(db, {"text_en": "The Sides noted."})
        paragraphs.add(db, {"text_en": "The Sides agreed."}, after=first.id)
        paragraphs.withdraw(db, [first.id])
        items = stored.read(db, stored.ACTION_ITEMS)
        stored.set_fields(db, stored.ACTION_ITEMS, {one.id: {"status": "done"} for one in items})
    one = paper(workspace, languages=("en",))
    assert [(block.number, block.texts) for block in one.blocks] == [("1", ("The Sides agreed.",))]
    assert [annex.titles[0][:7] for annex in one.annexes] == ["Annex 1", "Annex 2", "Annex 3"]
    workspace.close()


# ----------------------------------------------------------------------------------- the documents


def document_text(path: Path) -> str:
    """What a document says, line by line with its styles; of the annexed tables the first rows."""
    document = docx.Document(str(path))
    found = [f"header: {document.sections[0].header.paragraphs[0].text}"]
    found += [f"footer: {p.text}" for p in document.sections[0].footer.paragraphs]
    for element in document.element.body:
        if element.tag == qn("w:p"):
            one = Paragraph(element, document)
            found += [f"{one.style.name if one.style else ''}: {one.text}"] if one.text else []
        elif element.tag == qn("w:tbl"):
            rows = Table(element, document).rows
            annexed = "Table" in str(rows[0].cells[0].paragraphs[0].style)
            for row in list(rows)[: 4 if annexed else None]:
                found.append("----")
                cells = list(dict.fromkeys(cell._tc for cell in row.cells))
                for cell in cells:
                    lines = [Paragraph(p, document) for p in cell.findall(qn("w:p"))]
                    found += [f"| {p.style.name if p.style else ''}: {p.text}" for p in lines]
            found.append(f"---- {len(rows)} rows" if annexed else "----")
    return "\n".join(found).replace("\xa0", "~") + "\n"


@pytest.mark.parametrize("draft", [False, True], ids=["clean", "draft"])
@pytest.mark.parametrize("side", ["IN", "RU"])
def test_the_document_is_the_one_that_was_looked_at(work, tmp_path, side, draft):
    write_protocol(paper(work, side=side, draft=draft, initials=draft), tmp_path / "one.docx")
    found = document_text(tmp_path / "one.docx")
    golden = GOLDEN / f"protocol-{side}-{'draft' if draft else 'clean'}.txt"
    if os.environ.get("REWRITE_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


@needs_office
def test_the_sample_is_printed_whole(work, tmp_path):
    one = paper(work, side="RU")
    paths = [tmp_path / "columns.docx", tmp_path / "sequence.docx", tmp_path / "hindi.docx"]
    write_protocol(one, paths[0])
    write_protocol(paper(work, side="RU", layout=Layout.SEQUENCE), paths[1])
    write_protocol(paper(work, side="IN", languages=("hi", "en"), draft=True), paths[2])
    for path in printed(paths, tmp_path):
        pages = page_texts(path)
        whole = "".join(" ".join(pages).split())
        if path.stem != "hindi":  # of which a PDF gives back the signs, not the letters
            for text in ("".join(t.split()) for block in one.blocks for t in block.texts):
                assert text[:30] in whole
                assert text[-30:] in whole
        assert "\ufffd" not in whole
        assert all(fonts(path).values())
        assert all(str(len(pages)) in page for page in pages), "page x of y"
        assert whole.count("Annex1to") == whole.count("Annex4to") == 1
        signed = next(n for n, page in enumerate(pages) if "For the Russian Side" in page)
        assert "12th Session" in pages[signed], "the last paragraph stands with the signatures"
        assert not any(not page.strip() for page in pages)


def test_a_side_without_an_adjective_is_named_in_words_that_need_none(tmp_path):
    workspace = bare_sample(tmp_path / "named.rapporteur")
    with workspace.edit("Names alone") as db:
        for side in sessions.sides(db):
            edit = FieldEdit(side["adjective_ru"], "")
            sessions.update_side(db, side.id, {"adjective_ru": edit})
        sessions.update_session(db, {"originals": FieldEdit("2", "21")})
        assembling.assemble(db)
    one = paper(workspace, side="RU", languages=("ru",), draft=True)
    assert one.copy_of == ("Экземпляр Стороны (Россия)",)
    assert [block.lines[0][0] for block in one.signatures] == [
        "За Сторону (Россия)", "За Сторону (Индия)",
    ]  # fmt: skip
    assert " в 21 экземпляре, " in texts(one, 0, BlockKind.CLOSING)[0]
    with workspace.read() as db:
        told = "\n".join(block.text for block in press_note(db, "ru").paper.blocks)
    assert "от Стороны (Индия) – " in told
    workspace.close()
