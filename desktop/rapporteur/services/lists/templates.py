"""Blank lists for a side and a purpose: which columns, in which language, with which choices."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.domain.checks import PURPOSES
from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.errors import UserError
from rapporteur.domain.field_notes import field_note
from rapporteur.domain.fields import Field, Kind
from rapporteur.domain.roster_text import written_in
from rapporteur.domain.sessions import Side, split_list
from rapporteur.domain.subgroups import SubGroup
from rapporteur.exchange.lists.marks import TEMPLATE, Mark
from rapporteur.exchange.outgoing.form_page import FormHead
from rapporteur.exchange.outgoing.template import (
    MOST_LINES,
    Template,
    TemplateColumn,
    write_template,
)
from rapporteur.services import sessions
from rapporteur.services.lists import titles

LINES = 60  # people there is room for unless asked otherwise
LANGUAGES = ("en", "ru", "hi")

# Names are asked for in parts: only so nobody has to guess which word is the family name.
_NAME_IN_PARTS = ("honorific", "family_name", "given_name", "patronymic")
_COMPOSED = frozenset({"full_name", "name_and_designation"})
# What the secretariat itself decides; a sender would only guess.
_OURS = frozenset(
    {"side", "name_order", "status", "rank", "date_in_rank", "met_by", "room", "photo"}
)
_ALWAYS = ("designation", "organisation")

_LETTER = {
    "en": "Please give each person a line of their own, in the order of the list, and leave lines "
    "that are not needed empty.\n"
    "What goes into a column is shown when one of its cells is chosen. Cells with an arrow offer "
    "a list. Dates: DD.MM.YYYY; telephone and passport numbers keep leading zeros.\n"
    "The headings are locked, without a password, so that the list can be read as it is.",
    "ru": "Пожалуйста, укажите каждого участника в отдельной строке в порядке списка; лишние "
    "строки оставьте пустыми.\n"
    "Подсказка появляется при выборе ячейки. В ячейках со стрелкой можно выбрать значение из "
    "списка. Даты: ДД.ММ.ГГГГ; нули в начале номеров телефонов и паспортов сохраняются.\n"
    "Заголовки защищены (без пароля), чтобы список можно было прочитать без вопросов.",
}
_TITLE = {"en": "to be filled in", "ru": "для заполнения", "hi": "to be filled in"}


def side_language(side: Side) -> str:
    """The language in which a side writes its lists, as far as its forms of address tell."""
    found = {written_in(text) for text in split_list(side["honorifics"])}
    return next((code for code in ("ru", "hi") if code in found), "en")


def template_fields(columns: ColumnSet, language: str, *, guest: bool = True) -> tuple[Field, ...]:
    """The fields that a blank list for `columns` asks for, in order.

    Names are asked for in parts; what the purpose of the same name needs is asked for as well;
    what only the secretariat knows is not. A `guest` side is asked for what guests need.
    """
    keys = ["number", *(key for key in _NAME_IN_PARTS if key != "patronymic" or language == "ru")]
    if language != "en":
        keys.append("latin_name")
    wanted = [key for key in columns.fields if key not in _COMPOSED | _OURS]
    wanted += [key for key in _ALWAYS if key not in wanted]
    needs = (
        (*purpose.needs, *(purpose.guest_needs if guest else ()))
        for purpose in PURPOSES
        if purpose.key == columns.key
    )
    wanted += [group[0] for groups in needs for group in groups]
    last = [key for key in wanted if key == "remarks"]
    keys += [key for key in wanted if key not in last] + last
    named = {found.key: found for found in columns.columns()}  # under the set's own headings
    return tuple(named.get(key, DELEGATE[key]) for key in dict.fromkeys(keys))


def template_data(
    db: Db,
    columns: ColumnSet,
    side: str,
    language: str = "",
    *,
    lines: int = LINES,
    now: datetime | None = None,
) -> Template:
    """The blank list that the side with the code `side` gets, ready to be written.

    `language` is that of headings and notes, beside English; "" takes that of the side. Raises
    UserError "side.unknown", and "template.lines" where there is no sense in so many lines.
    """
    if not 1 <= lines <= MOST_LINES:
        raise UserError(
            "template.lines",
            f"A blank list cannot have {lines} lines.",
            safe="No file was written.",
            advice=f"Choose a number from 1 to {MOST_LINES}.",
        )
    one = sessions.side_by_code(db, side)
    language = language or side_language(one)
    session = sessions.session(db)
    fields = template_fields(columns, language, guest=not one["host"])
    groups = tuple(sessions.sub_groups(db))
    heading = columns.heading(language)
    head = FormHead(
        language=language,
        heading=titles.session_lines(session, language),
        title=f"{titles.side_title(one, language)} · {heading} ({_TITLE[language]})",
        letter=tuple(_LETTER.get(language, _LETTER["en"]).split("\n")),
        footer=f"{titles.ordinal(session['ordinal'], language)} · {heading}",
        made=now or datetime.now(UTC),
        mark=Mark(TEMPLATE, side=one["code"]),
    )
    return Template(
        head,
        titles.tab_name(one.name(language), ()),
        tuple(_column(f, language, one, sessions.sides(db), groups) for f in fields),
        lines,
    )


def export_template(
    db: Db, path: Path, columns: ColumnSet, side: str, language: str = "", *, lines: int = LINES
) -> int:
    """Write a blank list to `path` and return its number of columns.

    Raises UserError "export.*"; a file that was there is then unchanged.
    """
    template = template_data(db, columns, side, language, lines=lines)
    write_template(path, template)
    return len(template.columns)


def suggested_template_name(db: Db, columns: ColumnSet, side: str, language: str = "") -> str:
    """A file name for a blank list: session, side, purpose."""
    one = sessions.side_by_code(db, side)
    language = language or side_language(one)
    blank = "бланк" if language == "ru" else "blank list"
    name = columns.named(language)
    ordinal = titles.ordinal(sessions.session(db)["ordinal"], language)
    return titles.file_name([ordinal, one.name(language), name, blank])


def form_heading(field: Field, language: str) -> str:
    """The heading of a column to be filled in: in the language of the side, and in English."""
    title, english = field.title(language), field.title("en")
    return title if title == english else f"{title} /\n{english}"


def _column(
    field: Field, language: str, side: Side, sides: tuple[Side, ...], groups: tuple[SubGroup, ...]
) -> TemplateColumn:
    note = field_note(field.key).said(language)
    heading = form_heading(field, language)
    return TemplateColumn(field, heading, note, _choices(field, language, side, sides, groups))


def _choices(
    field: Field, language: str, side: Side, sides: tuple[Side, ...], groups: tuple[SubGroup, ...]
) -> tuple[str, ...]:
    """What a cell of the column offers."""
    if field.key == "honorific":
        return split_list(side["honorifics"])
    if field.key == "citizenship":
        ordered = (side, *(one for one in sides if one.id != side.id))
        return tuple(one.name(language) for one in ordered)
    if field.key == "sub_groups":
        return tuple(group.name(language) for group in groups)
    if field.kind in {Kind.CHOICE, Kind.PRESET}:
        return tuple(choice.text(language) for choice in field.choices)
    return ()
