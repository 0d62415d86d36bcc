"""Pages of documents in the window: the preview, and the way to the printer."""
