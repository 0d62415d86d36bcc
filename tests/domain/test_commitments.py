"""What a paragraph commits to, and by when."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.domain.commitments import commitment

DAY = date(2025, 8, 6)


@pytest.mark.parametrize(
    ("language", "text", "action", "words", "due"),
    [
        ("en", "The Sides agreed to sign the contract by 31 March 2026.",
         "Sign the contract.", "by 31 March 2026", "2026-03-31"),
        ("en", ("The Sides noted the progress and agreed to complete the list by the end of March "
         "2026. The list is at Annex 5."),
         "Complete the list.", "by the end of March 2026", "2026-03-31"),
        ("en", ("The Sides requested the sub-group on mining to prepare a plan [by the end of "
         "March 2026]."), "Prepare a plan.", "by the end of March 2026", "2026-03-31"),
        ("en", "The Indian Side shall implement the project within three months.",
         "Implement the project.", "within three months", "2025-11-06"),
        ("en", ("The Sides agreed to start the exploration of blocks agreed by the sub-group, by "
         "the next session."), "Start the exploration of blocks agreed by the sub-group.",
         "by the next session", "2026-08-06"),
        ("en", "The Sides agreed to meet Dr. Rao of Malwa Aero Engines Pvt. Ltd. in Pune.",
         "Meet Dr. Rao of Malwa Aero Engines Pvt. Ltd. in Pune.", "", ""),
        ("ru", "Стороны договорились не позднее 31 марта 2026 г. подписать контракт.",
         "Подписать контракт.", "не позднее 31 марта 2026 г.", "2026-03-31"),
        ("ru", ("Стороны отметили прогресс и договорились завершить согласование до 31 марта "
         "2026 г."), "Завершить согласование.", "до 31 марта 2026 г.", "2026-03-31"),
        ("ru", "Стороны поручили подгруппе подготовить план [до конца марта 2026 г.].",
         "Подготовить план.", "до конца марта 2026 г.", "2026-03-31"),
        ("ru", "Стороны поручили подгруппе «Добыча» подготовить план.", "Подготовить план.",
         "", ""),
        ("ru", "Индийская Сторона обеспечит реализацию проекта.", "Обеспечить реализацию проекта.",
         "", ""),
        ("ru", "Стороны договорились о следующем: создать центр.", "Создать центр.", "", ""),
    ],
)  # fmt: skip
def test_a_commitment_is_found_with_its_date(language, text, action, words, due):
    found = commitment(text, language, DAY)
    assert found is not None
    assert (found.action, found.due.words.rstrip(" ."), found.due.date) == (
        action, words.rstrip(" ."), due
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Sides noted with satisfaction the progress."),
        ("en", "The Sides expressed their readiness to conclude an agreement."),
        ("en", "The Sides agreed to"),
        ("ru", "Стороны выразили готовность заключить соглашение."),
        ("hi", "दोनों पक्ष सहमत हुए।"),
        ("en", ""),
    ],
)
def test_what_commits_nobody(language, text):
    assert commitment(text, language, DAY) is None


def test_clauses_of_ones_own_commit_too():
    text = "The Sides intend to open an office by May 2026."
    assert commitment(text, "en", DAY) is None
    found = commitment(text, "en", DAY, ["The Sides intend to"])
    assert (found.action, found.due.date) == ("Open an office.", "2026-05-31")
