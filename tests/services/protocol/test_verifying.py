"""The texts of a whole Protocol compared."""

from __future__ import annotations

from rapporteur.domain import protocol as rules
from rapporteur.services import delegates
from rapporteur.services.protocol import paragraphs, verifying


def test_names_of_the_file_are_known_and_withdrawn_paragraphs_passed_over(desk):
    with desk.workspace.edit("Texts") as db:
        delegates.create_delegate(
            db, desk.russia.id, {"family_name": "Сафонова", "latin_name": "Elena Safonova"}
        )
        paragraphs.add(db, {
            "text_en": "The Sides heard Ms. Safonova on fertilisers and mining, see para 2.",
            "text_ru": "Стороны заслушали г-жу Иванову об удобрениях, см. пункт 2.",
        })  # fmt: skip
        second = paragraphs.add(
            db, {"text_en": "The Sides noted 5.", "text_ru": "Стороны отметили 6."}
        )
        third = paragraphs.add(db, {"text_en": "The Sides agreed.", "text_ru": "Стороны: 7."})
        paragraphs.withdraw(db, [third.id])
        paragraphs.set_language_state(db, [second.id], rules.IN_STEP, ["en", "ru"])
    with desk.workspace.read() as db:
        material = verifying.gather(db)
    first, last = verifying.verify_all(material)
    assert [one.code for one in first.findings] == ["name", "name"]  # Safonova, mining
    assert [(one.code, one.language) for one in last.findings] == [
        ("number", "en"), ("number", "ru")
    ]  # fmt: skip
    assert (first.number, last.number, first.in_step, last.in_step) == ("1", "2", False, True)


def test_a_numbered_paragraph_begins_with_the_sides_and_a_verb(desk):
    with desk.workspace.edit("Texts") as db:
        paragraphs.add(db, {"kind": "heading", "text_en": "Mining", "text_ru": "Добыча"})
        paragraphs.add(
            db, {"text_en": "It was noted.", "text_ru": "[Индийская Сторона] проинформировала."}
        )
    with desk.workspace.read() as db:
        heading, one = verifying.verify_all(verifying.gather(db))
    assert heading.findings == ()
    (found,) = [f for f in one.findings if f.code == "first_words"]
    assert (found.language, one.texts["en"][found.start : found.end]) == ("en", "It")
