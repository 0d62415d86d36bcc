"""The window and everything in it; the only home of Qt besides `app`."""
