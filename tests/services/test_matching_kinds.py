"""Each way in which one person is written twice is asked about, and homonyms are not.

Against the people of a session, as an import meets them. All people are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import iuliia
import pytest
from tests.services.test_imports import Desk

from rapporteur.domain.importing import RowState
from rapporteur.domain.sessions import INDIA, RUSSIA
from rapporteur.services import sessions
from rapporteur.services.facts import DelegateFacts, Facts
from rapporteur.services.workspace import Workspace

PEOPLE = (
    DelegateFacts(0, {"family_name": "Chattopadhyay", "given_name": "Subhash Chandra",
                      "designation": "Director", "organisation": "Ministry of Steel",
                      "email": "s.chattopadhyay@steel.example", "passport_number": "Z 4455667",
                      "latin_name": "Subhash Chandra Chattopadhyay",
                      "native_name": "सुभाष चन्द्र चट्टोपाध्याय"}),
    DelegateFacts(0, {"family_name": "Krishnamurthy", "given_name": "V.",
                      "designation": "Adviser", "organisation": "NITI Aayog"}),
    DelegateFacts(0, {"family_name": "Yadav", "given_name": "Rajesh Kumar"}),
    DelegateFacts(1, {"family_name": "Щербаков", "given_name": "Юрий",
                      "patronymic": "Евгеньевич", "designation": "Заместитель директора",
                      "organisation": "Минпромторг России", "email": "shcherbakov@minprom.example",
                      "passport_number": "75 1234567"}),
    DelegateFacts(1, {"family_name": "Хабибуллина", "given_name": "Эльвира",
                      "patronymic": "Рашитовна"}),
    DelegateFacts(1, {"family_name": "Жуковский", "given_name": "Дмитрий",
                      "patronymic": "Алексеевич"}),
)  # fmt: skip
SCHEMES = sorted(name for name in dir(iuliia) if name.isupper())
HEADINGS = ("Name", "Designation", "Organisation", "E-mail", "Passport No.", "Date of birth")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path: Path = tmp_path_factory.mktemp("kinds") / "session.rapporteur"
    workspace = Workspace.create(path)
    facts = Facts(
        {"ordinal": "11", "working_group_en": "Group", "start_date": "2025-08-06",
         "languages": "en; ru"},
        (INDIA.values, RUSSIA.values), delegates=list(PEOPLE),
    )  # fmt: skip
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts)
    yield Desk(workspace)
    workspace.close()


def met(desk: Desk, side: str, *cells: str | None) -> tuple[RowState, str]:
    """What becomes of one row: its state, and the family name of the person it is about."""
    row = (*cells, *[None] * (len(HEADINGS) - len(cells)))
    (planned,) = desk.plan([row], side=side, headings=HEADINGS).rows
    people = {person.id: person["family_name"] for person in desk.people(side)}
    return planned.state, people.get(planned.delegate_id or 0, "")


KNOWN = frozenset({RowState.DOUBTFUL, RowState.CHANGED, RowState.SAME})


@pytest.mark.parametrize(
    ("side", "name", "family"),
    [
        # reordered, surname in capitals, initials before and behind
        ("IN", "CHATTOPADHYAY Subhash Chandra", "Chattopadhyay"),
        ("IN", "Chattopadhyay, S. C.", "Chattopadhyay"),
        ("IN", "S.C. Chattopadhyay", "Chattopadhyay"),
        ("IN", "Venkatesh Krishnamurthy", "Krishnamurthy"),
        ("RU", "ЩЕРБАКОВ Ю.Е.", "Щербаков"),
        ("RU", "Юрий Щербаков", "Щербаков"),
        ("RU", "Yu. E. Shcherbakov", "Щербаков"),
        # typos and habits of spelling
        ("IN", "Subhash Chandra Chattopadhay", "Chattopadhyay"),
        ("IN", "Subhas Chandra Chattopadhyaya", "Chattopadhyay"),
        ("IN", "V. Krishnamoorthy", "Krishnamurthy"),
        ("IN", "Rajesh Kumar Yadava", "Yadav"),
        ("RU", "Щербаков Юрий Евгеневич", "Щербаков"),
        ("RU", "Хабибулина Эльвира Рашитовна", "Хабибуллина"),
        ("RU", "Жуковский Дмитрй Алексеевич", "Жуковский"),
        # the other script
        ("IN", "सुभाष चन्द्र चट्टोपाध्याय", "Chattopadhyay"),
        ("IN", "राजेश कुमार यादव", "Yadav"),
        ("RU", "Elvira Khabibullina", "Хабибуллина"),
        # letters of the other alphabet that look alike
        ("RU", "Щepбaкoв Юpий Евгeньeвич", "Щербаков"),
        ("RU", "Xaбибуллинa Эльвиpa Paшитoвнa", "Хабибуллина"),
        ("IN", "Rаjеsh Kumаr Yаdаv", "Yadav"),
    ],
)
def test_another_way_to_write_a_name_meets_the_person(
    desk: Desk, side: str, name: str, family: str
) -> None:
    state, found = met(desk, side, name, "Expert")
    assert state in KNOWN
    assert found == family


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Щербаков Юрий Евгеньевич", "Щербаков"),
        ("Хабибуллина Эльвира Рашитовна", "Хабибуллина"),
        ("Жуковский Дмитрий Алексеевич", "Жуковский"),
    ],
)
def test_every_scheme_of_transliteration_meets_the_person(
    desk: Desk, scheme: str, name: str, family: str
) -> None:
    written = getattr(iuliia, scheme).translate(name)
    state, found = met(desk, "RU", written, "Deputy Director")
    assert (state in KNOWN, found) == (True, family), written


def test_an_equal_passport_or_mailbox_is_asked_about_whatever_the_name(desk: Desk) -> None:
    passport = met(desk, "RU", "Соколова Анна", None, None, None, "751234567")
    assert passport == (RowState.DOUBTFUL, "Щербаков")
    mailbox = met(desk, "RU", "Юрий Соколов", None, None, "Shcherbakov@minprom.example")
    assert mailbox == (RowState.DOUBTFUL, "Щербаков")


@pytest.mark.parametrize(
    ("side", "cells"),
    [
        # another patronymic, a wife or a daughter, another given name, a common part only
        ("RU", ("Щербаков Юрий Петрович",)),
        ("RU", ("Щербакова Юлия Евгеньевна",)),
        ("RU", ("Жуковская Дарья Алексеевна",)),
        ("RU", ("Жуков Дмитрий Андреевич",)),
        ("IN", ("Rajesh Kumar Sharma",)),
        ("IN", ("Rajesh Kumar",)),
        ("IN", ("K. V. Krishnan",)),
        ("IN", ("Subhash Chandra Bose",)),
        # the very name, and data that say it is somebody else
        ("RU", ("Щербаков Юрий Евгеньевич", None, None, None, "64 7654321")),
        ("IN", ("Subhash Chandra Chattopadhyay", None, None, None, "A1112223")),
    ],
)
def test_homonyms_and_relatives_stay_apart(
    desk: Desk, side: str, cells: tuple[str | None, ...]
) -> None:
    assert met(desk, side, *cells) == (RowState.NEW, "")


def test_a_namesake_with_another_post_is_asked_about_and_never_merged(desk: Desk) -> None:
    state, family = met(
        desk, "RU", "Щербаков Юрий Евгеньевич", "Инженер", "Завод", "yu@zavod.example"
    )
    assert (state, family) == (RowState.DOUBTFUL, "Щербаков")
