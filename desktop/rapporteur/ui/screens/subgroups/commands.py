"""Everything the sub-groups screen does to the file: each a named step that undo takes back."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.fields import Field
from rapporteur.domain.sessions import join_list, split_list
from rapporteur.domain.subgroups import SubGroup
from rapporteur.services.subgroups import groups, updates
from rapporteur.ui.bridge import FileBridge, Tone

if TYPE_CHECKING:
    from rapporteur.services.workspace import Db


class SubGroupCommands(QObject):
    """The steps of the screen. Labels name the field and the sub-group."""

    def __init__(self, bridge: FileBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def save_group(self, group: SubGroup, field: Field, edit: FieldEdit, merge: str) -> None:
        """Write a field of the sub-group itself. Raises UserError."""
        self._bridge.edit(
            self._label(field.label, group),
            lambda db: groups.update(db, group.id, {field.key: edit}),
            merge=merge,
        )

    def save_update(self, group: SubGroup, field: Field, edit: FieldEdit, merge: str) -> None:
        """Write a field of its update. Raises UserError."""

        def write(db: Db) -> bool:
            held = updates.touched(db, group.id)
            after = updates.edit(db, group.id, {field.key: edit})
            return held["state"] in updates.AGREED and after["state"] not in updates.AGREED

        if self._bridge.edit(self._label(field.label, group), write, merge=merge):
            said = self.tr(
                "The text of {name} had been agreed. It was changed, so it is “received” again."
            ).format(name=group.name())
            self._bridge.say(said, Tone.WARNING, undo=True)

    def set_state(self, group: SubGroup, state: str, side: str, words: str) -> None:
        """Put the update into a state, with its dates."""
        label = self.tr("{name}: {state}").format(name=group.name(), state=words)
        self._bridge.perform(label, lambda db: updates.set_state(db, group.id, state, side))

    def create(self, name: str, after: int | None) -> SubGroup | None:
        """Add a sub-group behind another."""
        label = self.tr("new sub-group {name}").format(name=name)
        return self._bridge.perform(label, lambda db: groups.create(db, name, after))

    def remove(self, group: SubGroup) -> None:
        """Take a sub-group away; offers Undo."""
        label = self.tr("remove sub-group {name}").format(name=group.name())
        if self._bridge.perform(label, lambda db: (groups.remove(db, group.id),)) is not None:
            said = self.tr(
                "{name} removed, with its update. Its members stay on their lists."
            ).format(name=group.name())
            self._bridge.say(said, Tone.DONE, undo=True)

    def move(self, group: SubGroup, step: int) -> None:
        """Move a sub-group up or down."""
        label = self.tr("place of {name}").format(name=group.name())
        self._bridge.perform(label, lambda db: groups.move(db, group.id, step))

    def add_members(self, group: SubGroup, ids: Collection[int]) -> None:
        """Let delegates sit in it."""
        label = self.tr("members of {name}").format(name=group.name())
        self._bridge.perform(label, lambda db: groups.add_members(db, group.id, ids))

    def remove_members(self, group: SubGroup, ids: Collection[int]) -> None:
        """Let delegates sit in it no longer."""
        label = self.tr("members of {name}").format(name=group.name())
        self._bridge.perform(label, lambda db: groups.remove_members(db, group.id, ids))

    def tick_topic(self, group: SubGroup, title: str, *, on: bool) -> None:
        """Say that the update deals with a topic, or does not."""

        def write(db: Db) -> None:
            held = updates.touched(db, group.id)["topics"]
            others = [one for one in split_list(held) if one != title]
            edit = FieldEdit(held, join_list([*others, title] if on else others))
            updates.edit(db, group.id, {"topics": edit})

        self._bridge.perform(self.tr("topics of {name}").format(name=group.name()), write)

    def add_topic(self, title: str, group: SubGroup | None) -> None:
        """Add a topic to a sub-group, or an emerging area."""
        label = self.tr("new topic {title}").format(title=title)
        self._bridge.perform(label, lambda db: groups.add_topic(db, title, group))

    def rename_topic(self, topic_id: int, old: str, new: str) -> None:
        """Give a topic another English title."""
        edits = {"title_en": FieldEdit(old, new)}
        label = self.tr("topic {title}").format(title=new)
        self._bridge.perform(label, lambda db: groups.rename_topic(db, topic_id, edits))

    def remove_topic(self, topic_id: int, title: str) -> None:
        """Take a topic away; offers Undo."""
        label = self.tr("remove topic {title}").format(title=title)
        if self._bridge.perform(label, lambda db: groups.remove_topic(db, topic_id)) is not None:
            self._bridge.say(self.tr("Topic removed."), Tone.DONE, undo=True)

    def _label(self, field: str, group: SubGroup) -> str:
        shown = field[0].lower() + field[1:]
        return self.tr("{field} of {name}").format(field=shown, name=group.name())
