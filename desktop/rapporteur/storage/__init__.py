"""The session file: tables, opening, history, backups, migrations; the only home of SQLite."""
