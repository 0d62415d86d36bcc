"""The sheets of paper that this office prints on."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from rapporteur.domain.papers.page import PaperSize
from rapporteur.ui.settings import Settings

_KEY = "print/size"
_LETTER = frozenset(
    {
        QLocale.Country.UnitedStates,
        QLocale.Country.Canada,
        QLocale.Country.Mexico,
        QLocale.Country.Chile,
        QLocale.Country.Colombia,
        QLocale.Country.Philippines,
        QLocale.Country.Venezuela,
    }
)


def paper_size(settings: Settings) -> PaperSize:
    """What was chosen last; at first what is usual where the computer stands."""
    kept = settings.text(_KEY)
    if kept in {size.value for size in PaperSize}:
        return PaperSize(kept)
    return PaperSize.LETTER if QLocale.system().territory() in _LETTER else PaperSize.A4


def remember_size(settings: Settings, size: PaperSize) -> None:
    """The next document is laid out for this one."""
    settings.set_text(_KEY, size.value)
