"""Lists into the session: who a row is, what it changes, what a newer list says, and writing it."""
