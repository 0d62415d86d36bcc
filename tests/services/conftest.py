"""A small session in a real file, and shortcuts to look into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.sessions import INDIA, RUSSIA
from rapporteur.services import delegates, sessions
from rapporteur.services.facts import DelegateFacts, Facts, SubGroupName
from rapporteur.services.workspace import Workspace


def facts(india: int = 5, russia: int = 3) -> Facts:
    """A session with so many delegates, named after their place on the list."""
    people = [DelegateFacts(0, {"family_name": f"India{n}"}) for n in range(1, india + 1)]
    people += [DelegateFacts(1, {"family_name": f"Russia{n}"}) for n in range(1, russia + 1)]
    return Facts(
        session={
            "ordinal": "11",
            "working_group_en": "Working Group",
            "start_date": "2025-08-06",
            "end_date": "2025-08-07",
            "languages": "en; ru",
        },
        sides=({**INDIA.values, "host": "yes", "ours": "yes"}, RUSSIA.values),
        sub_groups=(SubGroupName("Mining", "Добыча"), SubGroupName("Fertilisers")),
        delegates=people,
    )


class Desk:
    """A workspace with the questions that tests ask again and again."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        with workspace.read() as db:
            self.india, self.russia = sessions.sides(db)

    def order(self, side_id: int) -> list[str]:
        """Family names of one side in protocol order, after checking that it is dense."""
        with self.workspace.read() as db:
            people = delegates.list_delegates(db, side_id)
        assert [d.position for d in people] == list(range(1, len(people) + 1))
        return [d["family_name"] for d in people]

    def named(self, family_name: str) -> Delegate:
        """The one delegate of that family name."""
        with self.workspace.read() as db:
            (found,) = [d for d in delegates.list_delegates(db) if d["family_name"] == family_name]
        return found

    def ids(self, *family_names: str) -> list[int]:
        """The ids of delegates by family name."""
        return [self.named(name).id for name in family_names]

    def rows_of_last_step(self) -> int:
        """How many rows the last step changed."""
        return self.workspace.journal(limit=1)[0].rows


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A session of five Indian and three Russian delegates, open for editing."""
    workspace = Workspace.create(tmp_path / "session.rapporteur")
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts())
    yield Desk(workspace)
    workspace.close()


def delegate(id_: int = 1, **values: str) -> Delegate:
    """A delegate as read from a file, without one."""
    texts = tuple(values.pop(key, "") for key in DELEGATE.keys)
    side_id = int(values.pop("side_id", "1"))
    position = int(values.pop("position", str(id_)))
    assert not values, f"no such fields: {values}"
    return Delegate(DELEGATE, id_, f"uuid-{id_}", 1, texts, side_id, position)


@pytest.fixture
def make_delegate() -> object:
    """`delegate`, for tests of what needs no file."""
    return delegate
