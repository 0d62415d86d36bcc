"""What stands in the cells, headings and cards of the action items, as people read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from rapporteur.domain.actions import ACTION_ITEM, ActionItem, ProgressEntry, overdue_days
from rapporteur.domain.dates import shown_date
from rapporteur.domain.directory import Directory
from rapporteur.domain.fields import Kind
from rapporteur.domain.sessions import Side
from rapporteur.ui.models.action_rows import BOTH, FIRST, SECOND, Grouping

RESPONSIBLE, PROGRESS = "responsible", "progress"
"""Composed columns: who is responsible on either side, and what was reported last."""

DEFAULT_COLUMNS = ("number", "text_en", RESPONSIBLE, "due_words", "status")
IN_PLACE = frozenset({"number", "due_words", "status", "paragraph", "due_date", "closed_on"})
"""What can be typed in the table itself; the rest is long, or chosen, and has the form."""

_MONTHS = 12


class ActionTexts(QObject):
    """Texts by item and column. `set_context` says what names and days are seen from."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.directory = Directory()
        self.sides: Sequence[Side] = ()
        self.progress: dict[int, list[ProgressEntry]] = {}
        self.today = date.min

    def set_context(
        self,
        directory: Directory,
        sides: Sequence[Side],
        progress: dict[int, list[ProgressEntry]],
        today: date,
    ) -> None:
        """What references name, whose fields are whose, what was reported, and which day it is."""
        self.directory, self.sides, self.progress, self.today = directory, sides, progress, today

    def title(self, key: str) -> str:
        """The heading of a column."""
        if key == RESPONSIBLE:
            return self.tr("Responsible")
        if key == PROGRESS:
            return self.tr("Last progress")
        found = ACTION_ITEM[key]
        side = f" ({self.sides[found.of_side - 1].name()})" if found.of_side and self.sides else ""
        return found.label + side

    def cell(self, item: ActionItem, key: str) -> str:
        """One cell in one or two lines."""
        if key == RESPONSIBLE:
            return "\n".join(filter(None, (self.body(item, 1), self.body(item, 2))))
        if key == PROGRESS:
            entries = self.progress.get(item.id, [])
            return f"{shown_date(entries[0]['date'])}: {self._said(entries[0])}" if entries else ""
        if key == "due_words":
            return "\n".join(filter(None, (self.due(item), self.lateness(item))))
        found, value = ACTION_ITEM[key], item[key]
        if found.kind is Kind.REFERENCE:
            return self.directory.name(value)
        return shown_date(value) if found.kind is Kind.DATE else found.shown(value)

    def sort_key(self, item: ActionItem, key: str) -> str:
        """By what a column is sorted; dates by the calendar, words of a due date by their date."""
        if key in ("due_words", "due_date", "closed_on"):
            return item["closed_on" if key == "closed_on" else "due_date"]
        return self.cell(item, key).casefold()

    def body(self, item: ActionItem, side: int) -> str:
        """The body of a side, the person where only that is named, "" for neither."""
        stem = "first" if side == 1 else "second"
        return item[f"body_{stem}"] or item[f"person_{stem}"]

    def due(self, item: ActionItem) -> str:
        """The words of the due date, else the date."""
        return item["due_words"] or shown_date(item["due_date"])

    def lateness(self, item: ActionItem) -> str:
        """By how much an item is late; the date where its words do not say it; else ""."""
        if days := overdue_days(item, self.today):
            return self.tr("overdue by %n days", "", days)
        day = shown_date(item["due_date"])
        return day if day != self.due(item) else ""

    def heading(self, key: str, by: Grouping) -> str:
        """The name of a group."""
        if by is Grouping.SUB_GROUP:
            return self.directory.name(key) or self.tr("No sub-group")
        if by is Grouping.SIDE:
            names = [side.name() for side in self.sides]
            known = {
                FIRST: names[0] if names else "",
                SECOND: names[1] if names else "",
                BOTH: self.tr("Both sides"),
            }
            return known.get(key, self.tr("Nobody named yet"))
        if by is Grouping.BODY:
            return key or self.tr("No responsible body")
        if by is Grouping.DUE_MONTH:
            return self.month(key) if key else self.tr("No due date")
        return ACTION_ITEM["status"].shown(key) or self.tr("No status")

    def month(self, key: str) -> str:
        """ "2026-03" as "March 2026"."""
        names = (
            self.tr("January"), self.tr("February"), self.tr("March"), self.tr("April"),
            self.tr("May"), self.tr("June"), self.tr("July"), self.tr("August"),
            self.tr("September"), self.tr("October"), self.tr("November"), self.tr("December"),
        )  # fmt: skip
        year, _, month = key.partition("-")
        at = int(month) if month.isdigit() else 0
        return f"{names[at - 1]} {year}" if 1 <= at <= _MONTHS else key

    def grouping(self, by: Grouping) -> str:
        """A way of grouping, for the list to choose from."""
        return {
            Grouping.NONE: self.tr("Not grouped"),
            Grouping.SUB_GROUP: self.tr("By sub-group"),
            Grouping.SIDE: self.tr("By responsible side"),
            Grouping.BODY: self.tr("By responsible body"),
            Grouping.DUE_MONTH: self.tr("By month due"),
            Grouping.STATUS: self.tr("By status"),
        }[by]

    def _said(self, entry: ProgressEntry) -> str:
        return entry["text"] or entry.catalogue["status"].shown(entry["status"])
