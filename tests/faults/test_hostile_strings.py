"""A6, A8, A9: three hundred hostile texts, typed in and taken in, through every export and found
by every search.

Each workbook is looked at three times: in its XML (no formula, no link), by another reader, and
through our own door. LibreOffice opens them too where it is installed, with --proofs.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
from tests.faults.hostile import strings
from tests.faults.hostile.workbooks import SHEET, changed, sheet_xml

from rapporteur.domain.checks import PURPOSES
from rapporteur.domain.column_sets import COLUMN_SETS, column_set
from rapporteur.domain.comparison import Difference
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.importing import ImportPlan, RowState
from rapporteur.domain.sessions import INDIA, RUSSIA
from rapporteur.domain.workbook import Book
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.outgoing.comparison_sheet import ComparisonWords, write_comparison
from rapporteur.services import delegates, search, sessions
from rapporteur.services.facts import Facts
from rapporteur.services.importing import imports
from rapporteur.services.lists import (
    corrections,
    corrigendum_export,
    exports,
    freezing,
    missing,
    templates,
    versions,
)
from rapporteur.services.lists.comparison import compare_lists
from rapporteur.services.values import canonical
from rapporteur.services.workspace import Workspace

POST, NAME, REMARKS = (DELEGATE[key] for key in ("designation", "family_name", "remarks"))
# What a cell says by them: the same as above, and a line break.
NOT_AS_THEY_STAND = {'"', "''", "_x000D_"}
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_LINK = re.compile(rb"<(?:\w+:)?hyperlink[ >/]|TargetMode=|<oleObject|<ddeLink|externalLink")


def letters(number: int) -> str:
    """A number in letters: names with digits in them would be asked about."""
    return "".join("bdfgklmnrs"[int(digit)] + "aeiou"[number % 5] for digit in f"{number:03}")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.create(tmp_path / "session.rapporteur")
    facts = Facts(
        {"ordinal": "11", "working_group_en": "Group", "start_date": "2025-08-06",
         "languages": "en; ru"},
        ({**INDIA.values, "host": "yes", "ours": "yes"}, RUSSIA.values),
    )  # fmt: skip
    with opened.edit("New session") as db:
        sessions.create_session(db, facts)
    yield opened
    opened.close()


def typed(workspace: Workspace) -> list[Delegate]:
    """Somebody for each text, with the text as name, post and remark, as forms enter it."""
    people = []
    for text in strings.STRINGS:
        name = canonical(NAME, text) or "Empty"
        people.append(
            {"family_name": name, "designation": canonical(POST, text),
             "remarks": canonical(REMARKS, text)}
        )  # fmt: skip
    with workspace.edit("Typed") as db:
        delegates.create_delegates(db, sessions.sides(db)[0].id, people)
    with workspace.read() as db:
        return delegates.list_delegates(db)


def list_of(path: Path, second: dict[str, str] | None = None) -> Path:
    """A list with a text in each post, as Excel would have saved it; `second` more columns."""
    more = second or {}
    headings = ["Name", "Designation", *more]
    rows = [headings]
    for number, text in enumerate(strings.STRINGS):
        rows.append([f"Anil {letters(number).title()}", text, *more.values()])
    body = "".join(
        f'<row r="{at}">' + "".join(_cell(at, column, text) for column, text in enumerate(row))
        + "</row>"
        for at, row in enumerate(rows, 1)
    )  # fmt: skip
    path.write_bytes(changed({SHEET: sheet_xml(body)}))
    return path


def _cell(row: int, column: int, text: str) -> str:
    inner = escape(strings.as_excel_writes_it(text), {"\r": "&#13;"})
    kept = f'<t xml:space="preserve">{inner}</t>'
    return f'<c r="{"ABCD"[column]}{row}" t="inlineStr"><is>{kept}</is></c>'


def planned(workspace: Workspace, book: Book) -> ImportPlan:
    with workspace.read() as db:
        return imports.plan(db, book, side="IN")


def taken_in(workspace: Workspace, path: Path) -> ImportPlan:
    plan = planned(workspace, read_book(path))
    wanted = {
        at for at, row in enumerate(plan.rows) if row.state in {RowState.NEW, RowState.DOUBTFUL}
    }
    with workspace.edit("Import") as db:
        imports.commit(db, plan, wanted, path.read_bytes())
    return plan


def texts_in(path: Path) -> set[str]:
    """Every text in a workbook, by two readers that agree; it holds no formula and no link."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            data = package.read(name)
            assert not (name.startswith("xl/worksheets/") and _FORMULA.search(data)), name
            assert not _LINK.search(data), name
            assert "vba" not in name.lower()
    book = openpyxl.load_workbook(path)
    other = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str):
                    other.add(cell.value.strip())
    book.close()
    ours = {v.strip() for s in read_book(path).sheets for row in s.rows for v in row
            if isinstance(v, str)}  # fmt: skip
    assert ours - {""} == other - {""}
    return ours


# ----------------------------------------------------------------- typing and searching


def test_there_are_three_hundred_texts() -> None:
    assert len(strings.STRINGS) >= 300


@pytest.mark.parametrize("field", [POST, NAME, REMARKS], ids=lambda f: f.key)
def test_what_is_typed_is_cleaned_as_stated(field) -> None:
    for text in strings.STRINGS:
        assert strings.level(canonical(field, text)) == strings.level(text)
        stored = canonical(field, text)
        assert canonical(field, stored) == stored
        stored.encode()
    for text in strings.TOO_LONG[::2]:
        with pytest.raises(UserError) as caught:
            canonical(field, text)
        assert caught.value.code == "value.too_long"


def test_each_is_found_as_it_was_typed(workspace: Workspace) -> None:
    people = typed(workspace)
    keys = [search.delegate_key(person) for person in people]
    assert len(people) == len(strings.STRINGS)
    narrow = 0
    for at, text in enumerate(strings.STRINGS):
        query = search.Query(text)
        found = query.filter(keys)
        assert at in found, f"{text!r} is not found"
        assert all(search.matches(keys[one], text) for one in found)
        narrow += len(found) < len(keys)
    assert narrow > len(keys) * 0.8, "a search that finds everybody finds nobody"


# ------------------------------------------------------------------------ taking in


def test_what_is_taken_in_is_cleaned_with_a_notice(workspace: Workspace, tmp_path: Path) -> None:
    plan = taken_in(workspace, list_of(tmp_path / "list.xlsx"))
    assert len(plan.rows) == len(strings.STRINGS)
    with workspace.read() as db:
        people = delegates.list_delegates(db)
    by_name = {person["given_name"] + " " + person["family_name"]: person for person in people}
    unnoticed = []
    for number, (text, row) in enumerate(zip(strings.STRINGS, plan.rows, strict=True)):
        person = by_name[f"Anil {letters(number).title()}"]
        codes = {issue.code for issue in row.row.issues}
        stored = person["designation"]
        if stored != strings.level(text):
            # A text that means "no value", and that is said.
            if (stored or not codes) and text not in NOT_AS_THEY_STAND:
                unnoticed.append((text, stored, codes))
        elif strings.NO_TEXT.search(text) and "control_characters" not in codes:
            unnoticed.append((text, stored, codes))
    assert unnoticed == []


def test_longer_than_a_cell_is_cut_with_a_notice(tmp_path: Path) -> None:
    for text in strings.TOO_LONG:
        path = tmp_path / "list.xlsx"
        path.write_bytes(changed({SHEET: sheet_xml(f'<row r="1">{_cell(1, 0, text)}</row>')}))
        book = read_book(path)
        (value,) = book.sheets[0].rows[0]
        assert isinstance(value, str)
        assert text.startswith(value)
        assert len(value) <= 32_767
        assert (len(text) > 32_767) == any("cut" in notice for notice in book.notices)


# ------------------------------------------------------------------------- exports


def all_exports(workspace: Workspace, folder: Path) -> dict[str, Path]:
    """Every export there is, of a session in which the texts stand wherever a text can stand."""
    made: dict[str, Path] = {}

    def out(name: str) -> Path:
        made[name] = folder / f"{name.replace(' ', '-')}.xlsx"
        return made[name]

    older = list_of(folder / "older.xlsx", {"Organisation": "Ministry"})
    newer = list_of(folder / "newer.xlsx", {"Organisation": "=1+1"})
    faulty = list_of(folder / "faulty.xlsx", {"Sex": "Q"})
    with workspace.edit("Freeze") as db:
        side = sessions.sides(db)[0]
        first = delegates.create_delegate(db, side.id, {"family_name": "Menon"})
        frozen = freezing.freeze(db, side.id, now=datetime(2025, 8, 5, tzinfo=UTC))
    typed(workspace)
    with workspace.edit("Texts of the session") as db:
        delegates.set_field(db, [first.id], "designation", "=1+1")
        before = sessions.session(db)
        sessions.update_session(
            db, {"working_group_en": FieldEdit(before["working_group_en"], "=cmd|'/C calc'!A0")}
        )
        name = sessions.sides(db)[0]["name_en"]
        sessions.update_side(db, side.id, {"name_en": FieldEdit(name, "@SUM(1)")})
    with workspace.read() as db:
        for columns in COLUMN_SETS:
            for language in ("en", "ru", "hi"):
                exports.export_roster(
                    db, out(f"roster {columns.key} {language}"), columns, "IN", language
                )
        templates.export_template(db, out("template"), column_set("visa"), "IN")
        corrigendum_export.export_corrigendum(db, out("corrigendum"), frozen, column_set("public"))
        for purpose in PURPOSES:
            with contextlib.suppress(UserError):  # what a host's own people need not give
                path = folder / f"missing-{purpose.key}.xlsx"
                missing.export_missing(db, path, purpose, "IN")
                made[f"missing {purpose.key}"] = path
        book = read_book(faulty)
        plan = imports.plan(db, book, side="IN")
        corrections.export_corrections(db, out("corrections"), plan, book)
        two = [
            versions.rows_of_file(read_book(path), sessions.sides(db)) for path in (older, newer)
        ]
    words = ComparisonWords(
        "Comparison", "as of today", ("What", "Name", "Before", "Now", "Field", "Was", "Is"),
        {kind: kind.value for kind in Difference}, "Place", "en",
    )  # fmt: skip
    now = datetime(2025, 8, 6, tzinfo=UTC)
    write_comparison(
        out("comparison"),
        compare_lists(*two),
        words,
        now,
        kinds=frozenset(Difference),
        masked=False,
    )
    return made


def expected(people: list[Delegate], key: str) -> set[str]:
    return {person[key].strip() for person in people if person[key]}


def test_every_export_holds_the_texts_and_no_formula(workspace: Workspace, tmp_path: Path) -> None:
    made = all_exports(workspace, tmp_path)
    with workspace.read() as db:
        people = delegates.list_delegates(db)
    names, posts = expected(people, "family_name"), expected(people, "designation")
    assert len(posts) > 200
    found = {name: texts_in(path) for name, path in made.items()}
    for columns in COLUMN_SETS:
        for language in ("en", "ru", "hi"):
            texts = found[f"roster {columns.key} {language}"]
            if "designation" in columns.fields:
                assert posts <= texts
            if "family_name" in columns.fields or "full_name" in columns.fields:
                assert len(names & texts) > 200
    assert posts <= {line for text in found["corrigendum"] for line in (text, *text.split("\n"))}
    received = {strings.level(text) for text in strings.STRINGS}
    # Its sender sees what he wrote, half a letter (_xDFFF_) as it stands in the file.
    shown = {strings.level(text) for text in found["corrections"]}
    shown |= {strings.level(re.sub("_xD[8-F].._", "", text)) for text in shown}
    assert received - shown <= {"", *NOT_AS_THEY_STAND}
    assert "=1+1" in found["comparison"]


def test_a_formula_in_an_export_would_be_noticed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "=1+1"
    book.save(tmp_path / "formula.xlsx")
    with pytest.raises(AssertionError):
        texts_in(tmp_path / "formula.xlsx")


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_sees_the_same_texts_and_no_formula(
    workspace: Workspace, tmp_path: Path
) -> None:
    made = all_exports(workspace, tmp_path)
    ours = {path.stem: texts_in(path) for path in made.values()}
    out = tmp_path / "opened"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless",
         "--convert-to", "ods", "--outdir", out, *made.values()],
        check=True, capture_output=True, timeout=500,
    )  # fmt: skip
    opened = sorted(out.glob("*.ods"))
    assert len(opened) == len(made)
    for path in opened:
        with zipfile.ZipFile(path) as package:
            content = package.read("content.xml")
        assert b"table:formula=" not in content
        assert b'xlink:href="http' not in content
        theirs = {str(v) for s in read_book(path).sheets for row in s.rows for v in row if v}
        missing_texts = {strings.level(t) for t in ours[path.stem]} - {
            strings.level(t) for t in theirs
        }
        assert missing_texts == set()
