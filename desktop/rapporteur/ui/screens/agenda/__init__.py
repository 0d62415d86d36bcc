"""The agenda: sittings, items, sub-items, numbers and times."""
