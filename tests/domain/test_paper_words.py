"""Words around the text of papers: one source, whatever the paper is written as."""

from __future__ import annotations

import re
from pathlib import Path

import rapporteur
from rapporteur.domain.papers import words


def test_words_come_once_for_each_language_that_has_its_own():
    assert words.page_of(("en", "ru"), 3, 9) == "Page 3 of 9 / Стр. 3 из 9"
    assert words.page_of(("en", "fr"), "&P", "&N") == "Page &P of &N"
    assert words.initials(("hi", "en")) == "आद्याक्षर / Initials"
    assert words.draft(("ru",)) == "Рабочий проект – не для подписания"


def test_names_of_several_lines_stand_below_each_other():
    assert words.joined(("Annex 1", "", "Приложение 1", "Annex 1")) == "Annex 1 / Приложение 1"
    assert words.joined(("Annex 1\nto", "Приложение 1\nк")) == "Annex 1\nto\nПриложение 1\nк"


def test_no_writer_has_a_table_of_such_words_of_its_own():
    root = Path(rapporteur.__file__).parent
    said = re.compile(r"Парафы|Стр\.|Рабочий проект – ")
    found = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if said.search(path.read_text(encoding="utf-8"))
    ]
    assert found == ["domain/papers/words.py"]
