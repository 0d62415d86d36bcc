"""The form that goes to the co-leads of a sub-group, filled with what is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.papers.sheet import SheetHead
from rapporteur.domain.subgroups import UPDATE, UPDATE_PARTS
from rapporteur.exchange.outgoing.update_form import FormLine, UpdateForm, write_update_form
from rapporteur.services import sessions, stored
from rapporteur.services.lists import titles
from rapporteur.services.stored import SUB_GROUPS
from rapporteur.services.subgroups import updates

_LETTER = (
    (
        "Please report here what the sub-group did since the last session. Write in the yellow "
        "cells alone, in each language as far as you have the text; other cells are "
        "locked."
    ),
    (
        "Просим сообщить о работе подгруппы с прошлого заседания. Заполняйте только жёлтые "
        "ячейки, на каждом языке, на котором есть текст."
    ),
)
_HEADINGS = ("Part / Раздел", "Language / Язык", "Text / Текст")


def form_data(db: Db, group_id: int, *, now: datetime | None = None) -> UpdateForm:
    """The form of one sub-group, ready to be written. UserError "record.gone"."""
    session = sessions.session(db)
    group = stored.get(db, SUB_GROUPS, group_id)
    held = updates.this_session(db, group_id)
    met = UPDATE["met_on"]
    lines = [
        FormLine("met_on", f"{met.label} / {met.label_ru}", "", held["met_on"] if held else "")
    ]
    words = {choice.code: f"{choice.label} / {choice.label_ru}" for choice in LANGUAGES}
    for part in UPDATE_PARTS:
        english = updates.part_title(part)
        title = f"{english} / {UPDATE[f'{part}_en'].label_ru.rpartition(' (')[0]}"
        for code in session.language_codes:
            key = f"{part}_{code}"
            lines.append(FormLine(key, title, words.get(code, code), held[key] if held else ""))
    names = dict.fromkeys((group.name(), group.name("ru")))
    head = SheetHead(
        language="en",
        heading=titles.session_lines(session, "en"),
        title=" / ".join(names),
        letter=_LETTER,
        footer=f"{titles.ordinal(session['ordinal'], 'en')} · {group.name()}",
        made=now or datetime.now(UTC),
    )
    return UpdateForm(head, titles.tab_name(group.name(), ()), group.uuid, _HEADINGS, tuple(lines))


def file_name(form: UpdateForm) -> str:
    """The name that is offered for the workbook."""
    return f"Sub-group update - {form.tab}.xlsx"


def write_forms(folder: Path, forms: Sequence[UpdateForm]) -> list[Path]:
    """Write one workbook for each form into a folder; where they are. Raises UserError.

    What is there already is left alone, since a form that came back filled has the same name.
    """
    paths: list[Path] = []
    for form in forms:
        paths.append(_free(folder / file_name(form), paths))
    for path, form in zip(paths, forms, strict=True):
        write_update_form(path, form)
    return paths


def _free(path: Path, taken: Sequence[Path]) -> Path:
    """This path, or the first beside it ("… (2).xlsx") where nothing is and nothing will be."""
    names = {one.name.casefold() for one in taken}
    found, at = path, 1
    while found.name.casefold() in names or found.exists():
        at += 1
        found = path.with_name(f"{path.stem} ({at}){path.suffix}")
    return found
