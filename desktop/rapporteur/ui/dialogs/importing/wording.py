"""What the last button of the import assistant says it does, and what was done then."""

from __future__ import annotations

from PySide6.QtCore import QObject

from rapporteur.domain.importing import ImportResult
from rapporteur.ui.models.import_draft import ImportDraft


class ImportWording(QObject):
    """The words; an object, since plurals are only collected from one."""

    def last_button(self, draft: ImportDraft) -> tuple[str, bool]:
        """The words on the button that writes, and whether there is anything to write."""
        count = len(draft.accepted)
        if draft.plan.is_version:
            # Kept as received though nothing of it is taken: the next one is compared to it.
            keep = self.tr("Keep the list, c&hange nothing")
            words = self.tr("Accept %n c&hanges", "", count) if count else keep
            return words, bool(draft.plan.rows)
        if count:
            return self.tr("&Import %n people", "", count), True
        if draft.decided:
            return self.tr("Re&member the decisions"), True
        return self.tr("&Import nobody"), False

    def report(self, draft: ImportDraft, result: ImportResult) -> str:
        """What happened, in one line."""
        left = sum(map(draft.choosable, range(len(draft.plan.rows)))) - len(draft.accepted)
        counts = (
            (result.added, self.tr("%n added", "", result.added)),
            (result.changed, self.tr("%n changed", "", result.changed)),
            (result.moved, self.tr("%n moved", "", result.moved)),
            (result.removed, self.tr("%n withdrawn", "", result.removed)),
            (left, self.tr("%n left out", "", left)),
        )
        parts = [words for number, words in counts if number]
        if not parts:
            parts = [self.tr("kept as received, nothing changed")]
        return f"{draft.plan.file_name}: {', '.join(parts)}"
