"""A Protocol that comes back from the other side as an edited Word document."""
