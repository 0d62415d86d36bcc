"""What the window calls the documents, how it groups them, and where each gets its data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from rapporteur.domain.errors import UserError

CARDS, SEATING = "cards", "seating"
"""Sources that are dialogs and no screens."""

PRINT = "print"
"""Stands for the printer where an ending of a file could stand."""

PAPER_OF: Mapping[str, str] = {
    "delegates": "roster",
    "agenda": "agenda",
    "subgroups": "sub-groups",
    "actions": "actions",
    "protocol": "protocol",
    "attendance": "attendance",
}
"""By screen the document that shows what is entered there."""

# Group, key, icon, the screen where its data are entered, what its entries are.
_KINDS = (
    ("protocol", "protocol", "protocol", "protocol", "paragraphs"),
    ("lists", "roster", "people", "delegates", "people"),
    ("lists", "agenda", "agenda", "agenda", "items"),
    ("lists", "sub-groups", "subgroups", "subgroups", "sub-groups"),
    ("lists", "actions", "actions", "actions", "actions"),
    ("lists", "gate-pass", "passport", "delegates", "people"),
    ("day", "run-sheet", "clock", "agenda", "items"),
    ("day", "attendance", "attendance", "attendance", "people"),
    ("day", "plates", "flag", CARDS, "people"),
    ("day", "badges", "badge", CARDS, "people"),
    ("day", "place-cards", "food", CARDS, "people"),
    ("day", "seating", "table", SEATING, "seats"),
    ("after", "press-note", "mail", "overview", "facts"),
    ("after", "report", "remarks", "overview", "facts"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A document as the list shows it. `source` is the screen or the dialog of its data.

    `counts` names what its entries are, for the line that says how many there are.
    """

    key: str
    title: str
    icon: str
    source: str
    counts: str


@dataclass(frozen=True, slots=True)
class Group:
    """Documents under one heading."""

    title: str
    kinds: tuple[Kind, ...]


def groups() -> tuple[Group, ...]:
    """All documents that the window knows, in the order of the list."""
    translate = QCoreApplication.translate
    names = {
        "protocol": translate("Documents", "Session Protocol"),
        "lists": translate("Documents", "Lists"),
        "day": translate("Documents", "On the day"),
        "after": translate("Documents", "After"),
    }
    titles = _titles()
    return tuple(
        Group(
            names[group],
            tuple(
                Kind(key, titles[key], icon, source, counts)
                for of, key, icon, source, counts in _KINDS
                if of == group
            ),
        )
        for group in names
    )


def _titles() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "protocol": translate("Documents", "Session Protocol"),
        "roster": translate("Documents", "Delegation lists"),
        "agenda": translate("Documents", "Agenda"),
        "sub-groups": translate("Documents", "Sub-group updates"),
        "actions": translate("Documents", "Action table"),
        "gate-pass": translate("Documents", "List for gate passes"),
        "run-sheet": translate("Documents", "Run sheet"),
        "attendance": translate("Documents", "Attendance sheet"),
        "plates": translate("Documents", "Name plates"),
        "badges": translate("Documents", "Badges"),
        "place-cards": translate("Documents", "Place cards"),
        "seating": translate("Documents", "Seating plan"),
        "press-note": translate("Documents", "Press note"),
        "report": translate("Documents", "Report to the Commission"),
    }


def source_words(area: str) -> str:
    """The words of the button that leads to where the data of a document are entered."""
    translate = QCoreApplication.translate
    return {
        "protocol": translate("Documents", "&Go to the Protocol"),
        "delegates": translate("Documents", "&Go to the delegates"),
        "agenda": translate("Documents", "&Go to the agenda"),
        "subgroups": translate("Documents", "&Go to the sub-groups"),
        "actions": translate("Documents", "&Go to the action items"),
        "attendance": translate("Documents", "&Go to the attendance"),
        CARDS: translate("Documents", "Choose people…"),
        SEATING: translate("Documents", "Arran&ge the seats…"),
        "overview": translate("Documents", "&Go to the overview"),
    }[area]


def refusal(error: UserError) -> str:
    """Why there is no document, and what to do; nothing was to be written, so nothing is safe."""
    return f"{error.message} {error.advice}".strip()
