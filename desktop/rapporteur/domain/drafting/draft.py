"""The draft as a whole, in the order of published protocols."""

from __future__ import annotations

from rapporteur.domain.drafting import areas, opening
from rapporteur.domain.drafting.material import DraftMaterial, Piece


def draft(material: DraftMaterial) -> tuple[Piece, ...]:
    """All pieces in their order; no slot occurs twice."""
    found = [
        *opening.opening(material),
        *areas.agenda_adopted(material),
        *areas.review(material),
        *areas.sub_groups(material),
        *areas.emerging(material),
        *areas.presentations(material),
        *areas.other(material),
        *opening.next_session(material),
        opening.closing(material),
    ]
    by_slot: dict[str, Piece] = {}
    for piece in found:
        by_slot.setdefault(piece.slot, piece)
    return tuple(by_slot.values())
