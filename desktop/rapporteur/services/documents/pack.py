"""The session pack: every document of the session in one folder or .zip, with an index.

It is made in two steps. `plan_pack` reads the session's file and makes every document as plain
values; `write_pack` writes them, and needs the file no more, so that the window can let it run
beside its own work. What cannot be made yet stands in the index with the reason. What is
internal (run sheet, lists with personal data) is in the pack only when asked for, and then in a
folder that says so. Cards in a pack do not count as printed: it is made to be kept and sent.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur import paths
from rapporteur.domain.errors import UserError
from rapporteur.domain.note.phrases import NOTE_LANGUAGES
from rapporteur.domain.papers.page import PaperSize
from rapporteur.domain.papers.sheet import PaperBand, PaperColumn, PaperRow, PaperSheet, SheetHead
from rapporteur.exchange.outgoing.output import DamagedOutputError, refuse_target, replace_file
from rapporteur.services import sessions
from rapporteur.services.documents.catalogue import document, make
from rapporteur.services.documents.making_protocol import is_open
from rapporteur.services.documents.options import DOCX, PDF, MadeDocument, Options
from rapporteur.services.documents.writing import Written, free_place, write
from rapporteur.services.lists import titles
from rapporteur.services.papers.wording import heading_lines, moment_of, paper_name

_FOLDERS = {
    "protocol": "1 Session Protocol",
    "roster": "2 Delegation lists",
    "agenda": "3 Agenda and attendance",
    "attendance": "3 Agenda and attendance",
    "sub-groups": "4 Sub-groups and action items",
    "actions": "4 Sub-groups and action items",
    "plates": "5 Plates, badges and seating",
    "badges": "5 Plates, badges and seating",
    "place-cards": "5 Plates, badges and seating",
    "seating": "5 Plates, badges and seating",
    "press-note": "6 Press note and report",
    "report": "6 Press note and report",
}
INTERNAL = "INTERNAL"
INDEX = "Index.docx"
_NOT_TO_BE_SENT = {
    "run-sheet": "It is internal; ask for it, or make it by itself.",
    "gate-pass": "It holds personal data; ask for it, or make it by itself.",
}
_SIDE_COPY = "Copy of the {}"

_TITLE = "Session pack"
_COLUMNS = (
    ("File", 46.0), ("What it is", 30.0), ("Language", 12.0), ("Entries", 10.0), ("Pages", 8.0),
    ("SHA-256", 36.0), ("As of", 20.0),
)  # fmt: skip


class PackStopped(Exception):  # noqa: N818 - it is no error: somebody pressed Cancel
    """The pack was cancelled; nothing of it was left behind."""


@dataclass(frozen=True, slots=True)
class PackItem:
    """One document of the pack: in which folder, what it is, and itself or why it is not there."""

    folder: str
    title: str
    made: MadeDocument | None = field(repr=False)
    formats: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PackPlan:
    """Everything that goes into a pack. `name` is that of its folder, or of its .zip."""

    name: str
    heading: tuple[str, ...]
    stamp: str
    as_of: str
    made: datetime
    items: tuple[PackItem, ...]


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of the pack that was written."""

    path: str  # within the pack, with forward slashes
    item: PackItem
    pages: int
    sha256: str


@dataclass(frozen=True, slots=True)
class WrittenPack:
    """Where the pack is, what is in it and what is not. `reason` as that of a document."""

    path: Path
    files: tuple[PackFile, ...]
    left_out: tuple[PackItem, ...]
    reason: str = ""


Progress = Callable[[int, int, str], None]
"""Called with how many of how many files are written, and the title of the next."""


def _no_progress(done: int, total: int, title: str) -> None:
    """Nobody looks on."""


def plan_pack(
    db: Db,
    *,
    private: bool = False,
    draft: bool = False,
    now: datetime | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> PackPlan:
    """Make every document of the session. With `private`, what is internal as well.

    With `draft` the Protocol is the working draft; it is that anyway while a paragraph is open.
    Raises `PackStopped` once `cancelled` answers True.
    """
    session, moment = sessions.session(db), moment_of(now)
    items = []
    for key, options, folder in _wanted(db, private=private, draft=draft):
        if cancelled():
            raise PackStopped
        items.append(_item(db, key, options, folder, moment))
    if not private:
        items += [PackItem(INTERNAL, document(key).title, None, reason=reason)
                  for key, reason in _NOT_TO_BE_SENT.items()]  # fmt: skip
    return PackPlan(
        name=paper_name(session, [_TITLE], moment, "en").removesuffix(".xlsx"),
        heading=heading_lines(session, ("en",)),
        stamp=titles.stamp(session, moment, "en"),
        as_of=titles.long_moment(session, moment, "en"),
        made=moment,
        items=tuple(items),
    )


def write_pack(
    plan: PackPlan,
    target: Path,
    *,
    size: PaperSize = PaperSize.A4,
    progress: Progress = _no_progress,
    cancelled: Callable[[], bool] = lambda: False,
) -> WrittenPack:
    """Write the pack into the folder `target`, or into one file where it ends in .zip.

    A folder or a .zip that is there already is left as it is: the pack goes beside it. Raises
    UserError "export.*", or `PackStopped` once `cancelled` answers True; nothing is left then.
    """
    as_zip = target.suffix.casefold() == ".zip"
    if as_zip:
        refuse_target(target)
    place = _free(target)
    with _workshop(place, inside=not as_zip) as folder:
        files = list(_write_items(plan, folder, size, progress, cancelled))
        _write_index(plan, files, folder, size)
        if cancelled():
            raise PackStopped
        if as_zip:
            replace_file(place, lambda path: _zip(folder, path), _check_zip)
        else:
            _move(folder, place)
    reason = ""
    if place != target:
        reason = f"{target.name} is there already and was left as it is; the pack is {place.name}."
    left_out = tuple(item for item in plan.items if item.made is None)
    return WrittenPack(place, tuple(files), left_out, reason)


def _wanted(db: Db, *, private: bool, draft: bool) -> Iterator[tuple[str, Options, str]]:
    """The documents of a pack: key, options, folder."""
    session, sides = sessions.session(db), sessions.sides(db)
    languages = session.language_codes or ("en",)
    for side in sides:
        named = titles.folder_name(_SIDE_COPY.format(titles.side_title(side, "en")))
        folder = f"{_FOLDERS['protocol']}/{named}"
        yield "protocol", Options(copy=side["code"], draft=draft or is_open(db)), folder
    for side in sides:
        yield "roster", Options(side=side["code"], languages=languages), _FOLDERS["roster"]
    yield "agenda", Options(), _FOLDERS["agenda"]
    yield "attendance", Options(empty=True), _FOLDERS["attendance"]
    yield "sub-groups", Options(), _FOLDERS["sub-groups"]
    yield "actions", Options(), _FOLDERS["actions"]
    for key in ("plates", "badges", "place-cards", "seating"):
        yield key, Options(), _FOLDERS[key]
    for key in ("press-note", "report"):
        for code in (one for one in languages if one in NOTE_LANGUAGES):
            yield key, Options(languages=(code,)), _FOLDERS[key]
    if private:
        yield "run-sheet", Options(), INTERNAL
        for side in sides:
            yield "gate-pass", Options(side=side["code"]), INTERNAL


def _item(db: Db, key: str, options: Options, folder: str, moment: datetime) -> PackItem:
    kind = document(key)
    formats = tuple(one for one in kind.formats if one in {DOCX, PDF})
    try:
        made = make(db, key, options, now=moment)
    except UserError as error:  # there is nothing to write yet: the index says so
        return PackItem(folder, kind.title, None, reason=f"{error.message} {error.advice}".strip())
    return PackItem(folder, kind.title, made, formats)


def _write_items(
    plan: PackPlan,
    folder: Path,
    size: PaperSize,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Iterator[PackFile]:
    jobs = [(item, ending) for item in plan.items if item.made for ending in item.formats]
    for done, (item, ending) in enumerate(jobs):
        progress(done, len(jobs), item.title)
        if cancelled():
            raise PackStopped
        if item.made is None:
            continue
        inside = folder / item.folder
        inside.mkdir(parents=True, exist_ok=True)
        name = _unused(inside, f"{item.made.name}.{ending}")
        written: Written = write(item.made, inside / name, size=size, cancelled=cancelled)
        yield PackFile(
            path=written.path.relative_to(folder).as_posix(),
            item=item,
            pages=written.pages,
            sha256=_sha256(written.path),
        )
    progress(len(jobs), len(jobs), "")


def _unused(folder: Path, name: str) -> str:
    """`name`, or the next one with a number where a file of the pack has it."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return path.name


def _write_index(plan: PackPlan, files: list[PackFile], folder: Path, size: PaperSize) -> None:
    sheet = index_sheet(plan, files)
    made = MadeDocument("index", (sheet,), Path(INDEX).stem, ("en",), len(files))
    write(made, folder / INDEX, size=size)


def index_sheet(plan: PackPlan, files: list[PackFile]) -> PaperSheet:
    """The index: what is in the pack, what is not and why, and what is still to be completed."""
    parts: list[PaperBand | PaperRow] = []
    for folder in dict.fromkeys(file.item.folder for file in files):
        parts.append(PaperBand(folder))
        parts += [_row(file, plan.as_of) for file in files if file.item.folder == folder]
    left_out = [item for item in plan.items if item.made is None]
    if left_out:
        parts.append(PaperBand("Not in the pack"))
        parts += [PaperRow((item.reason, item.title, "", "", "", "", "")) for item in left_out]
    gaps = [(item, gap) for item in plan.items if item.made for gap in item.made.missing]
    if gaps:
        parts.append(PaperBand("Not in the file, and so not in these documents"))
        parts += [
            PaperRow((gap, item.title, _languages(item), "", "", "", "")) for item, gap in gaps
        ]
    return PaperSheet(
        tab=_TITLE,
        head=SheetHead("en", plan.heading, _TITLE, (), plan.name, plan.made),
        stamp=plan.stamp,
        columns=tuple(PaperColumn(heading, width) for heading, width in _COLUMNS),
        parts=tuple(parts),
    )


def _row(file: PackFile, as_of: str) -> PaperRow:
    made = file.item.made
    entries = str(made.entries) if made else ""
    digest = "\n".join(file.sha256[at : at + 32] for at in (0, 32))
    return PaperRow(
        (
            Path(file.path).name,
            file.item.title,
            _languages(file.item),
            entries,
            str(file.pages) if file.pages else "",
            digest,
            as_of,
        )
    )


def _languages(item: PackItem) -> str:
    return ", ".join(item.made.languages) if item.made else ""


def _free(target: Path) -> Path:
    """`target` where nothing is, or an empty folder; else the next name beside it."""
    if target.is_dir() and target.suffix.casefold() != ".zip" and not any(target.iterdir()):
        return target
    return free_place(target)


@contextlib.contextmanager
def _workshop(place: Path, *, inside: bool) -> Iterator[Path]:
    """A folder to build the pack in, on the disk of `place` where it is to be moved there.

    It goes, with all that is in it, unless it was moved.
    """
    parent = place.parent if inside else paths.temp_dir()
    folder = parent / f".{place.name}.{secrets.token_hex(4)}.part"
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise _no_folder(parent, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move(folder: Path, place: Path) -> None:
    try:
        if place.is_dir():
            place.rmdir()  # empty, or it would not be free
        folder.rename(place)
    except OSError as error:
        raise _no_folder(place, error) from error


def _zip(folder: Path, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                packed.write(file, file.relative_to(folder).as_posix())


def _check_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            bad = packed.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise DamagedOutputError(str(error)) from error
    if bad is not None:
        raise DamagedOutputError(f"the file {bad} in it is damaged")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _no_folder(folder: Path, error: OSError) -> UserError:
    return UserError(
        "export.no_folder",
        f"The pack cannot be made in {folder}: {error.strerror or type(error).__name__}.",
        safe="Nothing was lost: the session is saved, and nothing half done was left.",
        advice="Choose another folder.",
    )
