"""Implementation tables that come back: looked through before anything is taken."""
