"""The words of carrying over as the window says them: kinds, fates, reasons, and the report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from rapporteur.domain.carrying import CarryLine, CarryReport, Fate, Part, Reason, line_text


def part_word(part: Part) -> str:
    """The name of a kind of pieces."""
    tr = QCoreApplication.translate
    return {
        Part.SESSION: tr("Carrying", "Session"),
        Part.SIDES: tr("Carrying", "Sides"),
        Part.COLUMN_SETS: tr("Carrying", "Sets of columns"),
        Part.SUB_GROUPS: tr("Carrying", "Sub-groups"),
        Part.TOPICS: tr("Carrying", "Topics"),
        Part.DELEGATES: tr("Carrying", "Delegates"),
        Part.ACTIONS: tr("Carrying", "Action items"),
        Part.AGENDA: tr("Carrying", "Agenda"),
        Part.REPORTS: tr("Carrying", "Reports of the sub-groups"),
    }[part]


def fate_word(fate: Fate) -> str:
    """What became of pieces, as a heading."""
    tr = QCoreApplication.translate
    return {
        Fate.TAKEN: tr("Carrying", "Came over"),
        Fate.UPDATED: tr("Carrying", "Brought up to date"),
        Fate.THERE: tr("Carrying", "Was here already"),
        Fate.DIFFERS: tr("Carrying", "Differs here and was left as it is"),
        Fate.LEFT: tr("Carrying", "Did not come over"),
    }[fate]


def reason_words(reason: Reason, said: str) -> str:
    """Why a piece has its fate; "" where there is nothing to explain."""
    tr = QCoreApplication.translate
    words = {
        Reason.NONE: "",
        Reason.DONE: tr("Carrying", "done {0}"),
        Reason.DROPPED: tr("Carrying", "dropped by agreement {0}"),
        Reason.NOT_CHOSEN: tr("Carrying", "not chosen"),
        Reason.THERE: tr("Carrying", "the same as there"),
        Reason.THERE_AS: tr("Carrying", "here it is {0}"),
        Reason.HERE_OTHERWISE: tr("Carrying", "otherwise than there: {0}"),
        Reason.PROGRESS: tr("Carrying", "new progress there: {0}"),
        Reason.CLOSED_SINCE: tr("Carrying", "closed there meanwhile: {0}"),
        Reason.STATUS_SINCE: tr("Carrying", "status there: {0}"),
        Reason.REPORT_SINCE: tr("Carrying", "the report was changed there since"),
        Reason.NOTHING_REPORTED: tr("Carrying", "nothing was reported"),
        Reason.NOT_COMING: tr("Carrying", "had withdrawn from that session"),
        Reason.OWN_AGENDA: tr("Carrying", "this session has an agenda of its own"),
        Reason.OF_THAT_SESSION: tr("Carrying", "belongs to that session"),
        Reason.REVIEWED_ANEW: tr("Carrying", "the review lists what is inherited now"),
        Reason.UNDER_REVIEW: tr("Carrying", "for review: {0}"),
        Reason.NO_SUB_GROUP: tr("Carrying", "without its sub-group, which is not here: {0}"),
        Reason.NO_LEAD: tr("Carrying", "without a lead who is not here: {0}"),
        Reason.GONE_THERE: tr("Carrying", "no longer in the file of that session"),
        Reason.PRIVATE: tr("Carrying", "without {0}"),
        Reason.BY_RULE: tr("Carrying", "kept in the file of that session"),
        Reason.ADDED_NAMES: tr("Carrying", "names added: {0}"),
    }[reason]
    return " ".join(words.format(said).split())


def outcome(line: CarryLine, *, chosen: bool) -> str:
    """What is about to happen to a piece, in a few words."""
    tr = QCoreApplication.translate
    if line.choosable and not chosen:
        reason = "" if line.or_else is Reason.NOT_CHOSEN else reason_words(line.or_else, line.said)
        return _with(tr("Carrying", "stays behind"), reason)
    words = {
        Fate.TAKEN: tr("Carrying", "comes over"),
        Fate.UPDATED: tr("Carrying", "is brought up to date"),
        Fate.THERE: tr("Carrying", "is here already"),
        Fate.DIFFERS: tr("Carrying", "is left as it is here"),
        Fate.LEFT: tr("Carrying", "stays behind"),
    }[line.fate]
    reason = "" if line.reason is Reason.THERE else reason_words(line.reason, line.said)
    return _with(words, reason)


def counts_words(report: CarryReport) -> str:
    """How many pieces had which fate, in one line."""
    found = report.counts()
    return " · ".join(f"{fate_word(fate)}: {found[fate]}" for fate in Fate if found[fate])


def report_words(report: CarryReport) -> str:
    """The whole report as text, in the language of the window."""
    tr = QCoreApplication.translate
    head = tr("Carrying", "From session {0} ({1}) to session {2}")
    blocks = [f"{head.format(report.ordinal, report.source, report.into)}\n{counts_words(report)}"]
    for fate in Fate:
        found = report.of(fate)
        if found:
            blocks.append("\n".join((fate_word(fate), *_parts(found))))
    return "\n\n".join(blocks) + "\n"


def _parts(lines: Sequence[CarryLine]) -> list[str]:
    said = []
    for part in Part:
        own = [line for line in lines if line.part is part]
        if own:
            said.append(f"  {part_word(part)} ({len(own)})")
            said += [f"    {line_text(x, reason_words(x.reason, x.said))}" for x in own]
    return said


def _with(words: str, reason: str) -> str:
    return f"{words}: {reason}" if reason else words
