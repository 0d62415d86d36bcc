from __future__ import annotations

import json
import random
import time
from itertools import pairwise

import pytest

from rapporteur.services import delegates
from rapporteur.services.names import NameIndex, similar, suggestions, transliterate


def name(family: str, given: str = "", **more: str) -> dict[str, str]:
    """The values of a person of that name."""
    return {"family_name": family, "given_name": given, **more}


GRUZDEV = {"family_name": "Груздев", "given_name": "Алексей", "patronymic": "Владимирович"}
SHARMA = {"family_name": "Sharma", "given_name": "Anil Kumar", "honorific": "Shri"}


@pytest.mark.parametrize(
    ("known", "typed", "reason"),
    [
        (GRUZDEV, name("ГРУЗДЕВ", "Алексей Владимирович"), "same name"),
        (GRUZDEV, name("Алексей", "Груздев"), "part of the name"),
        (GRUZDEV, name("Груздев", "А.В."), "initials"),
        (GRUZDEV, name("Gruzdev", "Aleksei Vladimirovich"), "same name"),
        (GRUZDEV, name("Gruzdev", "Alexey"), "part of the name"),
        (GRUZDEV, name("Груздев", "Алeкceй Bлaдимиpoвич"), "same name"),
        (GRUZDEV, name("Грудзев", "Алексей Владимирович"), "similar"),
        (GRUZDEV, name("Груздёв", "Алексеи\u0306"), "part of the name"),
        (GRUZDEV, {"native_name": "Груздев Алексей Владимирович"}, "same name"),
        (SHARMA, name("शर्मा", "अनिल कुमार"), "same name"),
        (SHARMA, name("SHARMA", "A. K."), "initials"),
        (SHARMA, name("Sharma", "Anil-Kumar"), "same name"),
        (name("Kady Kov", "Vladimir I."), name("Kadykov", "Vladimir I."), "spaced"),
        (name("Gurumoorthy"), name("GURUMURTHY"), "same name"),
        (name("Müller", "José"), name("Muller", "Jose"), "same name"),
        (name("Deshpande", "Kavita"), name("Deshpandey", "Kavita"), "same name, written"),
        (name("Mijoso", "W."), name("Mijoso", "W. R. J."), "initials"),
        (
            name("Soto", "Nelson Valenzuela", designation="Adviser", organisation="Embassy"),
            name("Valenzuela", "Nelson", designation="Adviser", organisation="Embassy"),
            "part of the name missing, same post",
        ),
        (
            name("Ivanova", "Anna", email="anna.ivanova@example.org"),
            name("Sokolova", "Anna", email="Anna.Ivanova@example.org"),
            "same e-mail",
        ),
        (
            {**SHARMA, "email": "a.sharma@example.org", "organisation": "Coal India"},
            {**SHARMA, "email": "anil@coal.example", "organisation": "COAL INDIA"},
            "same organisation",
        ),
        (name("A", passport_number="AB 12345"), name("B", passport_number="ab-12345"), "passport"),
    ],
)
def test_the_same_person_is_suggested_both_ways_round(make_delegate, known, typed, reason):
    for first, second in ((known, typed), (typed, known)):
        (match,) = similar([make_delegate(7, **first)], second)
        assert match.delegate_id == 7
        assert reason in match.reason
        assert 75 <= match.score <= 100


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        (GRUZDEV, {"family_name": "Груздев", "given_name": "Алексей", "patronymic": "Петрович"}),
        (GRUZDEV, name("Груздева", "Алексей")),
        (GRUZDEV, name("Груздев", "Пётр")),
        (GRUZDEV, name("Алексеев", "Владимир")),
        (SHARMA, name("Kumar", "Anil")),
        (SHARMA, name("Verma", "Anil Kumar")),
        (SHARMA, name("Sharma")),
        (name("Иванов", "Олег"), name("Иванова", "Ольга")),
        (
            {**GRUZDEV, "email": "a@example.org", "phone": "+7 111", "organisation": "A"},
            {**GRUZDEV, "email": "b@example.org", "phone": "+7 222", "organisation": "B"},
        ),
        ({**GRUZDEV, "date_of_birth": "1970-01-01"}, {**GRUZDEV, "date_of_birth": "1980-01-01"}),
        (name("A", email="office@example.org"), name("B", email="office@example.org")),
        (name("Martino", "Renato R."), name("Rakotonaivo", "Martin")),
        (name("Khan", "S."), name("Khanji", "Rafiq Jamil Shaker")),
        ({}, {}),
    ],
)
def test_different_people_are_not_suggested(make_delegate, known, typed):
    assert similar([make_delegate(7, **known)], typed) == []
    assert similar([make_delegate(7, **typed)], known) == []


def test_a_new_post_or_mailbox_alone_does_not_hide_the_same_person(make_delegate):
    known = make_delegate(1, **GRUZDEV, organisation="A", email="a@example.org")
    assert similar([known], {**GRUZDEV, "organisation": "B"})
    moved = {**GRUZDEV, "organisation": "B", "email": "A@example.org", "phone": "1"}
    assert similar([known], moved)[0].reason.endswith("same e-mail")


def test_a_mailbox_that_many_give_tells_nothing_of_who_they_are(make_delegate):
    shared = {"email": "menon.office@example.org"}
    people = [make_delegate(1, **name("Menon", "Raghav"), **shared)]
    assert similar(people, {**name("Nair", "Lakshmi"), **shared})
    people += [make_delegate(n, **name(f, "Asha"), **shared) for n, f in enumerate("PQ", 2)]
    assert similar(people, {**name("Nair", "Lakshmi"), **shared}) == []


def test_the_likeliest_comes_first_and_oneself_not_at_all(make_delegate):
    people = [
        make_delegate(1, family_name="Груздев", given_name="А."),
        make_delegate(2, **GRUZDEV),
        make_delegate(3, family_name="Sharma", given_name="Anil"),
    ]
    assert [m.delegate_id for m in similar(people, GRUZDEV)] == [2, 1]
    assert [m.delegate_id for m in similar(people, GRUZDEV, exclude_id=2)] == [1]


def test_a_file_can_be_asked_directly(desk):
    with desk.workspace.edit("New") as db:
        made = delegates.create_delegate(db, desk.russia.id, GRUZDEV)
    with desk.workspace.read() as db:
        assert [
            m.delegate_id
            for m in similar(delegates.list_delegates(db), {"latin_name": "Alexey Gruzdev"})
        ] == [made.id]


def test_transliteration_is_that_of_passports():
    assert transliterate("Юлия Щеглова") == "Iuliia Shcheglova"
    assert transliterate("Подъячева Ёлкин") == "Podieiacheva Elkin"


def test_suggestions_for_a_cyrillic_name():
    assert suggestions(GRUZDEV) == {
        "native_name": "Груздев Алексей Владимирович",
        "latin_name": "Aleksei Gruzdev",
        "passport_name": "GRUZDEV ALEKSEI",
        "sex": "male",
    }


def test_suggestions_never_touch_what_is_filled_in():
    filled = {**GRUZDEV, "native_name": "x", "latin_name": "Alexey Gruzdev", "sex": "male"}
    assert suggestions(filled) == {"passport_name": "GRUZDEV ALEKSEI"}


def test_suggestions_for_latin_parts_beside_a_native_name():
    values = {
        "family_name": "Gruzdeva",
        "given_name": "Anna",
        "native_name": "Груздева Анна Юрьевна",
        "honorific": "Ms.",
    }
    assert suggestions(values) == {
        "latin_name": "Anna Gruzdeva",
        "passport_name": "GRUZDEVA ANNA",
        "sex": "female",
    }
    assert suggestions(SHARMA) == {
        "latin_name": "Anil Kumar Sharma",
        "passport_name": "SHARMA ANIL KUMAR",
        "sex": "male",
    }
    assert suggestions(name("शर्मा")) == {"native_name": "शर्मा"}
    assert suggestions(name("Груздев", "А.В.")).keys() == {
        "native_name",
        "latin_name",
    }
    assert suggestions({}) == {}


def _variants(rng: random.Random, count: int) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Invented people, each with the same person as another clerk wrote the name."""
    families = [
        "Груздев",
        "Щукин",
        "Хабаров",
        "Ёлкин",
        "Сидоренко",
        "Чайковский",
        "Зайцев",
        "Жуков",
    ]
    endings = ["", "ский", "ых", "ян", "енко", "ич"]
    given = ["Алексей", "Юрий", "Дмитрий", "Пётр", "Сергей", "Евгений", "Илья", "Николай"]
    made = []
    for n in range(count):
        stem = "".join(rng.choice("бвгдзклмнпрст") + rng.choice("аеиоу") for _ in range(2))
        family = stem.capitalize() + rng.choice(families).lower() + rng.choice(endings)
        person = {"family_name": family, "given_name": rng.choice(given), "patronymic": "Юрьевич"}
        kind = n % 5
        other = dict(person)
        if kind == 0:
            other = {k: transliterate(v) for k, v in person.items()}
        elif kind == 1:
            other = {"family_name": family.upper(), "given_name": person["given_name"][0] + ". Ю."}
        elif kind == 2:
            other = {"family_name": person["given_name"], "given_name": family}
        elif kind == 3:
            at = rng.randrange(1, len(family) - 2)
            other["family_name"] = family[:at] + family[at + 1] + family[at] + family[at + 2 :]
        else:
            other = {"native_name": f"{person['given_name']} {family}"}
        made.append((person, other))
    return made


def test_recall_over_many_invented_people(make_delegate):
    people = _variants(random.Random(7), 1000)
    index = NameIndex(make_delegate(n, **known) for n, (known, _) in enumerate(people))
    missed = [
        (known, typed)
        for n, (known, typed) in enumerate(people)
        if n not in {m.delegate_id for m in index.candidates(typed)}
    ]
    assert len(missed) <= 10, json.dumps(missed[:5], ensure_ascii=False)


def test_the_time_grows_with_the_list_and_not_with_its_square(make_delegate):
    people = [known for known, _ in _variants(random.Random(1), 4000)]
    times = []
    for count in (1000, 4000):
        batch = [make_delegate(n, **values) for n, values in enumerate(people[:count])]
        start = time.perf_counter()
        list(NameIndex().pairs(batch))
        times.append(time.perf_counter() - start)
    # Linear is 4, quadratic 16; these machines are noisy.
    assert all(later / earlier < 9 for earlier, later in pairwise(times)), times


def test_a_name_cut_in_two_is_met_again() -> None:
    """From a real list: "Vladimir I. Kadykov", later "Vladimir I. Kady Kov"."""
    index = NameIndex()
    index.add(1, {"family_name": "Kadykov", "given_name": "Vladimir I."})
    index.add(2, {"family_name": "Kadikyan", "given_name": "Vladimir I."})
    (found,) = index.candidates({"family_name": "Kov", "given_name": "Vladimir I. Kady"})
    assert (found.delegate_id, found.reason) == (1, "same name, spaced differently")
