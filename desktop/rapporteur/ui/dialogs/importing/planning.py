"""What a list would do to the session, worked out beside the window for the assistant."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Book
from rapporteur.services.importing import imports
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.models.import_draft import ImportDraft
from rapporteur.ui.workers import JobControl


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user decided about the reading of the list."""

    sheet: str | None = None
    header_row: int | None = None
    columns: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planned:
    """A draft with the choices it was made from; `notice` is what has to be said with it."""

    choices: Choices
    draft: ImportDraft
    notice: UserError | None
    lost: int = 0
    """Decisions about the list that could not be kept from the plan before."""


def planned(
    bridge: FileBridge,
    book: Book,
    choices: Choices,
    *,
    side: str,
    sender: str,
    as_version: bool,
    notice: UserError | None,
    control: JobControl,
    former: ImportDraft,
) -> Planned:
    """The draft of an import of `book`; where no list is found, an empty one with the refusal.

    What was decided in the `former` draft of the same list is kept where it still fits.
    """
    known = bridge.read(
        lambda db: imports.gather(db, book, side=side, sender=sender, as_version=as_version)
    )
    people = {person.id: person for person in known.people}
    try:
        plan = imports.plan_with(
            known,
            book,
            sheet=choices.sheet,
            sender=sender,
            chosen=choices.columns,
            header_row=choices.header_row,
            check=control.check,
        )
    except UserError as error:
        return Planned(choices, ImportDraft.empty(), error)
    draft = ImportDraft(plan, people, known)
    lost = draft.keep(former) if former.plan.file_hash == plan.file_hash else 0
    return Planned(choices, draft, notice, lost)
