"""The seating plan: made by the rules, changed by hand, printed, and plates made of it."""
