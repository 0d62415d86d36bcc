"""What senders are told: for every field and every fault, the same in both languages."""

from __future__ import annotations

import re
import string

import pytest

from rapporteur.domain import fault_words as faults
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fault_words import fault_words, is_for_sender
from rapporteur.domain.field_notes import field_note
from rapporteur.domain.names import is_cyrillic

CODES = sorted(faults._WORDS)


@pytest.mark.parametrize("key", [key for key in DELEGATE.keys if key != "photo"])
def test_every_field_has_a_note_that_fits_into_a_message(key):
    note = field_note(key)
    assert not re.search("[а-яё]", note.text, re.IGNORECASE)
    assert is_cyrillic(note.said("ru"))
    assert all(len(note.said(language)) <= 255 for language in ("en", "ru", "hi"))


@pytest.mark.parametrize("code", CODES)
def test_a_fault_says_the_same_in_both_languages(code):
    named = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in faults._WORDS[code]
    ]
    assert named[0] == named[1]
    said = {"value": "31.12.2030", "row": 7}
    assert is_cyrillic(fault_words(code, "ru", **said))
    assert not re.search("[а-яё]", fault_words(code, "en", **said), re.IGNORECASE)
    assert is_for_sender(code)


def test_what_concerns_our_session_alone_is_not_for_the_sender():
    for code in ("withdrawn_here", "column_unmapped", "seen_before", "capitals", "other_side"):
        assert not is_for_sender(code)
    assert is_for_sender("value.too_long")
