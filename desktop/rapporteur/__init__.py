"""Rapporteur: the secretariat's desk for one session of a bilateral working group."""

__version__ = "0.1.0"
