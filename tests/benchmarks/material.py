"""The files that the jobs work on, made once per run: rosters, and sessions filled from them.

Names, posts and bodies are invented and seeded: the same arguments give the same cells.
"""

from __future__ import annotations

import random
from functools import cached_property
from pathlib import Path

import xlsxwriter

from rapporteur.exchange.reading import read_book
from rapporteur.services import imports
from rapporteur.services.facts import sample_facts
from rapporteur.services.sessions import create_session
from rapporteur.services.workspace import Workspace

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

    @cached_property
    def sample(self) -> Path:
        """The sample session as the program ships it."""
        path = self._folder / "sample.rapporteur"
        workspace = Workspace.create(path)
        with workspace.edit("new session") as db:
            create_session(db, sample_facts())
        workspace.close()
        return path


def _write_roster(path: Path, rows: int, seed: int) -> None:
    random_ = random.Random(seed)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Delegates")
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet.write_row(0, 0, _HEADINGS)
    for row in range(1, rows + 1):
        family = "".join(random_.choice(part) for part in (_START, _MIDDLE, _START, _END)).title()
        given = f"{random_.choice(_GIVEN)} {random_.choice(_START)}"
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
