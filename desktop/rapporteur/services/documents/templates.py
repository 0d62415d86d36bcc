"""The templates of Word documents: those of the program, and an official's own copies of them.

Own templates lie in a folder of this person's, where Word can open and save them. Each kind of
template has a list of fields to copy from; `check_template` says which fields of a template there
are not, and where they stand.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rapporteur import paths
from rapporteur.documents.word import note, protocol, sheets
from rapporteur.documents.word.templates import UnknownField, shipped, unknown_fields
from rapporteur.domain.errors import UserError
from rapporteur.services.documents.catalogue import DOCUMENTS

_FOLDER = "templates"
_ENDING = ".docx"

_SAMPLES: Mapping[str, str] = {
    "footer": "11th Session · Agenda",
    "internal": "INTERNAL – not to be handed out",
    "page": "Page",
    "of": "of",
    "pages[].page": "Page",
    "pages[].of": "of",
    "first": "yes",
    "heading[]": "Working Group on Industrial Cooperation",
    "title": "Agenda",
    "letter[]": "Please tick a box for everybody.",
    "stamp": "As of 5 August 2025, 18:00",
    "table": "(the table)",
    "closing[]": "Purpose: security of the venue",
    "kind": "paragraph",
    "text": "The Sides noted with satisfaction the progress made.",
    "texts[]": "The Sides noted with satisfaction the progress made.",
    "number": "12.",
    "notes": "bracketed, proposed by the Indian Side",
    "name": "Protocol",
    "names[]": "A. B. Singh",
    "signatures[].name": "A. B. Singh",
    "rest": "of the 11th Session of the Working Group",
    "copy": "Copy of the Indian Side",
    "code": "en",
    "head": "For the Indian Side, Co-Chair",
    "heads[]": "For the Indian Side, Co-Chair",
    "draft": "yes",
    "draft_words": "WORKING DRAFT",
    "initials": "yes",
    "initials_words": "Initials",
}
"""An example of each field, by the end of its name."""


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """A template that is shipped with the program. `documents` are the keys of what it makes."""

    name: str
    title: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A field to copy from: as it is named, as it is written, what it means, an example."""

    name: str
    written: str
    meaning: str
    sample: str


def _kind(name: str, title: str) -> TemplateKind:
    return TemplateKind(name, title, tuple(one.key for one in DOCUMENTS if name in one.templates))


KINDS: tuple[TemplateKind, ...] = (
    _kind("protocol-columns", "Session Protocol, languages beside each other"),
    _kind("protocol-sequence", "Session Protocol, one language after the other"),
    _kind("list", "Lists, agenda, run sheet, attendance, action table"),
    _kind("note", "Press note and report"),
)

_FIELDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "protocol-columns": protocol.FIELDS,
    "protocol-sequence": protocol.FIELDS,
    "list": sheets.FIELDS,
    "note": note.FIELDS,
}


def kind_named(which: str) -> TemplateKind:
    """The kind of template of this name, or the first that makes this document.

    UserError "template.kind" names those there are.
    """
    for kind in KINDS:
        if which == kind.name:
            return kind
    for kind in KINDS:
        if which in kind.documents:
            return kind
    raise UserError(
        "template.kind",
        f"There is no kind of template {which}.",
        safe="Nothing was changed.",
        advice=f"The kinds are: {', '.join(kind.name for kind in KINDS)}.",
    )


def fields(which: str) -> tuple[TemplateField, ...]:
    """The fields that a template of this kind may name. UserError "template.kind"."""
    return tuple(
        TemplateField(name, written(name), meaning, _sample(name))
        for name, meaning in _FIELDS[kind_named(which).name]
    )


def written(name: str) -> str:
    """How a field is written in a template: a member of a list by a name of its own.

    "sheets[].heading[]" is written {{ line }} within a loop; the loops stand in the program's own
    template, from which they are copied.
    """
    *loops, last = name.split("[]")
    if last:
        owner = loops[-1].rpartition(".")[2] if loops else ""
        return "{{ " + (f"{_one_of(owner)}{last}" if loops else last) + " }}"
    return "{{ " + _one_of(loops[-1].rpartition(".")[2]) + " }}"


def check_template(path: Path, which: str) -> tuple[UnknownField, ...]:
    """The fields in the template at `path` that a document of this kind has not, with their places.

    Raises UserError "template.*" where it cannot be read, or holds what no template may.
    """
    known = [name for name, _ in _FIELDS[kind_named(which).name]]
    return unknown_fields(path, known)


def kinds_of(path: Path) -> tuple[TemplateKind, ...]:
    """The kinds of template that the one at `path` may be used as: it names no unknown field.

    Raises UserError "template.*" where it cannot be read, or holds what no template may.
    """
    return tuple(kind for kind in KINDS if not check_template(path, kind.name))


def own_folder() -> Path:
    """The folder of this person's own templates, made where it is not there. OSError."""
    folder = paths.data_dir() / _FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def own_templates() -> list[Path]:
    """This person's own templates, by name; lock files of Word are none."""
    try:
        found = own_folder().glob(f"*{_ENDING}")
        return sorted(path for path in found if not path.name.startswith("~$"))
    except OSError:
        return []


def copy_out(which: str, target: Path | None = None) -> Path:
    """Copy the program's own template for editing, and say where it is.

    Without `target` it goes into the own folder. What is there already is never overwritten: the
    copy then gets the next free name. UserError "template.kind", "export.*".
    """
    kind = kind_named(which)
    try:
        wanted = target if target is not None else own_folder() / f"{kind.name}{_ENDING}"
        place, number = wanted, 2
        while place.exists():
            place = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
            number += 1
        shutil.copyfile(shipped(kind.name), place)
    except OSError as error:
        raise UserError(
            "export.failed",
            f"The template cannot be copied: {error.strerror or type(error).__name__}.",
            safe="Nothing was overwritten.",
            advice="Choose another folder.",
        ) from error
    return place


def _one_of(plural: str) -> str:
    """The name that the program's templates give to one member of a list."""
    return {"heading": "line", "letter": "line", "closing": "line"}.get(plural, plural[:-1])


def _sample(name: str) -> str:
    for at in range(len(name)):
        if (at == 0 or name[at - 1] == ".") and (found := _SAMPLES.get(name[at:])):
            return found
    return ""
