"""A Protocol that comes back as an edited Word document: what stands for which paragraph."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from docx.document import Document
from tests.returned_documents import (
    add_line,
    columns,
    comment,
    drop_line,
    drop_row,
    packed,
    plain,
    repacked,
    reword,
    sequence,
    through_libreoffice,
    track,
)

from rapporteur.domain.errors import UserError
from rapporteur.domain.protocol_versions import KeptParagraph
from rapporteur.exchange.returned.reading import LIMITS, read_returned

Maker = Callable[..., Document]


def paragraph(place: int, number: str, en: str, ru: str, kind: str = "paragraph") -> KeptParagraph:
    uuid = f"00000000-0000-4000-8000-{place:012d}"
    return KeptParagraph(uuid, kind, number, "proposed", {"en": en, "ru": ru})


VERSION = [
    paragraph(0, "", "The session was held.", "Заседание состоялось.", "opening"),
    paragraph(1, "1", "The Sides noted 5 projects.", "Стороны отметили 5 проектов."),
    paragraph(2, "", "Mining", "Добыча", "heading"),
    paragraph(3, "2", "The Sides agreed [by 2026] as in para 1.",
              "Стороны договорились [до 2026 г.], см. пункт 1."),
    paragraph(4, "3", "5 experts\nwill meet.", "5 экспертов\nвстретятся."),
    paragraph(5, "", "Done in New Delhi.", "Совершено в Нью-Дели.", "closing"),
]  # fmt: skip

both = pytest.mark.parametrize("maker", [columns, sequence])


def read(document: Document, **options):
    return read_returned("back.docx", packed(document), **options)


def texts(found, language: str = "en") -> list[tuple[str, str, str]]:
    return [(t.uuid[-1:], t.number, t.text) for t in found.texts if t.language == language]


def expected(language: str = "en", version: Sequence[KeptParagraph] = VERSION):
    return [(one.uuid[-1], one.number, one.text(language)) for one in version]


@both
def test_an_untouched_document_is_read_as_it_went_out(maker: Maker):
    found = read(maker(VERSION))
    assert found.marked
    assert found.languages == ("en", "ru")
    assert texts(found) == expected()
    assert texts(found, "ru") == expected("ru")
    assert [t.heading for t in found.texts if t.uuid.endswith("2")] == [True, True]
    assert (found.remarks, found.notices) == ((), ())


@both
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
def test_a_document_saved_by_another_program_is_read_the_same(maker: Maker, tmp_path):
    found = read_returned("back.docx", through_libreoffice(packed(maker(VERSION)), tmp_path))
    assert texts(found) == expected()
    assert texts(found, "ru") == expected("ru")
    assert found.notices == ()


@both
def test_words_typed_inside_before_and_behind_a_mark_are_read(maker: Maker):
    document = maker(VERSION)
    reword(document, "noted 5 projects.", "noted 6 projects.")
    reword(document, "The session was held.", "The 11th session was held. It was [long].")
    reword(document, "Добыча", "Добыча и переработка")
    found = read(document)
    assert texts(found)[0][2] == "The 11th session was held. It was [long]."
    assert texts(found)[1] == ("1", "1", "The Sides noted 6 projects.")
    assert texts(found, "ru")[2][2] == "Добыча и переработка"


@both
def test_what_stands_outside_the_bookmark_belongs_to_the_paragraph(maker: Maker):
    def push(parts: dict[str, bytes]) -> None:
        body = parts["word/document.xml"].decode()
        for_end = '<w:r><w:t xml:space="preserve"> And more.</w:t></w:r>'
        at = body.index("The Sides noted 5 projects.")
        at = body.index("<w:bookmarkEnd", at)
        at = body.index("/>", at) + 2
        parts["word/document.xml"] = (body[:at] + for_end + body[at:]).encode()

    found = read_returned("back.docx", repacked(packed(maker(VERSION)), push))
    assert texts(found)[1] == ("1", "1", "The Sides noted 5 projects. And more.")


@both
def test_an_added_paragraph_has_no_mark_and_says_where_it_stands(maker: Maker):
    document = maker(VERSION)
    add_line(document, "The Sides noted 5 projects.", "2.\tThe Sides also noted coal.")
    add_line(document, "Стороны отметили 5 проектов.", "2.\tСтороны также отметили уголь.")
    found = read(document)
    new = [t for t in found.texts if not t.uuid]
    assert [(t.language, t.after[-1], t.number, t.text) for t in new] == [
        ("en", "1", "2", "The Sides also noted coal."),
        ("ru", "1", "2", "Стороны также отметили уголь."),
    ]
    assert len(texts(found)) == len(VERSION) + 1


def test_titles_signatures_and_annexes_are_no_paragraphs():
    document = sequence(VERSION)
    add_line(document, "Done in New Delhi.", "Further words")
    found = read(document)
    assert [t.text for t in found.texts if not t.uuid] == ["Further words"]


@both
def test_a_deleted_paragraph_is_not_there(maker: Maker):
    document = maker(VERSION)
    if maker is columns:
        drop_row(document, "The Sides noted 5 projects.")
    else:
        drop_line(document, "The Sides noted 5 projects.")
        drop_line(document, "Стороны отметили 5 проектов.")
    found = read(document)
    assert [t[0] for t in texts(found)] == ["0", "2", "3", "4", "5"]
    assert [t[0] for t in texts(found, "ru")] == ["0", "2", "3", "4", "5"]


def test_a_text_retyped_in_its_cell_is_known_by_the_row():
    document = columns(VERSION)
    add_line(document, "Стороны отметили 5 проектов.", "1.\tНовый текст.")
    drop_line(document, "Стороны отметили 5 проектов.")
    assert texts(read(document), "ru")[1] == ("1", "1", "Новый текст.")


@both
def test_tracked_changes_are_taken_as_they_are_proposed_and_counted(maker: Maker):
    document = maker(VERSION)
    track(document, "5 projects", "seven projects")
    found = read(document)
    text = next(t for t in found.texts if t.text.startswith("The Sides noted"))
    assert text.text == "The Sides noted seven projects."
    assert text.tracked == 2
    assert sum(t.tracked for t in found.texts) == 2


def test_a_paragraph_deleted_under_change_tracking_is_gone_and_the_next_is_whole():
    def delete(parts: dict[str, bytes]) -> None:
        body = parts["word/document.xml"].decode()
        at = body.index("The Sides noted 5 projects.")
        start, end = body.rindex("<w:p>", 0, at), body.index("</w:p>", at)
        inside = body[start + 5 : end].replace("<w:r>", "<w:del w:id='7'><w:r>")
        inside = inside.replace("</w:r>", "</w:r></w:del>").replace("<w:t", "<w:delText")
        inside = inside.replace("</w:t>", "</w:delText>").replace("<w:delTextab", "<w:tab")
        inside = inside.replace("</w:pPr>", "<w:rPr><w:del w:id='8'/></w:rPr></w:pPr>")
        parts["word/document.xml"] = (body[:start] + "<w:p>" + inside + body[end:]).encode()

    found = read_returned("back.docx", repacked(packed(sequence(VERSION)), delete))
    assert [t[0] for t in texts(found)] == ["0", "2", "3", "4", "5"]
    assert texts(found)[1] == ("2", "", "Mining")


@both
def test_comments_are_listed_at_their_paragraph(maker: Maker):
    document = maker(VERSION)
    comment(document, "The Sides noted 5 projects.", "Only four are left.")
    (remark,) = read(document).remarks
    assert (remark.author, remark.text) == ("N. Orlova", "Only four are left.")
    assert (remark.uuid[-1], remark.language) == ("1", "en")
    assert "The Sides noted 5 projects." in remark.quote


@both
def test_paragraphs_that_changed_places_keep_their_marks(maker: Maker):
    order = [VERSION[n] for n in (0, 2, 3, 1, 4, 5)]
    assert [t[0] for t in texts(read(maker(order)))] == ["0", "2", "3", "1", "4", "5"]


def test_a_paragraph_joined_to_the_one_before_is_read_as_two():
    def join(parts: dict[str, bytes]) -> None:
        body = parts["word/document.xml"].decode()
        note = body.index("in brackets", body.index("The Sides noted 5 projects."))
        cut = body.index("</w:p>", body.index("The Sides noted 5 projects."))
        body = body[:cut] + "</w:p>" + body[body.index("</w:p>", note) + 6 :]
        start = body.index("<w:p>", cut)
        after = body.index("</w:pPr>", start) + len("</w:pPr>")
        parts["word/document.xml"] = (body[:cut] + body[after:]).encode()

    found = read_returned("back.docx", repacked(packed(sequence(VERSION)), join))
    assert [t[0] for t in texts(found)] == ["0", "1", "2", "3", "4", "5"]
    assert texts(found)[1][2] == "The Sides noted 5 projects."
    assert texts(found)[2][2] == "Mining"
    assert not any(t.sure for t in found.texts if t.language == "en" and t.uuid[-1] in "12")


def test_a_document_without_marks_is_told_apart_by_script_and_number():
    found = read(plain(VERSION))
    assert not found.marked
    assert found.languages == ("en", "ru")
    assert ("", "2", VERSION[3].text("en")) in texts(found)
    assert ("", "3", VERSION[4].text("ru")) in texts(found, "ru")


def test_a_russian_text_full_of_latin_names_is_russian():
    names = "Индийскую Сторону возглавлял Shri Amardeep Singh Bhatia, Secretary, Department for "
    names += "Promotion of Industry and Internal Trade, Ministry of Commerce and Industry, DPIIT"
    found = read(
        plain([paragraph(1, "1", "The Indian Side was led by г-н Груздев himself.", names)])
    )
    assert ("", "1", names) in texts(found, "ru")
    assert texts(found)[-1][2].startswith("The Indian Side")


def test_macros_pictures_hidden_words_and_links_are_left_aside_and_named():
    def arm(parts: dict[str, bytes]) -> None:
        body = parts["word/document.xml"].decode()
        hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>"
        body = body.replace("</w:p>", hidden, 1).replace(
            "</w:p>", "<w:r><w:drawing><a><b/></a></w:drawing></w:r></w:p>", 1
        )
        parts["word/document.xml"] = body.encode()
        parts["word/vbaProject.bin"] = b"macro"
        parts["word/embeddings/oleObject1.bin"] = b"object"
        links = parts["word/_rels/document.xml.rels"].decode()
        parts["word/_rels/document.xml.rels"] = links.replace(
            "</Relationships>",
            '<Relationship Id="x1" TargetMode="External" Target="//host/share/x.png" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
            "</Relationships>",
        ).encode()

    found = read_returned("back.docx", repacked(packed(sequence(VERSION)), arm))
    assert "secret" not in str(texts(found))
    assert texts(found) == expected()
    words = " ".join(found.notices)
    for said in ("macros", "Pictures", "hidden", "inside it", "other files"):
        assert said in words


def test_progress_and_cancel():
    told: list[int] = []
    read(sequence(VERSION), on_progress=told.append)
    assert told[-1] > 10
    with pytest.raises(UserError) as caught:
        read(sequence(VERSION), cancelled=lambda: True)
    assert caught.value.code == "returned.cancelled"


def _with_document(change: Callable[[str], str]) -> bytes:
    def alter(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = change(parts["word/document.xml"].decode()).encode()

    return repacked(packed(sequence(VERSION)), alter)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "entities": (
        lambda: _with_document(
            lambda x: x.replace("?>", '?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>', 1)
        ),
        "dtd",
    ),
    "outside entity": (
        lambda: _with_document(
            lambda x: x.replace("?>", '?><!DOCTYPE x SYSTEM "elsewhere.dtd">', 1)
        ),
        "dtd",
    ),
    "entities in another part": (
        lambda: repacked(
            packed(sequence(VERSION)),
            lambda parts: parts.update({"word/other.xml": b"<!DOCTYPE x><x/>"}),
        ),
        "dtd",
    ),
    "bomb": (
        lambda: repacked(
            packed(sequence(VERSION)),
            lambda parts: parts.update({"word/media/a.png": b"\0" * (30 << 20)}),
        ),
        "bomb",
    ),
    "bomb in the text": (
        lambda: _with_document(lambda x: x.replace("</w:body>", " " * (30 << 20) + "</w:body>")),
        "bomb",
    ),
    "too deep": (
        lambda: _with_document(
            lambda x: x.replace("<w:body>", "<w:body>" + "<w:sdt>" * 300 + "</w:sdt>" * 300)
        ),
        "nested",
    ),
    "too many paragraphs": (
        lambda: _with_document(
            lambda x: x.replace("</w:body>", "<w:p/>" * 20_001 + "</w:body>")
        ),
        "lines",
    ),
    "a paragraph without end": (
        lambda: _with_document(
            lambda x: x.replace(
                "</w:body>", f"<w:p><w:r><w:t>{'слово ' * 6000}</w:t></w:r></w:p></w:body>"
            )
        ),
        "long",
    ),
    "cut xml": (lambda: _with_document(lambda x: x[: len(x) // 2]), "damaged"),
    "cut file": (lambda: packed(sequence(VERSION))[:5000], "damaged"),
    "another encoding": (
        lambda: _with_document(lambda x: x.replace("UTF-8", "UTF-16", 1)),
        "encoding",
    ),
    "leads out": (
        lambda: repacked(
            packed(sequence(VERSION)), lambda parts: parts.update({"../../evil.xml": b"<x/>"})
        ),
        "container",
    ),
    "many parts": (
        lambda: repacked(
            packed(sequence(VERSION)),
            lambda parts: parts.update({f"word/x{n}.xml": b"<x/>" for n in range(2001)}),
        ),
        "parts",
    ),
    "another file before it": (lambda: b"PK\x03\x04" + packed(sequence(VERSION)), "container"),
    "no document": (
        lambda: repacked(packed(sequence(VERSION)), lambda parts: parts.clear() or
                         parts.update({"a.txt": b"x"})),
        "no_document",
    ),
    "open document": (
        lambda: repacked(packed(sequence(VERSION)), lambda parts: parts.clear() or
                         parts.update({"content.xml": b"<x/>"})),
        "opendocument",
    ),
    "pdf": (lambda: b"%PDF-1.7 ...", "pdf"),
    "text": (lambda: b"Protocol of the session", "no_document"),
    "rtf": (lambda: b"{\\rtf1 Protocol}", "rtf"),
    "old word": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "doc"
    ),
    "password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "protected",
    ),
    "empty": (lambda: b"", "empty"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_foreign_file_is_refused_with_its_reason(kind: str):
    make, code = HOSTILE[kind]
    with pytest.raises(UserError) as caught:
        read_returned("back.docx", make())
    assert caught.value.code == f"returned.{code}"
    assert "back.docx" in str(caught.value)
    assert caught.value.safe
    assert caught.value.advice


def test_the_size_is_bounded():
    data = packed(sequence(VERSION))
    with pytest.raises(UserError) as caught:
        read_returned("back.docx", data, limits=replace(LIMITS, file_bytes=1000))
    assert caught.value.code == "returned.size"
