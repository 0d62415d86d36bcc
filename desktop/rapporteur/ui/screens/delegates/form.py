"""The form of the delegates screen: one person, a new one, or what several have in common.

Every accepted field is one step of the file. The form keeps no value of its own: it offers what
was typed to the commands and shows what the file answers. A person being added comes into the
file with the first accepted field, so that an abandoned form leaves no empty row.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain import names
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.editing import Conflict
from rapporteur.domain.errors import UserError
from rapporteur.domain.sessions import Side
from rapporteur.services import delegates as delegate_service
from rapporteur.services.lists.provenance import provenance
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.forms.form import CatalogueForm
from rapporteur.ui.forms.rows import FormRow
from rapporteur.ui.screens.delegates.commands import DelegateCommands
from rapporteur.ui.screens.delegates.header import PersonHeader
from rapporteur.ui.screens.delegates.origin import OriginLine
from rapporteur.ui.screens.delegates.presets import Presets
from rapporteur.ui.screens.delegates.section_links import SectionLinks
from rapporteur.ui.screens.delegates.similar import LikenessIndex, SimilarStrip
from rapporteur.ui.theme import GRID

if TYPE_CHECKING:
    from rapporteur.services.names import Match

log = logging.getLogger(__name__)

_FIRST = "honorific"
_MASKED_GROUP = "passport"
_NAME_FIELDS = ("honorific", "family_name", "given_name", "patronymic", "native_name")
# Transliteration and likeness wait for the end of a word.
_PAUSE_MS = 200


class DelegateForm(QFrame):
    """Fields of the chosen people. Speaks to the file through `commands` alone."""

    LEAST_WIDTH = 44 * GRID

    created = Signal(int)
    """A new person came into the file: the id."""

    person_wanted = Signal(int)
    """Another person shall be shown."""

    list_wanted = Signal(int, str, int)
    """A received list shall be opened: its id, the sheet and the row."""

    merge_wanted = Signal(int, int)
    """Two people are to be merged."""

    apart_wanted = Signal(int, int)
    """Two people are two."""

    def __init__(
        self, bridge: FileBridge, commands: DelegateCommands, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._commands = commands
        self._people: list[Delegate] = []
        self._new_side: int | None = None
        self._sides: dict[int, Side] = {}
        self._presets = Presets()
        self._likeness = LikenessIndex()
        self._all: Mapping[int, Delegate] = {}
        self._doubted: frozenset[int] = frozenset()
        self._offers: dict[str, Callable[[], None]] = {}
        self._placeholders: dict[str, str] = {}

        self._header = PersonHeader()
        self._origin = OriginLine()
        self._similar = SimilarStrip()
        self._fields = CatalogueForm(DELEGATE)
        self._links = SectionLinks(self._fields)
        self._show_masked = QPushButton(self.tr("Sho&w"))
        self._stack = QStackedWidget()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)

        self._connect()
        self._arrange()

    def _connect(self) -> None:
        self._fields.accepted.connect(self._on_accepted)
        self._header.side_chosen.connect(self._on_side)
        self._header.photo.given.connect(self._on_photo)
        self._header.photo.removed.connect(lambda: self._on_photo(None, ""))
        self._header.photo.unreadable.connect(lambda t: self._bridge.say(t, Tone.WARNING))
        self._origin.wanted.connect(self.list_wanted)
        self._similar.chosen.connect(self.person_wanted)
        self._similar.merge_wanted.connect(self._on_merge)
        self._similar.apart_wanted.connect(self._on_apart)
        self._pause.timeout.connect(self._suggest)
        self._show_masked.clicked.connect(self._on_show_masked)
        for key in _NAME_FIELDS:
            self._fields.rows[key].editor.typed_changed.connect(lambda _text: self._pause.start())
        accept = QShortcut(QKeySequence("Alt+Return"), self)
        accept.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        accept.activated.connect(self.take_offer)

    def _arrange(self) -> None:
        self._show_masked.setCheckable(True)
        self._show_masked.setAccessibleName(self.tr("Show passport data"))
        self._fields.sections[_MASKED_GROUP].tools.addWidget(self._show_masked)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._origin)
        column.addWidget(self._similar)
        column.addWidget(self._links)
        column.addWidget(self._fields, 1)
        nobody = QLabel(self.tr("Choose a delegate in the list, or press Ctrl+N for a new one."))
        nobody.setWordWrap(True)
        nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nobody.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
        self._stack.addWidget(nobody)
        self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setMinimumWidth(self.LEAST_WIDTH)
        self._set_tab_order()

    def _set_tab_order(self) -> None:
        """Photo and side first, then the fields; the button of the passport before its fields."""
        previous: QWidget = self._header.photo
        QWidget.setTabOrder(previous, self._origin.link)
        previous = self._origin.link
        for key, row in self._fields.rows.items():
            if row.field.group == _MASKED_GROUP and previous is not self._show_masked:
                first_of_group = DELEGATE.in_group(_MASKED_GROUP)[0]
                if row.field is first_of_group:
                    QWidget.setTabOrder(previous, self._show_masked)
                    previous = self._show_masked
            field = self.field_input(key)
            QWidget.setTabOrder(previous, field)
            previous = field

    # ----------------------------------------------------------------- what is shown

    def set_context(self, sides: Sequence[Side], *, read_only: bool) -> None:
        """The two sides, and whether anything may be changed."""
        self._sides = {side.id: side for side in sides}
        self._header.set_sides(sides)
        self._header.set_read_only(read_only=read_only)
        self._fields.set_read_only(read_only=read_only)

    def set_people(self, everybody: Mapping[int, Delegate], presets: Presets) -> None:
        """Who is on the lists now: for likeness and suggestions; those shown are refreshed."""
        self._all, self._presets = everybody, presets
        self._likeness.show(everybody)
        if not self._people:
            return
        still = [everybody[d.id] for d in self._people if d.id in everybody]
        if len(still) != len(self._people):
            self.show_people(still)
        elif still != self._people:
            self._people = still
            self._fields.refresh(self._common_values())
            self._show_several()
            self._show_head()
            self._suggest()

    def set_doubts(self, apart: frozenset[tuple[int, int]], doubted: frozenset[int]) -> None:
        """Pairs told apart, and people who the checks say may be on the list twice."""
        if (apart, doubted) == (self._likeness.apart, self._doubted):
            return
        self._likeness.apart, self._doubted = apart, doubted
        if len(self._people) == 1:
            self._pause.start()

    @property
    def people(self) -> list[Delegate]:
        """Those shown."""
        return list(self._people)

    def side_of_last(self) -> int | None:
        """The side of the person shown or being added; None where it is not one side."""
        if self._new_side is not None and not self._people:
            return self._new_side
        found = {d.side_id for d in self._people}
        return found.pop() if len(found) == 1 else None

    @property
    def adding(self) -> bool:
        """Whether somebody new is being filled in."""
        return self._new_side is not None

    def show_people(self, people: Sequence[Delegate]) -> None:
        """Show one person, or what several have in common; nobody shows a hint."""
        if self._new_side is None and [d.id for d in people] == [d.id for d in self._people]:
            return
        self.finish()
        self._new_side = None
        self._people = list(people)
        self._begin()

    def begin_new(self, side_id: int) -> None:
        """Start somebody new of a side, with the cursor in the first field."""
        if not self.finish():
            return
        self._new_side = side_id
        self._people = []
        self._begin()
        self.go_to(_FIRST)

    def finish(self) -> bool:
        """Accept what is typed; False (and a message) where something cannot be read."""
        if self._fields.commit():
            return True
        self._bridge.say(
            self.tr(
                "A field of {name} could not be read; its former value is kept in the file."
            ).format(name=self._subject()),
            Tone.WARNING,
        )
        return False

    def go_to(self, key: str = "") -> None:
        """Put the cursor into a field; a masked one stays masked."""
        self._fields.go_to(key if key in self._fields.rows else _FIRST)

    def show_field(self, key: str) -> None:
        """Bring a field into view and mark it, without taking the cursor."""
        row = self._fields.rows.get(key)
        if row is not None:
            self._fields.ensureWidgetVisible(row, GRID, 4 * GRID)
            row.flash()

    def field_keys(self) -> list[str]:
        """The keys of the fields, in the order in which Tab reaches them."""
        return list(self._fields.rows)

    def field_input(self, key: str) -> QWidget:
        """The widget in which a field is typed."""
        return self._fields.rows[key].editor.input

    def message(self, key: str) -> str:
        """What is said under a field, or ""."""
        return self._fields.rows[key].message

    def similar(self) -> list[Match]:
        """Who is warned of as maybe the same person."""
        return self._similar.matches

    def offered(self) -> frozenset[str]:
        """The keys of the fields beside which something is offered."""
        return frozenset(self._offers)

    def take_offer(self) -> None:
        """Accept what is offered beside the field with the cursor."""
        focused = QApplication.focusWidget()
        for key, take in tuple(self._offers.items()):
            if focused is not None and self._fields.rows[key].isAncestorOf(focused):
                take()

    # --------------------------------------------------------------------- internals

    def _begin(self) -> None:
        shown = bool(self._people) or self._new_side is not None
        self._stack.setCurrentIndex(1 if shown else 0)
        self._show_masked.setChecked(False)
        self._show_masked.setText(self.tr("Sho&w"))
        if not shown:
            return
        self._show_presets()
        self._fields.start(self._common_values())
        self._show_several()
        self._show_head()
        self._fields.verticalScrollBar().setValue(0)
        self._similar.show_matches([], str)
        self._pause.start()

    def _common_values(self) -> dict[str, str]:
        """The values all shown people share; "" where they differ."""
        if not self._people:
            return {}
        first = self._people[0].as_dict()
        for other in self._people[1:]:
            for key, value in other.as_dict().items():
                if first[key] != value:
                    first[key] = ""
        return first

    def _show_several(self) -> None:
        """Say "(several)" in the fields in which the shown people differ."""
        for key, row in self._fields.rows.items():
            differ = len({d[key] for d in self._people}) > 1
            row.editor.set_mixed(differ)
            _set_placeholder(row, self.tr("(several)") if differ else "", self._placeholders)

    def _show_head(self) -> None:
        self._show_origin()
        if self._new_side is not None and not self._people:
            self._header.show_new(self._new_side, names.compose_name(self._typed()))
        elif len(self._people) == 1:
            person = self._people[0]
            sha = person["photo"]
            found = self._bridge.read(lambda db: delegate_service.photo(db, sha)) if sha else None
            self._header.show_person(person, found)
        else:
            self._header.show_several(self._people)

    def _show_origin(self) -> None:
        """From which lists the one person shown comes."""
        one = self._people[0].id if len(self._people) == 1 else None
        found = self._bridge.read(lambda db: provenance(db, one)) if one is not None else []
        self._origin.show_sources(found)

    def _show_presets(self) -> None:
        side_id = self.side_of_last()
        for row in self._fields.rows.values():
            row.editor.set_suggestions(list(self._presets.of(row.field, side_id)))

    def _typed(self) -> dict[str, str]:
        """What stands in the form now, half-typed names included."""
        values = self._people[0].as_dict() if len(self._people) == 1 else {}
        typed = {key: self._fields.rows[key].editor.typed() for key in _NAME_FIELDS}
        return {**values, **typed}

    def _subject(self) -> str:
        if len(self._people) == 1:
            return names.full_name(self._people[0]) or self.tr("this delegate")
        return self.tr("these delegates") if self._people else self.tr("the new delegate")

    def _suggest(self) -> None:
        """Offer names in the other script beside empty fields, and warn of a likeness."""
        # Late: comparing names brings a library that the first picture does not need.
        from rapporteur.services.names import suggestions  # noqa: PLC0415

        self._offers.clear()
        for row in self._fields.rows.values():
            row.offer("")
        if len(self._people) > 1 or self._bridge.read_only:
            self._similar.show_matches([], str)
            return
        values = self._typed()
        for key, text in suggestions(values).items():
            self._offer(key, text)
        own = self._people[0].id if self._people else None
        name_touched = (
            own is None
            or own in self._doubted
            or any(self._fields.rows[key].editor.half_typed for key in _NAME_FIELDS)
        )
        found = self._likeness.like(values, own) if name_touched else []
        self._similar.show_matches(found, self._describe, decidable=own is not None)
        if own is None:
            self._show_head()

    def _offer(self, key: str, text: str) -> None:
        row = self._fields.rows[key]

        def take() -> None:
            self._offers.pop(key, None)
            row.offer("")
            self._on_accepted(key, "", text, "")

        self._offers[key] = take
        row.offer(self.tr("Use {text}").format(text=row.field.shown(text)), take)

    def _describe(self, delegate_id: int) -> str:
        delegate = self._all[delegate_id]
        side = self._sides.get(delegate.side_id)
        parts = (names.full_name(delegate), side.name() if side else "", delegate["designation"])
        return ", ".join(part for part in parts if part)

    # ------------------------------------------------------------------------- slots

    def _on_accepted(self, key: str, old: str, new: str, merge: str) -> None:
        try:
            self._save(key, old, new, merge)
        except Conflict as conflict:
            self._show_conflict(conflict)
        except UserError as error:
            self._fields.refuse(key, str(error))

    def _save(self, key: str, old: str, new: str, merge: str) -> None:
        if self._new_side is not None and not self._people:
            person = self._commands.create(self._new_side, {key: new}, None)
            self._new_side = None
            self._people = [person]
            self._fields.refresh(person.as_dict())
            self._show_head()
            self.created.emit(person.id)
        elif len(self._people) == 1:
            person = self._people[0]
            whole = f"delegate.{person.id}.{merge}" if merge else ""
            self._commands.save(person, key, old, new, merge=whole)
        elif self._people:
            self._commands.save_for_all(self._people, key, new)

    def _show_conflict(self, conflict: Conflict) -> None:
        """Both values stay visible: the file's in words, ours in the field."""
        field = DELEGATE[conflict.field]
        message = str(conflict)
        if not field.privacy.masked:
            message = self.tr(
                "Changed meanwhile: the file holds “{theirs}”. Esc takes it over."
            ).format(theirs=field.shown(conflict.theirs) or self.tr("nothing"))
        self._fields.refuse(conflict.field, message)

        def keep_mine() -> None:
            self._on_accepted(conflict.field, conflict.theirs, conflict.mine, "")

        self._offers[conflict.field] = keep_mine
        self._fields.rows[conflict.field].offer(self.tr("Keep mine"), keep_mine)

    def _on_merge(self, other: int) -> None:
        if len(self._people) == 1 and self.finish():
            self.merge_wanted.emit(self._people[0].id, other)

    def _on_apart(self, other: int) -> None:
        if len(self._people) == 1:
            self.apart_wanted.emit(self._people[0].id, other)

    def _on_side(self, side_id: int) -> None:
        if self._new_side is not None and not self._people:
            self._new_side = side_id
            self._show_presets()
            self._show_head()
            return
        self._commands.move_to_side(self._people, side_id, self._sides[side_id].name())

    def _on_photo(self, data: bytes | None, name: str) -> None:
        if len(self._people) == 1:
            self._commands.set_photo(self._people[0], data, name)

    def _on_show_masked(self, shown: bool) -> None:
        self._fields.set_masked(masked=not shown, group=_MASKED_GROUP)
        self._show_masked.setText(self.tr("Hide") if shown else self.tr("Sho&w"))
        if shown:
            log.info("passport data shown of delegates %s", [d.id for d in self._people])


def _set_placeholder(row: FormRow, text: str, remembered: dict[str, str]) -> None:
    """Show `text` in an empty input; without one what stood there at first."""
    control: QWidget | None = row.editor.input
    if isinstance(control, QComboBox) and control.isEditable():
        control = control.lineEdit()
    if isinstance(control, QLineEdit | QPlainTextEdit):
        usual = remembered.setdefault(row.key, control.placeholderText())
        control.setPlaceholderText(text or usual)
    elif isinstance(control, QComboBox):
        control.setPlaceholderText(text)
        if text:
            # Without a current entry the box shows its placeholder.
            control.setCurrentIndex(-1)
        elif control.currentIndex() < 0:
            control.setCurrentIndex(0)
