from __future__ import annotations

from datetime import date

import pytest

from rapporteur.domain.checks import PURPOSES, Finding, Severity, purpose, run_checks
from rapporteur.domain.delegates import DELEGATE, WITHDRAWN, Delegate
from rapporteur.domain.heads import Seniority, is_head
from rapporteur.domain.sessions import INDIA, RUSSIA, SESSION, SIDE, Session, Side

TODAY = date(2025, 7, 1)
IN, RU = 1, 2


def session(**values: str) -> Session:
    filled = {"start_date": "2025-08-06", "end_date": "2025-08-07"} | values
    return Session(SESSION, 1, "s", 1, tuple(filled.get(key, "") for key in SESSION.keys))


def sides(**host: str) -> tuple[Side, Side]:
    made = []
    for position, preset in enumerate((INDIA, RUSSIA), 1):
        values = {**preset.values, "host": host.get(preset.values["code"], "")}
        texts = tuple(values.get(key, "") for key in SIDE.keys)
        made.append(Side(SIDE, position, "x", 1, texts, position))
    return made[0], made[1]


def person(number: int, side: int = IN, **values: str) -> Delegate:
    values = {"family_name": f"Name{number}", **values}
    texts = tuple(values.pop(key, "") for key in DELEGATE.keys)
    assert not values
    return Delegate(DELEGATE, number, f"u{number}", 1, texts, side, number)


def head(number: int, side: int, **values: str) -> Delegate:
    return person(number, side, role="Head of Delegation", **values)


def find(
    people: list[Delegate],
    *,
    wanted: str | None = None,
    pairs: tuple[tuple[int, int, str], ...] = (),
    host: str = "IN",
    **session_values: str,
) -> list[Finding]:
    return run_checks(
        session(**session_values),
        sides(**{host: "yes"}),
        people,
        purpose(wanted) if wanted else None,
        TODAY,
        same_person=pairs,
    )


def codes(*args: object, **kwargs: object) -> list[tuple[str, int | None]]:
    return [(f.code, f.delegate_id) for f in find(*args, **kwargs)]  # type: ignore[arg-type]


def test_two_good_lists_have_no_findings():
    assert find([head(1, IN), head(2, RU)]) == []


def test_a_missing_head_leads_to_the_role_of_the_first_person():
    (finding,) = find([person(1), person(2), head(3, RU), person(4, RU)])
    assert (finding.code, finding.severity) == ("head.missing", Severity.ERROR)
    assert (finding.side_id, finding.delegate_id, finding.field) == (IN, 1, "role")
    assert "India" in finding.message


def test_two_heads_are_both_named():
    (finding,) = find([head(1, IN), head(2, IN), head(3, RU), person(4, RU)])
    assert (finding.code, finding.delegate_id) == ("head.two", 2)
    assert "Name1" in finding.message
    assert "Name2" in finding.message


def test_a_head_who_is_not_first():
    assert codes([person(1), head(2, IN), head(3, RU), person(4, RU)]) == [("head.not_first", 2)]


def test_withdrawn_people_are_left_out_of_everything():
    gone = head(5, IN, status=WITHDRAWN, passport_expiry="2001-01-01", family_name="")
    assert codes([gone, head(1, IN), head(2, RU)]) == []
    assert ("head.missing", 2) in codes([gone, person(2), head(3, RU)])


def test_a_side_without_people_is_only_mentioned():
    assert codes([head(1, RU)]) == [("list.empty", None)]


@pytest.mark.parametrize(
    ("expiry", "code"),
    [
        ("2025-08-06", "passport.expired"),
        ("2025-08-07", "passport.expires_soon"),
        ("2026-02-06", "passport.expires_soon"),
        ("2026-02-07", None),
        ("", None),
    ],
)
def test_passports_are_held_against_the_last_day(expiry, code):
    found = find([head(1, IN, passport_expiry=expiry), head(2, RU)])
    assert [f.code for f in found] == ([code] if code else [])
    assert all(f.field == "passport_expiry" and expiry not in f.message for f in found)


def test_half_a_year_from_the_end_of_august_ends_with_february():
    dates = {"start_date": "2025-08-31", "end_date": ""}
    assert codes([head(1, IN, passport_expiry="2026-02-28"), head(2, RU)], **dates) == []
    assert codes([head(1, IN, passport_expiry="2026-02-27"), head(2, RU)], **dates) == [
        ("passport.expires_soon", 1)
    ]


def test_one_passport_of_two_people_however_it_is_written():
    people = [
        head(1, IN, passport_number="AB 12345"),
        head(2, RU),
        person(3, RU, passport_number="ab-12345"),
        person(4, IN),
    ]
    (finding,) = find(people)
    assert (finding.code, finding.delegate_id, finding.field) == (
        "passport.twice",
        3,
        "passport_number",
    )
    assert "12345" not in finding.message


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        (
            {"arrival_date": "2025-08-07", "departure_date": "2025-08-06"},
            "travel.order",
            "departure_date",
        ),
        (
            {
                "arrival_date": "2025-08-06",
                "arrival_time": "18:00",
                "departure_date": "2025-08-06",
                "departure_time": "09:00",
            },
            "travel.order",
            "departure_date",
        ),
        (
            {"passport_issued": "2030-01-01", "passport_expiry": "2029-12-31"},
            "passport.order",
            "passport_expiry",
        ),
        ({"passport_issued": "2025-07-02"}, "passport.issued", "passport_issued"),
        ({"date_of_birth": "2025-07-02"}, "birth.future", "date_of_birth"),
        (
            {"date_of_birth": "1980-01-01", "passport_issued": "1979-01-01"},
            "passport.order",
            "passport_issued",
        ),
        ({"arrival_date": "2025-08-08"}, "travel.outside", "arrival_date"),
        ({"departure_date": "2025-08-05"}, "travel.outside", "departure_date"),
    ],
)
def test_dates_that_contradict(values, code, field):
    found = find([head(1, IN, **values), head(2, RU)])
    assert (code, field) in [(f.code, f.field) for f in found]


def test_dates_that_fit_are_left_alone():
    values = {
        "arrival_date": "2025-08-06",
        "arrival_time": "09:00",
        "departure_date": "2025-08-06",
        "departure_time": "18:00",
        "passport_issued": "2020-01-01",
        "passport_expiry": "2030-01-01",
        "date_of_birth": "1980-01-01",
    }
    assert find([head(1, IN, **values), head(2, RU)]) == []


def test_pairs_of_likely_one_person_are_told_with_the_reason():
    people = [head(1, IN), person(2, IN), head(3, RU), person(4, RU)]
    (finding,) = find(people, pairs=((1, 2, "same e-mail"), (1, 99, "gone")))
    assert (finding.code, finding.severity, finding.delegate_id) == (
        "person.twice",
        Severity.WARNING,
        2,
    )
    assert "same e-mail" in finding.message


def test_unequal_sides_are_only_a_hint():
    people = [head(1, IN, rank="Secretary"), head(2, RU, rank="Adviser"), person(3, RU)]
    found = find(people)
    assert [f.code for f in found] == ["parity.number", "parity.rank"]
    assert all(f.severity is Severity.INFO for f in found)
    assert "Secretary" in found[1].message
    assert codes([head(1, IN, rank="Secretary"), head(2, RU, rank="Deputy Minister")]) == []


def test_a_person_without_a_name():
    (finding,) = find([head(1, IN), head(2, RU), person(3, IN, family_name=""), person(4, RU)])
    assert (finding.code, finding.delegate_id, finding.field) == ("name.missing", 3, "family_name")
    assert "Number 3" in finding.message


def test_data_missing_for_a_purpose_is_one_finding_per_person_leading_to_the_first_field():
    public = {"designation": "Engineer", "organisation": "DPIIT"}
    people = [head(1, IN, **public), head(2, RU, designation="Engineer")]
    (finding,) = find(people, wanted="public")
    assert (finding.code, finding.delegate_id, finding.field) == ("missing", 2, "organisation")
    assert finding.message == "Public list: Name2 lacks organisation."


def test_hosts_need_no_visa_and_without_a_host_everybody_does():
    people = [head(1, IN), head(2, RU)]
    assert {f.delegate_id for f in find(people, wanted="visa")} == {2}
    assert {f.delegate_id for f in find(people, wanted="visa", host="RU")} == {1}
    assert {f.delegate_id for f in find(people, wanted="visa", host="none")} == {1, 2}


def test_one_of_several_fields_is_enough():
    reached = {
        key: "2025-08-06" if key.endswith("date") else "12:00"
        for group in purpose("airport").guest_needs[1:]
        for key in group
    }
    people = [head(1, IN), head(2, RU, **reached)]
    assert [f.field for f in find(people, wanted="airport")] == ["phone"]
    people = [head(1, IN), head(2, RU, **reached, contact_person="Mr. X, 12")]
    assert find(people, wanted="airport") == []


def test_every_purpose_names_fields_that_exist():
    assert {"visa", "gate-pass", "airport", "hotel", "public", "badges"} == {
        p.key for p in PURPOSES
    }
    for one in PURPOSES:
        assert one.needs or one.guest_needs
        for group in (*one.needs, *one.guest_needs):
            assert all(key in DELEGATE for key in group)
    with pytest.raises(KeyError):
        purpose("dinner")


def test_the_gravest_come_first_then_protocol_order():
    people = [
        person(1, passport_expiry="2025-12-01"),
        person(2, passport_expiry="2001-01-01"),
        head(3, RU, passport_expiry="2001-01-01"),
    ]
    assert codes(people) == [
        ("head.missing", 1),
        ("passport.expired", 2),
        ("passport.expired", 3),
        ("passport.expires_soon", 1),
        ("parity.number", None),
    ]


@pytest.mark.parametrize(
    "role",
    [
        "Head of Delegation",
        "HEAD OF THE INDIAN DELEGATION",
        "Co-Chair, Head of Delegation",
        "Co-chairman",
        "Cochair (Russia)",
        "Leader of the delegation",
        "Acting Head",
        "Delegation Leader",
        "Secretary, DPIIT - Co-Chair",
        "Adviser and Head of Delegation",
        "Глава делегации",
        "глава российской делегации",
        "Сопредседатель",
        "Сопредседатель рабочей группы, глава делегации",
        "Руководитель делегации",
        "И.о. главы делегации",
        "प्रतिनिधिमंडल प्रमुख",
        "सह-अध्यक्ष",
    ],
)
def test_heads(role):
    assert is_head(role)


@pytest.mark.parametrize(
    "role",
    [
        "",
        "Deputy Head of Delegation",
        "Alternate Head of delegation",
        "Member of Delegation",
        "Adviser to the Head of Delegation",
        "Assistant to the Co-Chair",
        "Interpreter of the head of delegation",
        "Co-Chair of the Sub-Group on Mining",
        "Head of Department",
        "Headquarters",
        "Chairman of the Board",
        "Заместитель главы делегации",
        "Зам. руководителя делегации",
        "Помощник главы делегации",
        "Советник сопредседателя",
        "Сопредседатель подгруппы",
        "Руководитель департамента",
        "Председатель правления",
        "Член делегации",
        "Переводчик",
    ],
)
def test_others_are_no_heads(role):
    assert not is_head(role)


def test_seniority_takes_the_longest_rank_that_the_designation_begins_with():
    order = Seniority(("Secretary", "Additional Secretary", "Director", "Deputy Secretary"))
    ranks = [
        order.rank(person(1, designation=text))
        for text in ("Secretary, DPIIT", "Additional Secretary", "Directorate", "Deputy Secretary")
    ]
    assert ranks == [0, 1, 4, 3]
    assert order.rank(person(1, rank="director", designation="Secretary")) == 2
    assert order.rank(person(1, rank="Chief", designation="Secretary")) == 4
