"""Sub-groups: the list, who sits in them, their topics, and what they report."""
