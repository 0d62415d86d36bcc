"""The press note says what the data say: every fact of them, none besides, nothing internal."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.services.papers.conftest import NOW

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Kind, Privacy
from rapporteur.domain.sessions import SESSION
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.papers.press_note import press_note, press_note_name
from rapporteur.services.papers.report import report
from rapporteur.services.protocol import paragraphs


def told(workspace, make=press_note, language="en", now=NOW):
    with workspace.read() as db:
        note = make(db, language, now=now)
    return "\n".join(block.text for block in note.paper.blocks), note


def set_session(workspace, **values):
    with workspace.edit("Edit") as db:
        held = sessions.session(db)
        sessions.update_session(db, {k: FieldEdit(held[k], v) for k, v in values.items()})


def set_all(workspace, kind, **values):
    with workspace.edit("Edit") as db:
        for record in stored.read(db, kind):
            stored.update(
                db, kind, record.id, {k: FieldEdit(record[k], v) for k, v in values.items()}
            )


FACTS = (
    "11th Session",
    "India-Russia Working Group on Modernisation and Industrial Cooperation",
    "6 August 2025",
    "Vanijya Bhawan, New Delhi",
    ("India-Russia Intergovernmental Commission on Trade, Economic, Scientific, Technological and "
    "Cultural Cooperation"),
    ("Shri Amardeep Singh Bhatia, Secretary, Department for Promotion of Industry and Internal "
    "Trade"),
    "Mr. Alexey Gruzdev, Deputy Minister of Industry and Trade of the Russian Federation,",
    "progress made since the 10th Session, held on 15 October 2024",
    "Four sub-groups reported",
    "Modernisation, Mining, Fertilisers and Railway transport",
    "Modernised wind tunnel", "Small aircraft piston engines", "Carbon fibre",
    "Additive manufacturing and 3D printing", "Rare earth and critical minerals",
    "Underground coal gasification", "Industrial infrastructure", "Aluminium",
    "Technology transfer and capacity building in mining equipment", "Mineral exploration",
    "Industrial and domestic waste management",
    "About 80 delegates from both Sides",
    "senior government officials, domain experts and industry representatives",
    "The Protocol of the 11th Session was signed by both Co-Chairs on 6 August 2025 in New Delhi.",
)  # fmt: skip


@pytest.mark.parametrize("fact", FACTS)
def test_the_sample_session_is_told(sample, fact):
    assert fact in told(sample)[0]


def test_the_same_in_russian(sample):
    text, note = told(sample, language="ru")
    assert text.startswith(
        "6 августа 2025 г. в г. Нью-Дели (Ваниджья Бхаван) состоялось 11-е заседание "
        "Российско-Индийской рабочей группы по модернизации и промышленному сотрудничеству "
        "в рамках Межправительственной Российско-Индийской комиссии по"
    )
    for fact in (
        "от Российской Стороны – Груздев Алексей Владимирович, Заместитель Министра промышленности",
        "после 10-го заседания, состоявшегося 15 октября 2024 г.\n",
        "доложили четыре подгруппы: «Модернизация», ",
        "Модернизированная аэродинамическая труба",
        "Обсуждены также новые направления сотрудничества: Редкоземельные",
        (
            "приняли участие около 80 делегатов обеих Сторон, в том числе официальные лица, "
            "эксперты и представители промышленности."
        ),
        "Протокол 11-го заседания подписан обоими сопредседателями 6 августа 2025 г. в г. Нью-Дели",
    ):
        assert fact in text
    assert "the designation of Bhatia in Russian" in note.missing


def test_what_is_not_in_the_file_is_left_out_and_named(desk):
    text, note = told(desk.workspace)
    assert "the Session Protocol" in told(desk.workspace, report)[1].missing
    assert text == (
        "The 11th Session of the Working Group was held on 6–7 August 2025.\n"
        "8 delegates from both Sides took part."
    )
    for gap in ("the venue in English", "the commission in English", "the date of signing",
                "the co-chair of the Indian Side", "the number of the previous session",
                "a sub-group that reported", "the emerging areas",
                "the categories of the delegates"):  # fmt: skip
        assert gap in note.missing
    russian, _ = told(desk.workspace, language="ru")
    assert russian.startswith("6–7 августа 2025 г. состоялось 11-е заседание рабочей группы.\n")


def test_a_change_in_the_data_changes_the_text(sample):
    changed = {
        field.key: f"Value of {field.key}"
        for field in SESSION
        if field.key.endswith("_en") and field.privacy is Privacy.PUBLIC
    }
    set_session(
        sample, ordinal="23", previous_ordinal="22", previous_date="2019-03-02",
        start_date="2020-02-29", end_date="2020-03-01", signing_date="2020-03-02", **changed,
    )  # fmt: skip
    set_all(sample, stored.SUB_GROUPS, name_en="Beekeeping")
    set_all(sample, stored.TOPICS, title_en="Queens")
    with sample.edit("Fewer") as db:
        keep = [d for d in delegates.list_delegates(db) if d["role"].startswith("Co-Chair")]
        gone = [d.id for d in delegates.list_delegates(db) if d not in keep]
        delegates.withdraw(db, gone)
    text, _ = told(sample)
    for fact in (*FACTS, "Bhawan", "Delhi", "2025", "11th", "10th", "80", "Modernis"):
        if not fact.startswith(("Shri", "Mr.", "Four")):
            assert fact not in text, fact
    for words in ("23rd Session of the Value of working_group_en",
                  "29 February 2020 – 1 March 2020",
                  "at Value of venue_en, Value of city_en", "Value of commission_en",
                  "since the 22nd Session, held on 2 March 2019 in Value of previous_place_en",
                  "Beekeeping", "Queens", "2 delegates from both Sides",
                  "among them senior government officials.", "Protocol of the 23rd Session",
                  "on 2 March 2020 in Value of signing_place_en",
                  ("The next session will be held in Value of next_place_en (Value of next_"
                  "dates_en).")):  # fmt: skip
        assert words in text, words


def test_a_report_that_was_postponed_is_not_told(sample):
    with sample.edit("Postpone") as db:
        for item in stored.read(db, stored.AGENDA_ITEMS):
            if item["title_en"] == "Railway transport":
                stored.set_fields(db, stored.AGENDA_ITEMS, {item.id: {"state": "postponed"}})
    text, _ = told(sample)
    assert "Three sub-groups reported on their work: Modernisation, Mining and Fertilisers." in text


def test_a_signing_to_come_is_not_told_as_done(sample):
    text, note = told(sample, now=datetime(2025, 8, 5, tzinfo=UTC))
    assert "signed" not in text
    assert "the signing, which is still to come" in note.missing


def test_a_signing_that_the_file_does_not_confirm_is_doubted(sample):
    text, note = told(sample)
    assert "was signed" in text
    (doubt,) = [one for one in note.missing if "signed" in one]
    assert doubt.startswith("the sealed Protocol: the note says that it was signed")


def test_nothing_internal_is_told(sample):
    """Every field of a person, an update and an item that is not public holds a canary."""
    with sample.edit("Bait") as db:
        for person in delegates.list_delegates(db):
            bait = {
                f.key: FieldEdit(person[f.key], "CANARY")
                for f in DELEGATE
                if f.privacy is not Privacy.PUBLIC
                and f.kind in {Kind.TEXT, Kind.LONG, Kind.PRESET, Kind.PHONE}
            }
            delegates.update_delegate(db, person.id, bait)
    for kind in (stored.UPDATES, stored.ACTION_ITEMS, stored.SUB_GROUPS, stored.AGENDA_ITEMS):
        texts = [f for f in kind.catalogue if f.kind in {Kind.TEXT, Kind.LONG}]
        bait = {f.key: "CANARY" for f in texts if f.privacy is not Privacy.PUBLIC}
        set_all(sample, kind, **bait)
    for make in (press_note, report):
        for language in ("en", "ru"):
            text, note = told(sample, make, language)
            assert "CANARY" not in text
            assert not any("CANARY" in gap for gap in note.missing)


def test_only_languages_with_phrases(sample):
    with sample.read() as db, pytest.raises(UserError) as refused:
        press_note(db, "hi")
    assert refused.value.code == "note.language"


def test_the_file_is_named_after_session_paper_and_day(sample):
    with sample.read() as db:
        assert press_note_name(db, "en", NOW) == "11th Session - Press note - 2025-08-07.xlsx"


def test_the_report_counts_and_lists(sample):
    text, note = told(sample, report)
    for words in (
        (
            "Indian Side: 45 delegates (19 senior government officials, 11 domain experts, "
            "10 industry representatives, 5 support staff)."
        ),
        "12 action items of earlier sessions: in progress – 8, not started – 4;",
        "14 action items of this session: not started – 14.",
        (
            "11/01: Sign the contract for the delivery of balances and measuring systems of the "
            "wind tunnel. Responsible: Department for Promotion of Industry and Internal Trade; "
            "Ministry of Industry and Trade. Due: 31 March 2026."
        ),
        "Obstacles: The data of the third deposit await permission.",
    ):
        assert words in text, words
    assert "the agreement on 7 of 44 paragraphs" in note.missing
    assert "the agreement of both sides to the update of Mining" in note.missing
    russian, _ = told(sample, report, "ru")
    assert "Индийская Сторона: 45 делегатов (19 официальных лиц, 11 экспертов" in russian
    assert "Срок: 31 марта 2026 г.\n" in russian


def test_the_report_quotes_agreed_paragraphs_that_commit(sample):
    with sample.edit("Protocol") as db:
        item = stored.read(db, stored.ACTION_ITEMS)[0]
        texts = {"text_en": "Something.", "text_ru": "Нечто."}
        paragraphs.add(db, {**texts, "state": "agreed", "action_item": item.uuid})
        paragraphs.add(db, {**texts, "state": "proposed", "action_item": item.uuid})
        paragraphs.add(db, {"text_en": "The Sides noted.", "state": "agreed"})
        words = "The Sides agreed to exchange lists of parts."
        paragraphs.add(db, {"text_en": words, "state": "agreed"})
    text, note = told(sample, report)
    assert "Para 45: Something." in text
    assert "Para 48: The Sides agreed to exchange lists of parts." in text
    assert "Para 46" not in text
    assert "The Sides noted." not in text
    assert "the agreement on 8 of 48 paragraphs" in note.missing
