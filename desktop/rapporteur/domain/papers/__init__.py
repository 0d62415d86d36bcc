"""The papers of a session as plain values: what stands in them, not how they are written."""
