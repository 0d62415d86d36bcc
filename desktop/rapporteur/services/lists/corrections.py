"""Back to the sender: the rows of a list that hold faults, with every fault beside its cell.

Only what the sender can put right goes out; doubts about people of this session stay here. Each
row keeps who it is, so that it comes back through the same door, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.errors import UserError
from rapporteur.domain.fault_words import fault_words, is_for_sender, words_code
from rapporteur.domain.fields import Kind
from rapporteur.domain.importing import ImportPlan, PlannedRow, RowState
from rapporteur.domain.names import is_cyrillic
from rapporteur.domain.sessions import Session, Side
from rapporteur.domain.workbook import Book, CellValue, Column, Layout, Sheet
from rapporteur.exchange.lists.addresses import column_letters
from rapporteur.exchange.lists.cells import ColumnReader, as_text
from rapporteur.exchange.lists.marks import CORRECTION, Mark, row_reference, with_row
from rapporteur.exchange.lists.rowsource import IN_COMMON, is_ditto
from rapporteur.exchange.lists.texts import unmixed
from rapporteur.exchange.outgoing.correction_sheet import (
    CorrectionCell,
    CorrectionPage,
    CorrectionRow,
    write_corrections,
)
from rapporteur.exchange.outgoing.form_page import FormHead
from rapporteur.services import sessions
from rapporteur.services.lists import titles

_NAMES = ("family_name", "given_name", "patronymic", "native_name", "latin_name", "passport_name")
_NAME_COLUMNS = frozenset({*_NAMES, "full_name", "name_and_designation"})
_FROM_BANDS = ("organisation", "role", "sub_groups")
_OUT = frozenset({RowState.SKIPPED, RowState.REMOVED})
_RANKS = {RowState.FAULTY: 0, RowState.DOUBTFUL: 1}
_BEYOND = 20_000  # more columns than any sheet has
_EXACT_BELOW = 10**15  # beyond it a number is only itself as a number

_TITLE = {"en": "Questions about the list “{0}”", "ru": "Вопросы к списку «{0}»"}
_LETTER = {
    "en": "{0}Thank you for the list. The rows below hold something that we could not read or "
    "have to ask about: the cell is coloured, and the sign ◄ to the right of it says what is "
    "wrong.\n"
    "Please put the coloured cells right in this very sheet and send it back; all other cells "
    "may stay as they are. To take somebody off the list, empty the line. People who are "
    "missing may be added in the free lines at the end.\n"
    "Return to: secretariat, {1}. The headings are locked, without a password.",
    "ru": "{0}Благодарим за список. В строках ниже есть данные, которые не удалось прочитать или "
    "которые нужно уточнить: ячейка выделена цветом, а справа от неё знак ◄ показывает, что "
    "исправить.\n"
    "Пожалуйста, исправьте выделенные ячейки прямо в этой таблице и пришлите её обратно; "
    "остальные ячейки можно не менять. Чтобы исключить человека, очистите строку. Недостающих "
    "людей можно добавить в свободных строках внизу.\n"
    "Вернуть: секретариат, {1}. Заголовки защищены, без пароля.",
}
_ADDRESS = {"en": "To: {0}. ", "ru": "Кому: {0}. "}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell: the column of the list, the code, what else is said."""

    column: int
    code: str
    said: Mapping[str, object] = field(default_factory=dict)


def faulty_rows(plan: ImportPlan) -> list[int]:
    """The indexes of the rows that hold anything for the sender to put right."""
    layouts = {one.sheet: one for one in (plan.layout, *plan.further)}
    return [
        at
        for at, planned in enumerate(plan.rows)
        if _faults(plan, planned, layouts[planned.row.sheet or plan.layout.sheet], "en")
    ]


@dataclass(frozen=True, slots=True)
class Known:
    """What a correction sheet says of the session, as plain values."""

    session: Session
    sides: tuple[Side, Side]


def gather(db: Db) -> Known:
    """Read what `pages_with` has to know."""
    return Known(sessions.session(db), sessions.sides(db))


def correction_pages(
    db: Db, plan: ImportPlan, book: Book, *, language: str = "", now: datetime | None = None
) -> tuple[CorrectionPage, ...]:
    """The sheets that go back to the sender of `book`, planned as `plan`: faulty rows first.

    `language` is "en" or "ru"; "" takes that of the list. Raises UserError "corrections.none"
    where there is nothing to put right.
    """
    return pages_with(gather(db), plan, book, language=language, now=now)


def pages_with(
    known: Known,
    plan: ImportPlan,
    book: Book,
    *,
    language: str = "",
    now: datetime | None = None,
) -> tuple[CorrectionPage, ...]:
    """`correction_pages` from what `gather` found; touches no database."""
    wanted = set(faulty_rows(plan))
    if not wanted:
        raise UserError(
            "corrections.none",
            f"{plan.file_name} has no row that its sender would have to put right.",
            safe="No file was written.",
            advice=_sideless(plan),
        )
    maker = _PageMaker(known, plan, book, language, now or datetime.now(UTC))
    pages: list[CorrectionPage] = []
    for layout in (plan.layout, *plan.further):
        own = [
            at
            for at, planned in enumerate(plan.rows)
            if (planned.row.sheet or plan.layout.sheet) == layout.sheet
        ]
        if chosen := [at for at in own if at in wanted]:
            pages.append(maker.page(layout, chosen, [page.tab for page in pages]))
    return tuple(pages)


def _sideless(plan: ImportPlan) -> str:
    """What to do where rows were passed over because nothing says whose they are."""
    if not any(issue.code == "no_side" for issue in plan.issues):
        return ""
    return "The list does not say whose it is: choose its side (--side on the command line)."


def export_corrections(
    db: Db, path: Path, plan: ImportPlan, book: Book, *, language: str = ""
) -> int:
    """Write the correction sheet to `path` and return the number of rows that need correction.

    Raises UserError "corrections.none" and "export.*"; a file that was there is then unchanged.
    """
    pages = correction_pages(db, plan, book, language=language)
    write_corrections(path, pages)
    return len(faulty_rows(plan))


def suggested_corrections_name(db: Db, plan: ImportPlan) -> str:
    """A file name for the sheet: session, sender or list, what it is."""
    language = list_language((plan.layout, *plan.further))
    what = {"ru": "на исправление"}.get(language, "to be corrected")
    ordinal = titles.ordinal(sessions.session(db)["ordinal"], language)
    return titles.file_name([ordinal, plan.sender or Path(plan.file_name).stem, what])


def list_language(layouts: Iterable[Layout]) -> str:
    """The language in which one writes to whoever made the list: "ru" or "en"."""
    headings = [column.heading for one in layouts for column in one.columns]
    words = [text for text in headings if not text.startswith("[")]
    return "ru" if 2 * sum(map(is_cyrillic, words)) > len(words) else "en"


class _PageMaker:
    """Makes the sheets of one list."""

    def __init__(
        self, known: Known, plan: ImportPlan, book: Book, language: str, made: datetime
    ) -> None:
        self._plan = plan
        self._sheets = {sheet.name: sheet for sheet in book.sheets}
        self._language = language or list_language((plan.layout, *plan.further))
        self._made = made
        self._session = known.session
        self._sides = {side.id: side for side in known.sides}

    def page(self, layout: Layout, chosen: Sequence[int], tabs: Sequence[str]) -> CorrectionPage:
        """The sheet for the rows `chosen` of the list that `layout` describes."""
        rows = [self._plan.rows[at] for at in self._in_order(chosen)]
        faults = [_faults(self._plan, row, layout, self._language) for row in rows]
        dates = {f.column for found in faults for f in found if f.code == "date_ambiguous"}
        sides = {row.side_id for row in rows}
        extra = _further_columns(layout, rows, sides, self._language)
        sheet = self._sheets[layout.sheet]
        made = [
            CorrectionRow(
                with_row(
                    row.row.reference,
                    row_reference(self._plan.file_hash, layout.sheet, row.row.row),
                ),
                row.row.row,
                tuple(
                    self._cell(sheet, row, column, found, dates)
                    for column in (*layout.columns, *extra)
                ),
            )
            for row, found in zip(rows, faults, strict=True)
        ]
        columns = tuple((c.heading, c.target) for c in (*layout.columns, *extra))
        tab = titles.tab_name(layout.sheet, tabs)
        return CorrectionPage(tab, self._head(sides), columns, tuple(made))

    def _in_order(self, chosen: Sequence[int]) -> list[int]:
        """Faulty rows first, then doubtful ones; whom a row may repeat stands before it."""
        place: dict[int, tuple[int, int, int]] = {}
        for at in chosen:
            rank = _RANKS.get(self._plan.rows[at].state, 2)
            place[at] = (rank, at, 1)
        for at in chosen:
            row = self._plan.rows[at]
            twin = row.twin if row.state is RowState.DOUBTFUL else None
            if twin is not None and twin not in place:
                place[twin] = (*place[at][:2], 0)
        return sorted(place, key=place.__getitem__)

    def _cell(
        self,
        sheet: Sheet,
        planned: PlannedRow,
        column: Column,
        faults: Sequence[Fault],
        dates: set[int],
    ) -> CorrectionCell:
        number = planned.row.row
        said = " ".join(
            dict.fromkeys(
                fault_words(f.code, self._language, **f.said)
                for f in faults
                if f.column == column.index
            )
        )
        raw = _raw(sheet, number, column.index)
        struck = (number, column.index) in sheet.struck
        value = self._meant(planned, column, raw)
        if (number, column.index) in sheet.numbers_as_shown and value is raw:
            value = sheet.numbers_as_shown[number, column.index]
        elif not said and column.index in dates:
            value = _as_date(planned, column.target, value, always=True)
        elif not said:
            value = _as_date(planned, column.target, value, always=False)
        return CorrectionCell(_as_received(value, column.target), said, struck)

    def _meant(self, planned: PlannedRow, column: Column, raw: CellValue) -> CellValue:
        """The cell, or what was written once for several rows where it stands for that."""
        if raw is not None and not is_ditto(raw):
            return raw
        if column.target == "side":
            side = self._sides.get(planned.side_id or 0)
            return side.name(self._language) if side else raw
        if column.target not in IN_COMMON:
            return raw
        value = planned.row.values.get(column.target, "")
        return DELEGATE[column.target].shown(value, self._language) or raw

    def _head(self, sides: set[int | None]) -> FormHead:
        language = self._language if self._language in _LETTER else "en"
        title = _TITLE[language].format(self._plan.file_name)
        sender = self._plan.sender
        address = _ADDRESS[language].format(sender) if sender else ""
        ours = next((s for s in self._sides.values() if s["ours"]), None)
        back = titles.side_title(ours, language) if ours else self._session["working_group_en"]
        only = self._sides.get(next(iter(sides)) or 0) if len(sides) == 1 else None
        return FormHead(
            language=language,
            heading=titles.session_lines(self._session, language),
            title=title,
            letter=tuple(_LETTER[language].format(address, back).split("\n")),
            footer=f"{titles.ordinal(self._session['ordinal'], language)} · {title}",
            made=self._made,
            mark=Mark(CORRECTION, only["code"] if only else "", sender),
        )


def _faults(plan: ImportPlan, planned: PlannedRow, layout: Layout, language: str) -> list[Fault]:
    """What the sender is asked about one row."""
    row = planned.row
    if planned.state in _OUT or not row.row:
        return []
    twin = planned.twin if planned.state is RowState.DOUBTFUL else None  # or it is decided
    if not (row.issues or row.faults or twin is not None):
        return []
    by_letters = {column_letters(c.index): c for c in layout.columns}
    name = _name_column(row.cells, layout, by_letters)
    found = []
    for issue in row.issues:
        if not is_for_sender(issue.code):
            continue
        column = by_letters.get(issue.cell.rstrip("0123456789")) or name
        said = _said(planned, column, words_code(issue.code), language)
        found.append(Fault(column.index, issue.code, said))
    if row.faults:
        nameless = not any(row.values.get(key) for key in _NAMES)
        found.append(Fault(name.index, "no_name" if nameless else "several_people"))
    if twin is not None:
        found.append(Fault(name.index, "person_twice", {"row": plan.rows[twin].row.row}))
    return found


def _name_column(
    cells: Mapping[str, str], layout: Layout, by_letters: Mapping[str, Column]
) -> Column:
    """The column that stands for the whole row: that of the name, else the first."""
    for key in _NAMES:
        column = by_letters.get(cells.get(key, "").rstrip("0123456789"))
        if column is not None:
            return column
    named = (c for c in layout.columns if c.target in _NAME_COLUMNS)
    return next(named, layout.columns[0])


def _said(planned: PlannedRow, column: Column, code: str, language: str) -> Mapping[str, object]:
    """What the words for a fault name: the date as we read it, the letters, the choices."""
    key = column.target
    value = planned.row.values.get(key, "")
    if code == "choice_unknown" and key in DELEGATE:
        choices = DELEGATE[key].choices
        return {"value": ", ".join(choice.text(language) for choice in choices)}
    if code == "lookalike":
        texts = (value, planned.row.original.get(column.heading, ""))
        return {"value": next((pure for text in texts if (pure := unmixed(text))), value)}
    if code.startswith("date_"):
        try:
            value = f"{date.fromisoformat(value):%d.%m.%Y}"
        except ValueError:
            value = "?"
    return {"value": value}


def _further_columns(
    layout: Layout, rows: Sequence[PlannedRow], sides: set[int | None], language: str
) -> list[Column]:
    """Columns for what stood in headings inside the list, above several rows."""
    there = {c.target for c in layout.columns}
    wanted = [
        key
        for key in _FROM_BANDS
        if key not in there and any(_is_from_band(row, key) for row in rows)
    ]
    if len(sides) > 1 and "side" not in there:
        wanted.append("side")
    return [
        Column(_BEYOND + at, DELEGATE[key].title(language), key) for at, key in enumerate(wanted)
    ]


def _is_from_band(planned: PlannedRow, key: str) -> bool:
    cell = planned.row.cells.get(key, "")
    digits = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return bool(digits) and int(digits) != planned.row.row


def _raw(sheet: Sheet, row: int, column: int) -> CellValue:
    cells = sheet.rows[row - 1] if row <= len(sheet.rows) else ()
    return cells[column - 1] if column <= len(cells) else None


def _as_date(planned: PlannedRow, target: str, value: CellValue, *, always: bool) -> CellValue:
    """A date in words as a date where it would be read otherwise without the list round it."""
    if not isinstance(value, str) or target not in DELEGATE:
        return value
    if DELEGATE[target].kind is not Kind.DATE or not (known := planned.row.values.get(target)):
        return value
    alone = ColumnReader(target).read(value)
    if alone.extra or (alone.value == known and not alone.problems and not always):
        return value
    return date.fromisoformat(known)


def _as_received(value: CellValue, target: str) -> CellValue:
    """Numbers as the text that was seen, except where only a number is what it was."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return value
    moment = target in DELEGATE and DELEGATE[target].kind in {Kind.DATE, Kind.TIME}
    return value if moment or abs(value) >= _EXACT_BELOW else as_text(value)
