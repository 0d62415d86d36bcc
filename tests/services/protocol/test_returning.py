"""What a Protocol that came back would change, and taking it in as one step."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime

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
    reword,
    sequence,
    through_libreoffice,
    track,
)

from rapporteur.domain import protocol as rules
from rapporteur.domain.editing import Conflict, FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.protocol_returns import ReturnState
from rapporteur.exchange.returned.reading import read_returned
from rapporteur.services.protocol import paragraphs, returning, snapshots
from rapporteur.services.workspace import Workspace

Maker = Callable[..., Document]
both = pytest.mark.parametrize("maker", [columns, sequence])
NOW = datetime(2025, 8, 5, 12, 0, tzinfo=UTC)

TEXTS = (
    ("opening", "The 11th Session was held in New Delhi.", "Заседание прошло в Нью-Дели."),
    ("paragraph", "The Sides noted the work on the wind tunnel.",
     "Стороны отметили работы по аэродинамической трубе."),
    ("heading", "Mining", "Добыча"),
    ("paragraph", "The Sides agreed to meet as in para 1.",
     "Стороны договорились встретиться, см. пункт 1."),
    ("paragraph", "The Indian Side informed of rare earths.",
     "Индийская Сторона проинформировала о редких землях."),
    ("closing", "Done at New Delhi.", "Совершено в г. Нью-Дели."),
)  # fmt: skip


class House:
    """A Protocol that was sent to the other side, and what comes back."""

    def __init__(self, workspace: Workspace, russia: str) -> None:
        self.workspace = workspace
        self.russia = russia
        with workspace.edit("Draft") as db:
            for kind, en, ru in TEXTS:
                paragraphs.add(db, {"kind": kind, "text_en": en, "text_ru": ru})
            ids = [one.id for one in paragraphs.protocol(db).paragraphs]
            paragraphs.set_language_state(db, ids, rules.IN_STEP, ["en", "ru"])
            paragraphs.set_state(db, ids, rules.AGREED)
            snapshots.keep(db, "Draft 1", russia, now=NOW)
            self.version = snapshots.present(db)

    def plan(self, document: Document | bytes):
        data = document if isinstance(document, bytes) else packed(document)
        read = read_returned("back.docx", data)
        with self.workspace.read() as db:
            return returning.plan(db, read, base=returning.base_of(db, read))

    def commit(self, plan, accepted=None, **options):
        with self.workspace.edit("Returned by the Russian Side") as db:
            taken = plan.default if accepted is None else accepted
            return returning.commit(db, plan, taken, **options)

    def edit(self, language: str, old: str, new: str) -> None:
        with self.workspace.edit("Edit") as db:
            one = self.one(db, old, language)
            text = paragraphs.protocol(db).text(one, language)
            change = FieldEdit(text, text.replace(old, new))
            paragraphs.edit(db, one.id, {f"text_{language}": change})

    def one(self, db, words: str, language: str = "en"):
        now = paragraphs.protocol(db)
        return next(p for p in now.paragraphs if words in now.text(p, language))

    def held(self, words: str, language: str = "en"):
        with self.workspace.read() as db:
            return self.one(db, words, language)

    def shown(self, language: str = "en"):
        with self.workspace.read() as db:
            now = paragraphs.protocol(db)
            return [now.text(p, language) for p in now.paragraphs if not p.withdrawn]


@pytest.fixture
def house(desk) -> House:
    return House(desk.workspace, desk.russia.uuid)


def states(plan, *, of=None):
    return [
        (line.state, next(iter(line.texts.values())).theirs[:22])
        for line in plan.lines
        if line.state is not ReturnState.SAME and of in {None, line.state}
    ]


@both
def test_an_untouched_document_changes_nothing(house: House, maker: Maker):
    plan = house.plan(maker(house.version))
    assert {line.state for line in plan.lines} == {ReturnState.SAME}
    assert len(plan.lines) == len(TEXTS)
    assert (plan.base["name"], plan.from_side, plan.marked) == ("Draft 1", house.russia, True)
    assert plan.default == frozenset()
    before = house.workspace.history()
    house.commit(plan, range(len(plan.lines)))
    assert house.workspace.history() == before


@both
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
def test_saving_it_again_changes_nothing(house: House, maker: Maker, tmp_path):
    plan = house.plan(through_libreoffice(packed(maker(house.version)), tmp_path))
    assert {line.state for line in plan.lines} == {ReturnState.SAME}


@both
def test_a_word_changed_by_them_becomes_their_proposal(house: House, maker: Maker):
    document = maker(house.version)
    reword(document, "the wind tunnel", "the modernised wind tunnel")
    plan = house.plan(document)
    (changed,) = [line for line in plan.lines if line.state is not ReturnState.SAME]
    assert (changed.state, changed.number, changed.accepted) == (ReturnState.CHANGED, "1", True)
    assert changed.texts["en"].ours == TEXTS[1][1]
    assert changed.texts["en"].theirs == TEXTS[1][1].replace("the wind", "the modernised wind")
    assert not changed.texts["ru"].changes
    result = house.commit(plan)
    assert (result.changed, result.added, result.withdrawn) == (1, 0, 0)
    one = house.held("modernised")
    assert (one["state"], one["proposed_by"]) == (rules.PROPOSED, house.russia)
    assert (one.language_state("en"), one.language_state("ru")) == (
        rules.DRAFT, rules.OUT_OF_STEP
    )  # fmt: skip
    assert house.held("rare earths")["state"] == rules.AGREED
    house.workspace.undo()
    assert house.held("wind tunnel")["state"] == rules.AGREED
    assert house.held("wind tunnel")["proposed_by"] == ""


@both
def test_the_russian_text_alone_with_brackets(house: House, maker: Maker):
    document = maker(house.version)
    reword(document, "о редких землях.", "о редких землях [и критических минералах].")
    house.commit(house.plan(document))
    one = house.held("rare earths")
    assert one["state"] == rules.BRACKETED
    assert (one.language_state("en"), one.language_state("ru")) == (
        rules.OUT_OF_STEP, rules.DRAFT
    )  # fmt: skip


@both
def test_a_paragraph_of_theirs_is_added_in_both_languages(house: House, maker: Maker):
    document = maker(house.version)
    add_line(document, "The Sides agreed to meet", "3.\tThe Sides welcomed para 1 and coal.")
    add_line(document, "Стороны договорились", "3.\tСтороны приветствовали пункт 1.")
    plan = house.plan(document)
    assert states(plan) == [(ReturnState.NEW, "The Sides welcomed par")]
    assert house.commit(plan).added == 1
    assert house.shown()[4] == "The Sides welcomed para 1 and coal."
    assert house.shown("ru")[4] == "Стороны приветствовали пункт 1."
    one = house.held("welcomed")
    assert "{para:" in one["text_en"]
    assert (one["proposed_by"], one["state"], one["kind"]) == (
        house.russia, rules.PROPOSED, "paragraph"
    )  # fmt: skip


def test_several_new_paragraphs_and_one_at_the_very_beginning_keep_their_order(house: House):
    document = sequence(house.version)
    add_line(document, "PROTOCOL (en)", "Preamble")
    for text in ("Third", "Second", "First"):
        add_line(document, "rare earths", text)
    house.commit(house.plan(document))
    assert house.shown()[0] == "Preamble"
    assert house.shown()[6:9] == ["First", "Second", "Third"]


@both
def test_a_paragraph_they_deleted_is_withdrawn(house: House, maker: Maker):
    document = maker(house.version)
    if maker is columns:
        drop_row(document, "rare earths")
    else:
        drop_line(document, "rare earths")
        drop_line(document, "о редких землях")
    plan = house.plan(document)
    assert [line.state for line in plan.lines if line.takes_effect] == [ReturnState.GONE]
    assert house.commit(plan).withdrawn == 1
    assert house.held("rare earths").withdrawn


@both
def test_paragraphs_that_changed_places(house: House, maker: Maker):
    order = [house.version[n] for n in (0, 1, 2, 4, 3, 5)]
    plan = house.plan(maker(order))
    (moved,) = [line for line in plan.lines if line.takes_effect]
    assert (moved.state, moved.moved) == (ReturnState.MOVED, True)
    assert house.commit(plan).moved == 1
    assert [t[:12] for t in house.shown()[3:5]] == ["The Indian S", "The Sides ag"]


def test_what_both_have_changed_is_a_conflict_and_left_alone(house: House):
    document = columns(house.version)
    reword(document, "the wind tunnel", "the modernised wind tunnel")
    reword(document, "of rare earths", "of rare earths and coal")
    house.edit("en", "the wind tunnel", "the big wind tunnel")
    plan = house.plan(document)
    conflict, changed = [line for line in plan.lines if line.takes_effect]
    assert (conflict.state, conflict.accepted) == (ReturnState.CONFLICT, False)
    text = conflict.texts["en"]
    assert "the wind" in text.sent
    assert "the big wind" in text.ours
    assert "the modernised wind" in text.theirs
    assert conflict.reasons
    assert changed.state is ReturnState.CHANGED
    house.commit(plan)
    assert house.shown()[1] == TEXTS[1][1].replace("the wind", "the big wind")
    house.commit(plan, [plan.lines.index(conflict)])
    assert "the modernised wind" in house.shown()[1]


def test_what_only_we_have_changed_is_no_change_of_theirs(house: House):
    document = columns(house.version)
    house.edit("en", "the wind tunnel", "the big wind tunnel")
    with house.workspace.edit("Add") as db:
        paragraphs.add(
            db, {"text_en": "Ours since"}, after=paragraphs.protocol(db).paragraphs[1].id
        )
    plan = house.plan(document)
    assert {line.state for line in plan.lines} == {ReturnState.SAME}
    assert len(plan.lines) == len(TEXTS)


def test_the_same_change_on_both_sides_is_none(house: House):
    document = columns(house.version)
    reword(document, "the wind tunnel", "the big wind tunnel")
    house.edit("en", "the wind tunnel", "the big wind tunnel")
    assert {line.state for line in house.plan(document).lines} == {ReturnState.SAME}


def test_a_paragraph_that_we_changed_and_they_deleted_is_a_conflict(house: House):
    document = columns(house.version)
    drop_row(document, "rare earths")
    house.edit("en", "rare earths", "rare earth metals")
    (line,) = [line for line in house.plan(document).lines if line.takes_effect]
    assert (line.state, line.accepted) == (ReturnState.CONFLICT, False)


def test_numbers_that_moved_here_since_are_no_change(house: House):
    document = columns(house.version)
    reword(document, "as in para 1.", "as in para 1 above.")
    with house.workspace.edit("Add") as db:
        made = paragraphs.add(db, {"text_en": "Zero", "text_ru": "Ноль"})
        paragraphs.move(db, [made.id], paragraphs.protocol(db).paragraphs[0].id)
    plan = house.plan(document)
    (line,) = [line for line in plan.lines if line.takes_effect]
    assert line.texts["en"].theirs == "The Sides agreed to meet as in para 2 above."
    house.commit(plan)
    assert "The Sides agreed to meet as in para 2 above." in house.shown()


def test_tracked_changes_and_comments_are_told_and_comments_become_remarks(house: House):
    document = columns(house.version)
    track(document, "wind tunnel", "water tunnel")
    comment(document, "of rare earths", "Please name them.")
    plan = house.plan(document)
    changed = next(line for line in plan.lines if line.takes_effect)
    assert changed.tracked == 2
    assert "water tunnel" in changed.texts["en"].theirs
    assert [line.remarks[0].text for line in plan.lines if line.remarks] == ["Please name them."]
    assert house.commit(plan).remarks == 1
    assert house.held("rare earths")["remarks"] == "N. Orlova: Please name them."
    assert house.commit(house.plan(document), with_remarks=True).remarks == 0


def test_one_step_with_everything_and_one_undo(house: House):
    document = sequence(house.version)
    reword(document, "the wind tunnel", "the modernised wind tunnel")
    add_line(document, "rare earths", "A new one")
    drop_line(document, "The Sides agreed to meet")
    drop_line(document, "Стороны договорились")
    comment(document, "Done at", "When?")
    before = house.shown(), house.shown("ru")
    plan = house.plan(document)
    result = house.commit(plan, content=packed(document), now=NOW)
    assert (result.changed, result.added, result.withdrawn, result.remarks) == (1, 1, 1, 1)
    with house.workspace.read() as db:
        kept = snapshots.snapshots(db)[0]
        assert (kept["name"], kept["sent_to"] == house.russia) == ("back.docx", False)
        assert plan.sha256 in kept["remarks"]
        theirs = {one["text_en"] for one in kept.content}
        assert "A new one" in theirs
        assert returning.base_of(db, read_returned("b.docx", packed(document)))["name"] == "Draft 1"
    house.workspace.undo()
    assert (house.shown(), house.shown("ru")) == before
    with house.workspace.read() as db:
        assert len(snapshots.snapshots(db)) == 1


def test_a_plan_that_is_out_of_date_changes_nothing(house: House):
    document = columns(house.version)
    reword(document, "the wind tunnel", "the modernised wind tunnel")
    plan = house.plan(document)
    house.edit("en", "the wind tunnel", "the big wind tunnel")
    before = house.shown()
    with pytest.raises(Conflict):
        house.commit(plan)
    assert house.shown() == before


def test_without_a_version_that_was_sent_lines_say_so(house: House):
    document = columns(house.version)
    reword(document, "the wind tunnel", "the modernised wind tunnel")
    drop_row(document, "rare earths")
    with house.workspace.edit("Forget") as db:
        snapshots.remove(db, [one.id for one in snapshots.snapshots(db)])
    plan = house.plan(document)
    assert plan.base is None
    changed, gone = [line for line in plan.lines if line.takes_effect]
    assert changed.state is ReturnState.CHANGED
    assert "version" in changed.reasons[0]
    assert (gone.state, gone.accepted) == (ReturnState.DOUBTFUL, False)


def test_a_document_typed_anew_is_recognised_by_numbers_and_words(house: House):
    version = list(house.version)
    document = plain(version)
    reword(document, "noted the work on the wind tunnel", "noted with satisfaction all work on it")
    reword(document, "Индийская Сторона проинформировала", "Индийская Сторона сообщила")
    add_line(document, "The Indian Side informed", "4. The Sides praised something else entirely.")
    plan = house.plan(document)
    assert not plan.marked
    found = {line.number or line.texts["en"].theirs[:12]: line for line in plan.lines}
    assert found["1"].state is ReturnState.DOUBTFUL
    assert found["1"].reasons
    assert found["2"].state is ReturnState.SAME
    assert found["3"].texts["ru"].theirs.startswith("Индийская Сторона сообщила")
    assert found["The Sides pr"].state is ReturnState.DOUBTFUL
    assert not any("PROTOCOL" in t.theirs for line in plan.lines for t in line.texts.values())
    assert house.commit(plan, [plan.lines.index(found["1"])]).changed == 1
    assert house.shown()[1].startswith("The Sides noted with satisfaction")


def test_a_line_written_behind_a_paragraph_within_its_bookmark_is_a_new_one(house: House):
    version = list(house.version)
    grown = {"en": f"{version[4].text('en')}\nAnd a new one.", "ru": version[4].text("ru")}
    version[4] = type(version[4])(version[4].uuid, "paragraph", "3", "agreed", grown)
    plan = house.plan(sequence(version))
    assert states(plan) == [(ReturnState.NEW, "And a new one.")]


def test_a_paragraph_withdrawn_here_meanwhile_is_a_conflict(house: House):
    document = columns(house.version)
    reword(document, "of rare earths", "of rare earths and coal")
    with house.workspace.edit("Withdraw") as db:
        paragraphs.withdraw(db, [house.one(db, "rare earths").id])
    plan = house.plan(document)
    (line,) = [line for line in plan.lines if line.takes_effect]
    assert line.state is ReturnState.CONFLICT
    house.commit(plan, [plan.lines.index(line)])
    assert not house.held("and coal").withdrawn


def test_a_comment_without_words_and_a_text_that_is_too_long_are_no_fault(house: House):
    document = columns(house.version)
    comment(document, "Done at", " ")
    assert house.commit(house.plan(document)).remarks == 1
    assert house.held("Done at")["remarks"] == "N. Orlova:"
    version = list(house.version)
    texts = {"en": f"{TEXTS[1][1]} {'word ' * 6400}{'para 1, ' * 20}", "ru": TEXTS[1][2]}
    version[1] = type(version[1])(version[1].uuid, "paragraph", "1", "agreed", texts)
    with pytest.raises(UserError) as caught:
        house.commit(house.plan(columns(version)))
    assert caught.value.code == "value.too_long"


def test_a_comment_that_is_part_of_another_one_is_kept_as_well(house: House):
    with house.workspace.edit("Remarks") as db:
        one = house.one(db, "rare earths")
        remark = "N. Orlova: No, see the annex."
        paragraphs.edit(db, one.id, {"remarks": FieldEdit("", remark)})
    document = columns(house.version)
    comment(document, "rare earths", "No")
    assert house.commit(house.plan(document)).remarks == 1
    assert house.held("rare earths")["remarks"] == f"{remark}\nN. Orlova: No"


def test_a_reference_behind_what_they_changed_stays_one(house: House):
    document = columns(house.version)
    reword(document, "The Sides agreed to meet", "The Sides shall meet again")
    house.commit(house.plan(document))
    held = house.held("shall meet again")["text_en"]
    first = house.held("wind tunnel")
    assert held == f"The Sides shall meet again as in para {{para:{first.uuid}}}."
