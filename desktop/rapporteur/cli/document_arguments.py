"""What can be said on the command line about documents and their templates."""

from __future__ import annotations

import argparse
from pathlib import Path

from rapporteur.cli import documents


def add_documents(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands that write documents, and the ones about their templates."""
    _add_document(commands)
    _add_templates(commands)


def _add_document(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    document = commands.add_parser(
        "document", help="write a document as Word, PDF or workbook, or the whole session pack"
    )
    document.add_argument("file", type=Path, metavar="FILE")
    document.add_argument("what", choices=[*documents.KEYS, documents.PACK], metavar="DOCUMENT",
                          help=", ".join((*documents.KEYS, documents.PACK)))  # fmt: skip
    document.add_argument(
        "out", type=Path, metavar="OUT",
        help="a name that ends in .docx, .pdf or .xlsx; for the pack a folder or a .zip",
    )  # fmt: skip
    for option, metavar, words in (
        ("--copy", "SIDE", "protocol: the copy that this side keeps"),
        (
            "--languages",
            "CODES",
            "such as en,ru; else those of the session, of a roster or note the first",
        ),
        ("--columns", "NAME", "roster: the set of columns, by key or name"),
        ("--side", "CODE", "one side only"),
        ("--plan", "NAME", "seating, place-cards: the seating plan of this name"),
    ):
        document.add_argument(option, default="", metavar=metavar, help=words)
    document.add_argument(
        "--layout", choices=["columns", "sequence"], default="",
        help="protocol: languages beside each other, or one after the other",
    )  # fmt: skip
    document.add_argument("--paper", choices=["A4", "Letter"], default="A4")
    document.add_argument(
        "--template", type=Path, metavar="FILE.docx", help="a template of your own, for Word"
    )
    document.add_argument(
        "--sitting", type=int, metavar="N", help="attendance: of the Nth sitting only"
    )
    for option, words in (
        ("--draft", "protocol: the working draft, with brackets and states"),
        ("--initials", "protocol: with a line for initials on each page"),
        ("--one-list", "roster: both sides under one title"),
        ("--as-frozen", "roster: as it stood when it was last frozen"),
        ("--empty", "attendance: empty, to be filled in by hand"),
        ("--changed", "plates, badges, place-cards: what changed since the last print"),
        (
            "--printed",
            "plates, badges, place-cards: note in FILE that they are printed; else it is only read",
        ),
        ("--qr", "badges: with QR codes"),
        ("--private", "pack: with what is internal, run sheet and lists with passport data"),
        ("--json", "report as JSON"),
    ):
        document.add_argument(option, action="store_true", help=words)
    document.set_defaults(command=documents.write_document)


def _add_templates(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    template = commands.add_parser("template", help="check, list or copy templates of documents")
    acts = template.add_subparsers(metavar="ACT", required=True)
    words = f"a document, or one of: {', '.join(documents.TEMPLATE_KINDS)}"

    check = acts.add_parser("check", help="say which fields there are not, and where they stand")
    check.add_argument("template", type=Path, metavar="FILE.docx")
    check.add_argument("kind", metavar="KIND", help=words)
    check.set_defaults(command=documents.check_template)

    fields = acts.add_parser("fields", help="list the fields, to copy from")
    fields.add_argument("kind", metavar="KIND", help=words)
    fields.set_defaults(command=documents.show_fields)

    copy = acts.add_parser("copy", help="copy one of the program's templates for editing")
    copy.add_argument("kind", metavar="KIND", help=words)
    copy.add_argument(
        "out", type=Path, nargs="?", metavar="OUT.docx", help="the folder of your own without it"
    )
    copy.set_defaults(command=documents.copy_template)
