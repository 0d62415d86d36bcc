"""Templates: what they may say, how they are filled, and how a fault in one is told."""

from __future__ import annotations

import time
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from tests.documents.word.making import repacked, template, texts

from rapporteur.documents.word.marks import untouched
from rapporteur.documents.word.templates import UnknownField, render, shipped, unknown_fields
from rapporteur.domain.errors import UserError

PEOPLE = {
    "title": "Протокол <11> & co. {{ nobody }}",
    "people": [{"name": "A & B", "post": "one\ttwo\nthree"}, {"name": "अमरदीप Bhatia", "post": ""}],
    "signed": False,
}


def test_fields_loops_and_conditions_are_filled(tmp_path):
    source = template(
        tmp_path / "t.docx",
        "{{ title }}",
        "{%p if signed %}", "signed", "{%p else %}", "a draft", "{%p endif %}",
        "{%p for one in people %}",
        "{{ loop.index }} of {{ people|length }}: {{ one.name }} {{ one.post|default('none') }}",
        "{%p endfor %}",
        rows=(("{%tr for one in people %}", ""), ("{{ one.name }}", "{{ one.post }}"),
              ("{%tr endfor %}", "")),
    )  # fmt: skip
    render(source, PEOPLE, tmp_path / "out.docx")
    assert texts(tmp_path / "out.docx") == [
        "Протокол <11> & co. {{ nobody }}",
        "a draft",
        "1 of 2: A & B one\ttwo\nthree",
        "2 of 2: अमरदीप Bhatia ",
        "A & B", "one\ttwo\nthree", "अमरदीप Bhatia", "",
    ]  # fmt: skip


def test_a_tag_that_word_cut_into_runs_is_one(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("Held by {{ pe")
    paragraph.add_run("ople[0].na").bold = True
    paragraph.add_run("me }}.")
    document.save(str(tmp_path / "t.docx"))
    render(tmp_path / "t.docx", PEOPLE, tmp_path / "out.docx")
    assert texts(tmp_path / "out.docx") == ["Held by A & B."]


def test_letters_that_word_cannot_hold_are_left_out(tmp_path):
    source = template(tmp_path / "t.docx", "{{ title }}")
    render(source, {"title": "a\x07b\x0cc\x00d\ufffee\r\nf"}, tmp_path / "out.docx")
    assert texts(tmp_path / "out.docx") == ["abcde\nf"]


def test_headers_and_footnotes_are_filled_once(tmp_path):
    source = template(tmp_path / "t.docx", "x", header="{{ title }}")
    render(source, {"title": "{{ title }}"}, tmp_path / "out.docx")
    section = docx.Document(str(tmp_path / "out.docx")).sections[0]
    assert section.header.paragraphs[0].text == "{{ title }}"


def test_cells_that_repeat_widen_the_grid(tmp_path):
    source = template(
        tmp_path / "t.docx",
        rows=(("{%tc for one in people %}", "{{ one.name }}", "{%tc endfor %}"),),
    )
    render(source, {"people": [{"name": str(n)} for n in range(5)]}, tmp_path / "out.docx")
    table = docx.Document(str(tmp_path / "out.docx")).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == list("01234")
    assert len(table.columns) == 5


def test_nothing_is_left_that_word_would_not_open(tmp_path):
    source = template(
        tmp_path / "t.docx",
        "x",
        header="{%p if signed %}",
        rows=(("{%tr for one in nobody %}",), ("{{ one }}",), ("{%tr endfor %}",)),
    )
    document = docx.Document(str(source))
    document.sections[0].header.add_paragraph("{%p endif %}")
    document.add_table(1, 1).rows[0].cells[0].text = "{%p if signed %}"
    document.tables[1].rows[0].cells[0].add_paragraph("{%p endif %}")
    row = document.add_table(1, 3).rows[0].cells
    for cell, text in zip(
        row, ("{%tc for one in nobody %}", "{{ one }}", "{%tc endfor %}"), strict=True
    ):
        cell.text = text
    document.save(str(source))
    render(source, {"signed": False, "nobody": []}, tmp_path / "out.docx")
    document = docx.Document(str(tmp_path / "out.docx"))
    assert [[len(c.paragraphs) for c in r.cells] for t in document.tables for r in t.rows] == [[1]]
    assert len(document.sections[0].header.paragraphs) == 1


def test_hindi_takes_the_slot_for_complex_scripts_and_russian_its_language(tmp_path):
    source = template(tmp_path / "t.docx", "{{ text }}")
    text = "नई दिल्ली, 6 अगस्त: DPIIT, भारत"
    render(source, {"text": text}, tmp_path / "out.docx")
    runs = list(docx.Document(str(tmp_path / "out.docx")).element.body.iter(qn("w:r")))
    found = [
        ("".join(t.text for t in run.iter(qn("w:t"))), run.rPr.find(qn("w:cs")) is not None)
        for run in runs
    ]
    assert found == [("नई दिल्ली, 6 अगस्त: ", True), ("DPIIT, ", False), ("भारत", True)]
    assert runs[0].rPr.find(qn("w:lang")).get(qn("w:bidi")) == "hi-IN"
    assert runs[0].rPr.find(qn("w:rFonts")).get(qn("w:cs")) == "Nirmala UI"
    render(source, {"text": "Протокол"}, tmp_path / "out.docx")
    (run,) = docx.Document(str(tmp_path / "out.docx")).element.body.iter(qn("w:r"))
    assert run.rPr.find(qn("w:lang")).get(qn("w:val")) == "ru-RU"


@pytest.mark.parametrize(
    ("lines", "code", "words"),
    [
        (("ok", "Held at {{ titel }} today"), "unknown_field",
         "names the field “titel”, which there is not: in the text: “Held at {{ titel }} today”"),
        (("{%p for one in people %}", "{{ one.nam }}", "{%p endfor %}"), "unknown_field",
         "“nam”"),
        (("{{ title",), "syntax", "not closed in its paragraph: in the text: “{{ title”"),
        (("{{ a {{ title }} }}",), "syntax", "a tag within a tag"),
        (("{%p if signed %}", "x"), "syntax", "cannot be read"),
        (("{{r title }}",), "syntax", "a letter before its name"),
        (("{%p for one in people %}", "y{% endfor %}"), "structure", "do not fit together"),
        (("{{ title|tojson }}",), "syntax", "tojson"),
        (("{{ (( }}",), "syntax", "cannot be read"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(tmp_path, lines, code, words):
    source = template(tmp_path / "t.docx", *lines)
    with pytest.raises(UserError) as caught:
        render(source, PEOPLE, tmp_path / "out.docx")
    assert caught.value.code == f"template.{code}"
    assert words in caught.value.message
    assert "t.docx" in caught.value.message
    assert not (tmp_path / "out.docx").exists()


def test_a_fault_in_a_table_of_the_header_says_so(tmp_path):
    source = template(tmp_path / "t.docx", "x", rows=(("{{ oops }}",),), header="{{ oh }}")
    assert unknown_fields(source, {"title"}) == (
        UnknownField("oops", "in a table: “{{ oops }}”"),
        UnknownField("oh", "in the text of the header: “{{ oh }}”"),
    )


def test_a_tag_alone_in_its_paragraph_is_shown_alone(tmp_path):
    source = template(tmp_path / "t.docx", "Held at {{ plase }}", "{%p if titel %}", "x",
                      "{%p endif %}")  # fmt: skip
    assert unknown_fields(source, {"title"}) == (
        UnknownField("plase", "in the text: “Held at {{ plase }}”"),
        UnknownField("titel", "in the text: “{% if titel %}”"),
    )


def test_unknown_fields_knows_what_a_loop_goes_through(tmp_path):
    source = template(
        tmp_path / "t.docx",
        "{{ title }} {{ session.ordinal }} {{ session.oridnal }} {{ session }}",
        "{%p for one in people %}",
        "{{ loop.index }} {{ one.name|upper }} {{ one.nam }} "
        "{% if one.post == titel %}x{% endif %}",
        "{%p for body in one.bodies[1:] %}", "{{ body.name }}{{ body.nme }}", "{%p endfor %}",
        "{%p endfor %}",
        "{{ one.name }} {{ people[0].name }} {{ people[0].nmae }}",
    )  # fmt: skip
    known = {"title", "session.ordinal", "people[].name", "people[].post", "people[].bodies[].name"}
    found = unknown_fields(source, known)
    assert [one.name for one in found] == [
        "session.oridnal", "one.nam", "titel", "body.nme", "one.name", "people[…].nmae",
    ]  # fmt: skip
    assert found[1].place.startswith("in the text: “{{ loop.index }} {{ one.name|upper }}")


# ------------------------------------------------------------------------- hostile templates

BIG = "{% for a in people %}" * 8 + "x" + "{% endfor %}" * 8
TAGS = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ title.__class__ }}",
    "{{ people.append(1) }}",
    "{{ title.format(title) }}",
    "{{ lipsum.__globals__['os'].system('touch pwned') }}",
    "{{ cycler.__init__.__globals__.os.popen('touch pwned').read() }}",
    "{{ self._TemplateReference__context }}",
    "{{ config }}",
    "{{ people|map(attribute='__class__')|join }}",
    "{{ title|attr('__class__') }}",
    "{% include 'other.docx' %}",
    "{% import 'os' as os %}{{ os }}",
    "{% extends 'x' %}",
    "{% set x = title %}{{ x }}",
    "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "{% for x in range(10**9) %}{% for y in range(10**9) %}{% endfor %}{% endfor %}",
    "{{ 'x' * 10**10 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ '%0999999999d' % 1 }}",
    "{{ 'x'|center(10**10) }}",
    "{{ title|replace('', title)|replace('', title)|replace('', title) }}",
    "{{ 'ab'|join('xxxxxxxx')|join('xxxxxxxx')|join('xxxxxxxx') }}",
    "{% for a in people recursive %}{{ loop(people) }}{% endfor %}",
    "{% call(x) title() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% do people.append(people) %}",
    "{{ " + "(" * 200 + "1" + ")" * 200 + " }}",
    "{{ " + "9" * 480 + " }}" + "{{ 9" + "+9" * 240 + " }}" + "{{ title()() }}",
    BIG,
    BIG.replace("x", ""),
)


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: tag[:40])
def test_a_hostile_tag_neither_runs_nor_goes_on_for_ever(tmp_path, monkeypatch, tag):
    monkeypatch.chdir(tmp_path)
    source = template(tmp_path / "t.docx", tag)
    many = {"title": "t", "people": [{"name": str(n)} for n in range(100)]}
    began = time.monotonic()
    with pytest.raises(UserError) as caught:
        render(source, many, tmp_path / "out.docx")
    assert time.monotonic() - began < 5
    assert caught.value.code.startswith("template.")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "t.docx"]


@pytest.mark.parametrize("unit", ["{{r ", "{%tr ", "{{ a }} ", "{% colspan ", "{", "-%}", "{%- "])
def test_a_template_of_nothing_but_tags_is_done_with_in_time(tmp_path, unit):
    source = template(tmp_path / "t.docx", unit * 30_000, *[unit] * 200)
    began = time.monotonic()
    with pytest.raises(UserError):
        render(source, {}, tmp_path / "out.docx")
    assert time.monotonic() - began < 5


RELATION = (
    b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/%s" Target="http://192.0.2.1/x" TargetMode="External"/></Relationships>'
)
RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
RELS = "word/_rels/document.xml.rels"
CODE = (
    b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>%s</w:instrText></w:r>'
    b'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def linked(kind: bytes) -> tuple[bytes, bytes]:
    return b"</Relationships>", RELATION % kind


def field(code: bytes) -> tuple[bytes, bytes]:
    return b"<w:p>", CODE % code


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("external", {RELS: linked(b"image")}),
        ("external", {RELS: linked(b"oleObject")}),
        ("external", {RELS: linked(b"frame")}),
        ("external", {"word/_rels/settings.xml.rels":
                      RELATIONS + RELATION % b"mailMergeSource"}),
        ("active", {"word/vbaProject.bin": b"x"}),
        ("active", {"word/embeddings/oleObject1.bin": b"x"}),
        ("active", {"[Content_Types].xml":
                    (b"document.main+xml", b"document.macroEnabled.main+xml")}),
        ("active", {"word/document.xml": (b"<w:sectPr", b"<w:altChunk/><w:sectPr")}),
        ("field", {"word/document.xml": field(b" DDEAUTO c:\\\\x cmd ")}),
        ("field", {"word/document.xml": field(b'INCLUDEPICTURE "http://x/y"')}),
        ("field", {"word/document.xml": field(b"{{ title }}")}),
        ("field", {"word/document.xml":
                   (b"<w:p>", b'<w:p><w:fldSimple w:instr="INCLUDETEXT x"/>')}),
        ("entities", {"word/settings.xml":
                      (b"<w:settings", b'<!DOCTYPE x [<!ENTITY a "b">]><w:settings')}),
        ("dotx", {"[Content_Types].xml": (b"document.main+xml", b"template.main+xml")}),
        ("size", {"word/media/big.png": b"\0" * 70_000_000}),
    ],
)  # fmt: skip
def test_a_template_that_carries_more_than_words_is_refused(tmp_path, code, changed):
    source = repacked(template(tmp_path / "t.docx", "{{ title }}"), changed)
    with pytest.raises(UserError) as caught:
        render(source, PEOPLE, tmp_path / "out.docx")
    assert caught.value.code == f"template.{code}"
    assert not (tmp_path / "out.docx").exists()


def test_the_link_to_the_template_of_a_template_is_dropped(tmp_path):
    source = repacked(template(tmp_path / "t.docx", "{{ title }}"), {
        "word/_rels/settings.xml.rels": RELATIONS + RELATION % b"attachedTemplate",
        "word/settings.xml": (b"<w:zoom", b'<w:attachedTemplate r:id="rIdX"/><w:zoom'),
    })  # fmt: skip
    render(source, PEOPLE, tmp_path / "out.docx")
    document = docx.Document(str(tmp_path / "out.docx"))
    external = [link for part in document.part.package.iter_parts()
                for link in part.rels.values() if link.is_external]  # fmt: skip
    assert not external
    assert document.settings.element.find(qn("w:attachedTemplate")) is None


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and so on", b"\xd0\xcf\x11\xe0 old Word"])
def test_what_is_no_document_is_refused_in_words(tmp_path, data):
    (tmp_path / "t.docx").write_bytes(data)
    with pytest.raises(UserError, match="no Word document") as caught:
        unknown_fields(tmp_path / "t.docx", ())
    assert caught.value.code == "template.no_document"


# --------------------------------------------------------------------------------- the mark


def test_a_document_is_known_until_somebody_edits_it(tmp_path):
    source = template(tmp_path / "t.docx", "{{ title }}", header="{{ title }}",
                      rows=(("{{ title }}", "b"),))  # fmt: skip
    path = tmp_path / "out.docx"
    edits = {
        "text": lambda d: d.paragraphs[0].add_run("!"),
        "bold": lambda d: setattr(d.paragraphs[0].runs[0], "bold", True),
        "table": lambda d: setattr(d.tables[0].rows[0].cells[1], "text", "c"),
        "header": lambda d: setattr(d.sections[0].header.paragraphs[0], "text", "c"),
        "paragraph": lambda d: d.add_paragraph(""),
        "style": lambda d: setattr(d.paragraphs[0], "style", d.styles["Heading 1"]),
        "row": lambda d: d.tables[0].add_row(),
        "margin": lambda d: setattr(d.sections[0], "left_margin", 100_000),
    }
    for name, edit in edits.items():
        render(source, PEOPLE, path)
        document = docx.Document(str(path))
        document.save(str(path))
        assert untouched(path), "saving again is no edit"
        edit(document)
        document.save(str(path))
        assert not untouched(path), name


def test_files_of_others_are_not_ours(tmp_path):
    assert not untouched(template(tmp_path / "t.docx", "x"))
    assert not untouched(tmp_path / "none.docx")
    (tmp_path / "bad.docx").write_bytes(b"PK")
    assert not untouched(tmp_path / "bad.docx")
    assert not untouched(Path(shipped("protocol-columns")))
