"""The files that the jobs work on, made once per run: rosters, and sessions filled from them.

Names, posts and bodies are invented and seeded: the same arguments give the same cells.
"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import xlsxwriter

from rapporteur.exchange.incoming.reading import read_book
from rapporteur.services import stored
from rapporteur.services.facts import sample_facts
from rapporteur.services.importing import imports
from rapporteur.services.sessions import create_session
from rapporteur.services.workspace import Db, Workspace

_HEADINGS = (
    "S. No.", "Honorific", "Family name", "Given name", "Name in own script", "Country", "Role",
    "Designation", "Organisation", "E-mail", "Mobile No.", "Arrival", "Departure", "Sub-groups",
    "Remarks",
)  # fmt: skip
_START = ("Bel Var Kar Sen Tol Mor Gal Ser Nov Zim Rad Lev Dor Pan Vis Kul Des Bha Cha Jos Ter "
          "Kos Mak Vol Sid Osk Yar Gur Ben Hol").split()  # fmt: skip
_MIDDLE = "a e i o u an en in on ar er ir al el il ov ev esh ish ash".split()
_END = "kar wal sky ova ev in enko rao nath pal das man yan uk ova shin tov dar gin".split()
_GIVEN = ("Anil Sunita Rajesh Priya Vikram Meena Alexey Irina Dmitry Olga Sergey Natalia Arjun "
          "Kavita Pavel Elena Ravi Leela Andrey Maria").split()  # fmt: skip
_POSTS = (
    "Director",
    "Joint Secretary",
    "Deputy Director",
    "Chief Engineer",
    "Adviser",
    "Counsellor",
)
_BODIES = ("Ministry of Mines", "Ministry of Steel", "Academy of Sciences", "Standards Institute")

_LETTERS = str.maketrans(
    "ABCDEGHIJKLMNOPRSTUVYZabcdefghijklmnoprstuvwyz",
    "АБКДЕГХИЙКЛМНОПРСТУВИЗабкдефгхийклмнопрстуввйз",
)


# A page of notes, as they are taken for one item.
_NOTES = "The Sides noted the progress in the tests. Стороны отметили ход испытаний.\n" * 20


_NOTED = (
    "The Sides noted the progress in the tests and agreed to continue the exchange of documents.",
    "Стороны отметили ход испытаний и договорились продолжить обмен документами.",
)


class Material:
    """Files in one folder, each made when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def roster(self, rows: int, seed: int = 1) -> Path:
        """A clean list of `rows` people, 15 columns."""
        path = self._folder / f"roster-{rows}-{seed}.xlsx"
        if not path.exists():
            _write_roster(path, rows, seed)
        return path

    def session(self, rows: int) -> Path:
        """A session with `rows` delegates of one side, taken in from `roster(rows)`."""
        path = self._folder / f"session-{rows}.rapporteur"
        if not path.exists():
            workspace = Workspace.create(path)
            facts = sample_facts()
            with workspace.edit("new session") as db:
                create_session(db, facts)
            book = read_book(self.roster(rows))
            with workspace.read() as db:
                plan = imports.plan(db, book, side="IN")
            everybody = range(len(plan.rows))
            with workspace.edit("import") as db:
                imports.commit(db, plan, everybody)
            workspace.close()
        return path

    def people(self, count: int, seed: int = 3) -> Path:
        """As many people, of whom some stand there twice, and the pairs that are one person."""
        path = self._folder / f"people-{count}-{seed}.json"
        if not path.exists():
            people, twins = people_with_twins(count, seed)
            found = {"people": people, "twins": twins}
            path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        return path

    def meeting(self, times: int) -> Path:
        """The sample with `times` as many agenda items, action items and notes of each item."""
        path = self._folder / f"meeting-{times}.rapporteur"
        if not path.exists():
            workspace = Workspace.create(path)
            with workspace.edit("new session") as db:
                create_session(db, sample_facts())
                _multiply(db, times)
            workspace.close()
            self.notes(times).write_text(_NOTES * times, encoding="utf-8")
        return path

    def notes(self, times: int) -> Path:
        """What stands in the notes of every item of `meeting(times)`."""
        return self._folder / f"notes-{times}.txt"

    @cached_property
    def protocol(self) -> Path:
        """A session with nobody in it and a Protocol of 45 paragraphs in two languages."""
        path = self._folder / "protocol.rapporteur"
        workspace = Workspace.create(path)
        with workspace.edit("new session") as db:
            create_session(db, replace(sample_facts(), delegates=()))
            held = stored.read(db, stored.PARAGRAPHS)
            stored.remove(db, stored.PARAGRAPHS, [one.id for one in held])
            rows = [
                {"kind": "paragraph", "state": "agreed", "text_en": f"{number}. {_NOTED[0]}",
                 "text_ru": f"{number}. {_NOTED[1]}"}
                for number in range(1, 46)
            ]  # fmt: skip
            stored.create(db, stored.PARAGRAPHS, rows)
        workspace.close()
        return path

    @cached_property
    def word_template(self) -> Path:
        """A Word file of one paragraph with one field."""
        import docx

        path = self._folder / "one-paragraph.docx"
        document = docx.Document()
        document.add_paragraph("{{ text }}")
        document.save(str(path))
        return path

    @cached_property
    def empty(self) -> Path:
        """A session of the sample's two sides with nobody in it."""
        path = self._folder / "empty.rapporteur"
        workspace = Workspace.create(path)
        with workspace.edit("new session") as db:
            create_session(db, replace(sample_facts(), delegates=()))
        workspace.close()
        return path

    @cached_property
    def sample(self) -> Path:
        """The sample session as the program ships it."""
        path = self._folder / "sample.rapporteur"
        workspace = Workspace.create(path)
        with workspace.edit("new session") as db:
            create_session(db, sample_facts())
        workspace.close()
        return path


def _multiply(db: Db, times: int) -> None:
    """Agenda items, action items and records of the sample, so many times over, with notes."""
    items = stored.read(db, stored.AGENDA_ITEMS)
    for kind in (stored.ACTION_ITEMS, stored.MEETING_RECORDS):
        found = [record.as_dict() for record in stored.read(db, kind)]
        for number in range(1, times):
            copies = [row | ({"number": f"{number}x{n}"} if "number" in row else {})
                      for n, row in enumerate(found)]  # fmt: skip
            stored.create(db, kind, copies)
    placed = [item for item in items if item.sitting_id is not None]
    for _ in range(1, times):
        for item in placed:
            heads = {"sitting_id": item.sitting_id, "parent_id": None}
            stored.create(db, stored.AGENDA_ITEMS, [item.as_dict()], **heads)
    plain = {"notes": _NOTES.strip() * times, "state": "", "began_at": "", "ended_at": ""}
    ids = [item.id for item in stored.read(db, stored.AGENDA_ITEMS)]
    stored.set_fields(db, stored.AGENDA_ITEMS, dict.fromkeys(ids, plain))


def people_with_twins(
    count: int, seed: int, share: float = 0.04
) -> tuple[list[dict[str, str]], list[tuple[int, int]]]:
    """People by field, and the indexes of pairs that are one person, written by two clerks.

    Every third is written in Cyrillic; `share` of all are somebody who was there before.
    """
    random_ = random.Random(seed)
    people: list[dict[str, str]] = []
    twins: list[tuple[int, int]] = []
    while len(people) < count:
        if people and random_.random() < share:
            of = random_.randrange(len(people))
            twins.append((of, len(people)))
            people.append(_written_otherwise(random_, people[of]))
            continue
        family, given = _name(random_)
        number = len(people)
        person = {
            "family_name": family, "given_name": given, "designation": random_.choice(_POSTS),
            "organisation": random_.choice(_BODIES),
            "email": f"{family}{number}@example.org".lower(),
            "phone": f"+91 {random_.randrange(10**9, 10**10)}",
        }  # fmt: skip
        if random_.random() < 1 / 3:
            person |= {"family_name": _cyrillic(family), "given_name": _cyrillic(given)}
        people.append(person)
    return people, twins


def _name(random_: random.Random) -> tuple[str, str]:
    family = "".join(random_.choice(part) for part in (_START, _MIDDLE, _START, _END)).title()
    return family, f"{random_.choice(_GIVEN)} {random_.choice(_START)}"


def _written_otherwise(random_: random.Random, person: dict[str, str]) -> dict[str, str]:
    """The same person on another list: the name in another way, and often without contacts."""
    family, given = person["family_name"], person["given_name"]
    at = random_.randrange(1, len(family) - 2)
    names = {
        "same": (family, given),
        "capitals": (family.upper(), given),
        "turned round": (given, family),
        "initials": (family, " ".join(f"{word[0]}." for word in given.split())),
        "letter missing": (family[:at] + family[at + 1 :], given),
        "letters turned": (family[:at] + family[at + 1] + family[at] + family[at + 2 :], given),
        "second name missing": (family, given.split()[0]),
        "other script": (_cyrillic(family), _cyrillic(given)),
    }
    found = dict(person)
    found["family_name"], found["given_name"] = random_.choice(list(names.values()))
    for key, gone in (("email", 0.5), ("phone", 0.4)):
        if random_.random() < gone:
            found[key] = ""
    return found


def _cyrillic(text: str) -> str:
    """The made-up names in the other script; what is in it already stays."""
    for latin, letters in (
        ("sh", "ш"),
        ("ch", "ч"),
        ("kh", "х"),
        ("Ch", "Ч"),
        ("Bh", "Бх"),
        ("Ya", "Я"),
    ):
        text = text.replace(latin, letters)
    return text.translate(_LETTERS)


def _write_roster(path: Path, rows: int, seed: int) -> None:
    random_ = random.Random(seed)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Delegates")
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet.write_row(0, 0, _HEADINGS)
    for row in range(1, rows + 1):
        family, given = _name(random_)
        mail = f"{given.split(maxsplit=1)[0]}.{family}{row}@example.org".lower()
        sheet.write_row(row, 0, [
            row, random_.choice(("Mr.", "Ms.", "Dr.")), family, given, f"{given} {family}", "India",
            "Expert", random_.choice(_POSTS), random_.choice(_BODIES), mail,
            f"+91 {random_.randrange(10**9, 10**10)}",
        ])  # fmt: skip
        sheet.write_number(row, 11, 45873 + row % 3, day)
        sheet.write_number(row, 12, 45877 + row % 3, day)
        sheet.write_row(row, 13, ["Mining; Fertilisers", f"Remark {row}"])
    book.close()
