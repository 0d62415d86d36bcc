"""The commands that write documents as Word, PDF or workbook, and look after their templates."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapporteur.cli.commands import DONE, REFUSED, WrongUsage, open_file
from rapporteur.cli.reports import as_json, count
from rapporteur.domain.errors import UserError

if TYPE_CHECKING:
    from rapporteur.services.documents.catalogue import Document
    from rapporteur.services.documents.options import MadeDocument, Option, Options
    from rapporteur.services.documents.pack import WrittenPack
    from rapporteur.services.documents.writing import Written
    from rapporteur.services.workspace import Workspace

# Known without the services behind them, so that the parser answers at once; a test compares.
KEYS = (
    "protocol", "roster", "agenda", "run-sheet", "sub-groups", "actions", "attendance",
    "gate-pass", "plates", "badges", "place-cards", "seating", "press-note", "report",
)  # fmt: skip
PACK = "pack"
TEMPLATE_KINDS = ("protocol-columns", "protocol-sequence", "list", "note")
_LANGUAGES = ("en", "ru", "hi")


def write_document(chosen: argparse.Namespace) -> int:
    """Write one document, or the session pack.

    Cards do not count as printed unless `--printed` says so: a command that writes a file does
    not change the session's file unasked. A pack is kept and sent, and never counts.
    """
    if chosen.what == PACK:
        return _write_pack(chosen)
    if chosen.private:
        raise WrongUsage("--private is for the pack.")
    from rapporteur.domain.papers.page import PaperSize  # noqa: PLC0415 - start-up time
    from rapporteur.services.documents import catalogue  # noqa: PLC0415 - brings the database
    from rapporteur.services.documents.writing import write  # noqa: PLC0415 - likewise

    kind = catalogue.document(chosen.what)
    options = _options(chosen, kind)
    ending = chosen.out.suffix.casefold().removeprefix(".")
    if ending not in kind.formats:
        known = ", ".join(f".{one}" for one in kind.formats)
        raise WrongUsage(f"{chosen.out.name}: the document {kind.key} is written as {known}.")
    if chosen.template is not None and ending != "docx":
        raise WrongUsage("--template is for Word documents: the name has to end in .docx.")
    workspace = open_file(chosen.file, edit=options.printed)
    remembered = None
    try:
        with workspace.read() as db:
            made = catalogue.make(db, kind.key, options)
        put = partial(write, made, chosen.out, template=chosen.template,
                      size=PaperSize(chosen.paper))  # fmt: skip
        if options.printed:
            written, remembered = _write_printed(workspace, made, put)
        else:
            written = put()
    except UserError as error:
        raise _asked_wrongly(error) from error
    finally:
        workspace.close()
    _report(chosen, kind, made, written, remembered)
    return DONE


def _write_printed(
    workspace: Workspace, made: MadeDocument, put: Callable[[], Written]
) -> tuple[Written, int | None]:
    """Write cards and note them as printed, both or neither; how many differ from before."""
    from rapporteur.domain.papers.cards import CardSheet  # noqa: PLC0415 - start-up time
    from rapporteur.services.cards.printed import remember  # noqa: PLC0415 - the database

    if not isinstance(made.paper, CardSheet):
        return put(), None
    with workspace.edit(f"print of {count(len(made.paper.cards), 'card')}") as db:
        differing = remember(db, made.paper)
        return put(), differing


def _write_pack(chosen: argparse.Namespace) -> int:
    """Write everything into a folder or a .zip."""
    from rapporteur.domain.papers.page import PaperSize  # noqa: PLC0415 - start-up time
    from rapporteur.services.documents.pack import plan_pack, write_pack  # noqa: PLC0415 - the database

    given = [name for name in (*_GIVEN, "template") if getattr(chosen, name) not in _NOT_GIVEN]
    if unfit := [name for name in given if name != "draft"]:
        raise WrongUsage(f"{_option(unfit[0])} is not for the pack.")
    if chosen.out.suffix and chosen.out.suffix.casefold() != ".zip" and not chosen.out.is_dir():
        raise WrongUsage(f"{chosen.out.name}: the pack is a folder, or one file that ends in .zip.")
    workspace = open_file(chosen.file, edit=False)
    try:
        with workspace.read() as db:
            plan = plan_pack(db, private=chosen.private, draft=chosen.draft)
    finally:
        workspace.close()
    pack = write_pack(plan, chosen.out, size=PaperSize(chosen.paper), progress=_progress)
    _report_pack(chosen, pack)
    return DONE


def _progress(done: int, total: int, title: str) -> None:
    """Say on a terminal how far the pack is."""
    if sys.stderr is not None and sys.stderr.isatty():
        print(f"\r{done}/{total} {title:40}", end="" if done < total else "\n", file=sys.stderr)


# The options by the name of the argument, in the order in which they are checked.
_GIVEN = ("copy", "languages", "side", "columns", "one_list", "as_frozen", "layout", "draft",
          "initials", "sitting", "empty", "changed", "printed", "qr", "plan")  # fmt: skip
_NOT_GIVEN = (None, "", False)


def _options(chosen: argparse.Namespace, kind: Document) -> Options:
    """The options of a document. Raises `WrongUsage` for one that it does not understand."""
    from rapporteur.domain.papers.protocol import Layout  # noqa: PLC0415 - start-up time
    from rapporteur.services.documents.options import Option, Options  # noqa: PLC0415 - the database

    values: dict[str, Any] = {}
    for name in _GIVEN:
        value = getattr(chosen, name)
        if value in _NOT_GIVEN:
            continue
        if not _understands(kind, name, Option):
            raise WrongUsage(f"{_option(name)} is not for the {kind.title.lower()}.")
        values["codes" if name == "qr" else name] = value
    if "languages" in values:
        values["languages"] = _languages(values["languages"])
        if len(values["languages"]) > 1 and Option.LANGUAGES not in kind.options:
            raise WrongUsage(f"The {kind.title.lower()} is written in one language at a time.")
    if "layout" in values:
        values["layout"] = Layout(values["layout"])
    return Options(**values)


def _understands(kind: Document, name: str, options: type[Option]) -> bool:
    if name == "languages":
        return bool({options.LANGUAGES, options.LANGUAGE} & kind.options)
    return options("codes" if name == "qr" else name.replace("_", "-")) in kind.options


def _languages(text: str) -> tuple[str, ...]:
    codes = tuple(
        dict.fromkeys(code.strip().casefold() for code in text.split(",") if code.strip())
    )
    unknown = [code for code in codes if code not in _LANGUAGES]
    if unknown or not codes:
        raise WrongUsage(
            f"There is no language {', '.join(unknown) or text}. The languages are: en, ru, hi."
        )
    return codes


def _asked_wrongly(error: UserError) -> Exception:
    """A name that no file makes right is wrong usage; everything else stays what it is."""
    if error.code in {"column_set.unknown", "side.unknown", "note.language"}:
        return WrongUsage(f"{error.message} {error.advice}")
    return error


def _report(
    chosen: argparse.Namespace,
    kind: Document,
    made: MadeDocument,
    written: Written,
    remembered: int | None,
) -> None:
    """Say what was written where, and what the document could not say.

    `remembered` is how many cards noted as printed differ from those before, None for none noted.
    """
    if chosen.json:
        report = {
            "document": kind.key,
            "file": str(written.path),
            "languages": list(made.languages),
            "entries": made.entries,
            "pages": written.pages or None,
            "reason": written.reason,
            "missing": list(made.missing),
            "printed": remembered is not None,
        }
        print(as_json(report))
        return
    mark = ", INTERNAL" if made.internal else ""
    pages = f", {count(written.pages, 'page')}" if written.pages else ""
    languages = ", ".join(made.languages)
    print(f"{written.path}: {kind.title.lower()}{mark}, {languages}, "
          f"{count(made.entries, 'line')}{pages}.")  # fmt: skip
    if written.reason:
        print(written.reason)
    if remembered is not None:
        print(f"Noted as printed; {remembered} of them new or changed.")
    for gap in made.missing:
        print(f"Not in the file, and so not in it: {gap}.")


def _report_pack(chosen: argparse.Namespace, pack: WrittenPack) -> None:
    if chosen.json:
        report = {
            "pack": str(pack.path),
            "reason": pack.reason,
            "files": [
                {"file": one.path, "title": one.item.title, "pages": one.pages or None,
                 "sha256": one.sha256}
                for one in pack.files
            ],
            "left_out": [{"title": one.title, "reason": one.reason} for one in pack.left_out],
        }  # fmt: skip
        print(as_json(report))
        return
    print(f"{pack.path}: the session pack, {count(len(pack.files), 'file')} and an index.")
    if pack.reason:
        print(pack.reason)
    for one in pack.left_out:
        print(f"Not in it: {one.title.lower()}. {one.reason}")


def check_template(chosen: argparse.Namespace) -> int:
    """Say which fields of a template there are not, and where they stand."""
    from rapporteur.services.documents import templates  # noqa: PLC0415 - brings the database

    unknown = templates.check_template(chosen.template, chosen.kind)
    for one in unknown:
        print(f"{chosen.template.name}: there is no field {one.name}, {one.place}")
    if unknown:
        return REFUSED
    print(f"{chosen.template.name}: every field is known.")
    return DONE


def show_fields(chosen: argparse.Namespace) -> int:
    """List the fields of a template, to copy from."""
    from rapporteur.services.documents import templates  # noqa: PLC0415 - brings the database

    for field in templates.fields(chosen.kind):
        print(f"{field.written}  {field.meaning} ({field.name}); for example: {field.sample}")
    return DONE


def copy_template(chosen: argparse.Namespace) -> int:
    """Copy one of the program's templates for editing."""
    from rapporteur.services.documents import templates  # noqa: PLC0415 - brings the database

    target: Path | None = chosen.out
    if target is not None and target.suffix.casefold() != ".docx":
        raise WrongUsage(f"{target.name}: the name of a template has to end in .docx.")
    print(templates.copy_out(chosen.kind, target))
    return DONE


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")
