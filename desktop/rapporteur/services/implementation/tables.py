"""The implementation table out: the whole of it, and one for each body that is responsible.

The secretariat's own remarks stay behind; what goes out is what was agreed and what was reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.domain.action_sheets import Stamp
from rapporteur.domain.actions import ACTION_STATES, ActionItem, ProgressEntry, overdue
from rapporteur.domain.clocks import today_of
from rapporteur.domain.dates import parse_date, shown_date
from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.sheet import SheetHead
from rapporteur.domain.sessions import Session, Side
from rapporteur.domain.subgroups import SubGroup
from rapporteur.exchange.outgoing.implementation_table import (
    ActionLine,
    ImplementationTable,
    write_implementation_table,
)
from rapporteur.services import sessions, stored
from rapporteur.services.implementation.bodies import Body, bodies, without_body
from rapporteur.services.lists import titles
from rapporteur.services.papers.wording import (
    heading_lines,
    joined,
    languages_of,
    moment_of,
    paper_name,
    said,
    texts_of,
)

TITLE = {"en": "Implementation of action items", "ru": "Выполнение поручений"}
_LETTER = {
    "en": "Please report in the last three columns: choose the status, give the date, and write "
    "what was done. All other cells are locked, without a password. Rows may be sorted, and those "
    "of others left out; please send the file back as a workbook.",
    "ru": "Просим заполнить последние три столбца: выбрать состояние, указать дату и сообщить, "
    "что сделано. Остальные ячейки защищены (без пароля). Строки можно сортировать, лишние — "
    "удалить; просим вернуть файл в виде книги Excel.",
}
_TAB = {"en": "Action items", "ru": "Поручения"}
_LATEST = 2  # progress entries that are repeated in the table
_LONGEST = 400  # characters of each


@dataclass(frozen=True, slots=True)
class BodyFile:
    """One file of a folder: its name, whom it is for, what stands in it."""

    name: str
    body: str
    table: ImplementationTable


def bodies_now(db: Db, *, closed: bool = False) -> list[Body]:
    """The bodies that have anything left to do; with `closed`, all that had."""
    return bodies(_chosen(db, closed=closed))


def items_without_body(db: Db) -> int:
    """How many open items name no body, and so stand in nobody's file."""
    return len(without_body(_chosen(db, closed=False)))


def whole_table(
    db: Db,
    language: str = "",
    *,
    closed: bool = True,
    first: str = "",
    now: datetime | None = None,
) -> ImplementationTable:
    """All action items; only those not `closed` where it is False. UserError "export.no_actions".

    `language` is "en", "ru" or "both". Who is responsible on the side with the code `first`
    stands first.
    """
    return _Gathering(db, language, now, first).table("", _chosen(db, closed=closed))


def body_table(
    db: Db, body: str, language: str = "", *, closed: bool = False, now: datetime | None = None
) -> ImplementationTable:
    """What the body with the key `body` has to do. Raises UserError "export.no_actions"."""
    found = next((one for one in bodies_now(db, closed=closed) if one.key == body), None)
    if found is None:
        raise _nothing()
    return _Gathering(db, language, now).table(found.name, found.items)


def body_files(
    db: Db, language: str = "", *, closed: bool = False, now: datetime | None = None
) -> list[BodyFile]:
    """One file for each body, named after it. Raises UserError "export.no_actions"."""
    moment = moment_of(now)
    gathering = _Gathering(db, language, moment)
    found: list[BodyFile] = []
    taken: set[str] = set()
    for body in bodies_now(db, closed=closed):
        name = _free_name(body_name(db, body.name, language, moment), taken)
        found.append(BodyFile(name, body.name, gathering.table(body.name, body.items)))
    if not found:
        raise _nothing()
    return found


def export_actions(db: Db, path: Path, language: str = "") -> int:
    """Write the whole table to `path` and return how many items stand in it."""
    table = whole_table(db, language)
    write_implementation_table(path, table)
    return len(table.lines)


def export_per_body(db: Db, folder: Path, language: str = "") -> list[BodyFile]:
    """Write one file for each body into `folder`, which is made where it is not there."""
    files = body_files(db, language)
    write_files(folder, files)
    return files


def write_files(folder: Path, files: Sequence[BodyFile]) -> None:
    """Write the files one after the other. Raises UserError "export.*"; those before stay."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UserError(
            "export.no_folder",
            f"The folder {folder} cannot be made: {error.strerror or type(error).__name__}.",
            safe="Nothing was lost: the session is saved.",
            advice="Choose another folder.",
        ) from error
    for file in files:
        write_implementation_table(folder / file.name, file.table)


def body_name(db: Db, body: str, language: str = "", now: datetime | None = None) -> str:
    """A file name for the table of a body; of the whole table where it is ""."""
    session = sessions.session(db)
    leading = languages_of(session, language)[0]
    words = TITLE.get(leading, TITLE["en"])
    return paper_name(session, [words, body], moment_of(now), leading)


class _Gathering:
    """Everything that the lines of a table need, read once."""

    def __init__(self, db: Db, language: str, now: datetime | None, first: str = "") -> None:
        self._session: Session = sessions.session(db)
        self._sides = sessions.sides_from(db, first)
        self._languages = languages_of(self._session, language)
        self._moment = moment_of(now)
        self._groups = {one.uuid: one for one in sessions.sub_groups(db)}
        self._entries: dict[int, list[ProgressEntry]] = {}
        for entry in stored.read(db, stored.PROGRESS_ENTRIES):
            self._entries.setdefault(entry.action_id, []).append(entry)

    def table(self, body: str, items: Sequence[ActionItem]) -> ImplementationTable:
        """The table of these items. Raises UserError "export.no_actions" where there are none."""
        if not items:
            raise _nothing()
        leading = self._languages[0]
        title = said(TITLE, self._languages)
        ordinal = titles.ordinal(self._session["ordinal"], leading)
        head = SheetHead(
            language=leading,
            heading=heading_lines(self._session, self._languages),
            title=f"{title}\n{body}" if body else title,
            letter=tuple(said(_LETTER, self._languages, "\n").split("\n")),
            footer=joined((ordinal, TITLE.get(leading, TITLE["en"]), body), " · "),
            made=self._moment,
        )
        today = today_of(self._session, self._moment)
        return ImplementationTable(
            head=head,
            tab=titles.tab_name(body or _TAB.get(leading, _TAB["en"]), ()),
            body=body,
            languages=self._languages,
            statuses=tuple(self._labels().values()),
            stamp=titles.stamp(self._session, self._moment, leading),
            lines=tuple(self._line(item, today) for item in items),
        )

    def _labels(self) -> Mapping[str, str]:
        return {
            state.code: joined((state.text(code) for code in self._languages), " / ")
            for state in ACTION_STATES
        }

    def _line(self, item: ActionItem, today: date) -> ActionLine:
        entries = self._entries.get(item.id, [])
        return ActionLine(
            stamp=Stamp(item.uuid, item["status"], len(entries), item["due_date"]),
            number=item["number"],
            text=joined((texts_of(item, "text", self._languages), self._source(item)), "\n"),
            responsible=joined((self._responsible(s, item) for s in self._sides), "\n"),
            due=self._due(item),
            overdue=overdue(item, today),
            reported="\n".join(map(self._reported, entries[-_LATEST:])),
            status=self._labels().get(item["status"], ""),
        )

    def _source(self, item: ActionItem) -> str:
        group: SubGroup | None = self._groups.get(item["sub_group"])
        parts = [item["origin"] or item["paragraph"]]
        if group is not None:
            parts.insert(0, texts_of(group, "name", self._languages, " / "))
        inside = joined(parts, " · ")
        return f"[{inside}]" if inside else ""

    def _responsible(self, side: Side, item: ActionItem) -> str:
        place = "first" if side.position == 1 else "second"
        who = joined((item[f"body_{place}"], item[f"person_{place}"]), ", ")
        if not who:
            return ""
        return f"{joined((titles.side_title(side, c) for c in self._languages), ' / ')}: {who}"

    def _due(self, item: ActionItem) -> str:
        day = joined((shown_date(item["due_date"], code) for code in self._languages), " / ")
        read = parse_date(item["due_words"])
        same = read is not None and read.value.isoformat() == item["due_date"]
        return joined(("" if same else item["due_words"], day), "\n")

    def _reported(self, entry: ProgressEntry) -> str:
        text = entry["text"] if len(entry["text"]) <= _LONGEST else entry["text"][:_LONGEST] + "…"
        label = self._labels().get(entry["status"], "")
        leading = shown_date(entry["date"], self._languages[0])
        by = f" ({entry['reported_by']})" if entry["reported_by"] else ""
        return f"{leading}{by}: {joined((label, text), '. ')}"


def _chosen(db: Db, *, closed: bool) -> list[ActionItem]:
    return [one for one in stored.read(db, stored.ACTION_ITEMS) if closed or not one.closed]


def _free_name(name: str, taken: set[str]) -> str:
    """`name`, or one with a number where another file of the folder has it in any case."""
    stem, number, free = name.removesuffix(".xlsx"), 2, name
    while free.casefold() in taken:
        free, number = f"{stem} ({number}).xlsx", number + 1
    taken.add(free.casefold())
    return free


def _nothing() -> UserError:
    return UserError(
        "export.no_actions",
        "There is no action item to write.",
        safe="No file was written.",
        advice="Enter action items first, or choose another body.",
    )
