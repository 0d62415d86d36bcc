"""The Session Protocol: drafting, agreeing on it, and signing it."""
