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
            "text_en": "Ms. Safonova informed the Sides about fertilisers and mining, see para 2.",
            "text_ru": "Г-жа Иванова проинформировала Стороны об удобрениях, см. пункт 2.",
        })  # fmt: skip
        second = paragraphs.add(db, {"text_en": "The Sides noted 5.", "text_ru": "Стороны: 6."})
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
