"""Search over everything, and every command: the palette that Ctrl+K opens."""
