"""What an implementation table that came back would change, row by row, before anything is done.

Who changed what follows from what was sent, which each row carries with it: a status that the
body left as it was sent never overwrites what the secretariat has noted meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.action_sheets import (
    Entry,
    LineState,
    PlannedLine,
    ReturnedLine,
    ReturnedTable,
    SheetPlan,
    Stamp,
)
from rapporteur.domain.actions import (
    ACTION_ITEM,
    DONE,
    DROPPED,
    PROGRESS,
    ActionItem,
    ProgressEntry,
)
from rapporteur.domain.clocks import today_of
from rapporteur.domain.dates import parse_date
from rapporteur.domain.editing import clean_text
from rapporteur.domain.errors import UserError
from rapporteur.domain.importing import CellChange
from rapporteur.domain.workbook import Book, CellValue, Issue
from rapporteur.exchange.implementation.marks import short
from rapporteur.exchange.implementation.reading import returned_table
from rapporteur.services import sessions, stored
from rapporteur.services.papers.wording import moment_of
from rapporteur.services.values import canonical

_EXCERPT = 120  # characters of an action that say which one it is


def plan(db: Db, book: Book, *, now: datetime | None = None) -> SheetPlan:
    """Compare a table that came back with the session. Writes nothing.

    Raises UserError "actions.no_table" where the book holds no implementation table.
    """
    table = returned_table(book)
    if table is None:
        raise UserError(
            "actions.no_table",
            f"{book.name} is no implementation table: it has neither our hidden references nor "
            "the headings of one.",
            safe="Nothing was changed.",
            advice="Choose a table that was exported as an implementation table.",
        )
    today = today_of(sessions.session(db), moment_of(now))
    planning = _Planning(db, table, today)
    return SheetPlan(book.name, planning.reported_by, planning.lines())


@dataclass(frozen=True, slots=True)
class _Cells:
    """What a row reports, in canonical form; `status` is None where the cell says nothing."""

    status: str | None
    date: str
    remark: str
    issues: tuple[Issue, ...]
    unreadable: bool


class _Planning:
    """Everything that is compared, read once."""

    def __init__(self, db: Db, table: ReturnedTable, today: date) -> None:
        self._table = table
        self._today = today
        self._items = {item.uuid: item for item in stored.read(db, stored.ACTION_ITEMS)}
        self._numbers: dict[str, list[ActionItem]] = {}
        for item in self._items.values():
            self._numbers.setdefault(_number(item["number"]), []).append(item)
        self._entries: dict[int, list[ProgressEntry]] = {}
        for entry in stored.read(db, stored.PROGRESS_ENTRIES):
            self._entries.setdefault(entry.action_id, []).append(entry)
        stem = table.file_name.rpartition(".")[0] or table.file_name
        self.reported_by = clean_text(table.body or stem)

    def lines(self) -> tuple[PlannedLine, ...]:
        """The rows in their order, then what was sent and did not come back."""
        found = [self._line(line) for line in self._table.lines]
        self._mark_repeats(found)
        return (*found, *self._missing(found))

    def _line(self, line: ReturnedLine) -> PlannedLine:
        item, how = self._item(line)
        cells = _read(line, self._today, item)
        told = PlannedLine(
            line.sheet, line.row, LineState.UNKNOWN, line.number, _excerpt(line.text),
            reason=how, issues=cells.issues,
        )  # fmt: skip
        if item is None:
            return told
        told = replace(
            told, action_id=item.id, number=item["number"], text=_excerpt(item.text("text"))
        )
        stamp = line.stamp
        status, reason, disputed = self._status(item, stamp, cells)
        entry = self._entry(item, cells, status)
        changes = _changes(item, status, entry)
        reasons = [how, reason]
        if entry is None and cells.date and not cells.remark and status is None:
            reasons.append("Only a date is given; nothing is reported.")
        if stamp is not None:
            reasons += self._news(item, stamp)
        if cells.remark and entry is None and not disputed:
            reasons.append("This report was taken in before.")
        state, accepted = LineState.SAME, False
        if changes or entry is not None:
            state, accepted = LineState.CHANGED, True
        if disputed:
            state, accepted = LineState.CONFLICT, False
        if cells.unreadable:
            state, accepted = LineState.FAULTY, False
        if status == DROPPED and changes:
            accepted = False
            reasons.append(
                "Dropping an item takes an agreement of both sides: take it if there is one."
            )
        if stamp is None and changes and not cells.remark and not cells.date:
            # Without what was sent nobody can tell which of the two sides changed it.
            accepted = False
            reasons.append("It cannot be told whether the body or the session changed the status.")
        reason = " ".join(text for text in reasons if text)
        return replace(
            told, state=state, accepted=accepted, changes=changes, entry=entry, reason=reason
        )

    def _item(self, line: ReturnedLine) -> tuple[ActionItem | None, str]:
        """The item of a row, and what there is to say about how it was found."""
        if line.stamp is not None:
            item = self._items.get(line.stamp.uuid)
            if item is not None:
                return item, ""
            return None, "The row belongs to an action item that is not in this session."
        named = self._numbers.get(_number(line.number), []) if line.number else []
        if len(named) == 1:
            return named[0], "The hidden reference is gone; found by its number."
        if len(named) > 1:
            return None, "The hidden reference is gone, and several action items have this number."
        return None, "The row has no reference, and no action item has its number."

    def _status(
        self, item: ActionItem, stamp: Stamp | None, cells: _Cells
    ) -> tuple[str | None, str, bool]:
        """The new status or None, what to say about it, and whether both sides changed it."""
        new, now = cells.status, item["status"]
        if new is None or new == now:
            return None, "", False
        if stamp is None:
            return new, "", False
        if new == stamp.status:  # left as it was sent
            return None, "", False
        if now != stamp.status:
            words = ACTION_ITEM["status"].shown
            return new, (
                f"The session has changed the status since the table was sent: it was "
                f"“{words(stamp.status) or '–'}” and is “{words(now) or '–'}” now."
            ), True  # fmt: skip
        return new, "", False

    def _entry(self, item: ActionItem, cells: _Cells, status: str | None) -> Entry | None:
        if not cells.remark and status is None:
            return None
        known = self._entries.get(item.id, [])
        for entry in known if cells.remark else ():
            same = entry["text"] == cells.remark and entry["reported_by"] == self.reported_by
            if same and (not cells.date or entry["date"] == cells.date) and status is None:
                return None
        day = cells.date or self._today.isoformat()
        return Entry(day, cells.remark, status or "", self.reported_by)

    def _news(self, item: ActionItem, stamp: Stamp) -> list[str]:
        """What happened in the session since the row was sent, beside the status."""
        found = []
        entries = sorted(self._entries.get(item.id, []), key=lambda entry: entry.id)
        later = entries[stamp.entries :]
        if any(entry["reported_by"] != self.reported_by for entry in later):
            found.append("Progress was noted in the session since the table was sent.")
        if item["due_date"] != stamp.due_date:
            found.append("The due date was changed since the table was sent.")
        return found

    def _mark_repeats(self, lines: list[PlannedLine]) -> None:
        """Of several rows of one item that report something, none is taken unasked."""
        rows: dict[int, list[int]] = {}
        for at, line in enumerate(lines):
            if line.action_id is not None:
                rows.setdefault(line.action_id, []).append(at)
        for places in rows.values():
            telling = [at for at in places if lines[at].takes_effect]
            if len(places) < 2:
                continue
            where = ", ".join(str(lines[at].row) for at in places)
            for at in places:
                reason = f"{lines[at].reason} The item stands several times: rows {where}.".strip()
                lines[at] = replace(lines[at], reason=reason)
            if len(telling) > 1:
                for at in telling:
                    lines[at] = replace(lines[at], state=LineState.CONFLICT, accepted=False)

    def _missing(self, lines: list[PlannedLine]) -> list[PlannedLine]:
        back = {line.action_id for line in lines}
        wanted = set(self._table.sent)
        return [
            PlannedLine(
                "", 0, LineState.MISSING, item["number"], _excerpt(item.text("text")),
                reason="It was sent and is not in the table that came back.",
            )
            for item in self._items.values()
            if short(item.uuid) in wanted and item.id not in back
        ]  # fmt: skip


def _read(line: ReturnedLine, today: date, item: ActionItem | None) -> _Cells:
    """The cells to be filled in; what cannot be read is named by sheet, row and cell."""
    issues: list[Issue] = []

    def fault(key: str, code: str, words: str) -> None:
        issues.append(Issue(line.cells.get(key, f"row {line.row}"), code, words, line.sheet))

    status = _status_of(line.status) if line.status else None
    if line.status and status is None:
        known = ", ".join(choice.label for choice in ACTION_ITEM["status"].choices)
        fault("status", "status_unknown", f"“{line.status[:60]}” is no status. There are: {known}.")
    day = _day(line.date)
    if line.date is not None and not day:
        fault("date", "date_unknown", "This is no date with a year, such as 31.12.2025.")
    elif day and _ambiguous(line.date):
        fault("date", "date_ambiguous", f"Day and month may be meant either way; read as {day}.")
    if day > today.isoformat():
        fault("date", "date_future", "The date lies in the future.")
    remark = _remark(line, fault)
    if status == DROPPED and item is not None and not _in_words(item, remark):
        status = None
        fault("remark", "drop_without_words", "Dropping an item has to be put in words here.")
    unreadable = any(issue.code in _UNREADABLE for issue in issues)
    return _Cells(status, day, remark, tuple(issues), unreadable)


_UNREADABLE = frozenset(
    {"status_unknown", "date_unknown", "remark_unreadable", "drop_without_words"}
)


def _in_words(item: ActionItem, remark: str) -> bool:
    """Whether it is said how an item was dropped, or it was dropped before."""
    return bool(remark or item["closing_remark"]) or item["status"] == DROPPED


def _remark(line: ReturnedLine, fault: Callable[[str, str, str], None]) -> str:
    try:
        return canonical(PROGRESS["text"], line.remark)
    except UserError as error:
        fault("remark", "remark_unreadable", error.message)
        return ""


def _status_of(text: str) -> str | None:
    """The status that a cell names, in one language or in several with strokes between."""
    for part in (text, *(text.split("/") if "/" in text else ())):
        try:
            return canonical(ACTION_ITEM["status"], part)
        except UserError:
            continue
    return None


def _day(value: CellValue) -> str:
    """A date in canonical form; "" for nothing and for what is none."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        found = parse_date(value)
        return found.value.isoformat() if found is not None else ""
    return ""


def _ambiguous(value: CellValue) -> bool:
    found = parse_date(value) if isinstance(value, str) else None
    return found is not None and found.ambiguous


def _changes(item: ActionItem, status: str | None, entry: Entry | None) -> tuple[CellChange, ...]:
    """The fields of the item that a new status changes: a closed item has the day it was closed."""
    if status is None:
        return ()
    changes = [CellChange("status", item["status"], status)]
    closed = entry.date if entry is not None and status in (DONE, DROPPED) else ""
    if item["closed_on"] != closed:
        changes.append(CellChange("closed_on", item["closed_on"], closed, derived=True))
    if status == DROPPED and not item["closing_remark"] and entry is not None:
        changes.append(CellChange("closing_remark", "", entry.text, derived=True))
    return tuple(changes)


def _number(text: str) -> str:
    """An item's number without what Excel or a person may have made of its blanks."""
    return "".join(text.split()).casefold()


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else f"{line[: _EXCERPT - 1]}…"
