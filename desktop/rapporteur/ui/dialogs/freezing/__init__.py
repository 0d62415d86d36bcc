"""Freezing a list, and the corrigendum to it."""
