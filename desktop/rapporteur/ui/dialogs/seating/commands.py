"""Everything that is done to a seating plan: each a named step that undo takes back."""

from __future__ import annotations

from PySide6.QtCore import QObject

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.seating import Chair, SeatingCustoms
from rapporteur.services.seating import planning
from rapporteur.services.seating.drawing import name_on_plan
from rapporteur.services.seating.reading import Seating
from rapporteur.ui.bridge import FileBridge


class SeatingCommands(QObject):
    """Writes; raises UserError where the file refuses."""

    def __init__(self, bridge: FileBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def create(self, name: str) -> int:
        """Make a plan with the usual switches; its id."""
        customs = self._bridge.read(planning.usual_customs)
        label = self.tr("new seating plan {0}").format(name)
        return self._bridge.edit(label, lambda db: planning.create_plan(db, name, customs).id)

    def remove(self, plan: Seating) -> None:
        """Take a plan away."""
        label = self.tr("remove seating plan {0}").format(plan.plan["name"])
        self._bridge.edit(label, lambda db: planning.remove_plan(db, plan.plan.id))

    def rename(self, plan: Seating, name: str) -> None:
        """Give a plan another name."""
        label = self.tr("name of seating plan {0}").format(plan.plan["name"])
        self._bridge.edit(label, lambda db: planning.rename_plan(db, plan.plan.id, name))

    def move(self, plan: Seating, uuid: str, to: Chair) -> None:
        """Seat somebody on a chair; whoever sits there changes places with them."""
        label = self.tr("seat of {0}").format(self._who(plan, uuid))
        self._bridge.edit(label, lambda db: planning.move(db, plan.plan.id, uuid, to))

    def unseat(self, plan: Seating, uuid: str) -> None:
        """Let somebody stand up."""
        label = self.tr("free the seat of {0}").format(self._who(plan, uuid))
        self._bridge.edit(label, lambda db: planning.unseat(db, plan.plan.id, [uuid]))

    def turn(self, plan: Seating, customs: SeatingCustoms) -> None:
        """Turn the switches."""
        label = self.tr("switches of seating plan {0}").format(plan.plan["name"])
        self._bridge.edit(label, lambda db: planning.set_customs(db, plan.plan.id, customs))

    def by_rules(self, plan: Seating) -> None:
        """Seat everybody anew."""
        label = self.tr("seat everybody by the rules")
        self._bridge.edit(label, lambda db: planning.seat_by_rules(db, plan.plan.id))

    def clear(self, plan: Seating) -> None:
        """Free all seats."""
        label = self.tr("free all seats")
        self._bridge.edit(label, lambda db: planning.clear(db, plan.plan.id))

    def _who(self, plan: Seating, uuid: str) -> str:
        person: Delegate | None = next((one for one in plan.people if one.uuid == uuid), None)
        if person is None:
            raise UserError(
                "delegate.gone",
                self.tr("This person is no longer on a list."),
                safe=self.tr("Nobody was moved."),
            )
        return name_on_plan(person, "en")
