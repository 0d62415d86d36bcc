"""Readiness: what is missing before the session, open during it, overdue after it."""
