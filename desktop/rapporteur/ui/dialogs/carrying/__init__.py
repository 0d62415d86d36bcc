"""Carrying over at the window: what is to come from a previous session, and the report of it."""
