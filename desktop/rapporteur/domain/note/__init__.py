"""Running text out of data: phrases per language, plural forms, cases. No fact stands here."""
