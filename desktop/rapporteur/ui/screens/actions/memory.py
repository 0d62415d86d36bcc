"""What the screen of the action items remembers for this person."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QSplitter, QWidget

from rapporteur.domain.actions import ACTION_ITEM
from rapporteur.ui.models.action_rows import Direction, Grouping
from rapporteur.ui.models.action_table import ActionTableModel
from rapporteur.ui.models.action_texts import DEFAULT_COLUMNS, PROGRESS, RESPONSIBLE, ActionTexts
from rapporteur.ui.settings import Settings

COLUMNS = (*ACTION_ITEM.keys, RESPONSIBLE, PROGRESS)
_FORM_WIDTH = 440


class Memory:
    """Typed access to the settings of the screen."""

    def __init__(self, settings: Settings, key: str) -> None:
        self._settings = settings
        self._key = key

    def columns(self) -> tuple[str, ...]:
        """The columns shown last, those that the program still knows."""
        known = [k for k in self._settings.texts(f"{self._key}/columns") if k in COLUMNS]
        return tuple(known) or DEFAULT_COLUMNS

    def set_columns(self, columns: tuple[str, ...]) -> None:
        """Remember the columns, from left to right."""
        self._settings.set_texts(f"{self._key}/columns", columns)

    def widths(self) -> dict[str, int]:
        """The widths that the person gave to columns."""
        pairs = (text.partition("=") for text in self._settings.texts(f"{self._key}/widths"))
        return {key: int(width) for key, _, width in pairs if width.isdigit() and int(width)}

    def set_widths(self, widths: dict[str, int]) -> None:
        """Remember widths."""
        self._settings.set_texts(f"{self._key}/widths", [f"{k}={w}" for k, w in widths.items()])

    def sorting(self) -> tuple[str, Direction]:
        """By which column the table was sorted, and how."""
        key = self._settings.text(f"{self._key}/sorted_by")
        known = {d.value: d for d in Direction}
        direction = known.get(self._settings.text(f"{self._key}/sorted"), Direction.STORED)
        return (key, direction) if key in COLUMNS else ("", Direction.STORED)

    def set_sorting(self, key: str, direction: Direction) -> None:
        """Remember the sorting."""
        self._settings.set_text(f"{self._key}/sorted_by", key)
        self._settings.set_text(f"{self._key}/sorted", direction.value)

    def grouping(self) -> Grouping:
        """By what the table was parted."""
        known = {by.value: by for by in Grouping}
        return known.get(self._settings.text(f"{self._key}/grouping"), Grouping.NONE)

    def set_grouping(self, by: Grouping) -> None:
        """Remember the grouping."""
        self._settings.set_text(f"{self._key}/grouping", by.value)

    @property
    def board(self) -> bool:
        """Whether the board was shown, not the table."""
        return self._settings.flag(f"{self._key}/board")

    def set_board(self, *, shown: bool) -> None:
        """Remember which of the two is shown."""
        self._settings.set_flag(f"{self._key}/board", value=shown)

    def save_splitter(self, splitter: QSplitter) -> None:
        """Remember how wide the form is."""
        self._settings.save_parts(f"{self._key}/across", splitter)

    def restore_splitter(self, splitter: QSplitter, width: int) -> None:
        """Bring the splitter back; `width` is that of the window, for the first time."""
        if not self._settings.restore_parts(f"{self._key}/across", splitter):
            form = min(_FORM_WIDTH, width * 2 // 5)
            splitter.setSizes([max(width - form, form), form])


def choose_columns(
    model: ActionTableModel, texts: ActionTexts, at: QPoint, parent: QWidget
) -> None:
    """A menu of all columns; ticking shows one, behind the others. One always stays."""
    menu = QMenu(parent)
    for key in COLUMNS:
        action = menu.addAction(texts.title(key).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(key in model.columns)
        action.triggered.connect(partial(_toggle, model, key))
    menu.exec(at)
    menu.deleteLater()


def _toggle(model: ActionTableModel, key: str, *_checked: bool) -> None:
    left = tuple(c for c in model.columns if c != key)
    model.show_columns(left if key in model.columns and left else (*left, key))
