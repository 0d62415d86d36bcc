"""The agenda: reading it whole, placing items, circulating it, templates and earlier sessions."""
