"""The first draft of a Session Protocol, made of what the file holds; plain values in and out."""

from rapporteur.domain.drafting.draft import draft
from rapporteur.domain.drafting.material import DraftMaterial, Piece

__all__ = ["DraftMaterial", "Piece", "draft"]
