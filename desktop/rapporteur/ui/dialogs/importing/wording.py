"""What the last button of the import assistant says it does, and what was done then."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from rapporteur.domain.importing import ImportResult
from rapporteur.ui.models.import_draft import ImportDraft


def last_button(draft: ImportDraft) -> tuple[str, bool]:
    """The words on the button that writes, and whether there is anything to write."""
    translate, count = QCoreApplication.translate, len(draft.accepted)
    if draft.plan.is_version:
        # A version is kept as received though nothing of it is taken: the next is compared to it.
        keep = translate("ImportAssistant", "Keep the list, c&hange nothing")
        words = translate("ImportAssistant", "Accept %n c&hanges", "", count) if count else keep
        return words, bool(draft.plan.rows)
    if count:
        return translate("ImportAssistant", "&Import %n people", "", count), True
    if draft.decided:
        return translate("ImportAssistant", "Re&member the decisions"), True
    return translate("ImportAssistant", "&Import nobody"), False


def report(draft: ImportDraft, result: ImportResult) -> str:
    """What happened, in one line."""
    translate = QCoreApplication.translate
    left = sum(map(draft.choosable, range(len(draft.plan.rows)))) - len(draft.accepted)
    counts = (
        (result.added, translate("ImportAssistant", "%n added", "", result.added)),
        (result.changed, translate("ImportAssistant", "%n changed", "", result.changed)),
        (result.moved, translate("ImportAssistant", "%n moved", "", result.moved)),
        (result.removed, translate("ImportAssistant", "%n withdrawn", "", result.removed)),
        (left, translate("ImportAssistant", "%n left out", "", left)),
    )
    parts = [words for number, words in counts if number]
    if not parts:
        parts = [translate("ImportAssistant", "kept as received, nothing changed")]
    return f"{draft.plan.file_name}: {', '.join(parts)}"
