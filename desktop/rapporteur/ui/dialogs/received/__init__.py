"""The import assistant: file, columns, preview, and then one undoable step."""
