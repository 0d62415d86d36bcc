"""Carrying over: what one session leaves to the next, read, planned, taken and reported."""
