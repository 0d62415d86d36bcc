"""The column sets of a session, and those kept on this computer."""
