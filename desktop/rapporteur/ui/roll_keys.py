"""The keys of the roll: the same on the attendance screen and in the panel of meeting mode."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from rapporteur.domain.meeting import ABSENT, EXCUSED, PRESENT
from rapporteur.domain.roll import LEFT, Called
from rapporteur.ui.models.roll import Roll
from rapporteur.ui.roll_words import mark_words
from rapporteur.ui.widgets.quick_line import QuickLine, Verb


def roll_line(label: str, roll: Roll, *, rows: int = 6) -> QuickLine:
    """A quick line that marks people of `roll`: Enter, Alt+A, Alt+E, Alt+L."""
    tr = QCoreApplication.translate
    verbs = (
        Verb(PRESENT, "", tr("Roll", "present")),
        Verb(ABSENT, "A", tr("Roll", "absent")),
        Verb(EXCUSED, "E", tr("Roll", "excused")),
        Verb(LEFT, "L", tr("Roll", "leaves now")),
    )

    def state_of(delegate_id: int) -> tuple[str, str]:
        mark = roll.mark_of(delegate_id)
        return mark.shown_state, mark_words(mark) if mark.state else ""

    line = QuickLine(label, verbs, state_of, rows=rows)

    def mark(person: Called, code: str) -> None:
        if not roll.can_mark:
            return
        ids = [person.delegate_id]
        done = roll.leave(ids) if code == LEFT else roll.mark(ids, code)
        if done:
            line.clear()

    def show() -> None:
        line.setEnabled(roll.can_mark)
        line.show_people(roll.people, roll.marks.keys())

    line.chosen.connect(mark)
    roll.people_changed.connect(show)
    roll.marks_changed.connect(lambda _ids: line.refresh(roll.marks.keys()))
    roll.noted.connect(line.say)
    return line
