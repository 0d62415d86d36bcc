"""A Protocol that came back from the other side, on the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from rapporteur.cli.commands import DONE, WrongUsage, open_file
from rapporteur.cli.reports import as_json

if TYPE_CHECKING:
    from rapporteur.domain.protocol_returns import ReturnLine, ReturnPlan

DOCUMENTS = frozenset({".docx", ".docm"})
"""Endings of files that are read as a Protocol, where a list is expected."""

_EXCERPT = 70


def import_protocol(chosen: argparse.Namespace) -> int:
    """Take in what only the other side has changed, or say what would be done."""
    from rapporteur.exchange.returned.reading import content, read_returned  # noqa: PLC0415 - start-up time
    from rapporteur.exchange.returned.refusals import refusal  # noqa: PLC0415 - likewise
    from rapporteur.services.protocol import returning  # noqa: PLC0415 - brings the database

    name = chosen.list.name
    if chosen.accept is not None or chosen.accept_doubtful or chosen.as_version_of:
        raise WrongUsage(
            "--accept, --accept-doubtful and --as-version-of are for delegation lists; "
            f"{name} is a document."
        )
    workspace = open_file(chosen.file, edit=not chosen.dry_run)
    try:
        data = content(chosen.list)
        found = read_returned(name, data)
        if not found.texts:
            raise refusal("no_text", name)
        with workspace.read() as db:
            side = _side(db, chosen.side)
            plan = returning.plan(db, found, side, returning.base_of(db, found))
        if not chosen.dry_run:
            with workspace.edit(f"Protocol returned: {name}") as db:
                returning.commit(db, plan, plan.default, content=data)
    finally:
        workspace.close()
    print(as_json(_report(plan)) if chosen.json else _text(plan, dry_run=chosen.dry_run))
    return DONE


def _side(db: Any, code: str) -> str:
    """The uuid of the side that sent it: the other one, unless it is said."""
    from rapporteur.services import sessions  # noqa: PLC0415 - brings the database

    return sessions.side_by_code(db, code).uuid if code else ""


def _text(plan: ReturnPlan, *, dry_run: bool) -> str:
    """What the document changes, in words: only paragraphs of which there is something to say."""
    counts = ", ".join(f"{number} {state}" for state, number in plan.counts().items())
    base = f" against “{plan.base['name']}”" if plan.base is not None else ""
    lines = [f"{plan.name}{base}: {counts or 'no paragraph'}."]
    lines += plan.notices
    lines += [_line(line) for line in plan.lines if line.takes_effect or line.remarks]
    if dry_run:
        lines.append("Nothing was written.")
    return "\n".join(lines)


def _line(line: ReturnLine) -> str:
    where = f"Paragraph {line.number}" if line.number else line.kind.capitalize()
    codes = ", ".join(code for code, text in line.texts.items() if text.changes)
    told = f"{line.state.value} ({codes})" if codes else line.state.value
    left = " (left out)" if line.takes_effect and not line.accepted else ""
    words = next((text.theirs or text.ours for text in line.texts.values()), "")
    excerpt = " ".join(words.split())[:_EXCERPT]
    reasons = "".join(f" {reason}" for reason in line.reasons)
    comments = f" Comments: {len(line.remarks)}." if line.remarks else ""
    return f"{where}: {told}{left}. “{excerpt}”{reasons}{comments}"


def _report(plan: ReturnPlan) -> dict[str, Any]:
    """The same for a program to read."""
    return {
        "kind": "protocol",
        "marked": plan.marked,
        "compared_with": plan.base["name"] if plan.base is not None else None,
        "languages": list(plan.languages),
        "paragraphs": dict(plan.counts()),
        "notices": list(plan.notices),
        "lines": [
            {
                "number": line.number or None,
                "kind": line.kind,
                "state": line.state.value,
                "taken": line.accepted,
                "moved": line.moved,
                "texts": {
                    code: {"ours": text.ours, "theirs": text.theirs, "conflict": text.conflict}
                    for code, text in line.texts.items()
                    if text.changes
                },
                "reasons": list(line.reasons),
                "comments": [
                    {"author": one.author, "text": one.text, "on": one.quote}
                    for one in line.remarks
                ],
            }
            for line in plan.lines
            if line.takes_effect or line.remarks
        ],
    }
