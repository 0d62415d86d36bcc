"""Verification of texts: what a machine can compare between the languages of the Protocol."""
