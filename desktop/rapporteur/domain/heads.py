"""Who heads a delegation, and who comes before whom, as far as texts tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapporteur.domain.fields import Record

_CLAUSE = re.compile(r"[,;/&\n()]|\s[-–—]\s|\band\b|\bи\b(?!\.)", re.IGNORECASE)
# "Interim Head" and "и.о. главы" do head; a deputy, an aide or an alternate does not.
_NOT_A_HEAD = re.compile(
    r"\b(?:deputy|dy|vice|alternate|assistant|asst|advis[eo]r|aide|counsellor|secretary|secretariat"
    r"|interpreter|office|spouse|sub-?\s?groups?|working\s+group|department|division|section|unit"
    r"|зам|заместител\w*|вице|помощник\w*|советник\w*|секретар\w*|переводчик\w*|аппарат\w*"
    r"|подгрупп\w*|отдел\w*|департамент\w*|управлени\w*|супруг\w*)\b"
    r"|(?:उप|सहायक|सलाहकार|सचिव|दुभाषिया)[\s-]",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^(?:(?:acting|interim|national)\s+)?(?:head|leader|chief|hod)$"
    r"|\b(?:head|leader|chief)\s+of\s+(?:the\s+|\w+\s+){0,3}(?:delegation|side)\b"
    r"|\bdelegation\s+(?:head|leader|chief)\b"
    r"|\bco-?\s?chair(?:man|person|woman)?\b|^chair(?:man|person|woman)?$"
    r"|^(?:(?:и\.?\s?о\.?|врио)\s+)?(?:глав[аы]|руководител[ья])$"
    r"|\b(?:глав[аы]|руководител[ья])\s+(?:\w+\s+){0,3}(?:делегации|стороны|части)\b"
    r"|\bсо-?председател[ья]\b|^председатель$"
    r"|प्रतिनिधि\s?मंडल\s+(?:के\s+)?(?:प्रमुख|नेता)|सह-?\s?अध्यक्ष",
    re.IGNORECASE,
)


def is_head(role: str) -> bool:
    """Whether a role names the head of a delegation or a co-chair, in English, Russian or Hindi.

    A deputy, an adviser to the head, and the head of a sub-group or of an office are not.
    """
    return any(
        _HEAD.search(clause) and not _NOT_A_HEAD.search(clause + " ")
        for clause in (part.strip() for part in _CLAUSE.split(role))
        if clause
    )


class Seniority:
    """Orders people of one side after its rank presets, the highest first."""

    def __init__(self, ranks: Sequence[str]) -> None:
        self._place = {_folded(rank): at for at, rank in enumerate(ranks)}
        # "Additional Secretary" before "Secretary": the longest preset that fits decides.
        self._longest = sorted(self._place, key=len, reverse=True)

    def rank(self, delegate: Record) -> int:
        """The place of the person's rank among the presets; their number where unknown.

        Without a rank the designation tells, if it begins with one ("Director, Department …").
        """
        unknown = len(self._place)
        if rank := delegate["rank"]:
            return self._place.get(_folded(rank), unknown)
        designation = _folded(delegate["designation"])
        for preset in self._longest:
            if re.match(rf"{re.escape(preset)}(?!\w)", designation):
                return self._place[preset]
        return unknown

    def of(self, delegate: Record) -> tuple[bool, int, str]:
        """The key to sort by: heads first, then rank, then the date in rank, unknown last."""
        return (
            not is_head(delegate["role"]),
            self.rank(delegate),
            delegate["date_in_rank"] or "9999",
        )


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())
