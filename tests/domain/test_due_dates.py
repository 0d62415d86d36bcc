"""Due dates: what people write, and the day by which it is sorted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.domain.due_dates import Reading, read_due

DAY = date(2025, 8, 6)

DATES = [
    ("30.09.2025", "2025-09-30"),
    ("15 Nov 2025", "2025-11-15"),
    ("by 15 November 2025", "2025-11-15"),
    ("November 15, 2025", "2025-11-15"),
    ("2026-03-31", "2026-03-31"),
    ("before 1 March 2026", "2026-03-01"),
    ("no later than 30 September 2025.", "2025-09-30"),
    ("by 1 September", "2025-09-01"),
    ("1 March", "2026-03-01"),
    ("29 February", "2028-02-29"),
    ("end of Q1 2026", "2026-03-31"),
    ("by the end of Q1 2026", "2026-03-31"),
    ("Q3 2025", "2025-09-30"),
    ("Q4, 2025", "2025-12-31"),
    ("third quarter of 2025", "2025-09-30"),
    ("in the second quarter of 2026", "2026-06-30"),
    ("Q1", "2026-03-31"),
    ("Q3", "2025-09-30"),
    ("Q4 FY 2025-26", "2026-03-31"),
    ("Q1 FY 2026-27", "2026-06-30"),
    ("by March 2026", "2026-03-31"),
    ("March 2026", "2026-03-31"),
    ("Mar 2026", "2026-03-31"),
    ("before March 2026", "2026-02-28"),
    ("end of March 2026", "2026-03-31"),
    ("end of February 2028", "2028-02-29"),
    ("end-March 2026", "2026-03-31"),
    ("late March 2026", "2026-03-31"),
    ("mid-March", "2026-03-15"),
    ("mid-March 2026", "2026-03-15"),
    ("Mid March 2026", "2026-03-15"),
    ("by the middle of 2026", "2026-06-30"),
    ("early March 2026", "2026-03-10"),
    ("early 2026", "2026-03-31"),
    ("first half of March 2026", "2026-03-15"),
    ("second half of March 2026", "2026-03-31"),
    ("first half of 2026", "2026-06-30"),
    ("H1 2026", "2026-06-30"),
    ("second half of 2025", "2025-12-31"),
    ("by the end of the first half of 2026", "2026-06-30"),
    ("end of 2026", "2026-12-31"),
    ("2026", "2026-12-31"),
    ("during 2026", "2026-12-31"),
    ("before 2026", "2025-12-31"),
    ("2026–2027", "2027-12-31"),
    ("FY 2025-26", "2026-03-31"),
    ("2025-26", "2026-03-31"),
    ("March to May 2026", "2026-05-31"),
    ("October – December 2025", "2025-12-31"),
    ("spring 2026", "2026-05-31"),
    ("autumn", "2025-11-30"),
    ("end of the year", "2025-12-31"),
    ("by the end of this year", "2025-12-31"),
    ("next month", "2025-09-30"),
    ("end of next quarter", "2025-12-31"),
    ("next year", "2026-12-31"),
    ("within two months", "2025-10-06"),
    ("within 30 days", "2025-09-05"),
    ("in 6 weeks", "2025-09-17"),
    ("within a year", "2026-08-06"),
    ("within three months of signing", "2025-11-06"),
    ("today", "2025-08-06"),
    ("by the next session", "2026-08-06"),
    ("at the next meeting", "2026-08-06"),
    ("before the 12th Session of the Working Group", "2026-08-06"),
    ("до конца I квартала 2026 г.", "2026-03-31"),
    ("до конца 1 квартала 2026 года", "2026-03-31"),
    ("I квартал 2026 г.", "2026-03-31"),
    ("4-й квартал 2025 г.", "2025-12-31"),
    ("IV кв. 2025", "2025-12-31"),
    ("в III квартале 2025 года", "2025-09-30"),
    ("в первом квартале 2026 года", "2026-03-31"),
    ("до 1 сентября 2026 г.", "2026-09-01"),
    ("к 1 сентября 2026 года", "2026-09-01"),
    ("не позднее 30.09.2025", "2025-09-30"),
    ("до 1 сентября", "2025-09-01"),
    ("в первом полугодии 2026 года", "2026-06-30"),
    ("II полугодие 2026 г.", "2026-12-31"),
    ("до конца первого полугодия 2026 г.", "2026-06-30"),
    ("до конца 2026 года", "2026-12-31"),
    ("2026 г.", "2026-12-31"),
    ("в 2026 году", "2026-12-31"),
    ("2026–2027 гг.", "2027-12-31"),
    ("до 2026 года", "2025-12-31"),
    ("к следующему заседанию", "2026-08-06"),
    ("до очередного заседания Рабочей группы", "2026-08-06"),
    ("к 12-му заседанию", "2026-08-06"),
    ("в течение двух месяцев", "2025-10-06"),
    ("в течение 30 дней", "2025-09-05"),
    ("в течение месяца", "2025-09-06"),
    ("через две недели", "2025-08-20"),
    ("в двухмесячный срок", "2025-10-06"),
    ("в месячный срок", "2025-09-06"),
    ("в 10-дневный срок", "2025-08-16"),
    ("март 2026 г.", "2026-03-31"),
    ("в марте 2026 года", "2026-03-31"),
    ("к марту 2026 г.", "2026-03-31"),
    ("до марта 2026 г.", "2026-02-28"),
    ("до конца марта 2026 года", "2026-03-31"),
    ("в мае 2026 года", "2026-05-31"),
    ("середина марта 2026 г.", "2026-03-15"),
    ("начало апреля 2026", "2026-04-10"),
    ("первая декада марта 2026 г.", "2026-03-10"),
    ("до конца года", "2025-12-31"),
    ("до конца текущего года", "2025-12-31"),
    ("в следующем месяце", "2025-09-30"),
    ("осень 2026 года", "2026-11-30"),
    ("мартa 2026", ""),  # a Latin letter within the word: not guessed
    ("31 मार्च 2026 तक", "2026-03-31"),
    ("मार्च 2026 तक", "2026-03-31"),
    ("मार्च 2026 के अंत तक", "2026-03-31"),
    ("वर्ष 2026 की पहली तिमाही", "2026-03-31"),
    ("2026 के अंत तक", "2026-12-31"),
    ("अगले सत्र तक", "2026-08-06"),
    ("दो महीने के भीतर", "2025-10-06"),
]


@pytest.mark.parametrize(("words", "expected"), DATES)
def test_words_say_a_day_to_sort_by(words, expected):
    due = read_due(words, DAY)
    assert (due.date, due.words) == (expected, " ".join(words.split()))
    assert due.understood is bool(expected)


@pytest.mark.parametrize(
    "words",
    ["ongoing", "Continuous", "as required", "on a regular basis", "постоянно", "Бессрочно",
     "на постоянной основе", "निरंतर"],
)  # fmt: skip
def test_some_words_mean_that_there_is_no_date(words):
    due = read_due(words, DAY)
    assert (due.date, due.reading, due.understood) == ("", Reading.NO_DATE, True)


@pytest.mark.parametrize(
    "words",
    ["when the ministers agree", "soon", "year", "31 Smarch 2026", "TBC", "уточняется",
     "32.01.2026", "Q5 2026", "within some months", "2027-2026", "2025-29", "may be later",
     "marching 2026", "марсиане 2026", "по согласованию", "within 0 days"],
)  # fmt: skip
def test_other_words_are_kept_and_said_not_to_be_understood(words):
    due = read_due(words, DAY)
    assert (due.date, due.reading, due.words) == ("", Reading.UNKNOWN, words)


def test_the_next_session_is_on_its_day_where_that_is_known():
    assert read_due("by the next session", DAY, next_session=date(2026, 10, 1)).date == "2026-10-01"


def test_no_words_are_no_due_date():
    assert read_due("  ", DAY).reading is Reading.NOTHING


@given(st.dates(date(1900, 1, 1), date(2190, 1, 1)), st.dates(date(1900, 1, 1), date(2190, 1, 1)))
def test_canonical_dates_come_back(day, counted_from):
    assert read_due(day.isoformat(), counted_from).date == day.isoformat()


PIECES = st.sampled_from(
    ["end of", "Q1", "2026", "within", "999", "years", "mid-", "до конца", "i", "квартала", "г.",
     "первая половина", "fy", "-", "29 february", "9999", "месяц", "next", "के अंत", "to", " "]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=7).map(" ".join)), st.dates())
def test_nothing_that_is_typed_raises(text, counted_from):
    due = read_due(text, counted_from)
    assert due.date == "" or date.fromisoformat(due.date)


@given(st.lists(PIECES, max_size=6).map(" ".join))
def test_reading_is_the_same_in_capitals_and_with_more_blanks(text):
    assert read_due(text.upper(), DAY).date == read_due(f"  {text}  ", DAY).date
