from __future__ import annotations

import pytest

from rapporteur.services.folding import loose, plain, romanise
from rapporteur.services.search import Query, delegate_key, matches, search_key

# Spellings of one name, as they stand in lists from both countries.
ONE_NAME = [
    "Груздев Gruzdev GRUZDEV gruzdev",
    "Алексей Aleksey Aleksei Alexey Alexei Aleksej Алексеи\u0306 Алeксeй",
    "Щукин Shchukin Schukin Щукин",
    "Юлия Iuliia Yulia Yuliya Julia",
    "Ёлкин Елкин Elkin Yolkin",
    "Фёдоров Федоров Fedorov Fyodorov",
    "Дмитрий Dmitry Dmitrii Dmitriy Dmitri",
    "Дмитриев Dmitriev Dmitriyev",
    "Хабаров Khabarov Habarov",
    "Сухов Sukhov Suhov",
    "Васильевич Vasilyevich Vasilevich Vasilievich",
    "Сергеевич Sergeevich Sergeyevich",
    "Наталья Natalia Natalya Nataliia",
    "Чайковский Chaikovskiy Tchaikovsky Chaykovsky",
    "Цой Tsoi Tsoy",
    "शर्मा Sharma Шарма",
    "राजेश Rajesh",
    "सिंह Singh",
    "संदीप Sandeep Sandip",
    "देशपांडे Deshpande",
    "श्रीवास्तव Shrivastav",
    "चन्द्र Chandra",
    "गुरुमूर्ति Gurumurti Gurumoorthy",
    "Łukasz Lukasz",
    "Müller Muller MÜLLER Mu\u0308ller",
    "O'Brien O’Brien OBrien",
]


@pytest.mark.parametrize("spellings", ONE_NAME, ids=lambda text: text.split()[-1])
def test_every_spelling_finds_every_other(spellings):
    words = spellings.split()
    missed = [(q, k) for q in words for k in words if not matches(search_key(k), q)]
    assert missed == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Иванов", "Петров"),
        ("Sharma", "Verma"),
        ("Волков", "Волин"),
        ("Ким", "Цой"),
        ("Sokolov", "Скоков"),
    ],
)
def test_other_names_are_not_found(one, other):
    assert not matches(search_key(one), other)
    assert not matches(search_key(other), one)


@pytest.mark.parametrize("shown", ["Aleksey Alekseyev", "Груздев Пётр", "Sukhov", "शर्मा अनिल"])
def test_what_stands_on_the_screen_is_found_at_every_letter_typed(shown):
    key = search_key(shown)
    for end in range(1, len(shown) + 1):
        if not shown[end:].startswith(("\u093e", "\u094d", "\u093f")):  # mid-syllable
            assert matches(key, shown[:end]), shown[:end]


def test_all_words_must_occur_in_any_order():
    key = search_key("Груздев Алексей\nДиректор")
    assert matches(key, "алексей gruz")
    assert matches(key, "direktor aleksei груздев")
    assert not matches(key, "gruz petr")
    assert matches(key, "")
    assert matches(key, "  ")


@pytest.mark.parametrize("text", ['"', "%", "_", "NEAR(", "O'", "*", "\\", "[a", "(", "\x00"])
def test_signs_of_query_languages_are_only_text(text):
    assert matches(search_key(f"x{text}y"), text)
    assert text in {"O'", "\x00"} or not matches(search_key("xy"), text)


def test_a_filter_gives_the_indexes_in_order():
    keys = [search_key(t) for t in ("Груздев", "Sharma", "Gruzdeva", "")]
    assert Query("gruz").filter(keys) == [0, 2]
    assert Query("").filter(keys) == [0, 1, 2, 3]
    assert not Query("  ")
    assert all(
        [at for at, k in enumerate(keys) if Query(q).matches(k)] == Query(q).filter(keys)
        for q in ("a", "груз", "sharma", "x y")
    )


def test_a_person_is_found_by_what_the_screen_shows_and_not_by_the_passport(make_delegate, desk):
    person = make_delegate(
        family_name="Груздев",
        organisation="Минпромторг",
        category="expert",
        status="provisional",
        phone="+7 (912) 345-67-89",
        arrival_date="2025-08-06",
        passport_number="751234567",
        place_of_birth="Тула",
        date_of_birth="1970-02-03",
    )
    key = delegate_key(person, desk.russia)
    for found in (
        "minpromtorg",
        "Domain expert",
        "эксперт",
        "79123456789",
        "6 aug",
        "Russia",
        "RU",
    ):
        assert matches(key, found), found
    for hidden in ("751234567", "tula", "1970", "3 Feb"):
        assert not matches(key, hidden), hidden


def test_folding_leaves_no_letter_of_the_three_scripts_unfolded():
    letters = "".join(map(chr, [*range(0x410, 0x452), *range(0x905, 0x93A), *range(0xC0, 0x180)]))
    assert plain(letters).isascii()
    assert loose(plain(letters)).isascii()


@pytest.mark.parametrize(
    ("word", "latin"),
    [("अमरदीप", "amardip"), ("कुलकर्णी", "kulkarni"), ("आनंद", "anand"), ("फ़ज़ल", "fazal"), ("ा", "")],
)
def test_hindi_names_are_romanised_as_they_are_spoken(word, latin):
    assert romanise(word) == latin


@pytest.mark.parametrize("typed", ["त्र", "त्रि", "त्रिप", "त्रिपाठी"])
def test_half_a_syllable_of_devanagari_finds_the_name(typed: str) -> None:
    assert Query(typed).matches(search_key("अनिल कुमार त्रिपाठी"))
    assert not Query(typed).matches(search_key("राघव मेनन"))
