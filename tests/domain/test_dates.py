"""Dates and times as people write them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.domain.dates import ParsedDate, parse_date, parse_time, shown_date

MARCH_18 = date(2026, 3, 18)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-18", "2026-03-18 00:00:00", "18.03.2026", "18.3.26", "18/03/2026", "18-03-26",
        "18 03 2026", "18 марта 2026 г.", "«18» марта 2026 года", "18 мар. 2026", "18 March 2026",
        "March 18, 2026", "18-Mar-2026", "18th March, 2026", "Wed, 18 March 2026",
        "среда, 18 марта 2026", "18 मार्च 2026", "१८ मार्च २०२६", "20260318", "03/18/2026",
        "18.03.2026г.", "  18.\u00a003. 2026 ",
    ],
)  # fmt: skip
def test_one_meaning(text: str) -> None:
    assert parse_date(text) == ParsedDate(MARCH_18)


@pytest.mark.parametrize(
    "text",
    ["", "2026", "March 2026", "18 March", "30.02.2026", "18.03", "31/31/2026", "tomorrow",
     "18.03.2026 05:20", "1.1.1", "99/99/99", "18 foo 2026", "١", "0"],
)  # fmt: skip
def test_not_a_date(text: str) -> None:
    assert parse_date(text) is None


def test_day_first_and_ambiguous() -> None:
    assert parse_date("03/04/2026") == ParsedDate(date(2026, 4, 3), ambiguous=True)
    assert parse_date("03/04/2026", month_first=True) == ParsedDate(date(2026, 3, 4))
    assert parse_date("03/04/2026", month_first=False) == ParsedDate(date(2026, 4, 3))
    assert parse_date("03.04.2026") == ParsedDate(date(2026, 4, 3))
    assert parse_date("04/04/2026") == ParsedDate(date(2026, 4, 4))


def test_two_digit_years() -> None:
    assert parse_date("31.12.30") == ParsedDate(date(2030, 12, 31))
    assert parse_date("05.12.65", earliest=1927) == ParsedDate(date(1965, 12, 5))
    assert parse_date("05.12.26", earliest=1927) == ParsedDate(date(2026, 12, 5))
    assert parse_date("05.12.27", earliest=1927) == ParsedDate(date(1927, 12, 5))


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_every_day_in_every_unambiguous_pattern(day: date) -> None:
    for pattern in ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y"):
        assert parse_date(day.strftime(pattern)) == ParsedDate(day)


@given(DAYS)
def test_slashes_are_ambiguous_only_where_both_numbers_can_be_months(day: date) -> None:
    found = parse_date(day.strftime("%d/%m/%Y"))
    assert found == ParsedDate(day, ambiguous=day.day <= 12 and day.day != day.month)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = parse_date(text)
    assert found is None or 1850 <= found.value.year <= 2199


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18:05", "18:05"), ("6.05 pm", "18:05"), ("1805 hrs", "18:05"), ("18h05", "18:05"),
        ("18 ч 05", "18:05"), ("12:30 a.m.", "00:30"), ("9 am", "09:00"), ("18:05:30", "18:05"),
        ("25:00", None), ("12", None), ("13 pm", None), ("noon", None), ("", None),
    ],
)  # fmt: skip
def test_times(text: str, expected: str | None) -> None:
    assert parse_time(text) == expected


@given(st.times())
def test_every_time(moment: time) -> None:
    assert parse_time(moment.strftime("%H:%M")) == moment.strftime("%H:%M")
    assert parse_time(moment.strftime("%I:%M %p")) == moment.strftime("%H:%M")


def test_shown() -> None:
    assert shown_date("2025-08-06") == "6 Aug 2025"
    assert shown_date("2025-08-06", "ru") == "6 авг. 2025"
    assert shown_date("2025-08-06", "hi") == "6 अग॰ 2025"
    assert shown_date("soon") == "soon"
