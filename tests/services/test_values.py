from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Field, Kind
from rapporteur.domain.sessions import SESSION, SIDE
from rapporteur.services.values import canonical, check_value, is_canonical, not_canonical

TODAY = date(2025, 8, 6)
EVERY_FIELD = [f for c in (DELEGATE, SESSION, SIDE) for f in c if f.kind is not Kind.IMAGE]


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("arrival_date", "6.8.25", "2025-08-06"),
        ("arrival_date", "6 aug 2025", "2025-08-06"),
        ("arrival_date", "06/08/2025", "2025-08-06"),
        ("arrival_date", "6 августа 2025", "2025-08-06"),
        ("arrival_date", " 2025-08-06 ", "2025-08-06"),
        ("arrival_date", "today", "2025-08-06"),
        ("arrival_date", "Сегодня", "2025-08-06"),
        ("arrival_date", "", ""),
        ("date_of_birth", "6.8.65", "1965-08-06"),
        ("passport_expiry", "6.8.35", "2035-08-06"),
        ("arrival_time", "1805", "18:05"),
        ("arrival_time", "18.05", "18:05"),
        ("arrival_time", "6:05 pm", "18:05"),
        ("languages", "a, b; c\nd;; a", "a; b; c; d"),
        ("sex", "Ж", "female"),
        ("sex", "m", "male"),
        ("category", "эксперт", "expert"),
        ("category", "Senior  Government official", "official"),
        ("status", "подтвержден", "confirmed"),
        ("name_order", "family first", "family_first"),
        ("email", "mailto:a.b@example.org", "a.b@example.org"),
        ("phone", " 0091 98 ", "0091 98"),
        ("designation", "Joint\tSecretary\r\n(East)", "Joint Secretary (East)"),
        ("remarks", "one  \r\ntwo\u2028three\n", "one\ntwo\nthree"),
        ("family_name", "Gruz\u200bdev\x00\ufeff", "Gruzdev"),
        ("family_name", "\u202egnalf", "gnalf"),
        ("family_name", "bad\ud800", "bad"),
        ("family_name", "=SUM(A1)", "=SUM(A1)"),
        ("family_name", "क्\u200dष", "क्\u200dष"),
        ("given_name", "Алексеи\u0306", "Алексеи\u0306"),
    ],
)
def test_what_people_type_is_read(key, typed, stored):
    assert canonical(DELEGATE[key], typed, today=TODAY) == stored


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        (SESSION["ordinal"], "11th", "11"),
        (SESSION["ordinal"], "№ 11", "11"),
        (SESSION["languages"], "English, русский; hi", "en; ru; hi"),
        (SIDE["host"], "Да", "yes"),
        (SIDE["host"], "no", ""),
    ],
)
def test_settings_of_the_session_are_read(field, typed, stored):
    assert canonical(field, typed) == stored


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        (DELEGATE["arrival_date"], "31.02.2025", "value.date"),
        (DELEGATE["arrival_date"], "next week", "value.date"),
        (DELEGATE["arrival_time"], "25:00", "value.time"),
        (DELEGATE["category"], "diplomat", "value.choice"),
        (SESSION["languages"], "English; French", "value.choice"),
        (SESSION["ordinal"], "eleven", "value.number"),
        (SIDE["host"], "perhaps", "value.flag"),
        (DELEGATE["remarks"], "x" * 40_000, "value.too_long"),
    ],
)
def test_what_cannot_be_read_is_refused_at_the_field_without_quoting_it(field, typed, code):
    with pytest.raises(UserError) as caught:
        canonical(field, typed)
    assert (caught.value.code, caught.value.place) == (code, field.key)
    assert typed not in str(caught.value)
    assert caught.value.safe
    assert caught.value.advice


@given(st.sampled_from(EVERY_FIELD), st.text(max_size=40))
def test_whatever_is_accepted_is_canonical_and_stays_as_it_is(field: Field, text: str):
    try:
        value = canonical(field, text, today=TODAY)
    except UserError:
        return
    assert is_canonical(field, value)
    assert canonical(field, value, today=TODAY) == value


@given(st.sampled_from(EVERY_FIELD), st.text(max_size=40))
def test_what_is_not_canonical_is_never_called_so(field: Field, text: str):
    if is_canonical(field, text):
        assert canonical(field, text, today=TODAY) == text


def test_a_list_item_with_a_comma_survives_as_stored():
    assert is_canonical(DELEGATE["sub_groups"], "Mining, metals; Rail")
    assert not is_canonical(DELEGATE["sub_groups"], "Mining;Rail")


@pytest.mark.parametrize(
    ("key", "value", "odd"),
    [
        ("email", "a@example.org", False),
        ("email", "a@example.org; b@example.org", False),
        ("email", "a.example.org", True),
        ("phone", "ask the office", True),
        ("phone", "+91 98", True),
        ("phone", "+91 98765 43210", False),
        ("date_of_birth", "2026-01-01", True),
        ("date_of_birth", "1890-01-01", True),
        ("date_of_birth", "1970-01-01", False),
        ("arrival_date", "2099-01-01", True),
        ("passport_number", "?", True),
        ("passport_number", "75 1234567", False),
        ("family_name", "", True),
        ("given_name", "", False),
    ],
)
def test_odd_values_are_mentioned_but_not_refused(key, value, odd):
    assert canonical(DELEGATE[key], value, today=TODAY) == value
    assert bool(check_value(DELEGATE[key], value, today=TODAY)) is odd


_CELLS = st.one_of(
    st.sampled_from(
        ["", " ", "A", "A  B", " A", "A ", "A\nB", "A\tB", "\u00a0A", "e\u0301", "\u0301"]
    ),
    st.sampled_from(["2025-08-06", "6.8.25", "18:05", "male", "yes", "a; b", "a;b", "x" * 32_768]),
    st.text(max_size=4),
)


@given(st.dictionaries(st.sampled_from([*DELEGATE.keys, "no_field"]), _CELLS, max_size=8))
def test_a_row_asked_about_as_a_whole_is_answered_as_its_values_one_by_one(values):
    wrong = [k for k, v in values.items() if k in DELEGATE and not is_canonical(DELEGATE[k], v)]
    assert not_canonical(DELEGATE, values) == wrong
