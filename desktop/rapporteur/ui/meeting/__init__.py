"""Meeting mode: the one full-screen window of the person who types while the session runs."""
